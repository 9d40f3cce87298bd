"""The graphs a query runs over, and their merge (SPARQL 1.1, section 13)."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from llika.errors import BudgetExceeded
from llika.sparql import QueryDataset, evaluate, facts, graphs, rows
from llika.sparql.graphs import own_dataset
from llika.sparql.media import N_TRIPLES
from llika.terms import BlankNode, Fact, Literal, NamedNode, quad

G, H, NONE = (NamedNode(f"http://a.example/{name}") for name in "ghn")
SHARED: Fact = (NamedNode("http://a.example/s"), NamedNode("http://a.example/p"), Literal("1"))
OWN: Fact = (NamedNode("http://a.example/s"), NamedNode("http://a.example/p"), BlankNode("b"))
COUNT = "SELECT (COUNT(*) AS ?n) {} WHERE {{ {} }}"


@pytest.fixture
def store() -> Store:
    store = Store()
    store.extend([quad(SHARED, G), quad(SHARED, H), quad(OWN, H), quad(SHARED)])
    return store


def _count(store: Store, clauses: str, pattern: str = "?s ?p ?o", dataset: QueryDataset | None = None) -> int:
    (row,) = rows(store, COUNT.format(clauses, pattern), dataset=dataset).rows
    assert isinstance(row["n"], Literal)
    return int(row["n"].value)


@pytest.mark.parametrize(
    ("clauses", "default", "named"),
    [
        ("", 1, 3),
        (f"FROM {G}", 1, 0),
        (f"FROM {G} FROM {G}", 1, 0),
        (f"FROM {G} FROM {H}", 2, 0),
        (f"FROM {G} FROM NAMED {G} FROM {H} FROM NAMED {H}", 2, 3),
        (f"FROM NAMED {H}", 0, 2),
        (f"FROM {NONE}", 0, 0),
        (f"FROM {NONE} FROM {G}", 1, 0),
    ],
)
def test_a_triple_of_several_graphs_counts_once(store: Store, clauses: str, default: int, named: int) -> None:
    assert _count(store, clauses) == default
    assert _count(store, clauses, "GRAPH ?g { ?s ?p ?o }") == named


@pytest.mark.parametrize(
    ("default", "named", "expected"),
    [
        ((G, H), (), (2, 0)),
        ((G, G), (), (1, 0)),
        ((), (H, H), (0, 2)),
        ((G, H), (H,), (2, 2)),
        ((NONE, G), (NONE,), (1, 0)),
    ],
)
def test_graphs_given_from_outside_replace_those_of_the_query(
    store: Store, default: tuple[NamedNode, ...], named: tuple[NamedNode, ...], expected: tuple[int, int]
) -> None:
    for clauses in ("", f"FROM {NONE}", f"FROM NAMED {G} FROM NAMED {H}"):
        dataset = QueryDataset(default, named)
        assert _count(store, clauses, dataset=dataset) == expected[0]
        assert _count(store, clauses, "GRAPH ?g { ?s ?p ?o }", dataset) == expected[1]


def test_blank_nodes_of_merged_graphs_stay_themselves(store: Store) -> None:
    clauses = f"FROM {G} FROM {H} FROM NAMED {H}"
    assert _count(store, clauses, "?s ?p ?o . GRAPH ?g { ?s ?p ?o }") == 2
    query = f"CONSTRUCT {{ ?s ?p ?o }} FROM {G} FROM {H} WHERE {{ ?s ?p ?o }}"
    assert set(facts(store, query)) == {SHARED, OWN}
    assert evaluate(store, query, media=N_TRIPLES).count(b"\n") == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK {}", None),
        ('ASK { ?s ?p "FROM <x>" } # FROM <http://a.example/g>', None),
        ("ASK FROM {}", None),
        ("ASK FROM <g> {}", None),
        (
            "SELECT (SUM(?a) AS ?b) FROM <http://a.example/g> FROM NAMED <http://a.example/h> {}",
            QueryDataset((G,), (H,)),
        ),
        ("PREFIX a: <http://a.example/> DESCRIBE a:x from a:g from named a:h", QueryDataset((G,), (H,))),
        ("BASE <http://a.example/x/> # FROM\nASK FROM <../g> {}", QueryDataset((G,), ())),
        (r"ASK FROM <http://a.example/\u0067> {}", QueryDataset((G,), ())),
    ],
)
def test_a_query_names_its_graphs_by_from(query: str, expected: QueryDataset | None) -> None:
    assert own_dataset(query) == expected


def test_relative_names_are_resolved_against_the_base_of_the_request() -> None:
    assert own_dataset("ASK FROM <g> {}", "http://a.example/sparql") == QueryDataset((G,), ())


def test_a_merge_has_a_limit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "MOST_MERGED", 3)
    assert _count(store, f"FROM {G} FROM {H}") == 2
    with pytest.raises(BudgetExceeded) as raised:
        _count(store, f"FROM {G} FROM {H} FROM NAMED {H}")
    assert raised.value.code == "merge-too-large"
