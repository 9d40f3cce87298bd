"""Writing graphs to be sent: in Turtle as files have them, in the other syntaxes in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import RdfFormat, serialize

from ..errors import SyntaxFault
from ..terms import Fact, quad
from .format import format_facts


def write_bytes(facts: Iterable[Fact], syntax: RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    """Write a graph in a syntax of RDF: Turtle in the one form that `format_facts` gives, wherever there is one.

    :param prefixes: prefix → stem; Turtle declares those that it needs

    >>> from llika.terms import RDFS, NamedNode
    >>> fact = (NamedNode("http://example.org/a"), RDFS.seeAlso, NamedNode("http://example.org/b"))
    >>> write_bytes([fact], RdfFormat.N_TRIPLES, {})
    b'<http://example.org/a> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <http://example.org/b> .\\n'
    """
    ordered = sorted(facts, key=str)
    if syntax == RdfFormat.TURTLE:
        try:
            return format_facts(ordered, prefixes).encode()
        except SyntaxFault:  # a knot of blank nodes has no one form
            pass
    return serialize((quad(fact).triple for fact in ordered), format=syntax, prefixes=dict(prefixes)) or b""
