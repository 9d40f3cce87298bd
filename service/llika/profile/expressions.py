"""Class expressions and data ranges, read from blank nodes into trees.

Source: OWL 2 Mapping to RDF Graphs, section 3.2.4, tables 12 and 13.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from ..rules.datatypes import value_of
from ..terms import OWL, RDF, RDFS, XSD, BlankNode, Fact, Literal, NamedNode, Term, Text
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


_SETS: Mapping[NamedNode, Form] = {
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
_RESTRICTIONS: Mapping[NamedNode, Form] = {
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
_QUALIFIED = {OWL.minQualifiedCardinality, OWL.maxQualifiedCardinality, OWL.qualifiedCardinality}
_COMPANIONS = {OWL.onProperty, OWL.onProperties, OWL.onClass, OWL.onDataRange, OWL.onDatatype}
PARTS = frozenset({*_SETS, *_RANGES, *_RESTRICTIONS, *_COMPANIONS})
"""The predicates that make up class expressions and data ranges."""
MAKING_CLASSES = frozenset(_SETS)
"""Those that make a class of an IRI too (Mapping to RDF Graphs, table 16)."""


class ExpressionReader(Reader):
    """Reads class expressions and data ranges, each blank node once."""

    def __init__(self, graph: Graph, report: Report) -> None:
        super().__init__(graph, report)
        self._known: dict[Term, Expression | None] = {}
        self._open: set[Term] = set()

    def is_range(self, term: Term) -> bool:
        """Tell whether a term stands for a data range rather than a class."""
        return self.graph.is_a(term, Kind.DATATYPE) and not self.graph.is_a(term, Kind.CLASS)

    def class_(self, fact: Fact, term: Term) -> Expression | None:
        """Read a class expression that stands in a fact; None, and reported, where it is none."""
        if isinstance(term, BlankNode):
            return self._anonymous(fact, term, self._made_class)
        return Expression(Form.NAMED, fact, term) if self.entity(fact, term, Kind.CLASS) else None

    def range_(self, fact: Fact, term: Term) -> Expression | None:
        """Read a data range that stands in a fact; None, and reported, where it is none."""
        if isinstance(term, BlankNode):
            return self._anonymous(fact, term, self._made_range)
        return Expression(Form.NAMED, fact, term) if self.datatype(fact, term) else None

    def words(self, found: Expression) -> Text:
        """Return what messages call an expression."""
        if found.form is Form.NAMED:
            return self.report.say(wording.NAME, found.term)
        return self.report.say(found.form.value, found.number)

    def made_by(self, maker: Fact) -> Expression | None:
        """Read the set of classes or things that a triple makes, be its subject a blank node or an IRI."""
        form = _SETS[maker[1]]
        if form is Form.COMPLEMENT:
            operand = self.class_(maker, maker[2])
            return Expression(form, maker, maker[0], (operand,)) if operand else None
        items = self.items(maker, least=1 if form is Form.ENUMERATION else 2)
        if form is Form.ENUMERATION:
            for item in items:
                self.individual(item, item[2], place=wording.IN_AN_ENUMERATION)
            return Expression(form, maker, maker[0])
        parts = [self.class_(item, item[2]) for item in items]
        return Expression(form, maker, maker[0], tuple(part for part in parts if part))

    def _anonymous(
        self, fact: Fact, node: BlankNode, read: Callable[[Fact, Arcs], Expression | None]
    ) -> Expression | None:
        if node in self._open or len(self._open) == _DEEPEST:
            self.malformed(fact, wording.IN_ITSELF if node in self._open else wording.TOO_DEEP)
            return None
        if node not in self._known:
            self._open.add(node)
            arcs = self.graph.arcs(node)
            self._known[node] = read(next(iter([*arcs.get(RDF.type, ()), fact])), arcs)
            self._open.remove(node)
        return self._known[node]

    def _maker(self, fact: Fact, arcs: Arcs, forms: Mapping[NamedNode, Form], *others: NamedNode) -> Fact | None:
        """Return the one triple that makes an expression, given the predicates that may stand beside it."""
        makers = [found for predicate in forms for found in arcs.get(predicate, ())]
        strangers = (arcs.keys() & PARTS) - forms.keys() - set(others)
        if len(makers) == 1 and not strangers and all(len(arcs.get(other, ())) <= 1 for other in others):
            return makers[0]
        self.malformed(fact, wording.NOTHING_MADE if not makers else wording.TOO_MUCH)
        return None

    def _made_class(self, fact: Fact, arcs: Arcs) -> Expression | None:
        types = {type_ for _, _, type_ in arcs.get(RDF.type, ())}
        if OWL.Restriction in types:
            return self._restriction(fact, arcs)
        if OWL.Class not in types:
            self.malformed(fact, wording.UNTYPED_CLASS)
            return None
        maker = self._maker(fact, arcs, _SETS)
        return self.made_by(maker) if maker else None

    def _restriction(self, fact: Fact, arcs: Arcs) -> Expression | None:
        maker = self._maker(fact, arcs, _RESTRICTIONS, OWL.onProperty, OWL.onClass, OWL.onDataRange)
        properties = arcs.get(OWL.onProperty, ())
        if not maker or not properties:
            if maker:
                self.malformed(fact, wording.NO_PROPERTY)
            return None
        kind = self.property_kind(properties[0], properties[0][2])
        if kind is None:
            return None
        made = Expression(_RESTRICTIONS[maker[1]], maker, maker[0])
        if made.form in (Form.SOME, Form.ALL):
            return self._quantified(made, maker, kind)
        if made.form in (Form.VALUE, Form.SELF):
            return self._valued(made, properties[0], kind)
        return self._counted(made, arcs, properties[0], kind)

    def _quantified(self, made: Expression, filler: Fact, kind: Kind) -> Expression | None:
        if kind is Kind.DATA:
            return made if self.range_(filler, filler[2]) else None
        part = self.class_(filler, filler[2])
        return replace(made, parts=(part,)) if part else None

    def _valued(self, made: Expression, on: Fact, kind: Kind) -> Expression | None:
        value = made.fact[2]
        if made.form is Form.VALUE:
            if kind is Kind.DATA:
                self.literal(made.fact, value)
            else:
                self.individual(made.fact, value, place=wording.AS_A_VALUE)
            return made
        if kind is Kind.DATA or value != Literal("true", datatype=XSD.boolean):
            self.malformed(made.fact, wording.NO_SELF)
            return None
        self.needs_simple(on, on[2])
        return made

    def _counted(self, made: Expression, arcs: Arcs, on: Fact, kind: Kind) -> Expression | None:
        number = _natural(made.fact[2])
        fillers = [*arcs.get(OWL.onClass, ()), *arcs.get(OWL.onDataRange, ())]
        wanted = [OWL.onDataRange if kind is Kind.DATA else OWL.onClass] if made.fact[1] in _QUALIFIED else []
        if number is None or [predicate for _, predicate, _ in fillers] != wanted:
            self.malformed(made.fact, wording.NO_NUMBER if number is None else wording.WRONG_FILLER)
            return None
        if kind is Kind.OBJECT:
            self.needs_simple(on, on[2])
        made = replace(made, number=number)
        return self._quantified(made, fillers[0], kind) if fillers else made

    def _made_range(self, fact: Fact, arcs: Arcs) -> Expression | None:
        if not {type_ for _, _, type_ in arcs.get(RDF.type, ())} & {RDFS.Datatype, OWL.DataRange}:
            self.malformed(fact, wording.UNTYPED_RANGE)
            return None
        maker = self._maker(fact, arcs, _RANGES, OWL.onDatatype)
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


def _natural(term: Term) -> int | None:
    """Return the number that a literal writes, if it is a whole one and not below zero."""
    value = value_of(term) if isinstance(term, Literal) else None
    if value is None or not isinstance(value.key, Decimal) or value.key < 0 or value.key != int(value.key):
        return None
    return int(value.key)
