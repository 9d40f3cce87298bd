"""From files to a dataset: load, check, infer, derive, check again. The only place that knows the order."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path

from .. import infer as close_under
from ..derive import ClosedWorldRule, read_rule
from ..evidence import check_graphs, check_ties
from ..findings import Finding, Refused, violations
from ..project import Project
from ..rules import Closure
from ..shapes import Validator, check_closure, check_shapes
from ..sources import Sources
from ..terms import Fact
from ..turtle import Shelf
from .cache import Cache
from .contradictions import disagreements, inconsistencies
from .dataset import Dataset
from .infer import Close, Inference, infer, stack
from .modules import check_modules
from .terms_used import check_query_terms

Progress = Callable[[str], None]
Check = Callable[[], list[Finding]]


class Engine(StrEnum):
    """Which reasoner closes the strata."""

    NATIVE = "native"
    OWLRL = "owlrl"


def build(
    project: Project,
    *,
    engine: Engine = Engine.NATIVE,
    cache: Path | None = None,
    progress: Progress = lambda _: None,
) -> Dataset:
    """Build a project's dataset, or take what is costly from the cache.

    :param cache: folder of the cache; None builds anew and keeps nothing
    :param progress: told the name of each step
    :raises InputError: for a file that cannot be read
    :raises Refused: when a check forbids publishing; its findings say where and what to do
    """
    progress("read")
    version, sources, rules = read_project(project, engine)
    kept = Cache(cache, engine.value) if cache else None
    known = kept.load(version, sources) if kept else None
    if known is not None:
        return Dataset(sources, version, stack(known.closures, rules), known.findings)
    progress("check")
    findings = [found for check in checks(sources).values() for found in check()]
    if violations(findings):
        raise Refused(violations(findings))
    progress("infer")
    inference = infer(sources, rules, closing(engine, kept))
    inconsistent, followed = inconsistencies(sources, inference), check_inference(sources, inference)
    if violations(followed) or not inference.strata:
        raise Refused(violations(inconsistent + followed))
    findings += inconsistent + followed
    if kept:
        progress("keep")
        findings += kept.save(version, inference, findings)
    return Dataset(sources, version, inference, tuple(findings))


def closing(engine: Engine, kept: Cache | None = None) -> Close:
    """Return what closes the facts of a stratum, or takes from a cache what follows from them."""

    def compute(facts: frozenset[Fact]) -> Closure:
        return close_under(facts, engine=engine.value)

    return lambda basis, facts: kept.close(basis, facts, compute) if kept else compute(facts)


def check_inference(sources: Sources, inference: Inference, validator: Validator | None = None) -> list[Finding]:
    """Return what is wrong with what follows: a violation forbids publishing, unlike an inconsistency.

    :param validator: the engine that checks shapes; by default the fastest that is installed
    """
    return disagreements(sources, inference) + check_closure(sources, inference.strata, validator=validator)


def read_project(
    project: Project, engine: Engine, shelf: Shelf | None = None
) -> tuple[str, Sources, list[ClosedWorldRule]]:
    """Read a project as it stands at one moment, with its version: once more where a file was saved meanwhile.

    :param shelf: where files lie that were read before
    :raises InputError: for a file that cannot be read
    """
    version = project.version(engine.value)
    while True:
        sources = Sources(project, shelf)
        rules = [read_rule(path, shown_as=project.shown(path)) for path in project.rule_files]
        before, version = version, project.version(engine.value)
        if version == before:
            return version, sources, rules


def checks(sources: Sources, validator: Validator | None = None) -> dict[str, Check]:
    """Return the checks of what is asserted, by name: a violation that one of them finds forbids publishing.

    :param validator: the engine that checks shapes; by default the fastest that is installed
    """
    evidence = sources.evidence
    steps: dict[str, Check] = {
        "graphs": partial(check_graphs, evidence),
        "terms": partial(check_query_terms, sources),
        "modules": partial(check_modules, sources),
        "shapes": partial(check_shapes, sources, validator=validator),
    }
    return steps | ({"ties": partial(check_ties, evidence)} if sources.has_evidence else {})
