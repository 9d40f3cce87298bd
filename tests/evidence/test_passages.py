"""Passages: from lines and words to offsets and digests, and the section a line stands in."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from llika.errors import InputError, LlikaError, UsageError
from llika.evidence import MAX_PASSAGE_CHARS, Section, SourceText, Span, text_digest

COMPOSED, DECOMPOSED = "Núñez", unicodedata.normalize("NFD", "Núñez")


def located(text: str, first: int, last: int | None = None, words: str | None = None) -> str:
    """Return the text that is located."""
    span = SourceText("a.txt", text).locate(first, last or first, words)
    return text[span.start : span.end]


def refused(text: str, first: int, last: int | None = None, words: str | None = None) -> UsageError:
    """Return the error that locating raises."""
    with pytest.raises(UsageError) as caught:
        SourceText("a.txt", text).locate(first, last or first, words)
    return caught.value


def test_a_digest_is_the_sha_256_of_the_text_with_single_spaces() -> None:
    assert text_digest("a \t\r\n\u00a0\u2003 b") == hashlib.sha256(b"a b").hexdigest()


def test_a_digest_does_not_depend_on_how_accents_are_encoded() -> None:
    assert COMPOSED != DECOMPOSED
    assert text_digest(COMPOSED) == text_digest(DECOMPOSED) == hashlib.sha256("Núñez".encode()).hexdigest()


@pytest.mark.parametrize(("one", "other"), [("a b", "ab"), ("a", "A"), ("ﬁ", "fi"), ("a\u200bb", "a b"), ("1", "¹")])
def test_texts_that_differ_otherwise_have_different_digests(one: str, other: str) -> None:
    assert text_digest(one) != text_digest(other)


def test_offsets_count_code_points() -> None:
    text = f"🔦🔦 {DECOMPOSED} keeps\nthe light"
    span = SourceText("a.txt", text).locate(1, 1, "keeps")
    assert span == Span(start=3 + len(DECOMPOSED) + 1, end=3 + len(DECOMPOSED) + 6, line_start=1, line_end=1)


def test_lines_end_at_lf_alone() -> None:
    text = "one\u2028still one\x0c and on\r\ntwo\r\n"
    assert located(text, 1) == "one\u2028still one\x0c and on"
    assert located(text, 2) == "two"
    assert SourceText("a.txt", text).line_count == 3


def test_a_byte_order_mark_is_a_code_point_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfLight")
    text = SourceText.read(tmp_path / "a.txt")
    assert text.locate(1, 1, "Light") == Span(start=1, end=6, line_start=1, line_end=1)


def test_line_ends_are_read_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\r\ntwo\rthree")
    assert SourceText.read(tmp_path / "a.txt").text == "one\r\ntwo\rthree"


def test_a_document_that_is_not_utf_8_is_refused_with_its_byte(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("año".encode("latin-1"))
    with pytest.raises(InputError, match="byte 1") as caught:
        SourceText.read(tmp_path / "latin.txt")
    assert (caught.value.code, str(caught.value.place)) == ("not-utf8", "latin.txt")


def test_a_document_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        SourceText.read(tmp_path / "lost.txt")
    assert (caught.value.code, str(caught.value.place)) == ("file-missing", "lost.txt")


def test_a_whole_line_is_taken_without_the_space_around_it() -> None:
    assert located("first\n \t second line \r\nthird", 2) == "second line"


def test_several_lines_are_one_passage() -> None:
    text = "\none\ntwo\n\n"
    span = SourceText("a.txt", text).locate(1, 4)
    assert (text[span.start : span.end], span.line_start, span.line_end) == ("one\ntwo", 2, 3)


@pytest.mark.parametrize(
    "words", ["kept by … Núñez", "kept by…Núñez", "kept by ... Núñez", "kept by...Núñez", "kept by Ana Núñez"]
)
def test_a_clause_is_given_by_its_first_and_last_words(words: str) -> None:
    assert located("It is kept by Ana Núñez.", 1, words=words) == "kept by Ana Núñez"


def test_a_clause_may_run_over_several_lines() -> None:
    assert located("The lamp\nturns and\nturns on", 1, 3, "lamp … turns on") == "lamp\nturns and\nturns on"


def test_the_last_words_are_looked_for_after_the_first() -> None:
    assert located("on and off and on again", 1, words="off … on") == "off and on"


def test_an_ellipsis_at_the_end_adds_nothing() -> None:
    assert located("Light of lights", 1, words="Light of …") == "Light of"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("dark", "dark"),
        ("", ""),
        ("…", ""),
        ("… here", ""),
        ("turns … dark", "dark"),
        ("here … turns", "turns"),
        ("Turns", "Turns"),
    ],
)
def test_words_that_are_not_there_are_refused(words: str, said: str) -> None:
    error = refused("It turns here", 1, words=words)
    assert error.code == "words-missing"
    assert error.message.en == f"a.txt:1 does not hold “{said}”."


def test_words_of_another_line_are_not_found() -> None:
    assert refused("one\ntwo", 1, words="two").code == "words-missing"


@pytest.mark.parametrize("words", ["on", "o", "off … on", "aa"])
def test_words_that_stand_twice_are_refused(words: str) -> None:
    assert refused("off, on and on aaa", 1, words=words).code == "words-twice"


@pytest.mark.parametrize(("first", "last"), [(0, 1), (4, 4), (2, 1), (1, 9), (10**9, 10**9)])
def test_lines_outside_the_document_are_refused(first: int, last: int) -> None:
    error = refused("one\ntwo\nthree", first, last)
    assert error.code == "line-outside"
    assert f"1 to 3, not {first} to {last}" in error.message.en


@pytest.mark.parametrize("text", ["", "\n", " \t\u00a0\r\n"])
def test_an_empty_line_is_refused(text: str) -> None:
    assert refused(text, 1).code == "line-empty"


def test_a_passage_has_at_most_600_characters() -> None:
    assert located(f" {'ñ' * MAX_PASSAGE_CHARS} ", 1) == "ñ" * MAX_PASSAGE_CHARS
    error = refused("🔦" * (MAX_PASSAGE_CHARS + 1), 1)
    assert error.code == "passage-too-long"
    assert "601 characters; 600" in error.message.en


@given(st.text(alphabet="ab \n\r\u00a0é🔦", max_size=30), st.integers(0, 5), st.integers(0, 5))
def test_a_located_passage_lies_in_its_lines_and_is_found_again(text: str, first: int, last: int) -> None:
    source = SourceText("a.txt", text)
    try:
        span = source.locate(first, last)
    except UsageError as error:
        assert error.code in {"line-outside", "line-empty"}  # noqa: PT017 - any other code is a fault
        return
    words = text[span.start : span.end]
    assert words == "\n".join(text.split("\n")[first - 1 : last]).strip()
    assert first <= span.line_start <= span.line_end <= last
    assert span in source.find_digest(span.end - span.start, source.digest(span.start, span.end))


@given(st.text(alphabet="ab \n", max_size=12), st.text(alphabet="ab", min_size=1, max_size=3))
def test_words_are_found_exactly_where_they_stand_once(line: str, words: str) -> None:
    assume("\n" not in line)
    times = sum(line.startswith(words, at) for at in range(len(line)))
    try:
        span = SourceText("a.txt", line).locate(1, 1, words)
    except LlikaError as error:
        assert error.code == ("words-twice" if times > 1 else "words-missing")  # noqa: PT017 - the code is the point
        assert times != 1
    else:
        assert (times, span.start) == (1, line.index(words))


def test_a_moved_passage_is_found_wherever_it_stands_now() -> None:
    text = SourceText("a.txt", "so far, so\ngood; so far")
    assert list(text.find_digest(6, text_digest("so far"))) == [Span(0, 6, 1, 1), Span(17, 23, 2, 2)]
    assert list(text.find_digest(6, text_digest("so bad"))) == []
    assert list(text.find_digest(99, text_digest("so far"))) == []


NUMBERED = """LIGHTHOUSES

