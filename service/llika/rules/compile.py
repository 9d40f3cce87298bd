"""Specialise the rules to a schema: the axioms are substituted, what remains reads data with constant predicates.

``cax-sco`` with the axiom ``:Network rdfs:subClassOf :Collective`` becomes the clause ``?x a :Collective`` if
``?x a :Network``, which remembers that axiom for proofs. Rules that read nothing but schema (``scm-*``) and rules that
read no schema (``eq-*``) stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import chain, combinations

from ..terms import OWL, RDF, RDFS, Fact, Term
from .facts import FactIndex, Index, Lists
from .join import is_test, order_atoms, solve
from .rule import Atom, Binding, Pattern, Rule, ground, substitute, variables
from .table import RULES
from .wording import Bindings


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule with one head, as far as the schema decides it.

    :param rule: the name of the rule in the table
    :param axioms: the schema facts that were substituted
    :param bindings: what they bound, for the wording
    """

    rule: str
    head: Atom
    body: tuple[Atom, ...]
    axioms: tuple[Fact, ...] = ()
    bindings: Bindings = ()

    @property
    def is_bounded(self) -> bool:
        """Whether the facts of the body determine the head; if not, the clause answers but is never run forward."""
        read = {name for atom in self.body if not is_test(atom) for name in variables(atom)}
        return variables(self.head) <= read


_TYPE = RDF.type
_READ = [atom for rule in RULES if rule.head for atom in rule.body if not is_test(atom)]
META_CLASSES = frozenset(atom[2] for atom in _READ if atom[1] == _TYPE and not isinstance(atom[2], str))
SCHEMA_PREDICATES = frozenset(
    atom[1] for atom in _READ if not isinstance(atom[1], str) and atom[1] not in (_TYPE, OWL.sameAs)
)
"""The classes, and the predicates, that make a fact one about the schema."""


def is_schema(fact: Fact | Atom) -> bool:
    """Return whether a fact, or every fact that an atom can match, is one that rules are specialised to."""
    return fact[1] in SCHEMA_PREDICATES or (fact[1] == _TYPE and fact[2] in META_CLASSES)


DERIVING = tuple(rule for rule in RULES if rule.head)
CLASHING = tuple(rule for rule in RULES if not rule.head)
SCHEMA = tuple(rule for rule in DERIVING if all(is_schema(atom) for atom in rule.body))
"""The rules that close a schema: table 9, the axiomatic facts, enumerations."""


HIERARCHY = frozenset(
    {RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty, RDFS.domain, RDFS.range}
)
"""The predicates of the schema that are inherited, so that a schema of n classes has up to n * n facts with them."""
INHERITING = tuple(rule for rule in DERIVING if rule not in SCHEMA and any(atom[1] in HIERARCHY for atom in rule.body))
"""The rules that hand things on along them; nothing else reads these predicates together with data."""


def _predicates_that_forbid(rule: Rule) -> Iterator[Term]:
    """Yield the predicates by which an inconsistency rule learns of a class whose members it then asks for."""
    classes = {atom[2] for atom in rule.body if atom[1] == _TYPE and isinstance(atom[2], str)}
    for atom in rule.body:
        if not isinstance(atom[1], str) and atom[1] != _TYPE and not is_test(atom) and variables(atom) & classes:
            yield atom[1]


CLASH_PREDICATES = tuple(dict.fromkeys(predicate for rule in CLASHING for predicate in _predicates_that_forbid(rule)))
"""The predicates that relate the classes whose members only an inconsistency rule may ask for."""


def compile_rules(rules: Iterable[Rule], index: Index, lists: Lists) -> Iterator[Clause]:
    """Yield the clauses that the rules come down to under the schema facts in the index."""
    for rule in rules:
        for expanded, binding in expand_lists(rule, index, lists):
            yield from _specialise(expanded, index, binding)


def plain(rules: Iterable[Rule]) -> Iterator[Clause]:
    """Yield clauses that say what rules without lists say, specialised to nothing."""
    return (Clause(rule.name, head, rule.body) for rule in rules for head in rule.head)


@dataclass(frozen=True, slots=True)
class Schema:
    """What rules are specialised to; two schemas are equal if they say the same.

    :param index: finds the facts
    """

    facts: frozenset[Fact]
    read: frozenset[tuple[Term, tuple[Term, ...]]]
    index: FactIndex = field(compare=False)
    lists: Lists = field(compare=False)

    @classmethod
    def of(cls, index: FactIndex, lists: Lists) -> Schema:
        """Return the schema that an index of facts about the schema holds."""
        read = frozenset((fact[2], lists[fact[2]]) for fact in index if fact[2] in lists)
        return cls(frozenset(index), read, index, lists)


