"""Graphs that come close to a contradiction and have none, each beside what is missing for one.

A reasoner that cries out too early fails on the first, one that does not look closely on the second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from llika.rules import Closure
from llika.rules import close as close_simply
from llika.rules.columns import close
from llika.terms import Fact
from llika.turtle import read_text

PREFIXES = """@prefix : <https://example.org/#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NEAR = [
    ("eq-diff1", ":a owl:differentFrom :b . :b owl:differentFrom :c .", ":a owl:sameAs :b ."),
    ("eq-diff1", ":a owl:differentFrom 1 . :a owl:sameAs 2 .", ":b owl:sameAs 1.0 , :a ."),
    ("eq-diff2", "[] a owl:AllDifferent ; owl:members ( :a :b ) . :a owl:sameAs :c .", ":c owl:sameAs :b ."),
    ("eq-diff3", "[] a owl:AllDifferent ; owl:distinctMembers ( :a :b ) . :b owl:sameAs :c .", ":a owl:sameAs :c ."),
    ("eq-diff3", ":x owl:distinctMembers ( :a :b ) . :a owl:sameAs :b .", ":x a owl:AllDifferent ."),
    ("prp-irp", ":p a owl:IrreflexiveProperty . :a :p :b . :b :p :a .", ":a owl:sameAs :b ."),
    ("prp-asyp", ":p a owl:AsymmetricProperty . :a :p :b . :b :p :c . :c :p :a .", ":b :p :a ."),
    (
        "prp-asyp",
        ":p a owl:AsymmetricProperty ; owl:inverseOf :q . :a :p :b . :b :q :a .",
        ":q a owl:SymmetricProperty .",
    ),
    ("prp-pdw", ":p owl:propertyDisjointWith :q . :a :p :b . :b :q :a . :a :q :c .", ":b owl:sameAs :c ."),
    ("prp-pdw", ':p owl:propertyDisjointWith :q . :a :p 1 ; :q "1" .', ":a :q 1.0 ."),
    (
        "prp-adp",
        "[] a owl:AllDisjointProperties ; owl:members ( :p :q :r ) . :a :p :b ; :q :c ; :r :d .",
        ":r rdfs:subPropertyOf :q .",
    ),
    (
        "prp-npa1",
        "[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetIndividual :b . :b :p :a . :a :q :b .",
        ":q rdfs:subPropertyOf :p .",
    ),
    (
        "prp-npa2",
        '[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetValue 1 . :a :p 2 , "1" .',
        ':a :p "01"^^xsd:integer .',
    ),
    ("cls-nothing2", ":C rdfs:subClassOf owl:Nothing . :D rdfs:subClassOf :C .", ":a a :D ."),
    (
        "cls-nothing2",
        ":C owl:intersectionOf ( :A :B ) ; rdfs:subClassOf owl:Nothing . :a a :A . :b a :B .",
        ":b a :A .",
    ),
    ("cls-com", ":C owl:complementOf :D . :E rdfs:subClassOf :C , :D . :a a :C .", ":a a :E ."),
    (
        "cls-maxc1",
        "[ owl:maxCardinality 0 ; owl:onProperty :p ] owl:equivalentClass :C . :a a :C ; :q :b .",
        ":q rdfs:subPropertyOf :p .",
    ),
    (
        "cls-maxqc1",
        ":C owl:maxQualifiedCardinality 0 ; owl:onProperty :p ; owl:onClass :D . :a a :C ; :p :b . :b a :E .",
        ":E rdfs:subClassOf :D .",
    ),
    (
        "cls-maxqc2",
        ":C owl:maxQualifiedCardinality 0 ; owl:onProperty :p ; owl:onClass owl:Thing . :a a :C . :b :p :a .",
        ":p a owl:SymmetricProperty .",
    ),
    (
        "cax-dw",
        ":A owl:disjointWith :B . :C rdfs:subClassOf :A , :B . :p rdfs:domain :A ; rdfs:range :B .",
        ":a :p :a .",
    ),
    ("cax-dw", ":A owl:disjointWith :B . :a a :A . :b a :B . :p a owl:FunctionalProperty . :x :p :a .", ":x :p :b ."),
    (
        "cax-adc",
        "[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) . :a a :A . :b a :B . :D owl:unionOf ( :A :B :C ) .",
        ":b a :A .",
    ),
    ("dt-diff", ':p a owl:FunctionalProperty . :a :p 1 , 1.0 , "+1"^^xsd:integer .', ":a :p 2 ."),
    ("dt-diff", ':p a owl:FunctionalProperty . :a :p "es"@es , "es"@ES .', ':a :p "es"@qu .'),
    ("dt-not-type", ":p rdfs:range xsd:decimal . :a :p 1 , 2.5 .", ":a :p 1e0 ."),
    ("dt-not-type", ':p rdfs:range xsd:string . :a :p "1" .', ":a :p 1 ."),
    (
        "dt-not-type",
        ':a :p "x"^^:unknown , "2024-02-29T00:00:00"^^xsd:dateTime .',
        ':a :p "2023-02-29T00:00:00"^^xsd:dateTime .',
    ),
]


IDS = [f"{rule}-{at}" for at, (rule, *_) in enumerate(NEAR)]


def read(text: str) -> Iterable[Fact]:
    """Return the facts of a text in Turtle."""
    return read_text(f"{PREFIXES}{text}", file="near.ttl").facts


@pytest.mark.parametrize("reason", [close, close_simply], ids=["columns", "sets"])
@pytest.mark.parametrize(
    ("rule", "consistent", "missing"), NEAR, ids=[f"{at}-{near[0]}" for at, near in enumerate(NEAR)]
)
def test_what_is_near_a_contradiction_is_none(
    reason: Callable[[Iterable[Fact]], Closure], rule: str, consistent: str, missing: str
) -> None:
    assert reason(read(consistent)).clashes == ()
    assert rule in {clash.rule for clash in reason(read(f"{consistent}\n{missing}")).clashes}
