"""Gate 1: asserted data against the shapes, before any reasoning.

Checked are the facts and the evidence of all bases. Of the ontology the engine sees only what it needs in order to
find targets and to know the class of a value: the hierarchy of named classes and properties, and the types of
individuals. What stands in the ontology alone is never reported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from ..adapters.report import ShapeResult, predicates
from ..findings import Finding
from ..sources import LoadedFile, Sources
from ..terms import OWL, RDF, RDFS, SH, BlankNode, Fact, NamedNode, Term
from ..turtle import read
from .engine import Validator
from .results import as_findings, validated

_EVIDENCE_SHAPES = Path(__file__).resolve().parent.parent / "evidence" / "shapes.ttl"


def check_shapes(sources: Sources, *, validator: Validator | None = None) -> list[Finding]:
    """Return what the shapes, the project's and those of evidence where it has any, find wrong with asserted data.

    :param validator: the engine; by default the fastest that is installed
    :raises InputError: ``shapes-unusable`` with the file; ``values-incomparable``
    """
    files = [file for file in shape_files(sources) if file.document.facts]
    if not files:
        return []
    results = validated(sources, _data(sources), files, validator or Validator.usual())
    if not results:
        return []
    own = _subjects(sources.modules.values()) - _subjects(sources.graphs.values())
    sought = {(gap.subject, gap.predicate) for gap in sources.records.gaps}
    told = [one for one in results if one.focus not in own and not _is_left_open(one, sought)]
    return as_findings(sources, files, told)


def _is_left_open(result: ShapeResult, sought: Collection[tuple[Term, NamedNode | None]]) -> bool:
    """Tell whether something that should be there, and need not, was looked for in vain: a gap says so."""
    may_lack = result.component == SH.MinCountConstraintComponent and result.severity in (SH.Warning, SH.Info)
    return may_lack and any((result.focus, predicate) in sought for predicate in predicates(result.path))


def shape_files(sources: Sources) -> list[LoadedFile]:
    """Return the files of shapes that data are checked by: the project's, and those of evidence where it has any."""
    if not sources.has_evidence:
        return sources.asserted_shapes
    document = read(_EVIDENCE_SHAPES, shown_as=sources.project.shown(_EVIDENCE_SHAPES))
    return [LoadedFile(_EVIDENCE_SHAPES, "shapes", document), *sources.asserted_shapes]


def _subjects(graphs: Iterable[Iterable[Fact]]) -> set[Term]:
    return {subject for facts in graphs for subject, _, _ in facts}


def _data(sources: Sources) -> list[Fact]:
    """Return what is checked. Blank nodes are left out: they are a finding already, and break off comparisons."""
    hierarchy = ([fact for fact in facts if _orders(fact)] for facts in sources.modules.values())
    return [
        fact
        for facts in (*sources.graphs.values(), *hierarchy)
        for fact in facts
        if not (isinstance(fact[0], BlankNode) or isinstance(fact[2], BlankNode))
    ]


def _orders(fact: Fact) -> bool:
    """Tell whether a triple of the ontology puts named terms in order, or gives an individual its type."""
    _, predicate, value = fact
    if predicate == RDF.type:
        return isinstance(value, NamedNode) and not value.value.startswith((OWL, RDFS, RDF))
    return predicate in (RDFS.subClassOf, RDFS.subPropertyOf)
