"""Sets of facts that are held in columns and made into terms as they are read."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property

import numpy as np

from ...terms import RDF, RDFS, REFLEXIVE, Fact, Term
from ..closure import ABOUT_THING, AXIOMATIC
from ..rule import ground, variables
from .codes import EMPTY, LOW, SHIFT, Codes, has, unpair, without
from .dictionary import NOTHING, THING, TYPE, Dictionary
from .equality import Equality
from .relations import ANY, EVERY_TYPE, Key, Relation, Tables


class FactSet(Set[Fact]):
    """A set of facts; what compares, joins and subtracts frozen sets does so with these."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary

    @classmethod
    def _from_iterable(cls, facts: Iterable[Fact]) -> frozenset[Fact]:  # type: ignore[override]
        return frozenset(facts)

    def __contains__(self, fact: object) -> bool:
        if not isinstance(fact, tuple) or len(fact) != 3:
            return False
        find = self._dictionary.find
        subject, predicate, value = find(fact[0]), find(fact[1]), find(fact[2])
        if subject is None or predicate is None or value is None:
            return False
        return has(self.column(self._key(predicate, value)), subject << SHIFT | value)

    def __iter__(self) -> Iterator[Fact]:
        term = self._dictionary.term
        for key in self.keys():
            verb = term(key[0])
            for code in self.column(key).tolist():
                yield term(code >> SHIFT), verb, term(code & LOW)  # type: ignore[misc]

    def __len__(self) -> int:
        return sum(len(self.column(key)) for key in self.keys())

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} facts>"

    def lines(self) -> Iterator[str]:
        """Yield the facts as lines of canonical N-Triples, without making terms."""
        texts = self._dictionary.texts
        for key in self.keys():
            verb = texts[key[0]]
            subjects, objects = unpair(self.column(key))
            for one, other in zip(subjects.tolist(), objects.tolist(), strict=True):
                yield f"{texts[one]} {verb} {texts[other]} .\n"

    def by_predicate(self) -> dict[int, Codes]:
        """Return all facts as one column for each predicate."""
        parts: dict[int, list[Codes]] = {}
        for key in self.keys():
            parts.setdefault(key[0], []).append(self.column(key))
        return {predicate: np.sort(np.concatenate(columns)) for predicate, columns in parts.items()}

    @abstractmethod
    def keys(self) -> Iterable[Key]:
        """Return the keys of the columns; their predicates are the facts' own."""

    @abstractmethod
    def column(self, key: Key) -> Codes:
        """Return the facts of one key."""

    @abstractmethod
    def _key(self, predicate: int, value: int) -> Key:
        """Return the key that a fact is found under."""


class Listed(FactSet):
    """Facts as they were given, each under the name it was given with.

    :ivar tables: by key, a column of codes
    """

    def __init__(self, dictionary: Dictionary, tables: Tables) -> None:
        super().__init__(dictionary)
        self.tables = tables

    def keys(self) -> Iterable[Key]:
        """Return the keys in the order in which their predicates were met."""
        return sorted(self.tables)

    def column(self, key: Key) -> Codes:
        """Return the facts of one predicate, or class of rdf:type."""
        return self.tables.get(key, EMPTY)

    def _key(self, predicate: int, value: int) -> Key:
        return predicate, value if predicate == TYPE else ANY


class Entailed(FactSet):
    """The facts that follow and were not given, under every name.

    A key's class is the one that represents it.

    :param trivial: whether trivial facts are among them
    """

    def __init__(
        self,
        dictionary: Dictionary,
        asserted: Listed,
        relations: Mapping[Key, Relation],
        equality: Equality,
        *,
        trivial: bool = False,
    ) -> None:
        super().__init__(dictionary)
        self._asserted = asserted
        self._relations = relations
        self._equality = equality
        self._trivial = trivial
        self._columns: dict[Key, Codes] = {}

    def keys(self) -> Iterable[Key]:
        """Return the keys in the order in which their predicates were met."""
        stored = [key for key in self._relations if key != EVERY_TYPE]
        named = [(name, kind) for predicate, kind in stored for name in self._equality.names(predicate)]
        return sorted(key for key in named if self._dictionary.texts[key[0]].startswith("<"))

    def column(self, key: Key) -> Codes:
        """Return the facts of one predicate, or class of rdf:type."""
        if key not in self._columns:
            self._columns[key] = self._compute(key)
        return self._columns[key]

    def forget(self, keys: Iterable[Key]) -> None:
        """Compute the facts of some relations anew when they are read next."""
        for predicate, kind in keys:
            for name in self._equality.names(predicate):
                self._columns.pop((name, kind), None)

    def _key(self, predicate: int, value: int) -> Key:
        is_type = self._equality.find(predicate) == TYPE
        return predicate, self._equality.find(value) if is_type else ANY

    def _compute(self, key: Key) -> Codes:
        predicate, kind = key
        relation = self._relations.get((self._equality.find(predicate), kind))
        if relation is None:
            return EMPTY
        codes = self._equality.expand(relation.rows)
        given = [(TYPE, name) for name in self._equality.names(kind)] if predicate == TYPE else [(predicate, ANY)]
        for asserted in given:
            codes = without(codes, self._asserted.column(asserted))
        return self._worth_saying(codes, self._dictionary.term(predicate))

    def _worth_saying(self, codes: Codes, predicate: Term) -> Codes:
        """Return the codes without trivial facts and without literals as subjects."""
        subjects, objects = unpair(codes)
        hidden = self._dictionary.are_literals(subjects)
        if self._trivial:
            return codes[~hidden]
        if predicate in REFLEXIVE:
            hidden |= subjects == objects
        if predicate in ABOUT_THING:
            hidden |= objects == THING
        if predicate == RDFS.subClassOf:
            hidden |= subjects == NOTHING
        return without(codes[~hidden], self._axiomatic) if predicate == RDF.type else codes[~hidden]

    @cached_property
    def _axiomatic(self) -> Codes:
        number = self._dictionary.number
        facts = [ground(atom, {}) for atom in AXIOMATIC if not variables(atom)]
        return np.sort(np.array([number(one) << SHIFT | number(other) for one, _, other in facts], np.int64))
