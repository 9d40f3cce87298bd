"""Clauses as the columns run them: terms replaced by the numbers of what represents them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from ...terms import Term
from ..compile import DERIVING, SCHEMA, Clause
from ..rule import Atom as TermAtom
from .dictionary import SAME_AS, TYPE
from .relations import ANY, Key

Place = int | str
"""A place in an atom: the number of a term, or the name of a variable."""

EQUALITY = tuple(rule for rule in DERIVING if rule.name.startswith("eq-"))
INSTANCE = tuple(rule for rule in DERIVING if rule not in SCHEMA and rule not in EQUALITY)
"""The rules that are specialised to the schema; equality is built into the columns (:mod:`.equality`)."""

_IMPLIED = frozenset(
    f"scm-{name}" for name in ("sco", "spo", "eqc1", "eqc2", "eqp1", "eqp2", "dom1", "dom2", "rng1", "rng2")
)
"""Rules whose conclusions need no clause of their own: what ``cax-sco`` says by the pair (c, e) it says by the pairs
(c, d) and (d, e) as well, one after the other. A tree of classes thus costs one clause for each class and not one for
each pair of a class and one above it."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A pattern of facts of one relation; the object of a class relation is its class."""

    key: Key
    subject: Place
    object: Place

    def variables(self) -> set[str]:
        """Return the names of the variables."""
        return {place for place in (self.subject, self.object) if isinstance(place, str)}


@dataclass(frozen=True)
class Plan:
    """What to join, and what follows.

    :param rule: the name of the rule in the table
    :param implied: whether what follows is said by other clauses already, should it be about the schema
    """

    rule: str
    head: Atom
    body: tuple[Atom, ...]
    implied: bool

    @cached_property
    def half(self) -> tuple[Atom, ...]:
        """Half the body of a rule that finds two things the same because the same holds for both, else nothing.

        ``?x p ?y ; ?x p ?z => ?y = ?z`` reads the same with y and z exchanged. Things that meet the half ``?x p ?y``
        with one x are all the same, so that n of them need n - 1 links and not n * n.
        """
        one, other = self.head.subject, self.head.object
        if self.head.key[0] != SAME_AS or not isinstance(one, str) or not isinstance(other, str) or one == other:
            return ()
        exchange: Mapping[Place, Place] = {one: other, other: one}
        if {_renamed(atom, exchange) for atom in self.body} != set(self.body):
            return ()
        if any({one, other} <= atom.variables() for atom in self.body):
            return ()
        return tuple(atom for atom in self.body if other not in atom.variables())

    @cached_property
    def common(self) -> set[str]:
        """The variables that both halves share."""
        return set[str]().union(*(atom.variables() for atom in self.half)) - {str(self.head.subject)}


def _renamed(atom: Atom, names: Mapping[Place, Place]) -> Atom:
    return Atom(atom.key, names.get(atom.subject, atom.subject), names.get(atom.object, atom.object))


def plan(clause: Clause, number: Callable[[Term], int]) -> Plan:
    """Return the plan of a clause.

    :param number: gives the number that represents a term
    """
    body = tuple(dict.fromkeys(encode_atom(atom, number) for atom in clause.body))
    return Plan(clause.rule, encode_atom(clause.head, number), body, clause.rule in _IMPLIED)


def encode_atom(atom: TermAtom, number: Callable[[Term], int]) -> Atom:
    """Return an atom of terms as one of numbers."""
    subject, predicate, value = (part if isinstance(part, str) else number(part) for part in atom)
    return _atom(subject, predicate, value)


def renumber(old: Plan, find: Callable[[int], int]) -> Plan:
    """Return a plan with every number replaced by that of its representative."""

    def encode(atom: Atom) -> Atom:
        places = (atom.subject, atom.key[0], atom.object)
        subject, predicate, value = (part if isinstance(part, str) else find(part) for part in places)
        return _atom(subject, predicate, value)

    body = tuple(dict.fromkeys(encode(atom) for atom in old.body))
    return Plan(old.rule, encode(old.head), body, old.implied)


def _atom(subject: Place, predicate: Place, value: Place) -> Atom:
    number = cast("int", predicate)  # rules whose predicates are variables are equality, which is built in
    return Atom((number, value if number == TYPE and isinstance(value, int) else ANY), subject, value)
