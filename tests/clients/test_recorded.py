"""Requests as clients sent them, replayed byte for byte; they stand in ``recorded/`` with line feeds as line ends.

Those of YASGUI and Jena are put together after their sources, the others were taken down from the wire. A recorded
request needs no client, and goes on being tested when the client has learnt to send another.
"""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat
from tests.clients.questions import DESCRIBE, ONTOLOGY, Row, cells, facts_of, rows_of, rows_of_csv

from llika.terms import Fact

RECORDED = Path(__file__).resolve().parent / "recorded"
SELECT = f"SELECT ?n WHERE {{ ?n a <{ONTOLOGY}Network> }} ORDER BY ?n"

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv; charset=utf-8"
TSV = "text/tab-separated-values; charset=utf-8"
TURTLE = "text/turtle; charset=utf-8"

ROWS = {JSON: QueryResultsFormat.JSON, XML: QueryResultsFormat.XML, TSV: QueryResultsFormat.TSV}
GRAPHS = {
    TURTLE: RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
OF_SELECT = {
    "comunica-select": JSON,
    "curl-select": JSON,
    "fetch-sparql-endpoint-select": JSON,
    "jena-select": JSON,
    "pandas-select": CSV,
    "pyoxigraph-service": JSON,
    "r-select": CSV,
    "r-sparql-select": XML,
    "rdflib-select-get": XML,
    "rdflib-select-post": XML,
    "rdflib-select-post-form": XML,
    "rdflib-service": JSON,
    "sparqlwrapper-select": XML,
    "sparqlwrapper-select-json": JSON,
    "sparqlwrapper-select-json-direct": JSON,
    "sparqlwrapper-select-json-form": JSON,
    "sparqlwrapper-select-tsv": TSV,
    "yasgui-select": JSON,
}
OF_DESCRIBE = {
    "comunica-describe": TURTLE,
    "fetch-sparql-endpoint-describe": TURTLE,
    "jena-describe": TURTLE,
    "rdflib-describe": "application/rdf+xml",
    "sparqlwrapper-describe": "application/rdf+xml",
    "sparqlwrapper-describe-json": "application/ld+json",
    "sparqlwrapper-describe-jsonld": "application/ld+json",
    "sparqlwrapper-describe-n3": TURTLE,
    "sparqlwrapper-describe-turtle": TURTLE,
    "yasgui-describe": "application/n-triples",
}
OTHERS = {"comunica-discovery", "yasgui-preflight"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back over the wire, its content decoded."""

    status: int
    headers: dict[str, str]
    body: bytes


def replay(address: str, name: str) -> Answer:
    """Send a recorded request."""
    head, _, body = (RECORDED / f"{name}.http").read_bytes().partition(b"\n\n")
    at = urlsplit(address)
    with socket.create_connection((at.hostname, at.port), timeout=30) as wire:
        wire.sendall(head.replace(b"\n", b"\r\n") + b"\r\n\r\n" + body)
        with HTTPResponse(wire, method=head.decode().partition(" ")[0]) as response:
            response.begin()
            headers = {key.lower(): text for key, text in response.getheaders()}
            content = response.read()
    plain = gzip.decompress(content) if headers.get("content-encoding") == "gzip" else content
    return Answer(response.status, headers, plain)


def test_every_recorded_request_is_replayed() -> None:
    assert {path.stem for path in RECORDED.iterdir()} == {*OF_SELECT, *OF_DESCRIBE, *OTHERS}


@pytest.mark.parametrize(("name", "kind"), OF_SELECT.items(), ids=OF_SELECT)
def test_a_select_is_answered_as_asked(address: str, rows: Callable[[str], list[Row]], name: str, kind: str) -> None:
    answer = replay(address, name)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    if kind == CSV:
        assert rows_of_csv(answer.body) == cells(rows(SELECT))
    else:  # SERVICE asks without an order
        assert sorted(rows_of(answer.body, ROWS[kind]), key=str) == sorted(rows(SELECT), key=str)


@pytest.mark.parametrize(("name", "kind"), OF_DESCRIBE.items(), ids=OF_DESCRIBE)
def test_a_graph_is_answered_as_asked(
    address: str, facts: Callable[[str], frozenset[Fact]], name: str, kind: str
) -> None:
    answer = replay(address, name)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert facts_of(answer.body, GRAPHS[kind]) == facts(DESCRIBE)


def test_a_page_of_another_site_may_ask_and_read(address: str) -> None:
    preflight = replay(address, "yasgui-preflight")
    answer = replay(address, "yasgui-select")
    assert preflight.status in (200, 204)
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "content-type" in preflight.headers["access-control-allow-headers"].lower()
    assert {reply.headers["access-control-allow-origin"] for reply in (preflight, answer)} == {"*"}
    assert "access-control-allow-credentials" not in preflight.headers


def test_a_client_that_asks_what_this_is_gets_a_description(address: str) -> None:
    answer = replay(address, "comunica-discovery")
    assert answer.status == 200
    formats = {**GRAPHS, "application/n-quads": RdfFormat.N_QUADS, "application/trig": RdfFormat.TRIG}
    described = {predicate.value for _, predicate, _ in facts_of(answer.body, formats[answer.headers["content-type"]])}
    assert "http://www.w3.org/ns/sparql-service-description#endpoint" in described
