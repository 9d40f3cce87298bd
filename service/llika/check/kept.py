"""What was worked out before, for as long as what it was worked out from is the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


class Kept:
    """The last result of each step."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, object]] = {}

    def get(self, step: str, given: object, work_out: Callable[[], Value]) -> Value:
        """Return what a step gave before, if it was given the same; else work it out.

        :param given: everything that the result depends on, compared by value

        >>> kept = Kept()
        >>> [kept.get("double", given, lambda: given * 2) for given in (1, 1, 2)]
        [2, 2, 4]
        """
        known = self._known.get(step)
        if known is None or known[0] != given:
            known = self._known[step] = (given, work_out())
        return known[1]  # type: ignore[return-value]  # each step gives values of one type
