"""The closure of a graph under OWL 2 RL: what follows, what clashes, and why."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Set
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from ..budget import DEFAULT, Budget, Meter, Progress
from ..terms import OWL, RDF, RDFS, REFLEXIVE, Fact
from .clash import Clash, find_clashes
from .evaluate import Engine
from .proof import ASSERTED, Proof, Prover
from .table import RULES

MAX_INSTANCES = 200_000

_THING, _NOTHING = OWL.Thing, OWL.Nothing
AXIOMATIC = frozenset(atom for rule in RULES if not rule.body for atom in rule.head)
ABOUT_THING = frozenset({RDF.type, RDFS.subClassOf, RDFS.domain, RDFS.range})
"""What makes a fact trivial: being one of these, or relating a term to owl:Thing by one of these."""


def is_trivial(fact: Fact) -> bool:
    """Return whether a fact holds in every graph that uses its terms and tells nobody anything.

    That is: axiomatic facts, what relates a term to itself, being an owl:Thing, and what owl:Nothing is a kind of.
    """
    subject, predicate, value = fact
    return (
        (subject == value and predicate in REFLEXIVE)
        or (value == _THING and predicate in ABOUT_THING)
        or (subject == _NOTHING and predicate == RDFS.subClassOf)
        or fact in AXIOMATIC
    )


def is_hidden(fact: Fact) -> bool:
    """Return whether a fact is one that a closure answers and does not list."""
    return is_trivial(fact) or isinstance(fact[0], Literal)


class Closure(ABC):
    """What a set of facts entails under the rules of OWL 2 RL.

    ``fact in closure`` also answers the trivial facts, which are not listed.

    :ivar asserted: the facts given
    :ivar entailed: the facts that follow and were not given, without trivial ones; anonymous classes occur as blank
        nodes, literals never as subjects
    """

    asserted: Set[Fact]
    entailed: Set[Fact]

    @property
    @abstractmethod
    def clashes(self) -> tuple[Clash, ...]:
        """The contradictions found, in the order of the rule table; empty if the facts are consistent."""

    @property
    @abstractmethod
    def _prover(self) -> Prover:
        """What searches proofs."""

    def __contains__(self, fact: Fact) -> bool:
        if fact in self.asserted or fact in self.entailed:
            return True
        return is_hidden(fact) and self._prover.holds(fact)

    def __len__(self) -> int:
        return len(self.asserted) + len(self.entailed)

    def __repr__(self) -> str:
        counts = f"{len(self.asserted)} asserted, {len(self.entailed)} entailed, {len(self.clashes)} clashes"
        return f"<{type(self).__name__}: {counts}>"

    def explain(self, fact: Fact, *, limit: int = MAX_INSTANCES) -> Proof | None:
        """Return a proof whose leaves are asserted facts, or None if the fact does not follow.

        The same facts always give the same proof, with few levels and, among those, few steps.

        :raises BudgetExceeded: if no proof was found among ``limit`` rule instances
        """
        if fact in self.asserted:
            return Proof(fact, ASSERTED)  # without the rules, which a restored closure would run for it
        return self._prover.prove(fact, limit) if fact in self else None

    def explain_all(self, fact: Fact, *, limit: int = MAX_INSTANCES) -> list[Proof]:
        """Return the proofs of a fact that differ in their last step, the smallest first; none if it does not follow.

        >>> from llika.terms import Namespace
        >>> EX = Namespace("http://example.org/")
        >>> closure = close([
        ...     (EX.Network, RDFS.subClassOf, EX.Collective), (EX.remurpe, RDF.type, EX.Network),
        ...     (EX.hasMember, RDFS.domain, EX.Collective), (EX.remurpe, EX.hasMember, EX.lima),
        ... ])
        >>> [proof.rule for proof in closure.explain_all((EX.remurpe, RDF.type, EX.Collective))]
        ['prp-dom', 'cax-sco']

        A proof that is not found among ``limit`` rule instances is left out.
        """
        return self._prover.alternatives(fact, limit) if fact in self else []

    def explain_clash(self, clash: Clash, *, limit: int = MAX_INSTANCES) -> tuple[Proof, ...]:
        """Return a proof of each fact of a contradiction.

        :raises BudgetExceeded: if no proof of one was found among ``limit`` rule instances
        """
        proofs = (self._prover.prove(fact, limit) for fact in clash.facts)
        return tuple(proof for proof in proofs if proof is not None)


class _SetClosure(Closure):
    """A closure in plain sets."""

    def __init__(
        self,
        asserted: frozenset[Fact],
        entailed: frozenset[Fact],
        clashes: tuple[Clash, ...],
        engine: Engine | None = None,
    ) -> None:
        self.asserted = asserted
        self.entailed = entailed
        self._clashes = clashes
        self._engine = engine

    @property
    def clashes(self) -> tuple[Clash, ...]:
        return self._clashes

    @cached_property
    def _prover(self) -> Prover:
        if self._engine is not None:
            return Prover(self._engine.index, self._engine.clauses, self.asserted)
        from .columns import close  # numpy is loaded when it is needed

        return close(self.asserted | self.entailed).prover(self.asserted)


def restore(asserted: Iterable[Fact], entailed: Iterable[Fact], clashes: Iterable[Clash] = ()) -> Closure:
    """Return a closure computed earlier; the rules run again only when something is to be explained."""
    return _SetClosure(frozenset(asserted), frozenset(entailed), tuple(clashes))


def close(
    facts: Iterable[Fact], *, trivial: bool = False, budget: Budget = DEFAULT, progress: Progress | None = None
) -> Closure:
    """Return everything that follows from the facts under the rules of OWL 2 RL.

    Source: W3C OWL 2 Profiles, section 4.3. Cost grows with the number of facts that follow; one equality class of n
    things that are the same holds n * n facts.

    :param trivial: whether facts that hold in every graph are listed as well; they are answered in any case
    :param budget: its limits of facts, seconds and memory are observed
    :param progress: told how many facts are known, now and then
    :raises BudgetExceeded: when a limit of the budget is reached

    >>> from llika.terms import Namespace
    >>> EX = Namespace("http://example.org/")
    >>> closure = close([(EX.Network, RDFS.subClassOf, EX.Collective), (EX.remurpe, RDF.type, EX.Network)])
    >>> (EX.remurpe, RDF.type, EX.Collective) in closure
    True
    >>> [step.rule for step in closure.explain((EX.remurpe, RDF.type, EX.Collective)).steps()]
    ['cax-sco', 'asserted', 'asserted']
    """
    asserted = frozenset(facts)
    engine = Engine(asserted, Meter(budget, progress), trivial=trivial)
    engine.run()
    entailed = frozenset(
        fact
        for fact in engine.index
        if fact not in asserted and _is_sayable(fact) and (trivial or not is_trivial(fact))
    )
    return _SetClosure(asserted, entailed, find_clashes(engine.index, engine.lists, asserted), engine)


def _is_sayable(fact: Fact) -> bool:
    return not isinstance(fact[0], Literal) and isinstance(fact[1], NamedNode)
