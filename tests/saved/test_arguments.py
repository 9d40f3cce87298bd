"""From texts by name to terms, and from terms to a query in which nothing else has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from llika.errors import ParameterError
from llika.rules.datatypes import value_of
from llika.saved import SavedQuery, bound_text, load, parse_arguments
from llika.sparql import print_term, rows, tokens
from llika.terms import PREFIXES, BlankNode, Literal, NamedNode, Term

QueryOf = Callable[[str], SavedQuery]

KNOWN = {"remurpe": NamedNode("https://example.org/id/remurpe")}
ENDINGS = {
    "string": "", "iri": "_iri", "number": "_number", "literal": "_literal", "integer": "_integer", "es": "_es",
    "date": "_xsd_date", "opaque": "_ex_code",
}  # fmt: skip
HOSTILE = [
    'x" || "1"="1', '"', "'", '"""', "\\", '\\"', "\\u0022", "a>b", "> } #", "}", "{", "#", "# \n", "\n", "\r\n",
    '"@en', '"^^<http://www.w3.org/2001/XMLSchema#integer>', "<http://a/>", "?_x", "$_x", "?s", "UNION { ?s ?p ?o }",
    "ñandú", "\u2028", "\u0000", "\ufeff", "😀", "x" * 20_000, "1 } ; DROP ALL", "SERVICE <http://x/> {}", "urn:a>b",
    "javascript:alert(1)", "ev:x", "_:b", "-1", "1e5", "2017-04-21", "remurpe", "", " ",
]  # fmt: skip


def resolve(slug: str) -> NamedNode | None:
    return KNOWN.get(slug)


@pytest.fixture(scope="module")
def echoes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SavedQuery]:
    """One query for each kind that gives back what it was bound to, and a second row that must stay as it is."""
    folder = tmp_path_factory.mktemp("queries")
    found = {}
    for kind, ending in ENDINGS.items():
        path: Path = folder / f"{kind}.rq"
        path.write_text(f'SELECT ?v ?n {{ VALUES (?v ?n) {{ (?_x{ending} 1) ("?_x{ending}" 2) }} }} # ?_x', "utf-8")
        found[kind] = load(path, shown_as=path.name, prefixes={**PREFIXES, "ex": "https://example.org/"})
    return found


@pytest.mark.parametrize("kind", ENDINGS)
@given(text=st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40)))
def test_whatever_is_given_is_a_term_or_is_refused(echoes: dict[str, SavedQuery], kind: str, text: str) -> None:
    query = echoes[kind]
    arguments = _parsed(query, text)
    if arguments is None:
        return
    bound = bound_text(query, arguments)
    table = rows(Store(), bound)
    one, other = sorted(table.rows, key=lambda row: str(row["n"]))
    assert _is_same(one["v"], arguments["x"])
    assert other["v"] == Literal(f"?_x{ENDINGS[kind]}")
    term = [token.text for token in tokens(_printed(arguments["x"]))]
    expected = [
        part for token in tokens(query.text) for part in (term if token.text == f"?_x{ENDINGS[kind]}" else [token.text])
    ]
    assert [token.text for token in tokens(bound)] == expected


def _parsed(query: SavedQuery, text: str) -> dict[str, Term] | None:
    """Return the arguments, or None where they are refused as they should be."""
    try:
        return parse_arguments(query, {"x": text}, resolve)
    except ParameterError as error:
        if (error.code, error.parameter) in {("parameter-missing", "x"), ("parameter-type", "x")}:
            return None
        raise


def _is_same(found: Term | None, given: Term) -> bool:
    """Return whether two terms are one; the engine writes numbers in its own way."""
    if isinstance(found, Literal) and isinstance(given, Literal) and found.datatype == given.datatype:
        return found == given or value_of(found) == value_of(given)
    return found == given


