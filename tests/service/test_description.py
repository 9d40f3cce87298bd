"""The service describes itself: Service Description, VoID and DCAT over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from llika.dataset import Dataset
from llika.describe.vocabulary import DCAT, SD, VOID
from llika.terms import RDF, Fact, Literal, NamedNode
from llika.turtle import read
from llika.web import create_app

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HERE = NamedNode("http://testserver/sparql")
FORMATS = {
    "text/turtle; charset=utf-8": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/n-triples": RdfFormat.N_TRIPLES,
}


def facts_of(content: bytes, content_type: str) -> list[Fact]:
    """Return the facts of an answer."""
    found = (one.triple for one in parse(content, format=FORMATS[content_type]))
    return [(one.subject, one.predicate, one.object) for one in found]


def described(client: TestClient, path: str = "/sparql", accept: str = "text/turtle") -> list[Fact]:
    """Return what a service says of itself."""
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 200
    return facts_of(answer.content, answer.headers["content-type"])


# The suite of the W3C


def returns_rdf(client: TestClient) -> None:
    assert described(client)


def has_endpoint_triple(client: TestClient) -> None:
    assert [value for _, verb, value in described(client) if verb == SD.endpoint] == [HERE]


def conforms_to_schema(client: TestClient) -> None:
    facts = described(client)
    types = {(subject, value) for subject, verb, value in facts if verb == RDF.type}
    used = {verb for _, verb, _ in facts if verb.value.startswith(SD)}
    assert used <= {SD.term(name) for name in SCHEMA}
    for subject, verb, value in facts:
        if verb in used:
            domain, value_type = SCHEMA[verb.value.removeprefix(SD)]
            assert (subject, SD.term(domain)) in types or (subject, SD.term(NARROWER.get(domain, domain))) in types
            assert value_type is None or (value, SD.term(value_type)) in types
            assert isinstance(value, NamedNode) or value_type


SCHEMA: Mapping[str, tuple[str, str | None]] = {
    "endpoint": ("Service", None),
    "supportedLanguage": ("Service", None),
    "resultFormat": ("Service", None),
    "feature": ("Service", None),
    "defaultEntailmentRegime": ("Service", None),
    "defaultSupportedEntailmentProfile": ("Service", None),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "namedGraph": ("GraphCollection", "NamedGraph"),
    "defaultGraph": ("Dataset", "Graph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
    "entailmentRegime": ("NamedGraph", None),
    "supportedEntailmentProfile": ("NamedGraph", None),
}
"""Property → class of its subjects, class of its values where they are nodes of the description (section 3.4)."""
NARROWER = {"GraphCollection": "Dataset"}
"""Class → a subclass of it."""

SUITE: Mapping[str, Callable[[TestClient], None]] = {
    "returns-rdf": returns_rdf,
    "has-endpoint-triple": has_endpoint_triple,
    "conforms-to-schema": conforms_to_schema,
}


def test_the_suite_of_the_w3c_has_no_other_tests(shared_dir: Path) -> None:
    manifest = shared_dir / "conformance/sparql/sparql11/service-description/manifest.ttl"
    kind = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#ServiceDescriptionTest"
    found = {subject for subject, _, value in read(manifest, base=manifest.as_uri()).facts if value == NamedNode(kind)}
    assert {str(subject).rpartition("#")[2].rstrip(">") for subject in found} == set(SUITE)


@pytest.mark.parametrize("name", SUITE)
def test_the_description_passes_the_suite_of_the_w3c(client: TestClient, name: str) -> None:
    SUITE[name](client)


# What is answered to whom


@pytest.mark.parametrize("path", ["/sparql", "/void", "/query", "/sparql/"])
@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "text/turtle; charset=utf-8"),
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml, text/turtle;q=0.5", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
        ("application/n-quads,application/trig;q=0.9,application/ld+json;q=0.8,text/html;q=0.2", "application/ld+json"),
        (HTML, "text/html; charset=utf-8"),
        ("text/turtle;q=0.4, text/html;q=0.5", "text/html; charset=utf-8"),
        ("application/x-turtle, text/html;q=0.9", "text/turtle; charset=utf-8"),
    ],
)
def test_the_type_is_what_the_client_prefers(client: TestClient, path: str, accept: str, expected: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    head = client.head(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)
    assert (head.status_code, head.headers["content-type"], head.content) == (200, expected, b"")
    assert "Accept" in answer.headers["vary"]
    assert answer.content


def test_all_types_say_the_same(client: TestClient) -> None:
    said = [
        {(verb, value) for _, verb, value in described(client, accept=accept) if isinstance(value, NamedNode | Literal)}
        for accept in ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples")
    ]
    assert all(one == said[0] for one in said)
    assert said[0]


@pytest.mark.parametrize("path", ["/sparql", "/void"])
def test_a_type_that_is_not_offered_is_406(client: TestClient, path: str) -> None:
    for query, accept in (("", "image/png"), ("", "application/sparql-results+json"), ("?format=csv", "*/*")):
        answer = client.get(path + query, headers={"Accept": accept})
        assert (answer.status_code, answer.json()["code"]) == (406, "not-acceptable")
        assert "application/ld+json" in answer.json()["hint"]
    assert client.get(f"{path}?format=jsonld").headers["content-type"] == "application/ld+json"
    assert client.get(f"{path}?format=html").headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/sparql", "/void"])
@pytest.mark.parametrize("accept", ["text/turtle", HTML])
def test_the_header_link_names_the_descriptions_there_are(client: TestClient, path: str, accept: str) -> None:
    header = client.get(path, headers={"Accept": accept}).headers["link"]
    links = {part.split("; rel=")[1].strip('"'): part.split(">")[0].strip(" <") for part in header.split(",")}
    assert set(links) == {"describedby", "service-desc", "service-doc", "cite-as"}
    for address in links.values():
        assert address.startswith("http://testserver/")
        assert client.get(address).status_code == 200


def test_without_a_query_only_get_is_the_description(client: TestClient) -> None:
    assert client.post("/sparql", data={"format": "json"}).status_code == 400
    assert client.get("/sparql", params={"update": "CLEAR ALL"}).status_code == 400
    assert client.get("/sparql?query=").status_code == 400


@pytest.mark.parametrize("path", ["/.well-known/void", "/dataset/88f5c69ede91fa4b", "/dataset/0/documents"])
def test_addresses_of_the_dataset_lead_to_its_description(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/void")


def test_the_contents_are_described_in_void_and_dcat(client: TestClient, dataset: Dataset) -> None:
    facts = described(client, "/void")
    iri = NamedNode(f"{dataset.project.base}dataset/{dataset.version}")
    types = {value for subject, verb, value in facts if (subject, verb) == (iri, RDF.type)}
    assert types == {DCAT.Dataset, VOID.Dataset}
    [dump] = [value for _, verb, value in facts if verb == VOID.dataDump]
    assert isinstance(dump, NamedNode)
    assert client.get(dump.value).status_code == 200


def test_the_same_description_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/void", headers={"Accept": "text/turtle"})
    again = client.get("/void", headers={"Accept": "text/turtle", "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


# Addresses

ENDPOINTS = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT ?e WHERE { ?s sd:endpoint ?e }"


@pytest.mark.parametrize(
    ("given", "served", "stored"),
    [
        ({}, "http://testserver/sparql", "http://127.0.0.1:8000/sparql"),
        ({"listening": "http://[::1]:80/"}, "http://testserver/sparql", "http://[::1]:80/sparql"),
        ({"public": "https://x.org/llika/"}, "https://x.org/llika/sparql", "https://x.org/llika/sparql"),
    ],
)
def test_the_endpoint_is_named_by_the_address_it_is_known_by(
    dataset: Dataset, given: Mapping[str, str], served: str, stored: str
) -> None:
    client = TestClient(create_app(dataset, **given))  # type: ignore[arg-type]
    assert [thing for _, name, thing in described(client) if name == SD.endpoint] == [NamedNode(served)]
    found = client.get("/sparql", params={"query": ENDPOINTS}).json()["results"]["bindings"]
    assert [row["e"]["value"] for row in found] == [stored]
