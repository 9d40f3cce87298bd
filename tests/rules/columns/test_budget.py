"""Limits: every hostile input ends in an error that names the limit, or in a result, and never in silence."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from llika.errors import BudgetExceeded, InputError
from llika.rules.columns import Budget, close
from llika.terms import OWL, RDF, RDFS, Fact, Namespace

EX = Namespace("https://example.org/#")


def chain(length: int) -> list[Fact]:
    """Return facts that lead from one thing to the next."""
    return [(EX.term(f"n{at}"), EX.p, EX.term(f"n{at + 1}")) for at in range(length)]


def refused(facts: list[Fact], budget: Budget) -> str:
    """Return the code of the error that ends a run."""
    with pytest.raises(BudgetExceeded) as raised:
        close(facts, budget=budget)
    assert raised.value.message.en != raised.value.message.es
    return raised.value.code


def test_too_many_facts_are_an_error() -> None:
    path = [*chain(60), (EX.p, RDF.type, OWL.TransitiveProperty)]
    assert refused(path, Budget(facts=1000)) == "too-many-facts"
    assert len(close(path).entailed) == 60 * 61 // 2 - 60


def test_too_many_pairs_in_one_step_are_an_error() -> None:
    shared: list[Fact] = [(EX.term(f"n{at}"), EX.p, EX.hub) for at in range(400)]
    through: list[Fact] = [(EX.hub, EX.q, EX.term(f"m{at}")) for at in range(400)]
    cells: list[Fact] = [(EX.l, RDF.first, EX.p), (EX.l, RDF.rest, EX.m), (EX.m, RDF.first, EX.q)]
    path: list[Fact] = [*cells, (EX.m, RDF.rest, RDF.nil), (EX.r, OWL.propertyChainAxiom, EX.l)]
    assert refused([*shared, *through, *path], Budget(pairs=10_000)) == "too-many-pairs"


def test_too_many_names_for_one_thing_are_an_error() -> None:
    names = [EX.term(f"n{at}") for at in range(200_000)]
    links: list[Fact] = [(one, OWL.sameAs, other) for one, other in pairwise(names)]
    assert refused(links, Budget()) == "too-many-same"


def test_a_value_that_all_share_is_no_quadratic_join() -> None:
    shared: list[Fact] = [(EX.term(f"n{at}"), EX.key, EX.empty) for at in range(20_000)]
    assert refused([*shared, (EX.key, RDF.type, OWL.InverseFunctionalProperty)], Budget()) == "too-many-same"


def test_names_multiply_the_facts_that_are_counted() -> None:
    links: list[Fact] = [(EX.hub, OWL.sameAs, EX.term(f"n{at}")) for at in range(100)]
    assert refused(links, Budget(facts=5000)) == "too-many-facts"


def test_too_much_time_is_an_error() -> None:
    assert refused([*chain(50), (EX.p, RDF.type, OWL.TransitiveProperty)], Budget(seconds=-1.0)) == "out-of-time"


def test_every_change_has_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 1_000_000, 2))
    monkeypatch.setattr("llika.budget.process_time", lambda: next(clock) // 100)
    closure = close(chain(2), budget=Budget(seconds=3.0))
    for _ in range(20):
        closure.insert([(EX.a, EX.p, EX.b)])
        closure.delete([(EX.a, EX.p, EX.b)])
    assert not closure.entailed


def test_type_and_sameness_may_not_be_one() -> None:
    with pytest.raises(InputError) as raised:
        close([(RDF.type, OWL.sameAs, OWL.sameAs)])
    assert raised.value.code == "vocabulary-merged"


def test_a_list_that_runs_in_a_circle_is_no_list() -> None:
    circle: list[Fact] = [(EX.l, RDF.first, EX.A), (EX.l, RDF.rest, EX.l), (EX.C, OWL.unionOf, EX.l)]
    assert not close([*circle, (EX.a, RDF.type, EX.A)]).entailed


def test_a_deep_hierarchy_costs_one_plan_for_each_class() -> None:
    classes = [EX.term(f"C{at}") for at in range(300)]
    tree: list[Fact] = [(one, RDFS.subClassOf, other) for one, other in pairwise(classes)]
    closure = close([*tree, (EX.a, RDF.type, EX.C0)])
    assert sum(fact[1] == RDF.type for fact in closure.entailed) == 299
    assert len(closure) - 1 - 299 == 300 * 299 // 2


def test_numpy_is_imported_with_the_columns_only() -> None:
    script = "import sys, llika, llika.rules; assert 'numpy' not in sys.modules; import llika.rules.columns"
    subprocess.run([sys.executable, "-c", f"{script}; assert 'numpy' in sys.modules"], check=True)