def _printed(term: Term) -> str:
    assert not isinstance(term, BlankNode)
    return print_term(term)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_string_comes_back_character_by_character(echoes: dict[str, SavedQuery], text: str) -> None:
    query = echoes["string"]
    table = rows(Store(), bound_text(query, parse_arguments(query, {"x": text}, resolve)))
    assert Literal(text) in [row["v"] for row in table.rows]


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("https://example.org/id/cies", "https://example.org/id/cies"),
        ("<https://example.org/id/cies>", "https://example.org/id/cies"),
        (" ev:Gap ", "https://w3id.org/llika/evidence#Gap"),
        ("remurpe", "https://example.org/id/remurpe"),
    ],
)
def test_an_iri_is_given_in_full_or_short_or_as_a_slug(echoes: dict[str, SavedQuery], text: str, iri: str) -> None:
    assert parse_arguments(echoes["iri"], {"x": text}, resolve) == {"x": NamedNode(iri)}


@pytest.mark.parametrize(
    "text", ["nobody", "un known", "a>b", "http://a b/", "_:b", "no/slug", "../up", "http://a/\ud800"]
)
def test_what_names_no_term_is_refused(echoes: dict[str, SavedQuery], text: str) -> None:
    with pytest.raises(ParameterError) as caught:
        parse_arguments(echoes["iri"], {"x": text}, resolve)
    assert (caught.value.code, caught.value.parameter) == ("parameter-type", "x")


@pytest.mark.parametrize(
    ("arguments", "code", "parameter"),
    [
        ({}, "parameter-missing", "body"),
        ({"body": ""}, "parameter-missing", "body"),
        ({"body": "remurpe", "boddy": "x"}, "parameter-unknown", "boddy"),
        ({"body": "remurpe", "_body_iri": "x"}, "parameter-unknown", "_body_iri"),
        ({"body": "remurpe", "status": "dropped"}, "parameter-value", "status"),
        ({"body": "remurpe", "year": "soon"}, "parameter-type", "year"),
    ],
)
def test_wrong_arguments_are_refused_by_name(
    query_of: QueryOf, arguments: dict[str, str], code: str, parameter: str
) -> None:
    query = query_of(
        "#+ enumerate: [{status: [done, planned]}]\n#+ defaults: [{year: 2017}, {status: done}]\n"
        "ASK { ?_body_iri ?p ?_status , ?_year_integer }"
    )
    with pytest.raises(ParameterError) as caught:
        parse_arguments(query, arguments, resolve)
    assert (caught.value.code, caught.value.parameter) == (code, parameter)


def test_a_default_stands_in_for_what_is_not_given(query_of: QueryOf) -> None:
    query = query_of("#+ defaults: [{year: 2017}]\nASK { ?s ?p ?_year_integer }")
    assert parse_arguments(query, {}, resolve) == {"year": Literal(2017)}
    assert parse_arguments(query, {"year": "2016"}, resolve) == {"year": Literal(2016)}


def test_an_enumerated_iri_may_be_written_in_any_way(query_of: QueryOf) -> None:
    query = query_of("#+ enumerate: [{body: [remurpe]}]\nASK { ?_body_iri ?p ?o }")
    found = parse_arguments(query, {"body": "https://example.org/id/remurpe"}, resolve)
    assert found == {"body": KNOWN["remurpe"]}


def test_an_optional_parameter_that_is_not_given_stays_a_variable(query_of: QueryOf) -> None:
    query = query_of("SELECT ?s { ?s ?p ?__value }")
    assert parse_arguments(query, {}, resolve) == {}
    assert bound_text(query, {}) == query.text
    assert "?__value" not in bound_text(query, {"value": Literal("x")})


def test_a_query_is_not_run_without_its_required_parameters(query_of: QueryOf) -> None:
    query = query_of("SELECT ?s { ?s ?p ?_value }")
    with pytest.raises(ParameterError, match="value"):
        bound_text(query, {})
    with pytest.raises(ParameterError, match="other"):
        bound_text(query, {"value": Literal(1), "other": Literal(1)})
