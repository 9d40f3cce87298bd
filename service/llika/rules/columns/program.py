"""The plans of a closure: which of them a relation concerns, and in which order the relations are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from heapq import heapify, heappop, heappush
from itertools import chain

from .codes import SHIFT
from .dictionary import SAME_AS, THING, TYPE
from .plan import Atom, Plan, renumber
from .relations import ANY, EVERY_TYPE, Key

Readers = Mapping[Key, list[tuple[Plan, int]]]
"""For each relation the plans that read it, and at which place of the body (of its half, where there is one)."""

_FIRST = -(1 << SHIFT)


class Program:
    """Plans, each once, whatever rule they come from.

    :ivar waiting: plans that were added and not started yet
    :ivar version: changes whenever the order of relations may have changed
    """

    def __init__(self) -> None:
        self._plans: dict[tuple[Atom, tuple[Atom, ...]], Plan] = {}
        self._readers: dict[Key, list[tuple[Plan, int]]] = {}
        self._ranks: dict[Key, int] | None = None
        self._concluding: dict[Key, list[Plan]] | None = None
        self.waiting: list[Plan] = []
        self.version = 0

    def __len__(self) -> int:
        return len(self._plans)

    def add(self, plan: Plan) -> None:
        """Take in a plan, unless one for the same body and head is there already."""
        if plan.head in plan.body or (plan.head, plan.body) in self._plans:
            return
        self._plans[plan.head, plan.body] = plan
        self.waiting.append(plan)
        self._ranks = self._concluding = None
        self.version += 1

    def start(self, ready: Callable[[Plan], bool]) -> list[Plan]:
        """Let the waiting plans that are ready be triggered by what they read, and return them."""
        started = [plan for plan in self.waiting if ready(plan)]
        self.waiting = [plan for plan in self.waiting if not ready(plan)]
        for plan in started:
            for at, atom in enumerate(plan.half or plan.body):
                self._readers.setdefault(atom.key, []).append((plan, at))
        return started

    def renumber(self, find: Callable[[int], int]) -> None:
        """Replace every number by that of its representative; plans that this changes wait to be started again."""
        plans, started = list(self._plans.values()), self._plans.keys() - {(w.head, w.body) for w in self.waiting}
        self._plans, self._readers, self.waiting = {}, {}, []
        for plan in plans:
            self.add(renumber(plan, find))
        self.start(lambda plan: (plan.head, plan.body) in started)

    def readers(self, key: Key) -> Iterable[tuple[Plan, int]]:
        """Return the plans that read a relation, and where in their bodies."""
        return tuple(self._readers.get(key, ()))

    def concluding(self, key: Key) -> list[Plan]:
        """Return the plans that may conclude facts of a relation."""
        if self._concluding is None:
            self._concluding = {}
            for plan in self._plans.values():
                self._concluding.setdefault(plan.head.key, []).append(plan)
        mirrored = self._concluding.get(EVERY_TYPE, []) if key[0] == TYPE and key != EVERY_TYPE else []
        return self._concluding.get(key, []) + mirrored

    def classes_read(self) -> set[int]:
        """Return the classes whose members some plan asks for; ``owl:Thing`` stands for any class."""
        keys = (atom.key for plan in self._plans.values() for atom in plan.body)
        return {THING if key == EVERY_TYPE else key[1] for key in keys if key[0] == TYPE}

    def rank(self, key: Key) -> int:
        """Return how late a relation is looked at: equality first, others after what they follow from."""
        if key[0] == SAME_AS:
            return _FIRST
        if self._ranks is None:
            self._ranks = _rank(self._plans.values())
        return self._ranks.get(key, 0)


def _rank(plans: Iterable[Plan]) -> dict[Key, int]:
    followers: dict[Key, dict[Key, None]] = {}
    for plan in plans:
        for atom in plan.body:
            followers.setdefault(atom.key, {})[plan.head.key] = None
    for key in list(chain.from_iterable(followers.values())):  # a class is also read as part of all types
        if key[0] == TYPE and key[1] != ANY:
            followers.setdefault(key, {})[EVERY_TYPE] = None
    finished: dict[Key, None] = {}
    for start in list(followers):
        _visit(start, followers, finished)
    return {key: -at for at, key in enumerate(finished)}


def _visit(start: Key, followers: Mapping[Key, Iterable[Key]], finished: dict[Key, None]) -> None:
    """Walk depth first and note each relation after all that follow from it: backward, that is the order sought."""
    path, entered = [(start, iter(followers.get(start, ())))], {start}
    while path:
        key, rest = path[-1]
        following = next((each for each in rest if each not in entered and each not in finished), None)
        if following is None:
            finished.setdefault(key)
            path.pop()
        else:
            entered.add(following)
            path.append((following, iter(followers.get(following, ()))))


class Agenda:
    """The relations in which facts wait, in the order in which they are looked at."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._version = program.version
        self._waiting: set[Key] = set()
        self._heap: list[tuple[int, Key]] = []

    def add(self, key: Key) -> None:
        """Note that facts wait in a relation."""
        if key not in self._waiting:
            self._waiting.add(key)
            heappush(self._heap, (self._program.rank(key), key))

    def discard(self, key: Key) -> None:
        """Forget a relation."""
        self._waiting.discard(key)

    def pop(self, only: Set[Key] | None = None) -> Key | None:
        """Take out the relation to look at next, one of these if any are named; None when there is none."""
        found = self._pop_first() if only is None else self._pop_among(only)
        if found is not None:
            self._waiting.remove(found)
        return found

    def _pop_among(self, only: Set[Key]) -> Key | None:
        ready = [key for key in self._waiting if key in only or key[0] == SAME_AS]
        return min(ready, key=lambda key: (self._program.rank(key), key), default=None)

    def _pop_first(self) -> Key | None:
        if self._version != self._program.version:
            self._version = self._program.version
            self._heap = [(self._program.rank(key), key) for key in self._waiting]
            heapify(self._heap)
        while self._heap:
            _, key = heappop(self._heap)
            if key in self._waiting:
                return key
        return None
