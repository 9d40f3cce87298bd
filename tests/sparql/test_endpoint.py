"""The client for other endpoints, against a small server on loopback that plays its parts well and badly."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from llika.adapters.sparqlwrapper import RemoteTable, ask_endpoint
from llika.errors import BudgetExceeded, LlikaError, QueryError, UsageError
from llika.sparql import check, evaluate, negotiate

FACT = (NamedNode("http://example.org/a"), NamedNode("http://example.org/p"), Literal("ñandú", language="es"))


class _Endpoint(BaseHTTPRequestHandler):
    store: ClassVar[Store]
    seen: ClassVar[list[str]]

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.seen.append(" ".join(sorted(form)))
        if self.path != "/sparql":
            self._send(*_MISCHIEF[self.path])
            return
        query = form["query"][0]
        media = negotiate(self.headers["Accept"], check(query).form)
        self._send(200, media.content_type, evaluate(self.store, query, media=media))

    def _send(self, status: int, content_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Keep quiet."""


_MISCHIEF = {
    "/400": (400, "text/plain", b"no such query"),
    "/404": (404, "text/plain", b""),
    "/500": (500, "text/plain", b"oops"),
    "/503": (503, "text/plain", b"later"),
    "/page": (200, "text/html", b"<h1>Welcome</h1>"),
    "/cut": (200, "application/sparql-results+json", b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":'),
    "/xml": (
        200,
        "application/sparql-results+xml; charset=utf-8",
        b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>false</boolean></sparql>',
    ),
}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of a server with one fact."""
    _Endpoint.store, _Endpoint.seen = Store(), []
    _Endpoint.store.add(Quad(*FACT))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Endpoint)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_select_brings_rows_of_terms(endpoint: str) -> None:
    answer = ask_endpoint(f"{endpoint}/sparql", "SELECT ?o ?none { ?s ?p ?o }")
    assert answer == RemoteTable(("o", "none"), [{"o": FACT[2], "none": None}])
    assert _Endpoint.seen[-1] == "query"


def test_an_ask_brings_one_row(endpoint: str) -> None:
    assert ask_endpoint(f"{endpoint}/sparql", "ASK {}") == RemoteTable(("boolean",), [{"boolean": Literal(True)}])
    assert ask_endpoint(f"{endpoint}/xml", "ASK {}") == RemoteTable(("boolean",), [{"boolean": Literal(False)}])


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s ?p ?o }", "# x\nPREFIX e: <http://example.org/> DESCRIBE e:a"])
def test_a_graph_brings_facts(endpoint: str, query: str) -> None:
    assert ask_endpoint(f"{endpoint}/sparql", query) == [FACT]


@pytest.mark.parametrize("path", ["/400", "/404", "/500", "/503"])
def test_an_error_status_is_an_error(endpoint: str, path: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask_endpoint(endpoint + path, "ASK {}")
    assert caught.value.code == "endpoint-failed"
    assert path in caught.value.message.en


@pytest.mark.parametrize(("path", "said"), [("/page", "text/html"), ("/cut", "")])
def test_what_is_no_answer_is_an_error(endpoint: str, path: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask_endpoint(endpoint + path, "SELECT * { ?s ?p ?o }")
    assert caught.value.code == "endpoint-unreadable"
    assert said in caught.value.message.en


def test_an_answer_too_large_is_an_error(endpoint: str) -> None:
    with pytest.raises(BudgetExceeded) as caught:
        ask_endpoint(f"{endpoint}/sparql", "SELECT * { ?s ?p ?o }", max_bytes=20)
    assert caught.value.code == "endpoint-too-large"


def test_a_server_that_is_not_there_is_an_error() -> None:
    with pytest.raises(QueryError) as caught:
        ask_endpoint("http://127.0.0.1:9/", "ASK {}", timeout=2)
    assert caught.value.code == "endpoint-failed"


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://example.org/", "sparql", "http://", "http://[", ""])
def test_only_http_addresses_are_asked(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask_endpoint(url, "ASK {}")
    assert caught.value.code == "endpoint-not-http"


def test_an_update_is_not_sent(endpoint: str) -> None:
    before = len(_Endpoint.seen)
    with pytest.raises(LlikaError) as caught:
        ask_endpoint(f"{endpoint}/sparql", "INSERT DATA { <a:b> <a:b> 1 }")
    assert caught.value.code == "endpoint-update"
    assert len(_Endpoint.seen) == before
