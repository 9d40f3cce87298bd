"""What follows, stratum by stratum: stated, then with readings, then with context."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ..derive import ClosedWorldRule, Derivation, World, derive
from ..errors import BudgetExceeded, NotFound
from ..evidence import STRATA, Basis, basis_of_graph
from ..evidence.ties import CLAIMS
from ..rules import Clash, Closure
from ..rules.datatypes import are_equal
from ..sources import Sources
from ..terms import Fact, Literal, NamedNode, Term, Text

Close = Callable[[Basis, frozenset[Fact]], Closure]
"""Closes the facts of a stratum."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum: its closure over its own facts and those of the stronger ones, and what rules derive from it.

    :param fresh: entailed facts that no stronger stratum has, as they are published: without blank nodes
    """

    basis: Basis
    closure: Closure
    fresh: frozenset[Fact]
    derived: tuple[Derivation, ...]

    def facts(self) -> frozenset[Fact]:
        """Return all that holds: asserted, entailed and derived."""
        return frozenset(self.closure.entailed).union(self.closure.asserted, (one.fact for one in self.derived))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A clash in a stratum.

    :param leaves: the asserted facts and axioms that it comes down to
    """

    clash: Clash
    leaves: tuple[Fact, ...]


@dataclass(frozen=True)
class Inference:
    """The consistent strata of a project, the strongest first.

    Strata are cumulative: one that contradicts itself ends them, for the weaker ones repeat its contradictions.

    :param contradictions: those of the stratum after the last
    """

    strata: tuple[Stratum, ...]
    contradictions: tuple[Contradiction, ...] = ()

    def stratum(self, basis: Basis) -> Stratum:
        """Return the stratum of a basis.

        :raises NotFound: ``basis-unpublished`` where this stratum or a stronger one contradicts itself
        """
        if basis < len(self.strata):
            return self.strata[basis]
        raise NotFound(
            "basis-unpublished",
            Text(
                f"The dataset “{basis.dataset}” is not published: what it rests on contradicts itself.",
                f"El conjunto de datos «{basis.dataset}» no está publicado: aquello en que se basa se contradice.",
            ),
            Text(
                "Ask for a stronger basis, as basis=stated; llika check names the contradiction.",
                "Pida una base más fuerte, como basis=stated; llika check nombra la contradicción.",
            ),
        )

    def basis_of(self, fact: Fact, within: Basis) -> Basis | None:
        """Return on what basis a fact holds in a dataset: the first stratum that holds it; None where it does not hold.

        What is derived from an absence may hold on a strong basis and not on a weaker one, which knows more.

        :raises NotFound: ``basis-unpublished``
        """
        self.stratum(within)
        for stratum in self.strata[: within + 1]:
            if fact in stratum.closure:
                return stratum.basis
        if fact not in self._derivations[within]:
            return None
        return next(stratum.basis for stratum in self.strata if fact in self._derivations[stratum.basis])

    def needed(self, fact: Fact, beyond: Basis) -> Basis | None:
        """Return the next basis on which a fact holds that does not hold on this one; None if there is none."""
        weaker = (stratum.basis for stratum in self.strata[beyond + 1 :])
        return next((basis for basis in weaker if self.holds(fact, basis)), None)

    def holds(self, fact: Fact, basis: Basis) -> bool:
        """Tell whether a fact holds on a basis.

        :raises NotFound: ``basis-unpublished``
        """
        return fact in self.stratum(basis).closure or fact in self._derivations[basis]

    def derivation_of(self, fact: Fact, basis: Basis) -> Derivation | None:
        """Return how a fact is derived in a stratum.

        :raises NotFound: ``basis-unpublished``
        """
        return self._derivations[self.stratum(basis).basis].get(fact)

    @cached_property
    def _derivations(self) -> dict[Basis, dict[Fact, Derivation]]:
        return {stratum.basis: {one.fact: one for one in stratum.derived} for stratum in self.strata}


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
    """Close the strata up to the first that contradicts itself, and run the closed-world rules over each closure."""
    closures: list[Closure] = []
    for basis in STRATA:
        closure = close(basis, reasoning_input(sources, basis))
        if closure.clashes:
            return replace(stack(closures, rules), contradictions=tuple(_contradictions(closure)))
        closures.append(closure)
    return stack(closures, rules)


def _contradictions(closure: Closure) -> Iterator[Contradiction]:
    for clash in closure.clashes:
        try:
            proofs = closure.explain_clash(clash)
        except BudgetExceeded:  # what clashes is said all the same
            yield Contradiction(clash, clash.facts)
        else:
            yield Contradiction(clash, tuple(dict.fromkeys(leaf for proof in proofs for leaf in proof.leaves())))


def stack(closures: list[Closure], rules: list[ClosedWorldRule]) -> Inference:
    """Return the strata that closures make, computed or taken from the cache, the strongest first."""
    strata: list[Stratum] = []
    known: set[Fact] = set()
    world = World()
    for basis, closure in zip(STRATA, closures, strict=False):
        entailed = frozenset(closure.entailed)  # made of columns each time it is read
        fresh = {fact for fact in entailed if _is_publishable(fact)} - known
        fresh -= _rewritten(fresh, closure.asserted)
        known |= fresh
        derived = tuple(derive(rules, entailed.union(closure.asserted), basis, world))
        strata.append(Stratum(basis, closure, frozenset(fresh), derived))
    return Inference(tuple(strata))


def _rewritten(fresh: Iterable[Fact], asserted: Iterable[Fact]) -> set[Fact]:
    """Return the facts that only write a value anew which is asserted: 5.0 beside 5 would be counted twice (dt-eq)."""
    literal = [fact for fact in fresh if isinstance(fact[2], Literal)]
    if not literal:
        return set()
    owners = {fact[:2] for fact in literal}
    written: dict[tuple[Term, NamedNode], list[Literal]] = defaultdict(list)
    for subject, predicate, value in asserted:
        if isinstance(value, Literal) and (subject, predicate) in owners:
            written[subject, predicate].append(value)
    return {fact for fact in literal if any(are_equal(fact[2], one) for one in written[fact[:2]])}


def _is_publishable(fact: Fact) -> bool:
    subject, _, value = fact
    return isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal)
