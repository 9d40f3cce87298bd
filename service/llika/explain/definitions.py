"""What the definition of a class requires, read from the ontology as it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..terms import OWL, RDF, Fact, NamedNode, Term

Condition = tuple[NamedNode, Term]
"""A property and the value that a definition requires of it."""


class Definitions:
    """The equivalences and restrictions of an ontology."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._about: dict[Term, list[tuple[NamedNode, Term]]] = defaultdict(list)
        for subject, predicate, value in facts:
            self._about[subject].append((predicate, value))

    def conditions(self, candidate: Term) -> frozenset[Condition]:
        """Return the values that a class requires: its hasValue restrictions, through intersections.

        What stands in a union is not required, and what a superclass requires is not defining.
        """
        return frozenset(self._conditions(candidate, set()))

    def needed(self, fact: Fact) -> list[Fact]:
        """Return the fact itself and, for the type of a thing, what the definition of the class requires of it."""
        subject, predicate, value = fact
        if predicate != RDF.type:
            return [fact]
        return [fact, *sorted(((subject, key, term) for key, term in self.conditions(value)), key=str)]

    def members(self, node: Term) -> Iterator[Term]:
        """Yield the members of an RDF list."""
        seen: set[Term] = set()
        while node != RDF.nil and node not in seen:
            seen.add(node)
            cell = dict(self._about.get(node, ()))
            if RDF.first in cell:
                yield cell[RDF.first]
            node = cell.get(RDF.rest, RDF.nil)

    def _conditions(self, node: Term, seen: set[Term]) -> Iterator[Condition]:
        if node in seen:
            return
        seen.add(node)
        parts = dict(self._about.get(node, ()))
        for predicate, value in self._about.get(node, ()):
            if predicate == OWL.equivalentClass:
                yield from self._conditions(value, seen)
            elif predicate == OWL.intersectionOf:
                for member in self.members(value):
                    yield from self._conditions(member, seen)
        on = parts.get(OWL.onProperty)
        if OWL.hasValue in parts and isinstance(on, NamedNode):
            yield on, parts[OWL.hasValue]
