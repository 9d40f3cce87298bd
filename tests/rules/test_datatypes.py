"""Literals by value: equal, different, inside and outside a datatype, malformed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from llika.rules.datatypes import DATATYPES, are_different, are_equal, is_inside, is_malformed, is_outside, value_of
from llika.terms import OWL, RDF, RDFS, XSD, NamedNode


def literal(text: str, datatype: str) -> Literal:
    """Return a literal of a datatype of XML Schema."""
    return Literal(text, datatype=XSD.term(datatype))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (literal("1", "integer"), literal("+01", "byte")),
        (literal("1", "integer"), literal("1.0", "decimal")),
        (literal("-0", "integer"), literal("0.00", "decimal")),
        (literal("1e1", "double"), literal("10", "double")),
        (literal("0.1", "float"), literal("1e-1", "float")),
        (literal("1e999", "float"), literal("INF", "float")),
        (literal("1", "boolean"), literal("true", "boolean")),
        (literal("ab", "hexBinary"), literal("AB", "hexBinary")),
        (literal("a", "string"), literal("a", "NCName")),
        (literal("2016-05-01T00:00:00Z", "dateTime"), literal("2016-05-01T00:00:00.0+00:00", "dateTimeStamp")),
        (Literal("red", language="es-PE"), Literal("red", language="ES-pe")),
    ],
)
def test_two_spellings_of_one_value_are_equal(one: Literal, other: Literal) -> None:
    assert are_equal(one, other)
    assert not are_different(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (literal("1", "integer"), literal("2", "integer")),
        (literal("1", "integer"), literal("1", "double")),
        (literal("0.1", "float"), literal("0.1", "double")),
        (literal("0.0", "double"), literal("-0.0", "double")),
        (literal("1", "integer"), literal("1", "string")),
        (literal("a", "string"), literal("a", "anyURI")),
        (Literal("red", language="es"), literal("red", "string")),
        (Literal("red", language="es"), Literal("red", language="en")),
        # one instant, two values: OWL 2 Structural Specification, section 4.7
        (literal("2016-05-01T10:00:00+01:00", "dateTime"), literal("2016-05-01T09:00:00Z", "dateTime")),
    ],
)
def test_values_known_to_differ_are_different(one: Literal, other: Literal) -> None:
    assert are_different(one, other)
    assert not are_equal(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (literal("2016-01-01", "date"), literal("2016-01-01Z", "date")),
        (literal("2016-01-01T24:00:00", "dateTime"), literal("2016-01-02T00:00:00", "dateTime")),
        (literal("one", "integer"), literal("1", "integer")),
        (Literal("<a/>", datatype=RDF.XMLLiteral), Literal("<a></a>", datatype=RDF.XMLLiteral)),
    ],
)
def test_of_values_that_are_unknown_nothing_is_concluded(one: Literal, other: Literal) -> None:
    assert not are_equal(one, other)
    assert not are_different(one, other)


@pytest.mark.parametrize(
    ("value", "datatype", "inside"),
    [
        (literal("127", "integer"), XSD.byte, True),
        (literal("128", "integer"), XSD.byte, False),
        (literal("5.0", "decimal"), XSD.integer, True),
        (literal("5.5", "decimal"), XSD.integer, False),
        (literal("-1", "integer"), XSD.nonNegativeInteger, False),
        (literal("18446744073709551615", "integer"), XSD.unsignedLong, True),
        (literal("18446744073709551616", "integer"), XSD.unsignedLong, False),
        (literal("a b", "string"), XSD.token, True),
        (literal("a  b", "string"), XSD.token, False),
        (literal("a\tb", "string"), XSD.normalizedString, False),
        (literal("es-PE", "string"), XSD.language, True),
        (literal("9a", "string"), XSD.NMTOKEN, True),
        (literal("9a", "string"), XSD.Name, False),
        (literal("a:b", "string"), XSD.Name, True),
        (literal("a:b", "string"), XSD.NCName, False),
        (Literal("a", language="es"), XSD.string, False),
        (Literal("a", language="es"), RDF.PlainLiteral, True),
        (literal("5", "integer"), RDFS.Literal, True),
        (literal("2016-05-01T00:00:00Z", "dateTime"), XSD.dateTimeStamp, True),
        (literal("2016-05-01T00:00:00", "dateTime"), XSD.dateTimeStamp, False),
        (literal("1", "double"), XSD.decimal, False),
    ],
)
def test_a_value_is_inside_a_datatype_or_outside(value: Literal, datatype: NamedNode, inside: bool) -> None:
    assert is_inside(value, datatype) is inside
    assert is_outside(value, datatype) is not inside


def test_a_datatype_that_is_not_of_the_profile_says_nothing() -> None:
    date = literal("2016-01-01", "date")
    assert not is_inside(date, XSD.date)
    assert not is_outside(date, XSD.integer)
    assert not is_outside(literal("1", "integer"), XSD.date)
    assert not is_malformed(literal("yesterday", "date"), date)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("one", "integer"),
        ("1.0", "integer"),
        (" 1", "integer"),
        ("１", "integer"),
        ("256", "unsignedByte"),
        ("1e3", "decimal"),
        (".", "decimal"),
        ("", "decimal"),
        ("inf", "double"),
        ("TRUE", "boolean"),
        ("abc", "hexBinary"),
        ("a===", "base64Binary"),
        ("2015-02-29T00:00:00", "dateTime"),
        ("2016-13-01T00:00:00", "dateTime"),
        ("2016-01-01T25:00:00", "dateTime"),
        ("2016-01-01T00:00:60", "dateTime"),
        ("2016-01-01T00:00:00+15:00", "dateTime"),
        ("2016-01-01", "dateTime"),
        ("2016-01-01T00:00:00", "dateTimeStamp"),
        ("a  b", "token"),
        ("a b", "NCName"),
    ],
)
def test_a_form_that_the_datatype_does_not_have_is_malformed(text: str, datatype: str) -> None:
    value = literal(text, datatype)
    assert value_of(value) is None
    assert is_malformed(value, value)
    assert not is_inside(value, XSD.term(datatype))


@pytest.mark.parametrize("text", ["2016-02-29T00:00:00", "-0044-03-15T12:00:00.125-05:00", "12016-01-01T23:59:59Z"])
def test_dates_far_off_are_read(text: str) -> None:
    assert value_of(literal(text, "dateTime")) is not None


def test_terms_that_are_no_literals_have_no_value() -> None:
    assert not is_inside(OWL.Thing, XSD.string)
    assert not is_outside(OWL.Thing, XSD.string)
    assert not is_outside(Literal(1), Literal(1))
    assert not is_malformed(OWL.Thing, OWL.Thing)
    assert not are_equal(OWL.Thing, Literal(1))
    assert not are_different(OWL.Thing, Literal(1))


def test_the_datatypes_are_those_of_the_profile() -> None:
    names = {datatype.value.removeprefix(XSD) for datatype in DATATYPES if datatype.value.startswith(XSD)}
    families = [
        "decimal float double string boolean hexBinary base64Binary anyURI dateTime dateTimeStamp",
        "integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte",
        "unsignedLong unsignedInt unsignedShort unsignedByte",
        "normalizedString token language Name NCName NMTOKEN",
    ]
    assert names == {name for family in families for name in family.split()}
    others = {RDF.PlainLiteral, RDF.XMLLiteral, RDF.langString, RDFS.Literal}
    assert others == {datatype for datatype in DATATYPES if not datatype.value.startswith(XSD)}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3), st.integers())
def test_numbers_are_equal_exactly_if_their_values_are(number: Decimal, whole: int) -> None:
    one, other = literal(f"{number:f}", "decimal"), literal(str(whole), "integer")
    assert are_equal(one, other) == (number == whole)
    assert are_different(one, other) == (number != whole)
