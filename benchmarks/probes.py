"""What a finished closure is asked: proofs of its facts, and changes by one fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import nsmallest
from statistics import median, quantiles
from time import process_time
from typing import Protocol, runtime_checkable
from zlib import crc32

from llika.terms import Fact

from .engines import Engine, Explained
from .lubm import DATA

PROOFS = 1_000
CHANGES = 20


@runtime_checkable
class Changing(Protocol):
    """A closure that follows changes without starting over."""

    def insert(self, facts: Iterable[Fact]) -> object:
        """Assert facts."""

    def delete(self, facts: Iterable[Fact]) -> object:
        """Withdraw facts."""


def probe(engine: Engine, reason: float) -> dict[str, float]:
    """Return CPU milliseconds per proof and the ratio of a full run to one change.

    :param reason: CPU seconds of the full run in this process
    """
    closure: Explained | None = getattr(engine, "closure", None)
    if closure is None:
        return {}
    return _proofs(closure) | (_changes(closure, closure, reason) if isinstance(closure, Changing) else {})


def sample(facts: Iterable[Fact], number: int) -> list[Fact]:
    """Return facts about named things: for the same facts the same sample, in whatever order they come."""
    about_things = (fact for fact in facts if str(fact[0]).startswith(f"<{DATA}"))
    return nsmallest(number, about_things, key=lambda fact: crc32(" ".join(map(str, fact)).encode()))


def _proofs(closure: Explained) -> dict[str, float]:
    facts = sample(closure.entailed, PROOFS)
    first = _milliseconds(closure.explain, facts[:1])[0]  # pays for what all need
    proofs: list[object] = []
    times = _milliseconds(lambda fact: proofs.append(closure.explain(fact)), facts)
    return {
        "proofs": len(facts),
        "unproved": sum(proof is None for proof in proofs),
        "proof_first": first,
        "proof_median": median(times),
        "proof_p95": quantiles(times, n=20)[-1],
    }


def _changes(closure: Explained, changing: Changing, reason: float) -> dict[str, float]:
    """Withdraw facts and assert them again, one by one; afterwards the closure must be what it was."""
    before = len(closure)
    facts = sample(closure.asserted, CHANGES)
    deletions = _milliseconds(lambda fact: changing.delete([fact]), facts)
    insertions = _milliseconds(lambda fact: changing.insert([fact]), facts)
    return {
        "changes": len(facts),
        "run_over_insert": reason * 1000 / median(insertions),
        "run_over_delete": reason * 1000 / median(deletions),
        "facts_lost": before - len(closure),
    }


def _milliseconds(work: Callable[[Fact], object], facts: Iterable[Fact]) -> list[float]:
    """Return the CPU milliseconds that the work takes on each fact."""
    times = []
    for fact in facts:
        before = process_time()
        work(fact)
        times.append((process_time() - before) * 1000)
    return times
