"""Answers: whole or an error, over the graphs that were meant."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from llika.errors import NotAcceptable, Place, QueryError, QuerySyntax
from llika.sparql import (
    Form,
    MediaType,
    Outline,
    QueryDataset,
    by_name,
    check,
    choose_dataset,
    evaluate,
    facts,
    offered,
    rows,
)

A, P, G, H = (NamedNode(f"http://example.org/{name}") for name in ("a", "p", "g", "h"))
HOLA = Literal('¡"hola",\n\tñ!', language="es")
EVERYTHING = "SELECT ?g ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ORDER BY ?g ?o"


@pytest.fixture
def store() -> Store:
    """A store with one fact in each of two named graphs and a third in the unnamed one."""
    store = Store()
    store.extend([Quad(A, P, HOLA, G), Quad(A, P, Literal(2), H), Quad(A, P, Literal(3))])
    return store


@pytest.mark.parametrize("media", offered(Form.SELECT), ids=lambda media: media.name)
def test_rows_are_written_in_every_format(store: Store, media: MediaType) -> None:
    written = evaluate(store, "SELECT ?o ?none { GRAPH <http://example.org/g> { ?s ?p ?o } }", media=media)
    if media.name == "csv":
        assert written.decode() == 'o,none\r\n"¡""hola"",\n\tñ!",\r\n'
        return
    assert isinstance(media.format, QueryResultsFormat)
    answer = parse_query_results(written, media.format)
    assert isinstance(answer, QuerySolutions)
    assert [(row["o"], row["none"]) for row in answer] == [(HOLA, None)]


@pytest.mark.parametrize("media", offered(Form.CONSTRUCT), ids=lambda media: media.name)
def test_graphs_are_written_in_every_format(store: Store, media: MediaType) -> None:
    written = evaluate(store, "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }", media=media)
    assert isinstance(media.format, RdfFormat)
    assert {quad.object for quad in parse(written, media.format)} == {HOLA, Literal(2)}


@pytest.mark.parametrize(("name", "written"), [("csv", b"true"), ("tsv", b"true"), ("json", b'"boolean":true')])
def test_ask_has_an_answer_in_every_format(store: Store, name: str, written: bytes) -> None:
    assert written in evaluate(store, "ASK { ?s ?p ?o }", media=by_name(name, Form.ASK))
    assert b"false" in evaluate(store, "ASK { ?s ?p 99 }", media=by_name(name, Form.ASK))


@pytest.mark.parametrize(
    ("query", "name", "tag"),
    [
        ('SELECT ("one\\r\\ntwo\\r" AS ?x) {}', "xml", "literal"),
        ('CONSTRUCT { <a:a> <a:b> "one\\r\\ntwo\\r" } {}', "rdfxml", "b"),
    ],
)
def test_a_carriage_return_comes_back_from_xml(store: Store, query: str, name: str, tag: str) -> None:
    body = evaluate(store, query, media=by_name(name, check(query).form))
    [element] = ElementTree.fromstring(body).iterfind(f".//{{*}}{tag}")  # noqa: S314 - our own
    assert element.text == "one\r\ntwo\r"


@pytest.mark.parametrize("character", ["\\u0001", "\\f", "\\uFFFE"])
def test_what_xml_cannot_hold_is_an_error_in_xml_alone(store: Store, character: str) -> None:
    query = f'SELECT ("a{character}b" AS ?x) {{}}'
    with pytest.raises(NotAcceptable) as caught:
        evaluate(store, query, media=by_name("xml", Form.SELECT))
    assert caught.value.code == "not-in-xml"
    assert json.loads(evaluate(store, query, media=by_name("json", Form.SELECT)))["results"]["bindings"]


def test_an_empty_answer_is_an_answer(store: Store) -> None:
    nothing = evaluate(store, "SELECT ?x { ?x ?p 99 }", media=by_name("json", Form.SELECT))
    assert json.loads(nothing) == {"head": {"vars": ["x"]}, "results": {"bindings": []}}
    assert evaluate(store, "CONSTRUCT { ?x ?p 1 } { ?x ?p 99 }", media=by_name("nt", Form.CONSTRUCT)) == b""


def test_default_and_named_graphs_are_taken_together(store: Store) -> None:
    found = rows(store, EVERYTHING, dataset=QueryDataset(default=(G,), named=(H,)))
    assert [(row["g"], row["o"]) for row in found.rows] == [(None, HOLA), (H, Literal(2))]


def test_an_empty_list_of_named_graphs_is_none_of_them(store: Store) -> None:
    found = rows(store, EVERYTHING, dataset=QueryDataset(default=(H,), named=()))
    assert [(row["g"], row["o"]) for row in found.rows] == [(None, Literal(2))]


def test_a_query_that_names_its_dataset_gets_it(store: Store) -> None:
    query = "SELECT ?o FROM <http://example.org/h> { ?s ?p ?o }"
    assert rows(store, query).rows == [{"o": Literal(2)}]


def test_the_dataset_of_the_request_comes_before_the_query_s_and_the_usual_one() -> None:
    usual, requested = QueryDataset((G,), ()), QueryDataset((H,), ())
    plain, naming = Outline(Form.ASK, names_dataset=False), Outline(Form.ASK, names_dataset=True)
    assert choose_dataset(plain, usual) == usual
    assert choose_dataset(naming, usual) is None
    assert choose_dataset(plain, usual, requested) == requested
    assert choose_dataset(naming, usual, requested) == requested


def test_rows_have_their_columns_in_order_and_none_for_unbound(store: Store) -> None:
    found = rows(store, "SELECT ?z ?a ?z2 { BIND(1 AS ?a) }")
    assert found.columns == ("z", "a", "z2")
    assert found.rows == [{"z": None, "a": Literal(1), "z2": None}]


def test_an_ask_gives_one_row(store: Store) -> None:
    found = rows(store, "ASK { ?s ?p 3 }")
    assert (found.columns, found.rows) == (("boolean",), [{"boolean": Literal(True)}])


def test_facts_are_given_once(store: Store) -> None:
    query = "CONSTRUCT { ?s ?p 1 } { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    assert facts(store, query) == [(A, P, Literal(1))]


def test_rows_of_a_graph_and_facts_of_rows_are_errors(store: Store) -> None:
    graph, table = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "SELECT * { ?s ?p ?o }"
    for ask in (
        lambda: rows(store, graph),
        lambda: facts(store, table),
        lambda: evaluate(store, graph, media=by_name("csv", Form.SELECT)),
        lambda: evaluate(store, table, media=by_name("ttl", Form.CONSTRUCT)),
    ):
        with pytest.raises(QueryError) as caught:
            ask()
        assert caught.value.code == "query-form-differs"


def test_a_triple_used_as_a_term_is_no_row(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        rows(store, "SELECT (TRIPLE(<a:b>, <a:b>, 1) AS ?t) {}")
    assert caught.value.code == "triple-term"


@pytest.mark.parametrize(
    ("query", "line", "column", "said"),
    [
        ("SELECT ?x {\n ?x a nope:Thing }", 2, 7, "nope:"),
        ("SELECT ?x {\n ?x ?p (1 }", 2, 11, "}"),
        ("SELECT ?x\n (1 AS ?x) { ?x ?p 1 }", 2, 23, "an existing variable"),
        ("SELECT * {\n ?s ?p ?o .\n ?a ?b }", 3, 9, "does not parse"),
        ("SELECT * { ?s ?p 'é€𝄞' ?x }", 1, 28, "does not parse"),
    ],
)
def test_a_syntax_error_has_line_and_column(store: Store, query: str, line: int, column: int, said: str) -> None:
    with pytest.raises(QuerySyntax) as caught:
        rows(store, query)
    error = caught.value
    assert error.code == "query-syntax"
    assert error.place == Place("query", line, column)
    assert said in error.message.en
    assert "[_]" not in error.message.en
    assert "\n" not in error.message.en


def test_a_failure_after_parsing_is_a_query_error(store: Store) -> None:
    call = "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"  # refused by the engine: port 1
    with pytest.raises(QueryError) as caught:
        evaluate(store, call, media=by_name("json", Form.SELECT))
    assert caught.value.code == "query-failed"
    assert "port 1" in caught.value.message.en


@pytest.mark.parametrize(
    "fail",
    [
        lambda store: rows(store, "SELECT (<<( <a:a> <a:b> <a:c> )>> AS ?x) {}"),
        lambda store: facts(store, "SELECT ?s { ?s ?p ?o }"),
        lambda store: evaluate(store, "SELECT ?s { ?s ?p ?o }", media=by_name("ttl", Form.CONSTRUCT)),
    ],
    ids=["triple-term", "facts-of-rows", "another-format"],
)
def test_an_error_takes_no_answer_of_the_engine_to_another_thread(
    store: Store, fail: Callable[[Store], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    with ThreadPoolExecutor(1) as pool:
        error = pool.submit(fail, store).exception()
    assert isinstance(error, QueryError)
    del error
    gc.collect()
    assert complaints == []
