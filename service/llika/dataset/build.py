"""From files to a dataset: load, check, infer, derive, check again. The only place that knows the order."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path

from .. import infer as close_under
from ..derive import ClosedWorldRule, read_rule
from ..errors import InputError
from ..evidence import STRATA, Basis, check_graphs, check_sources, check_ties, read_documents
from ..evidence.ties import Evidence
from ..findings import Finding, Level, Refused, as_finding, faults_of, violations
from ..project import Project, Sources
from ..shapes import Validator, check_shapes
from ..terms import Fact, Term, Text
from ..turtle import read, read_ontology
from .cache import load_closures, save_closures
from .dataset import Dataset
from .infer import Contradiction, Inference, infer, stack
from .modules import check_modules
from .support import Support
from .terms_used import check_query_terms

Progress = Callable[[str], None]


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
    version, sources, rules = _read(project, engine)
    known = load_closures(cache, version, sources) if cache else None
    if known is not None:
        return Dataset(sources, version, stack(known.closures, rules), known.findings)
    progress("check")
    findings = check(sources)
    if violations(findings):
        raise Refused(violations(findings))
    progress("infer")
    inference = infer(sources, rules, partial(close_under, engine=engine.value))
    inconsistent, contradicted = _inconsistencies(sources, inference), _disagreements(sources, inference)
    if violations(contradicted) or not inference.strata:
        raise Refused(violations(inconsistent + contradicted))
    findings += inconsistent + contradicted
    if cache:
        progress("keep")
        findings += save_closures(cache, version, inference, findings)
    return Dataset(sources, version, inference, tuple(findings))


def _read(project: Project, engine: Engine) -> tuple[str, Sources, list[ClosedWorldRule]]:
    """Read a project as it stands at one moment: once more where a file was saved meanwhile."""
    version = project.version(engine.value)
    while True:
        sources = Sources(project)
        rules = [read_rule(path, shown_as=project.shown(path)) for path in project.rule_files]
        before, version = version, project.version(engine.value)
        if version == before:
            return version, sources, rules


def examine(
    project: Project,
    *,
    engine: Engine = Engine.NATIVE,
    texts: Path | None = None,
    validator: Validator | None = None,
) -> tuple[list[Finding], Dataset | None]:
    """Return everything the checks find, and the dataset where nothing forbids to publish it.

    Where files cannot be read, that is found of all of them, and nothing else.

    :param texts: folder of the source documents, to compare passages with
    :param validator: the engine that checks shapes; by default the fastest that is installed
    :raises InputError: for a file that cannot be read
    """
    try:
        version, sources, rules = _read(project, engine)
    except InputError:
        if faults := _faults(project):
            return faults, None
        raise
    try:
        findings = check(sources, validator=validator)
    except InputError as error:
        return [as_finding(error)], None
    if texts is not None:
        findings += check_sources(sources.evidence, read_documents(sources.records, texts))
    inference = infer(sources, rules, partial(close_under, engine=engine.value))
    findings += _inconsistencies(sources, inference) + _disagreements(sources, inference)
    whole = None if violations(findings) else Dataset(sources, version, inference, tuple(findings))
    return findings, whole


def _faults(project: Project) -> list[Finding]:
    """Return what is wrong with the files of a project as texts."""
    turtle = [*project.files("graph_data"), *project.shape_files]
    readers: list[Callable[[], object]] = [
        *(partial(read_ontology, path, shown_as=project.shown(path)) for path in project.ontology_files),
        *(partial(read, path, shown_as=project.shown(path)) for path in turtle),
        *(partial(read_rule, path, shown_as=project.shown(path)) for path in project.rule_files),
    ]
    return faults_of(readers)


def check(sources: Sources, *, validator: Validator | None = None) -> list[Finding]:
    """Return what is wrong with the asserted data: terms, shapes, and the ties between facts and claims."""
    evidence = sources.evidence
    findings = check_graphs(evidence)
    findings += check_query_terms(sources)
    findings += check_modules(sources)
    findings += check_shapes(sources, validator=validator)
    if sources.has_evidence:
        findings += check_ties(evidence)
    return findings


def _inconsistencies(sources: Sources, inference: Inference) -> list[Finding]:
    if not inference.contradictions:
        return []
    support, basis = Support(sources.evidence), STRATA[len(inference.strata)]
    return [_inconsistency(support, basis, found) for found in inference.contradictions]


def _disagreements(sources: Sources, inference: Inference) -> list[Finding]:
    return Support(sources.evidence).contradictions(inference.strata[0]) if inference.strata else []


def _inconsistency(support: Support, basis: Basis, found: Contradiction) -> Finding:
    evidence, clash, wording = support.evidence, found.clash, found.clash.sentence()
    told = "; ".join(evidence.tell(fact) for fact in clash.facts)
    grounds = "; ".join(_cited(support, fact) for fact in found.leaves)
    graph, subject = _home(evidence, found)
    return Finding(
        "inconsistent",
        Level.VIOLATION,
        Text(
            f"The stratum “{basis.words.en}” contradicts itself by {clash.rule}: {wording.en} ({told}). "
            f"It comes down to: {grounds}.",
            f"El estrato «{basis.words.es}» se contradice por {clash.rule}: {wording.es} ({told}). "
            f"Se reduce a: {grounds}.",
        ),
        Text("One of these facts or axioms is wrong.", "Uno de estos hechos o axiomas es erróneo."),
        evidence.place_of(graph, subject),
        evidence.name(subject),
    )


def _cited(support: Support, fact: Fact) -> str:
    """Return an asserted fact with its place and its claims, where it has any."""
    evidence = support.evidence
    places = (evidence.place_of(graph, fact[0]) for graph, facts in evidence.graphs.items() if fact in facts)
    claims = (evidence.name(claim.iri) for claim in support.claims(fact))
    cited = ", ".join([*(str(place) for place in places if place), *claims])
    return f"{evidence.tell(fact)} [{cited}]" if cited else evidence.tell(fact)


def _home(evidence: Evidence, found: Contradiction) -> tuple[str, Term]:
    """Return a graph of the data and a subject there: of a fact that clashes, of one it comes down to, of either."""
    said = {fact: name for name, facts in evidence.graphs.items() for fact in facts}
    for fact in (*reversed(found.clash.facts), *found.leaves):
        if fact in said:
            return said[fact], fact[0]
    return "", found.clash.facts[-1][0]
