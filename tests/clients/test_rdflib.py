"""rdflib: its stores over an endpoint, and SERVICE out of a graph of its own."""

from __future__ import annotations

from collections.abc import Callable
from urllib.error import HTTPError

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from tests.clients.questions import (
    CONSTRUCT,
    DESCRIBE,
    NETWORKS,
    NO,
    ONTOLOGY,
    REMURPE,
    SYNTAX_ERROR,
    TERMS,
    YES,
    Row,
    facts_of_rdflib,
    row_of_rdflib,
)

from llika.terms import Fact

Rows = Callable[[str], list[Row]]
Facts = Callable[[str], frozenset[Fact]]

BODY = rdflib.URIRef(REMURPE)
PART = "https://w3id.org/llika/graph/003"
EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"

in_every_way = pytest.mark.parametrize("way", ["GET", "POST", "POST_FORM"])


def over(address: str, way: str = "GET", form: str = "xml", graph: str | None = None) -> rdflib.Graph:
    """Return a graph of rdflib over the service."""
    store = SPARQLStore(f"{address}/sparql", returnFormat=form, method=way)
    return rdflib.Graph(store, identifier=graph)


@in_every_way
@pytest.mark.parametrize("form", ["xml", "json", "tsv"])
@pytest.mark.parametrize("query", [NETWORKS, TERMS], ids=["networks", "terms"])
def test_rows_are_those_of_the_engine(address: str, rows: Rows, query: str, form: str, way: str) -> None:
    assert [row_of_rdflib(row) for row in over(address, way, form).query(query)] == rows(query)


@in_every_way
def test_csv_gives_the_values(address: str, rows: Rows, way: str) -> None:
    found = [row_of_rdflib(row) for row in over(address, way, "csv").query(NETWORKS)]
    assert found == rows(NETWORKS)  # its reader takes what looks like an IRI for one


@in_every_way
@pytest.mark.parametrize("form", ["xml", "json"])  # its readers of CSV and TSV know no ASK
@pytest.mark.parametrize(("query", "expected"), [(YES, True), (NO, False)])
def test_an_ask_is_answered(address: str, query: str, expected: bool, form: str, way: str) -> None:
    assert over(address, way, form).query(query).askAnswer is expected


@in_every_way
@pytest.mark.parametrize("form", ["xml", "application/rdf+xml", "turtle"])  # of "json" it asks for rows alone
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE], ids=["construct", "describe"])
def test_a_graph_is_the_graph_of_the_engine(address: str, facts: Facts, query: str, form: str, way: str) -> None:
    found = over(address, way, form).query(query).graph
    assert found is not None
    assert facts_of_rdflib(found) == facts(query)


def test_a_graph_over_the_service_is_read_like_a_local_one(address: str, facts: Facts) -> None:
    graph = over(address)
    assert len(graph) == len(facts(EVERYTHING))
    assert facts_of_rdflib(graph) == facts(EVERYTHING)
    assert len(list(graph.triples((BODY, None, None)))) == len(facts(DESCRIBE))
    assert (BODY, rdflib.RDF.type, rdflib.URIRef(f"{ONTOLOGY}Network")) in graph
    assert (BODY, rdflib.RDF.type, rdflib.URIRef(f"{ONTOLOGY}Committee")) not in graph
    assert graph.value(BODY, rdflib.RDFS.label) == rdflib.Literal("REMURPE", lang="es")


def test_a_named_graph_is_read_alone(address: str, facts: Facts) -> None:
    assert facts_of_rdflib(over(address, graph=PART)) == facts(EVERYTHING.replace("WHERE", f"FROM <{PART}> WHERE"))


def test_the_named_graphs_are_listed(address: str, rows: Rows) -> None:
    found = {str(name) for name in SPARQLStore(f"{address}/sparql").contexts()}
    assert found == {row[0].value for row in rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }") if row[0]}


def test_variables_are_bound_beforehand(address: str, rows: Rows) -> None:
    found = [row_of_rdflib(row) for row in over(address).query(NETWORKS, initBindings={"n": BODY})]
    expected = [row for row in rows(NETWORKS) if row[0] is not None and row[0].value == REMURPE]
    assert found == expected
    assert len(found) < len(rows(NETWORKS))


# rdflib 7.6 takes the "#" of an IRI for a comment if SERVICE comes after it on the same line: hence the line breaks.


def test_service_is_answered_to_a_local_graph(address: str, rows: Rows) -> None:
    query = NETWORKS.replace("WHERE {", f"WHERE {{\nSERVICE <{address}/sparql> {{").replace("} ORDER", "} } ORDER")
    assert [row_of_rdflib(row) for row in rdflib.Graph().query(query)] == rows(NETWORKS)


def test_service_joins_with_what_is_local(address: str) -> None:
    local = rdflib.Graph().add((BODY, rdflib.RDFS.seeAlso, rdflib.URIRef("https://example.org/notes")))
    remote = f"SERVICE <{address}/sparql> {{ ?n <{rdflib.RDFS.label}> ?label }}"
    found = local.query(f"SELECT ?n ?label {{ ?n <{rdflib.RDFS.seeAlso}> ?notes .\n{remote} }}")
    assert {(row[0].value, row[1].value) for row in map(row_of_rdflib, found) if row[0] and row[1]} == {
        (REMURPE, "REMURPE")
    }


def test_an_error_in_the_query_is_an_error(address: str) -> None:
    with pytest.raises(ValueError, match="SPARQL query"):
        over(address).query(SYNTAX_ERROR)


@pytest.mark.parametrize("path", ["/update", "/sparql"])
def test_updates_are_refused_and_change_nothing(address: str, facts: Facts, path: str) -> None:
    store = SPARQLUpdateStore(f"{address}/sparql", f"{address}{path}")
    graph = rdflib.Graph(store, identifier="https://example.org/graph")
    with pytest.raises(HTTPError) as caught:
        graph.add((BODY, rdflib.RDFS.label, rdflib.Literal("another")))
    caught.value.close()
    assert caught.value.code in {"/update": (403,), "/sparql": (403, 415)}[path]
    assert len(over(address)) == len(facts(EVERYTHING))
