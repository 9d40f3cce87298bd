"""Numbers for the blank nodes that need a label, given by structure alone.

Colour refinement tells nodes apart by what they are linked to; where some stay alike, each in turn is set apart and
the smallest outcome wins. That is exact, and bounded: graphs made to defeat it are refused.
Source: McKay and Piperno, Practical graph isomorphism II, 2014 (individualisation and refinement).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from pyoxigraph import BlankNode, NamedNode

from ..errors import SyntaxFault
from ..terms import Fact, Term, Text

_BUDGET = 300_000
_SELF = NamedNode("urn:self")

_Colours = dict[BlankNode, int]
_Form = list[tuple[str, str, str]]


def numbered(facts: Collection[Fact], labelled: Collection[BlankNode]) -> dict[BlankNode, int]:
    """Number blank nodes from 1 on, independently of their labels and of the order of the triples.

    Only nodes that may be swapped without a difference are numbered in the order in which they come.

    :raises SyntaxFault: ``blank-node-shared`` for a knot of look-alike blank nodes that cannot be told apart in time
    """
    if not labelled:
        return {}
    ordered = [_Knot(knot).order() for knot in _knots(facts) if not blank_nodes(knot).keys().isdisjoint(labelled)]
    nodes = [node for _, order in sorted(ordered, key=lambda pair: pair[0]) for node in order if node in labelled]
    return {node: number for number, node in enumerate(nodes, start=1)}


def blank_nodes(facts: Collection[Fact]) -> dict[BlankNode, None]:
    """Return the blank nodes that triples name, in the order in which they come."""
    return dict.fromkeys(term for s, _, o in facts for term in (s, o) if isinstance(term, BlankNode))


def _knots(facts: Collection[Fact]) -> list[list[Fact]]:
    """Split the triples with blank nodes into parts that share none."""
    around: defaultdict[BlankNode, list[Fact]] = defaultdict(list)
    for fact in facts:
        for node in blank_nodes([fact]):
            around[node].append(fact)
    knots = []
    while around:
        waiting = [next(iter(around))]
        knot: dict[Fact, None] = {}
        while waiting:
            found = around.pop(waiting.pop(), [])
            knot.update(dict.fromkeys(found))
            waiting.extend(node for node in blank_nodes(found) if node in around)
        knots.append(list(knot))
    return knots


class _Knot:
    """Triples whose blank nodes hang together."""

    def __init__(self, facts: list[Fact]) -> None:
        self._facts = facts
        self._left = _BUDGET

    def order(self) -> tuple[_Form, list[BlankNode]]:
        """Return the triples with numbers for blank nodes, and the blank nodes in the order of these numbers."""
        outcomes: list[tuple[_Form, _Colours]] = []
        waiting: list[_Colours] = [dict.fromkeys(blank_nodes(self._facts), 0)]
        while waiting:
            colours = self._refined(waiting.pop())
            alike = self._first_alike(colours)
            waiting += [{**colours, node: -1} for node in reversed(alike)]
            if not alike:
                outcomes = [min([*outcomes, (self._form(colours), colours)], key=lambda outcome: outcome[0])]
        form, colours = outcomes[0]
        return form, sorted(colours, key=colours.__getitem__)

    def _refined(self, colours: _Colours) -> _Colours:
        """Split colours until nodes of one colour have neighbours of the same colours."""
        while True:
            self._left -= len(self._facts)
            if self._left < 0:
                raise _too_alike()
            seen: defaultdict[BlankNode, _Form] = defaultdict(list)
            for s, p, o in self._facts:
                if isinstance(s, BlankNode):
                    seen[s].append((">", p.value, _coloured(o, colours)))
                if isinstance(o, BlankNode):
                    seen[o].append(("<", p.value, _coloured(s, colours)))
            signs = {node: (colour, sorted(seen[node])) for node, colour in colours.items()}
            ranks = _ranks(signs)
            if len(set(ranks.values())) == len(set(colours.values())):
                return ranks
            colours = ranks

    def _first_alike(self, colours: _Colours) -> list[BlankNode]:
        """Return the nodes of the first colour that several have; twins, which name the same terms, do not count."""
        alike: defaultdict[int, list[BlankNode]] = defaultdict(list)
        for node in colours:
            alike[colours[node]].append(node)
        for colour in sorted(colour for colour, nodes in alike.items() if len(nodes) > 1):
            if len({self._links(node) for node in alike[colour]}) > 1:
                return alike[colour]
        return []

    def _links(self, node: BlankNode) -> frozenset[Fact]:
        return frozenset(
            (_SELF if s == node else s, p, _SELF if o == node else o) for s, p, o in self._facts if node in (s, o)
        )

    def _form(self, colours: _Colours) -> _Form:
        return sorted((_coloured(s, colours), p.value, _coloured(o, colours)) for s, p, o in self._facts)


def _coloured(term: Term, colours: _Colours) -> str:
    return f"_:{colours[term]:09}" if isinstance(term, BlankNode) else str(term)


def _ranks(signs: dict[BlankNode, tuple[int, _Form]]) -> _Colours:
    """Replace each sign by its place among the different ones."""
    ranks: _Colours = {}
    rank, last = -1, None
    for node in sorted(signs, key=signs.__getitem__):
        rank += signs[node] != last
        ranks[node], last = rank, signs[node]
    return ranks


def _too_alike() -> SyntaxFault:
    return SyntaxFault(
        "blank-node-shared",
        Text(
            "Many blank nodes name each other in ways that cannot be told apart.",
            "Muchos nodos en blanco se nombran entre sí de modo indistinguible.",
        ),
        Text("Give at least one of them an IRI.", "Dé un IRI al menos a uno de ellos."),
    )
