"""Closing what differs little from what was closed before."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from ..dataset import Close
from ..evidence import Basis
from ..rules import Closure
from ..terms import Fact

if TYPE_CHECKING:
    from ..rules.columns import ColumnClosure

_FEW = 200
"""Facts by which two graphs may differ for a change to be worth following; beyond, a new closure is as quick."""


class Recloser:
    """Changes the closure of each stratum into the next one; the closure it gave before becomes the new one.

    :param close: closes what is too different from what was closed before; only our own reasoner follows changes
    """

    def __init__(self, close: Close) -> None:
        self._close = close
        self._known: dict[Basis, tuple[frozenset[Fact], Closure]] = {}

    def __call__(self, basis: Basis, facts: frozenset[Fact]) -> Closure:
        """Return the closure of the facts of a stratum.

        :raises BudgetExceeded: when a limit of the budget is reached; nothing of the stratum is then kept
        """
        before, closure = self._known.pop(basis, (frozenset[Fact](), None))
        gone, new = before - facts, facts - before
        if closure is not None and len(gone) + len(new) <= _FEW and _follows_changes(closure):
            if gone:
                closure.delete(gone)
            if new:
                closure.insert(new)
        else:
            closure = self._close(basis, facts)
        self._known[basis] = (facts, closure)
        return closure


def _follows_changes(closure: Closure) -> TypeGuard[ColumnClosure]:
    from ..rules.columns import ColumnClosure  # numpy is loaded when it is needed

    return isinstance(closure, ColumnClosure)
