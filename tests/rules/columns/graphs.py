"""Random graphs that use all of OWL 2 RL, and its vocabulary where nobody expects it."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from llika.terms import OWL, RDF, RDFS, XSD, BlankNode, Fact, Literal, NamedNode, Namespace, Term

EX = Namespace("https://example.org/#")
NAMED: list[Term] = [EX.A, EX.B, EX.C, EX.D]
RESTRICTIONS: list[Term] = [BlankNode("r"), BlankNode("s")]
CLASSES: list[Term] = [*NAMED, *RESTRICTIONS, OWL.Thing, OWL.Nothing, XSD.integer, XSD.byte, XSD.string]
PROPERTIES: list[Term] = [EX.p, EX.q, EX.r, BlankNode("i")]
PREDICATES: list[NamedNode] = [EX.p, EX.q, EX.r]
THINGS: list[Term] = [EX.a, EX.b, EX.c, EX.d, EX.e]
VALUES: list[Term] = [
    Literal(1),
    Literal(300),
    Literal("01", datatype=XSD.integer),
    Literal("1.0", datatype=XSD.decimal),
    Literal("red"),
    Literal("red", datatype=XSD.token),
    Literal("red", language="en"),
    Literal("x", datatype=XSD.integer),
]
VOCABULARY: list[Term] = [
    RDF.type,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    OWL.sameAs,
    OWL.inverseOf,
    OWL.onProperty,
    OWL.differentFrom,
]
LISTS: dict[Term, list[Term]] = {
    BlankNode("classes"): [EX.A, EX.B],
    BlankNode("more"): [EX.C, BlankNode("r"), EX.D],
    BlankNode("one"): [EX.D],
    BlankNode("properties"): [EX.p, EX.q],
    BlankNode("path"): [EX.q, EX.p, EX.q],
    BlankNode("things"): [EX.a, EX.b, EX.c],
    BlankNode("values"): [Literal(1), Literal("red"), EX.d],
    RDF.nil: [],
}


def cells(head: Term, members: list[Term]) -> list[Fact]:
    """Return the cells of a list."""
    nodes = [head, *(BlankNode(f"{head.value}{at}") for at in range(1, len(members))), RDF.nil]
    facts: list[Fact] = []
    for at, member in enumerate(members):
        facts += [(nodes[at], RDF.first, member), (nodes[at], RDF.rest, nodes[at + 1])]
    return facts


def like(subjects: list[Term], predicates: list[NamedNode], objects: list[Term]) -> st.SearchStrategy[Fact]:
    """Return facts with terms from these lists."""
    return st.tuples(st.sampled_from(subjects), st.sampled_from(predicates), st.sampled_from(objects))


_CLASS_LISTS: list[Term] = [BlankNode("classes"), BlankNode("more"), BlankNode("one"), RDF.nil]
_KINDS = ("Functional", "InverseFunctional", "Transitive", "Symmetric", "Asymmetric", "Irreflexive", "Object")
_LIMITS: list[Term] = [Literal(0), Literal(1), Literal("01", datatype=XSD.integer), Literal("x", datatype=XSD.integer)]

DATA = st.one_of(
    like(THINGS, [RDF.type], CLASSES),
    like(THINGS, PREDICATES, [*THINGS, *VALUES]),
    like(THINGS, [OWL.sameAs, OWL.differentFrom], THINGS),
    like([EX.n], [*PREDICATES, OWL.members, OWL.distinctMembers], list(LISTS)),
    like([EX.n], [RDF.type], [OWL.AllDifferent, OWL.AllDisjointClasses, OWL.AllDisjointProperties]),
)
SCHEMA = st.one_of(
    like(CLASSES, [RDFS.subClassOf, OWL.equivalentClass], CLASSES),
    like(CLASSES, [OWL.disjointWith, OWL.complementOf], CLASSES),
    like(CLASSES, [RDF.type], [OWL.Class]),
    like(PROPERTIES, [RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf], PROPERTIES),
    like(PROPERTIES, [OWL.propertyDisjointWith], PROPERTIES),
    like(PROPERTIES, [RDFS.domain, RDFS.range], CLASSES),
    like(PROPERTIES, [RDF.type], [OWL.term(f"{kind}Property") for kind in _KINDS]),
    like(RESTRICTIONS, [OWL.onProperty], PROPERTIES),
    like(RESTRICTIONS, [OWL.someValuesFrom, OWL.allValuesFrom, OWL.onClass], CLASSES),
    like(RESTRICTIONS, [OWL.hasValue], [*THINGS, *VALUES]),
    like(RESTRICTIONS, [OWL.maxCardinality, OWL.maxQualifiedCardinality], _LIMITS),
    like(NAMED, [OWL.intersectionOf, OWL.unionOf], _CLASS_LISTS),
    like(NAMED, [OWL.oneOf], [BlankNode("things"), BlankNode("values")]),
    like(NAMED, [OWL.hasKey], [BlankNode("properties"), RDF.nil]),
    like(PROPERTIES, [OWL.propertyChainAxiom], [BlankNode("properties"), BlankNode("path")]),
    like([EX.n], [OWL.sourceIndividual, OWL.targetIndividual], THINGS),
    like([EX.n], [OWL.targetValue], VALUES),
    like([EX.n], [OWL.assertionProperty], PROPERTIES),
)
SURPRISES = st.one_of(
    like(NAMED, [OWL.sameAs], CLASSES),
    like(PROPERTIES, [OWL.sameAs], PROPERTIES),
    like(PROPERTIES, [RDFS.subPropertyOf], [*VOCABULARY, OWL.members]),
    like(VOCABULARY, [RDFS.subPropertyOf], PROPERTIES),
    like(VOCABULARY, [RDFS.domain, RDFS.range], CLASSES),
    like(VOCABULARY, [RDF.type], [OWL.TransitiveProperty, OWL.SymmetricProperty, OWL.FunctionalProperty]),
    like(RESTRICTIONS, [OWL.onProperty], VOCABULARY),
    like(PROPERTIES, [OWL.sameAs], [term for term in VOCABULARY if term not in (RDF.type, OWL.sameAs)]),
    like([EX.a, EX.b], [EX.p, EX.q], [*NAMED, *PROPERTIES]),
    like([EX.a, EX.b], [OWL.sameAs], VALUES),
)


def _shuffled(seed: int, *parts: list[Fact]) -> list[Fact]:
    """Return the facts of all parts; the order in which terms are met decides which one represents equal things."""
    facts = [fact for part in parts for fact in part]
    if seed:
        Random(seed).shuffle(facts)  # noqa: S311 - not a secret
    return facts


GRAPHS = st.builds(
    _shuffled,
    st.integers(0, 20),
    st.just([fact for head, members in LISTS.items() for fact in cells(head, members)]),
    st.lists(DATA, max_size=10),
    st.lists(SCHEMA, max_size=10),
    st.lists(SURPRISES, max_size=2),
)
