"""Things that are the same: one of their names stands for all of them while the rules run.

The smallest number of a class represents it. What is known is written with representatives only, and written out under
every name when somebody reads it; that is what ``eq-sym``, ``eq-trans`` and ``eq-rep-*`` amount to.
"""

from __future__ import annotations

import numpy as np

from ...budget import Meter
from .codes import EMPTY, Codes, column, contains, pair, positions, unpair
from .dictionary import Dictionary


class Equality:
    """The classes of terms that are the same."""

    __slots__ = ("_dictionary", "_map", "_meter", "members")

    def __init__(self, dictionary: Dictionary, meter: Meter) -> None:
        self.members: dict[int, list[int]] = {}
        """By representative, all the names of a thing that has several, the representative first."""
        self._map = EMPTY
        self._dictionary = dictionary
        self._meter = meter

    def __bool__(self) -> bool:
        return bool(self.members)

    def unite(self, one: Codes, other: Codes) -> Codes:
        """Make terms the same, pair by pair, and return the column of the numbers that represent nothing any more.

        :raises BudgetExceeded: when a thing has too many names
        """
        self._cover()
        parent: dict[int, int] = {}
        for left, right in zip(self.canonical(one).tolist(), self.canonical(other).tolist(), strict=True):
            low, high = sorted((_root(left, parent), _root(right, parent)))
            if low != high:
                parent[high] = low
        for gone in parent:
            self._move_names(gone, _root(gone, parent))
        return self._redirect(parent)

    def _move_names(self, gone: int, kept: int) -> None:
        names = self.members.setdefault(kept, [kept])
        names.extend(self.members.pop(gone, [gone]))
        self._meter.check_same(len(names), self._dictionary.texts[kept])

    def _redirect(self, parent: dict[int, int]) -> Codes:
        gone = column(np.fromiter(parent, np.int64, len(parent)))
        step = np.arange(len(self._map))
        step[gone] = [_root(number, parent) for number in gone.tolist()]
        self._map = step[self._map]
        return gone

    def _cover(self) -> None:
        """Let terms that were numbered since represent themselves."""
        self._map = np.concatenate((self._map, np.arange(len(self._map), len(self._dictionary))))

    def find(self, number: int) -> int:
        """Return the representative of a term."""
        return int(self._map[number]) if number < len(self._map) else number

    def canonical(self, numbers: Codes) -> Codes:
        """Return the representatives of terms."""
        if not self.members:
            return numbers
        if len(self._map) < len(self._dictionary):
            self._cover()
        return self._map[numbers]

    def canonical_pairs(self, codes: Codes) -> Codes:
        """Return codes written with representatives, in the order they come."""
        if not self.members:
            return codes
        subjects, objects = unpair(codes)
        return pair(self.canonical(subjects), self.canonical(objects))

    def names(self, number: int) -> list[int]:
        """Return all the names of the thing that a term names."""
        representative = self.find(number)
        return self.members.get(representative, [representative])

    def count(self, codes: Codes) -> int:
        """Return how many codes these are under every name."""
        sizes = np.ones(len(self._map), np.int64)
        for thing, names in self.members.items():
            sizes[thing] = len(names)
        subjects, objects = unpair(codes)
        return int((sizes[subjects] * sizes[objects]).sum())

    def expand(self, codes: Codes) -> Codes:
        """Return the column of codes under every name of what they relate."""
        if not self.members or not len(codes):
            return codes
        shared = column(np.fromiter(self.members, np.int64, len(self.members)))
        subjects, objects = unpair(codes)
        several = contains(shared, subjects) | contains(shared, objects)
        subjects, objects = self._each_name(*unpair(codes[several]))
        objects, subjects = self._each_name(objects, subjects)
        return column(np.concatenate((codes[~several], pair(subjects, objects))))

    def _each_name(self, things: Codes, others: Codes) -> tuple[Codes, Codes]:
        """Return rows of two columns repeated for every name of the thing in the first."""
        distinct, at = np.unique(things, return_inverse=True)
        names = [self.members.get(thing, [thing]) for thing in distinct.tolist()]
        counts = np.fromiter(map(len, names), np.int64, len(names))
        flat = np.fromiter((name for part in names for name in part), np.int64, int(counts.sum()))
        row, place = positions((np.cumsum(counts) - counts)[at], counts[at])
        return flat[place], others[row]


def _root(number: int, parent: dict[int, int]) -> int:
    while number in parent:
        above = parent[number]
        parent[number] = parent.get(above, above)  # halve the path for those who come later
        number = above
    return number
