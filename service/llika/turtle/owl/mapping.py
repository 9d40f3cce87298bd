"""From an ontology's tree to the facts that say the same in RDF.

Source: OWL 2 Mapping to RDF Graphs, section 2.1, table 1 (ontologies and axioms) and section 2.3 (annotated axioms).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode

from ...terms import OWL, RDF, RDFS, Fact
from .graph import Graph, annotated, check, named, unknown
from .tree import ENTITIES, Argument, Nameless, Node

_Said = list[Fact] | BlankNode
"""What the annotations of an axiom are about: each of its main facts, or the node that stands for it."""
_Write = Callable[[Graph, Sequence[Argument]], _Said]


class Axiom(NamedTuple):
    """How an axiom is written: what it takes (letters as in :mod:`.graph`), and the writing."""

    takes: str
    write: _Write


def facts_of(ontology: Node, nodes: Nameless) -> tuple[Fact, ...]:
    """Return the distinct facts of an ontology.

    :param nodes: makes the blank nodes
    :raises SyntaxFault: ``owl-syntax`` for what is no OWL 2, and for rules
    """
    graph = Graph(nodes)
    name, rest = _header(ontology)
    header = name[0] if name else graph.fresh()
    graph.say(header, RDF.type, OWL.Ontology)
    for version in name[1:]:
        graph.say(header, OWL.versionIRI, version)
    for node in dict.fromkeys(rest):  # axioms and annotations are sets
        if node.constructor == "Import":
            check(node, node.arguments, "R")
            graph.say(header, OWL.imports, graph.term(node.arguments[0]))
        elif node.constructor == "Annotation":
            graph.annotate(header, [node])
        else:
            _write(graph, node)
    return tuple(dict.fromkeys(graph.facts))


def _header(ontology: Node) -> tuple[list[NamedNode], list[Node]]:
    """Return the IRIs that an ontology begins with, at most two, and its constructors."""
    rest = [each for each in ontology.arguments if isinstance(each, Node)]
    count = len(ontology.arguments) - len(rest)
    check(ontology, ontology.arguments[:count], "R? R?")
    return [each for each in ontology.arguments if isinstance(each, NamedNode)], rest


def _write(graph: Graph, node: Node) -> None:
    axiom = AXIOMS.get(node.constructor)
    if axiom is None:
        raise unknown(node)
    annotations, arguments = annotated(node)
    check(node, arguments, axiom.takes)
    said = axiom.write(graph, arguments)
    if isinstance(said, BlankNode):
        graph.annotate(said, annotations)
    elif annotations:
        for fact in said:
            graph.reify(OWL.Axiom, fact, annotations)


def _declaration(graph: Graph, arguments: Sequence[Argument]) -> _Said:
    return [
        graph.say(graph.term(node.arguments[0]), RDF.type, ENTITIES[node.constructor])
        for node in arguments
        if isinstance(node, Node)
    ]


def _pair(predicate: NamedNode) -> _Write:
    def write(graph: Graph, arguments: Sequence[Argument]) -> _Said:
        subject, value = map(graph.term, arguments)
        return [graph.say(subject, predicate, value)]

    return write


def _subproperty(graph: Graph, arguments: Sequence[Argument]) -> _Said:
    below, above = arguments
    if isinstance(below, Node) and below.constructor == "ObjectPropertyChain":
        return _pair(OWL.propertyChainAxiom)(graph, (above, below))
    return _pair(RDFS.subPropertyOf)(graph, arguments)


def _type(graph: Graph, arguments: Sequence[Argument]) -> _Said:
    return _pair(RDF.type)(graph, arguments[::-1])


def _kind(kind: NamedNode) -> Axiom:
    return Axiom("P", lambda graph, arguments: [graph.say(graph.term(arguments[0]), RDF.type, kind)])


def _row(predicate: NamedNode) -> _Write:
    """Write what is the same: each with the next."""

    def write(graph: Graph, arguments: Sequence[Argument]) -> _Said:
        terms = [graph.term(argument) for argument in arguments]
        return [graph.say(one, predicate, other) for one, other in pairwise(terms)]

    return write


def _apart(predicate: NamedNode, kind: NamedNode) -> _Write:
    """Write what differs: two by a fact, more by a node with its members."""

    def write(graph: Graph, arguments: Sequence[Argument]) -> _Said:
        if len(arguments) == 2:
            return _pair(predicate)(graph, arguments)
        node = graph.typed(kind)
        graph.say(node, OWL.members, graph.listed(arguments))
        return node

    return write


def _listed(predicate: NamedNode) -> _Write:
    def write(graph: Graph, arguments: Sequence[Argument]) -> _Said:
        return [graph.say(graph.term(arguments[0]), predicate, graph.listed(arguments[1:]))]

    return write


def _assertion(graph: Graph, arguments: Sequence[Argument]) -> _Said:
    """Write what is said of an individual; by the inverse of a property, it is said of the other one."""
    predicate, subject, value = arguments
    if isinstance(predicate, Node):
        [predicate], subject, value = predicate.arguments, value, subject
    return [graph.say(graph.term(subject), named(predicate), graph.term(value))]


def _denial(target: NamedNode) -> _Write:
    def write(graph: Graph, arguments: Sequence[Argument]) -> _Said:
        node = graph.typed(OWL.NegativePropertyAssertion)
        predicates = (OWL.assertionProperty, OWL.sourceIndividual, target)
        for predicate, argument in zip(predicates, arguments, strict=True):
            graph.say(node, predicate, graph.term(argument))
        return node

    return write


AXIOMS = {
    "Declaration": Axiom("E", _declaration),
    "SubClassOf": Axiom("C C", _pair(RDFS.subClassOf)),
    "EquivalentClasses": Axiom("C C+", _row(OWL.equivalentClass)),
    "DisjointClasses": Axiom("C C+", _apart(OWL.disjointWith, OWL.AllDisjointClasses)),
    "DisjointUnion": Axiom("R C C+", _listed(OWL.disjointUnionOf)),
    "SubObjectPropertyOf": Axiom("Q P", _subproperty),
    "EquivalentObjectProperties": Axiom("P P+", _row(OWL.equivalentProperty)),
    "DisjointObjectProperties": Axiom("P P+", _apart(OWL.propertyDisjointWith, OWL.AllDisjointProperties)),
    "ObjectPropertyDomain": Axiom("P C", _pair(RDFS.domain)),
    "ObjectPropertyRange": Axiom("P C", _pair(RDFS.range)),
    "InverseObjectProperties": Axiom("P P", _pair(OWL.inverseOf)),
    "FunctionalObjectProperty": _kind(OWL.FunctionalProperty),
    "InverseFunctionalObjectProperty": _kind(OWL.InverseFunctionalProperty),
    "ReflexiveObjectProperty": _kind(OWL.ReflexiveProperty),
    "IrreflexiveObjectProperty": _kind(OWL.IrreflexiveProperty),
    "SymmetricObjectProperty": _kind(OWL.SymmetricProperty),
    "AsymmetricObjectProperty": _kind(OWL.AsymmetricProperty),
    "TransitiveObjectProperty": _kind(OWL.TransitiveProperty),
    "SubDataPropertyOf": Axiom("R R", _pair(RDFS.subPropertyOf)),
    "EquivalentDataProperties": Axiom("R R+", _row(OWL.equivalentProperty)),
    "DisjointDataProperties": Axiom("R R+", _apart(OWL.propertyDisjointWith, OWL.AllDisjointProperties)),
    "DataPropertyDomain": Axiom("R C", _pair(RDFS.domain)),
    "DataPropertyRange": Axiom("R D", _pair(RDFS.range)),
    "FunctionalDataProperty": Axiom("R", _kind(OWL.FunctionalProperty).write),
    "DatatypeDefinition": Axiom("R D", _pair(OWL.equivalentClass)),
    "HasKey": Axiom("C P+", _listed(OWL.hasKey)),
    "SameIndividual": Axiom("I I+", _row(OWL.sameAs)),
    "DifferentIndividuals": Axiom("I I+", _apart(OWL.differentFrom, OWL.AllDifferent)),
    "ClassAssertion": Axiom("C I", _type),
    "ObjectPropertyAssertion": Axiom("P I I", _assertion),
    "NegativeObjectPropertyAssertion": Axiom("P I I", _denial(OWL.targetIndividual)),
    "DataPropertyAssertion": Axiom("R I L", _assertion),
    "NegativeDataPropertyAssertion": Axiom("R I L", _denial(OWL.targetValue)),
    "AnnotationAssertion": Axiom("R I V", _assertion),
    "SubAnnotationPropertyOf": Axiom("R R", _pair(RDFS.subPropertyOf)),
    "AnnotationPropertyDomain": Axiom("R R", _pair(RDFS.domain)),
    "AnnotationPropertyRange": Axiom("R R", _pair(RDFS.range)),
}
"""Source: OWL 2 Structural Specification, sections 5.8, 9 and 10; OWL 2 Mapping to RDF Graphs, section 2.1, table 1."""
