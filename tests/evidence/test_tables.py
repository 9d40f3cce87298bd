"""Printed tables: a cell is found by the numbers a reader counts, and what cannot be counted is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from llika.errors import UsageError
from llika.evidence import Headings, SourceText, Table, find_table

MARENASS = "Management of Natural Resources in the Southern Highlands Project (MARENASS)"
TEXT = """Table 2 shows the lights; Table 7: is not here.

Table 2: Lights of the coast²

Light\tHeight\t\tKeepers
\tfeet\tmetres\t
Skerry\t530.0\t161.5 ³\t1
Dune \t\t n.a. \t0
Reef\t9

Table 4 – Lamps

Lamp\tColour
old\twhite
\tand red
new\tgreen

Table 5: Announced only

It was lost.

Table 6. One
a\tb
c\td

Table 6: Another

a\tb
c\td
"""


@pytest.fixture
def text() -> SourceText:
    """Return a document with tables in every state."""
    return SourceText("coast.txt", TEXT)


def cell(table: Table, row: int | None, column: int | None) -> str:
    start, end = table.stretch(row, column)
    return table.text.text[start:end].strip()


def refused(text: SourceText, number: int, row: int | None = None, column: int | None = None) -> str:
    with pytest.raises(UsageError) as caught:
        find_table(text, number).stretch(row, column)
    assert caught.value.hint.es
    return caught.value.code


def test_a_cell_is_counted_below_the_head_and_from_the_row_headings(text: SourceText) -> None:
    table = find_table(text, 2)
    assert (table.caption, table.head, table.body) == (3, (5, 6), (7, 8, 9))
    assert [cell(table, 1, column) for column in (1, 2, 3, 4)] == ["Skerry", "530.0", "161.5 ³", "1"]
    assert (cell(table, 2, 3), cell(table, 2, 4)) == ("n.a.", "0")
    assert cell(table, 2, None) == "Dune \t\t n.a. \t0"
    assert cell(table, None, None) == "Table 2: Lights of the coast²"
    assert cell(find_table(text, 4), None, 2) == "Colour"


def test_headings_are_told_and_a_spanning_one_reaches_over_the_empty_cells(text: SourceText) -> None:
    table = find_table(text, 2)
    assert table.headings(1, 3) == Headings("Skerry", "Height / metres")
    assert table.headings(2, 4) == Headings("Dune", "Keepers")
    assert table.headings(2, None) == Headings("Dune", "")


@pytest.mark.parametrize(
    ("number", "row", "column", "code"),
    [
        (7, 1, 1, "table-missing"),
        (5, 1, 1, "table-unreadable"),
        (6, 1, 1, "table-twice"),
        (2, 0, 1, "cell-missing"),
        (2, 4, 1, "cell-missing"),
        (2, 1, 0, "cell-missing"),
        (2, 1, 5, "cell-missing"),
        (2, 2, 2, "cell-missing"),
        (2, 3, 2, "table-unreadable"),
        (2, None, 2, "table-unreadable"),
        (4, 1, 2, "table-unreadable"),
        (4, 3, 2, "table-unreadable"),
    ],
)
def test_what_cannot_be_told_is_refused(
    text: SourceText, number: int, row: int | None, column: int | None, code: str
) -> None:
    assert refused(text, number, row, column) == code


def test_the_numbers_that_are_printed_are_named(text: SourceText) -> None:
    with pytest.raises(UsageError) as caught:
        find_table(text, 7)
    assert "2, 4, 5, 6, 6" in caught.value.hint.en


@pytest.mark.parametrize(
    ("number", "row", "column", "printed", "headings"),
    [
        (1, 4, 3, "49.1", Headings("Highlands", "% of Poverty 2010")),
        (
            2,
            5,
            5,
            "30,000 ⁸",
            Headings(
                "Management of Natural Resources in the Southern Highlands Project (MARENASS)", "Target households"
            ),
        ),
        (2, 1, 4, "11.9", Headings("Credit for Small Farmers on the Highlands", "IFAD loan / US\\$ '000")),
        (3, 3, 5, "15,000", Headings("SIERRA SUR", "Impact # households ¹⁷ / Out of poverty")),
        (4, 4, 4, "360", Headings("% of active savers at the end of contract", "SIERRA SUR (3)")),
        (
            5,
            2,
            4,
            "149",
            Headings("CORREDOR", "Municipalities Supported by Project with LRACs"),
        ),
        (5, 5, 2, "n.a.", Headings("Pilot REMURPE", "Coverage of Communities")),
    ],
)
def test_the_tables_of_the_real_report_are_counted(
    shared_dir: Path, number: int, row: int, column: int, printed: str, headings: Headings
) -> None:
    (path,) = (shared_dir / "sources").glob("003_*.txt")
    table = find_table(SourceText.read(path), number)
    assert (cell(table, row, column), table.headings(row, column)) == (printed, headings)


def test_in_the_real_report_a_blank_cell_and_a_row_after_a_page_break_are_refused(shared_dir: Path) -> None:
    (path,) = (shared_dir / "sources").glob("003_*.txt")
    text = SourceText.read(path)
    assert refused(text, 4, 1, 3) == "cell-missing"
    assert find_table(text, 7).caption == 830  # the text calls it Table 5
    assert refused(text, 7, 5, 2) == "cell-missing"
