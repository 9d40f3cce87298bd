"""Class expressions, read from blank nodes into trees.

Source: OWL 2 Mapping to RDF Graphs, section 3.2.4, table 13.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ..rules.datatypes import value_of
from ..terms import OWL, RDF, XSD, BlankNode, Fact, Literal, Term, Text
from . import wording
from .graph import Arcs
from .ranges import QUALIFIED, RESTRICTIONS, SETS, Expression, Form, RangeReader
from .vocabulary import Kind


class ExpressionReader(RangeReader):
    """Reads class expressions too."""

    def class_(self, fact: Fact, term: Term) -> Expression | None:
        """Read a class expression that stands in a fact; None, and reported, where it is none."""
        if isinstance(term, BlankNode):
            return self.anonymous(fact, term, self._made_class)
        return Expression(Form.NAMED, fact, term) if self.entity(fact, term, Kind.CLASS) else None

    def words(self, found: Expression) -> Text:
        """Return what messages call an expression."""
        if found.form is Form.NAMED:
            return self.report.say(wording.NAME, found.term)
        return self.report.say(found.form.value, found.number)

    def made_by(self, maker: Fact) -> Expression | None:
        """Read the set of classes or things that a triple makes, be its subject a blank node or an IRI."""
        form = SETS[maker[1]]
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

    def _made_class(self, fact: Fact, arcs: Arcs) -> Expression | None:
        types = {type_ for _, _, type_ in arcs.get(RDF.type, ())}
        if OWL.Restriction in types:
            return self._restriction(fact, arcs)
        if OWL.Class not in types:
            self.malformed(fact, wording.UNTYPED_CLASS)
            return None
        maker = self.maker(fact, arcs, SETS)
        return self.made_by(maker) if maker else None

    def _restriction(self, fact: Fact, arcs: Arcs) -> Expression | None:
        maker = self.maker(fact, arcs, RESTRICTIONS)
        properties = arcs.get(OWL.onProperty, ())
        if not maker or not properties:
            if maker:
                self.malformed(fact, wording.NO_PROPERTY)
            return None
        kind = self.property_kind(properties[0], properties[0][2])
        if kind is None:
            return None
        made = Expression(RESTRICTIONS[maker[1]], maker, maker[0])
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
        wanted = [OWL.onDataRange if kind is Kind.DATA else OWL.onClass] if made.fact[1] in QUALIFIED else []
        if number is None or [predicate for _, predicate, _ in fillers] != wanted:
            self.malformed(made.fact, wording.NO_NUMBER if number is None else wording.WRONG_FILLER)
            return None
        if kind is Kind.OBJECT:
            self.needs_simple(on, on[2])
        made = replace(made, number=number)
        return self._quantified(made, fillers[0], kind) if fillers else made


def _natural(term: Term) -> int | None:
    """Return the number that a literal writes, if it is a whole one and not below zero."""
    value = value_of(term) if isinstance(term, Literal) else None
    if value is None or not isinstance(value.key, Decimal) or value.key < 0 or value.key != int(value.key):
        return None
    return int(value.key)
