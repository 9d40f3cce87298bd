"""Proofs: why a fact is in the closure, step by step down to what was asserted.

The search goes backward, level by level. A fact counts as proved only when all premises of one rule instance were
proved before it, so that no proof is circular; the first level at which the goal is proved gives the proof, and within
it the one with the fewest steps.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from ..errors import BudgetExceeded
from ..terms import Fact, Term, Text
from .compile import Clause, is_schema
from .evaluate import Engine, Key, key_of, keys_of
from .join import is_test, order_atoms, solve, unify
from .rule import Atom, Binding, ground, variables
from .table import ORDER, RULES
from .wording import Bindings, local_names, word

ASSERTED = "asserted"
_WORDINGS: Mapping[str, Text] = {
    ASSERTED: Text("it is stated", "está afirmado"),
    **{rule.name: rule.wording for rule in RULES},
}


@dataclass(frozen=True, slots=True)
class Proof:
    """One step of a proof, with the proofs of what it rests on.

    :param fact: what is proved
    :param rule: the rule of OWL 2 RL, or ``asserted``
    :param axioms: proofs of the premises about classes and properties
    :param premises: proofs of the premises about things
    :param bindings: what the rule's variables stand for
    """

    fact: Fact
    rule: str
    axioms: tuple[Proof, ...] = ()
    premises: tuple[Proof, ...] = ()
    bindings: Bindings = ()

    def sentence(self, name: Callable[[Term], Text] = local_names) -> Text:
        """Return the reason for this step in words, with every term called by its name."""
        return word(_WORDINGS[self.rule], self.bindings, name)

    def steps(self) -> Iterator[Proof]:
        """Yield this step and all it rests on, each fact once, conclusions before premises."""
        waiting, seen = [self], {self.fact}
        for step in waiting:
            yield step
            for part in (*step.axioms, *step.premises):
                if part.fact not in seen:
                    seen.add(part.fact)
                    waiting.append(part)

    def leaves(self) -> Iterator[Fact]:
        """Yield the asserted facts that the proof rests on, each once."""
        return (step.fact for step in self.steps() if step.rule == ASSERTED)


@dataclass(frozen=True, slots=True)
class _Instance:
    """A rule with all its variables replaced."""

    fact: Fact
    rule: str
    premises: tuple[Fact, ...]
    bindings: Bindings


class Prover:
    """Searches proofs in a finished closure."""

    def __init__(self, engine: Engine, asserted: Container[Fact]) -> None:
        self._index = engine.index
        self._asserted = asserted
        self._by_head: dict[Key, list[tuple[Clause, tuple[Atom, ...]]]] = {}
        self._schema_instances: dict[Fact, list[_Instance]] = {}
        for clause in engine.clauses:
            ordered = order_atoms(clause.body, variables(clause.head))
            self._by_head.setdefault(key_of(clause.head), []).append((clause, ordered))

    def holds(self, fact: Fact) -> bool:
        """Return whether a fact is asserted, derived, or follows in one step."""
        return fact in self._asserted or fact in self._index or any(True for _ in self._instances(fact))

    def prove(self, goal: Fact, limit: int) -> Proof | None:
        """Return a proof, or None if the fact does not follow.

        :raises BudgetExceeded: after ``limit`` rule instances without a proof
        """
        instances: list[_Instance] = []
        frontier, seen = [goal], {goal}
        while frontier:
            found = [instance for fact in frontier for instance in self._expand(fact)]
            instances += found
            proof = _settle(goal, instances, [fact for fact in seen if fact in self._asserted])
            if proof is not None:
                return proof
            if len(instances) > limit:
                raise _not_found(limit)
            frontier = list(dict.fromkeys(fact for instance in found for fact in instance.premises if fact not in seen))
            seen.update(frontier)
        return None

    def _expand(self, fact: Fact) -> list[_Instance]:
        """Return the rule instances that conclude a fact, in an order that does not depend on the run."""
        if fact in self._asserted:
            return []
        if fact not in self._schema_instances:
            found = sorted(self._instances(fact), key=_rank)
            if not is_schema(fact):
                return found
            self._schema_instances[fact] = found  # most proofs meet the same ones
        return self._schema_instances[fact]

    def _instances(self, fact: Fact) -> Iterator[_Instance]:
        for key in keys_of(fact):
            for clause, body in self._by_head.get(key, ()):
                binding = unify(clause.head, fact, {})
                if binding is not None:
                    solutions = solve(body, self._index, binding)
                    found = (_instantiate(clause, fact, solution) for solution in solutions)
                    yield from (instance for instance in found if fact not in instance.premises)


def _instantiate(clause: Clause, fact: Fact, solution: Binding) -> _Instance:
    premises = tuple(ground(atom, solution) for atom in clause.body if not is_test(atom))
    bindings = {**dict(clause.bindings), **solution}
    return _Instance(fact, clause.rule, clause.axioms + premises, _sorted(bindings))


def _sorted(binding: Binding) -> Bindings:
    return tuple(sorted(binding.items(), key=lambda pair: pair[0]))


def _rank(instance: _Instance) -> tuple[int, str, str]:
    return ORDER[instance.rule], str(instance.premises), str(instance.bindings)


def _settle(goal: Fact, instances: list[_Instance], leaves: list[Fact]) -> Proof | None:
    """Return the smallest proof of the goal that these instances allow (Knuth 1977, a generalisation of Dijkstra)."""
    proofs = {fact: Proof(fact, ASSERTED) for fact in leaves}
    sizes = dict.fromkeys(leaves, 1)
    missing = [{fact for fact in instance.premises if fact not in proofs} for instance in instances]
    waiting: dict[Fact, list[int]] = {}
    for number, facts in enumerate(missing):
        for fact in facts:
            waiting.setdefault(fact, []).append(number)

    def size(number: int) -> int:
        return 1 + sum(sizes[fact] for fact in instances[number].premises)

    ready = [(size(number), number) for number, facts in enumerate(missing) if not facts]
    heapify(ready)
    while ready and goal not in proofs:
        steps, number = heappop(ready)
        fact = instances[number].fact
        if fact in proofs:
            continue
        proofs[fact], sizes[fact] = _step(instances[number], proofs), steps
        for dependent in waiting.pop(fact, ()):
            missing[dependent].remove(fact)
            if not missing[dependent]:
                heappush(ready, (size(dependent), dependent))
    return proofs.get(goal)


def _step(instance: _Instance, proofs: Mapping[Fact, Proof]) -> Proof:
    axioms = tuple(proofs[fact] for fact in instance.premises if is_schema(fact))
    premises = tuple(proofs[fact] for fact in instance.premises if not is_schema(fact))
    return Proof(instance.fact, instance.rule, axioms, premises, instance.bindings)


def _not_found(limit: int) -> BudgetExceeded:
    return BudgetExceeded(
        "proof-not-found",
        Text(
            f"No proof was found within {limit} rule instances; that does not mean there is none.",
            f"No se halló una prueba en {limit} aplicaciones de reglas; eso no significa que no exista.",
        ),
        Text("Ask again with a larger limit.", "Pregunte de nuevo con un límite mayor."),
    )
