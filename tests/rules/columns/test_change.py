"""Changes of a closure: always what a closure computed anew would be, and the inferences made and unmade."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import examples
from tests.rules.columns.graphs import DATA, GRAPHS, SCHEMA
from tests.rules.columns.test_agreement import simple, some

from llika.budget import Meter
from llika.errors import BudgetExceeded
from llika.rules import Closure
from llika.rules.columns import Budget, Changes, ColumnClosure, close
from llika.rules.columns import closure as closure_module
from llika.rules.columns.encode import Columns
from llika.rules.columns.evaluate import Engine, run
from llika.terms import OWL, RDF, RDFS, Fact, Literal, Namespace

EX = Namespace("https://example.org/#")
EDITS = st.lists(
    st.tuples(st.booleans(), st.lists(st.one_of(DATA, DATA, DATA, SCHEMA), max_size=2), st.integers(0, 99)),
    min_size=1,
    max_size=4,
)
UNIVERSITY: list[Fact] = [
    (EX.headOf, RDFS.subPropertyOf, EX.worksFor),
    (EX.worksFor, RDFS.domain, EX.Employee),
    (EX.Employee, RDFS.subClassOf, EX.Person),
    (EX.worksFor, OWL.inverseOf, EX.employs),
    (EX.ana, EX.headOf, EX.law),
    (EX.luis, EX.worksFor, EX.law),
]
TWO_IN_A_LIST: list[Fact] = [
    (EX.list, RDF.first, EX.a),
    (EX.list, RDF.rest, EX.cell),
    (EX.cell, RDF.first, EX.b),
    (EX.cell, RDF.rest, RDF.nil),
]


def everything(closure: ColumnClosure | Closure) -> set[Fact]:
    """Return what is asserted and what is entailed."""
    return set(closure.asserted) | set(closure.entailed)


def change(closure: ColumnClosure, facts: set[Fact], *, insert: bool) -> Changes:
    """Assert or withdraw facts."""
    return closure.insert(facts) if insert else closure.delete(facts)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows whenever a closure is computed as a whole."""
    counted: list[int] = []

    def counting(columns: Columns, meter: Meter, *, trivial: bool) -> Engine:
        counted.append(len(columns.tables))
        return run(columns, meter, trivial=trivial)

    monkeypatch.setattr(closure_module, "run", counting)
    return counted


