"""The contents of a dataset in the vocabulary VoID, with SIB's way of telling how classes are connected.

The figures are those of the data: of all that a dataset says but this description itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from ..evidence import Basis
from ..terms import RDF, XSD, BlankNode, Fact, Literal, NamedNode
from .names import Names
from .statistics import Statistics, Use, Uses
from .vocabulary import FOAF, VOID, VOID_EXT, about

_NAMESPACE = re.compile(r".*[#/]")


def void_facts(
    names: Names, figures: Mapping[Basis, Statistics], nested: Uses, default: Basis, examples: Iterable[NamedNode]
) -> Iterator[Fact]:
    """Yield the description of what there is on each basis.

    :param nested: how classes use properties, told of the graph of the default basis
    :param examples: things to look at
    """
    yield from about(names.at("/void"), (RDF.type, VOID.DatasetDescription), (FOAF.primaryTopic, names.dataset))
    used = (*figures[default].classes, *figures[default].properties)
    yield from about(
        names.dataset,
        (RDF.type, VOID.Dataset),
        (VOID.sparqlEndpoint, names.endpoint),
        (VOID.dataDump, names.dump),
        (VOID.uriSpace, [Literal(names.project.base)] if figures[default].entities else []),
        (VOID.vocabulary, sorted({_namespace(term) for term in used}, key=str)),
        (VOID.exampleResource, examples),
        (VOID.subset, map(names.merged, figures)),
    )
    nodes = (BlankNode(f"llika-part-{number}") for number in count())
    for basis, found in figures.items():
        yield from _graph_facts(names.merged(basis), found, nested if basis == default else {}, nodes)


def _graph_facts(graph: NamedNode, found: Statistics, nested: Uses, nodes: Iterator[BlankNode]) -> Iterator[Fact]:
    parts = {kind: next(nodes) for kind in found.classes}
    yield from about(
        graph,
        (RDF.type, VOID.Dataset),
        (VOID.triples, _number(found.triples)),
        (VOID.entities, _number(found.entities)),
        (VOID.distinctSubjects, _number(found.subjects)),
        (VOID.distinctObjects, _number(found.objects)),
        (VOID.classes, _number(len(found.classes))),
        (VOID.properties, _number(len(found.properties))),
        (VOID.classPartition, parts.values()),
    )
    for kind, part in parts.items():
        yield from about(part, (VOID.term("class"), kind), (VOID.entities, _number(found.classes[kind])))
        for predicate, use in nested.get(kind, {}).items():
            yield from _use_facts(part, predicate, use, nodes)
    for predicate, triples in found.properties.items():
        yield from _property_facts(graph, next(nodes), predicate, triples)


def _use_facts(part: BlankNode, predicate: NamedNode, use: Use, nodes: Iterator[BlankNode]) -> Iterator[Fact]:
    inner = next(nodes)
    yield from _property_facts(part, inner, predicate, use.triples)
    for kind in use.classes:
        values = next(nodes)
        yield inner, VOID.classPartition, values
        yield values, VOID.term("class"), kind
    for datatype in use.datatypes:
        values = next(nodes)
        yield inner, VOID_EXT.datatypePartition, values
        yield values, VOID_EXT.datatype, datatype


def _property_facts(whole: NamedNode | BlankNode, part: BlankNode, predicate: NamedNode, triples: int) -> list[Fact]:
    return [
        (whole, VOID.propertyPartition, part),
        *about(part, (VOID.property, predicate), (VOID.triples, _number(triples))),
    ]


def _number(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)


def _namespace(term: NamedNode) -> NamedNode:
    match = _NAMESPACE.match(term.value)
    return NamedNode(match[0]) if match else term
