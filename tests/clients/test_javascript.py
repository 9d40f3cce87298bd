"""Clients in JavaScript: Comunica, and fetch-sparql-endpoint; ``make clients`` installs them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat
from tests.clients.questions import (
    CONSTRUCT,
    DESCRIBE,
    NETWORKS,
    NO,
    TERMS,
    YES,
    Row,
    facts_of,
    rows_of,
    value,
)

from llika.terms import Fact, Literal

HERE = Path(__file__).resolve().parent
CLIENTS = {"comunica": "sparql@{}/sparql", "fetch-sparql-endpoint": "{}/sparql"}
Reply = dict[str, str]
Ask = Callable[[str, str, str], Reply]

pytestmark = pytest.mark.xdist_group("javascript")  # one Node for all of them
with_every_client = pytest.mark.parametrize(("client", "source"), CLIENTS.items(), ids=CLIENTS)


@pytest.fixture(scope="module")
def ask(missing: Callable[[str], NoReturn]) -> Iterator[Ask]:
    """Return what puts a query to a source through a client."""
    if shutil.which("node") is None or not (HERE / "node_modules").is_dir():
        missing("the clients in JavaScript: install Node.js, then run make clients")
    with subprocess.Popen(["node", HERE / "ask.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        assert node.stdin is not None
        assert node.stdout is not None
        into, out = node.stdin, node.stdout

        def put(client: str, source: str, query: str) -> Reply:
            print(json.dumps({"client": client, "source": source, "query": query}), file=into, flush=True)
            reply: Reply = json.loads(out.readline())
            return reply

        yield put
        into.close()


def answer(reply: Reply) -> str:
    """Return the answer; an error fails the test with what the client says."""
    assert "error" not in reply, reply["error"]
    return reply["answer"]


@with_every_client
@pytest.mark.parametrize("query", [NETWORKS, TERMS], ids=["networks", "terms"])
def test_rows_are_those_of_the_engine(
    address: str, ask: Ask, rows: Callable[[str], list[Row]], client: str, source: str, query: str
) -> None:
    found = rows_of(answer(ask(client, source.format(address), query)), QueryResultsFormat.JSON)
    assert len(found) == len(rows(query))
    assert [pair for pair in zip(found, rows(query), strict=True) if not is_read(client, *pair)] == []


def is_read(client: str, found: Row, expected: Row) -> bool:
    """Tell whether a client has read a row; the next test is about what Comunica does to languages."""
    if client == "comunica" and any(isinstance(term, Literal) and term.language for term in expected):
        return [value(term) for term in found] == [value(term) for term in expected]
    return found == expected


@pytest.mark.xfail(
    reason="Comunica 4.5 loses languages by itself: its term factory is older than its parser", strict=True
)
def test_comunica_keeps_languages(address: str, ask: Ask, rows: Callable[[str], list[Row]]) -> None:
    query = 'SELECT ?x { VALUES ?x { "ñandú"@es } }'
    found = answer(ask("comunica", f"sparql@{address}/sparql", query))
    assert rows_of(found, QueryResultsFormat.JSON) == rows(query)


@with_every_client
@pytest.mark.parametrize(("query", "expected"), [(YES, True), (NO, False)])
def test_an_ask_is_answered(address: str, ask: Ask, client: str, source: str, query: str, expected: bool) -> None:
    assert json.loads(answer(ask(client, source.format(address), query)))["boolean"] is expected


@with_every_client
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE], ids=["construct", "describe"])
def test_a_graph_is_the_graph_of_the_engine(
    address: str, ask: Ask, facts: Callable[[str], frozenset[Fact]], client: str, source: str, query: str
) -> None:
    assert facts_of(answer(ask(client, source.format(address), query)), RdfFormat.N_TRIPLES) == facts(query)


@with_every_client
def test_a_refusal_is_told_in_our_words(address: str, ask: Ask, client: str, source: str) -> None:
    query = "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"
    error = ask(client, source.format(address), query)["error"]
    assert "HTTP status 403" in error
    assert "service-refused" in error


@pytest.mark.parametrize("path", ["/sparql", "/query"])
def test_comunica_finds_out_what_an_address_is(
    address: str, ask: Ask, rows: Callable[[str], list[Row]], path: str
) -> None:
    # At /sparql it guesses by the name; anywhere else it must read the service description.
    found = answer(ask("comunica", address + path, NETWORKS))
    assert rows_of(found, QueryResultsFormat.JSON) == rows(NETWORKS)
