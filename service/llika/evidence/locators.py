"""Where a fact is supported, as people write it, and how surely and how exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ..errors import UsageError
from ..terms import Text

CONFIDENCES = (Decimal("1.0"), Decimal("0.8"), Decimal("0.5"))
QUALIFIERS = ("about", "atLeast", "atMost", "estimate", "target")

_LOCATOR = re.compile(
    r"(?P<document>[\w.-]+)(?::(?:(?P<first>\d{1,9})(?:-(?P<last>\d{1,9}))?"
    r"|table(?P<table>\d{1,4})(?::(?=[rc])(?:r(?P<row>\d{1,4}))?(?:c(?P<column>\d{1,4}))?)?))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a printed table a passage stands: numbers from 1."""

    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a fact is supported: lines or a table's cell of a document, or a document whose text is not kept.

    >>> Locator.parse("003:890-892").last
    892
    >>> Locator.parse("003:table5:r2c4").cell
    Cell(table=5, row=2, column=4)
    """

    document: str
    first: int | None = None
    last: int | None = None
    cell: Cell = Cell()

    @classmethod
    def parse(cls, text: str) -> Locator:
        """Read ``DOCUMENT:LINE``, ``DOCUMENT:FROM-TO``, ``DOCUMENT:table5:r2c4`` or ``DOCUMENT``.

        Without a row it is the heading of a column, without a column a whole row, without both the caption.

        :raises UsageError: ``bad-locator``
        """
        match = _LOCATOR.fullmatch(text)
        if match is None:
            raise UsageError(
                "bad-locator",
                Text(f"“{text}” is no locator.", f"«{text}» no es un localizador."),
                Text(
                    "Write DOCUMENT:LINE as in 003:890, or DOCUMENT:tableN:rNcN as in 003:table5:r2c4.",
                    "Escriba DOCUMENTO:LÍNEA como en 003:890, o DOCUMENTO:tableN:rNcN como en 003:table5:r2c4.",
                ),
            )
        first, last, *cell = (int(found) if (found := match[key]) else None for key in _LOCATOR_NUMBERS)
        return cls(match["document"], first, last or first, Cell(*cell))

    def with_cell(self, cell: Cell) -> Locator:
        """Return the locator with a cell that is named apart; beside a line the cell only describes the passage.

        :raises UsageError: ``bad-locator`` where both name one
        """
        if cell == Cell():
            return self
        if self.cell != Cell():
            raise UsageError(
                "bad-locator",
                Text("The cell is named twice.", "La celda se nombra dos veces."),
                Text("Name it in the locator, or beside it.", "Nómbrela en el localizador o aparte."),
            )
        return replace(self, cell=cell)


_LOCATOR_NUMBERS = ("first", "last", "table", "row", "column")
