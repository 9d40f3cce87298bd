"""Literals by value: which value a literal writes, and which datatypes that value belongs to.

Source: OWL 2 Web Ontology Language Profiles, section 4.2.1 (the datatypes of OWL 2 RL), and XML Schema Definition
Language 1.1 Part 2. Identity of values, not their order, is what OWL compares: one instant written with two time zone
offsets is two values, and the value spaces of decimal, double and float share nothing.
"""

from __future__ import annotations

import base64
import binascii
import calendar
import math
import re
import struct
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from ..terms import RDF, RDFS, XSD, Term


class Value(NamedTuple):
    """A point of a value space; two literals write the same value if their values are equal.

    The space ``opaque`` is for literals whose value is unknown here: equal to themselves only, different from nothing.
    """

    space: str
    key: object


def value_of(literal: Literal) -> Value | None:
    """Return the value that a literal writes, or None if its lexical form is none of its datatype's.

    >>> value_of(Literal("01", datatype=XSD.integer)) == value_of(Literal("1.0", datatype=XSD.decimal))
    True
    >>> value_of(Literal("one", datatype=XSD.integer)) is None
    True
    """
    if literal.language is not None:
        return Value("tagged", (literal.value, literal.language.lower()))
    known = DATATYPES.get(literal.datatype)
    if known is None or known.read is None:
        return Value("opaque", literal)
    value = known.read(literal.value)
    return value if value is not None and (value.space == "opaque" or known.holds(value)) else None


def is_inside(literal: Term, datatype: Term) -> bool:
    """Return whether the value of a literal is known to belong to a datatype (rule dt-type2)."""
    known = DATATYPES.get(datatype) if isinstance(datatype, NamedNode) else None
    if known is None or not isinstance(literal, Literal):
        return False
    value = value_of(literal)
    return value is not None and (known.holds(value) or literal.datatype == datatype)


def is_outside(literal: Term, datatype: Term) -> bool:
    """Return whether the value of a literal is known not to belong to a datatype (rule dt-not-type)."""
    if not isinstance(literal, Literal) or not isinstance(datatype, NamedNode) or datatype not in DATATYPES:
        return False
    value = value_of(literal)
    return value is not None and value.space != "opaque" and not DATATYPES[datatype].holds(value)


def is_malformed(literal: Term, _: Term) -> bool:
    """Return whether a term is a literal whose lexical form its datatype does not have."""
    return isinstance(literal, Literal) and value_of(literal) is None


def are_equal(one: Term, other: Term) -> bool:
    """Return whether two different literals write the same value (rule dt-eq)."""
    if not isinstance(one, Literal) or not isinstance(other, Literal):
        return False
    value = value_of(one)
    return value is not None and value == value_of(other)


def are_different(one: Term, other: Term) -> bool:
    """Return whether two literals are known to write different values (rule dt-diff)."""
    if not isinstance(one, Literal) or not isinstance(other, Literal):
        return False
    first, second = value_of(one), value_of(other)
    return first is not None and second is not None and first != second and "opaque" not in (first.space, second.space)


class _Datatype(NamedTuple):
    """How to read a lexical form, and which values belong; without a reader the values are not told apart."""

    read: Callable[[str], Value | None] | None
    holds: Callable[[Value], bool]


