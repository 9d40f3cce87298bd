"""Gate 1: asserted data against the shapes, before any reasoning.

Checked are the facts and the evidence of all bases. Of the ontology the engine sees only what it needs in order to
find targets and to know the class of a value: the hierarchy of named classes and properties, and the types of
individuals. What stands in the ontology alone is never reported.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ..adapters.pyshacl import ValuesFault
from ..adapters.report import ShapeResult, ShapesFault
from ..errors import InputError, Place
from ..findings import Finding, Level
from ..project import LoadedFile, Sources
from ..terms import OWL, RDF, RDFS, SH, BlankNode, Fact, NamedNode, Term, Text
from ..turtle import read
from .engine import Validator, validate
from .wording import Wording

_EVIDENCE_SHAPES = Path(__file__).resolve().parent.parent / "evidence" / "shapes.ttl"
_LEVELS = {SH.Violation: Level.VIOLATION, SH.Warning: Level.WARNING, SH.Info: Level.INFO}
_ONE_PREDICATE = re.compile(r"<([^>]*)>")
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
    files = [file for file in _shape_files(sources) if file.document.facts]
    if not files:
        return []
    results = _validate(_data(sources), files, validator or Validator.usual())
    wording = Wording(_facts(files), sources.project.prefixes)
    own = _subjects(sources.modules.values()) - _subjects(sources.graphs.values())
    described = _described(sources, {result.focus for result in results})
    found = (_finding(sources, described, wording, result) for result in results if result.focus not in own)
    return sorted(dict.fromkeys(found), key=_order)


def _shape_files(sources: Sources) -> list[LoadedFile]:
    if not sources.has_evidence:
        return sources.shapes
    document = read(_EVIDENCE_SHAPES, shown_as=sources.project.shown(_EVIDENCE_SHAPES))
    return [LoadedFile(_EVIDENCE_SHAPES, "shapes", document), *sources.shapes]


def _facts(files: Iterable[LoadedFile]) -> list[Fact]:
    return [fact for file in files for fact in file.document.facts]


def _subjects(graphs: Iterable[Iterable[Fact]]) -> set[Term]:
    return {subject for facts in graphs for subject, _, _ in facts}


def _data(sources: Sources) -> frozenset[Fact]:
    """Return what is checked. Blank nodes are left out: they are a finding already, and break off comparisons."""
    asserted = (fact for facts in sources.graphs.values() for fact in facts)
    hierarchy = (fact for facts in sources.modules.values() for fact in facts if _orders(fact))
    return frozenset(
        fact for facts in (asserted, hierarchy) for fact in facts if not any(isinstance(t, BlankNode) for t in fact)
    )


def _orders(fact: Fact) -> bool:
    """Tell whether a triple of the ontology puts named terms in order, or gives an individual its type."""
    _, predicate, value = fact
    if predicate == RDF.type:
        return isinstance(value, NamedNode) and not value.value.startswith((OWL, RDFS, RDF))
    return predicate in (RDFS.subClassOf, RDFS.subPropertyOf)


def _validate(data: frozenset[Fact], files: list[LoadedFile], validator: Validator) -> list[ShapeResult]:
    shapes = _facts(files)
    try:
        return validate(data, shapes, validator)
    except ShapesFault as fault:
        raise _unusable(data, files, fault, validator) from fault
    except ValuesFault as fault:
        # Without the comparisons, the value that broke one off shows up as what it is: of the wrong datatype.
        results = validate(data, (fact for fact in shapes if fact[1] not in _COMPARISONS), validator)
        if any(result.severity not in (SH.Warning, SH.Info) for result in results):  # else unchecked data would pass
            return results
        raise _incomparable(fault) from fault


def _unusable(data: frozenset[Fact], files: list[LoadedFile], fault: ShapesFault, validator: Validator) -> InputError:
    file, reason = next(_faulty(data, files, validator), (files[0], str(fault)))
    return InputError(
        "shapes-unusable",
        Text(f"The shapes cannot be used: {reason}", f"No se pueden usar las formas: {reason}"),
        Text(
            "Correct the shape; SHACL (https://www.w3.org/TR/shacl/) says what each parameter takes.",
            "Corrija la forma; SHACL (https://www.w3.org/TR/shacl/) dice qué admite cada parámetro.",
        ),
        place=Place(file.document.file),
    )


def _faulty(data: frozenset[Fact], files: list[LoadedFile], validator: Validator) -> Iterator[tuple[LoadedFile, str]]:
    """Yield the files that cannot be used even alone, each with the reason."""
    for file in files:
        try:
            with suppress(ValuesFault):
                validate(data, file.document.facts, validator)
        except ShapesFault as fault:
            yield file, str(fault)


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


def _finding(sources: Sources, described: _Described, wording: Wording, result: ShapeResult) -> Finding:
    graph = next(_homes(described, result), None)
    return Finding(
        rule=wording.rule(result),
        level=_LEVELS.get(result.severity, Level.VIOLATION),
        message=wording.message(result),
        advice=wording.advice(result),
        place=sources.place_of(graph, result.focus, _predicate(result), result.value) if graph else None,
        subject=wording.subject(result),
    )


def _predicate(result: ShapeResult) -> NamedNode | None:
    """Return the predicate that a result is about, if its path is one."""
    found = _ONE_PREDICATE.fullmatch(result.path or "")
    return NamedNode(found[1]) if found else None


_Described = Mapping[Term, Mapping[str, list[Fact]]]
"""What the graphs say of things."""


def _described(sources: Sources, things: set[Term]) -> _Described:
    """Return the facts about some things, graph by graph."""
    found: dict[Term, dict[str, list[Fact]]] = defaultdict(dict)
    for name, facts in sources.graphs.items():
        for fact in facts:
            if fact[0] in things:
                found[fact[0]].setdefault(name, []).append(fact)
    return found


def _homes(described: _Described, result: ShapeResult) -> Iterator[str]:
    """Yield the graphs that describe the focus node, first of all those that hold the value at fault."""
    graphs = described.get(result.focus, {})
    for name, facts in graphs.items():
        if any((str(p), o) == (result.path, result.value) for _, p, o in facts):
            yield name
    yield from graphs


def _order(finding: Finding) -> tuple[str, int, str, str, str]:
    file, line = (finding.place.file, finding.place.line or 0) if finding.place else ("", 0)
    return file, line, finding.subject or "", finding.rule, finding.message.en
