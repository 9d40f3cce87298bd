"""What the parts of an ontology become in RDF: expressions, lists, annotations.

Source: OWL 2 Mapping to RDF Graphs, section 2.1, table 1, and section 2.2, table 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from ...errors import SyntaxFault
from ...terms import OWL, RDF, RDFS, XSD, Fact, Term, Text
from .tree import ENTITIES, HINT, Argument, Nameless, Node, owl_fault

_TRUE = Literal("true", datatype=XSD.boolean)
_ANNOTATION = "R V"
_RULES = {"DLSafeRule", "DGRule"}
_NO_RULES = Text(
    "Rules (SWRL) are not part of OWL 2: take them out of the file.",
    "Las reglas (SWRL) no son parte de OWL 2: quítelas del archivo.",
)
_PLACES = {
    "C": "[nC]",  # a class expression
    "D": "[nD]",  # a data range
    "P": "[nP]",  # an object property, or the inverse of one
    "Q": "[nPH]",  # one of these, or a chain of them
    "R": "n",  # what has a name: a data property, an annotation property, a datatype, a class
    "I": "[nb]",  # an individual, or another subject of annotations
    "L": "l",
    "V": "[nbl]",  # a value of annotations
    "N": "#",
    "F": "(?:nl)",  # a facet and its value
    "E": "E",  # an entity that is declared
}


class Graph:
    """The facts found so far."""

    def __init__(self, nodes: Nameless) -> None:
        self._nodes = nodes
        self.facts: list[Fact] = []

    def say(self, subject: Term, predicate: NamedNode, value: Term) -> Fact:
        """Add a fact and return it."""
        fact = (subject, predicate, value)
        self.facts.append(fact)
        return fact

    def typed(self, kind: NamedNode) -> BlankNode:
        """Return a new node of this type."""
        node = self._nodes.fresh()
        self.say(node, RDF.type, kind)
        return node

    def fresh(self) -> BlankNode:
        """Return a new node."""
        return self._nodes.fresh()

    def listed(self, items: Iterable[Argument]) -> Term:
        """Write a list and return its head."""
        head: Term = RDF.nil
        for term in reversed([self.term(item) for item in items]):
            cell = self.fresh()
            self.say(cell, RDF.first, term)
            self.say(cell, RDF.rest, head)
            head = cell
        return head

    def term(self, argument: Argument) -> Term:
        """Return the term that stands for an argument; an expression is written.

        :raises SyntaxFault: ``owl-syntax``
        """
        if isinstance(argument, int):
            return Literal(str(argument), datatype=XSD.nonNegativeInteger)
        if not isinstance(argument, Node):
            return argument
        form = EXPRESSIONS[argument.constructor]
        check(argument, argument.arguments, form.takes)
        return form.write(self, argument.arguments)

    def annotate(self, subject: Term, annotations: Iterable[Node]) -> None:
        """Write annotations of a subject, and the annotations of these."""
        for node in annotations:
            above, rest = annotated(node)
            check(node, rest, _ANNOTATION)
            predicate, value = rest
            fact = self.say(subject, named(predicate), self.term(value))
            if above:
                self.reify(OWL.Annotation, fact, above)

    def reify(self, kind: NamedNode, fact: Fact, annotations: Iterable[Node]) -> None:
        """Write annotations of a fact."""
        node = self.typed(kind)
        for predicate, term in zip(_PARTS, fact, strict=True):
            self.say(node, predicate, term)
        self.annotate(node, annotations)


_PARTS = (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
_Write = Callable[[Graph, tuple[Argument, ...]], Term]


class Expression(NamedTuple):
    """How an expression is written: what it is, what it takes (letters as in ``_PLACES``), and the writing."""

    sort: str
    takes: str
    write: _Write


def annotated(node: Node) -> tuple[list[Node], tuple[Argument, ...]]:
    """Return the annotations that a node begins with, and its other arguments."""
    annotations: list[Node] = []
    for argument in node.arguments:
        if not (isinstance(argument, Node) and argument.constructor == "Annotation"):
            break
        annotations.append(argument)
    return annotations, node.arguments[len(annotations) :]


def check(node: Node, arguments: Iterable[Argument], takes: str) -> None:
    """Refuse arguments that a constructor does not take.

    :raises SyntaxFault: ``owl-syntax``
    """
    if _pattern(takes).fullmatch("".join(map(_sort, arguments))):
        return
    name = node.constructor
    raise owl_fault(f"{name} does not take what it is given here.", f"{name} no admite lo que recibe aquí.", node.place)


@cache
def _pattern(takes: str) -> re.Pattern[str]:
    return re.compile("".join(_PLACES[place[0]] + place[1:] for place in takes.split()))


def _sort(argument: Argument) -> str:
    """Return the letter of what an argument is.

    :raises SyntaxFault: ``owl-syntax`` for a constructor that there is not
    """
    match argument:
        case int():
            return "#"
        case NamedNode():
            return "n"
        case BlankNode():
            return "b"
        case Literal():
            return "l"
    if argument.constructor in ENTITIES:
        check(argument, argument.arguments, "R")
        return "E"
    if argument.constructor not in EXPRESSIONS:
        raise unknown(argument)
    return EXPRESSIONS[argument.constructor].sort


def unknown(node: Node) -> SyntaxFault:
    """Return the error for a constructor that OWL 2 does not have, or not there."""
    name = node.constructor
    hint = _NO_RULES if name in _RULES else HINT
    return owl_fault(f"{name} is not read here.", f"Aquí no se lee {name}.", node.place, hint)


def named(argument: Argument) -> NamedNode:
    """Return an argument that was checked to be a name."""
    if not isinstance(argument, NamedNode):
        raise TypeError(argument)  # a fault of ours: what it takes was checked
    return argument


def _single(kind: NamedNode, predicate: NamedNode) -> _Write:
    def write(graph: Graph, arguments: tuple[Argument, ...]) -> Term:
        node = graph.typed(kind)
        graph.say(node, predicate, graph.term(arguments[0]))
        return node

    return write


def _set(kind: NamedNode, predicate: NamedNode) -> _Write:
    def write(graph: Graph, arguments: tuple[Argument, ...]) -> Term:
        node = graph.typed(kind)
        graph.say(node, predicate, graph.listed(arguments))
        return node

    return write


def _restriction(predicate: NamedNode) -> _Write:
    """Write a restriction of the properties that come before the filler."""

    def write(graph: Graph, arguments: tuple[Argument, ...]) -> Term:
        *properties, filler = arguments
        node = graph.typed(OWL.Restriction)
        if len(properties) == 1:
            graph.say(node, OWL.onProperty, graph.term(properties[0]))
        else:
            graph.say(node, OWL.onProperties, graph.listed(properties))
        graph.say(node, predicate, graph.term(filler))
        return node

    return write


def _cardinality(plain: NamedNode, qualified: NamedNode, on: NamedNode) -> _Write:
    def write(graph: Graph, arguments: tuple[Argument, ...]) -> Term:
        number, concerned, *filler = arguments
        node = graph.typed(OWL.Restriction)
        graph.say(node, OWL.onProperty, graph.term(concerned))
        graph.say(node, qualified if filler else plain, graph.term(number))
        for each in filler:
            graph.say(node, on, graph.term(each))
        return node

    return write


def _self(graph: Graph, arguments: tuple[Argument, ...]) -> Term:
    return _restriction(OWL.hasSelf)(graph, (*arguments, _TRUE))


def _inverse(graph: Graph, arguments: tuple[Argument, ...]) -> Term:
    node = graph.fresh()
    graph.say(node, OWL.inverseOf, graph.term(arguments[0]))
    return node


def _facets(graph: Graph, arguments: tuple[Argument, ...]) -> Term:
    datatype, *rest = arguments
    restrictions = []
    for facet, value in zip(rest[::2], rest[1::2], strict=True):
        restrictions.append(graph.fresh())
        graph.say(restrictions[-1], named(facet), graph.term(value))
    node = graph.typed(RDFS.Datatype)
    graph.say(node, OWL.onDatatype, graph.term(datatype))
    graph.say(node, OWL.withRestrictions, graph.listed(restrictions))
    return node


def _cardinalities(bound: str) -> dict[str, Expression]:
    plain, qualified = OWL.term(f"{bound.lower()}Cardinality"), OWL.term(f"{bound.lower()}QualifiedCardinality")
    if bound == "Exact":
        plain, qualified = OWL.cardinality, OWL.qualifiedCardinality
    return {
        f"Object{bound}Cardinality": Expression("C", "N P C?", _cardinality(plain, qualified, OWL.onClass)),
        f"Data{bound}Cardinality": Expression("C", "N R D?", _cardinality(plain, qualified, OWL.onDataRange)),
    }


EXPRESSIONS = {
    "ObjectInverseOf": Expression("P", "R", _inverse),
    "ObjectPropertyChain": Expression("H", "P P+", Graph.listed),
    "ObjectIntersectionOf": Expression("C", "C C+", _set(OWL.Class, OWL.intersectionOf)),
    "ObjectUnionOf": Expression("C", "C C+", _set(OWL.Class, OWL.unionOf)),
    "ObjectComplementOf": Expression("C", "C", _single(OWL.Class, OWL.complementOf)),
    "ObjectOneOf": Expression("C", "I+", _set(OWL.Class, OWL.oneOf)),
    "ObjectSomeValuesFrom": Expression("C", "P C", _restriction(OWL.someValuesFrom)),
    "ObjectAllValuesFrom": Expression("C", "P C", _restriction(OWL.allValuesFrom)),
    "ObjectHasValue": Expression("C", "P I", _restriction(OWL.hasValue)),
    "ObjectHasSelf": Expression("C", "P", _self),
    "DataSomeValuesFrom": Expression("C", "R+ D", _restriction(OWL.someValuesFrom)),
    "DataAllValuesFrom": Expression("C", "R+ D", _restriction(OWL.allValuesFrom)),
    "DataHasValue": Expression("C", "R L", _restriction(OWL.hasValue)),
    **_cardinalities("Min"),
    **_cardinalities("Max"),
    **_cardinalities("Exact"),
    "DataIntersectionOf": Expression("D", "D D+", _set(RDFS.Datatype, OWL.intersectionOf)),
    "DataUnionOf": Expression("D", "D D+", _set(RDFS.Datatype, OWL.unionOf)),
    "DataComplementOf": Expression("D", "D", _single(RDFS.Datatype, OWL.datatypeComplementOf)),
    "DataOneOf": Expression("D", "L+", _set(RDFS.Datatype, OWL.oneOf)),
    "DatatypeRestriction": Expression("D", "R F+", _facets),
}
"""Source: OWL 2 Structural Specification, sections 6 to 8; OWL 2 Mapping to RDF Graphs, section 2.1, table 1."""
