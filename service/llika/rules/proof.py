"""Proofs: why a fact is in the closure, step by step down to what was asserted.

The search goes backward, level by level. A fact counts as proved only when all premises of one rule instance were
proved before it, so that no proof is circular. It is proved at the first level at which it can be, and there by the
fewest steps.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import chain

from ..errors import BudgetExceeded
from ..terms import RDF, Fact, Term, Text
from .compile import INHERITING, Clause, is_schema, plain
from .evaluate import Key, key_of, keys_of
from .facts import Index
from .join import count, is_test, order_atoms, solve, unify
from .rule import Atom, Binding, ground, substitute, variables
from .table import ORDER, RULES
from .wording import Bindings, local_names, word

ASSERTED = "asserted"
_INHERITED = frozenset(rule.name for rule in INHERITING)
_INHERITING: Mapping[bool, tuple[Clause, ...]] = {
    is_class: tuple(clause for clause in plain(INHERITING) if (clause.head[1] == RDF.type) is is_class)
    for is_class in (True, False)
}
"""The rules by which classes inherit members, and those by which properties inherit pairs."""
_MANY = 16
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

    def __init__(self, index: Index, clauses: Iterable[Clause], asserted: Container[Fact]) -> None:
        self._index = index
        self._asserted = asserted
        self._by_head: dict[Key, list[tuple[Clause, tuple[Atom, ...]]]] = {}
        self._schema_instances: dict[Fact, list[_Instance]] = {}
        self._by_heir: dict[tuple[bool, Term], list[Clause]] = {}
        for clause in clauses:
            if clause.rule not in _INHERITED:
                ordered = order_atoms(clause.body, variables(clause.head))
                self._by_head.setdefault(key_of(clause.head), []).append((clause, ordered))

    def forget(self) -> None:
        """Forget what was found so far, because facts were added or removed."""
        self._schema_instances.clear()

    def holds(self, fact: Fact) -> bool:
        """Return whether a fact is asserted, derived, or follows in one step."""
        return fact in self._asserted or fact in self._index or any(True for _ in self._instances(fact))

    def prove(self, goal: Fact, limit: int) -> Proof | None:
        """Return a proof, or None if the fact does not follow.

        :raises BudgetExceeded: after ``limit`` rule instances without a proof
        """
        search = _Search(self._asserted)
        self._settle(search, (goal,), limit)
        return search.proofs.get(goal)

    def alternatives(self, goal: Fact, limit: int) -> list[Proof]:
        """Return a smallest proof for every last step that leads to a fact, the smallest first.

        None rests on the fact itself. What is not found within ``limit`` rule instances is left out.
        """
        found: dict[tuple[str, tuple[Fact, ...]], Proof] = {}
        if goal in self._asserted:
            found[ASSERTED, ()] = Proof(goal, ASSERTED)
        for instance in self._expand(goal):
            search = _Search(self._asserted, barred=goal)
            try:
                self._settle(search, instance.premises, limit)
            except BudgetExceeded:
                break
            limit -= search.instances
            if all(fact in search.proofs for fact in instance.premises):
                found.setdefault((instance.rule, instance.premises), _step(instance, search.proofs))
        return sorted(found.values(), key=lambda proof: sum(1 for _ in proof.steps()))

    def _settle(self, search: _Search, goals: Sequence[Fact], limit: int) -> None:
        """Search until every goal is proved, or nothing is left to try.

        :raises BudgetExceeded: after ``limit`` rule instances without that
        """
        frontier = [fact for fact in dict.fromkeys(goals) if not search.admit(fact)]
        seen = {*frontier, search.barred}
        while frontier and not all(fact in search.proofs for fact in goals):
            if search.instances > limit:
                raise _not_found(limit)
            found = [instance for fact in frontier for instance in self._expand(fact)]
            search.add(found)
            premises = dict.fromkeys(fact for instance in found for fact in instance.premises)
            frontier = [fact for fact in premises if fact not in seen and not search.admit(fact)]
            seen.update(frontier)

    def _expand(self, fact: Fact) -> list[_Instance]:
        """Return the rule instances that conclude a fact, in an order that does not depend on the run."""
        if fact not in self._schema_instances:
            found = sorted(self._instances(fact), key=_rank)
            if not is_schema(fact):
                return found
            self._schema_instances[fact] = found  # most proofs meet the same ones
        return self._schema_instances[fact]

    def _instances(self, fact: Fact) -> Iterator[_Instance]:
        for clause, solution in chain(self._solutions(fact), self._inherited(fact)):
            instance = _instantiate(clause, fact, solution)
            if fact not in instance.premises:
                yield instance

    def _solutions(self, fact: Fact) -> Iterator[tuple[Clause, Binding]]:
        for key in keys_of(fact):
            for clause, body in self._by_head.get(key, ()):
                binding = unify(clause.head, fact, {})
                if binding is not None:
                    yield from ((clause, solution) for solution in solve(body, self._index, binding))

    def _inherited(self, fact: Fact) -> Iterator[tuple[Clause, Binding]]:
        """Yield how a class comes by a member, or a property by a pair, through those it inherits from."""
        heirs = [(False, fact[1])] if fact[1] != RDF.type else [(True, fact[2]), (False, fact[1])]
        for is_class, heir in heirs:
            for clause in self._clauses_of(heir, is_class=is_class):
                binding = unify(clause.head, fact, {})
                if binding is not None:
                    body = clause.body if clause.axioms else self._cheapest_first(clause.body, binding)
                    yield from ((clause, solution) for solution in solve(body, self._index, binding))

    def _cheapest_first(self, body: Iterable[Atom], binding: Binding) -> list[Atom]:
        return sorted(body, key=lambda atom: count(atom, self._index, binding))

    def _clauses_of(self, heir: Term, *, is_class: bool) -> list[Clause]:
        """Return the clauses by which a class or property inherits, one for each that it inherits from.

        Where it inherits from very many, the rule is left as it is: one thing is in few of a thousand classes.
        """
        found = self._by_heir.get((is_class, heir))
        if found is None:
            found = self._by_heir[is_class, heir] = []
            for clause in _INHERITING[is_class]:
                axiom, data = clause.body
                name = clause.head[2 if is_class else 1]
                binding = {str(name): heir}
                if count(axiom, self._index, binding) > _MANY:
                    found.append(clause)
                    continue
                for solution in solve((axiom,), self._index, binding):
                    head, body = substitute(clause.head, solution), (substitute(data, solution),)
                    bindings = tuple(solution.items())
                    found.append(Clause(clause.rule, head, body, (ground(axiom, solution),), bindings))
        return found


def _instantiate(clause: Clause, fact: Fact, solution: Binding) -> _Instance:
    premises = tuple(ground(atom, solution) for atom in clause.body if not is_test(atom))
    bindings = {**dict(clause.bindings), **solution}
    return _Instance(fact, clause.rule, clause.axioms + premises, _sorted(bindings))


def _sorted(binding: Binding) -> Bindings:
    return tuple(sorted(binding.items(), key=lambda pair: pair[0]))


def _rank(instance: _Instance) -> tuple[int, str, str]:
    return ORDER[instance.rule], str(instance.premises), str(instance.bindings)


class _Search:
    """What is proved so far, from the rule instances found so far.

    Each batch of instances settles what it can, smallest proofs first: Knuth's generalisation (1977) of Dijkstra's
    search, where a conclusion costs one step more than its premises together.

    :param barred: a fact that nothing may rest on
    """

    def __init__(self, asserted: Container[Fact], barred: Fact | None = None) -> None:
        self.barred = barred
        self.proofs: dict[Fact, Proof] = {}
        self.instances = 0
        self._asserted = asserted
        self._sizes: dict[Fact, int] = {}
        self._waiting: dict[Fact, list[tuple[int, _Instance]]] = {}
        self._ready: list[tuple[int, int, _Instance]] = []

    def admit(self, fact: Fact) -> bool:
        """Return whether a fact is proved, as an asserted one always is."""
        if fact not in self.proofs and fact in self._asserted and fact != self.barred:
            self.proofs[fact], self._sizes[fact] = Proof(fact, ASSERTED), 1
        return fact in self.proofs

    def add(self, instances: Iterable[_Instance]) -> None:
        """Take in instances and settle what they prove, alone or with earlier ones."""
        for instance in instances:
            self._offer(self.instances, instance)
            self.instances += 1
        while self._ready:
            size, _, instance = heappop(self._ready)
            if instance.fact not in self.proofs:
                self.proofs[instance.fact], self._sizes[instance.fact] = _step(instance, self.proofs), size
                for number, dependent in self._waiting.pop(instance.fact, ()):
                    self._offer(number, dependent)

    def _offer(self, number: int, instance: _Instance) -> None:
        """Queue an instance whose premises are all proved, or let it wait for the first that is not."""
        unproved = next((fact for fact in instance.premises if not self.admit(fact)), None)
        if unproved is not None:
            self._waiting.setdefault(unproved, []).append((number, instance))
        else:
            size = 1 + sum(self._sizes[fact] for fact in instance.premises)
            heappush(self._ready, (size, number, instance))


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
