"""Tables of comma-separated values: every cell with its place, and every fault of a file said plainly."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import examples

from llika.cite import sheet
from llika.cite.sheet import Row, read_sheet
from llika.errors import LlikaError, Place

COLUMNS = ("subject", "object", "words")


def read(path: Path, data: str | bytes) -> list[Row]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_sheet(path, COLUMNS)


@pytest.mark.parametrize(
    "data",
    [
        "subject,object,words\na,b,c\n",
        "\ufeffsubject,object,words\r\na,b,c\r\n",
        "words;subject;object\nc;a;b",
        "Object\tsubject\t WORDS \r b \ta\tc\r",
        'subject,object,words\n\n"a","b","c"\n,,\n',
    ],
)
def test_tables_of_any_program_are_read(tmp_path: Path, data: str) -> None:
    (row,) = read(tmp_path / "a.csv", data)
    assert [row[name] for name in COLUMNS] == ["a", "b", "c"]


def test_a_cell_knows_its_place_below_cells_of_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    one, other = read(path, 'subject,object,words\na,"""Lima""@es","x, y\n""z"""\nd,ñ,f\n')
    assert (one["object"], one["words"]) == ('"Lima"@es', 'x, y\n"z"')
    assert one.place_of("words") == Place(str(path), 2, 17)
    assert other.place_of("words") == Place(str(path), 4, 5)
    assert other.place_of("basis") == other.place == Place(str(path), 4, 1)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"subject,object\na,\xf1\n", "not-utf8", 2, 3),
        ("subject,object\na,b\n".encode("utf-16"), "not-utf8", 1, 1),
        ("subject,object\na,b\n".encode("utf-16-le"), "csv-syntax", 1, None),
        (b"PK\x03\x04\x14\x00\x06", "csv-syntax", 1, None),
        ('subject,object\na,"b\nc,d\n', "csv-syntax", 2, 3),
        ('subject,object\na,"Lima"@es\n', "csv-syntax", 2, 9),
        ('subject,object\na,"Li\nma"@es\n', "csv-syntax", 3, 4),
        ("subject,object\na,b,c\n", "csv-syntax", 2, 1),
        ("subject,object\na,b\nc\n", "csv-syntax", 3, 1),
        ("subject,thing\na,b\n", "csv-head", 1, 9),
        ("subject,object,subject\na,b,c\n", "csv-head", 1, 1),
        ("", "csv-head", 1, 1),
        (f"subject,object\na,{'b' * 10_001}\n", "csv-syntax", 2, 3),
        (f"subject,object\na{',' * 200}\n", "csv-syntax", 2, 1),
    ],
)
def test_a_fault_is_said_with_its_place(
    tmp_path: Path, data: str | bytes, code: str, line: int, column: int | None
) -> None:
    with pytest.raises(LlikaError) as caught:
        read(tmp_path / "a.csv", data)
    assert (caught.value.code, caught.value.place) == (code, Place(str(tmp_path / "a.csv"), line, column))
    assert len(caught.value.message.en) < 200


def test_a_file_that_is_missing_or_a_folder_or_too_large_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "MAX_BYTES", 10_000)
    monkeypatch.setattr(sheet, "MAX_ROWS", 2)
    (tmp_path / "rows.csv").write_text("subject\na\nb\nc\n", "utf-8")
    (tmp_path / "large.csv").write_text("subject,object\n" + "a" * 10_000, "utf-8")
    for name, code in (
        ("none.csv", "file-missing"),
        ("", "file-unreadable"),
        ("large.csv", "csv-too-large"),
        ("rows.csv", "csv-too-large"),
    ):
        with pytest.raises(LlikaError) as caught:
            read_sheet(tmp_path / name, COLUMNS)
        assert caught.value.code == code


@examples(200)
@given(
    rows=st.lists(st.tuples(*[st.text(st.sampled_from('ab",;\t\n\r é🔦'), max_size=8)] * 3), max_size=5),
    delimiter=st.sampled_from(",;\t"),
)
def test_what_the_standard_library_writes_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], delimiter: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([COLUMNS, *rows])
    found = read(tmp_path_factory.getbasetemp() / "written.csv", text.getvalue())
    wanted = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    assert [[row[name] for name in COLUMNS] for row in found] == wanted
