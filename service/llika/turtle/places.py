"""Where in a text a triple stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from pyoxigraph import BlankNode, NamedNode

from ..errors import SyntaxFault
from ..terms import Fact, Term
from .grammar import Located, take_apart, take_apart_some
from .labels import blank_nodes, numbered
from .outline import Outline, outline
from .read import read_text


class Places:
    """The lines and columns of the triples of one text.

    :param triples: those whose places are known
    :param rest: the outline of the text, whose statements are read when something is asked of their subjects
    """

    def __init__(self, text: str, triples: list[Located], rest: Outline | None = None) -> None:
        self._text = text
        self._rest = rest
        self._unread = dict(rest.statements) if rest else {}
        self._line_ends = [found.start() for found in re.finditer("\n", text)]
        self._objects: dict[Fact, int] = {}
        self._predicates: dict[tuple[Term, NamedNode], int] = {}
        self._subjects: dict[Term, int] = {}
        self._mentions: dict[Term, int] = {}
        self._add(triples)

    def _add(self, triples: Iterable[Located]) -> None:
        for triple in triples:
            s, p, o = triple.fact
            self._objects.setdefault(triple.fact, triple.object)
            self._predicates.setdefault((s, p), triple.predicate)
            self._subjects.setdefault(s, triple.subject)
            self._mentions.setdefault(p, triple.predicate)
            self._mentions.setdefault(o, triple.object)

    def _read(self, subject: Term) -> None:
        """Read the statements about a subject, if they have not been read."""
        spans = self._unread.pop(subject, None) if isinstance(subject, NamedNode) else None
        if spans and self._rest:
            self._add(take_apart_some(self._text, spans, self._rest, file="<text>"))
        if subject not in self._subjects:  # two statements without a space between them are one in the outline
            self._read_on()

    def _read_on(self) -> None:
        """Read all statements, in the order of the text."""
        if self._rest and self._unread:
            self._unread, self._mentions = {}, {}
            spans = sorted(span for some in self._rest.statements.values() for span in some)
            self._add(take_apart_some(self._text, spans, self._rest, file="<text>"))

    def of(
        self,
        subject: Term,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002
    ) -> tuple[int, int] | None:
        """Return line and column (1-based) of the most exact place known.

        That is where the object of the triple stands; failing that, the predicate of the subject, the subject in a
        statement of its own, or its first mention; None where the text does not name the subject.

        >>> a, b = NamedNode("http://example.org/a"), NamedNode("http://example.org/b")
        >>> places("<http://example.org/a>\\n  <http://example.org/b> 1 .").of(a, b)
        (2, 3)
        """
        for wanted in ((subject, predicate, object), (subject, predicate, None), (subject, None, None)):
            if found := self.exactly(*wanted):
                return found
        self._read_on()
        at = self._mentions.get(subject)
        return None if at is None else self._line_and_column(at)

    def exactly(
        self,
        subject: Term,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002
    ) -> tuple[int, int] | None:
        """Return line and column of the object, the predicate or the subject asked for; None where it does not stand.

        >>> a, b = NamedNode("http://example.org/a"), NamedNode("http://example.org/b")
        >>> places("<http://example.org/a> <http://example.org/b> 1 .").exactly(a, b, a)
        """
        self._read(subject)
        if predicate is None:
            at = self._subjects.get(subject)
        elif object is None:
            at = self._predicates.get((subject, predicate))
        else:
            at = self._objects.get((subject, predicate, object))
        return None if at is None else self._line_and_column(at)

    def _line_and_column(self, at: int) -> tuple[int, int]:
        line = bisect_left(self._line_ends, at)
        return line + 1, at - (self._line_ends[line - 1] if line else -1)


def places(
    text: str, *, file: str = "<text>", base: str | None = None, facts: Collection[Fact] | None = None
) -> Places:
    """Find out where the triples of a text in Turtle stand; blank nodes are named as ``read_text`` names them.

    :param base: the base IRI given to ``read_text``, if one was
    :param facts: what ``read_text`` gave, where it was called before
    :raises SyntaxFault: as ``read_text`` does; ``nested-too-deep``
    """
    facts = read_text(text, file=file, base=base).facts if facts is None else facts
    text = text.removeprefix("\ufeff")
    is_named = not any(isinstance(term, BlankNode) for fact in facts for term in fact)
    if is_named and (found := outline(text, base=base)):
        return Places(text, [], found)
    return Places(text, _renamed(take_apart(text, file=file, base=base).triples, facts))


def _renamed(triples: list[Located], facts: Collection[Fact]) -> list[Located]:
    """Return the triples with the blank nodes of the facts, matched by structure."""
    own = list(dict.fromkeys(triple.fact for triple in triples))
    try:
        known = {number: node for node, number in numbered(facts, blank_nodes(facts)).items()}
        names: dict[Term, Term] = {node: known[number] for node, number in numbered(own, blank_nodes(own)).items()}
    except SyntaxFault:  # look-alikes by the thousand: better no place for them than none for all
        return triples
    return [replace(triple, fact=_with_names(triple.fact, names)) for triple in triples] if names else triples


def _with_names(fact: Fact, names: Mapping[Term, Term]) -> Fact:
    s, p, o = fact
    return names.get(s, s), p, names.get(o, o)
