"""What follows, stratum by stratum: stated, then with readings, then with context."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..derive import ClosedWorldRule, Derivation, derive
from ..evidence import STRATA, Basis, basis_of_graph
from ..evidence.ties import CLAIMS
from ..project import Sources
from ..rules import Closure
from ..terms import Fact, Literal, NamedNode

Close = Callable[[Iterable[Fact]], Closure]


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum: its closure over its own facts and those of the stronger ones, and what rules derive from it.

    :param fresh: entailed facts that no stronger stratum has, as they are published: without blank nodes
    """

    basis: Basis
    closure: Closure
    fresh: frozenset[Fact]
    derived: tuple[Derivation, ...]


@dataclass(frozen=True)
class Inference:
    """All strata of a project, the strongest first."""

    strata: tuple[Stratum, ...]

    def basis_of(self, fact: Fact) -> Basis | None:
        """Return the first stratum in which a fact holds, asserted, entailed or derived; None if in none."""
        for stratum in self.strata:
            if fact in stratum.closure or any(fact == one.fact for one in stratum.derived):
                return stratum.basis
        return None

    def holds(self, fact: Fact, basis: Basis) -> bool:
        """Tell whether a fact holds on a basis."""
        first = self.basis_of(fact)
        return first is not None and first <= basis

    def derivation_of(self, fact: Fact, basis: Basis) -> Derivation | None:
        """Return how a fact is derived in a stratum."""
        return next((one for one in self.strata[basis].derived if one.fact == fact), None)


def reasoning_input(sources: Sources, basis: Basis) -> frozenset[Fact]:
    """Return the facts and axioms of a stratum and the stronger ones, without annotations and without evidence."""
    graphs = {**sources.modules, **sources.graphs}
    return frozenset(
        fact
        for name, facts in graphs.items()
        if not name.startswith(CLAIMS) and basis_of_graph(name) <= basis
        for fact in facts
        if sources.vocabulary.concerns_reasoning(fact)
    )


def infer(sources: Sources, rules: list[ClosedWorldRule], close: Close) -> Inference:
    """Close every stratum and run the closed-world rules over each closure."""
    return stack([close(reasoning_input(sources, basis)) for basis in STRATA], rules)


def stack(closures: list[Closure], rules: list[ClosedWorldRule]) -> Inference:
    """Return the strata that closures make, computed or taken from the cache, the strongest first."""
    strata: list[Stratum] = []
    known: set[Fact] = set()
    for basis, closure in zip(STRATA, closures, strict=True):
        fresh = {fact for fact in closure.entailed if _is_publishable(fact)} - known
        known |= fresh
        derived = tuple(derive(rules, closure.asserted | closure.entailed, basis))
        strata.append(Stratum(basis, closure, frozenset(fresh), derived))
    return Inference(tuple(strata))


def _is_publishable(fact: Fact) -> bool:
    subject, _, value = fact
    return isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal)
