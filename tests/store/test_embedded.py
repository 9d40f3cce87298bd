"""The store in memory: a query finds the same wherever it is run, and after every change of what is held."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from pyoxigraph import parse

from llika.dataset import Dataset
from llika.evidence import DEFAULT, STRATA, Basis
from llika.sparql import Form, by_name, check
from llika.store import EmbeddedStore
from llika.terms import RDF, RDFS, Fact, Literal, NamedNode

ELSEWHERE = "\n# GRAPH"
"""A query that holds this word is run where all graphs are."""
ROWS = [
    "SELECT (COUNT(*) AS ?all) (COUNT(DISTINCT ?s) AS ?things) { ?s ?p ?o }",
    "SELECT ?class (COUNT(?thing) AS ?n) { ?thing a ?class } GROUP BY ?class",
    "SELECT ?a ?b { ?a ?sub ?class . ?b ?sub ?class FILTER(STR(?a) < STR(?b)) "
    "VALUES ?sub { <http://www.w3.org/2000/01/rdf-schema#subClassOf> } } ORDER BY ?a ?b LIMIT 50",
    "SELECT ?s { ?s <http://www.w3.org/2000/01/rdf-schema#subClassOf>+ ?c } ORDER BY ?s LIMIT 40",
    "ASK { ?x ?y 'something that is nowhere' }",
]
GRAPHS = [
    "DESCRIBE <https://w3id.org/llika/id/remurpe>",
    "CONSTRUCT { ?s a ?o } { ?s a ?o }",
]
SAID: Fact = (NamedNode("https://example.org/service"), RDFS.label, Literal("the service"))


@pytest.fixture
def store(dataset: Dataset) -> EmbeddedStore:
    """Return a store of its own."""
    return EmbeddedStore(dataset)


def graph(store: EmbeddedStore, query: str, basis: Basis) -> set[str]:
    """Return the lines of a graph that a query answers with."""
    media = by_name("nt", Form.CONSTRUCT)
    return {str(quad) for quad in parse(store.answer(query, check(query), basis, media=media), format=media.format)}  # type: ignore[arg-type]


@pytest.mark.parametrize("basis", STRATA)
def test_both_places_give_the_same(store: EmbeddedStore, basis: Basis) -> None:
    store.describe([SAID])
    for query in ROWS:
        one, other = store.select(query, basis), store.select(query + ELSEWHERE, basis)
        assert sorted(map(str, one.rows)) == sorted(map(str, other.rows))
    for query in GRAPHS:
        assert graph(store, query, basis) == graph(store, query + ELSEWHERE, basis) != set()


def test_what_changes_is_found_in_both_places(store: EmbeddedStore, dataset: Dataset) -> None:
    asked = f"ASK {{ {SAID[0]} ?verb ?label }}"
    truth = [{"boolean": Literal(True)}]
    for place in ("", ELSEWHERE):
        assert store.select(asked + place, DEFAULT).rows != truth
    store.describe([SAID])
    for place in ("", ELSEWHERE):
        assert store.select(asked + place, DEFAULT).rows == truth
    everything = ROWS[0]
    before = store.select(everything, DEFAULT).rows
    store.turn_into(dataset)
    assert store.select(everything, DEFAULT).rows == before


def test_a_query_that_names_graphs_sees_them(store: EmbeddedStore) -> None:
    found = store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s a ?o } }", DEFAULT).rows
    assert len(found) > 5
    glued = store.select("SELECT(COUNT(*)AS?n){GRAPH?g{?s a?o}}", DEFAULT).rows
    assert glued != [{"n": Literal(0)}]


def test_first_queries_at_the_same_time_find_everything(store: EmbeddedStore) -> None:
    query = f"SELECT (COUNT(*) AS ?n) {{ ?s {RDF.type} ?o }}"
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: str(store.select(query, DEFAULT).rows), range(16)))
    assert len(found) == 1
    assert found == {str(store.select(query + ELSEWHERE, DEFAULT).rows)}
