"""SPARQLWrapper, in every return format it knows and every way it has of asking."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.error import HTTPError
from xml.dom.minidom import Document, Element, Text

import pytest
import rdflib
from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse_query_results
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDF,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
    SPARQLWrapper2,
)
from SPARQLWrapper.SmartWrapper import Bindings
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed
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
    cells,
    facts_of,
    facts_of_rdflib,
    rows_of,
    rows_of_csv,
    value,
)

from llika.terms import Fact, Literal, NamedNode, Term

Rows = Callable[[str], list[Row]]
Facts = Callable[[str], frozenset[Fact]]
Way = tuple[str, str]

WAYS: list[Way] = [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
FORMATS = [None, JSON, JSONLD, XML, TURTLE, N3, RDF, RDFXML, CSV, TSV]
"""None is what SPARQLWrapper asks for by itself, which is XML."""

pytestmark = [
    # It says so where a format does not fit the form, and then asks for anything; the answer is in our usual format.
    pytest.mark.filterwarnings("ignore:Sending Accept header"),
    pytest.mark.filterwarnings("ignore:Format requested was"),
]
in_every_way = pytest.mark.parametrize("way", WAYS, ids="-".join)
in_every_format = pytest.mark.parametrize("form", FORMATS)


def asked(address: str, query: str, way: Way = WAYS[0], form: str | None = None) -> SPARQLWrapper:
    """Return a client with a question."""
    client = SPARQLWrapper(f"{address}/sparql")
    client.setQuery(query)
    client.setMethod(way[0])
    client.setRequestMethod(way[1])
    if form is not None:
        client.setReturnFormat(form)
    return client


def converted(client: SPARQLWrapper) -> object:
    """Return what it makes of the answer: a dict of JSON, a document of XML, an rdflib graph, or bytes."""
    return client.queryAndConvert()


def rows_of_document(document: Document) -> list[Row]:
    """Return the rows of a document of SPARQL results in XML."""
    columns = [element.getAttribute("name") for element in document.getElementsByTagName("variable")]
    found = []
    for result in document.getElementsByTagName("result"):
        bound = {item.getAttribute("name"): item.firstChild for item in result.getElementsByTagName("binding")}
        found.append(tuple(_term(bound[name]) if name in bound else None for name in columns))
    return found


def _term(element: object) -> Term:
    assert isinstance(element, Element)
    text = "".join(node.data for node in element.childNodes if isinstance(node, Text))
    if element.tagName == "uri":
        return NamedNode(text)
    if language := element.getAttribute("xml:lang"):
        return Literal(text, language=language)
    datatype = element.getAttribute("datatype")
    return Literal(text, datatype=NamedNode(datatype)) if datatype else Literal(text)


def graph_of(found: object) -> frozenset[Fact]:
    """Return the facts of what it gives for a graph."""
    if isinstance(found, rdflib.Graph):
        return facts_of_rdflib(found)
    assert isinstance(found, bytes)
    return facts_of(found, RdfFormat.TURTLE)


@in_every_way
@in_every_format
@pytest.mark.parametrize("query", [NETWORKS, TERMS], ids=["networks", "terms"])
def test_a_select_gives_the_rows_of_the_engine(
    address: str, rows: Rows, query: str, form: str | None, way: Way
) -> None:
    match converted(asked(address, query, way, form)):
        case dict() as found:
            assert rows_of(json.dumps(found), QueryResultsFormat.JSON) == rows(query)
        case Document() as found:
            assert rows_of_document(found) == rows(query)
        case bytes() as found if form == TSV:
            assert rows_of(found, QueryResultsFormat.TSV) == rows(query)
        case found:
            assert isinstance(found, bytes)
            assert rows_of_csv(found) == cells(rows(query))


@in_every_way
@in_every_format
@pytest.mark.parametrize(("query", "expected"), [(YES, True), (NO, False)])
def test_an_ask_gives_the_truth(address: str, query: str, expected: bool, form: str | None, way: Way) -> None:
    match converted(asked(address, query, way, form)):
        case dict() as found:
            assert found["boolean"] is expected
        case Document() as found:
            answer = parse_query_results(found.toxml(), QueryResultsFormat.XML)
            assert (isinstance(answer, QueryBoolean), bool(answer)) == (True, expected)
        case found:
            assert found == str(expected).lower().encode()


@in_every_way
@in_every_format
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE], ids=["construct", "describe"])
def test_a_graph_is_the_graph_of_the_engine(address: str, facts: Facts, query: str, form: str | None, way: Way) -> None:
    assert graph_of(converted(asked(address, query, way, form))) == facts(query)


@pytest.mark.parametrize(
    ("form", "query", "kind"),
    [
        (None, NETWORKS, "application/sparql-results+xml"),
        (XML, NETWORKS, "application/sparql-results+xml"),
        (JSON, NETWORKS, "application/sparql-results+json"),
        (CSV, NETWORKS, "text/csv; charset=utf-8"),
        (TSV, NETWORKS, "text/tab-separated-values; charset=utf-8"),
        (None, CONSTRUCT, "application/rdf+xml"),
        (XML, CONSTRUCT, "application/rdf+xml"),
        (RDFXML, CONSTRUCT, "application/rdf+xml"),
        (TURTLE, CONSTRUCT, "text/turtle; charset=utf-8"),
        (N3, CONSTRUCT, "text/turtle; charset=utf-8"),
        (JSONLD, CONSTRUCT, "application/ld+json"),
        (JSON, CONSTRUCT, "application/ld+json"),
    ],
)
@pytest.mark.parametrize("only_by_header", [False, True])
def test_it_gets_the_format_that_it_asks_for(
    address: str, form: str | None, query: str, kind: str, only_by_header: bool
) -> None:
    client = asked(address, query, form=form)
    client.setOnlyConneg(only_by_header)
    if (form, query, only_by_header) == (JSON, CONSTRUCT, True):
        kind = "text/turtle; charset=utf-8"  # its Accept is then */*
    assert client.query().info()["content-type"] == kind


def test_bindings_are_read(address: str, rows: Rows) -> None:
    client = SPARQLWrapper2(f"{address}/sparql")
    client.setQuery(NETWORKS)
    found = client.query()
    assert isinstance(found, Bindings)
    assert [tuple(row[name].value if name in row else None for name in "nf") for row in found.bindings] == [
        tuple(map(value, row)) for row in rows(NETWORKS)
    ]


def test_a_parameter_of_ours_goes_along(address: str) -> None:
    query = f"SELECT ?f {{ <{REMURPE}> <{ONTOLOGY}performsFunction> ?f }}"
    counts = {}
    for basis in ("stated", "documents"):
        client = asked(address, query, form=JSON)
        client.addParameter("basis", basis)
        counts[basis] = len(rows_of(json.dumps(converted(client)), QueryResultsFormat.JSON))
    assert counts["stated"] < counts["documents"]


@in_every_way
def test_graphs_are_chosen(address: str, facts: Facts, way: Way) -> None:
    graph = "https://w3id.org/llika/graph/003"
    by_default = asked(address, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", way, TURTLE)
    by_default.addDefaultGraph(graph)
    by_name = asked(address, "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", way, TURTLE)
    by_name.addNamedGraph(graph)
    expected = facts(f"CONSTRUCT {{ ?s ?p ?o }} FROM <{graph}> WHERE {{ ?s ?p ?o }}")
    assert graph_of(converted(by_default)) == graph_of(converted(by_name)) == expected


@in_every_way
def test_an_error_in_the_query_is_told_with_its_place(address: str, way: Way) -> None:
    with pytest.raises(QueryBadFormed) as caught:
        asked(address, SYNTAX_ERROR, way).query()
    problem = json.loads(str(caught.value).partition("Response:\n")[2].strip().removeprefix("b'").removesuffix("'"))
    assert (problem["code"], problem["line"], problem["column"]) == ("query-syntax", 2, 16)


def test_an_update_is_refused(address: str) -> None:
    client = asked(address, "INSERT DATA { <a:a> <a:b> <a:c> }", (POST, URLENCODED))
    with pytest.raises((QueryBadFormed, HTTPError)) as caught:
        client.query()
    if isinstance(caught.value, HTTPError):
        caught.value.close()
