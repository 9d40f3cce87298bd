"""Run engines on workloads, turn about, and take the medians."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from statistics import median
from typing import NotRequired, TypedDict, cast

from .engines import CATALOGUE

_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Workload:
    """A set of data under a name; ``write`` makes the file."""

    name: str
    triples: int
    write: Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run, or the median of several, took.

    :param stages: CPU seconds of ``start``, ``load``, ``reason``, ``output``, or of the ``whole`` alone
    :param peak: the most memory held, in MB
    :param found: facts that follow about named things, by class and property; None if they were not counted
    :param probe: what proofs and changes took, for engines that have them
    """

    stages: Mapping[str, float]
    peak: float
    found: Mapping[str, int] | None
    probe: Mapping[str, float] = field(default_factory=dict)

    @property
    def whole(self) -> float:
        """CPU seconds from the start of the process to the last fact."""
        return sum(self.stages.values())

    @property
    def closing(self) -> float | None:
        """CPU seconds from the file to the closure in memory."""
        return self.stages["load"] + self.stages["reason"] if "reason" in self.stages else None


class Stop(StrEnum):
    """Why a run has no figures."""

    LATE = "stopped, too slow"
    FAILED = "failed, its message is above"


Outcome = tuple[str, str, Figures | Stop]
"""Workload, engine and figures of one run."""

Results = dict[tuple[str, str], Figures]
"""The medians by (workload, engine), in the order in which they ran."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which engine runs on what, and how often.

    :param timeout: seconds on the clock after which a run is stopped
    :param unlimited: run every engine at every size
    """

    engines: Sequence[str]
    rounds: int
    timeout: float
    unlimited: bool = False

    def runners(self, workload: Workload, turn: int) -> list[str]:
        """Return the engines that run on a workload in this round."""
        return [name for name in self.engines if self._takes_part(name, workload, turn)]

    def _takes_part(self, name: str, workload: Workload, turn: int) -> bool:
        entry = CATALOGUE[name]
        return turn < entry.most_rounds and (self.unlimited or workload.triples <= entry.largest)


def measure(workloads: Iterable[Workload], plan: Plan, folder: Path) -> Iterator[Outcome]:
    """Run the engines of the plan on each workload and yield what each run took.

    The engines take turns, so that a busy moment of the machine does not strike one of them alone.
    """
    for workload in (workload for workload in workloads if plan.runners(workload, 0)):
        path = folder / "data.nt"
        workload.write(path)
        stopped: set[str] = set()
        for turn in range(plan.rounds):
            for engine in plan.runners(workload, turn):
                if engine not in stopped:
                    figures = _run(engine, path, timeout=plan.timeout, probed=turn == 0)
                    stopped |= {engine} if isinstance(figures, Stop) else set()
                    yield workload.name, engine, figures


class _Record(TypedDict):
    """What a child prints; see Figures."""

    stages: dict[str, float]
    peak: float
    found: dict[str, int] | None
    probe: NotRequired[dict[str, float]]


def _run(engine: str, path: Path, *, timeout: float, probed: bool) -> Figures | Stop:
    command = [sys.executable, "-m", "benchmarks.child", engine, str(path), *(["--probe"] if probed else [])]
    child = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, start_new_session=True)  # noqa: S603
    try:
        printed, _ = child.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        return Stop.LATE
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)  # the command runs in a process below the child
            child.communicate()
    return Figures(**cast("_Record", json.loads(printed))) if child.returncode == 0 else Stop.FAILED


def medians(outcomes: Iterable[Outcome]) -> Results:
    """Return the medians of the runs; an engine that was stopped once on a workload has none there."""
    grouped: dict[tuple[str, str], list[Figures | Stop]] = {}
    for workload, engine, figures in outcomes:
        grouped.setdefault((workload, engine), []).append(figures)
    finished = {key: [one for one in group if isinstance(one, Figures)] for key, group in grouped.items()}
    return {key: _median(group) for key, group in finished.items() if len(group) == len(grouped[key])}


def _median(group: Sequence[Figures]) -> Figures:
    stages = {stage: median(one.stages[stage] for one in group) for stage in group[0].stages}
    return Figures(stages, median(one.peak for one in group), group[0].found, group[0].probe)


def disagreements(results: Results) -> Iterator[str]:
    """Yield where an engine found another number of facts than the first complete one, known gaps aside."""
    for workload, engine, name, found, expected in _differences(results):
        if found > expected or not CATALOGUE[engine].may_lack(name):
            yield f"{workload}: {engine} finds {found} facts with {name}, the first complete engine {expected}"


def lacking(results: Results, engine: str) -> int:
    """Return how many facts an engine did not find, over all workloads."""
    differences = (difference for difference in _differences(results) if difference[1] == engine)
    return sum(max(0, expected - found) for *_, found, expected in differences)


def _differences(results: Results) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield (workload, engine, class or property, facts found, facts found by the first complete engine)."""
    first: dict[str, Mapping[str, int]] = {}
    complete_first = sorted(results.items(), key=lambda item: bool(CATALOGUE[item[0][1]].gaps))
    for (workload, engine), figures in complete_first:
        if figures.found is not None:
            reference = first.setdefault(workload, figures.found)
            for name in sorted(reference.keys() | figures.found.keys()):
                found, expected = figures.found.get(name, 0), reference.get(name, 0)
                if found != expected:
                    yield workload, engine, name, found, expected