@lru_cache(maxsize=8)
def compile_schema(rules: tuple[Rule, ...], schema: Schema) -> tuple[Clause, ...]:
    """Return the clauses that rules come down to under a schema; those of the last few schemas are kept."""
    return tuple(compile_rules(rules, schema.index, schema.lists))


Choose = Callable[[Rule, Sequence[Term]], Iterable[tuple[int, int]]]
"""Gives the places in a list of those pairs of members for which a rule that speaks of two of them may be true."""


def expand_lists(
    rule: Rule, index: Index, lists: Lists, choose: Choose | None = None
) -> Iterator[tuple[Rule, Binding]]:
    """Yield a rule once for every list, or member, or pair of members that it speaks of, with what that binds.

    :param choose: finds the pairs worth looking at; by default they are looked for in the index, fact by fact
    """
    if rule.members is None:
        yield rule, {}
        return
    one, two = f"{rule.members}_i", f"{rule.members}_j"
    choose = choose or partial(_choose, index=index)
    for binding in solve([atom for atom in rule.body if atom[2] == rule.members], index, {}):
        members = lists.get(binding[rule.members], ())
        if rule.each:
            yield from [(_repeat(rule, members), binding)] if members else ()
        elif not any(two in variables(atom) for atom in rule.body):
            yield from ((rule, {**binding, one: member}) for member in members)
        else:
            chosen = dict.fromkeys((members[left], members[right]) for left, right in choose(rule, members))
            yield from ((rule, {**binding, one: left, two: right}) for left, right in chosen)


def _choose(rule: Rule, members: Sequence[Term], index: Index) -> Iterator[tuple[int, int]]:
    """Yield the places of members that have something in common: without this n members cost n * n / 2 joins."""
    one, two = f"{rule.members}_i", f"{rule.members}_j"
    first = next(atom for atom in rule.body if one in variables(atom))
    together: dict[tuple[Term, ...], list[int]] = {}
    for at, member in enumerate(members):
        found = solve((first,), index, {one: member})
        shared = {tuple(term for name, term in binding.items() if name != one) for binding in found}
        for terms in shared | {(member,)} if two in variables(first) else shared:
            together.setdefault(terms, []).append(at)
    return chain.from_iterable(combinations(places, 2) for places in together.values())


def _repeat(rule: Rule, members: tuple[Term, ...]) -> Rule:
    """Return the rule with an atom for every member, and the variables of the first and last of them named."""
    body = tuple(_number(atom, rule, at, member) for at, member in enumerate(members) for atom in rule.each)
    ends: dict[str, str] = {"u_n": f"u_{len(members)}"}
    head = tuple(substitute(atom, ends) for atom in rule.head)
    return replace(rule, body=rule.body + body, head=head, each=())


def _number(atom: Atom, rule: Rule, at: int, member: Term) -> Atom:
    names: dict[str, Pattern] = {f"{rule.members}_i": member}
    for name in variables(atom) - names.keys():
        stem, _, suffix = name.partition("_")
        if suffix:
            names[name] = f"{stem}_{at + (suffix == 'next')}"
    return substitute(atom, names)


def _specialise(rule: Rule, index: Index, binding: Binding) -> Iterator[Clause]:
    axioms = [atom for atom in rule.body if is_schema(atom) or is_test(atom)]
    data = [atom for atom in rule.body if atom not in axioms]
    if not data or not axioms:
        yield from _split_heads(rule, rule.body, binding, ())
        return
    for solution in solve(order_atoms(axioms, binding), index, binding):
        if not _has_simpler_sibling(rule, solution):
            facts = tuple(ground(atom, solution) for atom in axioms if not is_test(atom))
            yield from _split_heads(rule, data, solution, facts)


def _split_heads(rule: Rule, body: Iterable[Atom], binding: Binding, axioms: tuple[Fact, ...]) -> Iterator[Clause]:
    remaining = tuple(substitute(atom, binding) for atom in body)
    for head in (substitute(atom, binding) for atom in rule.head):
        if head not in remaining:
            yield Clause(rule.name, head, remaining, axioms, tuple(binding.items()))


def _has_simpler_sibling(rule: Rule, binding: Binding) -> bool:
    """Return whether the recommendation has a rule for owl:Thing that asks for less than this one."""
    return rule.name in ("cls-svf1", "cls-maxqc3") and binding["d"] == OWL.Thing
