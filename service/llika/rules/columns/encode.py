"""The facts a closure is made from, as columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np

from ...terms import Fact, Term
from ..facts import Lists, read_lists
from .codes import EMPTY, LOW, SHIFT, Codes, column, unpair
from .dictionary import FIRST, REST, Dictionary
from .relations import ANY, Tables, group


@dataclass(frozen=True, slots=True)
class Columns:
    """Facts by relation, and the terms that their numbers stand for.

    :param tables: by key, a column of codes; the cells of lists are among them
    """

    dictionary: Dictionary
    tables: Tables

    def without_cells(self) -> Tables:
        """Return the tables without the cells of lists, which no rule reads one by one."""
        return {key: codes for key, codes in self.tables.items() if key[0] not in (FIRST, REST)}

    def speak_of(self, number: int) -> bool:
        """Return whether a term is the subject or the object of any fact."""
        return any(bool(((codes >> SHIFT == number) | (codes & LOW == number)).any()) for codes in self.tables.values())

    def lists(self) -> Lists:
        """Return the lists that facts point to, by their first cell."""
        cells = self.cells()
        if not len(cells):
            return read_lists({}, {}, ())
        pointed_at = np.zeros(len(self.dictionary), np.bool_)
        for codes in self.without_cells().values():
            pointed_at[unpair(codes)[1]] = True
        heads = [self.dictionary.term(cell) for cell in cells[pointed_at[cells]].tolist()]
        return read_lists(self._contents(FIRST), self._contents(REST), heads)

    def cells(self) -> Codes:
        """Return the column of the nodes that lists are made of."""
        return column(unpair(self.tables.get((FIRST, ANY), EMPTY))[0])

    def _contents(self, number: int) -> dict[Term, list[Term]]:
        found: dict[Term, list[Term]] = {}
        for subject, value in self._pairs(self.tables.get((number, ANY))):
            found.setdefault(subject, []).append(value)
        return found

    def _pairs(self, codes: Codes | None) -> Iterable[tuple[Term, Term]]:
        if codes is None:
            return ()
        term = self.dictionary.term
        subjects, objects = unpair(codes)
        return zip(map(term, subjects.tolist()), map(term, objects.tolist()), strict=True)


def encode(facts: Iterable[Fact], dictionary: Dictionary | None = None) -> Columns:
    """Return facts as columns, with the terms numbered in a new dictionary or in one that exists."""
    dictionary = Dictionary() if dictionary is None else dictionary
    number = dictionary.number
    flat = chain.from_iterable((number(one), number(predicate), number(other)) for one, predicate, other in facts)
    numbers = np.fromiter(flat, np.int64).reshape(-1, 3)
    return Columns(dictionary, group(numbers[:, 0], numbers[:, 1], numbers[:, 2]))