@examples(1000)
@given(GRAPHS, EDITS)
def test_any_sequence_of_changes_equals_a_closure_computed_anew(
    facts: list[Fact], edits: list[tuple[bool, list[Fact], int]]
) -> None:
    closure, given = close(facts), set(facts)
    for insert, new, choice in edits:
        before = everything(closure)
        one = sorted(given, key=str)[choice * len(given) // 100]
        changed = set(new) - given if insert else {one, *new} & given
        given = given | changed if insert else given - changed
        changes, expected = change(closure, changed, insert=insert), simple(list(given))
        assert set(closure.asserted) == given
        assert set(closure.entailed) == expected.entailed
        assert closure.clashes == expected.clashes
        assert set(changes.added) == everything(expected) - before - changed
        assert set(changes.removed) == before - everything(expected) - changed
        for fact in some(expected):
            assert closure.explain(fact) == expected.explain(fact)


def test_a_change_of_data_is_followed_step_by_step(runs: list[int]) -> None:
    closure = close(UNIVERSITY)
    inserted = closure.insert([(EX.rosa, EX.headOf, EX.law)])
    consequences: set[Fact] = {
        (EX.rosa, EX.worksFor, EX.law),
        (EX.law, EX.employs, EX.rosa),
        (EX.rosa, RDF.type, EX.Employee),
        (EX.rosa, RDF.type, EX.Person),
    }
    assert set(inserted.added) == consequences
    assert not inserted.removed
    deleted = closure.delete([(EX.rosa, EX.headOf, EX.law)])
    assert set(deleted.removed) == consequences
    assert not deleted.added
    assert set(closure.entailed) == set(close(UNIVERSITY).entailed)
    assert len(runs) == 2  # the closure and the one it is compared with


@pytest.mark.parametrize(
    "fact",
    [(EX.Person, RDFS.subClassOf, EX.Agent), (EX.ana, OWL.sameAs, EX.luis), (EX.list, RDF.first, EX.ana)],
    ids=["schema", "equality", "list"],
)
def test_a_change_that_cannot_be_followed_starts_over(fact: Fact, runs: list[int]) -> None:
    closure = close(UNIVERSITY)
    before = everything(closure)
    closure.insert([fact])
    assert len(runs) == 2
    closure.delete([fact])
    assert len(runs) == 3
    assert everything(closure) == before


@pytest.mark.parametrize(
    ("fact", "others", "rule"),
    [
        ((EX.n, OWL.distinctMembers, EX.list), [(EX.n, RDF.type, OWL.AllDifferent)], "eq-diff3"),
        ((EX.n, OWL.members, EX.list), [(EX.n, RDF.type, OWL.AllDifferent)], "eq-diff2"),
        ((EX.n, OWL.members, EX.list), [(EX.n, RDF.type, OWL.AllDisjointClasses), (EX.a, RDF.type, EX.b)], "cax-adc"),
        (
            (EX.n, EX.about, EX.list),
            [(EX.n, RDF.type, OWL.AllDifferent), (EX.about, RDFS.subPropertyOf, OWL.members)],
            "eq-diff2",
        ),
    ],
    ids=["distinctMembers", "members", "classes", "derived"],
)
def test_a_list_that_nothing_pointed_at_is_read_when_something_does(fact: Fact, others: list[Fact], rule: str) -> None:
    """A list counts from the moment that any fact points at it, be it one that no rule derives anything from."""
    closure = close([*TWO_IN_A_LIST, *others, (EX.a, OWL.sameAs, EX.b), (EX.x, RDF.type, EX.a)])
    assert not closure.clashes
    closure.insert([fact])
    assert {clash.rule for clash in closure.clashes} == {rule}
    closure.delete([fact])
    assert not closure.clashes


def test_a_fact_with_another_derivation_stays_as_an_entailed_one() -> None:
    facts: list[Fact] = [*UNIVERSITY, (EX.ana, RDF.type, EX.Employee)]
    closure = close(facts)
    changes = closure.delete([(EX.ana, RDF.type, EX.Employee)])
    assert not changes.removed
    assert (EX.ana, RDF.type, EX.Employee) in closure.entailed


def test_facts_that_hold_each_other_up_go_together() -> None:
    closure = close(
        [(EX.p, RDF.type, OWL.SymmetricProperty), (EX.p, RDF.type, OWL.TransitiveProperty), (EX.a, EX.p, EX.b)]
    )
    assert set(closure.delete([(EX.a, EX.p, EX.b)]).removed) == {
        (EX.b, EX.p, EX.a),
        (EX.a, EX.p, EX.a),
        (EX.b, EX.p, EX.b),
    }
    assert not closure.entailed


def test_what_is_known_already_or_was_never_asserted_changes_nothing(runs: list[int]) -> None:
    closure = close(UNIVERSITY)
    for changes in (closure.insert(UNIVERSITY), closure.delete([(EX.ana, EX.worksFor, EX.law), (EX.x, EX.y, EX.z)])):
        assert not changes.added
        assert not changes.removed
    assert len(runs) == 1


def test_contradictions_come_and_go_with_what_causes_them() -> None:
    closure = close([*UNIVERSITY, (EX.Person, OWL.disjointWith, EX.Place)])
    assert not closure.clashes
    closure.insert([(EX.ana, RDF.type, EX.Place)])
    assert [clash.rule for clash in closure.clashes] == ["cax-dw"]
    closure.delete([(EX.ana, RDF.type, EX.Place)])
    assert not closure.clashes


def test_a_change_beyond_the_budget_leaves_the_closure_as_it_was() -> None:
    closure = close(UNIVERSITY, budget=Budget(facts=200))
    before = everything(closure)
    many: list[Fact] = [(EX.term(f"p{at}"), EX.headOf, EX.law) for at in range(100)]
    with pytest.raises(BudgetExceeded):
        closure.insert(many)
    assert everything(closure) == before
    assert closure.explain((EX.ana, RDF.type, EX.Person)) is not None
    assert many[0] not in closure


def test_a_change_that_ran_out_of_time_is_undone_however_long_that_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    closure = close(UNIVERSITY, budget=Budget(seconds=60))
    before = everything(closure)
    with monkeypatch.context() as patch:
        clock = count(0, 100)
        patch.setattr("llika.budget.process_time", lambda: next(clock))
        for step, fact in (
            (closure.insert, (EX.rosa, EX.headOf, EX.law)),
            (closure.insert, (EX.Person, RDFS.subClassOf, EX.Agent)),
            (closure.delete, (EX.Employee, RDFS.subClassOf, EX.Person)),
        ):
            with pytest.raises(BudgetExceeded, match="out-of-time"):
                step([fact])
            assert everything(closure) == before
    assert closure.insert([(EX.rosa, EX.headOf, EX.law)]).added
    assert closure.explain((EX.rosa, RDF.type, EX.Person)) is not None


def test_a_literal_that_is_used_no_longer_is_forgotten() -> None:
    closure = close([(EX.a, EX.p, Literal("1")), (EX.b, EX.p, Literal(1))])
    one, other = Literal("01", datatype=Literal(1).datatype), Literal(1)
    closure.delete([(EX.b, EX.p, other)])
    assert not closure.insert([(EX.c, EX.p, one)]).added
    assert set(closure.insert([(EX.d, EX.p, other)]).added) == {(EX.c, EX.p, other), (EX.d, EX.p, one)}
