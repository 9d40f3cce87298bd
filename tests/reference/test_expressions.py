"""Class expressions in words: every form of OWL 2 that people write."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from llika.explain import Labels
from llika.reference.axioms import Axioms
from llika.reference.expressions import Expressions
from llika.reference.phrases import Phrase, as_json, plain
from llika.terms import OWL, Fact, NamedNode

FactsOf = Callable[[str], list[Fact]]

B = "https://example.org/b/ontology#"
TURTLE = """
:Bridge rdfs:label "bridge"@en, "puente"@es . :Arch rdfs:label "arch"@en, "arco"@es .
:Toll rdfs:label "toll bridge"@en, "puente de peaje"@es .
:madeOf a owl:ObjectProperty ; rdfs:label "is made of"@en, "está hecho de"@es .
:has a owl:ObjectProperty ; rdfs:label "has"@en, "tiene"@es .
:stone rdfs:label "stone"@en, "piedra"@es . :iron rdfs:label "iron"@en, "hierro"@es .
:built a owl:DatatypeProperty ; rdfs:label "was built in"@en, "se construyó en"@es .
"""
HAS_STONE = "[ a owl:Restriction ; owl:onProperty :madeOf ; owl:hasValue :stone ]"
HAS_IRON = "[ a owl:Restriction ; owl:onProperty :madeOf ; owl:hasValue :iron ]"
NOUNS = {
    ":Bridge": ("bridge", "puente"),
    HAS_STONE: ("something that “is made of”: stone", "algo que «está hecho de»: piedra"),
    f"[ owl:intersectionOf ( :Bridge {HAS_STONE} ) ]": (
        "bridge that “is made of”: stone",
        "puente que «está hecho de»: piedra",
    ),
    f"[ owl:intersectionOf ( {HAS_STONE} :Bridge {HAS_IRON} ) ]": (
        "bridge that “is made of”: stone and iron",
        "puente que «está hecho de»: piedra y hierro",
    ),
    "[ owl:intersectionOf ( :Bridge :Toll ) ]": ("bridge and toll bridge", "puente y puente de peaje"),
    "[ owl:unionOf ( :Bridge :Arch ) ]": ("bridge or arch", "puente o arco"),
    f"[ owl:unionOf ( :Arch {HAS_IRON} ) ]": (
        "something that is an arch; or “is made of”: iron",
        "algo que es arco; o bien «está hecho de»: hierro",
    ),
    "[ owl:complementOf :Toll ]": (
        "something that is anything but toll bridge",
        "algo que es cualquier cosa menos puente de peaje",
    ),
    "[ owl:oneOf ( :stone :iron ) ]": ("one of: stone, iron", "uno de estos: piedra, hierro"),
    "[ a owl:Restriction ; owl:onProperty :has ; owl:someValuesFrom :Arch ]": (
        "something that “has”: something that is an arch",
        "algo que «tiene»: algo que es arco",
    ),
    f"[ a owl:Restriction ; owl:onProperty :has ; owl:someValuesFrom {HAS_IRON} ]": (
        "something that “has”: something that “is made of”: iron",
        "algo que «tiene»: algo que «está hecho de»: hierro",
    ),
    "[ a owl:Restriction ; owl:onProperty :has ; owl:someValuesFrom owl:Thing ]": (
        "something that “has”: anything",
        "algo que «tiene»: cualquier cosa",
    ),
    "[ a owl:Restriction ; owl:onProperty :built ; owl:someValuesFrom xsd:integer ]": (
        "something that “was built in”: a value of the type integer",
        "algo que «se construyó en»: un valor del tipo integer",
    ),
    "[ a owl:Restriction ; owl:onProperty :has ; owl:allValuesFrom :Arch ]": (
        "something that “has”: only what is an arch",
        "algo que «tiene»: solo lo que es arco",
    ),
    "[ a owl:Restriction ; owl:onProperty :has ; owl:minCardinality 1 ]": (
        "something that “has”: at least 1 value",
        "algo que «tiene»: al menos 1 valor",
    ),
    "[ a owl:Restriction ; owl:onProperty :has ; owl:maxQualifiedCardinality 2 ; owl:onClass :Arch ]": (
        "something that “has”: at most 2 values, each of which is an arch",
        "algo que «tiene»: a lo sumo 2 valores, cada uno de los cuales es arco",
    ),
    "[ a owl:Restriction ; owl:onProperty :has ; owl:hasSelf true ]": (
        "something that “has”: itself",
        "algo que «tiene»: sí mismo",
    ),
    "[ a owl:Restriction ; owl:onProperty [ owl:inverseOf :has ] ; owl:hasValue :stone ]": (
        "something that “has” (read from the other end): stone",
        "algo que «tiene» (desde el otro extremo): piedra",
    ),
    "[ a owl:Class ]": (
        "something that is described in a way that has no words here",
        "algo que se describe de un modo sin palabras aquí",
    ),
}


def said(facts_of: FactsOf, expression: str) -> Phrase:
    """Return a class in words."""
    facts = facts_of(f"{TURTLE} :This owl:equivalentClass {expression} .")
    node = next(value for _, predicate, value in facts if predicate == OWL.equivalentClass)
    return Expressions(Axioms({"ontology": facts}), Labels(facts)).noun(node)


@pytest.mark.parametrize(("expression", "text"), NOUNS.items(), ids=NOUNS.keys())
def test_a_class_is_said_in_both_languages(facts_of: FactsOf, expression: str, text: tuple[str, str]) -> None:
    assert plain(said(facts_of, expression)) == text


def test_every_term_of_a_phrase_is_a_link(facts_of: FactsOf) -> None:
    found = as_json(said(facts_of, f"[ owl:intersectionOf ( :Bridge {HAS_STONE} ) ]"))
    parts = found["parts"]
    assert isinstance(parts, list)
    assert [part.get("iri") for part in parts] == [f"{B}Bridge", None, f"{B}madeOf", None, f"{B}stone"]
    assert [part["en"] for part in parts if "property" in part] == ["is made of"]
    assert found["es"] == "puente que «está hecho de»: piedra"


def test_a_list_that_runs_in_a_circle_ends(facts_of: FactsOf) -> None:
    facts = facts_of("_:c owl:unionOf _:l . _:l rdf:first :Bridge ; rdf:rest _:l . :This owl:equivalentClass _:c .")
    node = next(value for _, predicate, value in facts if predicate == OWL.equivalentClass)
    words = Expressions(Axioms({"ontology": facts}), Labels(facts))
    assert plain(words.noun(node)).en == "Bridge"


def test_an_axiom_has_the_basis_of_its_module(facts_of: FactsOf) -> None:
    axioms = Axioms({"ontology/readings": facts_of(":a :p :b ."), "ontology": facts_of(":a :p :c .")})
    found = axioms.values(NamedNode(f"{B}a"), NamedNode(f"{B}p"))
    assert [(term.value.removeprefix(B), basis.label) for term, basis in found] == [("c", "stated"), ("b", "reading")]
