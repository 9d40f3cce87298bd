"""The token stream: kinds, offsets, places of faults, and linear time on hostile texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llika.errors import QuerySyntax
from llika.sparql import Kind, line_column, tokens
from llika.sparql.lexer import operator_at

KINDS = [
    ("<http://example.org/a#b>", Kind.IRI),
    (r"<http://example.org/\u00e9>", Kind.IRI),
    ("<>", Kind.IRI),
    ('""', Kind.STRING),
    ('"a # no comment"', Kind.STRING),
    (r"'it\'s \u00e9'", Kind.STRING),
    ('"""one "two" \n three"""', Kind.STRING),
    ("'''a''b'''", Kind.STRING),
    ("?x", Kind.VARIABLE),
    ("$1é·", Kind.VARIABLE),
    ("@es-PE", Kind.LANGUAGE),
    ("@en--ltr", Kind.LANGUAGE),
    ("_:b.1", Kind.BLANK),
    (":", Kind.PREFIXED_NAME),
    ("ex:", Kind.PREFIXED_NAME),
    ("a.b:c.d:e", Kind.PREFIXED_NAME),
    (r"ex:%41\-\~", Kind.PREFIXED_NAME),
    ("42", Kind.NUMBER),
    (".5", Kind.NUMBER),
    ("1.e5", Kind.NUMBER),
    ("1E-3", Kind.NUMBER),
    ("GROUP_CONCAT", Kind.WORD),
    ("^^", Kind.OPERATOR),
    ("||", Kind.OPERATOR),
    ("<=", Kind.OPERATOR),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_terminal_is_one_token_of_its_kind(text: str, kind: Kind) -> None:
    (token,) = tokens(text)
    assert (token.kind, token.text, token.start, token.end) == (kind, text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ex:a.", ["ex:a", "."]),
        ("_:b. ?x", ["_:b", ".", "?x"]),
        ("1.", ["1", "."]),
        ("?x-1", ["?x", "-", "1"]),
        ("1AS?x", ["1", "AS", "?x"]),
        ("?a<?b", ["?a", "<", "?b"]),
        ("?a<?b&&?c>?d", ["?a", "<?b&&?c>", "?d"]),
        ("ex:p?/ex:q", ["ex:p", "?", "/", "ex:q"]),
        ('"a"@es"b"^^<a:b>', ['"a"', "@es", '"b"', "^^", "<a:b>"]),
        ("<<( ?s ?p ?o )>>", ["<<", "(", "?s", "?p", "?o", ")", ">>"]),
        ("# all\r?x #\n?y", ["?x", "?y"]),
    ],
)
def test_the_longest_terminal_is_taken(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(text)] == expected


def test_less_than_can_be_read_where_an_iri_is_the_longest_match() -> None:
    text = "?a<=?b>"
    assert [token.text for token in tokens(text)] == ["?a", "<=?b>"]
    operator = operator_at(text, 2)
    assert operator is not None
    assert operator.text == "<="


def test_offsets_survive_comments_and_lines() -> None:
    text = "ASK # é\n{ ?x a ex:Network }"
    found = {token.text: token for token in tokens(text)}
    network = found["ex:Network"]
    assert text[network.start : network.end] == "ex:Network"
    assert line_column(text, network.start) == (2, 8)


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [
        ("SELECT ?x\n { ?x ?\\u0070 1 }", 2, 8, "backslash"),
        ('ASK {\n\n  ?x ?p "open }', 3, 9, "not closed"),
        ('ASK { ?x ?p "\\q" }', 1, 13, "unknown escape"),
        ("ASK { ?x ?p '''a'' }", 1, 13, "'''"),
        ('ASK { ?x ?p """a"" " }', 1, 13, '"""'),
        ("ASK { ?x ?p €5 }", 1, 13, "U+20AC"),
        ("\ufeffASK {}", 1, 1, "U+FEFF"),
        ("ASK\u00a0{}", 1, 4, "U+00A0"),
    ],
)
def test_what_is_no_token_is_reported_at_its_place(text: str, line: int, column: int, word: str) -> None:
    with pytest.raises(QuerySyntax) as caught:
        list(tokens(text))
    error = caught.value
    assert error.code == "query-syntax"
    assert error.place is not None
    assert (error.place.line, error.place.column) == (line, column)
    assert word in error.message.en


@given(st.text(alphabet=" \n#<>?$_:@.\"'\\abzE019é-+{}()^|&!=/*,;%u", max_size=60))
def test_tokens_never_overlap_and_only_space_and_comments_lie_between(text: str) -> None:
    try:
        found = list(tokens(text))
    except QuerySyntax:
        return
    gaps = [text[before.end : after.start] for before, after in pairwise(found)]
    assert all(text[token.start : token.end] == token.text != "" for token in found)
    assert all(not line.split("#")[0].strip() for gap in gaps for line in gap.splitlines())


HOSTILE = [
    "a.",
    "a ",
    "<",
    "<#>",
    "<a",
    '"',
    '\\"',
    "'''",
    '"""a""',
    "x:a.",
    "x:a..",
    "_:a..",
    "1.",
    "1e",
    "@a-",
    "#",
    "#\n",
    "?",
    "%4",
    "a" * 300 + ".",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_long_hostile_text_ends(unit: str) -> None:
    """A quadratic pattern would take minutes on these 200 kB."""
    text = unit * (200_000 // len(unit))
    try:
        count = sum(1 for _ in tokens(text))
    except QuerySyntax:
        return
    assert count <= len(text)
