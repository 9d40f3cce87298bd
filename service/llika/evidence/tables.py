"""Printed tables in a source document: a caption with a number, below it lines whose cells a tab separates.

The number is the printed one, whatever the order of the tables. The head is the first line and every line directly
below it whose first cell is empty; rows count from 1 below the head, columns from 1 with the row headings as the first.
What the layout does not tell, such as which column a cell of a shorter line belongs to, is refused and never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ..errors import UsageError
from ..terms import Text
from .passages import SourceText, Span

_CAPTION = re.compile(r"(?:table|tabla|cuadro)\s+(\d{1,4})\s*(?:[:.–—-]|$)", re.IGNORECASE | re.ASCII)
_BY_LINE = Text("Cite it by its line: DOCUMENT:LINE with --words.", "Cítelo por su línea: DOCUMENTO:LÍNEA con --words.")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Headings:
    """What a cell stands under and beside, as printed."""

    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Table:
    """A printed table by its lines, each counted from 1 in its document.

    :param number: the number that its caption prints
    """

    text: SourceText
    number: int
    caption: int
    head: tuple[int, ...]
    body: tuple[int, ...]

    @property
    def name(self) -> str:
        """Return how messages name the table."""
        return f"{self.text.name}, table {self.number}"

    def stretch(self, row: int | None, column: int | None) -> Stretch:
        """Return the offsets of a cell, of a whole row, of the heading of a column, or of the caption.

        :raises UsageError: ``cell-missing``, ``table-unreadable``
        """
        if row is not None:
            line = self._row(row)
            return self.text.lines(line, line) if column is None else self._cell(line, column)
        if column is None:
            return self.text.lines(self.caption, self.caption)
        if len(self.head) > 1:
            raise self._unreadable(f"the head has {len(self.head)} lines", f"la cabecera tiene {len(self.head)} líneas")
        return self._cell(self.head[0], column)

    def headings(self, row: int | None, column: int | None) -> Headings:
        """Return what is printed at the start of a row and above a column; empty for what is not asked."""
        beside = "" if row is None else self._printed(self._row(row))[0]
        return Headings(beside, "" if column is None else " / ".join(filter(None, self._above(column))))

    def _above(self, column: int) -> list[str]:
        """Return the headings of a column; in a line above the last one, an empty cell continues the one before it."""
        found = []
        for line in self.head:
            printed = self._printed(line)[:column]
            is_spanned = line != self.head[-1] and column > 1
            found.append(next((text for text in reversed(printed) if text), "") if is_spanned else printed[-1])
        return found

    def _row(self, row: int) -> int:
        """Return the line of a row.

        A line without a heading may go on the row above or be one of its own: no row from there on is counted.
        """
        if not 1 <= row <= len(self.body):
            raise self._missing(f"rows 1 to {len(self.body)}, not {row}", f"las filas 1 a {len(self.body)}, no {row}")
        for line in self.body[: row + 1]:
            if not self._printed(line)[0]:
                raise self._unreadable(f"line {line} has no row heading", f"la línea {line} no tiene título de fila")
        return self.body[row - 1]

    def _cell(self, line: int, column: int) -> Stretch:
        cells, width = _cells(self.text, line), len(_cells(self.text, self.head[0]))
        if len(cells) != width:
            raise self._unreadable(
                f"line {line} has {len(cells)} cells, its head {width}",
                f"la línea {line} tiene {len(cells)} celdas, su cabecera {width}",
            )
        if not 1 <= column <= width:
            raise self._missing(f"columns 1 to {width}, not {column}", f"las columnas 1 a {width}, no {column}")
        start, end = cells[column - 1]
        if not self.text.text[start:end].strip():
            raise self._missing(f"nothing in column {column} of line {line}", f"vacía la celda {column}, línea {line}")
        return start, end

    def _printed(self, line: int) -> list[str]:
        return [self.text.text[start:end].strip() for start, end in _cells(self.text, line)]

    def _missing(self, english: str, spanish: str) -> UsageError:
        return UsageError(
            "cell-missing",
            Text(f"{self.name}, has {english}.", f"{self.name}: tiene {spanish}."),
            Text(
                "Count rows below the head and columns from the row headings, both from 1.",
                "Cuente las filas bajo la cabecera y las columnas desde los títulos de fila, desde 1.",
            ),
        )

    def _unreadable(self, english: str, spanish: str) -> UsageError:
        return _unreadable(self.name, english, spanish)


def find_table(text: SourceText, number: int) -> Table:
    """Return the table whose caption prints a number.

    :raises UsageError: ``table-missing``, ``table-twice``, ``table-unreadable``
    """
    captions = [line for line in range(1, text.line_count + 1) if _number(text, line) == number]
    tables = [_read(text, number, line, first) for line in captions if (first := _first_line(text, line))]
    if len(tables) == 1:
        return tables[0]
    name = f"{text.name}, table {number}"
    if not captions:
        printed = [str(found) for line in range(1, text.line_count + 1) if (found := _number(text, line))]
        raise UsageError(
            "table-missing",
            Text(
                f"{text.name} has no caption “Table {number}:”.", f"{text.name} no tiene un título «Table {number}:»."
            ),
            Text(
                f"Give a number that a caption prints: {', '.join(printed) or 'there is none'}.",
                f"Dé un número que imprima un título: {', '.join(printed) or 'no hay ninguno'}.",
            ),
        )
    if not tables:
        raise _unreadable(
            name, "no line with tabs follows its caption", "ninguna línea con tabuladores sigue al título"
        )
    places = ", ".join(str(table.caption) for table in tables)
    raise UsageError(
        "table-twice",
        Text(f"{name}, has several captions: lines {places}.", f"{name}: tiene varios títulos, líneas {places}."),
        _BY_LINE,
    )


def cell_at(text: SourceText, span: Span) -> tuple[int, int, int] | None:
    """Return the table, row and column whose cell is exactly this span; None where it is none that can be told."""
    line = span.line_start
    if span.line_end != line or "\t" not in text.text[slice(*text.lines(line, line))]:
        return None
    for number in {found for place in range(1, line) if (found := _number(text, place))}:
        try:
            table = find_table(text, number)
            for row, column in _counted(text, table, line):
                start, end = table.stretch(row, column)
                if text.locate_within(start, end, table.name) == span:
                    return number, row, column
        except UsageError:
            continue
    return None


def _counted(text: SourceText, table: Table, line: int) -> list[tuple[int, int]]:
    """Return row and column of every cell of a line that something is printed in."""
    if line not in table.body:
        return []
    row = table.body.index(line) + 1
    return [(row, column) for column, cell in enumerate(_cells(text, line), 1) if text.text[slice(*cell)].strip()]


def _number(text: SourceText, line: int) -> int | None:
    match = _CAPTION.match(text.text[slice(*text.lines(line, line))].strip())
    return int(match[1]) if match else None


def _first_line(text: SourceText, caption: int) -> int | None:
    """Return the first line with tabs below a caption, where only empty lines stand between."""
    for line in range(caption + 1, text.line_count + 1):
        printed = text.text[slice(*text.lines(line, line))]
        if printed.strip():
            return line if "\t" in printed else None
    return None


def _read(text: SourceText, number: int, caption: int, first: int) -> Table:
    lines = []
    for line in range(first, text.line_count + 1):
        if "\t" not in text.text[slice(*text.lines(line, line))]:
            break
        lines.append(line)
    below = (place for place, line in enumerate(lines[1:], 1) if text.text[slice(*_cells(text, line)[0])].strip())
    split = next(below, len(lines))
    return Table(text, number, caption, tuple(lines[:split]), tuple(lines[split:]))


def _cells(text: SourceText, line: int) -> list[Stretch]:
    start, end = text.lines(line, line)
    edges = [start - 1, *(start + match.start() for match in re.finditer("\t", text.text[start:end])), end]
    return [(left + 1, right) for left, right in pairwise(edges)]


def _unreadable(name: str, english: str, spanish: str) -> UsageError:
    return UsageError(
        "table-unreadable",
        Text(f"{name}, cannot be counted: {english}.", f"{name}: no se puede contar, {spanish}."),
        _BY_LINE,
    )
