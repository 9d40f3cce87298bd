"""A configuration for Sparnatural, the builder of queries: which classes there are, and which properties lead where.

Shapes in its profile of SHACL, made from what the data use: no class without members is offered, no property without
values.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from ..terms import OWL, RDF, RDFS, SH, SKOS, Fact, Literal, NamedNode, Namespace, Term, Text
from .statistics import Use, Uses
from .vocabulary import about, both

PATH = "/sparnatural.ttl"

_DASH = Namespace("http://datashapes.org/dash#")
_NAMES = (RDFS.label, SKOS.prefLabel)
"""Properties by which things are listed, the first that a class uses."""
_HIDDEN = {RDF.type, OWL.sameAs, OWL.differentFrom}


@dataclass(frozen=True, slots=True)
class Wording:
    """What classes and properties are called in both languages, and what their definitions say."""

    label: Callable[[Term], Text]
    definition: Callable[[Term], Text | None]


def builder_facts(home: str, uses: Uses, wider: Mapping[NamedNode, Collection[Term]], said: Wording) -> Iterator[Fact]:
    """Yield the shapes that a query builder is configured by.

    :param home: the address under which the service is known
    :param wider: class → all classes above it
    """
    base = Namespace(f"{home}{PATH}#")
    for number, kind in enumerate(sorted(uses, key=str), start=1):
        shape = base.term(f"class-{number}")
        properties = {name: use for name, use in uses[kind].items() if name not in _HIDDEN}
        parts = {name: base.term(f"class-{number}-{at}") for at, name in enumerate(properties, start=1)}
        called = next((name for name in _NAMES if name in properties), None)
        yield from about(shape, (RDF.type, SH.NodeShape), (SH.targetClass, kind), (SH.property, parts.values()))
        yield from about(shape, (RDFS.label, both(said.label(kind))), (SH.description, _definition(said, kind)))
        for name, part in parts.items():
            yield from about(part, (RDF.type, SH.PropertyShape), (SH.path, name), (SH.name, both(said.label(name))))
            yield from about(part, (SH.description, _definition(said, name)))
            yield from _values(part, properties[name], wider)
            if name == called:
                yield part, _DASH.propertyRole, _DASH.LabelRole


def _definition(said: Wording, term: Term) -> tuple[Literal, ...]:
    found = said.definition(term)
    return both(found) if found else ()


def _values(part: NamedNode, use: Use, wider: Mapping[NamedNode, Collection[Term]]) -> Iterator[Fact]:
    """Yield what the values of a property are: one class or datatype, or the alternatives."""
    widest = [kind for kind in use.classes if not any(other in use.classes for other in _above(kind, wider))]
    kinds = [(SH.term("class"), kind) for kind in widest] + [(SH.datatype, kind) for kind in use.datatypes]
    if not kinds:
        yield part, SH.nodeKind, SH.IRI
    elif len(kinds) == 1:
        yield part, *kinds[0]
    else:
        cells = [NamedNode(f"{part.value}-or-{at}") for at in range(len(kinds))]
        yield part, SH.term("or"), cells[0]
        for cell, following, kind in zip(cells, [*cells[1:], RDF.nil], kinds, strict=True):
            choice = NamedNode(f"{cell.value}-is")
            yield from about(cell, (RDF.first, choice), (RDF.rest, following))
            yield choice, *kind


def _above(kind: NamedNode, wider: Mapping[NamedNode, Collection[Term]]) -> Iterator[Term]:
    """Yield the classes above one, without those that are the same as it."""
    for other in wider.get(kind, ()):
        if isinstance(other, NamedNode) and other != kind and kind not in wider.get(other, ()):
            yield other
