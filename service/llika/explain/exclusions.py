"""What an ontology sets apart: classes that share no member, properties that never lead from one thing to the same.

A fact is ruled out where another one holds that cannot stand beside it: what ``cax-dw``, ``cax-adc``, ``prp-pdw`` and
``prp-adp`` of OWL 2 RL (https://www.w3.org/TR/owl2-profiles/, tables 6 and 7) would report, were it written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from ..terms import OWL, RDF, Fact, NamedNode, Term
from .definitions import Definitions

_PAIRS = (OWL.disjointWith, OWL.propertyDisjointWith, OWL.complementOf)


class Exclusions:
    """The classes and properties of an ontology that are set apart.

    :param wider: the classes that each member of a class is in as well
    """

    def __init__(
        self, facts: Iterable[Fact], definitions: Definitions, wider: Callable[[Term], Iterable[Term]]
    ) -> None:
        self._definitions = definitions
        self._wider = wider
        self._apart: dict[Term, set[Term]] = defaultdict(set)
        for subject, predicate, value in facts:
            if predicate in _PAIRS:
                self._set_apart((subject, value))
            elif predicate == OWL.members:
                self._set_apart(tuple(definitions.members(value)))

    def _set_apart(self, terms: tuple[Term, ...]) -> None:
        for term in terms:
            self._apart[term] |= {*terms} - {term}

    def against(self, fact: Fact) -> list[Fact]:
        """Return the facts each of which rules a fact out, in the order of their terms."""
        return sorted(set(self._against(fact)), key=str)

    def _against(self, fact: Fact) -> Iterator[Fact]:
        subject, predicate, value = fact
        yield from ((subject, other, value) for other in self._of(predicate))
        if predicate != RDF.type:
            return
        for kind in {value, *self._wider(value)}:
            yield from ((subject, RDF.type, other) for other in self._of(kind))
            for on, required in self._definitions.conditions(kind):
                yield from ((subject, other, required) for other in self._of(on))

    def _of(self, term: Term) -> Iterator[NamedNode]:
        return (other for other in self._apart.get(term, ()) if isinstance(other, NamedNode))
