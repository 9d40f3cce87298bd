"""Random small ontologies, judged here and by the OWL API: expressions in every place, properties in every order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from random import Random

import pytest

from llika.profile import Violation, violations
from llika.profile.ranges import PARTS
from llika.profile.vocabulary import ALL_FACETS, DECLARING
from llika.terms import OWL, RDF, RDFS, XSD, BlankNode, Fact, Literal, NamedNode, Namespace, Term
from llika.turtle import read_text

Judge = Callable[[Sequence[str]], Sequence[tuple[bool, bool]]]

MANY = 300
SEED = 20261122

CLASSES = [":A", ":B", ":C", ":A", ":B", ":C", "owl:Thing", "owl:Nothing"]
PROPERTIES = [":p", ":q", ":r", ":p", ":q", ":r", "[ owl:inverseOf :p ]"]
DATATYPES = ["xsd:integer", "xsd:string", "xsd:dateTime", "rdfs:Literal", "owl:real", "xsd:date", "xsd:byte"]
LITERALS = ["1", "true", '"text"', '"text"@en', '"x"^^xsd:token', '"2020-01-01"^^xsd:date', '"one"^^xsd:integer']
FACETS = ["xsd:minInclusive", "xsd:maxExclusive", "xsd:length"]
THINGS = [":i", ":j", ":k"]


def number(random: Random) -> str:
    return f'"{random.choice([0, 1, 1, 2])}"^^xsd:nonNegativeInteger'


def range_(random: Random, depth: int) -> str:
    if depth == 0 or random.random() < 0.7:
        return random.choice(DATATYPES)
    one, other = range_(random, depth - 1), range_(random, depth - 1)
    made = random.choice(
        [
            f"owl:intersectionOf ( {one} {other} )",
            f"owl:unionOf ( {one} {other} )",
            f"owl:datatypeComplementOf {one}",
            f"owl:oneOf ( {random.choice(LITERALS)} )",
            f"owl:onDatatype xsd:integer ; owl:withRestrictions ( [ {random.choice(FACETS)} 1 ] )",
        ]
    )
    return f"[ a rdfs:Datatype ; {made} ]"


def set_(random: Random, depth: int) -> str:
    one, other = class_(random, depth - 1), class_(random, depth - 1)
    made = random.choice(
        [
            f"owl:intersectionOf ( {one} {other} )",
            f"owl:intersectionOf ( {one} {other} )",
            f"owl:unionOf ( {one} {other} )",
            f"owl:complementOf {one}",
            f"owl:oneOf ( {' '.join(random.sample(THINGS, 2))} )",
        ]
    )
    return f"[ a owl:Class ; {made} ]"


def restriction(random: Random, depth: int) -> str:
    filler = class_(random, depth - 1)
    made = random.choice(
        [
            f"owl:someValuesFrom {filler}",
            f"owl:someValuesFrom {filler}",
            f"owl:allValuesFrom {filler}",
            f"owl:hasValue {random.choice(THINGS)}",
            f"owl:hasValue {random.choice(THINGS)}",
            "owl:hasSelf true",
            f"owl:maxCardinality {number(random)}",
            f"owl:{random.choice(['max', 'min'])}QualifiedCardinality {number(random)} ; owl:onClass {filler}",
            f"owl:qualifiedCardinality {number(random)} ; owl:onClass {filler}",
            f"owl:{random.choice(['minCardinality', 'cardinality'])} {number(random)}",
        ]
    )
    return f"[ a owl:Restriction ; owl:onProperty {random.choice(PROPERTIES)} ; {made} ]"


def data_restriction(random: Random, depth: int) -> str:
    filler = range_(random, depth - 1)
    made = random.choice(
        [
            f"owl:someValuesFrom {filler}",
            f"owl:allValuesFrom {filler}",
            f"owl:hasValue {random.choice(LITERALS)}",
            f"owl:maxCardinality {number(random)}",
            f"owl:{random.choice(['max', 'min'])}QualifiedCardinality {number(random)} ; owl:onDataRange {filler}",
        ]
    )
    return f"[ a owl:Restriction ; owl:onProperty :d ; {made} ]"


def class_(random: Random, depth: int) -> str:
    if depth == 0 or random.random() < 0.4:
        return random.choice(CLASSES)
    return random.choice([set_, restriction, restriction, data_restriction])(random, depth)


def class_axiom(random: Random) -> str:
    one, other = class_(random, 3), class_(random, 3)
    return random.choice(
        [
            f"{one} rdfs:subClassOf {other} .",
            f"{one} rdfs:subClassOf :A .",
            f":A rdfs:subClassOf {other} .",
            f":A owl:equivalentClass {other} .",
            f":p rdfs:domain {one} ; rdfs:range {other} .",
            f":d rdfs:domain {one} ; rdfs:range {range_(random, 2)} .",
            f":i a {one} .",
            f"{one} owl:hasKey ( :p :d ) .",
            f"[ a owl:AllDisjointClasses ; owl:members ( :A :B {random.choice([':C', 'owl:Thing'])} ) ] .",
            # The OWL API takes fewer classes for disjoint than the recommendation does: named ones only here.
            ":A owl:disjointWith :B .",
            f":C owl:disjointUnionOf ( :A {one} ) ." if random.random() < 0.3 else ":B rdfs:subClassOf :C .",
        ]
    )


def property_axiom(random: Random) -> str:
    one, other, third = (random.choice([":p", ":q", ":r"]) for _ in range(3))
    kinds = ["Transitive", "Transitive", "Symmetric", "Functional", "InverseFunctional", "Irreflexive", "Asymmetric"]
    return random.choice(
        [
            f"{one} rdfs:subPropertyOf {other} .",
            f"{one} rdfs:subPropertyOf {random.choice(PROPERTIES)} .",
            f"{one} owl:inverseOf {other} .",
            f":p owl:equivalentProperty {random.choice([':q', ':r'])} .",
            f":p owl:propertyDisjointWith {random.choice([':q', ':r'])} .",
            f"{one} owl:propertyChainAxiom ( {other} {third} ) .",
            f"{one} owl:propertyChainAxiom ( {other} {third} {random.choice(PROPERTIES)} ) .",
            *(f"{one} a owl:{kind}Property ." for kind in kinds),
        ]
    )


def fact(random: Random) -> str:
    one, other = random.sample(THINGS, 2)
    return random.choice(
        [
            f"{one} {random.choice([':p', ':q'])} {other} .",
            f"{one} :d {random.choice(LITERALS)} .",
            f"{one} owl:sameAs {other} .",
            f"[ a owl:NegativePropertyAssertion ; owl:sourceIndividual {one} ; owl:assertionProperty :p ;"
            f" owl:targetIndividual {other} ] .",
        ]
    )


def ontology(random: Random) -> str:
    kinds = random.choice([[class_axiom], [class_axiom], [property_axiom], [class_axiom, property_axiom], [fact]])
    return "\n".join(random.choice(kinds)(random) for _ in range(random.randint(1, 4)))


@pytest.mark.xdist_group("owl-api")  # one worker compiles the program
def test_the_owl_api_judges_random_ontologies_alike(judge: Judge, prelude: str) -> None:
    random = Random(SEED)  # noqa: S311 (no secret)
    ontologies = [ontology(random) for _ in range(MANY)]
    read = (read_text(prelude + turtle, file="random.ttl").facts for turtle in ontologies)
    ours = [_verdict(violations(facts)) for facts in read]
    judged = zip(ontologies, ours, judge(ontologies), strict=True)
    assert [turtle for turtle, own, theirs in judged if own != theirs] == []
    assert min(Counter(ours)[verdict] for verdict in ((True, True), (True, False), (False, False))) > MANY / 10


def _verdict(found: Iterable[Violation]) -> tuple[bool, bool]:
    profiles = {violation.profile for violation in found}
    return "OWL 2 DL" not in profiles, not profiles


EX = Namespace("http://example.org/")
NODES: list[Term] = [
    *(BlankNode(f"b{number}") for number in range(6)),
    *(EX.A, EX.p, EX.d, EX.i, OWL.Thing, OWL.topDataProperty, RDF.nil, XSD.integer),
]
VALUES: list[Term] = [
    *(Literal(1), Literal("x"), Literal("x", language="en"), Literal(True)),
    *(Literal("-1", datatype=XSD.integer), Literal("1e400", datatype=XSD.double), Literal("x", datatype=XSD.decimal)),
]
AXIOMS = """
    equivalentClass disjointWith disjointUnionOf hasKey equivalentProperty propertyDisjointWith inverseOf members
    propertyChainAxiom sameAs differentFrom distinctMembers sourceIndividual assertionProperty targetIndividual
    targetValue annotatedSource annotatedProperty annotatedTarget versionIRI
