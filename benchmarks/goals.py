"""What the reasoner is meant to reach, beside what this run measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import ge, le

from rich.box import SIMPLE_HEAD
from rich.table import Table

from .runs import Results

_OURS = "columns"


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound on one figure.

    :param measure: takes the figure from the results; a KeyError means that it was not measured
    """

    what: str
    bound: float
    reached: Callable[[float, float], bool]
    measure: Callable[[Results], float]


def _stage(stage: str, data: str, engine: str = _OURS) -> Callable[[Results], float]:
    return lambda results: results[data, engine].stages[stage]


def _over(data: str, peer: str, *stages: str) -> Callable[[Results], float]:
    """Return how many times the CPU of ours the peer takes in these stages."""

    def ratio(results: Results) -> float:
        theirs, ours = (sum(results[data, engine].stages[stage] for stage in stages) for engine in (peer, _OURS))
        return theirs / ours

    return ratio


def _probe(name: str, data: str = "1M") -> Callable[[Results], float]:
    return lambda results: results[data, _OURS].probe[name]


GOALS = (
    Goal("20k: owlrl over ours, reasoning", 500, ge, _over("20k", "owlrl", "reason")),
    Goal("20k: owlrl over ours, with load", 150, ge, _over("20k", "owlrl", "load", "reason")),
    Goal("100k: reasonable over ours, reasoning", 50, ge, _over("100k", "reasonable", "reason")),
    Goal("100k: reasonable over ours, with load", 10, ge, _over("100k", "reasonable", "load", "reason")),
    Goal("1M: reasoning, CPU s", 0.7, le, _stage("reason", "1M")),
    Goal("1M: llika reason as a whole, CPU s", 5, le, _stage("whole", "1M", "llika reason")),
    Goal("1M: llika reason as a whole, MB", 400, le, lambda results: results["1M", "llika reason"].peak),
    Goal("1M: closed and brought into a store, CPU s", 9, le, lambda results: results["1M", "into a store"].whole),
    Goal("1M: closed and brought into a store, MB", 1200, le, lambda results: results["1M", "into a store"].peak),
    Goal("1M: facts without a proof", 0, le, _probe("unproved")),
    Goal("1M: proof, p95, CPU ms", 1, le, _probe("proof_p95")),
    Goal("1M: full run over adding one fact", 150, ge, _probe("run_over_insert")),
    Goal("1M: full run over deleting one fact", 40, ge, _probe("run_over_delete")),
    Goal("3,000 classes: reasoning with compiling, CPU s", 0.5, le, _stage("reason", "3000 classes")),
)


def goals(results: Results) -> Table | None:
    """Return the goals that this run measured, or None if it measured none."""
    table = Table("goal", "bound", "measured", "", title="Goals", title_justify="left", box=SIMPLE_HEAD)
    for goal in GOALS:
        try:
            value = goal.measure(results)
        except KeyError:
            continue
        sign = "≥" if goal.reached is ge else "≤"
        verdict = "[green]reached[/]" if goal.reached(value, goal.bound) else "[red]missed[/]"
        table.add_row(goal.what, f"{sign} {goal.bound:g}", f"{value:,.3g}", verdict)
    return table if table.row_count else None
