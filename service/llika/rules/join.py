"""Find the facts that make the body of a rule true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import inf

from ..terms import Fact, Term
from . import datatypes
from .facts import Index
from .rule import VALUE, Atom, Binding, Pattern, variables

_TESTS: Mapping[Pattern, Callable[[Term, Term], bool]] = {
    VALUE.inside: datatypes.is_inside,
    VALUE.outside: datatypes.is_outside,
    VALUE.malformed: datatypes.is_malformed,
    VALUE.equals: datatypes.are_equal,
    VALUE.differs: datatypes.are_different,
}


def is_test(atom: Atom) -> bool:
    """Return whether an atom compares values rather than reading a fact."""
    return atom[1] in _TESTS


def unify(atom: Atom, fact: Fact, binding: Binding) -> Binding | None:
    """Return the binding extended so that the atom becomes the fact, or None if it cannot."""
    extended = dict(binding)
    for pattern, term in zip(atom, fact, strict=True):
        if isinstance(pattern, str):
            if extended.setdefault(pattern, term) != term:
                return None
        elif pattern != term:
            return None
    return extended


def order_atoms(body: Iterable[Atom], bound: Iterable[str] = ()) -> tuple[Atom, ...]:
    """Return the atoms in an order in which each, where it can, starts from terms already known.

    An atom that shares a variable with what came before goes first, so that two patterns without a common term are
    multiplied only where the rule has no other link; then the one with more terms known. A test waits for its terms.
    """
    waiting, known, ordered = list(body), set(bound), list[Atom]()

    def links(atom: Atom) -> tuple[bool, int, int]:
        names = variables(atom)
        if is_test(atom):
            return names <= known, 4 if names <= known else 0, 0
        constants = sum(not isinstance(part, str) for part in atom)
        bound_parts = sum(isinstance(part, str) and part in known for part in atom)
        return bound_parts > 0, bound_parts + constants, constants

    while waiting:
        best = max(waiting, key=links)
        waiting.remove(best)
        ordered.append(best)
        known |= variables(best)
    return tuple(ordered)


def count(atom: Atom, index: Index, binding: Binding) -> float:
    """Return about how many facts match an atom; infinitely many where its predicate is not known."""
    subject, predicate, value = (binding.get(part) if isinstance(part, str) else part for part in atom)
    return inf if predicate is None else index.count(subject, predicate, value)


def solve(atoms: Sequence[Atom], index: Index, binding: Binding) -> Iterator[Binding]:
    """Yield every extension of the binding under which all atoms, taken in this order, hold."""
    if not atoms:
        yield binding
        return
    atom, rest = atoms[0], atoms[1:]
    subject, predicate, value = (binding.get(part) if isinstance(part, str) else part for part in atom)
    if subject is not None and predicate is not None and value is not None:
        if _holds((subject, predicate, value), index):
            yield from solve(rest, index, binding)
        return
    for fact in index.match(subject, predicate, value):
        extended = unify(atom, fact, binding)
        if extended is not None:
            yield from solve(rest, index, extended)


def _holds(atom: tuple[Term, Term, Term], index: Index) -> bool:
    subject, predicate, value = atom
    test = _TESTS.get(predicate)
    return test(subject, value) if test else index.holds(atom)  # type: ignore[arg-type]
