"""Gate 1: asserted data against the shapes, before any reasoning.

Checked are the facts and the evidence of all bases. Of the ontology the engine sees only what it needs in order to
find targets and to know the class of a value: the hierarchy of named classes and properties, and the types of
individuals. What stands in the ontology alone is never reported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from ..adapters.pyshacl import ValuesFault
from ..adapters.report import ShapeResult, ShapesFault, predicates
from ..errors import InputError, Place
from ..findings import Finding, Level
from ..sources import LoadedFile, Sources
from ..terms import OWL, RDF, RDFS, SH, BlankNode, Fact, NamedNode, Term, Text
from ..turtle import read
from .engine import Validator, validate
from .unusable import unusable
from .wording import Wording

_EVIDENCE_SHAPES = Path(__file__).resolve().parent.parent / "evidence" / "shapes.ttl"
_LEVELS = {SH.Violation: Level.VIOLATION, SH.Warning: Level.WARNING, SH.Info: Level.INFO}
_COMPARISONS = {
    SH.lessThan,
    SH.lessThanOrEquals,
    SH.minInclusive,
    SH.minExclusive,
    SH.maxInclusive,
    SH.maxExclusive,
}


def check_shapes(sources: Sources, *, validator: Validator | None = None) -> list[Finding]:
    """Return what the shapes, the project's and those of evidence where it has any, find wrong with asserted data.

    :param validator: the engine; by default the fastest that is installed
    :raises InputError: ``shapes-unusable`` with the file; ``values-incomparable``
    """
    files = [file for file in shape_files(sources) if file.document.facts]
    if not files:
        return []
    results = _validate(sources, files, validator or Validator.usual())
    if not results:
        return []
    wording = Wording(_facts(files), sources.project.prefixes)
    own = _subjects(sources.modules.values()) - _subjects(sources.graphs.values())
    sought = {(gap.subject, gap.predicate) for gap in sources.records.gaps}
    told = (one for one in results if one.focus not in own and not _is_left_open(one, sought))
    found = (_finding(sources, wording, result) for result in told)
    return sorted(dict.fromkeys(found), key=_order)


def _is_left_open(result: ShapeResult, sought: Collection[tuple[Term, NamedNode | None]]) -> bool:
    """Tell whether something that should be there, and need not, was looked for in vain: a gap says so."""
    may_lack = result.component == SH.MinCountConstraintComponent and result.severity in (SH.Warning, SH.Info)
    return may_lack and any((result.focus, predicate) in sought for predicate in predicates(result.path))


def shape_files(sources: Sources) -> list[LoadedFile]:
    """Return the files of shapes that data are checked by: the project's, and those of evidence where it has any."""
    if not sources.has_evidence:
        return sources.shapes
    document = read(_EVIDENCE_SHAPES, shown_as=sources.project.shown(_EVIDENCE_SHAPES))
    return [LoadedFile(_EVIDENCE_SHAPES, "shapes", document), *sources.shapes]


def _facts(files: Iterable[LoadedFile]) -> list[Fact]:
    return [fact for file in files for fact in file.document.facts]


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


def _validate(sources: Sources, files: list[LoadedFile], validator: Validator) -> list[ShapeResult]:
    data, shapes = _data(sources), _facts(files)
    try:
        return validate(data, shapes, validator)
    except ShapesFault as fault:
        raise unusable(sources, data, files, fault, validator) from fault
    except ValuesFault as fault:
        # Without the comparisons, the value that broke one off shows up as what it is: of the wrong datatype.
        results = validate(data, (fact for fact in shapes if fact[1] not in _COMPARISONS), validator)
        if any(result.severity not in (SH.Warning, SH.Info) for result in results):  # else unchecked data would pass
            return results
        raise _incomparable(fault) from fault


def _incomparable(fault: ValuesFault) -> InputError:
    return InputError(
        "values-incomparable",
        Text(
            f"A shape compares values that have no order: {fault}",
            f"Una forma compara valores que no se ordenan: {fault}",
        ),
        Text(
            "Give the compared property a sh:datatype as well; the values at fault are then found.",
            "Dé también un sh:datatype a la propiedad comparada; así se hallan los valores con error.",
        ),
    )


def _finding(sources: Sources, wording: Wording, result: ShapeResult) -> Finding:
    return Finding(
        rule=wording.rule(result),
        level=_LEVELS.get(result.severity, Level.VIOLATION),
        message=wording.message(result),
        advice=wording.advice(result),
        place=_place(sources, result),
        subject=wording.subject(result),
        shape=_place_of_shape(sources, wording.named(result)),
    )


def _place(sources: Sources, result: ShapeResult) -> Place | None:
    """Return where the value at fault stands; failing that a predicate of the path, failing that what was checked."""
    focus, value, paths = result.focus, result.value, predicates(result.path)
    homes = sources.graphs_of(focus)
    if value is not None:
        said = [(focus, predicate, value) for predicate in paths] + [(value, predicate, focus) for predicate in paths]
        for fact in said:
            for graph in sources.graphs_of(fact[0]):
                if fact in sources.graphs[graph]:
                    return sources.place_of(graph, *fact)
    for predicate in paths:
        for graph in homes:
            if (place := sources.place_of(graph, focus, predicate)) != sources.place_of(graph, focus):
                return place
    return sources.place_of(homes[0], focus) if homes else None


def _place_of_shape(sources: Sources, shape: NamedNode | None) -> Place | None:
    """Return where a shape of the project stands; those that come with the package need no mending."""
    place = sources.place_of("shapes", shape) if shape else None
    return place if place and place.line else None


def _order(finding: Finding) -> tuple[str, int, str, str, str]:
    file, line = (finding.place.file, finding.place.line or 0) if finding.place else ("", 0)
    return file, line, finding.subject or "", finding.rule, finding.message.en
