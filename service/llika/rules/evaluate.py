"""Derive everything that follows: semi-naive evaluation, one fact at a time.

A new clause is solved once over the index. After that every new fact is joined, as the one new premise, with what is
indexed, so that old premises are never joined again with each other. Facts about the schema that come out of the data
(through a sub-property of ``rdfs:subClassOf``, or classes that are the same) are compiled into new clauses until none
appears.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import permutations
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from ..budget import Meter
from ..terms import OWL, RDF, Fact, Term
from .compile import CLASH_PREDICATES, DERIVING, SCHEMA, Clause, compile_rules, is_schema
from .datatypes import DATATYPES, Value, is_inside, value_of
from .facts import FactIndex, split_lists
from .join import order_atoms, solve, unify
from .rule import Atom, Pattern, ground, variables

_TYPE, _SAME_AS, _THING = RDF.type, OWL.sameAs, OWL.Thing

Key = tuple[Pattern | None, Pattern | None]


def key_of(atom: Atom) -> Key:
    """Return what an atom is filed under: its predicate and its object, None for a variable."""
    predicate, value = (None if isinstance(part, str) else part for part in atom[1:])
    return predicate, value if predicate is not None else None


def keys_of(fact: Fact) -> tuple[Key, Key, Key]:
    """Return what the atoms that may match a fact are filed under."""
    return (fact[1], fact[2]), (fact[1], None), (None, None)


class _Trigger(NamedTuple):
    """An atom that a new fact may match, what else the clause asks for, and what follows."""

    atom: Atom
    others: tuple[Atom, ...]
    head: Atom


class Engine:
    """The working state of one closure.

    :param facts: the facts to close; lists are read from their cells
    :param meter: compares the run with its budget
    :param trivial: whether trivial facts are concluded that no rule reads
    """

    def __init__(self, facts: Iterable[Fact], meter: Meter, *, trivial: bool = False) -> None:
        given = list(facts)
        others, self.lists = split_lists(given)
        self.index = FactIndex()
        self.clauses: dict[Clause, None] = {}
        self._meter = meter
        self._queue: deque[Fact] = deque()
        self._triggers: dict[Key, list[_Trigger]] = {}
        self._running: set[tuple[Atom, tuple[Atom, ...]]] = set()
        self._typed: set[NamedNode] = set()
        self._trivial = trivial
        self._sameness_matters = trivial or any(_SAME_AS in (fact[0], fact[2]) for fact in given)
        for fact in others:
            self._conclude(fact)
        if self._sameness_matters:
            for fact in given:
                self._note_sameness(fact)
        self._drain()
        self._literals = sorted(_data_literals(others), key=str)

    def run(self) -> None:
        """Derive everything that follows.

        :raises BudgetExceeded: when a limit of the budget is reached
        """
        for one, other in _equal_pairs(self._literals):
            self._conclude((one, _SAME_AS, other))
        schema_grew = True
        while schema_grew:
            self._adopt(compile_rules(SCHEMA, self.index, self.lists))
            schema_grew = self._adopt(compile_rules(DERIVING, self.index, self.lists))

    def _adopt(self, clauses: Iterable[Clause]) -> bool:
        """Run these clauses and all earlier ones to the end; return whether schema facts were found."""
        self.clauses.update(dict.fromkeys(clauses))
        schema_grew, read = False, set[Term]()
        while read != (read := self._classes_read()):  # what is read may turn out to be the same as another class
            self._add_value_types(datatype for datatype in DATATYPES if datatype in read)
            for clause in self.clauses:
                if clause.is_bounded and (self._trivial or _THING in read or not _is_thing(clause.head)):
                    self._start(clause)
            schema_grew = self._drain() or schema_grew
        return schema_grew

    def _start(self, clause: Clause) -> None:
        """Solve a clause over the index and let facts to come trigger it, unless an equal one runs already."""
        if (clause.head, clause.body) in self._running:
            return
        self._running.add((clause.head, clause.body))
        for at, atom in enumerate(clause.body):
            others = order_atoms(clause.body[:at] + clause.body[at + 1 :], variables(atom))
            self._triggers.setdefault(key_of(atom), []).append(_Trigger(atom, others, clause.head))
        for binding in solve(order_atoms(clause.body), self.index, {}):
            self._conclude(ground(clause.head, binding))

    def _drain(self) -> bool:
        """Index the facts in the queue and what follows from them; return whether any is about the schema."""
        schema_grew = False
        while self._queue:
            fact = self._queue.popleft()
            self.index.insert(fact)
            schema_grew = schema_grew or is_schema(fact)
            self._add_types_of_value(fact)
            for key in keys_of(fact):
                for atom, others, head in self._triggers.get(key, ()):
                    binding = unify(atom, fact, {})
                    if binding is not None:
                        for solution in solve(others, self.index, binding):
                            self._conclude(ground(head, solution))
        return schema_grew

    def _conclude(self, fact: Fact) -> None:
        if fact[1] == _SAME_AS and fact[0] == fact[2] and not self._sameness_matters:
            return
        if self.index.learn(fact):
            self._queue.append(fact)
            self._meter.count(len(self.index))
            if self._sameness_matters:
                self._note_sameness(fact)

    def _note_sameness(self, fact: Fact) -> None:
        """Apply eq-ref to the terms of a fact; only where facts speak of owl:sameAs, else it is answered on demand."""
        for term in fact:
            self._conclude((term, _SAME_AS, term))

    def _add_value_types(self, datatypes: Iterable[NamedNode]) -> None:
        """Apply dt-type2 for the datatypes that some clause asks for."""
        for datatype in set(datatypes) - self._typed:
            self._typed.add(datatype)
            for literal in self._literals:
                if is_inside(literal, datatype):
                    self._conclude((literal, _TYPE, datatype))

    def _add_types_of_value(self, fact: Fact) -> None:
        """Apply dt-type2 to a literal that turns out to be the same as something with a name."""
        thing, predicate, literal = fact
        if predicate == _SAME_AS and isinstance(literal, Literal) and not isinstance(thing, Literal):
            for datatype in filter(partial(is_inside, literal), DATATYPES):
                self._conclude((literal, _TYPE, datatype))

    def _classes_read(self) -> set[Term]:
        """Return the classes whose members some clause or inconsistency rule asks for, under every name."""
        read = set(self._classes_named())
        return read.union(other for thing in read for _, _, other in self.index.match(thing, _SAME_AS, None))

    def _classes_named(self) -> Iterator[Term]:
        for clause in self.clauses:
            for atom in clause.body:
                if atom[1] == _TYPE:
                    yield _THING if isinstance(atom[2], str) else atom[2]
        for predicate in CLASH_PREDICATES:
            for subject, _, value in self.index.match(None, predicate, None):
                yield from (subject, value)
        for members in self.lists.values():
            yield from members
        yield OWL.Nothing
        for datatype in DATATYPES:  # one under two names may exclude what it should hold
            yield from (other for _, _, other in self.index.match(datatype, _SAME_AS, None) if other != datatype)


def _is_thing(head: Atom) -> bool:
    return head[1] == _TYPE and head[2] == _THING


def _data_literals(facts: Iterable[Fact]) -> set[Literal]:
    """Return the literals that data and hasValue restrictions use; cardinalities are compared by value anyway."""
    used = (fact[2] for fact in facts if fact[1] == OWL.hasValue or not is_schema(fact))
    return {term for term in used if isinstance(term, Literal)}


def _equal_pairs(literals: Iterable[Literal]) -> Iterator[tuple[Literal, Literal]]:
    """Yield the pairs of literals that write one value in two ways, in both orders (dt-eq)."""
    by_value: dict[Value, list[Literal]] = {}
    for literal in literals:
        value = value_of(literal)
        if value is not None:
            by_value.setdefault(value, []).append(literal)
    for same in by_value.values():
        yield from permutations(same, 2)
