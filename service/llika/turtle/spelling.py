"""How one term is spelled in Turtle.

A shorthand (``1``, ``530.0``, ``true``) is used only where Turtle reads it back as the same lexical form and datatype.
Source: RDF 1.1 Turtle, sections 2 and 6.5.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode

from ..terms import RDF, XSD

NAME_START = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
"""The characters of PN_CHARS_BASE, for use between the brackets of a regular expression."""
NAME_INSIDE = NAME_START + r"_\-0-9\u00B7\u0300-\u036F\u203F-\u2040"
"""The characters of PN_CHARS."""

_PERCENT = r"%[0-9A-Fa-f]{2}"
_LOCAL_NAME = (
    rf"(?:(?:[{NAME_START}_:0-9]|{_PERCENT})(?:(?:[{NAME_INSIDE}.:]|{_PERCENT})*(?:[{NAME_INSIDE}:]|{_PERCENT}))?)?"
)
_SHORTHANDS = {
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.double: re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+"),
    XSD.boolean: re.compile(r"true|false"),
}
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"'}
_UNSAFE = re.compile(r'[\x00-\x1f\x7f"\\]')
_UNSAFE_LONG = re.compile(r'[\x00-\x08\x0b-\x1f\x7f\\]|"(?="|\Z)')


@cache
def _local_name() -> re.Pattern[str]:
    """Return the pattern of local names, compiled when something is written: it takes its time."""
    return re.compile(_LOCAL_NAME)


class Spelling:
    """Spells terms with the prefixes given and remembers which of them it needed.

    Of two prefixes the longer stem wins, then a prefix with a name over the empty one, which editors add unasked.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.used: set[str] = set()
        stems = [(stem, prefix) for prefix, stem in prefixes.items()]
        self._stems = sorted(stems, key=lambda pair: (-len(pair[0]), not pair[1], pair[1]))
        self._names: dict[NamedNode, str] = {}

    def name(self, node: NamedNode) -> str:
        """Return the prefixed name with the longest stem, or the IRI in angle brackets.

        >>> Spelling({"": "http://example.org/"}).name(NamedNode("http://example.org/ñandú"))
        ':ñandú'
        """
        if node not in self._names:
            self._names[node] = self._prefixed(node.value) or f"<{node.value}>"
        return self._names[node]

    def verb(self, predicate: NamedNode) -> str:
        """Return the name of a predicate; ``a`` for rdf:type."""
        return "a" if predicate == RDF.type else self.name(predicate)

    def literal(self, literal: Literal) -> str:
        """Return a literal as short as its lexical form and datatype allow.

        >>> Spelling({}).literal(Literal("530.0", datatype=XSD.decimal))
        '530.0'
        >>> Spelling({}).literal(Literal("red", language="es-pe"))
        '"red"@es-PE'
        """
        if literal.language:
            direction = f"--{literal.direction.value}" if literal.direction else ""
            return f"{quoted(literal.value)}@{language_tag(literal.language)}{direction}"
        if literal.datatype == XSD.string:
            return quoted(literal.value)
        shorthand = _SHORTHANDS.get(literal.datatype)
        if shorthand and shorthand.fullmatch(literal.value):
            return literal.value
        return f"{quoted(literal.value)}^^{self.name(literal.datatype)}"

    def _prefixed(self, iri: str) -> str | None:
        for stem, prefix in self._stems:
            if iri.startswith(stem) and _local_name().fullmatch(iri, len(stem)):
                self.used.add(prefix)
                return f"{prefix}:{iri[len(stem) :]}"
        return None


def quoted(text: str) -> str:
    r"""Return a text in quotes: in one line where it has no line feed, else as a long string.

    >>> quoted('say "no"')
    '"say \\"no\\""'
    """
    if "\n" not in text:
        return f'"{_UNSAFE.sub(_escaped, text)}"'
    return f'"""{_UNSAFE_LONG.sub(_escaped, text)}"""'


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


def language_tag(tag: str) -> str:
    """Return a language tag in the case that is customary.

    Source: RFC 5646, section 2.1.1.

    >>> language_tag("ZH-hant-tw")
    'zh-Hant-TW'
    """
    first, *rest = tag.lower().split("-")
    parts = [first]
    for part in rest:
        is_plain = len(parts[-1]) > 1
        parts.append(
            part.upper() if is_plain and len(part) == 2 else part.title() if is_plain and len(part) == 4 else part
        )
    return "-".join(parts)
