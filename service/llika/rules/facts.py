"""The facts a closure works on: which are known, and an index that finds them by any of their terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Protocol

from ..terms import OWL, RDF, Fact, Term

_ByPredicate = dict[Term, list[Fact]]

Lists = dict[Term, tuple[Term, ...]]
"""The members of the lists that facts point to, by the node that begins the list."""

Cells = Mapping[Term, Sequence[Term]]
"""What the cells of lists hold, or lead to, by cell; a proper list has one of each."""

_SAME_AS = OWL.sameAs


class Index(Protocol):
    """Where facts are found by their terms."""

    def __contains__(self, fact: Fact, /) -> bool: ...

    def holds(self, fact: Fact) -> bool:
        """Return whether a fact is known or relates a term to itself by owl:sameAs (eq-ref)."""

    def match(self, subject: Term | None, predicate: Term | None, value: Term | None) -> Iterable[Fact]:
        """Return the known facts with these terms, where None stands for any."""

    def count(self, subject: Term | None, predicate: Term, value: Term | None) -> int:
        """Return about how many facts :meth:`match` would return."""


class FactIndex:
    """Facts, found by subject, by predicate and by object.

    A fact may be *known* before it is *indexed*: the evaluation joins with what is indexed and skips what is known.
    """

    __slots__ = ("_by_object", "_by_predicate", "_by_subject", "_known")

    def __init__(self) -> None:
        self._known: set[Fact] = set()
        self._by_subject: dict[Term, _ByPredicate] = {}
        self._by_object: dict[Term, _ByPredicate] = {}
        self._by_predicate: _ByPredicate = {}

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._known)

    def __contains__(self, fact: object) -> bool:
        return fact in self._known

    def learn(self, fact: Fact) -> bool:
        """Note a fact as known; return whether it is new."""
        if fact in self._known:
            return False
        self._known.add(fact)
        return True

    def holds(self, fact: Fact) -> bool:
        """Return whether a fact is known or relates a term to itself by owl:sameAs (eq-ref)."""
        return fact in self._known or (fact[0] == fact[2] and fact[1] == _SAME_AS)

    def insert(self, fact: Fact) -> None:
        """Make a fact findable."""
        subject, predicate, value = fact
        self._by_subject.setdefault(subject, {}).setdefault(predicate, []).append(fact)
        self._by_object.setdefault(value, {}).setdefault(predicate, []).append(fact)
        self._by_predicate.setdefault(predicate, []).append(fact)

    def match(self, subject: Term | None, predicate: Term | None, value: Term | None) -> Iterable[Fact]:
        """Return the indexed facts with these terms, where None stands for any; two of three terms are compared."""
        if predicate is None:
            return self._match_any_predicate(subject, value)
        if subject is not None:
            return self._by_subject.get(subject, {}).get(predicate, ())
        if value is not None:
            return self._by_object.get(value, {}).get(predicate, ())
        return self._by_predicate.get(predicate, ())

    def count(self, subject: Term | None, predicate: Term, value: Term | None) -> int:
        """Return how many facts :meth:`match` would return before the last of three terms is compared."""
        if subject is not None:
            return len(self._by_subject.get(subject, {}).get(predicate, ()))
        if value is not None:
            return len(self._by_object.get(value, {}).get(predicate, ()))
        return len(self._by_predicate.get(predicate, ()))

    def _match_any_predicate(self, subject: Term | None, value: Term | None) -> Iterable[Fact]:
        if subject is not None:
            return chain.from_iterable(self._by_subject.get(subject, {}).values())
        if value is not None:
            return chain.from_iterable(self._by_object.get(value, {}).values())
        return chain.from_iterable(self._by_predicate.values())


def split_lists(facts: Iterable[Fact]) -> tuple[list[Fact], Lists]:
    """Return the facts without the cells of lists, and the lists.

    Rules read a list as a whole, so its cells would only be rewritten in vain. A list that is cyclic, branches or does
    not end in ``rdf:nil`` is no list and is left out.
    """
    first: dict[Term, list[Term]] = {}
    rest: dict[Term, list[Term]] = {}
    others: list[Fact] = []
    for fact in facts:
        cells = first if fact[1] == RDF.first else rest if fact[1] == RDF.rest else None
        if cells is None:
            others.append(fact)
        else:
            cells.setdefault(fact[0], []).append(fact[2])
    return others, read_lists(first, rest, first.keys() & {fact[2] for fact in others})


def read_lists(first: Cells, rest: Cells, heads: Iterable[Term]) -> Lists:
    """Return the lists that begin at these nodes, and the empty one."""
    lists = {head: _read_list(head, first, rest) for head in heads}
    return {RDF.nil: (), **{head: members for head, members in lists.items() if members is not None}}


def _read_list(node: Term, first: Cells, rest: Cells) -> tuple[Term, ...] | None:
    members: list[Term] = []
    seen: set[Term] = set()
    while node != RDF.nil:
        if node in seen or len(first.get(node, ())) != 1 or len(rest.get(node, ())) != 1:
            return None
        seen.add(node)
        members.append(first[node][0])
        node = rest[node][0]
    return tuple(members)
