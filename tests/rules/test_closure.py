"""The closure as a value: what it lists, what it answers on demand, and laws that hold for any graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal
from tests.effort import examples

from llika.budget import Budget
from llika.errors import BudgetExceeded
from llika.rules import RULES, close, is_trivial, restore
from llika.rules.compile import expand_lists
from llika.rules.datatypes import DATATYPES
from llika.rules.facts import FactIndex, split_lists
from llika.rules.join import is_test, order_atoms, solve
from llika.rules.rule import ground, variables
from llika.terms import OWL, RDF, RDFS, XSD, Fact, NamedNode, Namespace, Term

if TYPE_CHECKING:
    from tests.rules.conftest import Case

EX = Namespace("https://example.org/#")
CLASSES: list[Term] = [EX.A, EX.B, EX.C, EX.R, EX.S, OWL.Thing, OWL.Nothing, XSD.integer]
PROPERTIES: list[Term] = [EX.p, EX.q, EX.r]
THINGS: list[Term] = [EX.a, EX.b, EX.c, EX.d]
VALUES: list[Term] = [Literal(1), Literal("01", datatype=XSD.integer), Literal("1"), Literal("x", datatype=XSD.integer)]
LISTS: list[Fact] = [
    (EX.l1, RDF.first, EX.A),
    (EX.l1, RDF.rest, EX.l2),
    (EX.l2, RDF.first, EX.B),
    (EX.l2, RDF.rest, RDF.nil),
    (EX.k1, RDF.first, EX.p),
    (EX.k1, RDF.rest, EX.k2),
    (EX.k2, RDF.first, EX.q),
    (EX.k2, RDF.rest, RDF.nil),
]

MENTIONS: list[Fact] = [(EX.note, EX.mentions, value) for value in VALUES]


def facts_like(subjects: list[Term], predicates: list[NamedNode], objects: list[Term]) -> st.SearchStrategy[Fact]:
    """Return facts with terms from these lists."""
    return st.tuples(st.sampled_from(subjects), st.sampled_from(predicates), st.sampled_from(objects))


OTHER_DATATYPES = DATATYPES.keys() - {XSD.integer}
FACTS = st.one_of(
    facts_like(THINGS, [RDF.type], CLASSES[:5]),
    facts_like(THINGS, [EX.p, EX.q, EX.r], THINGS + VALUES),
    facts_like(THINGS, [OWL.sameAs, OWL.differentFrom], THINGS),
    facts_like(CLASSES, [RDFS.subClassOf, OWL.equivalentClass, OWL.sameAs], CLASSES),
    facts_like(CLASSES, [OWL.disjointWith, OWL.complementOf], CLASSES),
    facts_like(CLASSES[:5], [RDF.type], [OWL.Class]),
    facts_like(PROPERTIES, [RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf, OWL.sameAs], PROPERTIES),
    facts_like(PROPERTIES, [RDFS.subPropertyOf], [RDFS.subClassOf, RDF.type]),
    facts_like(PROPERTIES, [RDFS.domain, RDFS.range], CLASSES),
    facts_like(
        PROPERTIES,
        [RDF.type],
        [OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.TransitiveProperty, OWL.SymmetricProperty],
    ),
    facts_like([EX.R, EX.S], [OWL.onProperty], PROPERTIES),
    facts_like([EX.R, EX.S], [OWL.someValuesFrom, OWL.allValuesFrom], CLASSES),
    facts_like([EX.R, EX.S], [OWL.hasValue], THINGS + VALUES),
    facts_like([EX.R, EX.S], [OWL.maxCardinality], [Literal(0), Literal(1)]),
    facts_like([EX.A, EX.C], [OWL.intersectionOf, OWL.unionOf], [EX.l1]),
    facts_like([EX.C], [OWL.hasKey], [EX.k1]),
    facts_like([EX.r], [OWL.propertyChainAxiom], [EX.k1]),
)
GRAPHS = st.lists(FACTS, max_size=14).map(lambda facts: [*LISTS, *facts])


def visible(facts: set[Fact]) -> set[Fact]:
    """Return the facts that RDF can say and that are worth saying."""
    return {
        fact
        for fact in facts
        if not isinstance(fact[0], Literal) and isinstance(fact[1], NamedNode) and not is_trivial(fact)
    }


def close_naively(facts: list[Fact]) -> set[Fact]:
    """Return what follows by trying every rule of the table, as it is written, until nothing changes."""
    others, lists = split_lists(facts)
    known = set(others)
    while True:
        index = FactIndex()
        for fact in known:
            index.learn(fact)
            index.insert(fact)
        found = {fact for fact in _one_round(index, lists) if not (fact[1] == OWL.sameAs and fact[0] == fact[2])}
        if found <= known:
            return known - set(facts)
        known |= found


def _one_round(index: FactIndex, lists: dict[Term, tuple[Term, ...]]) -> set[Fact]:
    found: set[Fact] = set()
    used = (value for _, predicate, value in index if predicate != OWL.maxCardinality)
    literals = {value for value in used if isinstance(value, Literal)}
    for rule in RULES:
        if rule.name == "eq-ref" or any(is_test(atom) and not variables(atom) <= {"n"} for atom in rule.body):
            continue
        for expanded, chosen in expand_lists(rule, index, lists):
            for binding in solve(order_atoms(expanded.body, chosen), index, chosen):
                found |= {ground(atom, binding) for atom in expanded.head}
    found |= {(one, OWL.sameAs, other) for one in literals for other in literals if _same_number(one, other)}
    return found | {(one, RDF.type, XSD.integer) for one in literals if _number(one) is not None}


def _number(literal: Literal) -> int | None:
    return int(literal.value) if literal.datatype == XSD.integer and literal.value.isdigit() else None


def _same_number(one: Literal, other: Literal) -> bool:
    return one != other and _number(one) is not None and _number(one) == _number(other)


@examples(150)
@given(GRAPHS)
def test_specialised_rules_derive_what_the_table_says(facts: list[Fact]) -> None:
    """The naive closure knows one datatype; what is the same as a number has others, where something asks for them."""
    entailed = {fact for fact in close(facts).entailed if fact[1] != RDF.type or fact[2] not in OTHER_DATATYPES}
    assert entailed == visible(close_naively(facts))


@examples(100)
@given(GRAPHS, FACTS)
def test_adding_a_fact_never_removes_an_entailed_one(facts: list[Fact], another: Fact) -> None:
    before, after = close(facts), close([*facts, another])
    assert before.entailed <= after.entailed | after.asserted


@examples(100)
@given(GRAPHS)
def test_closing_a_closure_adds_nothing(facts: list[Fact]) -> None:
    closure = close(facts)
    assert close(closure.asserted | closure.entailed).entailed == frozenset()


@examples(60)
@given(GRAPHS)
def test_every_entailed_fact_of_any_graph_has_a_proof_with_asserted_leaves(facts: list[Fact]) -> None:
    closure = close(facts)
    for fact in closure.entailed:
        proof = closure.explain(fact)
        assert proof is not None
        assert set(proof.leaves()) <= closure.asserted


@examples(60)
@given(GRAPHS)
def test_the_leaves_of_a_proof_are_enough(facts: list[Fact]) -> None:
    closure = close(facts)
    for fact in sorted(closure.entailed, key=str)[:5]:
        proof = closure.explain(fact)
        assert proof is not None
        assert fact in close([*proof.leaves(), *LISTS, *MENTIONS])


def test_a_restored_closure_explains_like_the_first(case: Case) -> None:
    first = case.closure
    again = restore(first.asserted, first.entailed, first.clashes)
    assert len(again) == len(first)
    for fact in first.entailed | case.entailed:
        assert fact in again
        assert again.explain(fact) == first.explain(fact)
    assert [again.explain_clash(clash) for clash in again.clashes] == [first.explain_clash(c) for c in first.clashes]


def test_trivial_facts_are_answered_and_not_listed() -> None:
    closure = close([(EX.C, RDF.type, OWL.Class), (EX.a, RDF.type, EX.C), (EX.p, RDF.type, OWL.ObjectProperty)])
    trivial: list[Fact] = [
        (EX.a, OWL.sameAs, EX.a),
        (EX.a, RDF.type, OWL.Thing),
        (EX.C, RDFS.subClassOf, EX.C),
        (EX.C, RDFS.subClassOf, OWL.Thing),
        (OWL.Nothing, RDFS.subClassOf, EX.C),
        (EX.C, OWL.equivalentClass, EX.C),
        (EX.p, RDFS.subPropertyOf, EX.p),
        (RDFS.label, RDF.type, OWL.AnnotationProperty),
        (XSD.integer, RDF.type, RDFS.Datatype),
    ]
    assert closure.entailed == frozenset()
    for fact in trivial:
        assert is_trivial(fact)
        assert fact in closure
        assert closure.explain(fact) is not None
    assert (EX.D, RDFS.subClassOf, EX.D) not in closure


def test_a_literal_is_never_a_listed_subject_and_its_types_are_answered() -> None:
    closure = close([(EX.p, RDFS.range, EX.C), (EX.a, EX.p, Literal(5))])
    assert closure.entailed == frozenset()
    assert (Literal(5), RDF.type, EX.C) in closure
    assert (Literal(5), RDF.type, XSD.byte) in closure
    assert (Literal(500), RDF.type, XSD.byte) not in closure


def test_anonymous_restrictions_are_listed() -> None:
    restriction = BlankNode("r")
    closure = close([(EX.C, RDFS.subClassOf, restriction), (EX.a, RDF.type, EX.C)])
    assert closure.entailed == {(EX.a, RDF.type, restriction)}


def test_too_many_facts_are_an_error() -> None:
    links: list[Fact] = [(EX.term(f"n{at}"), EX.p, EX.term(f"n{at + 1}")) for at in range(60)]
    with pytest.raises(BudgetExceeded) as raised:
        close([*links, (EX.p, RDF.type, OWL.TransitiveProperty)], budget=Budget(facts=1000))
    assert raised.value.code == "too-many-facts"
    assert "1000" in raised.value.message.es
    assert len(close([*links, (EX.p, RDF.type, OWL.TransitiveProperty)]).entailed) == 60 * 61 // 2 - 60


def test_more_facts_than_allowed_are_refused_before_any_rule_runs() -> None:
    with pytest.raises(BudgetExceeded):
        close([(EX.a, EX.p, EX.b), (EX.a, EX.p, EX.c)], budget=Budget(facts=1))


def test_nothing_follows_from_nothing() -> None:
    closure = close([])
    assert closure.entailed == frozenset()
    assert closure.clashes == ()


def test_a_long_list_of_different_things_costs_little() -> None:
    cells: list[Fact] = []
    for at in range(3000):
        cells.append((EX.term(f"l{at}"), RDF.first, EX.term(f"x{at}")))
        cells.append((EX.term(f"l{at}"), RDF.rest, EX.term(f"l{at + 1}") if at < 2999 else RDF.nil))
    all_different: list[Fact] = [(EX.n, RDF.type, OWL.AllDifferent), (EX.n, OWL.members, EX.l0)]
    closure = close([*cells, *all_different, (EX.x1, OWL.sameAs, EX.x2)])
    assert [clash.rule for clash in closure.clashes] == ["eq-diff2"]
