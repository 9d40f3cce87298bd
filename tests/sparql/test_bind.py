"""Binding: terms come back as they went in, and nothing else of the template changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, QuerySolutions, Store
from tests.sparql.injections import TEXTS

from llika.errors import ParameterError, QuerySyntax
from llika.sparql import Kind, bind, parameters, print_term, tokens
from llika.terms import XSD, Term

_HOSTILE = st.sampled_from([text for text in TEXTS if not re.search("[\ud800-\udfff]", text)])
texts = st.one_of(_HOSTILE, st.text(), st.lists(_HOSTILE).map("".join))
iris = st.one_of(
    st.sampled_from(
        [
            "http://a/?_x",
            "http://a/#c",
            "urn:x:'b'",
            "x:b)SERVICE",
            "http://é/ñ",
            "http://a/%22",
            "a:",
            "http://a/$_x;,.",
        ]
    ),
    st.text("abcé?_#/'()*+,;=:@!$&-.~", max_size=40)
    .map("http://example.org/".__add__)
    .filter(lambda iri: _is_iri(iri)),
).map(NamedNode)
literals = st.one_of(
    texts.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(["es", "es-PE", "en-latn-x-a1"])),
    st.builds(lambda text: Literal(text, language="ar", direction=BaseDirection.RTL), texts),
    st.builds(lambda text, datatype: Literal(text, datatype=datatype), texts, iris),
    st.integers().map(Literal),
    st.floats().map(Literal),
    st.booleans().map(Literal),
)


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def answer(query: str) -> list[tuple[Term | None, ...]]:
    """Return the rows of a query on an empty store."""
    solutions = Store().query(query)
    assert isinstance(solutions, QuerySolutions)
    return [tuple(row) for row in solutions]


TEMPLATES = [
    "SELECT ?v WHERE { VALUES ?v { ?_x } }",
    "SELECT ?v WHERE { VALUES ?v{?_x}}",
    "SELECT ?v WHERE { BIND($_x AS ?v) } # ?_x",
    "SELECT ?v { BIND(IF('?_x' = \"?_x\", ?_x, 0)AS?v) }",
    "SELECT ?v { { SELECT ?v { VALUES (?v ?w) { (?_x 1) } FILTER(?w<2) } } }",
]


@pytest.mark.parametrize("template", TEMPLATES)
@given(term=st.one_of(iris, literals))
@example(term=Literal("2.50", datatype=XSD.decimal))
@example(term=Literal(-1))
def test_the_bound_term_is_the_answer(template: str, term: NamedNode | Literal) -> None:
    (expected,) = next(iter(answer(f"SELECT ?v {{ VALUES ?v {{ {term} }} }}")))  # the engine's own canonical form
    query = bind(template, {"_x": term})
    (row,) = answer(query)
    assert row == (expected,)
    assert isinstance(expected, NamedNode | Literal)
    assert expected == term or isinstance(term, Literal)


@given(term=texts.map(Literal))
def test_a_plain_literal_keeps_every_character(term: Literal) -> None:
    (row,) = answer(bind("SELECT ?v { VALUES ?v { ?_x } }", {"_x": term}))
    assert row == (term,)


@given(st.one_of(iris, literals))
def test_a_printed_term_is_one_line_and_opens_no_other_token(term: NamedNode | Literal) -> None:
    printed = print_term(term)
    kinds = [token.kind for token in tokens(printed)]
    assert len(printed.splitlines()) == 1
    assert kinds in (
        [Kind.IRI],
        [Kind.STRING],
        [Kind.STRING, Kind.LANGUAGE],
        [Kind.STRING, Kind.OPERATOR, Kind.IRI],
    )


pieces = st.lists(
    st.sampled_from(
        [
            *[
                "?_x",
                "$_x",
                "?x",
                "?_xy",
                "?__x",
                "'?_x'",
                '"""?_x\n"""',
                "<a:?_x>",
                "#?_x\n",
                "_:_x",
                "a:b",
                "1",
                "@es",
            ],
            *["{", "}", ".", "?a<", ">?_x", "=", "^^", "<", ">", "-", "||", "SELECT", " "],
        ]
    ),
    max_size=20,
).map("".join)


@given(template=pieces, term=st.one_of(iris, literals))
def test_the_tokens_around_parameters_never_change(template: str, term: NamedNode | Literal) -> None:
    try:
        before = list(tokens(template))
    except QuerySyntax:
        return
    bound = bind(template, {"_x": term} if "_x" in parameters(template) else {})
    printed = [token.text for token in tokens(print_term(term))]
    expected: list[str] = []
    for token in before:
        expected += printed if token.text in ("?_x", "$_x") else [token.text]
    assert [token.text for token in tokens(bound)] == expected


def test_parameters_are_found_by_name_and_offset() -> None:
    template = "SELECT ?x { ?x a ?_kind # ?_no\n ; ?__p '?_no', <a:?_no> FILTER(?x != $_kind) }"
    found = parameters(template)
    assert list(found) == ["_kind", "__p"]
    assert [template[place : place + 6] for place in found["_kind"]] == ["?_kind", "$_kind"]


def test_an_omitted_parameter_stays_a_variable() -> None:
    assert bind("ASK { ?x ?__p ?_o }", {"_o": Literal("a")}) == 'ASK { ?x ?__p  "a"  }'


def test_a_value_for_no_parameter_is_an_error() -> None:
    with pytest.raises(ParameterError) as caught:
        bind("ASK { ?x ?p ?_o }", {"_other": Literal("a")})
    assert (caught.value.code, caught.value.parameter) == ("parameter-unknown", "_other")


def test_a_blank_node_is_no_value() -> None:
    with pytest.raises(ParameterError) as caught:
        bind("ASK { ?x ?p ?_o }", {"_o": BlankNode("b")})
    assert (caught.value.code, caught.value.parameter) == ("parameter-blank-node", "_o")
    with pytest.raises(TypeError, match="only IRIs and literals"):
        print_term(BlankNode("b"))  # type: ignore[arg-type]
