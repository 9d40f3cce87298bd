"""Closing what differs little from what was closed before."""

from __future__ import annotations

from .. import infer as close_under
from ..dataset import Engine
from ..evidence import Basis
from ..rules import Closure
from ..rules.columns import ColumnClosure
from ..terms import Fact

_FEW = 200
"""Facts by which two graphs may differ for a change to be worth following; beyond, a new closure is as quick."""


class Recloser:
    """Changes the closure of each stratum into the next one; the closure it gave before becomes the new one.

    :param engine: which reasoner; only our own follows changes
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[Basis, tuple[frozenset[Fact], Closure]] = {}

    def __call__(self, basis: Basis, facts: frozenset[Fact]) -> Closure:
        """Return the closure of the facts of a stratum.

        :raises BudgetExceeded: when a limit of the budget is reached; nothing of the stratum is then kept
        """
        before, closure = self._known.pop(basis, (frozenset[Fact](), None))
        gone, new = before - facts, facts - before
        if isinstance(closure, ColumnClosure) and len(gone) + len(new) <= _FEW:
            if gone:
                closure.delete(gone)
            if new:
                closure.insert(new)
        else:
            closure = close_under(facts, engine=self._engine.value)
        self._known[basis] = (facts, closure)
        return closure
