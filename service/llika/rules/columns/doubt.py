"""What may no longer follow once facts are given up: the first half of DRed.

Whatever has one derivation that uses a fact in doubt is in doubt itself; what has another derivation is concluded anew
afterwards. Where a doubt reaches things that are the same, classes and properties, or the values of literals, the
closure has to start over: it keeps no record of why things are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .codes import EMPTY, Codes, column, contains, union, unpair, without
from .dictionary import SAME_AS, TYPE
from .factset import FactSet
from .join import Rows, distinct, match
from .plan import Atom, Plan
from .relations import EVERY_TYPE, Key, Tables, by_class

if TYPE_CHECKING:
    from .evaluate import Engine


class StartOver(Exception):
    """A change that cannot be followed step by step: the closure has to be computed anew."""


class Doubt:
    """The facts in doubt, by relation.

    :param asserted: the facts that are still asserted, which are never in doubt
    """

    def __init__(self, engine: Engine, asserted: FactSet) -> None:
        self._engine = engine
        self._asserted = asserted
        self._waiting: Tables = {}
        self.tables: Tables = {}
        self._shared = column(np.fromiter(engine.equality.members, np.int64))

    def spread(self, tables: Tables) -> None:
        """Cast doubt on facts, and on what follows from them.

        :raises StartOver: where doubt reaches what cannot be followed step by step
        """
        for key, codes in tables.items():
            self._let_wait(self._engine.canonical_key(key), self._engine.equality.canonical_pairs(codes))
        while self._waiting:
            key, codes = self._waiting.popitem()
            fresh = self._settle(key, codes)
            if len(fresh):
                self._follow(key, fresh)

    def _settle(self, key: Key, codes: Codes) -> Codes:
        """Return those of the codes that are known, not asserted and not in doubt yet; they are from now on."""
        relation = self._engine.relations.get(key)
        if relation is None:
            return EMPTY
        codes = without(column(codes), self.tables.get(key, EMPTY))
        codes = codes[relation.holds(codes)]
        self._check(key, codes)
        codes = without(codes, self._asserted.column(key))
        self.tables[key] = union(self.tables.get(key, EMPTY), codes)
        return codes

    def _check(self, key: Key, codes: Codes) -> None:
        """:raises StartOver: for facts about things that are the same, about the schema, or about literals' values"""
        numbers = np.concatenate((*unpair(codes), np.array([number for number in key if number >= 0])))
        if len(codes) and (
            key[0] == SAME_AS
            or self._engine.is_about_schema(key)
            or contains(self._shared, numbers).any()
            or self._engine.depends_on_values(numbers)
        ):
            raise StartOver

    def _follow(self, key: Key, codes: Codes) -> None:
        """Cast doubt on what follows from facts of one relation and all that is known."""
        if key[0] == TYPE and key != EVERY_TYPE and EVERY_TYPE in self._engine.relations:
            self._let_wait(EVERY_TYPE, codes)
        for each, at in self._engine.program.readers(key):
            atoms = each.half or each.body
            rows, others = match(atoms[at], codes), atoms[:at] + atoms[at + 1 :]
            if rows.count and each.half:
                self._check_links(each, rows, others)
            elif rows.count:
                self._conclude(each, self._engine.joiner.solve(rows, others, each.head.variables(), each.rule))

    def _check_links(self, each: Plan, rows: Rows, others: tuple[Atom, ...]) -> None:
        """:raises StartOver: if a rule may have made things the same by what is in doubt"""
        one, joiner = str(each.head.subject), self._engine.joiner
        groups = distinct(joiner.solve(rows, others, each.common, each.rule))
        if groups.count and len(self._shared):
            everyone = joiner.solve(groups, each.half, each.common | {one}, each.rule)
            if contains(self._shared, everyone.columns[one]).any():
                raise StartOver

    def _conclude(self, each: Plan, rows: Rows) -> None:
        codes = rows.codes(each.head)
        parts = by_class(codes) if each.head.key == EVERY_TYPE else {each.head.key: codes}
        for key, part in parts.items():
            self._let_wait(key, part)

    def _let_wait(self, key: Key, codes: Codes) -> None:
        if len(codes):
            waiting = self._waiting.get(key)
            self._waiting[key] = codes if waiting is None else np.concatenate((waiting, codes))
