"""In which syntax a text is, whatever its file is called: editors save any syntax under any name."""

from __future__ import annotations

import re
from enum import Enum


class Syntax(Enum):
    """A syntax that ontology editors save in; the value is its name for people."""

    TURTLE = "Turtle"
    RDF_XML = "RDF/XML"
    OWL_XML = "OWL/XML"
    FUNCTIONAL = "OWL functional syntax"
    MANCHESTER = "Manchester syntax"


# Each way on is the only one, and none is gone back on: comments by the hundred take no longer than their length.
_BEFORE_ROOT = r"(?:\s++|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->|<!DOCTYPE(?:[^>\[]++|\[(?:(?!\]).)*+\])*+>)*+"
_BEFORE_WORDS = r"(?:\s++|#[^\n]*+)*+"
_SIGNS = {
    Syntax.RDF_XML: re.compile(rf"{_BEFORE_ROOT}<(?:[\w.-]+:)?RDF\s", re.DOTALL),
    Syntax.OWL_XML: re.compile(rf"{_BEFORE_ROOT}<(?:[\w.-]+:)?Ontology\s", re.DOTALL),
    Syntax.FUNCTIONAL: re.compile(rf"{_BEFORE_WORDS}(?:Prefix|Ontology)\s*\("),
    Syntax.MANCHESTER: re.compile(rf"{_BEFORE_WORDS}(?:Prefix|Ontology):\s"),
}


def syntax_of(text: str) -> Syntax:
    """Return the syntax that a text begins like; Turtle where it begins like none of the others.

    >>> syntax_of("Prefix(:=<http://example.org/>) Ontology()").value
    'OWL functional syntax'
    """
    text = text.removeprefix("\ufeff")
    return next((syntax for syntax, sign in _SIGNS.items() if sign.match(text)), Syntax.TURTLE)
