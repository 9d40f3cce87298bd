"""Blank nodes: OWL 2 DL wants them in trees, each tree tied to things that have IRIs at one point.

Source: OWL 2 Structural Specification, section 11.2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..terms import BlankNode, Fact, Term, Text
from . import wording


def faults(ties: Iterable[Fact]) -> Iterator[tuple[Fact, Text]]:
    """Yield the object property assertions that break the trees, with what is wrong.

    :param ties: the assertions that name a blank node
    """
    above: dict[Term, Term] = {}
    outward: list[tuple[Fact, Term]] = []
    for fact in ties:
        ends = [end for end in (fact[0], fact[2]) if isinstance(end, BlankNode)]
        if len(ends) == 1:
            outward.append((fact, ends[0]))
        elif (one := _root(above, fact[0])) == (other := _root(above, fact[2])):
            yield fact, wording.IN_A_CIRCLE
        else:
            above[one] = other
    yield from _tied_twice(above, outward)


def _tied_twice(above: dict[Term, Term], outward: list[tuple[Fact, Term]]) -> Iterator[tuple[Fact, Text]]:
    """Yield the last tie of each tree in which every node is tied to things that have IRIs more than once."""
    times = Counter(node for _, node in outward)
    nodes = {*above, *above.values(), *times}
    free = {_root(above, node) for node in nodes if times[node] < 2}
    last = {_root(above, node): fact for fact, node in outward}
    yield from ((fact, wording.TIED_TWICE) for root, fact in last.items() if root not in free)


def _root(above: dict[Term, Term], node: Term) -> Term:
    """Return what stands for the tree of a node, and shorten the way there."""
    while node in above:
        above[node] = node = above.get(above[node], above[node])
    return node
