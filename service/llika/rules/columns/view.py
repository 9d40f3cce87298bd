"""What is known, found by terms: the columns as the compiler and the prover read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from ...terms import OWL, Fact, NamedNode, Term
from .codes import LOW, SHIFT, Codes
from .dictionary import TYPE, Dictionary
from .equality import Equality
from .relations import ANY, EVERY_TYPE, Key, Relation

_FEW_CLASSES = 256
"""So many relations are looked at one by one."""


class ClosureIndex:
    """Facts in columns, under every name of what they relate (see :class:`llika.rules.facts.Index`).

    :param with_sameness: whether everything is found to be the same as itself
    """

    __slots__ = ("_dictionary", "_equality", "_every_type", "_relations", "_with_sameness")

    def __init__(
        self,
        dictionary: Dictionary,
        relations: Mapping[Key, Relation],
        equality: Equality,
        *,
        with_sameness: bool = False,
    ) -> None:
        self._every_type: Relation | None = None
        self._with_sameness = with_sameness
        self._dictionary = dictionary
        self._relations = relations
        self._equality = equality

    def __contains__(self, fact: Fact) -> bool:
        return not _is_reflexive(fact) and self._knows(fact)

    def holds(self, fact: Fact) -> bool:
        """Return whether a fact is known or relates a term to itself by owl:sameAs (eq-ref)."""
        return _is_reflexive(fact) or self._knows(fact)

    def match(self, subject: Term | None, predicate: Term | None, value: Term | None) -> Iterator[Fact]:
        """Yield the known facts with these terms, where None stands for any."""
        pattern = [None if term is None else self._dictionary.find(term) for term in (subject, value)]
        if (subject is not None and pattern[0] is None) or (value is not None and pattern[1] is None):
            return
        for number in self._predicates() if predicate is None else (self._dictionary.find(predicate),):
            if number is not None:
                yield from self._facts(pattern[0], number, pattern[1])

    def count(self, subject: Term | None, predicate: Term, value: Term | None) -> int:
        """Return how many facts :meth:`match` would return if nothing had two names."""
        find = self._dictionary.find
        one, verb, other = (None if term is None else find(term) for term in (subject, predicate, value))
        if verb is None or (subject is not None and one is None) or (value is not None and other is None):
            return 0
        return sum(map(len, self._columns(one, self._equality.find(verb), other)))

    def forget(self) -> None:
        """Forget what was computed from the facts, because some were added or removed."""
        self._every_type = None

    def _knows(self, fact: Fact) -> bool:
        numbers = [self._dictionary.find(term) for term in fact]
        if None in numbers:
            return False
        subject, predicate, value = (self._equality.find(number) for number in numbers if number is not None)
        relation = self._relations.get((predicate, value if predicate == TYPE else ANY))
        return relation is not None and relation.has(subject << SHIFT | value)

    def _predicates(self) -> Iterable[int]:
        """Return the predicates of all facts, under every name."""
        stored = dict.fromkeys(key[0] for key in self._relations)
        return [name for number in stored for name in self._equality.names(number)]

    def _facts(self, subject: int | None, predicate: int, value: int | None) -> Iterator[Fact]:
        term, names = self._dictionary.term, self._equality.names
        verb: NamedNode = term(predicate)  # type: ignore[assignment]  # generalised RDF has others too
        for code in self._codes(subject, self._equality.find(predicate), value):
            for one in names(code >> SHIFT) if subject is None else (subject,):
                for other in names(code & LOW) if value is None else (value,):
                    if one != other or verb != OWL.sameAs or self._with_sameness:
                        yield term(one), verb, term(other)

    def _codes(self, subject: int | None, predicate: int, value: int | None) -> Iterator[int]:
        for codes in self._columns(subject, predicate, value):
            yield from map(int, codes)

    def _columns(self, subject: int | None, predicate: int, value: int | None) -> Iterator[Codes]:
        """Yield the codes with this subject and this object, one column for each relation that has any."""
        subject = None if subject is None else self._equality.find(subject)
        value = None if value is None else self._equality.find(value)
        if predicate == TYPE and value is None:
            yield from (relation.some(subject, None) for relation in self._types())
        else:
            relation = self._relations.get((predicate, ANY if value is None or predicate != TYPE else value))
            if relation is not None:
                yield relation.some(subject, value)

    def _types(self) -> Iterable[Relation]:
        """Return relations that hold all codes of ``rdf:type``: one for each class, or where these are many, one."""
        if EVERY_TYPE in self._relations:
            return (self._relations[EVERY_TYPE],)
        if self._every_type is None:
            found = [relation for key, relation in self._relations.items() if key[0] == TYPE]
            if len(found) <= _FEW_CLASSES:
                return found
            self._every_type = Relation(np.sort(np.concatenate([relation.rows for relation in found])))
        return (self._every_type,)


def _is_reflexive(fact: Fact) -> bool:
    return fact[0] == fact[2] and fact[1] == OWL.sameAs
