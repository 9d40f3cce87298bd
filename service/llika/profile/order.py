"""The order of object properties: which are simple, and whether chains leave one.

Source: OWL 2 Structural Specification, section 11.2. Both questions have the same answer for a property and its
inverse, so that inverses are taken for their properties here. The recommendation's order is read as the OWL API reads
it: a property that a chain makes smaller than another may not be reached from it through subproperties and chains.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..terms import OWL, Fact, NamedNode, Term
from .reading import Role


class Order:
    """What the axioms say of the order of object properties.

    :ivar composite: the properties that are transitive or have a chain
    """

    def __init__(self) -> None:
        self.composite: set[Term] = {OWL.topObjectProperty, OWL.bottomObjectProperty}
        self._above: defaultdict[Term, set[Term]] = defaultdict(set)
        self._links: list[tuple[Fact, NamedNode, NamedNode]] = []

    def add(self, below: Role, above: Role) -> None:
        """Note that one property is below another."""
        self._above[below.name].add(above.name)

    def add_chain(self, links: list[tuple[Fact, Role]], above: Role) -> None:
        """Note a chain, each link with the triple that names it."""
        self.composite.add(above.name)
        roles = [role for _, role in links]
        if above.name == OWL.topObjectProperty or roles == [above, above]:
            return
        if roles[0] == above:
            links = links[1:]
        elif roles[-1] == above:
            links = links[:-1]
        self._links += [(fact, role.name, above.name) for fact, role in links]

    def not_simple(self, used: Iterable[tuple[Fact, NamedNode]]) -> Iterator[tuple[Fact, NamedNode]]:
        """Yield the uses of properties that are not simple."""
        reached, waiting = set(self.composite), list(self.composite)
        while waiting:
            found = self._above.get(waiting.pop(), set()) - reached
            reached |= found
            waiting.extend(found)
        yield from ((fact, name) for fact, name in used if name in reached)

    def circles(self) -> Iterator[tuple[Fact, NamedNode]]:
        """Yield the links of chains that the property of the chain leads back to, with that property."""
        arcs = {name: set(above) for name, above in self._above.items()}
        for _, below, above in self._links:
            arcs.setdefault(below, set()).add(above)
        group = groups(arcs)
        yield from ((fact, above) for fact, below, above in self._links if group[below] == group[above])


def groups(arcs: dict[Term, set[Term]]) -> dict[Term, int]:
    """Number the nodes of a graph so that two have the same number if each leads to the other (Tarjan, 1972).

    >>> from llika.terms import OWL
    >>> found = groups({OWL.a: {OWL.b}, OWL.b: {OWL.a, OWL.c}})
    >>> found[OWL.a] == found[OWL.b], found[OWL.a] == found[OWL.c]
    (True, False)
    """
    index: dict[Term, int] = {}
    low: dict[Term, int] = {}
    found: dict[Term, int] = {}
    stack: list[Term] = []
    for start in arcs:
        work = [(start, iter(arcs[start]))] if start not in index else []
        while work:
            node, following = work[-1]
            if node not in index:
                index[node] = low[node] = len(index)
                stack.append(node)
            for other in following:
                if other not in index:
                    work.append((other, iter(arcs.get(other, ()))))
                    break
                if other not in found:
                    low[node] = min(low[node], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    _close(node, stack, found)
    return found


def _close(node: Term, stack: list[Term], found: dict[Term, int]) -> None:
    """Number the nodes above one on the stack as one group with it."""
    number = len(found)
    while node not in found:
        found[stack.pop()] = number
