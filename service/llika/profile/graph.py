"""Facts grouped the way the checks read them: by predicate, by type, and for blank nodes by subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ..terms import RDF, BlankNode, Fact, NamedNode, Term
from .vocabulary import APART, BUILT_IN, DECLARING, Kind

Arcs = Mapping[NamedNode, list[Fact]]
"""The triples of one node by predicate."""


class Graph:
    """An index of facts.

    :ivar facts: the distinct facts, in their order
    :ivar by_predicate: predicate → its facts
    :ivar instances: type → what is said to be of it
    """

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = dict.fromkeys(facts)
        self.by_predicate: defaultdict[NamedNode, list[Fact]] = defaultdict(list)
        self.instances: defaultdict[Term, set[Term]] = defaultdict(set)
        self._anonymous: defaultdict[Term, defaultdict[NamedNode, list[Fact]]] = defaultdict(lambda: defaultdict(list))
        for fact in self.facts:
            subject, predicate, _ = fact
            self.by_predicate[predicate].append(fact)
            if isinstance(subject, BlankNode):
                self._anonymous[subject][predicate].append(fact)
        for subject, _, type_ in self.said_with(RDF.type):
            self.instances[type_].add(subject)
        self._members: dict[Kind, set[Term]] = {kind: set(terms) for kind, terms in BUILT_IN.items()}
        for type_, kind in DECLARING.items():
            self._members[kind] |= self.instances[type_]

    def said_with(self, predicate: NamedNode) -> list[Fact]:
        """Return the facts of a predicate."""
        return self.by_predicate.get(predicate, [])

    def is_a(self, term: Term, kind: Kind) -> bool:
        """Tell whether a term is declared, or built in, as something of a kind."""
        return term in self._members[kind]

    def kinds(self, term: Term) -> set[Kind]:
        """Return the kinds that a term is declared as."""
        return {kind for kind, members in self._members.items() if term in members}

    def is_built_in(self, term: Term) -> bool:
        """Tell whether OWL itself declares a term."""
        return any(term in terms for terms in BUILT_IN.values())

    def arcs(self, node: Term) -> Arcs:
        """Return the triples of a blank node; there may be none."""
        return self._anonymous.get(node, {})

    def punned(self) -> Iterator[tuple[Fact, Kind, Kind]]:
        """Yield the second of two declarations that exclude each other, with both kinds."""
        for one, other in APART:
            both = {term for term in self._members[one] & self._members[other] if isinstance(term, NamedNode)}
            declarations = [fact for fact in self.said_with(RDF.type) if fact[0] in both] if both else []
            seen: dict[Term, Kind | None] = {}
            for fact in declarations:
                kind = DECLARING.get(fact[2]) if isinstance(fact[2], NamedNode) else None
                if kind in (one, other) and seen.setdefault(fact[0], kind) is not kind:
                    yield fact, one, other
