"""Which page of a query's rows is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypedDict

from ...errors import ParameterError
from ...terms import Text

PAGING = frozenset({"page", "page_size", "sort"})
"""The parameters of rows; a graph has none of them."""

_NUMBERS: tuple[Literal["page"], Literal["page_size"]] = ("page", "page_size")
_MOST_DIGITS = 9


class Paging(TypedDict, total=False):
    """A page of rows, and their order."""

    page: int
    page_size: int
    sort: str


def read_paging(asked: Mapping[str, str]) -> Paging:
    """Return the page that parameters ask for.

    :raises ParameterError: ``parameter-type``
    """
    found: Paging = {}
    for name in _NUMBERS:
        if (text := asked.get(name)) is None:
            continue
        if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
            raise _no_number(name, text[:80])
        found[name] = int(text)
    if "sort" in asked:
        found["sort"] = asked["sort"]
    return found


def _no_number(name: str, text: str) -> ParameterError:
    return ParameterError(
        "parameter-type",
        Text(f"“{text}”, given as {name}, is no number.", f"«{text}», dado como {name}, no es un número."),
        Text("Give a whole number; pages count from 1.", "Dé un número entero; las páginas se cuentan desde 1."),
        parameter=name,
    )
