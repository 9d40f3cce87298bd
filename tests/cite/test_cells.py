"""Cells of printed tables as passages: cited by their numbers, and found again when the document shifts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from llika.cite import Cell, Locator, Manner
from llika.errors import UsageError

if TYPE_CHECKING:
    from tests.cite.conftest import Desk

TABLE = "1. HEIGHTS\n\nTable 3: Heights\n\nLight\tFeet\tKeepers\nSkerry\t530.0\t1\nDune\t12.0\t1\n"
CHANGED = TABLE.replace("12.0\t1", "12.0\t2")


@pytest.fixture
def heights(desk: Desk) -> Desk:
    """Return a desk with a document that has a table."""
    (desk.documents / "heights.txt").write_text(TABLE, "utf-8")
    return desk


@pytest.mark.parametrize(
    ("at", "cell"), [("heights:table3:r2c2", Cell()), ("heights", Cell(3, 2, 2)), ("heights:7", Cell(3, 2, 2))]
)
def test_a_cell_becomes_a_passage_with_its_numbers(heights: Desk, at: str, cell: Cell) -> None:
    heights.cite("dune height 12.0", at, Manner(cell=cell))
    (passage,) = heights.citer.sources.records.passages.values()
    assert (passage.table, passage.row, passage.column, passage.line_start) == (3, 2, 2, 7)
    printed = TABLE[passage.char_start : passage.char_end]
    assert printed == ("12.0" if passage.char_start != TABLE.index("Dune") else "Dune\t12.0\t1")
    assert heights.found() == []


def test_words_narrow_a_cell(heights: Desk) -> None:
    heights.cite("skerry height 530.0", "heights:table3:r1c2", Manner(words="530"))
    extract = heights.citer.extract(Locator.parse("heights:table3:r1c2"), "530")
    assert extract.text == "530"
    assert extract.headings is not None
    assert (extract.headings.row, extract.headings.column) == ("Skerry", "Feet")
    assert heights.found() == []


def test_a_name_is_mentioned_in_a_cell(heights: Desk) -> None:
    heights.mention("dune", "Dune", "heights:table3:r2c1")
    assert "ev:column 1" in heights.read("claims/heights.ttl")
    assert heights.found() == []


@pytest.mark.parametrize(
    ("at", "manner", "code"),
    [
        ("heights:table3:r2c9", Manner(), "cell-missing"),
        ("heights:table4:r1c1", Manner(), "table-missing"),
        ("heights:table3:r2c2", Manner(cell=Cell(table=3)), "bad-locator"),
        ("heights:table3:r2c2", Manner(words="530"), "words-missing"),
        ("heights", Manner(cell=Cell(row=2)), "passage-needed"),
    ],
)
def test_a_cell_that_is_not_there_is_refused(heights: Desk, at: str, manner: Manner, code: str) -> None:
    before = heights.files()
    with pytest.raises(UsageError) as caught:
        heights.cite("dune height 12.0", at, manner)
    assert caught.value.code == code
    assert heights.files() == before


@pytest.mark.parametrize("text", ["a:table", "a:table3:", "a:table3:r", "a:table3:c2r2", "a:3:table3", "a:table3:r2c"])
def test_what_is_no_cell_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        Locator.parse(text)
    assert caught.value.code == "bad-locator"


def test_a_figure_that_stands_in_many_cells_is_found_again_in_its_own(heights: Desk) -> None:
    heights.cite("dune keptBy ana", "heights:table3:r2c3")
    (heights.documents / "heights.txt").write_text(f"1 1 1\n\n{TABLE}", "utf-8")
    assert heights.repair() == ["claims/heights.ttl"]
    assert heights.found() == []
    (passage,) = heights.citer.sources.records.passages.values()
    assert (passage.line_start, passage.row, passage.column) == (9, 2, 3)


def test_a_figure_whose_cell_now_holds_another_is_left(heights: Desk) -> None:
    heights.cite("dune keptBy ana", "heights:table3:r2c3")
    (heights.documents / "heights.txt").write_text(f"1 1 1\n\n{CHANGED}", "utf-8")
    heights.repair()
    assert heights.found() == ["passage-digest"]
