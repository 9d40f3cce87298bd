"""Ontologies in other syntaxes than Turtle, as editors save them. All but Manchester syntax are read."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from ..errors import Place
from .faults import other_syntax
from .format import format_facts
from .owl import read_functional, read_owl_xml
from .read import Document, parsed, read_text, refuse_nested_entities
from .sniff import Syntax, syntax_of

ONTOLOGY_SUFFIXES = (".owl", ".rdf", ".owx", ".ofn", ".omn")
"""The suffixes, besides ``.ttl``, under which editors save ontologies."""


def read_foreign(text: str, *, file: str) -> Document:
    """Read an ontology in Turtle, RDF/XML, OWL/XML or OWL functional syntax, whichever its text is in.

    :raises SyntaxFault: as :func:`llika.turtle.read_text` does; ``saved-in-other-syntax``, ``rdf-syntax``,
        ``owl-syntax``, ``entity-nested``, ``nested-too-deep``
    """
    syntax = syntax_of(text)
    text = text.removeprefix("\ufeff")
    match syntax:
        case Syntax.TURTLE:
            return read_text(text, file=file)
        case Syntax.RDF_XML:
            refuse_nested_entities(text, file)
            return parsed(text, RdfFormat.RDF_XML, file)
        case Syntax.OWL_XML:
            return read_owl_xml(text, file=file)
        case Syntax.FUNCTIONAL:
            return read_functional(text, file=file)
    raise other_syntax(syntax, Place(file, 1))


def to_turtle(text: str, *, file: str) -> str:
    """Return a text in any syntax that :func:`read_foreign` reads as Turtle: itself if it is, else the same facts.

    :raises SyntaxFault: as :func:`read_foreign` does
    """
    if syntax_of(text) == Syntax.TURTLE:
        return text
    document = read_foreign(text, file=file)
    return format_facts(document.facts, document.prefixes)
