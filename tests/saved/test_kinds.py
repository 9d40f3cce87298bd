"""What the ending of a variable means, and which texts its values are written with."""

from __future__ import annotations

import pytest

from llika.saved.kinds import kind_of
from llika.terms import XSD, Literal, NamedNode

PREFIXES = {"xsd": str(XSD), "ex": "https://example.org/"}


def read(ending: str | None, text: str) -> Literal | None:
    kind = kind_of(ending, PREFIXES)
    assert kind is not None
    return kind.read(text)


@pytest.mark.parametrize(
    ("ending", "text", "expected"),
    [
        (None, " two words ", Literal(" two words ")),
        ("literal", "x", Literal("x")),
        ("string", "x", Literal("x")),
        ("es", "niñez", Literal("niñez", language="es")),
        ("en", "child", Literal("child", language="en")),
        ("integer", " 07 ", Literal("07", datatype=XSD.integer)),
        ("number", "-3", Literal("-3", datatype=XSD.integer)),
        ("number", "2.50", Literal("2.50", datatype=XSD.decimal)),
        ("number", "1e3", Literal("1e3", datatype=XSD.double)),
        ("decimal", "530", Literal("530", datatype=XSD.decimal)),
        ("positiveInteger", "1", Literal("1", datatype=XSD.positiveInteger)),
        ("boolean", "true", Literal("true", datatype=XSD.boolean)),
        ("date", "2016-02-29", Literal("2016-02-29", datatype=XSD.date)),
        ("xsd_date", "2016-02-29", Literal("2016-02-29", datatype=XSD.date)),
        ("xsd_gYear", "2017", Literal("2017", datatype=XSD.gYear)),
        ("dateTime", "2017-04-21T08:30:00Z", Literal("2017-04-21T08:30:00Z", datatype=XSD.dateTime)),
        ("ex_unit_code", "m2", Literal("m2", datatype=NamedNode("https://example.org/unit_code"))),
    ],
)
def test_a_text_becomes_a_literal_of_its_kind(ending: str | None, text: str, expected: Literal) -> None:
    assert read(ending, text) == expected


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (None, "\ud800"),
        ("es", "\udfff"),
        ("integer", "1.0"),
        ("integer", "١٢"),
        ("integer", "1; DROP"),
        ("integer", "9" * 29),
        ("number", "two"),
        ("number", "1,5"),
        ("number", "9" * 400),
        ("positiveInteger", "0"),
        ("boolean", "yes"),
        ("date", "2017-02-29"),
        ("date", "21/04/2017"),
        ("xsd_date", '2016-02-29"'),
        ("xsd_gYear", "last"),
        ("dateTime", "2017-04-21"),
    ],
)
def test_a_text_that_is_none_of_its_kind_is_no_literal(ending: str | None, text: str) -> None:
    assert read(ending, text) is None


@pytest.mark.parametrize("ending", ["colour", "unknown_type", "q", "english", "xsd_"])
def test_an_ending_that_means_nothing_is_no_kind(ending: str) -> None:
    assert kind_of(ending, PREFIXES) is None


@pytest.mark.parametrize(
    ("ending", "name"), [(None, "string"), ("iri", "iri"), ("es", "es"), ("integer", "xsd:integer"), ("ex_u", "ex:u")]
)
def test_people_are_told_the_kind_by_a_short_name(ending: str | None, name: str) -> None:
    kind = kind_of(ending, PREFIXES)
    assert kind is not None
    assert str(kind) == kind.name == name
