"""What a class requires, read from the ontology as it is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from llika.explain.definitions import Definitions
from llika.terms import RDF, Fact, Literal, Namespace, Term

FactsOf = Callable[[str], list[Fact]]
T = Namespace("https://example.org/b/ontology#")

STONE = "[ owl:onProperty :madeOf ; owl:hasValue :stone ]"
OLD = "[ owl:onProperty :age ; owl:hasValue :old ]"
NESTED = f"[ owl:intersectionOf ( :Bridge [ owl:intersectionOf ( {STONE} [ owl:intersectionOf ( {OLD} ) ] ) ] ) ]"
S, O = (T.madeOf, T.stone), (T.age, T.old)  # noqa: E741

CASES: dict[str, tuple[str, set[tuple[Term, Term]]]] = {
    "one restriction": (f":C owl:equivalentClass {STONE} .", {S}),
    "an intersection": (f":C owl:equivalentClass [ owl:intersectionOf ( :Bridge {STONE} {OLD} ) ] .", {S, O}),
    "an intersection on the class itself": (f":C owl:intersectionOf ( :Bridge {STONE} ) .", {S}),
    "intersections in intersections": (f":C owl:equivalentClass {NESTED} .", {S, O}),
    "two definitions": (f":C owl:equivalentClass {STONE} , {OLD} .", {S, O}),
    "through a named class": (f":C owl:equivalentClass :D . :D owl:equivalentClass {STONE} .", {S}),
    "a named class within an intersection": (
        f":C owl:equivalentClass [ owl:intersectionOf ( :D {OLD} ) ] . :D owl:equivalentClass {STONE} .",
        {S, O},
    ),
    "definitions in a circle": (
        f":C owl:equivalentClass :D . :D owl:equivalentClass :C , {STONE} .",
        {S},
    ),
    "a list in a circle": (
        f":C owl:intersectionOf _:l . _:l rdf:first {STONE} ; rdf:rest _:l .",
        {S},
    ),
    "a union requires nothing": (f":C owl:equivalentClass [ owl:unionOf ( {STONE} {OLD} ) ] .", set()),
    "a union within an intersection": (
        f":C owl:equivalentClass [ owl:intersectionOf ( {OLD} [ owl:unionOf ( {STONE} ) ] ) ] .",
        {O},
    ),
    "a superclass defines nothing": (f":C rdfs:subClassOf {STONE} .", set()),
    "some values from": (":C owl:equivalentClass [ owl:onProperty :madeOf ; owl:someValuesFrom :Rock ] .", set()),
    "an inverse property": (
        ":C owl:equivalentClass [ owl:onProperty [ owl:inverseOf :madeOf ] ; owl:hasValue :stone ] .",
        set(),
    ),
    "a value that is a literal": (
        ':C owl:equivalentClass [ owl:onProperty :arches ; owl:hasValue "three" ] .',
        {(T.arches, Literal("three"))},
    ),
    "nothing at all": ("", set()),
}


@pytest.mark.parametrize(("turtle", "required"), CASES.values(), ids=CASES.keys())
def test_what_a_definition_requires(facts_of: FactsOf, turtle: str, required: set[tuple[Term, Term]]) -> None:
    assert Definitions(facts_of(turtle)).conditions(T.C) == required


def test_what_is_needed_for_a_type_is_the_type_and_its_conditions(facts_of: FactsOf) -> None:
    definitions = Definitions(facts_of(f":C owl:equivalentClass {NESTED} ."))
    fact: Fact = (T.one, RDF.type, T.C)
    assert definitions.needed(fact) == [fact, (T.one, T.age, T.old), (T.one, T.madeOf, T.stone)]


def test_what_is_needed_for_another_fact_is_the_fact(facts_of: FactsOf) -> None:
    definitions = Definitions(facts_of(f":C owl:equivalentClass {NESTED} ."))
    assert definitions.needed((T.one, T.p, T.C)) == [(T.one, T.p, T.C)]
