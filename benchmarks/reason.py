"""Compare the reasoner with its peers: CPU, memory, growth, proofs.

    python -m benchmarks.reason            everything, some minutes
    python -m benchmarks.reason --quick    20k triples without owlrl, under half a minute

Every figure stands beside its ratio to another of the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from . import lubm, report, taxonomy
from .engines import CATALOGUE
from .goals import goals
from .runs import Figures, Outcome, Plan, Results, Stop, Workload, disagreements, measure, medians

_PACKAGES = ("llika", "numpy", "owlrl", "pyoxigraph", "rdflib", "reasonable")
_SLOW = "owlrl"


def workloads(options: argparse.Namespace) -> list[Workload]:
    """Return the data to run on, by increasing size."""
    flag = {"inverse_functional": options.inverse_functional}
    sizes = sorted(options.sizes, key=lambda name: lubm.SIZES[name])
    found = [Workload(name, lubm.SIZES[name], partial(_universities, lubm.SIZES[name], **flag)) for name in sizes]
    if options.classes:
        triples = sum(1 for _ in taxonomy.generate(options.classes))
        found.append(Workload(f"{options.classes} classes", triples, partial(_classes, options.classes)))
    return found


def _universities(size: int, path: Path, *, inverse_functional: bool) -> None:
    lubm.write(path, lubm.generate(size, inverse_functional=inverse_functional))


def _classes(number: int, path: Path) -> None:
    lubm.write(path, taxonomy.generate(number))


def _followed(runs: Iterable[Outcome], console: Console) -> Iterator[Outcome]:
    """Pass the runs on and say on the way what has been done."""
    for workload, engine, figures in runs:
        outcome = figures if isinstance(figures, Stop) else f"{figures.whole:.2f} CPU s"
        console.print(f"[dim]{workload}: {engine}: {outcome}[/]", highlight=False)
        yield workload, engine, figures


def _show(results: Results, data: list[Workload], console: Console) -> None:
    for workload in dict.fromkeys(workload for workload, _ in results):
        console.print(report.comparison(results, workload))
    sizes = {workload.name: workload.triples for workload in data if workload.name in lubm.SIZES}
    for table in (report.growth(results, sizes), report.probes(results), goals(results)):
        if table:
            console.print(table)
    for note in report.notes(results):
        console.print(note, highlight=False)


def _machine() -> dict[str, object]:
    versions = {name: found for name in _PACKAGES if (found := _version(name))}
    return {"python": platform.python_version(), "processor": platform.machine(), "cores": os.cpu_count(), **versions}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _document(results: Results, outcomes: Iterable[Outcome]) -> str:
    middle = [{"data": data, "engine": engine} | asdict(figures) for (data, engine), figures in results.items()]
    runs = [{"data": data, "engine": engine} | _brief(figures) for data, engine, figures in outcomes]
    return json.dumps({"machine": _machine(), "medians": middle, "runs": runs}, indent=2) + "\n"


def _brief(figures: Figures | Stop) -> dict[str, object]:
    return {"stop": figures} if isinstance(figures, Stop) else {"stages": figures.stages, "peak": figures.peak}


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reason", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="20k triples only, without owlrl")
    parser.add_argument("--sizes", nargs="+", choices=lubm.SIZES, default=["20k", "100k", "1M"])
    parser.add_argument("--engines", nargs="+", choices=[*CATALOGUE], default=[*CATALOGUE])
    parser.add_argument("--classes", type=int, default=3_000, help="size of the schema-heavy data; 0 leaves it out")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--timeout", type=float, default=300, help="seconds on the clock for one run")
    parser.add_argument("--unlimited", action="store_true", help="run slow engines at every size too")
    parser.add_argument("--inverse-functional", action="store_true", help="a mailbox belongs to one person only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the medians and every run as JSON")
    options = parser.parse_args(arguments)
    if options.quick:
        options.sizes, options.classes = ["20k"], 0
        options.engines = [name for name in options.engines if name != _SLOW]
    return options


def _present(options: argparse.Namespace, console: Console) -> list[str]:
    """Return the engines that can run on the data, in the order of the catalogue, and say which cannot."""
    present = []
    for entry in (CATALOGUE[name] for name in CATALOGUE if name in options.engines):
        if not entry.is_installed():
            console.print(f"{entry.name} is left out: {entry.module} is not installed.")
        elif options.inverse_functional and entry.merges_wrongly:
            console.print(f"{entry.name} is left out: it is unsound on inverse functional properties.")
        else:
            present.append(entry.name)
    return present


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit status is 1 if an engine failed or the engines disagree."""
    options = _options(arguments)
    console, progress = Console(), Console(stderr=True)
    plan = Plan(_present(options, progress), options.rounds, options.timeout, unlimited=options.unlimited)
    data = workloads(options)
    with TemporaryDirectory() as folder:
        outcomes = list(_followed(measure(data, plan, Path(folder)), progress))
    results = medians(outcomes)
    _show(results, data, console)
    if options.json:
        options.json.write_text(_document(results, outcomes), encoding="utf-8")
    wrong = [*disagreements(results), *report.failures(results, outcomes)]
    for line in wrong:
        console.print(f"[red]wrong[/] {line}", highlight=False)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