1. THE LIGHTS

It stands high.

A. Stone towers

Built early.

B. Iron towers

Built late.

2. THE KEEPERS

They sleep.
"""


@pytest.mark.parametrize(
    ("line", "section"), [(1, "-"), (3, "LIGHTHOUSES"), (5, "1"), (9, "1.A"), (13, "1.B"), (17, "2")]
)
def test_numbered_and_lettered_headings_make_a_path(line: int, section: str) -> None:
    assert SourceText("a.txt", NUMBERED).section_at(line) == section


LISTED = """Lights

Seen from the sea are:

Reef.

The coast

The old:

Dune.

Ana then rose.
"""


@pytest.mark.parametrize(
    ("sections", "found"),
    [
        (None, {5: "Seen from the sea are", 11: "The old", 13: "The old"}),
        ((), {5: "-", 11: "-", 13: "-"}),
        ((Section(7, 11),), {5: "-", 7: "-", 8: "The coast", 11: "The coast", 12: "-", 13: "-"}),
        (
            (Section(1, 13), Section(7, 11), Section(9, 11)),
            {1: "-", 5: "Lights", 9: "The coast", 11: "The old", 13: "Lights"},
        ),
    ],
)
def test_listed_sections_count_and_looks_no_more(sections: tuple[Section, ...] | None, found: dict[int, str]) -> None:
    text = SourceText("a.txt", LISTED, sections)
    assert {line: text.section_at(line) for line in found} == found


@pytest.mark.parametrize(("section", "told"), [(Section(7, 15), "no line 15; it has 14"), (Section(2, 5), "line 2")])
def test_a_document_that_lacks_a_line_of_its_sections_is_refused(section: Section, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        SourceText("a.txt", LISTED, [section])
    assert caught.value.code == "sections-wrong"


PLAIN = """THE COAST

Where it begins:

The sand ends, the rock begins.

Towers of stone

Old ones.
Not a heading

Annex I

Lists.
"""


@pytest.mark.parametrize(
    ("line", "section"),
    [
        (1, "-"),
        (3, "THE COAST"),
        (5, "Where it begins"),
        (9, "Towers of stone"),
        (10, "Towers of stone"),
        (14, "Annex I"),
    ],
)
def test_without_numbers_the_nearest_heading_names_the_section(line: int, section: str) -> None:
    assert SourceText("a.txt", PLAIN).section_at(line) == section


@pytest.mark.parametrize(
    "line",
    [
        "A sentence ends with a point.",
        "lower case begins",
        "A list, of, three",
        "A cell\tand another",
        "Long " * 20,
        "Is it one?",
        "What was said about the lamps of the coast in spring:",
        "",
    ],
)
def test_what_is_no_heading_names_no_section(line: str) -> None:
    assert SourceText("a.txt", f"{line}\n\nText.").section_at(3) == "-"


def test_a_line_among_others_is_no_heading() -> None:
    assert SourceText("a.txt", "Looks like one\nbut goes on.\n\nText.").section_at(4) == "-"
