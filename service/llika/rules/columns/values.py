"""Literals by value: which of them write one value, and what their values are members of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import numpy as np
from pyoxigraph import Literal, NamedNode

from ...terms import OWL
from ..compile import SCHEMA_PREDICATES
from ..datatypes import Value, is_inside, value_of
from .codes import EMPTY, Codes, has, pair, union, unpair, without
from .dictionary import Dictionary
from .relations import Tables


def used_literals(tables: Tables, dictionary: Dictionary) -> Codes:
    """Return the numbers of the literals that data and hasValue restrictions use; cardinalities compare by value."""
    schema = {dictionary.find(term) for term in SCHEMA_PREDICATES - {OWL.hasValue}}
    used = np.zeros(len(dictionary), np.bool_)
    for (predicate, _), codes in tables.items():
        if predicate not in schema:
            used[unpair(codes)[1]] = True
    numbers = np.flatnonzero(used)
    return numbers[dictionary.are_literals(numbers)]


class Literals:
    """The literals that data use, and which of them write one value.

    :ivar numbers: a column
    :ivar are_stale: whether some of them may be used no longer
    """

    def __init__(self, dictionary: Dictionary) -> None:
        self.numbers = EMPTY
        self.are_stale = False
        self._dictionary = dictionary
        self._by_value: dict[Value, int] = {}
        self._has_strings = False

    def add(self, numbers: Codes) -> Codes:
        """Take in a column of literals; return codes that link those that write one value in several ways (dt-eq)."""
        fresh = without(numbers, self.numbers)
        self.numbers = union(self.numbers, fresh)
        pairs = [(self._first_of(value, number), number) for number, value in self._values(fresh)]
        links = [(one, other) for one, other in pairs if one != other]
        return pair(*np.array(links, np.int64).T) if links else EMPTY

    def matter(self, numbers: Codes) -> bool:
        """Return whether what follows may depend on one of these being used, beyond the facts that use it."""
        literals = numbers[self._dictionary.are_literals(numbers)]
        return len(literals) > 0 and (
            self._has_strings or any(True for _ in typed_literals(literals, self._dictionary))
        )

    def _first_of(self, value: Value, number: int) -> int:
        """Return the first literal met that writes a value; a plain one is looked up, since only few are filed."""
        if value not in self._by_value and value.space == "string":
            self._has_strings = True
            plain = self._dictionary.find(Literal(str(value.key)))
            self._by_value[value] = plain if plain is not None and has(self.numbers, plain) else number
        return self._by_value.setdefault(value, number)

    def _values(self, fresh: Codes) -> Iterator[tuple[int, Value]]:
        for number in typed_literals(fresh, self._dictionary):
            value = value_of(_literal(number, self._dictionary))
            if value is not None:
                yield number, value
        for number in fresh.tolist() if self._has_strings else ():
            value = value_of(_literal(number, self._dictionary))
            if value in self._by_value:
                yield number, value


def typed_literals(literals: Codes, dictionary: Dictionary) -> Iterator[int]:
    """Yield those with a datatype written out.

    The others, plain and language-tagged, are well formed, and in canonical form each writes a value of its own.
    """
    texts = dictionary.texts
    return (number for number in literals.tolist() if texts[number].endswith(">"))


def members_of(datatype: NamedNode, literals: Codes, dictionary: Dictionary) -> Codes:
    """Return the codes by which literals are of a datatype's type (dt-type2)."""
    inside = [number for number in literals.tolist() if is_inside(_literal(number, dictionary), datatype)]
    return pair(np.array(inside, np.int64), dictionary.number(datatype))


def _literal(number: int, dictionary: Dictionary) -> Literal:
    return cast("Literal", dictionary.term(number))