"""
NODE_TYPES = """
    AllDisjointClasses AllDisjointProperties AllDifferent NegativePropertyAssertion Axiom Annotation Restriction Class
    FunctionalProperty IrreflexiveProperty ReflexiveProperty DataRange Ontology
"""
PREDICATES: list[NamedNode] = [
    *sorted({*PARTS, *ALL_FACETS, *(OWL.term(name) for name in AXIOMS.split())}, key=str),
    *(RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.label, RDF.first, RDF.rest, EX.p, EX.d),
]
TYPES: list[Term] = [*DECLARING, *(OWL.term(name) for name in NODE_TYPES.split()), RDFS.Class, RDF.Property, EX.A]


def nonsense(random: Random) -> Fact:
    """Return a triple of the words of OWL, mostly where they do not belong."""
    if random.random() < 0.35:
        return random.choice(NODES), RDF.type, random.choice(TYPES)
    return random.choice(NODES), random.choice(PREDICATES), random.choice([*NODES, *NODES, *VALUES])


def test_nonsense_is_judged_too_and_whatever_its_order() -> None:
    for seed in range(MANY):
        random = Random(seed)  # noqa: S311 (no secret)
        facts = [nonsense(random) for _ in range(random.randint(3, 40))]
        found, turned = violations(facts), violations(reversed(facts))
        assert {violation.fact for violation in found} <= set(facts)
        assert _verdict(found) == _verdict(turned), seed
