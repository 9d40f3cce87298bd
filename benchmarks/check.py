"""Compare ``llika check`` with pyshacl, and show where its time goes.

    python -m benchmarks.check             the bundled project, and a library of 20k triples: half a minute

Each run is a process of its own, the programs take turns, and every figure is the median of CPU seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path
from shutil import copy
from statistics import median
from tempfile import TemporaryDirectory

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from . import library

_ROOT = Path(__file__).resolve().parent.parent
_LLIKA = (sys.executable, "-c", "from llika.cli import main; raise SystemExit(main())")
BUDGETS = {"build": 3.0, "check": 2.0, "serve": 3.0}
"""CPU seconds that the commands may take on the bundled project: a first build, a check, serving what was built."""
GOAL = 40.0
"""How many times the engine's CPU seconds pyshacl is to take, from the files' text to the faults."""
Stages = Mapping[str, float]


class Watch:
    """Notes the CPU seconds of this process, stage by stage."""

    def __init__(self) -> None:
        self._seen = [("", 0.0)]

    def stage(self, name: str) -> None:
        """Say which stage has just ended."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        self._seen.append((name, usage.ru_utime + usage.ru_stime))

    @property
    def stages(self) -> dict[str, float]:
        """What each stage took."""
        return {name: after - before for (_, before), (name, after) in pairwise(self._seen)}


def measure_project(folder: Path) -> dict[str, float]:
    """Return what a full check of a project takes: the steps of ``llika check``, one by one."""
    watch = Watch()
    from llika import infer as close_under
    from llika.dataset import Dataset
    from llika.dataset.infer import infer
    from llika.dataset.terms_used import check_query_terms
    from llika.derive import read_rule
    from llika.evidence import check_graphs, check_ties
    from llika.hygiene import check_catalog, check_hygiene
    from llika.profile import check_profile
    from llika.project import Project
    from llika.saved import check_queries, load_sound
    from llika.shapes import check_shapes
    from llika.sources import Sources
    from llika.store import EmbeddedStore

    watch.stage("start")
    project = Project.open(folder)
    version, sources = project.version(), Sources(project)
    rules = [read_rule(path, shown_as=project.shown(path)) for path in project.rule_files]
    watch.stage("read")
    findings = check_graphs(sources.evidence) + check_query_terms(sources) + check_ties(sources.evidence)
    watch.stage("terms and ties")
    findings += check_profile(sources) + check_hygiene(sources) + check_catalog(sources)
    watch.stage("ontology")
    findings += check_shapes(sources)
    watch.stage("shapes")
    inference = infer(sources, rules, lambda _, facts: close_under(facts))
    watch.stage("reason")
    dataset = Dataset(sources, version, inference, tuple(findings))
    queries, _ = load_sound(project)
    check_queries(queries.values(), EmbeddedStore(dataset, twice=False), dataset.resolve)
    watch.stage("queries")
    return watch.stages


def measure_commands(folder: Path) -> dict[str, float]:
    """Return what commands take as people run them: a first build, a check, and serving what was built before."""
    with TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        return {
            "build": _children(partial(_finish, ["build", "--json"], folder, environment)),
            "check": _children(partial(_finish, ["check", "--json"], folder, environment)),
            "serve": _children(partial(_begin_to_serve, folder, environment)),
        }


def _children(run: Callable[[], None]) -> float:
    """Return the CPU seconds of the processes that something starts and ends."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _finish(arguments: list[str], folder: Path, environment: Mapping[str, str]) -> None:
    command = [*_LLIKA, *arguments, "--project", str(folder)]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - this interpreter


def _begin_to_serve(folder: Path, environment: Mapping[str, str]) -> None:
    """Start the service and end it as soon as it says its address."""
    command = [*_LLIKA, "serve", "--listen", "127.0.0.1:0", "--project", str(folder)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        if not any("http://" in line for line in process.stderr or ()):
            raise AssertionError("the service has not begun")
        process.terminate()


def measure_ours(folder: Path) -> dict[str, float]:
    """Return what it takes to read a project's data and find its faults with their lines."""
    watch = Watch()
    from llika.project import Project
    from llika.shapes import check_shapes
    from llika.sources import Sources

    watch.stage("start")
    sources = Sources(Project.open(folder))
    watch.stage("read")
    found = check_shapes(sources)
    watch.stage("check")
    if not found or any(one.place is None or one.place.line is None for one in found):
        raise AssertionError("a finding has no line")
    return watch.stages | {"found": len(found)}