_TIME = re.compile(
    r"(-?(?:[1-9]\d{3,}|0\d{3}))-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?", re.ASCII
)
_DOUBLE = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d+)?|[+-]?INF|NaN", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_NAME_START = r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F" + (
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME_PART = _NAME_START + r"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040"
_STRINGS: Mapping[str, str] = {
    "normalizedString": r"[^\t\n\r]*",
    "token": r"(?:[^\t\n\r ]+(?: [^\t\n\r ]+)*)?",
    "language": r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
    "NMTOKEN": rf"[:{_NAME_PART}]+",
    "Name": rf"[:{_NAME_START}][:{_NAME_PART}]*",
    "NCName": rf"[{_NAME_START}][{_NAME_PART}]*",
}
"""Patterns of the types derived from string, compiled when one is used: those of names take their time."""
_INTEGERS: Mapping[str, tuple[float, float]] = {
    "integer": (-math.inf, math.inf),
    "nonNegativeInteger": (0, math.inf),
    "nonPositiveInteger": (-math.inf, 0),
    "positiveInteger": (1, math.inf),
    "negativeInteger": (-math.inf, -1),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}


def _read_decimal(text: str) -> Value | None:
    return Value("decimal", Decimal(text)) if _DECIMAL.fullmatch(text) else None


def _read_integer(text: str) -> Value | None:
    return Value("decimal", Decimal(text)) if _INTEGER.fullmatch(text) else None


def _read_double(text: str) -> Value | None:
    return Value("double", struct.pack(">d", float(text))) if _DOUBLE.fullmatch(text) else None


def _read_float(text: str) -> Value | None:
    if not _DOUBLE.fullmatch(text):
        return None
    try:
        return Value("float", struct.pack(">f", float(text)))
    except OverflowError:
        return Value("float", struct.pack(">f", math.copysign(math.inf, float(text))))


def _read_boolean(text: str) -> Value | None:
    return Value("boolean", text in ("true", "1")) if text in ("true", "false", "1", "0") else None


def _read_hex(text: str) -> Value | None:
    return Value("hexBinary", bytes.fromhex(text)) if re.fullmatch(r"(?:[0-9A-Fa-f]{2})*", text) else None


def _read_base64(text: str) -> Value | None:
    try:
        return Value("base64Binary", base64.b64decode(text.replace(" ", ""), validate=True))
    except (binascii.Error, ValueError):
        return None


def _read_time(text: str) -> Value | None:
    """Read a dateTime; the end of a day written as 24:00:00 is left opaque, since it is the next day's beginning."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute = (int(part) for part in found.groups()[:5])
    second, offset = Decimal(found[6]), _offset(found[7])
    if not (1 <= month <= 12 and 1 <= day <= _days(year, month) and minute < 60 and second < 60):
        return None
    if hour == 24 and minute == 0 and second == 0:
        return Value("opaque", text)
    in_range = hour < 24 and (offset is None or abs(offset) <= 14 * 60)
    return Value("dateTime", (year, month, day, hour, minute, second, offset)) if in_range else None


def _days(year: int, month: int) -> int:
    return calendar.monthrange(2000 + year % 400, month)[1]


def _offset(text: str | None) -> int | None:
    """Return a time zone offset in minutes."""
    if text is None or text == "Z":
        return None if text is None else 0
    minutes = int(text[1:3]) * 60 + int(text[4:])
    return -minutes if text[0] == "-" else minutes


def _in_space(*spaces: str) -> Callable[[Value], bool]:
    return lambda value: value.space in spaces


def _in_range(least: float, greatest: float) -> Callable[[Value], bool]:
    def holds(value: Value) -> bool:
        number = value.key
        return isinstance(number, Decimal) and number == number.to_integral_value() and least <= number <= greatest

    return holds


def _in_language(pattern: str) -> Callable[[Value], bool]:
    return lambda value: value.space == "string" and bool(re.fullmatch(pattern, str(value.key)))


def _has_offset(value: Value) -> bool:
    return value.space == "dateTime" and isinstance(value.key, tuple) and value.key[-1] is not None


def _read_as(space: str) -> Callable[[str], Value]:
    return lambda text: Value(space, text)


DATATYPES: Mapping[NamedNode, _Datatype] = {
    RDFS.Literal: _Datatype(None, lambda _: True),
    RDF.XMLLiteral: _Datatype(None, lambda _: False),
    RDF.PlainLiteral: _Datatype(None, _in_space("string", "tagged")),
    RDF.langString: _Datatype(None, _in_space("tagged")),
    XSD.string: _Datatype(_read_as("string"), _in_space("string")),
    XSD.anyURI: _Datatype(_read_as("anyURI"), _in_space("anyURI")),
    XSD.boolean: _Datatype(_read_boolean, _in_space("boolean")),
    XSD.decimal: _Datatype(_read_decimal, _in_space("decimal")),
    XSD.double: _Datatype(_read_double, _in_space("double")),
    XSD.float: _Datatype(_read_float, _in_space("float")),
    XSD.hexBinary: _Datatype(_read_hex, _in_space("hexBinary")),
    XSD.base64Binary: _Datatype(_read_base64, _in_space("base64Binary")),
    XSD.dateTime: _Datatype(_read_time, _in_space("dateTime")),
    XSD.dateTimeStamp: _Datatype(_read_time, _has_offset),
    **{XSD.term(name): _Datatype(_read_integer, _in_range(*bounds)) for name, bounds in _INTEGERS.items()},
    **{XSD.term(name): _Datatype(_read_as("string"), _in_language(form)) for name, form in _STRINGS.items()},
}
"""The datatypes of OWL 2 RL, and rdf:langString of RDF 1.1. Values of others are opaque: they differ from nothing."""
