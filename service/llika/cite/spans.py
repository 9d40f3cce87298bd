"""The numbers that say where a passage stands, as the claims file has them."""

from __future__ import annotations

from ..evidence import Span
from ..terms import EV, XSD, Literal

SPAN_KEYS = (EV.charStart, EV.charEnd, EV.lineStart, EV.lineEnd)


def integer(number: int) -> Literal:
    """Return an ``xsd:integer``."""
    return Literal(str(number), datatype=XSD.integer)


def numbers_of(span: Span) -> tuple[int, int, int, int]:
    """Return the values of `SPAN_KEYS` for a span."""
    return span.start, span.end, span.line_start, span.line_end
