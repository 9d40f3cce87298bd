"""Tables of comma-separated values (RFC 4180) whose every cell knows its place: citations are typed in spreadsheets.

UTF-8 with or without a byte order mark; cells are separated by commas, semicolons or tabs, which the head shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ..errors import InputError, LlikaError, Place, SyntaxFault
from ..terms import Text
from ..turtle.faults import not_utf8, unreadable

MAX_BYTES = 16_000_000
MAX_ROWS = 100_000
MAX_CELL = 10_000
_MAX_CELLS = 100
_LINE_END = re.compile(r"\r\n?|\n")
_DELIMITERS = ",;\t"
_T = TypeVar("_T")
_Cell = tuple[str, Place]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by the names of their columns, without the white space around them."""

    place: Place
    cells: Mapping[str, _Cell]

    def __getitem__(self, column: str) -> str:
        return self.cells[column][0] if column in self.cells else ""

    def place_of(self, column: str) -> Place:
        """Return where a cell stands; the row where there is no such column."""
        return self.cells[column][1] if column in self.cells else self.place

    def read(self, column: str, parse: Callable[[str], _T]) -> _T:
        """Return what a cell says; an error in it gets its place."""
        try:
            return parse(self[column])
        except LlikaError as error:
            error.place = self.place_of(column)
            raise


def read_sheet(path: Path, columns: Collection[str]) -> list[Row]:
    """Read a table; rows without any text are left out.

    :param columns: the names that the head may have, in any order
    :raises InputError: ``file-missing``, ``file-unreadable``, ``csv-too-large``
    :raises SyntaxFault: ``not-utf8``, ``csv-syntax``, ``csv-head``
    """
    text = _text(path)
    records = _Reader(text, _delimiter(text, columns), str(path)).records()
    head = next(records)
    names = [name.lower() for name, _ in head]
    for name, (written, place) in zip(names, head, strict=True):
        if name not in columns or names.count(name) > 1:
            raise _wrong_head(written, columns, place)
    rows: list[Row] = []
    for cells in records:
        place = cells[0][1]
        if any(cell for cell, _ in cells):
            if len(cells) != len(names):
                raise _wrong_count(len(cells), len(names), place)
            if len(rows) == MAX_ROWS:
                raise _too_large(path)
            rows.append(Row(place, dict(zip(names, cells, strict=True))))
    return rows


def _delimiter(text: str, columns: Collection[str]) -> str:
    """Return what separates the cells of the head into the most names that are known."""
    head = _LINE_END.split(text[:MAX_CELL], maxsplit=1)[0].lower()
    return max(_DELIMITERS, key=lambda one: len({name.strip(' "') for name in head.split(one)}.intersection(columns)))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path)
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(error, str(path)) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_utf8(data, error.start, str(path)) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _fault(
            Text("The table holds a NUL character.", "La tabla contiene un carácter NUL."),
            Text("Save it as CSV in UTF-8, not as a workbook.", "Guárdela como CSV en UTF-8, no como libro."),
            Place(str(path), line),
        )
    return text


def _too_large(path: Path) -> InputError:
    size = f"{MAX_BYTES // 1_000_000} MB"
    return InputError(
        "csv-too-large",
        Text(f"The table exceeds {size} or {MAX_ROWS} rows.", f"La tabla supera {size} o {MAX_ROWS} filas."),
        Text("Divide it, or name the right file.", "Divídala o indique el archivo correcto."),
        place=Place(str(path)),
    )


class _Reader:
    """Takes a text apart into records of cells."""

    def __init__(self, text: str, delimiter: str, file: str) -> None:
        self._text = text
        self._delimiter = delimiter
        self._file = file
        self._line, self._line_start = 1, 0
        self._cell = re.compile(rf'"((?:[^"]++|"")*+)"|([^"{delimiter}\r\n][^{delimiter}\r\n]*+|)')

    def records(self) -> Iterator[list[_Cell]]:
        """Yield the cells of each record, at least one record."""
        record: list[_Cell] = []
        at = 0
        while True:
            cell, at = self._next(at)
            record.append(cell)
            if len(record) > _MAX_CELLS:
                raise _too_many_cells(record[0][1])
            if self._text.startswith(self._delimiter, at):
                at += 1
                continue
            yield record
            record = []
            if line_end := _LINE_END.match(self._text, at):
                at = line_end.end()
                self._line, self._line_start = self._line + 1, at
            if at == len(self._text):
                return

    def _next(self, at: int) -> tuple[_Cell, int]:
        """Return the cell at an offset and the offset of what ends it."""
        place, match = self._place(at), self._cell.match(self._text, at)
        if match is None:
            raise _not_closed(place)
        quoted, bare = match.groups()
        if quoted is not None:
            for found in _LINE_END.finditer(self._text, *match.span()):
                self._line, self._line_start = self._line + 1, found.end()
        if self._text[match.end() : match.end() + 1] not in ("", self._delimiter, "\r", "\n"):
            raise _not_ended(self._place(match.end()))
        cell = bare if quoted is None else quoted.replace('""', '"')
        if len(cell) > MAX_CELL:
            raise _too_long(len(cell), place)
        return (cell.strip(), place), match.end()

    def _place(self, offset: int) -> Place:
        """Return the place of an offset in the line that was reached."""
        return Place(self._file, self._line, offset - self._line_start + 1)


def _fault(message: Text, hint: Text, place: Place) -> SyntaxFault:
    return SyntaxFault("csv-syntax", message, hint, place=place)


def _not_closed(place: Place) -> SyntaxFault:
    return _fault(
        Text("A quoted cell does not end.", "Una celda entre comillas no termina."),
        Text("Close it with a quotation mark.", "Ciérrela con una comilla."),
        place,
    )


def _not_ended(place: Place) -> SyntaxFault:
    return _fault(
        Text("Text follows the end of a quoted cell.", "Hay texto tras el fin de una celda entre comillas."),
        Text(
            'Double the quotation marks within a cell: """Lima""@es".',
            'Duplique las comillas dentro de la celda: """Lima""@es".',
        ),
        place,
    )


def _too_long(count: int, place: Place) -> SyntaxFault:
    return _fault(
        Text(
            f"A cell has {count} characters; {MAX_CELL} are allowed.",
            f"Una celda tiene {count} caracteres; se permiten {MAX_CELL}.",
        ),
        Text("Look for a quotation mark that is not closed.", "Busque una comilla sin cerrar."),
        place,
    )


def _too_many_cells(place: Place) -> SyntaxFault:
    return _fault(
        Text(f"A row has more than {_MAX_CELLS} cells.", f"Una fila tiene más de {_MAX_CELLS} celdas."),
        Text("Name the right file.", "Indique el archivo correcto."),
        place,
    )


def _wrong_count(count: int, wanted: int, place: Place) -> SyntaxFault:
    return _fault(
        Text(f"The row has {count} cells, the head {wanted}.", f"La fila tiene {count} celdas, la cabecera {wanted}."),
        Text("Put cells that hold the delimiter in quotation marks.", "Entrecomille las celdas con el separador."),
        place,
    )


def _wrong_head(written: str, columns: Collection[str], place: Place) -> SyntaxFault:
    known = ", ".join(columns)
    return SyntaxFault(
        "csv-head",
        Text(f"“{written[:40]}” is no column, or is one twice.", f"«{written[:40]}» no es columna o se repite."),
        Text(f"The head names columns of these: {known}.", f"La cabecera nombra columnas de estas: {known}."),
        place=place,
    )
