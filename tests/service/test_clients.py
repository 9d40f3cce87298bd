"""Real clients against the running service get the rows that the engine gives in process."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from typing import NoReturn
from xml.dom.minidom import Document

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import ResultRow
from SPARQLWrapper import CSV, JSON, JSONLD, N3, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from llika.evidence import DEFAULT
from llika.store import EmbeddedStore

PREFIXES = "PREFIX : <https://w3id.org/llika/ontology#> "
ROWS = PREFIXES + "SELECT ?n ?f WHERE { ?n a :Network OPTIONAL { ?n :performsFunction ?f } } ORDER BY ?n ?f"
GRAPH = PREFIXES + "CONSTRUCT { ?n :performsFunction ?f } WHERE { ?n a :Network ; :performsFunction ?f }"


@pytest.fixture(scope="module")
def expected(published: EmbeddedStore) -> list[tuple[str | None, ...]]:
    table = published.select(ROWS, DEFAULT)
    return [tuple(term.value if term else None for term in row.values()) for row in table.rows]


def _plain(row: object) -> tuple[str | None, ...]:
    assert isinstance(row, ResultRow)
    return tuple(None if value is None else str(value) for value in row)


def _text(found: object) -> bytes:
    assert isinstance(found, bytes)
    return found


def wrapper(address: str, query: str, method: str = "GET") -> SPARQLWrapper:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setQuery(query)
    client.setMethod(method)
    return client


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_reads_json(address: str, expected: list[tuple[str | None, ...]], method: str) -> None:
    client = wrapper(address, ROWS, method)
    client.setReturnFormat(JSON)
    found = client.query().convert()
    assert isinstance(found, dict)
    bindings = found["results"]["bindings"]
    assert [tuple(row[k]["value"] if k in row else None for k in ("n", "f")) for row in bindings] == expected


def test_sparqlwrapper_reads_its_default(address: str, expected: list[tuple[str | None, ...]]) -> None:
    document = wrapper(address, ROWS).query().convert()
    assert isinstance(document, Document)
    assert len(document.getElementsByTagName("result")) == len(expected)


@pytest.mark.parametrize("form", [XML, CSV, TSV])
def test_sparqlwrapper_reads_the_other_row_formats(
    address: str, expected: list[tuple[str | None, ...]], form: str
) -> None:
    client = wrapper(address, ROWS)
    client.setReturnFormat(form)
    found = client.query().convert()
    text = found.toxml() if isinstance(found, Document) else _text(found).decode()
    assert all(value in text for row in expected for value in row if value)


@pytest.mark.filterwarnings("ignore:Sending Accept header")
@pytest.mark.parametrize("form", [None, TURTLE, N3, RDFXML, XML, JSONLD, JSON])
def test_sparqlwrapper_reads_a_construct(
    address: str, expected: list[tuple[str | None, ...]], form: str | None
) -> None:
    client = wrapper(address, GRAPH)
    if form is not None:
        client.setReturnFormat(form)
    found = client.query().convert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=_text(found), format="turtle")
    assert len(graph) == sum(1 for _, function in expected if function)


def test_rdflib_store_reads_rows(address: str, expected: list[tuple[str | None, ...]]) -> None:
    store = SPARQLStore(f"{address}/sparql", returnFormat="xml")
    rows = rdflib.Graph(store).query(ROWS)
    assert [_plain(row) for row in rows] == expected


def test_rdflib_service_reads_rows(address: str, expected: list[tuple[str | None, ...]]) -> None:
    # Whole IRIs: rdflib 7.6 does not parse SERVICE in a query with a prefix that ends in "#".
    stem = "https://w3id.org/llika/ontology#"
    pattern = f"{{ ?n a <{stem}Network> . OPTIONAL {{ ?n <{stem}performsFunction> ?f }} }}"
    rows = rdflib.Graph().query(f"SELECT ?n ?f WHERE {{ SERVICE <{address}/sparql> {pattern} }}")
    assert sorted(map(_plain, rows), key=str) == sorted(expected, key=str)


def test_curl_reads_csv(
    address: str, expected: list[tuple[str | None, ...]], missing: Callable[[str], NoReturn]
) -> None:
    if shutil.which("curl") is None:
        missing("curl")
    call = ["curl", "-sf", "-H", "Accept: text/csv", "--data-urlencode", f"query={ROWS}", f"{address}/sparql"]
    lines = subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()
    assert lines[1:] == [",".join(value or "" for value in row) for row in expected]
