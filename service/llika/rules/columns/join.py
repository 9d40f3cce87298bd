"""Join columns: find every way of making the atoms of a body true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from ...budget import Meter
from .codes import EMPTY, LOW, Codes, Mask, column, pair, positions, spans, unpair
from .dictionary import SAME_AS
from .plan import Atom, Place
from .relations import ANY, Key, Relation

Relations = Mapping[Key, Relation]

_SAMPLE = 64
"""Rows that the order of a join is judged by."""


@dataclass(slots=True)
class Rows:
    """Bindings: for each variable an array of shape (count,)."""

    count: int
    columns: dict[str, Codes]

    def value(self, place: Place) -> Codes | None:
        """Return what a place stands for in each row, or None for a variable that is not bound yet."""
        return np.full(self.count, place, np.int64) if isinstance(place, int) else self.columns.get(place)

    def codes(self, head: Atom) -> Codes:
        """Return the facts that a head becomes, one for each row."""
        subjects, objects = self.value(head.subject), self.value(head.object)
        return EMPTY if subjects is None or objects is None else pair(subjects, objects)

    def select(self, chosen: Mask | Codes) -> Rows:
        """Return some of the rows, by mask or by position."""
        columns = {name: values[chosen] for name, values in self.columns.items()}
        count = int(np.count_nonzero(chosen)) if chosen.dtype == np.bool_ else len(chosen)
        return Rows(count, columns)

    def keep(self, names: set[str]) -> Rows:
        """Return the rows with these columns only."""
        return Rows(self.count, {name: values for name, values in self.columns.items() if name in names})


ONE_ROW = Rows(1, {})
"""Where a body begins: nothing bound."""


def match(atom: Atom, codes: Codes) -> Rows:
    """Return the bindings under which an atom of a relation reads as one of its codes."""
    if isinstance(atom.subject, int):
        codes = codes[unpair(codes)[0] == atom.subject]
    if isinstance(atom.object, int) and atom.key[1] == ANY:  # the class of a class relation is in all its codes
        codes = codes[unpair(codes)[1] == atom.object]
    subjects, objects = unpair(codes)
    if isinstance(atom.subject, str) and atom.subject == atom.object:
        subjects = subjects[subjects == objects]
        return Rows(len(subjects), {atom.subject: subjects})
    places = ((atom.subject, subjects), (atom.object, objects))
    return Rows(len(codes), {place: values for place, values in places if isinstance(place, str)})


class Joiner:
    """Joins rows with the known facts of relations, within a budget."""

    __slots__ = ("_meter", "_relations")

    def __init__(self, relations: Relations, meter: Meter) -> None:
        self._relations = relations
        self._meter = meter

    def solve(self, rows: Rows, atoms: Iterable[Atom], wanted: set[str], rule: str) -> Rows:
        """Return the rows extended in every way that makes all atoms true, with the wanted columns.

        :param rule: named in the error if there are too many
        :raises BudgetExceeded: when one join has too many pairs
        """
        waiting = list(atoms)
        while waiting:
            atom = waiting.pop(0 if len(waiting) == 1 else self._cheapest(rows, waiting))
            rows = self._extend(rows, atom, rule)
            if not rows.count:
                return Rows(0, dict.fromkeys(wanted, EMPTY))
            rows = rows.keep(wanted.union(*(each.variables() for each in waiting)))
        return rows.keep(wanted)

    def _extend(self, rows: Rows, atom: Atom, rule: str) -> Rows:
        relation = self._relations.get(atom.key, _NOTHING)
        subjects, objects = rows.value(atom.subject), rows.value(atom.object)
        if subjects is not None and objects is not None:
            return rows.select(self._hold(atom, relation, subjects, objects))
        if isinstance(atom.subject, str) and subjects is None and (objects is None or atom.key[1] != ANY):
            return self._multiply(rows, match(atom, relation.rows), rule)
        forward = subjects is not None
        source = relation.rows if forward else relation.inverse
        first, counts = spans(source, subjects if subjects is not None else cast("Codes", objects))
        self._meter.check_pairs(int(counts.sum()), rule)
        row, at = positions(first, counts)
        extended = rows.select(row)
        extended.columns[cast("str", atom.object if forward else atom.subject)] = source[at] & LOW
        return extended

    def _multiply(self, rows: Rows, others: Rows, rule: str) -> Rows:
        """Return every row with every other: they have no variable in common."""
        if rows.count == 1 and not rows.columns:
            return others
        self._meter.check_pairs(rows.count * others.count, rule)
        product = rows.select(np.repeat(np.arange(rows.count), others.count))
        repeated = others.select(np.tile(np.arange(others.count), rows.count))
        return Rows(product.count, product.columns | repeated.columns)

    def pairs_within(self, sorted_values: Codes, rule: str) -> tuple[Codes, Codes]:
        """Return the positions of every two equal values in a sorted array, each pair once.

        :raises BudgetExceeded: when there are too many
        """
        at = np.arange(len(sorted_values))
        behind = sorted_values.searchsorted(sorted_values, side="right") - at - 1
        self._meter.check_pairs(int(behind.sum()), rule)
        return positions(at + 1, behind)

    def _hold(self, atom: Atom, relation: Relation, subjects: Codes, objects: Codes) -> Mask:
        held = relation.holds(pair(subjects, objects))
        return held | (subjects == objects) if atom.key[0] == SAME_AS else held  # eq-ref is not stored

    def _cheapest(self, rows: Rows, atoms: Sequence[Atom]) -> int:
        """Return which atom makes the fewest rows of one, judged by some of them."""
        some = rows.select(np.arange(0, rows.count, max(1, rows.count // _SAMPLE)))
        return min(range(len(atoms)), key=lambda at: self._growth(some, atoms[at]))

    def _growth(self, rows: Rows, atom: Atom) -> float:
        relation = self._relations.get(atom.key, _NOTHING)
        subjects, objects = rows.value(atom.subject), rows.value(atom.object)
        if subjects is not None and objects is not None:
            return 0.0
        if subjects is not None:
            return float(spans(relation.rows, subjects)[1].mean())
        if objects is not None and atom.key[1] == ANY:
            return float(spans(relation.inverse, objects)[1].mean())
        return float("inf") if atom.key[0] == SAME_AS else float(len(relation.rows))  # not all of it is stored


_NOTHING = Relation()


def links(rows: Rows, thing: str) -> Codes:
    """Return codes that connect, one to the next, the things that agree in every other column.

    :param thing: the name of the column of things
    """
    others = [values for name, values in rows.columns.items() if name != thing]
    order = np.lexsort([rows.columns[thing], *others])
    agree = np.ones(max(rows.count - 1, 0), np.bool_)
    for values in others:
        agree &= values[order[1:]] == values[order[:-1]]
    things = rows.columns[thing][order]
    return pair(things[:-1][agree], things[1:][agree])


def distinct(rows: Rows) -> Rows:
    """Return the rows with each combination of values once."""
    if len(rows.columns) == 1:
        ((name, values),) = rows.columns.items()
        values = column(values)
        return Rows(len(values), {name: values})
    if not rows.columns:
        return Rows(min(rows.count, 1), {})
    order = np.lexsort(list(rows.columns.values()))
    first = np.zeros(rows.count, np.bool_)
    first[:1] = True
    for values in rows.columns.values():
        first[1:] |= values[order[1:]] != values[order[:-1]]
    return rows.select(order[first])
