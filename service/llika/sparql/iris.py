"""The IRIs that a query names, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from .lexer import Kind, line_column, tokens
from .outline import expand_name, read_prologue


def iris(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield every IRI that the body of a query names, written out, with its 1-based line and column.

    >>> list(iris("PREFIX x: <http://x/>\\nASK { ?s x:p <http://y/> }"))
    [('http://x/p', 2, 10), ('http://y/', 2, 14)]

    :raises QuerySyntax: the text does not divide into tokens
    """
    namespaces, body = read_prologue(text, list(tokens(text)))
    for token in body:
        iri = token.text[1:-1] if token.kind is Kind.IRI else None
        if token.kind is Kind.PREFIXED_NAME:
            iri = expand_name(token, namespaces)
        if iri is not None:
            yield iri, *line_column(text, token.start)
