"""Facts by predicate: one relation for each property, and one for each class of ``rdf:type``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from .codes import EMPTY, SHIFT, Codes, Mask, column, contains, difference, has, pair, swap, union, unpair, without
from .dictionary import TYPE

ANY = -1
Key = tuple[int, int]
"""What a relation is filed under: its predicate, and its class if that is ``rdf:type``, else ``ANY``.

``(TYPE, ANY)`` mirrors the classes, for rules that read ``rdf:type`` like any other property.
"""

EVERY_TYPE: Key = (TYPE, ANY)

Tables = dict[Key, Codes]
"""Columns of facts by key."""


def group(subjects: Codes, predicates: Codes, objects: Codes) -> Tables:
    """Return facts, three arrays of shape (n,), as one column for each relation."""
    order = np.argsort(predicates, kind="stable")
    tables: Tables = {}
    for number, rows in _runs(predicates[order]):
        codes = pair(subjects[order[rows]], objects[order[rows]])
        tables.update(by_class(codes) if number == TYPE else {(number, ANY): column(codes)})
    return tables


def by_class(codes: Codes) -> Tables:
    """Return the codes of ``rdf:type`` as one column for each class."""
    ordered = column(swap(codes))
    return {(TYPE, number): swap(ordered[rows]) for number, rows in _runs(ordered >> SHIFT)}


def _runs(sorted_values: Codes) -> Iterator[tuple[int, slice]]:
    """Yield each value with the slice where it stands."""
    ends = np.flatnonzero(sorted_values[1:] != sorted_values[:-1]) + 1
    bounds = [0, *ends.tolist(), len(sorted_values)] if len(sorted_values) else []
    for first, last in pairwise(bounds):
        yield int(sorted_values[first]), slice(first, last)


class Relation:
    """The facts of one predicate or class: the known ones, and those that wait to be looked at.

    :ivar rows: the known facts, a column
    :ivar implied: those of them that no rule need be specialised to, a column: they follow from other facts about the
        schema, by rules that say of classes and properties what other rules say of things anyway
    """

    __slots__ = ("_implied", "_inverse", "_pending", "implied", "rows")

    def __init__(self, rows: Codes = EMPTY) -> None:
        self.rows = rows
        self.implied = EMPTY
        self._inverse: Codes | None = None
        self._pending: list[Codes] = []
        self._implied: list[Codes] = []

    @property
    def inverse(self) -> Codes:
        """The known facts with subject and object exchanged, a column."""
        if self._inverse is None:
            self._inverse = np.sort(swap(self.rows))
        return self._inverse

    def add(self, codes: Codes, *, implied: bool = False) -> None:
        """Let codes wait, in any order and with repetitions."""
        (self._implied if implied else self._pending).append(codes)

    def take(self) -> tuple[Codes, Codes]:
        """Return the waiting codes, those that are implied separately; nothing waits any more."""
        taken = _joined(self._pending), _joined(self._implied)
        self._pending, self._implied = [], []
        return taken

    def absorb(self, codes: Codes) -> Codes:
        """Make codes known and return the column of those that were not known before."""
        fresh = without(column(codes), self.rows)
        self.rows = union(self.rows, fresh)
        if self._inverse is not None and len(fresh):
            self._inverse = union(self._inverse, np.sort(swap(fresh)))
        return fresh

    @property
    def is_waiting(self) -> bool:
        """Whether anything waits."""
        return bool(self._pending or self._implied)

    def reopen(self, numbers: Codes | None = None) -> int:
        """Let known codes wait again, those with one of these numbers or all; return how many they are."""
        codes = self.rows if numbers is None else self.rows[self.touching(numbers)]
        if len(codes):
            implied = contains(self.implied, codes)
            self.remove(codes)
            self._pending.append(codes[~implied])
            self._implied.append(codes[implied])
        return len(codes)

    def touching(self, numbers: Codes) -> Mask:
        """Return which of the known codes have one of these numbers, a column."""
        subjects, objects = unpair(self.rows)
        return contains(numbers, subjects) | contains(numbers, objects)

    def remove(self, codes: Codes) -> None:
        """Forget a column of codes, all of them known."""
        self.rows, self.implied = difference(self.rows, codes), without(self.implied, codes)
        if self._inverse is not None:
            self._inverse = difference(self._inverse, np.sort(swap(codes)))

    def has(self, code: int) -> bool:
        """Return whether one code is known."""
        return has(self.rows, code)

    def some(self, subject: int | None, value: int | None) -> Codes:
        """Return the known codes with this subject and this object, where None stands for any."""
        if subject is not None and value is not None:
            code = subject << SHIFT | value
            return np.array([code] if self.has(code) else [], np.int64)
        if subject is not None:
            return _span(self.rows, subject)
        return swap(_span(self.inverse, value)) if value is not None else self.rows

    def holds(self, codes: Codes) -> Mask:
        """Return which of the codes are known."""
        return contains(self.rows, codes)


def _joined(parts: list[Codes]) -> Codes:
    if len(parts) < 2:
        return parts[0] if parts else EMPTY
    return np.concatenate(parts)


def _span(sorted_codes: Codes, subject: int) -> Codes:
    first, last = sorted_codes.searchsorted((subject << SHIFT, (subject + 1) << SHIFT))
    return sorted_codes[first:last]
