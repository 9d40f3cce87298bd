"""curl, httpx and pandas: clients that know HTTP and tables, and nothing of SPARQL."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from typing import NoReturn

import httpx
import pandas
import pytest
from pyoxigraph import QueryResultsFormat
from tests.clients.questions import NETWORKS, TERMS, Row, cells, rows_of, rows_of_csv

Rows = Callable[[str], list[Row]]
SAVED = "/queries/functions-of-body.csv?body=cies"
SAVED_JSON = "/queries/functions-of-body.json?body=cies"


@pytest.fixture
def curl(missing: Callable[[str], NoReturn]) -> Callable[..., str]:
    """Return what calls curl; an error status is an error."""
    if shutil.which("curl") is None:
        missing("curl")

    def call(*argv: str) -> str:
        done = subprocess.run(["curl", "--silent", "--show-error", "--fail", *argv], capture_output=True, check=True)
        return done.stdout.decode()

    return call


@pytest.mark.parametrize(
    "way",
    [
        ["--data-urlencode", f"query={NETWORKS}"],
        ["--get", "--data-urlencode", f"query={NETWORKS}"],
        ["--header", "Content-Type: application/sparql-query", "--data-binary", NETWORKS],
    ],
    ids=["form", "get", "direct"],
)
def test_curl_gets_the_rows(address: str, rows: Rows, curl: Callable[..., str], way: list[str]) -> None:
    found = curl("--header", "Accept: application/sparql-results+json", *way, f"{address}/sparql")
    assert rows_of(found, QueryResultsFormat.JSON) == rows(NETWORKS)


def test_curl_needs_no_options(address: str, rows: Rows, curl: Callable[..., str]) -> None:
    found = curl("--data-urlencode", f"query={TERMS}", f"{address}/sparql")
    assert rows_of(found, QueryResultsFormat.JSON) == rows(TERMS)


def test_curl_sees_the_headers_of_the_answer(address: str, curl: Callable[..., str]) -> None:
    asked = ["--get", "--data-urlencode", f"query={NETWORKS}", f"{address}/sparql"]
    got = _fields(curl("--output", "/dev/null", "--dump-header", "-", *asked))
    head = _fields(curl("--head", *asked))
    assert got["content-type"] == head["content-type"] == "application/sparql-results+json"
    assert (got["etag"], got["content-length"]) == (head["etag"], head["content-length"])


def test_curl_sees_what_a_page_of_another_site_may_do(address: str, curl: Callable[..., str]) -> None:
    asked = [
        "Origin: https://example.org",
        "Access-Control-Request-Method: POST",
        "Access-Control-Request-Headers: content-type",
    ]
    named = [part for field in asked for part in ("--header", field)]
    found = _fields(curl("--request", "OPTIONS", "--include", *named, f"{address}/sparql"))
    assert found["access-control-allow-origin"] == "*"
    assert "POST" in found["access-control-allow-methods"]
    assert "content-type" in found["access-control-allow-headers"].lower()


def _fields(head: str) -> dict[str, str]:
    lines = (line.partition(":") for line in head.splitlines()[1:] if ":" in line)
    return {name.lower(): text.strip() for name, _, text in lines}


def test_httpx_gets_the_rows(address: str, rows: Rows) -> None:
    with httpx.Client(base_url=address, headers={"Accept": "text/csv"}) as client:
        ways = [
            client.get("/sparql", params={"query": TERMS}),
            client.post("/sparql", data={"query": TERMS}),
            client.post("/sparql", content=TERMS, headers={"Content-Type": "application/sparql-query"}),
        ]
    assert [rows_of_csv(found.content) for found in ways] == [cells(rows(TERMS))] * len(ways)


@pytest.mark.parametrize("query", [NETWORKS, TERMS], ids=["networks", "terms"])
def test_pandas_reads_a_query_by_its_address(address: str, rows: Rows, query: str) -> None:
    url = f"{address}/sparql?{httpx.QueryParams(query=query, format='csv')}"
    table = pandas.read_csv(url, keep_default_na=False, dtype=str)
    assert table.values.tolist() == cells(rows(query))


def test_pandas_reads_a_saved_query_with_its_accents(address: str) -> None:
    table = pandas.read_csv(f"{address}{SAVED}", keep_default_na=False)
    [expected] = httpx.get(f"{address}{SAVED_JSON}").json()["rows"]
    assert list(table.columns) == list(expected)  # the byte order mark is no part of the first name
    [found] = table.to_dict("records")
    assert found == {column: value or "" for column, value in expected.items()}
    assert any(letter in found["reason_es"] for letter in "áéíóúñ")


def test_pandas_takes_numbers_for_numbers(address: str) -> None:
    query = "SELECT ?type (COUNT(?s) AS ?things) { ?s a ?type } GROUP BY ?type"
    table = pandas.read_csv(f"{address}/sparql?{httpx.QueryParams(query=query, format='csv')}")
    assert table["things"].dtype.kind == "i"
    assert table["things"].min() > 0
