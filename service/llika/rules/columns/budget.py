"""Limits of a run, each of which ends it with an error that names the limit."""

from __future__ import annotations

from dataclasses import dataclass
from time import process_time

from ...errors import BudgetExceeded
from ...terms import Text


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a closure may cost.

    :param facts: facts known, given and entailed, hidden ones too, with things that are the same under every name
    :param pairs: rows that one join may produce before repetitions are dropped
    :param same: names that one thing may have; n of them make n * n facts of ``owl:sameAs``
    :param seconds: CPU seconds of this process for a run or a change; None for any number
    """

    facts: int = 50_000_000
    pairs: int = 100_000_000
    same: int = 5_000
    seconds: float | None = None


class Meter:
    """Compares a run with its budget."""

    __slots__ = ("_ends", "budget")

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.restart()

    def restart(self) -> None:
        """Count the seconds from now on."""
        seconds = self.budget.seconds
        self._ends = None if seconds is None else process_time() + seconds

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
        """:raises BudgetExceeded: ``too-many-pairs``"""
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
