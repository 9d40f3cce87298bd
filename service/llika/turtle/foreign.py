"""Ontologies in other syntaxes than Turtle, as editors save them. RDF/XML is read; the others are only recognised."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat

from ..errors import Place
from .faults import other_syntax
from .format import format_facts
from .read import Document, contents, parsed, read, read_text, refuse_nested_entities
from .sniff import Syntax, syntax_of

ONTOLOGY_SUFFIXES = (".owl", ".rdf", ".owx", ".ofn", ".omn")
"""The suffixes, besides ``.ttl``, under which editors save ontologies."""


def read_ontology(path: Path, *, shown_as: str | None = None) -> Document:
    """Read an ontology in Turtle or RDF/XML, whichever its text is in; a ``.ttl`` file has to be Turtle.

    :raises InputError: as :func:`llika.turtle.read` does
    :raises SyntaxFault: as :func:`llika.turtle.read` does; ``rdf-syntax``, ``entity-nested``
    """
    if path.suffix == ".ttl":
        return read(path, shown_as=shown_as)
    file = shown_as or str(path)
    return _document(contents(path, file), file)


def to_turtle(text: str, *, file: str) -> str:
    """Return a text in Turtle or RDF/XML as Turtle: itself if it is, else the same facts and prefixes.

    :raises SyntaxFault: ``saved-in-other-syntax``, ``rdf-syntax``, ``entity-nested``
    """
    if syntax_of(text) == Syntax.TURTLE:
        return text
    document = _document(text, file)
    return format_facts(document.facts, document.prefixes)


def _document(text: str, file: str) -> Document:
    syntax = syntax_of(text)
    if syntax == Syntax.TURTLE:
        return read_text(text, file=file)
    if syntax != Syntax.RDF_XML:
        raise other_syntax(syntax, Place(file, 1))
    text = text.removeprefix("\ufeff")
    refuse_nested_entities(text, file)
    return parsed(text, RdfFormat.RDF_XML, file)
