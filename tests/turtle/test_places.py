"""Places: every triple is found where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode
from tests.effort import examples

from llika.errors import SyntaxFault
from llika.terms import RDF, RDFS, XSD
from llika.turtle import places, read_text
from llika.turtle.resolve import resolve
from llika.turtle.tokens import tokens

A = "http://example.org/"
SUBJECT, P, Q, OBJECT = (NamedNode(A + name) for name in "spqo")
TEXT = f"""@prefix : <{A}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

:s a :Thing ;   # a comment
    :p :o ,
       "ñandú"@es ;
    :q [ rdfs:label "inner" ; :p ( 1
        2.0 ) ] .

:s rdfs:label "later" .
"""


@pytest.mark.parametrize(
    ("term", "place"),
    [
        ((SUBJECT, RDF.type, NamedNode(A + "Thing")), (4, 6)),
        ((SUBJECT, P, OBJECT), (5, 8)),
        ((SUBJECT, P, Literal("ñandú", language="es")), (6, 8)),
        ((SUBJECT, RDFS.label, Literal("later")), (10, 15)),
        ((SUBJECT, P, NamedNode(A + "unknown")), (5, 5)),
        ((SUBJECT, P), (5, 5)),
        ((SUBJECT, RDFS.comment, OBJECT), (4, 1)),
        ((SUBJECT,), (4, 1)),
        ((OBJECT,), (5, 8)),
        ((P,), (5, 5)),
    ],
)
def test_the_most_exact_place_is_given(
    term: tuple[NamedNode, NamedNode, NamedNode | Literal], place: tuple[int, int]
) -> None:
    assert places(TEXT).of(*term) == place


def test_what_the_text_does_not_name_has_no_place() -> None:
    assert places(TEXT).of(NamedNode(A + "nowhere"), P, OBJECT) is None


def test_blank_nodes_are_found_by_the_names_the_document_gives_them() -> None:
    found = places(TEXT)
    facts = read_text(TEXT, file="a.ttl").facts
    (inner,) = (o for s, p, o in facts if (s, p) == (SUBJECT, Q))
    assert isinstance(inner, BlankNode)
    assert found.of(inner) == (7, 8)
    assert found.of(inner, RDFS.label, Literal("inner")) == (7, 21)
    (second,) = (s for s, p, o in facts if o == Literal("2.0", datatype=XSD.decimal))
    assert found.of(second, RDF.first, Literal("2.0", datatype=XSD.decimal)) == (8, 9)


def test_look_alike_blank_nodes_by_the_thousand_do_not_hide_the_other_places() -> None:
    text = f"@prefix : <{A}> . :s :p ( {'[] ' * 1500}) ."
    assert places(text).of(SUBJECT, P) == (1, 38)


def test_lines_end_at_line_feeds_and_a_byte_order_mark_has_no_column() -> None:
    assert places(f"\ufeff<{A}s> <{A}p> 1 .").of(SUBJECT) == (1, 1)
    assert places(f"# a\r\n<{A}s>\r\n\t<{A}p> 1 .").of(SUBJECT, P) == (3, 2)


def test_brackets_too_deep_are_refused_at_their_place() -> None:
    with pytest.raises(SyntaxFault) as caught:
        places(f"<{A}s>\n<{A}p> {f'[ <{A}p> ' * 200} 1 {']' * 200} .", file="a.ttl")
    assert caught.value.code == "nested-too-deep"
    assert caught.value.place is not None
    assert caught.value.place.line == 2


def test_a_text_that_does_not_parse_is_refused() -> None:
    with pytest.raises(SyntaxFault) as caught:
        places("<s> .", file="a.ttl")
    assert str(caught.value.place) == "a.ttl:1:1"


def test_a_character_that_starts_no_token_is_refused_at_its_place() -> None:
    with pytest.raises(SyntaxFault) as caught:
        list(tokens(":a\n  {", file="a.ttl"))
    assert str(caught.value.place) == "a.ttl:2:3"


@pytest.mark.parametrize(
    ("reference", "iri"),
    [
        ("g:h", "g:h"),
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y#s", "http://a/b/c/g?y#s"),
        ("", "http://a/b/c/d;p?q"),
        ("..", "http://a/b/"),
        ("../../g", "http://a/g"),
        ("../../../g", "http://a/g"),
        ("/../g", "http://a/g"),
        ("g;x=1/../y", "http://a/b/c/y"),
    ],
)
def test_relative_iris_resolve_as_in_rfc_3986_section_5_4(reference: str, iri: str) -> None:
    assert resolve(reference, "http://a/b/c/d;p?q") == iri


# A text in Turtle with every way of writing a term, and white space and comments in every gap.

_gaps = st.sampled_from([" ", "\n", "\t ", " # a comment\n", "\r\n", " #\n#. ;\n "])
_iris = st.sampled_from(
    [":a", ":b.c", "x:d", "x:", ":é-1", r":a\,b", ":%41", f"<{A}e>", r"<http://example.org/\u00E9>"]
)
_texts = st.text(st.characters(codec="utf-8", exclude_characters="\\\"'\r\n"), max_size=5)
_literals = st.one_of(
    st.sampled_from(
        ["1", "-2.50", ".5", "1e3", "+1.E-3", "true", "false", "'''a'b\n''c'''", '"""a"b\n""c"""', r'"\t\u00F1\""']
    ),
    st.builds('"{}"{}'.format, _texts, st.sampled_from(["", "@es", "@es-PE", "^^x:t", f"^^<{A}t>"])),
)
_leaves = st.one_of(_iris, _literals, st.sampled_from(["_:n", "_:m.1", "[]", "()"]))


def _pairs(objects: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    verbs = st.one_of(st.just("a"), _iris)
    pair = st.builds("{}{}{}".format, verbs, _gaps, st.lists(objects, min_size=1, max_size=3).map(" , ".join))
    return st.builds(lambda parts, gap: f"{gap};{gap}".join(parts), st.lists(pair, min_size=1, max_size=3), _gaps)


_objects = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        _pairs(inner).map("[ {} ]".format),
        st.builds(lambda items, gap: f"({gap}{gap.join([*items, ''])})", st.lists(inner, max_size=3), _gaps),
    ),
    max_leaves=6,
)
_subjects = st.one_of(_iris, st.sampled_from(["_:n", "[]", "( 1 )", "[ a :b ]"]))
_statements = st.builds("{}{}{}{}.\n".format, _subjects, _gaps, _pairs(_objects), _gaps)
_documents = st.lists(_statements, max_size=5).map("".join)


_KINDS = {
    NamedNode: {"iri", "name", "mark"},
    BlankNode: {"blank", "mark"},
    Literal: {"string", "word", "integer", "decimal", "double"},
}


@given(_documents)
@examples(200)
def test_every_triple_of_any_text_has_a_place_where_its_object_starts(text: str) -> None:
    text = f"@prefix : <{A}> .\nPREFIX x: <{A}x#>\n{text}"
    found, lines = places(text), text.split("\n")
    for s, p, o in read_text(text, file="a.ttl").facts:
        place = found.of(s, p, o)
        assert place is not None
        token = next(tokens("\n".join([lines[place[0] - 1][place[1] - 1 :], *lines[place[0] :]]), file="a.ttl"))
        assert p == RDF.rest or token.kind in _KINDS[type(o)]
