"""The client for other endpoints, against a small server on loopback that plays its parts well and badly."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from llika.adapters.sparqlwrapper import RemoteTable, ask_endpoint
from llika.errors import BudgetExceeded, QueryError, QueryRefused, UsageError
from llika.evidence import Basis
from llika.sparql import check, evaluate, negotiate
from llika.store.remote import RemoteStore

FACT = (NamedNode("http://example.org/a"), NamedNode("http://example.org/p"), Literal("ñandú", language="es"))


class _Endpoint(BaseHTTPRequestHandler):
    store: ClassVar[Store]
    seen: ClassVar[list[str]]

    def do_GET(self) -> None:
        """Describe the service, as endpoints do that are asked without a query."""
        self._send(200, "text/turtle", b"<http://example.org/a> a <http://example.org/Service> .")

    def do_POST(self) -> None:
        if play := getattr(self, f"play_{self.path[1:].partition('-')[0]}", None):
            self.rfile.read(int(self.headers["Content-Length"]))
            play()
            return
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.seen.append(" ".join(sorted(form)))
        if self.path != "/sparql":
            self._send(*_MISCHIEF[self.path])
            return
        query = form["query"][0]
        media = negotiate(self.headers["Accept"], check(query).form)
        self._send(200, media.content_type, evaluate(self.store, query, media=media))

    def play_redirect(self) -> None:
        """Send elsewhere, with the status that the path ends in."""
        self.send_response(int(self.path[-3:]))
        self.send_header("Location", "/sparql")
        self.end_headers()

    def play_short(self) -> None:
        """End earlier than promised, between two triples."""
        self.send_response(200)
        self.send_header("Content-Type", "application/n-triples")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<http://example.org/a> <http://example.org/p> <http://example.org/b> .\n")

    def play_endless(self) -> None:
        """Go on for as long as anyone listens."""
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        with suppress(OSError):
            while True:
                self.wfile.write(b" " * 65536)

    def play_silent(self) -> None:
        """Say nothing until the client has gone."""
        self.rfile.read(1)

    def play_hangup(self) -> None:
        """Hang up."""
        self.connection.close()

    def _send(self, status: int, content_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Keep quiet."""


_MISCHIEF = {
    "/400": (400, "text/plain", b"no such query\nat all"),
    "/403": (403, "application/problem+json", b'{"title": "Refused", "detail": "We do not do that."}'),
    "/404": (404, "text/plain", b""),
    "/500": (500, "text/html", b"<h1>Oops</h1>"),
    "/503": (503, "application/json", b'["later"]'),
    "/page": (200, "text/html", b"<h1>Welcome</h1>"),
    "/cut": (200, "application/sparql-results+json", b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":'),
    "/mislabelled": (200, "text/plain", b'{"head":{},"boolean":true}'),
    "/xml-as-json": (200, "application/sparql-results+json", b"<sparql/>"),
    "/latin": (200, "application/sparql-results+json", '{"head":{"vars":["ñ"]}}'.encode("latin-1")),
    "/empty": (200, "application/sparql-results+json", b""),
    "/squeezed": (200, "application/sparql-results+json", gzip.compress(b'{"head":{},"boolean":true}')),
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
    assert ask_endpoint(f"{endpoint}/sparql", query, graph=True) == [FACT]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/400", "no such query"),
        ("/403", "HTTP Error 403: Forbidden: We do not do that."),
        ("/404", ""),
        ("/500", "500"),
        ("/503", "HTTP Error 503: Service Unavailable"),
    ],
)
def test_an_error_status_is_an_error_in_the_endpoint_s_words(endpoint: str, path: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask_endpoint(endpoint + path, "ASK {}")
    assert caught.value.code == "endpoint-failed"
    assert path in caught.value.message.en
    assert caught.value.message.en.endswith(said)
    assert not {"<", "\n"} & {*caught.value.message.en}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/page", "text/html"),
        ("/cut", ""),
        ("/mislabelled", "text/plain"),
        ("/xml-as-json", "'<'"),
        ("/latin", "UTF-8"),
        ("/empty", "end of file"),
        ("/squeezed", ""),
    ],
)
def test_what_is_no_answer_is_an_error(endpoint: str, path: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask_endpoint(endpoint + path, "SELECT * { ?s ?p ?o }")
    assert caught.value.code == "endpoint-unreadable"
    assert said in caught.value.message.en


def test_an_answer_cut_off_between_two_triples_is_no_answer(endpoint: str) -> None:
    with pytest.raises(QueryError, match="cut off") as caught:
        ask_endpoint(f"{endpoint}/short", "CONSTRUCT WHERE { ?s ?p ?o }", graph=True)
    assert caught.value.code == "endpoint-unreadable"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_what_an_address_elsewhere_says_is_no_answer(endpoint: str, status: int) -> None:
    with pytest.raises(QueryError) as caught:
        ask_endpoint(f"{endpoint}/redirect-{status}", "CONSTRUCT WHERE { ?s ?p ?o }", graph=True)
    assert caught.value.code == "endpoint-moved"
    assert caught.value.message.en.endswith(f"{endpoint}/sparql")


@pytest.mark.parametrize("path", ["/silent", "/hangup"])
def test_a_server_that_says_nothing_is_an_error(endpoint: str, path: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask_endpoint(endpoint + path, "ASK {}", timeout=1)
    assert caught.value.code == "endpoint-failed"


def test_an_answer_without_end_is_not_read_to_the_end(endpoint: str) -> None:
    with pytest.raises(BudgetExceeded) as caught:
        ask_endpoint(f"{endpoint}/endless", "SELECT * { ?s ?p ?o }", max_bytes=1_000_000)
    assert caught.value.code == "endpoint-too-large"


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


@pytest.mark.parametrize("word", ["insert", "construct", "tasks"])
def test_a_comment_does_not_change_what_is_asked(endpoint: str, word: str) -> None:
    query = f"# about\n# {word}\n# and more\nSELECT ?o {{ ?s ?p ?o }}"
    assert ask_endpoint(f"{endpoint}/sparql", query) == RemoteTable(("o",), [{"o": FACT[2]}])
    assert _Endpoint.seen[-1] == "query"


@pytest.mark.parametrize("text", ["INSERT DATA { <a:b> <a:b> 1 }", "# SELECT\nCLEAR ALL"])
def test_an_update_is_not_sent(endpoint: str, text: str) -> None:
    before = len(_Endpoint.seen)
    with pytest.raises(QueryRefused) as caught:
        RemoteStore(f"{endpoint}/sparql").select(text, Basis.STATED)
    assert caught.value.code == "update-refused"
    assert len(_Endpoint.seen) == before


def test_rows_are_asked_of_a_store_elsewhere(endpoint: str) -> None:
    store = RemoteStore(f"{endpoint}/sparql")
    assert store.select("SELECT ?o { ?s ?p ?o }", Basis.STATED).rows == [{"o": FACT[2]}]
