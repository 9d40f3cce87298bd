"""The check of a set of facts, and of a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..findings import Finding, Level
from ..sources import LoadedFile, Sources
from ..terms import PREFIXES, RDF, Fact, NamedNode, Term, shorten
from . import forest, wording
from .axioms import check_facts
from .context import Check
from .graph import Graph
from .order import groups
from .ranges import Expression, Form
from .report import Report, Violation
from .vocabulary import LISTING


def violations(facts: Iterable[Fact], prefixes: Mapping[str, str] = PREFIXES) -> list[Violation]:
    """Return what keeps facts from being OWL 2 DL, and what keeps them from being OWL 2 RL beside that.

    The facts are those of an ontology with all it imports, and of data; annotations are passed over.

    >>> from llika.terms import OWL, RDF, Namespace
    >>> EX = Namespace("http://example.org/")
    >>> [found.rule for found in violations([(EX.lima, RDF.type, EX.City)])]
    ['dl-undeclared']
    >>> violations([(EX.lima, RDF.type, EX.City), (EX.City, RDF.type, OWL.Class)])
    []

    :param prefixes: how terms are named in messages
    """
    graph, report = Graph(facts), Report(prefixes)
    for fact, one, other in graph.punned():
        report.add("dl-punning", fact, fact[0], one.value, other.value)
    check = Check(graph, report)
    check_facts(check)
    for fact, name in check.order.not_simple(check.read.simple):
        report.add("dl-not-simple", fact, name)
    for fact, name in check.order.circles():
        report.add("dl-chain", fact, name)
    for fact, words in forest.faults(check.ties):
        report.add("dl-anonymous", fact, words)
    for fact in _defined_by_themselves(check.definitions):
        report.add("dl-datatype", fact, fact[0], wording.DEFINED_BY_ITSELF)
    for fact in _stray_lists(graph, check.read.cells):
        report.add("dl-list", fact, wording.STRAY_LIST)
    return report.violations


def check_profile(sources: Sources) -> list[Finding]:
    """Return what keeps a project's ontology and data from being OWL 2 DL and OWL 2 RL, as warnings.

    A project whose ontology declares nothing does not write OWL, and is not checked.
    """
    if not sources.vocabulary:
        return []
    files = [*sources.ontology, *sources.data]
    found = violations((fact for file in files for fact in file.document.facts), sources.project.prefixes)
    home = _homes(files, {violation.fact for violation in found}) if found else {}
    findings = [
        _finding(sources, violation, home[violation.fact])
        for violation in found
        if not _is_told(sources, violation, home[violation.fact])
    ]
    return sorted(findings, key=_order)


def _is_told(sources: Sources, violation: Violation, file: LoadedFile) -> bool:
    """Tell whether the check of data graphs finds the same: terms that nobody declares, and blank nodes."""
    if file not in sources.data:
        return False
    predicate = violation.fact[1]
    is_term = predicate == RDF.type or not sources.vocabulary.declares(predicate)
    return violation.rule == "dl-anonymous" or (violation.rule == "dl-undeclared" and is_term)


def _homes(files: list[LoadedFile], wanted: set[Fact]) -> dict[Fact, LoadedFile]:
    """Return the first file of each fact."""
    return {fact: file for file in reversed(files) for fact in file.document.facts if fact in wanted}


def _finding(sources: Sources, violation: Violation, file: LoadedFile) -> Finding:
    subject = violation.fact[0]
    return Finding(
        f"owl-{violation.rule}",
        Level.WARNING,
        violation.message,
        wording.ADVICE[violation.rule],
        sources.place_in(file, violation.fact),
        shorten(subject.value, sources.project.prefixes) if isinstance(subject, NamedNode) else None,
    )


def _order(finding: Finding) -> tuple[str, int, int]:
    place = finding.place
    return (place.file, place.line or 0, place.column or 0) if place else ("", 0, 0)


def _defined_by_themselves(definitions: list[tuple[Fact, Expression | None]]) -> Iterator[Fact]:
    """Yield the definitions of datatypes that lead back to themselves (Structural Specification, section 11.2)."""
    uses: dict[Term, set[Term]] = {}
    for fact, range_ in definitions:
        uses.setdefault(fact[0], set()).update(_datatypes(range_) if range_ else ())
    group = groups(uses)
    for fact, _ in definitions:
        if any(group[used] == group[fact[0]] for used in uses[fact[0]]):
            yield fact


def _datatypes(range_: Expression) -> Iterator[Term]:
    if range_.form is Form.NAMED:
        yield range_.term
    for part in range_.parts:
        yield from _datatypes(part)


def _stray_lists(graph: Graph, used: set[Term]) -> Iterator[Fact]:
    """Yield the first triples of lists that are part of nothing, nor of anything that is at fault itself."""
    inner = {cell for predicate in (RDF.first, RDF.rest, *LISTING) for _, _, cell in graph.said_with(predicate)}
    for predicate in (RDF.first, RDF.rest):
        for fact in graph.said_with(predicate):
            if fact[0] not in used and fact[0] not in inner:
                used.add(fact[0])
                yield fact
