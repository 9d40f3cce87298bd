"""The ontology as it is written, with the basis of the module in which each triple stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ..evidence import Basis, basis_of_graph
from ..terms import RDF, Fact, Literal, NamedNode, Term

Known = tuple[Term, Basis]
"""A term, and on what basis it is said."""


class Axioms:
    """The triples of the modules, by subject and by object.

    :param modules: the triples of each ontology graph, by its name
    """

    def __init__(self, modules: Mapping[str, Iterable[Fact]]) -> None:
        self._values: dict[tuple[Term, NamedNode], list[Known]] = defaultdict(list)
        self._subjects: dict[tuple[NamedNode, Term], list[Known]] = defaultdict(list)
        for name, facts in modules.items():
            basis = basis_of_graph(name)
            for subject, predicate, value in facts:
                self._values[subject, predicate].append((value, basis))
                self._subjects[predicate, value].append((subject, basis))

    def values(self, subject: Term, predicate: NamedNode) -> list[Known]:
        """Return the values of a property, in a fixed order."""
        return sorted(self._values.get((subject, predicate), ()), key=_order)

    def value(self, subject: Term, predicate: NamedNode) -> Term | None:
        """Return the first value of a property."""
        return next((value for value, _ in self.values(subject, predicate)), None)

    def subjects(self, predicate: NamedNode, value: Term) -> list[Known]:
        """Return what has a value, in a fixed order."""
        return sorted(self._subjects.get((predicate, value), ()), key=_order)

    def triples(self, predicate: NamedNode) -> Iterator[tuple[Term, Term, Basis]]:
        """Yield the subjects and values of a property."""
        for (subject, key), values in self._values.items():
            if key == predicate:
                yield from ((subject, value, basis) for value, basis in values)

    def members(self, node: Term | None) -> list[Term]:
        """Return the members of a list."""
        found: list[Term] = []
        seen: set[Term] = set()
        while node is not None and node != RDF.nil and node not in seen:
            seen.add(node)
            first = self.value(node, RDF.first)
            found += [] if first is None else [first]
            node = self.value(node, RDF.rest)
        return found

    def texts(self, subject: Term, predicate: NamedNode) -> dict[str, list[str]]:
        """Return the texts of an annotation by language; ``und`` for those without one (BCP 47)."""
        found: dict[str, list[str]] = defaultdict(list)
        for value, _ in self.values(subject, predicate):
            if isinstance(value, Literal):
                found[(value.language or "und").split("-")[0]].append(value.value)
        return dict(found)


def _order(known: Known) -> tuple[Basis, str]:
    return known[1], str(known[0])
