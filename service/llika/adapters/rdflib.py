"""Terms and graphs of rdflib, to and from ours. The only place that imports rdflib for its terms."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from ..terms import XSD, Fact, Term

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node


def to_rdflib(facts: Iterable[Fact]) -> rdflib.Graph:
    """Return the facts as an rdflib graph; literals keep their lexical forms.

    >>> from llika.terms import RDFS
    >>> fact = (RDFS.label, RDFS.range, Literal("01", datatype=XSD.integer))
    >>> list(from_rdflib(to_rdflib([fact]))) == [fact]
    True
    """
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    with _unlogged("rdflib.term"):
        for subject, predicate, value in facts:
            graph.add((_to_node(subject), _to_node(predicate), _to_node(value)))
    return graph


def from_rdflib(graph: Iterable[tuple[Node, Node, Node]]) -> Iterator[Fact]:
    """Yield the facts of an rdflib graph.

    Triples that RDF does not have, with a literal as subject or anything but an IRI as predicate, are left out.
    """
    for triple in graph:
        subject, predicate, value = map(_from_node, triple)
        if isinstance(subject, NamedNode | BlankNode) and isinstance(predicate, NamedNode) and value is not None:
            yield subject, predicate, value


@contextmanager
def _unlogged(name: str) -> Iterator[None]:
    """Keep a logger quiet: rdflib logs a traceback for every malformed literal, which the caller reports better."""
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _to_node(term: Term) -> rdflib.term.IdentifiedNode | rdflib.Literal:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype == XSD.string else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def _from_node(node: Node) -> Term | None:
    """Return the term for a node; None for what RDF 1.1 does not have, as variables and quoted graphs."""
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    if not isinstance(node, rdflib.Literal):
        return None
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else XSD.string)
