"""Strata and vocabulary: which basis a graph has, what counts as a fact."""

from __future__ import annotations

import pytest

from llika.errors import UsageError
from llika.evidence import Basis, Vocabulary, basis_of_graph, basis_of_name, basis_of_term, graph_of_file
from llika.terms import EV, OWL, RDF, RDFS, XSD, Fact, Literal, Namespace

EX = Namespace("https://example.org/")


@pytest.mark.parametrize(
    ("file", "graph", "basis"),
    [
        ("003-scaling.ttl", "003", Basis.STATED),
        ("003.ttl", "003", Basis.STATED),
        ("003x.ttl", "003x", Basis.STATED),
        ("claims/003-scaling.ttl", "claims/003", Basis.STATED),
        ("shared.ttl", "shared", Basis.STATED),
        ("readings.ttl", "readings", Basis.READING),
        ("claims/readings.ttl", "claims/readings", Basis.READING),
        ("readings/003-more.ttl", "readings/003", Basis.READING),
        ("context/almanac.ttl", "context/almanac", Basis.CONTEXT),
        ("claims/context/almanac.ttl", "claims/context/almanac", Basis.CONTEXT),
        ("context/readings.ttl", "context/readings", Basis.CONTEXT),
        ("contexts.ttl", "contexts", Basis.STATED),
    ],
)
def test_a_file_has_one_graph_and_the_graph_one_basis(file: str, graph: str, basis: Basis) -> None:
    assert graph_of_file(file) == graph
    assert basis_of_graph(graph) is basis


@pytest.mark.parametrize(
    ("name", "basis"),
    [("stated", Basis.STATED), ("documents", Basis.READING), ("reading", Basis.READING), ("context", Basis.CONTEXT)],
)
def test_a_basis_has_a_name_in_requests(name: str, basis: Basis) -> None:
    assert basis_of_name(name) is basis


@pytest.mark.parametrize("name", ["", "Stated", "readings", "all"])
def test_an_unknown_basis_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="stated, documents or context") as caught:
        basis_of_name(name)
    assert caught.value.code == "unknown-basis"


def test_a_module_without_a_known_basis_is_stated() -> None:
    terms = (EV.reading, EV.context, EV.stated, EV.other, None, Literal("reading"))
    assert [basis_of_term(term) for term in terms] == [Basis.READING, Basis.CONTEXT, *[Basis.STATED] * 4]


ONTOLOGY: list[Fact] = [
    (EX.Light, RDF.type, OWL.Class),
    (EX.Visit, RDF.type, OWL.Class),
    (EX.Visit, EV.nodeKind, Literal("true", datatype=XSD.boolean)),
    (EX.Light, EV.nodeKind, Literal("false", datatype=XSD.boolean)),
    (EX.keptBy, RDF.type, OWL.ObjectProperty),
    (EX.height, RDF.type, OWL.DatatypeProperty),
    (EX.note, RDF.type, OWL.AnnotationProperty),
]


@pytest.mark.parametrize(
    ("fact", "is_fact", "needs_claim", "is_reasoned"),
    [
        ((EX.a, RDF.type, EX.Light), True, True, True),
        ((EX.a, RDF.type, EX.Visit), True, False, True),
        ((EX.a, RDF.type, EX.Unknown), True, True, True),
        ((EX.a, EX.keptBy, EX.b), True, True, True),
        ((EX.a, EX.height, Literal("1")), True, True, True),
        ((EX.a, EX.note, Literal("1")), False, False, False),
        ((EX.a, EX.unknown, EX.b), False, False, True),
        ((EX.a, RDFS.label, Literal("a")), False, False, False),
        ((EX.a, RDF.type, OWL.NamedIndividual), False, False, False),
        ((EX.a, RDF.type, OWL.Ontology), False, False, False),
        ((EX.Light, RDFS.subClassOf, EX.Visit), False, False, True),
    ],
)
def test_what_counts_as_a_fact(fact: Fact, is_fact: bool, needs_claim: bool, is_reasoned: bool) -> None:
    vocabulary = Vocabulary.read(ONTOLOGY)
    assert vocabulary.is_fact(fact) is is_fact
    assert vocabulary.needs_claim(fact) is needs_claim
    assert vocabulary.concerns_reasoning(fact) is is_reasoned


def test_terms_are_declared_by_the_ontology_or_built_in() -> None:
    vocabulary = Vocabulary.read(ONTOLOGY)
    known = (EX.Light, EX.keptBy, EX.height, EX.note, RDFS.label, OWL.Thing, RDF.type)
    assert [term for term in known if not vocabulary.declares(term)] == []
    assert not vocabulary.declares(EX.light)
    assert not vocabulary.declares(Literal("Light"))


def test_a_vocabulary_that_declares_only_annotations_decides_nothing() -> None:
    assert not Vocabulary.read([(EX.note, RDF.type, OWL.AnnotationProperty)])
    assert Vocabulary.read(ONTOLOGY)
