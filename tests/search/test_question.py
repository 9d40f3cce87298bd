"""What people type, read."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llika.search.question import forms, name_key, read_question, tokens


def wanted(text: str) -> list[str]:
    """Return what a text looks for, stretches of several words joined; an ellipsis where the last one may go on."""
    found = read_question(text).wanted
    return [" ".join(token.word for token in one.tokens) + ("…" if one.goes_on else "") for one in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gestión municipal", ["gestion", "municipal…"]),
        ("red de municipalidades", ["red", "municipalidades…"]),
        ("the WHO", ["the", "who…"]),
        ('"red de redes" foro', ["red de redes", "foro…"]),
        ("foro «gobernanza de internet»", ["foro", "gobernanza de internet"]),
        ('"left open', ["left open"]),
        ("e-mail", ["e mail…"]),
        ("redes -foro", ["redes"]),
        ("", []),
        ('?! … -- «» ""', []),
        ("NEAR(a) AND col:x*", ["near a", "col x…"]),
        ("\x00\ud800☕ x", ["x…"]),
    ],
)
def test_a_text_is_read_as_words(text: str, words: list[str]) -> None:
    assert wanted(text) == words


def test_a_word_with_a_minus_before_it_is_unwanted() -> None:
    question = read_question("well-known redes -foro")
    assert [one.tokens[0].word for one in question.unwanted] == ["foro"]
    assert [one.tokens[0].word for one in question.wanted] == ["well", "redes"]


def test_of_a_very_long_text_the_beginning_is_read() -> None:
    assert len(read_question("palabra " * 10_000).wanted) == 16


def test_words_stand_where_they_were_typed() -> None:
    text = 'Año "Núñez Ríos"'
    assert [text[token.start : token.end] for one in read_question(text).wanted for token in one.tokens] == [
        "Año",
        "Núñez",
        "Ríos",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("networks", "network"),
        ("redes", "red"),
        ("agency", "agencies"),
        ("luces", "luz"),
        ("comite", "comites"),
        ("municipalidad", "municipalidades"),
    ],
)
def test_singular_and_plural_are_forms_of_each_other(one: str, other: str) -> None:
    assert other in forms(one)
    assert one in forms(other)


def test_an_accent_apart_from_its_letter_is_the_same_accent() -> None:
    for text in ("gestio\u0301n", "gestión"):
        assert [(token.word, token.end) for token in tokens(text)] == [("gestion", len(text))]
    assert name_key("Gestio\u0301n del AGUA") == name_key("gestion agua")


@given(st.text(max_size=80) | st.text(alphabet="\"*^()-+:«» aANDORNTE~\x00'\\", max_size=80))
def test_no_text_is_an_error_of_syntax_to_the_index(text: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(label, tokenize='unicode61 remove_diacritics 2')")
    question = read_question(text)
    if question.wanted:
        for every in (True, False):
            database.execute("SELECT * FROM texts WHERE texts MATCH ?", [question.expression(every=every)]).fetchall()
    database.close()
