"""A second witness: owlrl derives the same facts about things, but for its known defects.

Each defect is listed with the fixture that shows it, and the test fails when owlrl mends it.
"""

from __future__ import annotations

import logging
from collections.abc import Set
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal

from llika.adapters.owlrl import close_with_owlrl
from llika.adapters.rdflib import from_rdflib, to_rdflib
from llika.errors import InputError
from llika.rules import is_trivial
from llika.rules.compile import is_schema
from llika.terms import OWL, RDF, RDFS, XSD, Fact, NamedNode, Namespace

if TYPE_CHECKING:
    from tests.rules.conftest import Case

EX = Namespace("https://example.org/#")

OWLRL_DEFECTS = {
    "prp-key": "things with different values of a key are made the same",
    "key-of-two": "things that share one of two keys are made the same",
    "same-through-key-meets-chain": "things with different values of a key are made the same",
    "dt-eq": "a literal is related to an equal one in one direction only",
    "enumerated-values": "a literal is related to an equal one in one direction only",
    "dt-type2": "a literal has the type that is written on it and none of the narrower ones",
    "type-read-as-data": "datatypes that are not of the profile are called datatypes of OWL",
    "datatype-under-another-name": "a literal is not of the type that is written on it under another name",
    "list-under-another-name": "a literal is related to an equal one in one direction only",
    "sameness-as-data": "datatypes that are not of the profile are called datatypes of OWL",
    "broken-lists": "a list that runs in a circle is an error",
}


def about_things(facts: Set[Fact]) -> set[Fact]:
    """Return the facts that are neither schema nor about the vocabulary of RDF, OWL and XML Schema itself."""
    return {fact for fact in facts if not is_schema(fact) and not is_trivial(fact) and not _is_vocabulary(fact)}


def _is_vocabulary(fact: Fact) -> bool:
    own = (OWL, RDF, RDFS, XSD)
    subject, predicate, value = fact
    meta = predicate == RDF.type and isinstance(value, NamedNode) and value.value.startswith(own)
    return meta or predicate in (RDF.first, RDF.rest) or (isinstance(subject, NamedNode) and subject == XSD.decimal)


def test_owlrl_derives_the_same_facts_about_things(case: Case) -> None:
    if case.name == "broken-lists":
        with pytest.raises(InputError, match="owlrl-gave-up"):
            close_with_owlrl(case.facts)
        return
    agrees = about_things(close_with_owlrl(case.facts)) == about_things(case.closure.entailed)
    assert agrees is (case.name not in OWLRL_DEFECTS)


def test_every_listed_defect_has_its_fixture(cases: dict[str, Case]) -> None:
    assert cases.keys() >= OWLRL_DEFECTS.keys()


def test_what_owlrl_adds_is_free_of_noise() -> None:
    facts: list[Fact] = [
        (EX.C, OWL.disjointWith, EX.D),
        (EX.a, RDF.type, EX.C),
        (EX.a, RDF.type, EX.D),
        (EX.p, RDFS.range, EX.E),
        (EX.a, EX.p, Literal("one", datatype=XSD.integer)),
    ]
    added = close_with_owlrl(facts)
    assert not added & set(facts)
    assert [fact for fact in added if isinstance(fact[0], Literal) or "agent-ont" in str(fact)] == []
    assert (EX.a, OWL.sameAs, EX.a) not in added
    assert (EX.a, RDF.type, OWL.Thing) not in added


@pytest.mark.parametrize(
    "value",
    [
        EX.b,
        BlankNode("b0"),
        Literal("Perú"),
        Literal("red", language="es-pe"),
        Literal("01", datatype=XSD.integer),
        Literal("530.0", datatype=XSD.decimal),
        Literal("one", datatype=XSD.integer),
        Literal("x", datatype=EX.colour),
    ],
    ids=str,
)
def test_terms_survive_the_way_through_rdflib(
    value: NamedNode | BlankNode | Literal, caplog: pytest.LogCaptureFixture
) -> None:
    fact: Fact = (BlankNode("s"), EX.p, value)
    with caplog.at_level(logging.DEBUG):
        assert list(from_rdflib(to_rdflib([fact]))) == [fact]
    assert caplog.records == []


def test_triples_that_rdf_does_not_have_are_left_out() -> None:
    graph = to_rdflib([(EX.a, EX.p, Literal("1")), (EX.a, EX.p, BlankNode("b"))])
    turned = [(value, predicate, subject) for subject, predicate, value in graph]
    assert list(from_rdflib(turned)) == [(BlankNode("b"), EX.p, EX.a)]
    swapped = [(subject, value, subject) for subject, _, value in graph]
    assert list(from_rdflib(swapped)) == []
