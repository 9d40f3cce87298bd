"""Contradictions: the inconsistency rules of the table, looked up in closed columns.

Declarations (``owl:disjointWith``, ``owl:maxCardinality`` ...) are few and are read one by one; the facts that they
forbid are looked for column by column; only what is found is written out, under every name that the things have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import permutations, product

import numpy as np
from pyoxigraph import Literal, NamedNode

from ...terms import OWL, RDF, Term
from ..clash import Clash
from ..compile import CLASHING, expand_lists
from ..datatypes import DATATYPES, is_malformed
from ..join import is_test, order_atoms, solve
from ..rule import VALUE, Atom, Binding, Rule, ground, substitute, variables
from .codes import EMPTY, Codes, column, pair, unpair
from .dictionary import TYPE
from .evaluate import Engine
from .plan import Atom as ColumnAtom
from .plan import encode_atom
from .values import typed_literals

_DATA = (OWL.sameAs, OWL.differentFrom)


def all_clashes(engine: Engine) -> Iterator[Clash]:
    """Yield the contradictions in the closed columns of an engine, under every name of what they are about."""
    for rule in CLASHING:
        for expanded, chosen in expand_lists(rule, engine.index, engine.lists, partial(_choose, engine)):
            body = order_atoms(expanded.body, chosen)
            order = dict.fromkeys([*chosen, *(part for atom in body for part in atom if isinstance(part, str))])
            for found in _bindings(expanded, chosen, engine):
                binding = {name: found[name] for name in order}
                facts = tuple(ground(atom, binding) for atom in expanded.body if not is_test(atom))
                if all(map(engine.index.holds, facts)):
                    yield Clash(rule.name, facts, rule.wording, tuple(binding.items()))


def _choose(engine: Engine, rule: Rule, members: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Yield the places of members that have something in common (see :data:`llika.rules.compile.Choose`)."""
    if rule.members is None or len(members) < 2:
        return
    name = f"{rule.members}_i"
    atom = next(atom for atom in rule.body if name in variables(atom))
    if atom[1] == OWL.sameAs:
        shared = [np.array([engine.number(member)]) for member in members]
    else:
        shared = [_facts(encode_atom(substitute(atom, {name: member}), engine.number), engine) for member in members]
    places = np.repeat(np.arange(len(members)), [len(values) for values in shared])
    values = np.concatenate(shared)
    order = np.argsort(values, kind="stable")
    left, right = engine.joiner.pairs_within(values[order], rule.name)
    pairs = column(pair(places[order[left]], places[order[right]]))
    yield from zip(*(part.tolist() for part in unpair(pairs)), strict=True)


def _facts(atom: ColumnAtom, engine: Engine) -> Codes:
    """Return what the facts that match an atom say of its variables: things of a class, pairs of a property."""
    relation = engine.relations.get(atom.key)
    codes = relation.rows if relation else EMPTY
    return unpair(codes)[0] if atom.key[0] == TYPE else codes


def _bindings(rule: Rule, chosen: Binding, engine: Engine) -> Iterator[Binding]:
    """Yield what the variables of a rule stand for wherever its body is true."""
    declared = [atom for atom in rule.body if _is_declaration(atom)]
    tests = [atom for atom in rule.body if is_test(atom)]
    if tests and not declared:
        for candidate in _candidates(tests[0], engine):
            yield from solve(order_atoms(rule.body, candidate), engine.index, candidate)
        return
    others = [atom for atom in rule.body if atom not in declared and atom not in tests]
    for declaration in solve(order_atoms(declared + tests, chosen), engine.index, chosen):
        yield from _search([substitute(atom, declaration) for atom in others], declaration, engine)


def _is_declaration(atom: Atom) -> bool:
    """Return whether an atom reads what OWL declares about classes, properties or a group of things."""
    _, predicate, value = atom
    if predicate == RDF.type:
        return isinstance(value, NamedNode) and value.value.startswith(OWL) and value != OWL.Nothing
    return isinstance(predicate, NamedNode) and predicate not in _DATA and not is_test(atom)


def _search(atoms: list[Atom], declaration: Binding, engine: Engine) -> Iterator[Binding]:
    """Yield the declaration's binding, extended in every way that makes the atoms true."""
    wanted = sorted(set[str]().union(*map(variables, atoms)))
    rows = engine.solve([encode_atom(atom, engine.number) for atom in atoms], set(wanted))
    table = [rows.columns[name].tolist() for name in wanted]
    for row in range(rows.count):
        names = [[engine.dictionary.term(name) for name in engine.equality.names(values[row])] for values in table]
        for terms in product(*names):
            yield {**declaration, **dict(zip(wanted, terms, strict=True))}


def _candidates(test: Atom, engine: Engine) -> Iterator[Binding]:
    """Yield bindings of the variables of a test, among them all under which it is true of something known."""
    one, other = str(test[0]), str(test[2])
    if test[1] == VALUE.malformed:
        yield from ({one: literal} for literal in _malformed(engine))
    elif test[1] == VALUE.outside:
        for datatype in DATATYPES:
            yield from ({one: literal, other: datatype} for literal in _literal_members(datatype, engine))
    else:
        for names in engine.equality.members.values():
            literals: list[Term] = [term for term in map(engine.dictionary.term, names) if isinstance(term, Literal)]
            yield from ({one: left, other: right} for left, right in permutations(literals, 2))


def _malformed(engine: Engine) -> Iterator[Term]:
    numbers = np.arange(len(engine.dictionary))
    literals = numbers[engine.dictionary.are_literals(numbers)]
    terms = map(engine.dictionary.term, typed_literals(literals, engine.dictionary))
    return (term for term in terms if is_malformed(term, term))


def _literal_members(datatype: NamedNode, engine: Engine) -> Iterator[Term]:
    relation = engine.relations.get((TYPE, engine.number(datatype)))
    members = EMPTY if relation is None else unpair(relation.rows)[0]
    names = (engine.dictionary.term(name) for number in members.tolist() for name in engine.equality.names(number))
    return (term for term in names if isinstance(term, Literal))
