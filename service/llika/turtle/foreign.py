"""Ontologies in other syntaxes than Turtle, as editors save them. RDF/XML is read; the others are only recognised."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from ..errors import Place
from .faults import other_syntax
from .format import format_facts
from .read import Document, parsed, read_text, refuse_nested_entities
from .sniff import Syntax, syntax_of

ONTOLOGY_SUFFIXES = (".owl", ".rdf", ".owx", ".ofn", ".omn")
"""The suffixes, besides ``.ttl``, under which editors save ontologies."""


def read_foreign(text: str, *, file: str) -> Document:
    """Read an ontology in Turtle or RDF/XML, whichever its text is in.

    :raises SyntaxFault: as :func:`llika.turtle.read_text` does; ``saved-in-other-syntax``, ``rdf-syntax``,
        ``entity-nested``
    """
    syntax = syntax_of(text)
    if syntax == Syntax.TURTLE:
        return read_text(text, file=file)
    if syntax != Syntax.RDF_XML:
        raise other_syntax(syntax, Place(file, 1))
    text = text.removeprefix("\ufeff")
    refuse_nested_entities(text, file)
    return parsed(text, RdfFormat.RDF_XML, file)


def to_turtle(text: str, *, file: str) -> str:
    """Return a text in Turtle or RDF/XML as Turtle: itself if it is, else the same facts and prefixes.

    :raises SyntaxFault: ``saved-in-other-syntax``, ``rdf-syntax``, ``entity-nested``
    """
    if syntax_of(text) == Syntax.TURTLE:
        return text
    document = read_foreign(text, file=file)
    return format_facts(document.facts, document.prefixes)
