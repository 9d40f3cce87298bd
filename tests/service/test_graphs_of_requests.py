"""The graphs that requests name, and those that are read by their names."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from llika.dataset import Dataset
from llika.evidence import Basis

COUNT = "SELECT (COUNT(*) AS ?n) {{ {} }}"
TRIPLES, QUADS = "?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"


def _count(client: TestClient, pattern: str, **parameters: str | list[str]) -> int:
    answer = client.get("/sparql", params={"query": COUNT.format(pattern), **parameters})
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def _names(dataset: Dataset) -> list[str]:
    return [dataset.project.graph_iri(name).value for name in dataset.names(Basis.READING)]


def test_all_graphs_of_a_basis_merged_by_a_request_are_its_default_graph(client: TestClient, dataset: Dataset) -> None:
    assert _count(client, TRIPLES, **{"default-graph-uri": _names(dataset)}) == _count(client, TRIPLES)
    assert _count(client, QUADS) > _count(client, TRIPLES)  # so that something stands in two of them


def test_without_graphs_of_a_kind_there_are_none_of_that_kind(client: TestClient, dataset: Dataset) -> None:
    graph = _names(dataset)[0]
    facts = len(dataset.graphs[dataset.names(Basis.READING)[0]])
    for query, parameters, expected in (
        (TRIPLES, {"default-graph-uri": graph}, facts),
        (QUADS, {"default-graph-uri": graph}, 0),
        (TRIPLES, {"named-graph-uri": graph}, 0),
        (QUADS, {"named-graph-uri": graph}, facts),
        (QUADS, {"named-graph-uri": [graph, graph]}, facts),
        (TRIPLES, {"default-graph-uri": [graph, graph]}, facts),
        (TRIPLES, {"default-graph-uri": ["http://a.example/none", graph]}, facts),
        (TRIPLES, {"default-graph-uri": "http://a.example/none"}, 0),
    ):
        assert _count(client, query, **parameters) == expected


def test_a_request_overrides_the_graphs_of_the_query(client: TestClient, dataset: Dataset) -> None:
    first, second = _names(dataset)[:2]
    query = f"ASK FROM <{first}> FROM NAMED <{first}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    assert client.get("/sparql", params={"query": query}).json()["boolean"] is True
    overridden = client.get("/sparql", params={"query": query, "default-graph-uri": second})
    assert overridden.json()["boolean"] is False


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("text/html, application/rdf+xml;q=0.8, */*;q=0.1", "application/rdf+xml"),
    ],
)
def test_a_named_graph_is_read_in_four_syntaxes(client: TestClient, dataset: Dataset, accept: str, kind: str) -> None:
    graph = dataset.project.graph_iri("003").value
    answer = client.get("/rdf-graph-store", params={"graph": graph}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    syntax = RdfFormat.from_media_type(kind.partition(";")[0])
    assert len(list(parse(answer.content, format=syntax))) == len(dataset.graphs["003"])


def test_the_default_graph_is_that_of_the_basis(client: TestClient) -> None:
    for basis in ("stated", "documents", "context"):
        parameters = {"default": "", "basis": basis, "format": "nt"}
        body = client.get("/rdf-graph-store", params=parameters).content
        assert body.count(b"\n") == _count(client, TRIPLES, basis=basis)


def test_a_graph_has_a_tag(client: TestClient) -> None:
    first = client.get("/rdf-graph-store?default")
    again = client.get("/rdf-graph-store?default", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