def measure_engine(folder: Path) -> dict[str, float]:
    """Return what the engine alone takes, fed with the files' text, to tell the faults without lines."""
    watch = Watch()
    from shacl import Shapes

    watch.stage("start")
    data, shapes = (next((folder / name).iterdir()).read_text("utf-8") for name in ("graph_data", "shapes"))
    watch.stage("read")
    report = Shapes.from_text(shapes, "turtle").validate_text(data, "turtle").serialize("ntriples")
    watch.stage("check")
    return watch.stages | {"found": report.count("http://www.w3.org/ns/shacl#resultSeverity")}


def measure_pyshacl(folder: Path) -> dict[str, float]:
    """Return what pyshacl takes for the same faults, as it finds them: without lines."""
    watch = Watch()
    from pyshacl import validate
    from rdflib import RDF, SH, Graph

    watch.stage("start")
    data, shapes = (Graph().parse(next((folder / name).iterdir())) for name in ("graph_data", "shapes"))
    watch.stage("read")
    _, report, _ = validate(data, shacl_graph=shapes)
    watch.stage("check")
    if not isinstance(report, Graph):
        raise AssertionError("pyshacl has failed")  # noqa: TRY004 - a failure of the program, not of a type
    return watch.stages | {"found": sum(1 for _ in report.subjects(RDF.type, SH.ValidationResult))}


MEASURES: dict[str, Callable[[Path], dict[str, float]]] = {
    "commands": measure_commands,
    "stages": measure_project,
    "llika": measure_ours,
    "engine": measure_engine,
    "pyshacl": measure_pyshacl,
}


def medians(runs: Iterable[Stages]) -> dict[str, float]:
    """Return the median of each stage."""
    runs = list(runs)
    return {name: median(run[name] for run in runs) for name in runs[0]}


def ratio(ours: Stages, theirs: Stages, *stages: str) -> float:
    """Return how many times our CPU seconds theirs are in these stages."""
    return sum(theirs[name] for name in stages) / sum(ours[name] for name in stages)


def write_project(folder: Path, triples: int) -> None:
    """Write the library as a project."""
    for name in ("graph_data", "shapes"):
        (folder / name).mkdir()
    library.write(folder / "graph_data" / "library.ttl", triples)
    copy(library.SHAPES, folder / "shapes")


def _run(name: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.check", "--measure", name, "--folder", str(folder)]
    printed = subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603
    return dict(json.loads(printed))


def _table(title: str, rows: Mapping[str, Stages]) -> Table:
    names = list(next(iter(rows.values())))
    table = Table("", *names, "CPU s", title=title, title_justify="left", box=SIMPLE_HEAD)
    for name, stages in rows.items():
        whole = sum(seconds for stage, seconds in stages.items() if stage != "found")
        table.add_row(name, *(f"{stages[one]:.3g}" for one in names), f"{whole:.3g}")
    return table


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit status is 1 if the programs find different numbers of faults."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--triples", type=int, default=20_000)
    parser.add_argument("--measure", choices=MEASURES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure:
        sys.stdout.write(json.dumps(MEASURES[options.measure](options.folder)) + "\n")
        return 0
    with TemporaryDirectory() as folder:
        write_project(Path(folder), options.triples)
        return _compare(Path(folder), options.rounds, Console())


def _compare(folder: Path, rounds: int, console: Console) -> int:
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in MEASURES}
    for _ in range(rounds):
        for name, done in runs.items():
            done.append(_run(name, _ROOT if name in ("commands", "stages") else folder))
    commands, stages, ours, engine, theirs = (medians(done) for done in runs.values())
    for name, seconds in commands.items():
        told = f"llika {name} of the bundled project, the command: {seconds:.3g} CPU s (goal: {BUDGETS[name]:g})"
        console.print(told, highlight=False)
    console.print(_table("Step by step", {"llika check": stages}))
    console.print(_table("The library against its shapes", {"llika": ours, "its engine": engine, "pyshacl": theirs}))
    reached = ratio(engine, theirs, "read", "check")
    console.print(f"pyshacl over our engine, from text to faults: {reached:.2g} (goal: {GOAL:g})", highlight=False)
    located = ratio(ours, theirs, "read", "check")
    console.print(f"pyshacl over llika, which tells the lines as well: {located:.2g}", highlight=False)
    console.print(f"with the start: {ratio(ours, theirs, 'start', 'read', 'check'):.2g}", highlight=False)
    return 0 if ours["found"] == engine["found"] == theirs["found"] else 1


if __name__ == "__main__":
    sys.exit(main())
