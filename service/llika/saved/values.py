"""Terms as plain values: what a person with a spreadsheet understands, and what can be compared and sorted."""

from __future__ import annotations

import math
import unicodedata
from decimal import Decimal

from ..rules.datatypes import DATATYPES, value_of
from ..terms import XSD, BlankNode, Literal, NamedNode, Term

Plain = str | int | float | bool | None

_BOOLEAN, _FLOATING = XSD.boolean, (XSD.double, XSD.float)


def plain(term: Term | None) -> Plain:
    """Return an IRI or text as a string, a number as a number, a truth value as such, nothing as None.

    What JSON has no number for (infinity, not a number) stays a text.

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
    if value is None or literal.datatype not in DATATYPES:
        return literal.value
    if literal.datatype == _BOOLEAN:
        return bool(value.key)
    if isinstance(value.key, Decimal):
        return int(value.key) if literal.datatype != XSD.decimal else float(value.key)
    if literal.datatype in _FLOATING and math.isfinite(float(literal.value)):
        return float(literal.value)
    return literal.value
