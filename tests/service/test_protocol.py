"""The SPARQL 1.1 Protocol, section 2.1, as clients use it; what is refused is in `test_statuses`."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

NETWORKS = "PREFIX : <https://w3id.org/llika/ontology#> SELECT ?n WHERE { ?n a :Network } ORDER BY ?n"
GRAPH = "PREFIX : <https://w3id.org/llika/ontology#> CONSTRUCT WHERE { ?n a :Network }"


def test_a_query_comes_three_ways_with_one_answer(client: TestClient) -> None:
    by_get = client.get("/sparql", params={"query": NETWORKS})
    in_form = client.post("/sparql", data={"query": NETWORKS})
    as_body = client.post("/sparql", content=NETWORKS, headers={"Content-Type": "application/sparql-query"})
    assert by_get.status_code == in_form.status_code == as_body.status_code == 200
    assert by_get.content == in_form.content == as_body.content
    assert by_get.json()["results"]["bindings"]


@pytest.mark.parametrize("path", ["/sparql/", "/query", "/query/"])
def test_the_endpoint_has_its_usual_names(client: TestClient, path: str) -> None:
    assert client.get(path, params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (NETWORKS, "*/*", "application/sparql-results+json"),
        (NETWORKS, "application/sparql-results+xml", "application/sparql-results+xml"),
        (NETWORKS, "text/csv", "text/csv; charset=utf-8"),
        (NETWORKS, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (NETWORKS, "application/rdf+xml, application/sparql-results+xml", "application/sparql-results+xml"),
        (NETWORKS, "text/csv;q=0.3, application/sparql-results+json;q=0.9", "application/sparql-results+json"),
        (GRAPH, "*/*", "text/turtle; charset=utf-8"),
        (GRAPH, "application/n-triples", "application/n-triples"),
        (GRAPH, "application/rdf+xml", "application/rdf+xml"),
        (GRAPH, "application/ld+json", "application/ld+json"),
    ],
)
def test_the_media_type_fits_the_form_and_the_client(
    client: TestClient, query: str, accept: str, expected: str
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == expected
    assert "Accept" in answer.headers["vary"]
    assert answer.content


def test_what_clients_add_is_passed_over(client: TestClient) -> None:
    extras = "&format=json&output=json&results=json&format=tsv&timeout=7&flavour=mint"
    answer = client.get(f"/sparql?query=ASK%20%7B%7D{extras}", headers={"Accept": "application/json"})
    assert answer.json() == {"head": {}, "boolean": True}


def test_the_basis_chooses_the_graphs(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    counts = [
        int(
            client.get("/sparql", params={"query": query, "basis": basis}).json()["results"]["bindings"][0]["n"][
                "value"
            ]
        )
        for basis in ("stated", "documents", "context")
    ]
    assert counts == sorted(set(counts))


def test_no_triple_counts_twice_and_merged_graphs_are_no_named_ones(client: TestClient) -> None:
    twice = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } GROUP BY ?s ?p ?o HAVING (COUNT(*) > 1) LIMIT 1"
    merged = 'ASK { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), "/graph/basis/") || CONTAINS(STR(?g), "shapes")) }'
    assert client.get("/sparql", params={"query": twice}).json()["results"]["bindings"] == []
    assert client.get("/sparql", params={"query": merged}).json()["boolean"] is False


def test_graphs_named_by_the_request_or_the_query_replace_the_basis(client: TestClient) -> None:
    query = "SELECT ?o WHERE { <https://w3id.org/llika/id/remurpe> a ?o }"
    graph = "https://w3id.org/llika/graph/003"
    by_request = client.get("/sparql", params={"query": query, "default-graph-uri": graph}).json()
    by_query = client.get("/sparql", params={"query": query.replace("WHERE", f"FROM <{graph}> WHERE")}).json()
    named_only = client.get("/sparql", params={"query": query, "named-graph-uri": graph}).json()
    assert by_request == by_query
    assert len(by_request["results"]["bindings"]) == 1
    assert named_only["results"]["bindings"] == []


def test_an_answer_has_a_tag_and_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/sparql", params={"query": NETWORKS})
    again = client.get("/sparql", params={"query": NETWORKS}, headers={"If-None-Match": first.headers["etag"]})
    other = client.get("/sparql", params={"query": NETWORKS}, headers={"Accept": "text/csv"})
    assert (again.status_code, again.content) == (304, b"")
    assert other.headers["etag"] != first.headers["etag"]
    assert client.app.state.served.dataset.version in first.headers["etag"]  # type: ignore[attr-defined]
