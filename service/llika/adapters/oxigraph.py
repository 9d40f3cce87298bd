"""Facts into a pyoxigraph store, many at once."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Set
from itertools import islice
from typing import IO, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from ..terms import Fact, Lines, quad

_LINES_AT_ONCE = 4096
_BLANK_NODE = re.compile(r"^_:|^<[^>]*> <[^>]*> _:")


def fill(store: Store, facts: Iterable[Fact], graph: NamedNode | None = None, *, anonymous: bool = True) -> None:
    """Add facts to a store, in a named graph or the default one; blank nodes keep their labels.

    What a closure holds in columns goes there as text, without being made into terms first.

    :param anonymous: whether facts with blank nodes are wanted; much of what is entailed is being in nameless classes

    >>> from llika.terms import RDF, RDFS
    >>> store = Store()
    >>> fill(store, [(RDFS.label, RDF.type, RDF.Property)], NamedNode("https://example.org/facts"))
    >>> len(store)
    1
    """
    home = graph or DefaultGraph()
    if not isinstance(facts, Lines):
        wanted = facts if anonymous else (fact for fact in facts if not _has_blank_node(fact))
        store.bulk_extend(Quad(*fact, home) for fact in wanted)  # type: ignore[arg-type]  # no literal is a subject
        return
    text = _Named(facts.lines())
    store.bulk_load(cast("IO[bytes]", text), format=RdfFormat.N_TRIPLES, to_graph=home, lenient=True)
    rest = parse("".join(text.unnamed) if anonymous else "", format=RdfFormat.N_TRIPLES, rename_blank_nodes=False)
    store.bulk_extend(Quad(one.subject, one.predicate, one.object, home) for one in rest)


def copy(store: Store, source: NamedNode, target: NamedNode) -> None:
    """Add the facts of one named graph to another.

    >>> from llika.terms import RDF, RDFS
    >>> store, one, other = Store(), NamedNode("https://example.org/one"), NamedNode("https://example.org/other")
    >>> fill(store, [(RDFS.label, RDF.type, RDF.Property)], one)
    >>> copy(store, one, other)
    >>> list(facts_of(store, other)) == [(RDFS.label, RDF.type, RDF.Property)]
    True
    """
    store.update(f"ADD {source} TO {target}")


def facts_of(store: Store, graph: NamedNode) -> Iterator[Fact]:
    """Yield the facts of a named graph."""
    for found in store.quads_for_pattern(None, None, None, graph):
        yield cast("Fact", (found.subject, found.predicate, found.object))


def change(store: Store, before: Set[Fact], after: Set[Fact], graph: NamedNode) -> None:
    """Turn the facts of a named graph into others, by writing what differs.

    A store keeps numbers by value, so a fact that goes may take one with it that stays: ``01`` and ``1`` are one there.

    >>> from llika.terms import RDF, RDFS
    >>> store, graph = Store(), NamedNode("https://example.org/facts")
    >>> change(store, set(), {(RDFS.label, RDF.type, RDF.Property)}, graph)
    >>> len(store)
    1
    """
    gone = before - after
    for fact in gone:
        store.remove(quad(fact, graph))
    touched = {(subject, predicate) for subject, predicate, value in gone if isinstance(value, Literal)}
    staying = (fact for fact in after & before if touched and fact[:2] in touched)
    store.extend(quad(fact, graph) for fact in (*staying, *(after - before)))


def _has_blank_node(fact: Fact) -> bool:
    return isinstance(fact[0], BlankNode) or isinstance(fact[2], BlankNode)


class _Named(io.RawIOBase):
    """Lines as a stream of bytes, but for those with blank nodes: the store would give these new labels.

    :ivar unnamed: the lines put aside so far
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.unnamed: list[str] = []
        self._lines: Iterator[str] = iter(lines)
        self._rest = memoryview(b"")

    def _read_on(self) -> str:
        """Return the next lines; nothing at the end."""
        while lines := list(islice(self._lines, _LINES_AT_ONCE)):
            text = "".join(lines)
            if "_:" not in text:
                return text
            self.unnamed += [line for line in lines if _BLANK_NODE.search(line)]
            if named := [line for line in lines if not _BLANK_NODE.search(line)]:
                return "".join(named)
        return ""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # RawIOBase leaves the buffer's type open
        if not self._rest:
            self._rest = memoryview(self._read_on().encode())
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count
