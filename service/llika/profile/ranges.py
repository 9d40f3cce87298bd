"""Data ranges, read from blank nodes into trees; and the forms of all expressions.

Source: OWL 2 Mapping to RDF Graphs, section 3.2.4, tables 12 and 13.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from ..terms import OWL, RDF, RDFS, BlankNode, Fact, NamedNode, Term, Text
from . import wording
from .graph import Arcs, Graph
from .reading import Reader
from .report import Report
from .vocabulary import ALL_FACETS, FACETS, Kind

_DEEPEST = 50
"""How deep expressions may lie in each other: deeper than anybody writes, and no deeper than Python can follow."""


class Form(Enum):
    """What an expression is made as, in words."""

    NAMED = Text("a name", "un nombre")
    INTERSECTION = Text("an intersection", "una intersección")
    UNION = Text("a union", "una unión")
    COMPLEMENT = Text("a complement", "un complemento")
    ENUMERATION = Text("an enumeration", "una enumeración")
    SOME = Text("“some values from”", "«algunos valores de»")
    ALL = Text("“all values from”", "«todos los valores de»")
    VALUE = Text("“has value”", "«tiene el valor»")
    SELF = Text("“has self”", "«consigo mismo»")
    MIN = Text("“at least {0}”", "«al menos {0}»")
    MAX = Text("“at most {0}”", "«a lo más {0}»")
    EXACTLY = Text("“exactly {0}”", "«exactamente {0}»")
    FACETS = Text("a datatype with facets", "un tipo de datos con facetas")


@dataclass(frozen=True, slots=True)
class Expression:
    """A class expression or a data range.

    :param fact: the triple that makes it, or that names it where it is an IRI
    :param term: the IRI or blank node
    :param parts: the class expressions inside a class expression, the data ranges inside a data range
    :param number: of a cardinality
    """

    form: Form
    fact: Fact
    term: Term
    parts: tuple[Expression, ...] = ()
    number: int = 0


SETS: Mapping[NamedNode, Form] = {
    OWL.intersectionOf: Form.INTERSECTION,
    OWL.unionOf: Form.UNION,
    OWL.oneOf: Form.ENUMERATION,
    OWL.complementOf: Form.COMPLEMENT,
}
_RANGES: Mapping[NamedNode, Form] = {
    OWL.intersectionOf: Form.INTERSECTION,
    OWL.unionOf: Form.UNION,
    OWL.oneOf: Form.ENUMERATION,
    OWL.datatypeComplementOf: Form.COMPLEMENT,
    OWL.withRestrictions: Form.FACETS,
}
RESTRICTIONS: Mapping[NamedNode, Form] = {
    OWL.someValuesFrom: Form.SOME,
    OWL.allValuesFrom: Form.ALL,
    OWL.hasValue: Form.VALUE,
    OWL.hasSelf: Form.SELF,
    OWL.minCardinality: Form.MIN,
    OWL.maxCardinality: Form.MAX,
    OWL.cardinality: Form.EXACTLY,
    OWL.minQualifiedCardinality: Form.MIN,
    OWL.maxQualifiedCardinality: Form.MAX,
    OWL.qualifiedCardinality: Form.EXACTLY,
}
QUALIFIED = frozenset({OWL.minQualifiedCardinality, OWL.maxQualifiedCardinality, OWL.qualifiedCardinality})
COMPANIONS: Mapping[NamedNode, frozenset[NamedNode]] = {
    OWL.withRestrictions: frozenset({OWL.onDatatype}),
    **dict.fromkeys(RESTRICTIONS, frozenset({OWL.onProperty})),
    **dict.fromkeys(QUALIFIED, frozenset({OWL.onProperty, OWL.onClass, OWL.onDataRange})),
}
"""What makes an expression → what may stand beside it."""
PARTS = frozenset({*SETS, *_RANGES, *RESTRICTIONS, OWL.onProperties}.union(*COMPANIONS.values()))
"""The predicates that make up class expressions and data ranges."""


class RangeReader(Reader):
    """Reads data ranges, each blank node once."""

    def __init__(self, graph: Graph, report: Report) -> None:
        super().__init__(graph, report)
        self._known: dict[Term, Expression | None] = {}
        self._open: set[Term] = set()

    def is_range(self, term: Term) -> bool:
        """Tell whether a term stands for a data range rather than a class."""
        return self.graph.is_a(term, Kind.DATATYPE) and not self.graph.is_a(term, Kind.CLASS)

    def range_(self, fact: Fact, term: Term) -> Expression | None:
        """Read a data range that stands in a fact; None, and reported, where it is none."""
        if isinstance(term, BlankNode):
            return self.anonymous(fact, term, self._made_range)
        return Expression(Form.NAMED, fact, term) if self.datatype(fact, term) else None

    def anonymous(
        self, fact: Fact, node: BlankNode, read: Callable[[Fact, Arcs], Expression | None]
    ) -> Expression | None:
        """Read a blank node once, given how its triples are read; report one that lies in itself."""
        if node in self._open or len(self._open) == _DEEPEST:
            self.malformed(fact, wording.IN_ITSELF if node in self._open else wording.TOO_DEEP)
            return None
        if node not in self._known:
            self._open.add(node)
            arcs = self.graph.arcs(node)
            self._known[node] = read(next(iter([*arcs.get(RDF.type, ()), fact])), arcs)
            self._open.remove(node)
        return self._known[node]

    def maker(self, fact: Fact, arcs: Arcs, forms: Mapping[NamedNode, Form]) -> Fact | None:
        """Return the one triple that makes an expression; report where there is none, or more is said."""
        makers = [found for predicate in forms for found in arcs.get(predicate, ())]
        if len(makers) == 1:
            beside = COMPANIONS.get(makers[0][1], frozenset())
            strangers = (arcs.keys() & PARTS) - beside - {makers[0][1]}
            if not strangers and all(len(arcs.get(other, ())) <= 1 for other in beside):
                return makers[0]
        self.malformed(fact, wording.TOO_MUCH if makers else wording.NOTHING_MADE)
        return None

    def _made_range(self, fact: Fact, arcs: Arcs) -> Expression | None:
        if not {type_ for _, _, type_ in arcs.get(RDF.type, ())} & {RDFS.Datatype, OWL.DataRange}:
            self.malformed(fact, wording.UNTYPED_RANGE)
            return None
        maker = self.maker(fact, arcs, _RANGES)
        if not maker:
            return None
        form = _RANGES[maker[1]]
        if form is not Form.INTERSECTION:
            self.report.add("rl-data-range", maker, form.value)
        if form is Form.FACETS:
            return self._with_facets(maker, arcs)
        if form is Form.ENUMERATION:
            for item in self.items(maker, least=1):
                self.literal(item, item[2])
            return Expression(form, maker, maker[0])
        operands = [maker] if form is Form.COMPLEMENT else self.items(maker, least=2)
        parts = [self.range_(operand, operand[2]) for operand in operands]
        return Expression(form, maker, maker[0], tuple(part for part in parts if part))

    def _with_facets(self, maker: Fact, arcs: Arcs) -> Expression | None:
        based = arcs.get(OWL.onDatatype, ())
        if not based:
            self.malformed(maker, wording.NO_DATATYPE)
            return None
        base = based[0][2]
        if not self.datatype(based[0], base) or not isinstance(base, NamedNode):
            return None
        if self.is_defined(base):
            self.report.add("dl-datatype", based[0], base, wording.NO_FACETS)
        for item in self.items(maker, least=1):
            facets = [facet for found in self.graph.arcs(item[2]).values() for facet in found]
            if len(facets) != 1:
                self.malformed(item, wording.NOT_ONE_FACET)
            for facet in facets:
                self._facet(facet, base)
        return Expression(Form.FACETS, maker, maker[0], (Expression(Form.NAMED, based[0], base),))

    def _facet(self, facet: Fact, base: NamedNode) -> None:
        if facet[1] not in FACETS.get(base, ALL_FACETS):
            self.report.add("dl-datatype", facet, facet[1], self.report.say(wording.NOT_ITS_FACET, base))
        else:
            self.literal(facet, facet[2])
