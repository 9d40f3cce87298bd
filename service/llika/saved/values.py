"""Terms as plain values: what a person with a spreadsheet understands, and what can be compared and sorted."""

from __future__ import annotations

import math
import unicodedata
from decimal import Decimal

from ..rules.datatypes import value_of
from ..terms import XSD, BlankNode, Literal, NamedNode, Term

Plain = str | int | float | bool | None

_LARGEST = 2**53
"""Beyond it JSON readers and spreadsheets round integers."""


def plain(term: Term | None) -> Plain:
    """Return an IRI or text as a string, a number as a number, a truth value as such, nothing as None.

    What JSON readers have no number for stays a text: infinity, not a number, integers beyond 2^53.

    >>> plain(Literal("07", datatype=XSD.integer)), plain(Literal("red", language="es")), plain(Literal(True))
    (7, 'red', True)
    """
    match term:
        case None:
            return None
        case NamedNode() | BlankNode():
            return term.value
        case Literal():
            return _plain_literal(term)


def number(term: Term | None) -> int | float | None:
    """Return the finite number that a literal writes, or None."""
    value = plain(term)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def fold(text: str) -> str:
    """Return a text without case, accents and doubled or outer spaces, to compare by.

    >>> fold("  Comunidad  TÉCNICA ")
    'comunidad tecnica'
    """
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return " ".join(unicodedata.normalize("NFC", bare).casefold().split())


def order(term: Term) -> tuple[bool, float | int, str, str]:
    """Return what terms are sorted by: numbers by value, then all else by its folded text."""
    value = number(term)
    if value is not None:
        return False, value, "", str(term)
    return True, 0, fold(str(plain(term))), str(term)


def _plain_literal(literal: Literal) -> Plain:
    value = value_of(literal)
    if value is None:
        return literal.value
    match value.space:
        case "boolean":
            return bool(value.key)
        case "decimal" if isinstance(value.key, Decimal) and abs(value.key) <= _LARGEST:
            return float(value.key) if literal.datatype == XSD.decimal else int(value.key)
        case "double" | "float" if math.isfinite(found := float(literal.value)):
            return found
    return literal.value
