"""The shape of a graph on paper: which blank nodes stand inside others, which are lists, which need a label.

A blank node that one triple names is written where it is named. One that is named more often, or only by itself in a
circle, needs a label; labels are given by structure, so that they do not depend on the labels or the order of the
input.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode

from ..terms import RDF, Fact, Term
from .editors import SETS
from .labels import numbered

_DEEPEST = 50

Arcs = Mapping[Term, list[tuple[NamedNode, Term]]]
"""The triples of each subject as (predicate, object)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How the blank nodes of a graph are written.

    :param arcs: the triples of each subject
    :param cells: the blank nodes that are list cells and can be written with parentheses
    :param sets: the first cells of those lists whose order means nothing
    :param owners: for each blank node written inside another term, the subject that names it
    :param labels: the blank nodes that need a label, with their number
    """

    arcs: Arcs
    cells: frozenset[BlankNode]
    sets: frozenset[BlankNode]
    owners: Mapping[BlankNode, Term]
    labels: Mapping[BlankNode, int]

    def tops(self) -> list[Term]:
        """Return the subjects that have a statement of their own."""
        return [subject for subject in self.arcs if subject not in self.owners]

    def items(self, cell: Term) -> Iterator[Term]:
        """Yield the items of the list that begins with a cell."""
        return _items(self.arcs, cell)

    def top_of(self, node: Term) -> Term:
        """Return the subject in whose statement a term's triples are written."""
        while isinstance(node, BlankNode) and node in self.owners:
            node = self.owners[node]
        return node


def shape_of(facts: Iterable[Fact]) -> Shape:
    """Decide how the blank nodes of a graph are written.

    :raises SyntaxFault: ``blank-node-shared`` for a knot of look-alike blank nodes that cannot be told apart in time
    """
    distinct = list(dict.fromkeys(facts))
    arcs: defaultdict[Term, list[tuple[NamedNode, Term]]] = defaultdict(list)
    for s, p, o in distinct:
        arcs[s].append((p, o))
    named = Counter(o for _, _, o in distinct if isinstance(o, BlankNode))
    owners = {o: s for s, _, o in distinct if isinstance(o, BlankNode) and named[o] == 1}
    cells = _list_cells(arcs, owners)
    for node in [*_too_deep(arcs, owners, cells), *_in_circles(owners)]:
        owners.pop(node, None)
    cells &= owners.keys()
    sets = {o for _, p, o in distinct if p in SETS and isinstance(o, BlankNode) and o in cells}
    labelled = named.keys() - owners.keys()
    return Shape(arcs, frozenset(cells), frozenset(sets), owners, numbered(_unordered(distinct, arcs, sets), labelled))


def _items(arcs: Arcs, cell: Term) -> Iterator[Term]:
    while cell != RDF.nil:
        links = dict(arcs[cell])
        yield links[RDF.first]
        cell = links[RDF.rest]


def _unordered(facts: list[Fact], arcs: Arcs, sets: set[BlankNode]) -> list[Fact]:
    """Return the triples with each list that stands for a set told without order: how often it has which item."""
    told: list[Fact] = []
    cells: set[Term] = set()
    for head in sets:
        cell: Term = head
        while cell != RDF.nil:
            cells.add(cell)
            cell = dict(arcs[cell])[RDF.rest]
        times = Counter(_items(arcs, head))
        told += [(head, NamedNode(f"{RDF}_{count}"), item) for item, count in times.items()]
    return [*(fact for fact in facts if fact[0] not in cells), *told] if sets else facts


def _list_cells(arcs: Arcs, owners: Mapping[BlankNode, Term]) -> set[BlankNode]:
    """Return the cells from which a well-formed list runs to rdf:nil."""
    before: dict[Term, list[BlankNode]] = defaultdict(list)
    for node in owners:
        links = dict(arcs.get(node, ()))
        if len(arcs.get(node, ())) == 2 and links.keys() == {RDF.first, RDF.rest}:
            before[links[RDF.rest]].append(node)
    cells: set[BlankNode] = set()
    ends: list[Term] = [RDF.nil]
    while ends:
        found = before.pop(ends.pop(), [])
        cells.update(found)
        ends.extend(found)
    return cells


def _too_deep(arcs: Arcs, owners: Mapping[BlankNode, Term], cells: set[BlankNode]) -> list[BlankNode]:
    """Return the blank nodes at which nesting must start anew, so that every reader can follow."""
    found = []
    waiting = [(subject, 0) for subject in arcs if subject not in owners]
    while waiting:
        subject, depth = waiting.pop()
        for p, o in arcs.get(subject, ()):
            if not isinstance(o, BlankNode) or o not in owners:
                continue
            goes_deeper = not (p == RDF.rest and o in cells and subject in cells)
            if depth + goes_deeper > _DEEPEST:
                found.append(o)
            waiting.append((o, (depth + goes_deeper) % (_DEEPEST + 1)))
    return found


def _in_circles(owners: Mapping[BlankNode, Term]) -> set[BlankNode]:
    """Return the blank nodes that are named only by themselves, directly or around a circle."""
    found: set[BlankNode] = set()
    settled: set[Term] = set()
    for start in owners:
        path: dict[Term, None] = {}
        node: Term = start
        while isinstance(node, BlankNode) and node in owners and node not in settled and node not in path:
            path[node] = None
            node = owners[node]
        if node in path:
            steps = list(path)
            found.update(step for step in steps[steps.index(node) :] if isinstance(step, BlankNode))
        settled.update(path)
    return found
