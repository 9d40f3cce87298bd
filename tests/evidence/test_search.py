"""Searching documents: words are found as people remember them, and told so that they lead back to their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import examples

from llika.evidence import Searchable, SourceText, cell_at, clause_around, words_of

TEXT = (
    "Ana Núñez keeps the “old lady”. She\n  said:\tthe lamp’s colour — white — is kept. The lamp turns.\n"
    "Keeps: Ana. Nobody keeps reef\u00adlight, ANA NUN\u0303EZ says, keeps e.g. dune."
)


UNSEEN = " \n\t\u0301\u00ad"


def found(words: str, text: str = TEXT) -> list[tuple[str, int, bool]]:
    source = SourceText("coast.txt", text)
    return [
        (text[hit.span.start : hit.span.end], hit.span.line_start, hit.is_phrase)
        for hit in Searchable(source).find(words)
    ]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("ana nunez", [("Ana Núñez", 1, True), ("ANA NUN\u0303EZ", 3, True)]),
        ("ANA  Núñez\n", [("Ana Núñez", 1, True), ("ANA NUN\u0303EZ", 3, True)]),
        ("she said: the", [("She\n  said:\tthe", 1, True)]),
        ("lamp's colour - white", [("lamp’s colour — white", 2, True)]),
        ('the "old', [("the “old", 1, True)]),
        ("reeflight", [("reef\u00adlight", 3, True)]),
        ("turn", [("turn", 2, True)]),
        ("urns", []),
        ("keeps ana", [("Ana Núñez keeps", 1, False), ("Keeps: Ana", 3, False)]),
        ("ana ana", [("Ana", 1, False), ("Ana", 3, False)]),
        ("ana lamp", []),
        ("", []),
        (" \u00ad ", []),
        (".* [", []),
    ],
)
def test_words_are_found_in_every_spelling_and_across_lines(words: str, places: list[tuple[str, int, bool]]) -> None:
    assert found(words) == places


def test_a_phrase_comes_before_lines_that_hold_its_words() -> None:
    text = "light of the coast\nthe coast has a light\nno light\nthe light of the coast of light\n"
    assert [(line, is_phrase) for _, line, is_phrase in found("light of the coast", text)] == [
        (1, True),
        (4, True),
    ]
    assert [(line, is_phrase) for _, line, is_phrase in found("coast light", text)] == [
        (1, False),
        (2, False),
        (4, False),
    ]


@examples(200)
@given(text=st.text(st.sampled_from("aéÑ n\n\t-—İß\u0301\u00adﬁ"), max_size=30), data=st.data())
def test_any_stretch_of_words_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    text = f"a {text}"
    start = data.draw(st.sampled_from([place for place in range(len(text)) if place == 0 or text[place - 1] == " "]))
    wanted = text[start : data.draw(st.integers(start + 1, len(text)))]
    if not wanted.strip(UNSEEN):
        return
    hits = Searchable(SourceText("a.txt", text)).find(wanted)
    stripped = start + len(wanted) - len(wanted.lstrip(UNSEEN))
    assert any(hit.span.start <= stripped < hit.span.end for hit in hits)


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("old lady", "Ana Núñez keeps the “old lady”."),
        ("white", "the lamp’s colour — white — is kept."),
        ("turns", "The lamp turns."),
        ("dune", "Nobody keeps reef\u00adlight, ANA NUN\u0303EZ says, keeps e.g. dune."),
    ],
)
def test_a_clause_is_the_sentence_or_the_cell_around(words: str, clause: str) -> None:
    source = SourceText("coast.txt", TEXT)
    (hit,) = Searchable(source).find(words)
    span = clause_around(source, hit.span)
    assert source.text[span.start : span.end] == clause


def test_of_a_clause_that_is_too_long_some_words_are_taken() -> None:
    source = SourceText("a.txt", f"{'word ' * 200}middle {'other ' * 200}")
    (hit,) = Searchable(source).find("middle")
    span = clause_around(source, hit.span)
    assert source.text[span.start : span.end] == f"{'word ' * 12}middle {'other ' * 12}".strip()


def test_words_that_lead_to_a_clause_are_short_and_exact() -> None:
    told = "The old light was kept … coast, for many long years."
    begin, end = "The old light was kept by Ana,", "who was born on the coast, for many long years."
    source = SourceText("a.txt", f"The old light was built early. {begin} {end}")
    (hit,) = Searchable(source).find("coast")
    assert words_of(source, clause_around(source, hit.span)) == told


def test_where_no_words_are_unique_none_are_told() -> None:
    source = SourceText("a.txt", "light light")
    assert words_of(source, source.span(0, 5)) is None


def test_a_cell_is_known_by_its_numbers() -> None:
    text = "Table 1: A\n\nx\ty\nb\t7\nc\t7\n\nd\t7\n"
    source = SourceText("a.txt", text)
    assert [cell_at(source, hit.span) for hit in Searchable(source).find("7")] == [(1, 1, 2), (1, 2, 2), None]


@pytest.mark.parametrize("words", ["the", "network", "Peru", "1", "municipalities"])
def test_everything_found_in_the_real_documents_leads_back_to_its_place(shared_dir: Path, words: str) -> None:
    count = 0
    for path in sorted((shared_dir / "sources").glob("*.txt")):
        source = SourceText.read(path)
        for hit in Searchable(source).find(words):
            clause = clause_around(source, hit.span)
            lines = clause.line_start, clause.line_end
            told = words_of(source, clause)
            ways = (cell_at(source, clause), told and source.locate(*lines, told), source.try_locate(*lines))
            assert any(ways)
            assert told is None or source.locate(*lines, told) == clause
            count += 1
    assert count > 30
