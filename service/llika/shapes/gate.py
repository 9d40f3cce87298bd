"""Gate 1: asserted data against the shapes, before any reasoning.

Checked are the facts and the evidence of all bases. Of the ontology the engine sees only what it needs to find
targets and to know a value's class: the hierarchy of named classes and properties, and the types of individuals.
What stands in the ontology alone is never reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..adapters.pyshacl import ShapeResult, ShapesFault, validate
from ..errors import InputError, Place
from ..findings import Finding, Level
from ..project import LoadedFile, Sources
from ..terms import OWL, RDF, RDFS, SH, Fact, NamedNode, Term, Text, local_name
from ..turtle import read
from .wording import Wording

_EVIDENCE_SHAPES = Path(__file__).resolve().parent.parent / "evidence" / "shapes.ttl"
_LEVELS = {SH.Violation: Level.VIOLATION, SH.Warning: Level.WARNING, SH.Info: Level.INFO}


def check_shapes(sources: Sources) -> list[Finding]:
    """Return what the shapes of a project, and of the evidence if it has any, find wrong with the asserted data.

    :raises InputError: ``shapes-unusable``, with the file
    """
    files = _shape_files(sources)
    if not any(file.document.facts for file in files):
        return []
    data = frozenset(_asserted(sources)) | frozenset(_hierarchy(sources))
    results = _validate(data, files)
    gate = _Gate(sources, [fact for file in files for fact in file.document.facts])
    found = [gate.finding(result) for result in results if result.focus in gate.subjects]
    return sorted(found, key=_order)


def _shape_files(sources: Sources) -> list[LoadedFile]:
    if not sources.has_evidence:
        return sources.shapes
    own = LoadedFile(
        _EVIDENCE_SHAPES,
        "shapes",
        read(_EVIDENCE_SHAPES, shown_as=sources.project.shown(_EVIDENCE_SHAPES)),
    )
    return [own, *sources.shapes]


def _asserted(sources: Sources) -> Iterator[Fact]:
    for facts in sources.graphs.values():
        yield from facts


def _hierarchy(sources: Sources) -> Iterator[Fact]:
    """Yield what the ontology says about the order of its named terms and the types of its individuals."""
    for facts in sources.modules.values():
        for fact in facts:
            subject, predicate, value = fact
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode) and _orders(predicate, value):
                yield fact


def _orders(predicate: NamedNode, value: NamedNode) -> bool:
    if predicate == RDF.type:
        return not value.value.startswith((OWL, RDFS, RDF))
    return predicate in (RDFS.subClassOf, RDFS.subPropertyOf)


def _validate(data: Iterable[Fact], files: list[LoadedFile]) -> list[ShapeResult]:
    data = frozenset(data)
    try:
        return validate(data, (fact for file in files for fact in file.document.facts))
    except ShapesFault as fault:
        raise _unusable(data, files, fault) from fault


def _unusable(data: frozenset[Fact], files: list[LoadedFile], fault: ShapesFault) -> InputError:
    """Return the error with the file that is at fault: the first that fails alone."""
    name, reason = files[-1].document.file, str(fault)
    for file in files:
        try:
            validate(data, file.document.facts)
        except ShapesFault as own:
            name, reason = file.document.file, str(own)
            break
    return InputError(
        "shapes-unusable",
        Text(f"The shapes cannot be used: {reason}", f"No se pueden usar las formas: {reason}"),
        Text(
            "Correct the shape; SHACL (https://www.w3.org/TR/shacl/) says what each parameter takes.",
            "Corrija la forma; SHACL (https://www.w3.org/TR/shacl/) dice qué admite cada parámetro.",
        ),
        place=Place(name),
    )


class _Gate:
    """Turns results into findings: wording from the shapes, places from the files."""

    def __init__(self, sources: Sources, shapes: Iterable[Fact]) -> None:
        self._sources = sources
        self._wording = Wording(shapes, sources.project.prefixes)
        self.subjects = {subject for facts in sources.graphs.values() for subject, _, _ in facts}

    def finding(self, result: ShapeResult) -> Finding:
        shape = self._wording.named_shape(result.source_shape)
        return Finding(
            rule=local_name((shape or result.component).value),
            level=_LEVELS.get(result.severity, Level.VIOLATION),
            message=self._wording.message(result),
            advice=self._wording.advice(result.source_shape),
            place=self._place(result),
            subject=self._wording.subject(result),
        )

    def _place(self, result: ShapeResult) -> Place | None:
        graph = next(self._graphs(result), None)
        return self._sources.place_of(graph, result.focus) if graph is not None else None

    def _graphs(self, result: ShapeResult) -> Iterator[str]:
        """Yield the graphs that describe the focus node, first those that hold the value at fault."""
        path, value, graphs = result.path, result.value, self._sources.graphs
        if path and value is not None:
            yield from (name for name, facts in graphs.items() if _holds(facts, result.focus, path, value))
        yield from (name for name, facts in graphs.items() if any(fact[0] == result.focus for fact in facts))


def _holds(facts: frozenset[Fact], focus: Term, path: str, value: Term) -> bool:
    return any((s, str(p), o) == (focus, path, value) for s, p, o in facts)


def _order(finding: Finding) -> tuple[str, int, str, str]:
    place = finding.place
    return (place.file if place else "", (place and place.line) or 0, finding.subject or "", finding.rule)
