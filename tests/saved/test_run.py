"""Rows of a query: order, pages, and how they are shown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    QueryResultsFormat,
    QuerySolutions,
    parse_query_results,
)

from llika.errors import ParameterError, QueryError
from llika.evidence import Basis
from llika.saved import ResultPage, SavedQuery, as_csv, as_json, as_sparql, run
from llika.saved.values import fold, plain
from llika.sparql import Form, by_name
from llika.store import QueryStore
from llika.terms import XSD, Literal, NamedNode, Term

QueryOf = Callable[[str], SavedQuery]
StoreOf = Callable[[str], QueryStore]

PEOPLE = """
@prefix : <https://example.org/ontology#> .
<https://example.org/graph/a> {
  :ana :age 40 ; :name "Ána" . :bo :age 7 ; :name "bo" . :cy :age 100 . :di :age 7 ; :name "Di" .
}
"""
PREFIX = "PREFIX : <https://example.org/ontology#>\n"
AGES = PREFIX + "SELECT ?who ?age ?name { ?who :age ?age OPTIONAL { ?who :name ?name } }"


def names(page: ResultPage) -> list[str]:
    return [str(plain(row["who"])).partition("#")[2] for row in page.rows]


def page_of(*rows: dict[str, Term | None]) -> ResultPage:
    return ResultPage("q", "v", Basis.READING, {}, tuple(rows[0]), rows, 1, 10, len(rows))


def test_rows_without_an_order_of_their_own_are_sorted_by_their_text(query_of: QueryOf, store_of: StoreOf) -> None:
    page = run(query_of(AGES), store_of(PEOPLE), {})
    assert page.columns == ("who", "age", "name")
    assert names(page) == ["ana", "bo", "cy", "di"]


def test_the_order_of_the_query_is_kept(query_of: QueryOf, store_of: StoreOf) -> None:
    query = query_of(f"{AGES} ORDER BY DESC(?age) DESC(?who)")
    assert names(run(query, store_of(PEOPLE), {})) == [
        "cy",
        "ana",
        "di",
        "bo",
    ]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("age", ["bo", "di", "ana", "cy"]),
        ("-age", ["cy", "ana", "bo", "di"]),
        ("age,-who", ["di", "bo", "ana", "cy"]),
        ("name", ["ana", "bo", "di", "cy"]),
        ("-name", ["di", "bo", "ana", "cy"]),
    ],
)
def test_a_request_may_sort_by_columns(query_of: QueryOf, store_of: StoreOf, sort: str, expected: list[str]) -> None:
    assert names(run(query_of(AGES), store_of(PEOPLE), {}, sort=sort)) == expected


def test_the_pages_together_are_the_whole_answer(query_of: QueryOf, store_of: StoreOf) -> None:
    query, store = query_of(AGES), store_of(PEOPLE)
    first, second = (run(query, store, {}, page=number, page_size=3) for number in (1, 2))
    assert names(first) + names(second) == names(run(query, store, {}))
    assert (first.next, second.next) == (2, None)


def test_a_last_page_that_is_full_has_no_next(query_of: QueryOf, store_of: StoreOf) -> None:
    assert run(query_of(AGES), store_of(PEOPLE), {}, page=2, page_size=2).next is None


def test_a_page_knows_how_many_there_are(query_of: QueryOf, store_of: StoreOf) -> None:
    pages = [run(query_of(AGES), store_of(PEOPLE), {}, page=number, page_size=3) for number in (1, 2, 9)]
    assert [(one.total, one.last, one.previous, one.next) for one in pages] == [
        (4, 2, None, 2),
        (4, 2, 1, None),
        (4, 2, 2, None),
    ]
    nobody = run(query_of(f"{AGES} LIMIT 0"), store_of(PEOPLE), {})
    assert (nobody.total, nobody.last, nobody.previous, nobody.next) == (0, 1, None, None)


def test_a_page_past_the_end_is_empty(query_of: QueryOf, store_of: StoreOf) -> None:
    page = run(query_of(AGES), store_of(PEOPLE), {}, page=9, page_size=3)
    assert (page.rows, page.next) == ((), None)


def test_the_query_file_says_how_long_a_page_is(query_of: QueryOf, store_of: StoreOf) -> None:
    query = query_of(f"#+ pagination: 3\n{AGES}")
    assert len(run(query, store_of(PEOPLE), {}).rows) == 3
    assert len(run(query, store_of(PEOPLE), {}, page_size=4).rows) == 4


@pytest.mark.parametrize(
    ("page", "page_size", "sort", "parameter"),
    [(0, 10, None, "page"), (1, 0, None, "page_size"), (1, 10_001, None, "page_size"), (1, 10, "hat", "sort")],
)
def test_a_page_that_cannot_be_is_refused(
    query_of: QueryOf, store_of: StoreOf, page: int, page_size: int, sort: str | None, parameter: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        run(query_of(AGES), store_of(PEOPLE), {}, page=page, page_size=page_size, sort=sort)
    assert (caught.value.code, caught.value.parameter) == ("parameter-value", parameter)


def test_an_optional_parameter_narrows_the_rows_or_is_no_column(query_of: QueryOf, store_of: StoreOf) -> None:
    query = query_of(PREFIX + "SELECT * { ?who :age ?__age_integer }")
    whole = run(query, store_of(PEOPLE), {})
    assert whole.columns == ("who",)
    assert names(whole) == ["ana", "bo", "cy", "di"]
    assert names(run(query, store_of(PEOPLE), {"age": Literal(7)})) == ["bo", "di"]


def test_an_ask_is_one_row_with_a_truth_value(query_of: QueryOf, store_of: StoreOf) -> None:
    page = run(query_of("ASK { ?s ?p 40 }"), store_of(PEOPLE), {})
    assert [list(row.values()) for row in page.rows] == [[Literal(True)]]


def test_a_graph_is_not_given_as_rows(query_of: QueryOf, store_of: StoreOf) -> None:
    with pytest.raises(QueryError) as caught:
        run(query_of("CONSTRUCT WHERE { ?s ?p ?o }"), store_of(PEOPLE), {})
    assert caught.value.code == "query-form-differs"


def test_the_json_names_query_version_basis_parameters_and_page(query_of: QueryOf, store_of: StoreOf) -> None:
    query = query_of(
        "PREFIX : <https://example.org/ontology#>\nSELECT ?who ?name { ?who :age ?_age_integer ; :name ?name }"
    )
    page = run(query, store_of(PEOPLE), {"age": Literal(40)}, page_size=5)
    assert json.loads(json.dumps(as_json(page))) == {
        "query": "sample",
        "version": "0123456789abcdef",
        "basis": "documents",
        "parameters": {"age": 40},
        "columns": ["who", "name"],
        "rows": [{"who": "https://example.org/ontology#ana", "name": "Ána"}],
        "page": 1,
        "page_size": 5,
        "next": None,
        "total": 1,
    }


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (None, None),
        (NamedNode("https://example.org/a"), "https://example.org/a"),
        (Literal("red", language="es"), "red"),
        (Literal("007"), "007"),
        (Literal("007", datatype=XSD.integer), 7),
        (Literal("530.0", datatype=XSD.decimal), 530.0),
        (Literal("1e2", datatype=XSD.double), 100.0),
        (Literal("INF", datatype=XSD.double), "INF"),
        (Literal("9007199254740993", datatype=XSD.integer), "9007199254740993"),
        (Literal("1", datatype=XSD.boolean), True),
        (Literal("maybe", datatype=XSD.boolean), "maybe"),
        (Literal("2017-04-21", datatype=XSD.date), "2017-04-21"),
    ],
)
def test_a_value_is_one_that_a_spreadsheet_understands(term: Term | None, expected: object) -> None:
    assert (plain(term), type(plain(term))) == (expected, type(expected))


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        (Literal("=1+1"), "'=1+1"),
        (Literal("+51 1 4567"), "'+51 1 4567"),
        (Literal("-cmd|' /C calc'!A0"), "'-cmd|' /C calc'!A0"),
        (Literal("@SUM(A1)"), "'@SUM(A1)"),
        (Literal("\t=1"), "'\t=1"),
        (Literal("\r=1"), "'\r=1"),
        (Literal("\n=1"), "'\n=1"),
        (Literal("＝1+1"), "'＝1+1"),
        (Literal("＠SUM(A1)"), "'＠SUM(A1)"),
        (Literal(-5), "-5"),
        (Literal("-2.5e-3", datatype=XSD.double), "-0.0025"),
        (Literal("1=1"), "1=1"),
        (Literal('a "b", c\nd'), 'a "b", c\nd'),
        (Literal(False), "false"),
        (None, ""),
    ],
)
def test_a_cell_is_never_run_as_a_formula(term: Term | None, cell: str) -> None:
    text = as_csv(page_of({"x": term, "y": Literal("end")})).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["x", "y"], [cell, "end"]]


def test_the_csv_tells_excel_its_encoding_and_ends_lines_as_the_standard_says() -> None:
    assert as_csv(page_of({"órgano": Literal("niñez")})) == b"\xef\xbb\xbf" + "órgano\r\nniñez\r\n".encode()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_cell_survives_but_for_its_apostrophe(text: str) -> None:
    decoded = as_csv(page_of({"x": Literal(text), "y": Literal("end")})).decode().removeprefix("\ufeff")
    cell = list(csv.reader(io.StringIO(decoded, newline="")))[1][0]
    assert cell in (text, f"'{text}")


TERMS: dict[str, Term | None] = {
    "iri": NamedNode("https://example.org/ñ"),
    "plain": Literal('say "hi"\t\n<&>\\'),
    "tagged": Literal("niñez", language="es"),
    "typed": Literal("007", datatype=XSD.integer),
    "nothing": None,
}


@pytest.mark.parametrize(
    ("name", "format"),
    [("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML), ("tsv", QueryResultsFormat.TSV)],
)
def test_the_formats_of_the_standard_keep_every_term(name: str, format: QueryResultsFormat) -> None:  # noqa: A002
    written = as_sparql(page_of(TERMS, {**TERMS, "typed": None}), by_name(name, Form.SELECT))
    read = parse_query_results(written, format)
    assert isinstance(read, QuerySolutions)
    assert [{key: row[key] for key in TERMS} for row in read] == [TERMS, {**TERMS, "typed": None}]


def test_comparison_forgets_case_accents_and_spaces() -> None:
    assert fold(" ÁRBOL  de\nNIÑOS ") == fold("arbol de ninos")
