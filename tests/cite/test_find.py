"""Finding what is to be cited: every place comes with the locator that cites it and with who cites it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from llika.cite import Citer, Found, Locator, Manner, find
from llika.errors import UsageError

if TYPE_CHECKING:
    from tests.cite.conftest import Desk


def told(found: list[Found]) -> list[tuple[str, str | None]]:
    return [(one.at, one.words) for one in found]


def test_places_are_told_as_they_are_cited(desk: Desk) -> None:
    assert told(find(desk.citer, "ana nunez")) == [
        ("north:7", "It is kept by Ana Núñez."),
        ("north:8", None),
        ("north:16", "Ana Núñez is said to know every light."),
    ]


def test_all_documents_of_the_folder_are_searched_and_those_asked_for(full_desk: Desk) -> None:
    (full_desk.documents / "003_abc.txt").write_text("Dune Light is in use.\n", "utf-8")
    (full_desk.documents / "twin_1.txt").write_text("Dune Light\n", "utf-8")
    (full_desk.documents / "two words.txt").write_text("Dune Light is in use.\n", "utf-8")
    (full_desk.documents / "twin_2.txt").write_text("Dune Light\n", "utf-8")
    assert full_desk.citer.document_names() == ["003", "harbour", "north"]
    assert told(find(full_desk.citer, "light is in use")) == [("003:1", None)]
    assert told(find(full_desk.citer, "light is in use", ["north", "harbour"])) == []


def test_phrases_of_all_documents_come_before_scattered_words(full_desk: Desk) -> None:
    found = find(full_desk.citer, "reef light")
    assert [(one.name, one.hit.is_phrase) for one in found] == [("harbour", True), ("north", True), ("north", True)]
    assert [one.hit.is_phrase for one in find(full_desk.citer, "light reef")] == [False, False, False]


def test_who_cites_a_place_already_is_told(full_desk: Desk) -> None:
    (found,) = find(full_desk.citer, "old lady")
    assert [iri.value.removeprefix("https://example.org/coast/") for iri in found.cited_by] == ["mention/d8a6c8aa499c"]
    (found,) = find(full_desk.citer, "skerry light was built")
    assert len(found.cited_by) == 2
    (found,) = find(full_desk.citer, "turns by itself")
    assert found.cited_by == ()


def test_what_is_found_is_cited_as_told(desk: Desk) -> None:
    (desk.documents / "heights.txt").write_text("Table 3: Heights\n\nLight\tFeet\nDune\t12.0\n", "utf-8")
    for words, place in (("stands 530.0 feet", "north"), ("12.0", "heights")):
        (found,) = find(desk.citer, words, [place])
        desk.cite("dune height 12.0", found.at, Manner(words=found.words))
        extract = desk.citer.extract(Locator.parse(found.at), found.words)
        assert extract.span == found.clause
    assert "ev:row 1" in desk.read("claims/heights.ttl")
    assert desk.found() == []


def test_words_far_apart_in_a_long_line_are_cited_by_the_first(desk: Desk) -> None:
    (desk.documents / "long.txt").write_text(f"It begins. {'More follows. ' * 100}It ends.\n", "utf-8")
    (found,) = find(desk.citer, "begins ends", ["long"])
    assert (found.at, found.words) == ("long:1", "It begins.")


@pytest.mark.parametrize(
    ("names", "code"), [([], "no-sources"), (["north"], "no-sources"), (["x"], "unknown-document")]
)
def test_without_documents_nothing_is_searched(full_desk: Desk, names: list[str], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        find(Citer(full_desk.project), "light", names)
    assert caught.value.code == code
