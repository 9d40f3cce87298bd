"""The figures as tables: every one beside its ratio to another of the same run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from rich.box import SIMPLE_HEAD
from rich.table import Table

from .engines import CATALOGUE
from .runs import Figures, Outcome, Results, Stop, lacking


def comparison(results: Results, workload: str) -> Table:
    """Return the engines side by side on one workload, as multiples of the first."""
    rows = {engine: figures for (name, engine), figures in results.items() if name == workload}
    base_name, base = next(iter(rows.items()))
    columns = ["load", "reason", "whole", "MB", "reason\n×", "+ load\n×", "whole\n×", "MB\n×", "facts\nfound"]
    table = _table(f"{workload}: CPU seconds; × = multiples of {base_name}", ["engine"], columns)
    for engine, figures in rows.items():
        seconds = (figures.stages.get("load"), figures.stages.get("reason"), figures.whole)
        absolute = [*map(_number, seconds), f"{figures.peak:.0f}"]
        table.add_row(engine, *absolute, *_multiples(figures, base), _found(figures))
    return table


def _found(figures: Figures) -> str:
    return "–" if figures.found is None else f"{sum(figures.found.values())}"


def _multiples(figures: Figures, base: Figures) -> Iterator[str]:
    yield _ratio(figures.stages.get("reason"), base.stages.get("reason"))
    yield _ratio(figures.closing, base.closing)
    yield _ratio(figures.whole, base.whole)
    yield _ratio(figures.peak, base.peak)


def growth(results: Results, triples: Mapping[str, int]) -> Table | None:
    """Return how cost grows with size, each step as multiples of the step before, or None if nothing grew."""
    columns = ["triples\n×", "load\n×", "reason\n×", "whole\n×", "MB\n×", "reason ×\nper triple"]
    table = _table("Growth: × = multiples of the smaller size", ["engine", "from", "to"], columns)
    for engine in dict.fromkeys(engine for _, engine in results):
        sizes = [name for name in triples if (name, engine) in results]
        for smaller, larger in pairwise(sizes):
            steps = triples[larger] / triples[smaller]
            table.add_row(engine, smaller, larger, *_step(results[smaller, engine], results[larger, engine], steps))
    return table if table.row_count else None


def _step(smaller: Figures, larger: Figures, steps: float) -> Iterator[str]:
    yield f"{steps:.1f}"
    yield _ratio(larger.stages.get("load"), smaller.stages.get("load"))
    reason = larger.stages.get("reason"), smaller.stages.get("reason")
    yield _ratio(*reason)
    yield _ratio(larger.whole, smaller.whole)
    yield _ratio(larger.peak, smaller.peak)
    yield _ratio(reason[0], reason[1] * steps if reason[1] else None)


def probes(results: Results) -> Table | None:
    """Return what proofs and changes took, or None if no engine was asked."""
    columns = ["proofs", "not\nproved", "median\nms", "p95\nms", "run /\np95", "run /\ninsert", "run /\ndelete"]
    table = _table("Proofs and changes: CPU; run / = how many of them one full run costs", ["engine", "data"], columns)
    for (workload, engine), figures in results.items():
        if probe := figures.probe:
            run = figures.stages["reason"] * 1000
            table.add_row(engine, workload, *_probe(probe, run))
    return table if table.row_count else None


def _probe(probe: Mapping[str, float], run: float) -> Iterator[str]:
    yield f"{probe['proofs']}"
    yield f"{probe['unproved']}"
    yield _number(probe["proof_median"])
    yield _number(probe["proof_p95"])
    yield _ratio(run, probe["proof_p95"])
    yield _number(probe.get("run_over_insert"))
    yield _number(probe.get("run_over_delete"))


def notes(results: Results) -> Iterator[str]:
    """Yield what a reader of the tables must know."""
    engines = list(dict.fromkeys(engine for _, engine in results))
    for engine in engines:
        if gaps := CATALOGUE[engine].gaps:
            count = lacking(results, engine)
            yield f"{engine} lacks {', '.join(gaps)} and so finds {count} facts fewer; this is known, no failure."
    if "reasonable" in engines:
        yield "reasonable makes rdflib terms of its results while reasoning; its Python interface has no other way."
    yield "CPU seconds depend on the machine and its load: compare within one run, never between runs."


def failures(results: Results, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield the runs that failed, and what our own engines got wrong under the probes; being late is no failure."""
    yield from (f"{workload}: {engine} failed" for workload, engine, figures in outcomes if figures is Stop.FAILED)
    for (workload, engine), figures in results.items():
        if unproved := figures.probe.get("unproved"):
            yield f"{workload}: {engine} has no proof for {unproved:.0f} facts that it entails"
        if figures.probe.get("facts_lost"):
            yield f"{workload}: {engine} does not hold the same facts after taking some out and putting them back"


def _table(title: str, names: list[str], numbers: list[str]) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in names:
        table.add_column(name, no_wrap=True)
    for number in numbers:
        table.add_column(number, justify="right", no_wrap=True)
    return table


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _ratio(value: float | None, base: float | None) -> str:
    return _number(value / base if value is not None and base else None)
