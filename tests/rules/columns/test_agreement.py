"""Columns against the simple engine: the same facts, the same contradictions, the same proofs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hypothesis import assume, given
from tests.effort import examples
from tests.rules.columns.graphs import GRAPHS

from llika.budget import Budget
from llika.errors import BudgetExceeded
from llika.rules import Closure, is_trivial
from llika.rules import close as close_simply
from llika.rules.columns import close
from llika.terms import OWL, RDF, RDFS, REFLEXIVE, Fact, Literal, Namespace

if TYPE_CHECKING:
    from tests.rules.conftest import Case


EX = Namespace("https://example.org/#")


def simple(facts: list[Fact], *, trivial: bool = False) -> Closure:
    """Return the closure of the simple engine; graphs that say almost everything of everything are left out."""
    try:
        return close_simply(facts, trivial=trivial, budget=Budget(facts=6000))
    except BudgetExceeded:
        assume(False)
        raise


def some(closure: Closure) -> list[Fact]:
    """Return some entailed facts; where almost everything follows, proofs take the simple engine too long."""
    return sorted(closure.entailed, key=str)[:10] if len(closure.entailed) < 300 else []


def test_a_fixture_has_the_same_closure(case: Case) -> None:
    closure = close(case.facts)
    assert set(closure.asserted) == case.closure.asserted
    assert set(closure.entailed) == case.closure.entailed
    assert len(closure) == len(case.closure)


def test_a_fixture_has_the_same_contradictions(case: Case) -> None:
    assert close(case.facts).clashes == case.closure.clashes


def test_the_order_of_the_facts_does_not_matter(case: Case) -> None:
    """The order decides which name stands for things that are the same, and nothing else."""
    ordered = sorted(case.facts, key=str)
    for facts in (ordered, ordered[::-1]):
        closure = close(facts)
        assert set(closure.entailed) == case.closure.entailed
        assert closure.clashes == case.closure.clashes


def test_a_fixture_has_the_same_proofs(case: Case) -> None:
    closure = close(case.facts)
    for fact in case.closure.entailed | case.entailed | case.absent:
        assert (fact in closure) is (fact in case.closure)
        assert closure.explain(fact) == case.closure.explain(fact)
    for clash in case.closure.clashes:
        assert closure.explain_clash(clash) == case.closure.explain_clash(clash)


@examples(200)
@given(GRAPHS)
def test_any_graph_has_the_same_closure_and_contradictions(facts: list[Fact]) -> None:
    expected, closure = simple(facts), close(facts)
    assert set(closure.entailed) == expected.entailed
    assert closure.clashes == expected.clashes


@examples(40)
@given(GRAPHS)
def test_any_graph_has_the_same_proofs(facts: list[Fact]) -> None:
    expected, closure = simple(facts), close(facts)
    for fact in some(expected):
        assert closure.explain(fact) == expected.explain(fact)


def test_a_fixture_has_the_same_trivial_facts(case: Case) -> None:
    """What is listed on request is exactly what is answered in any case."""
    expected, closure = close_simply(case.facts, trivial=True), close(case.facts, trivial=True)
    assert set(closure.entailed) == expected.entailed
    trivial = expected.entailed - case.closure.entailed
    assert all(is_trivial(fact) for fact in trivial)
    assert all(fact in case.closure for fact in trivial)
    answered = {fact for fact in _candidates(case) if fact in case.closure} - case.closure.asserted
    assert {fact for fact in answered if is_trivial(fact)} <= trivial


def _candidates(case: Case) -> Iterable[Fact]:
    """Yield trivial facts about the terms of a graph, some of which may hold there."""
    for term in {term for fact in case.facts | case.closure.entailed for term in fact if not isinstance(term, Literal)}:
        yield from ((term, predicate, term) for predicate in REFLEXIVE)
        yield from ((term, predicate, OWL.Thing) for predicate in (RDF.type, RDFS.subClassOf, RDFS.domain, RDFS.range))
        yield (OWL.Nothing, RDFS.subClassOf, term)


@examples(100)
@given(GRAPHS)
def test_any_graph_has_the_same_trivial_facts(facts: list[Fact]) -> None:
    expected = simple(facts, trivial=True)
    assert set(close(facts, trivial=True).entailed) == expected.entailed


def test_a_class_may_be_a_member_of_itself() -> None:
    cells: list[Fact] = [(EX.l, RDF.first, EX.C), (EX.l, RDF.rest, RDF.nil)]
    facts: list[Fact] = [*cells, (EX.R, OWL.hasValue, EX.C), (EX.R, OWL.onProperty, RDF.type), (EX.C, OWL.oneOf, EX.l)]
    facts += [(EX.a, RDF.type, EX.R), (EX.C, RDFS.subClassOf, EX.D), (EX.b, RDF.type, EX.C)]
    assert set(close(facts).entailed) == close_simply(facts).entailed
    assert (EX.C, RDF.type, EX.D) in close(facts)
