"""Limits of reading and reasoning, each of which ends a run with an error that names the limit.

A limit is there so that hostile or mistaken data end in a sentence and not in a machine that swaps.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import TypeVar

from .errors import BudgetExceeded
from .terms import Text

Progress = Callable[[str, int], None]
"""Told what is being done, and how many lines or facts there are so far."""

_T = TypeVar("_T")
_EVERY = 1 << 14
"""How many items pass between two looks at the memory."""
_OFTEN = 1 << 12
"""The same for facts of the simple engine, each of which is work."""
_MUCH = 16 << 20
"""Bytes that are not taken without a look at the memory."""
_SHARE = 0.8
"""The part of a machine's free memory that a run may take unless told otherwise."""
_MEGABYTE = 1 << 20
_ROW = 5 * 8
"""Bytes that a row takes while it is made: where it comes from, two or three columns, their sorted copy."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a closure may cost.

    :param facts: facts known, given and entailed, hidden ones too, with things that are the same under every name
    :param pairs: rows that one join may produce before repetitions are dropped
    :param same: names that one thing may have; n of them make n * n facts of ``owl:sameAs``
    :param seconds: CPU seconds of this process for reading, for a run or for a change; None for any number
    :param memory: bytes that this process may hold; None for four fifths of what the machine has free
    """

    facts: int = 50_000_000
    pairs: int = 25_000_000
    same: int = 5_000
    seconds: float | None = None
    memory: int | None = None


DEFAULT = Budget()
_UNLIMITED = Budget(facts=sys.maxsize, pairs=sys.maxsize, same=sys.maxsize)


class Meter:
    """Compares a run with its budget, and tells how far it is."""

    __slots__ = ("_ends", "_memory", "_progress", "budget")

    def __init__(self, budget: Budget, progress: Progress | None = None) -> None:
        self.budget = budget
        self._progress = progress
        self._memory = budget.memory
        self.restart()

    def restart(self) -> None:
        """Count the seconds from now on."""
        seconds = self.budget.seconds
        self._ends = None if seconds is None else process_time() + seconds

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """Observe no limit for a while: what has fitted before is made again."""
        budget, memory = self.budget, self._memory
        self.budget, self._memory = _UNLIMITED, sys.maxsize
        try:
            yield
        finally:
            self.budget, self._memory = budget, memory
            self.restart()

    def watch(self, items: Iterable[_T], doing: str) -> Iterator[_T]:
        """Pass items on and look at time and memory now and then.

        :raises BudgetExceeded: ``out-of-time``, ``too-much-memory``
        """
        for number, item in enumerate(items, 1):
            if not number % _EVERY:
                self.check_time()
                self.check_memory()
                self.tell(doing, number)
            yield item

    def count(self, number: int) -> None:
        """Take note that one more fact is known.

        :raises BudgetExceeded: ``too-many-facts``, ``out-of-time``, ``too-much-memory``
        """
        self.check_facts(number)
        if not number % _OFTEN:
            self.check_time()
            self.check_memory()
            self.tell("reasoning", number)

    def tell(self, doing: str, number: int) -> None:
        """Say how far a run is, to whoever listens."""
        if self._progress:
            self._progress(doing, number)

    def check_facts(self, number: int) -> None:
        """:raises BudgetExceeded: ``too-many-facts``"""
        limit = self.budget.facts
        if number > limit:
            raise BudgetExceeded(
                "too-many-facts",
                Text(f"The closure has more than {limit} facts.", f"La clausura tiene más de {limit} hechos."),
                Text(
                    "Look for a key or a functional property that makes many things the same, or allow more facts.",
                    "Busque una clave o propiedad funcional que vuelva iguales a muchas cosas, o permita más hechos.",
                ),
            )

    def check_pairs(self, number: int, rule: str) -> None:
        """:raises BudgetExceeded: ``too-many-pairs``, ``too-much-memory``"""
        limit = self.budget.pairs
        if number > limit:
            raise BudgetExceeded(
                "too-many-pairs",
                Text(
                    f"One step of rule {rule} has {number} pairs to look at, more than {limit}.",
                    f"Un paso de la regla {rule} tendría que ver {number} pares, más de {limit}.",
                ),
                Text(
                    "Look for one value that very many things share, or for a path that leads everywhere.",
                    "Busque un valor que compartan muchísimas cosas, o un camino que lleve a todas partes.",
                ),
            )
        self.check_rows(number)

    def check_rows(self, number: int) -> None:
        """Look whether there is memory for rows that are about to be made or sorted.

        :raises BudgetExceeded: ``too-much-memory``
        """
        if number * _ROW > _MUCH:
            self.check_memory(number * _ROW)

    def check_same(self, number: int, name: str) -> None:
        """:raises BudgetExceeded: ``too-many-same``"""
        limit = self.budget.same
        if number > limit:
            raise BudgetExceeded(
                "too-many-same",
                Text(
                    f"{name} and {number - 1} others would be one thing, more than {limit} names for it.",
                    f"{name} y otros {number - 1} serían una sola cosa, con más de {limit} nombres.",
                ),
                Text(
                    "Look for a key, a functional property or an owl:sameAs that should not be there.",
                    "Busque una clave, una propiedad funcional o un owl:sameAs que no debería estar.",
                ),
            )

    def check_time(self) -> None:
        """:raises BudgetExceeded: ``out-of-time``"""
        if self._ends is not None and process_time() > self._ends:
            limit = self.budget.seconds
            raise BudgetExceeded(
                "out-of-time",
                Text(
                    f"The closure was not finished within {limit} CPU seconds.",
                    f"La clausura no se terminó en {limit} segundos de CPU.",
                ),
                Text("Allow more seconds, or give fewer facts.", "Permita más segundos o dé menos hechos."),
            )

    def check_memory(self, more: int = 0) -> None:
        """Compare the memory that this process holds with what it may hold.

        :param more: bytes that are about to be taken
        :raises BudgetExceeded: ``too-much-memory``
        """
        if self._memory is None:
            self._memory = free_memory() or sys.maxsize
        limit = self._memory
        if held_memory() + more > limit:
            raise too_much_memory(limit)


def too_much_memory(limit: int | None = None) -> BudgetExceeded:
    """Return the error for work that needs more memory than there is, or than a limit in bytes."""
    allowed = None if limit is None else f"{limit / _MEGABYTE:,.0f} MB"
    return BudgetExceeded(
        "too-much-memory",
        Text(
            f"This takes more memory than {f'the {allowed} allowed' if allowed else 'there is'}.",
            f"Esto ocupa más memoria que {f'los {allowed} permitidos' if allowed else 'la que hay'}.",
        ),
        Text(
            "Give fewer facts, allow more memory, or use a machine that has more.",
            "Dé menos hechos, permita más memoria o use una máquina que tenga más.",
        ),
    )


def held_memory() -> int:
    """Return the bytes that this process holds; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def free_memory() -> int | None:
    """Return the bytes that this process may hold before the machine gets into difficulties; None if it does not tell.

    In a container its own limit counts.
    """
    free = [number for number in (_free_on_machine(), _free_in_container()) if number is not None]
    return held_memory() + int(min(free) * _SHARE) if free else None


def _free_on_machine() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def _free_in_container() -> int | None:
    try:
        most, used = (Path(f"/sys/fs/cgroup/memory.{name}").read_text(encoding="ascii") for name in ("max", "current"))
    except OSError:
        return None
    return None if most.strip() == "max" else int(most) - int(used)
