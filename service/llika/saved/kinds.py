"""What the value of a parameter is, told by the ending of its variable (the conventions of BASIL and grlc).

    ?_name          a string                  ?_name_iri       an IRI
    ?_name_literal  the same                  ?_name_number    an integer, a decimal or a double, as SPARQL writes them
    ?_name_es       a text in Spanish         ?_name_integer   an xsd:integer; so with other names of XML Schema
    ?_name_xsd_date an xsd:date; so with any prefix that the query or the project declares

Two underscores in front (``?__name``) make the parameter optional.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from ..rules.datatypes import DATATYPES, value_of
from ..sparql import bind, rows
from ..terms import XSD, Literal, NamedNode, expand, shorten


@dataclass(frozen=True, slots=True)
class ParameterKind:
    """The kind of a parameter.

    :param name: what people are told: ``iri``, ``string``, ``number``, a language or a datatype as a CURIE
    :param datatype: of the literal; None for an IRI, a tagged text, or a number of whatever datatype it is written in
    """

    name: str
    language: str | None = None
    datatype: NamedNode | None = None

    def __str__(self) -> str:
        return self.name

    @property
    def sample(self) -> NamedNode | Literal:
        """A term of this kind, to try a template with."""
        if self == IRI:
            return NamedNode("urn:sample")
        if self == NUMBER:
            return Literal(1)
        return self._literal("1")

    def read(self, text: str) -> Literal | None:
        """Return the literal of this kind that a text writes, or None if it writes none; IRIs are not read here.

        >>> NUMBER.read("2.50")
        <Literal value=2.50 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#decimal>>
        >>> NUMBER.read("two") is None
        True
        """
        try:
            if self == NUMBER:
                return _read_number(text.strip())
            literal = self._literal(text if self == STRING or self.language else text.strip())
        except UnicodeEncodeError:  # half a surrogate pair is no character
            return None
        return literal if _is_well_formed(literal) else None

    def _literal(self, text: str) -> Literal:
        return Literal(text, language=self.language) if self.language else Literal(text, datatype=self.datatype)


IRI = ParameterKind("iri")
STRING = ParameterKind("string", datatype=XSD.string)
NUMBER = ParameterKind("number")

_NAMED: Mapping[str, ParameterKind] = {"iri": IRI, "literal": STRING, "string": STRING, "number": NUMBER}
_CAST = frozenset(
    XSD.term(name)
    for name in (
        *("date", "time", "duration", "dayTimeDuration", "yearMonthDuration"),
        *("gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay"),
    )
)
"""Datatypes outside of OWL 2 RL, whose lexical forms the engine's casts know."""
_LANGUAGE = re.compile(r"[a-z]{2}")
_NUMBERS = (XSD.integer, XSD.decimal, XSD.double)
_MOST_DIGITS = 28
"""What exact arithmetic keeps; nobody types more."""


def kind_of(ending: str | None, prefixes: Mapping[str, str]) -> ParameterKind | None:
    """Return the kind that the ending of a variable stands for (without the underscore before it), or None.

    >>> kind_of("xsd_date", {"xsd": XSD}).name, kind_of("en", {}).language
    ('xsd:date', 'en')
    """
    if not ending:
        return STRING
    if ending in _NAMED:
        return _NAMED[ending]
    if _LANGUAGE.fullmatch(ending):
        return ParameterKind(ending, language=ending)
    if (datatype := XSD.term(ending)) in _CAST or datatype in DATATYPES:
        return _of_datatype(datatype, prefixes)
    prefix, _, name = ending.partition("_")
    named = expand(f"{prefix}:{name}", prefixes) if name and prefix in prefixes else None
    return _of_datatype(named, prefixes) if named else None


def _of_datatype(datatype: NamedNode, prefixes: Mapping[str, str]) -> ParameterKind:
    return ParameterKind(shorten(datatype.value, {**prefixes, "xsd": XSD}), datatype=datatype)


def _read_number(text: str) -> Literal | None:
    if len(text) > _MOST_DIGITS:
        return None
    written = (Literal(text, datatype=datatype) for datatype in _NUMBERS)
    return next((literal for literal in written if _is_well_formed(literal)), None)


def _is_well_formed(literal: Literal) -> bool:
    if _is_exact(literal.datatype) and len(literal.value) > _MOST_DIGITS:
        return False
    return value_of(literal) is not None and (literal.datatype not in _CAST or _can_cast(literal))


def _is_exact(datatype: NamedNode) -> bool:
    one = value_of(Literal("1", datatype=datatype))
    return one is not None and one.space == "decimal"


def _can_cast(literal: Literal) -> bool:
    template = f"SELECT (<{literal.datatype.value}>(?_text) AS ?value) {{}}"
    found = rows(Store(), bind(template, {"_text": Literal(literal.value)})).rows
    return found[0]["value"] is not None
