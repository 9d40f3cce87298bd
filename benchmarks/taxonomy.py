"""Write a schema of many classes with little data: what compiling the rules to a schema costs."""

from __future__ import annotations

from collections.abc import Iterator

from llika.terms import OWL, RDF, RDFS, BlankNode, Fact, NamedNode

from .lubm import DATA, VOCABULARY

_TYPE = RDF.type
_BRANCHES = 4
_CLASSES_PER_PROPERTY = 20
_CLASSES_PER_DEFINITION = 10


def generate(classes: int) -> Iterator[Fact]:
    """Yield a tree of classes and one of properties, definitions by restriction, and one individual per class.

    >>> sum(1 for _, predicate, value in generate(300) if value == OWL.Class)
    300
    """
    properties = max(1, classes // _CLASSES_PER_PROPERTY)
    for number in range(properties):
        yield from _property(number, classes)
    for number in range(classes):
        yield from _class(number, properties)
        yield from _individual(number, properties)


def _property(number: int, classes: int) -> Iterator[Fact]:
    this = VOCABULARY.term(f"p{number}")
    yield this, _TYPE, OWL.ObjectProperty
    yield this, RDFS.domain, VOCABULARY.term(f"C{number * 7 % classes}")
    yield this, RDFS.range, VOCABULARY.term(f"C{number * 11 % classes}")
    if number:
        yield this, RDFS.subPropertyOf, VOCABULARY.term(f"p{(number - 1) // _BRANCHES}")


def _class(number: int, properties: int) -> Iterator[Fact]:
    this = VOCABULARY.term(f"C{number}")
    yield this, _TYPE, OWL.Class
    if number:
        yield this, RDFS.subClassOf, VOCABULARY.term(f"C{(number - 1) // _BRANCHES}")
    if number % _CLASSES_PER_DEFINITION == 1:
        restriction = BlankNode(f"r{number}")
        yield this, OWL.equivalentClass, restriction
        yield restriction, _TYPE, OWL.Restriction
        yield restriction, OWL.onProperty, VOCABULARY.term(f"p{number % properties}")
        yield restriction, OWL.someValuesFrom, VOCABULARY.term(f"C{number - 1}")


def _individual(number: int, properties: int) -> Iterator[Fact]:
    this = NamedNode(f"{DATA}i{number}")
    yield this, _TYPE, VOCABULARY.term(f"C{number}")
    yield this, VOCABULARY.term(f"p{number % properties}"), NamedNode(f"{DATA}i{number // 2}")
