"""Class expressions of OWL 2 in words (OWL 2 Web Ontology Language, Structural Specification, section 8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from ..explain import Labels
from ..rules.wording import word
from ..terms import OWL, RDFS, XSD, BlankNode, Literal, NamedNode, Term, Text
from .axioms import Axioms
from .phrases import Phrase, Piece, joined, said

_SOMETHING = said("something that ", "algo que ")
_COUNTS: Mapping[NamedNode, Text] = {
    OWL.minCardinality: Text("at least", "al menos"),
    OWL.minQualifiedCardinality: Text("at least", "al menos"),
    OWL.maxCardinality: Text("at most", "a lo sumo"),
    OWL.maxQualifiedCardinality: Text("at most", "a lo sumo"),
    OWL.cardinality: Text("exactly", "exactamente"),
    OWL.qualifiedCardinality: Text("exactly", "exactamente"),
}


class Expressions:
    """Says what class expressions mean, with a link for every term."""

    def __init__(self, axioms: Axioms, labels: Labels) -> None:
        self._axioms = axioms
        self._labels = labels

    def link(self, term: Term, *, is_property: bool = False) -> Phrase:
        """Return a term by its label."""
        return (Piece(self._labels.of(term), term if isinstance(term, NamedNode) else None, is_property),)

    def noun(self, node: Term) -> Phrase:
        """Return a class as a thing: “network that performs the function: facilitating”."""
        if not isinstance(node, BlankNode):
            return self.link(node)
        if members := self._members(node, OWL.intersectionOf):
            named = [self.link(member) for member in members if not isinstance(member, BlankNode)]
            rest = self._conjunction(member for member in members if isinstance(member, BlankNode))
            if not named:
                return _SOMETHING + rest
            return joined(named, " and ", " y ") + (said(" that ", " que ") + rest if rest else ())
        members = self._members(node, OWL.unionOf)
        if members and not any(isinstance(member, BlankNode) for member in members):
            return joined(map(self.link, members), " or ", " o ")
        if members := self._members(node, OWL.oneOf):
            return said("one of: ", "uno de estos: ") + joined(map(self.link, members), ", ", ", ")
        if datatype := self._axioms.value(node, OWL.onDatatype):
            return self.link(datatype) + said(" within limits", " dentro de unos límites")
        return _SOMETHING + self.condition(node)

    def condition(self, node: Term) -> Phrase:
        """Return what a class asks of its members: “performs the function: facilitating”, “is a network”."""
        if not isinstance(node, BlankNode):
            return self._is_a(node)
        if members := self._members(node, OWL.intersectionOf):
            return self._conjunction(members)
        if members := self._members(node, OWL.unionOf):
            if any(isinstance(member, BlankNode) for member in members):
                return joined(map(self.condition, members), "; or ", "; o bien ")
            return said("is ", "es ") + joined(map(self.link, members), " or ", " o ")
        if excluded := self._axioms.value(node, OWL.complementOf):
            return said("is anything but ", "es cualquier cosa menos ") + self.noun(excluded)
        if self._members(node, OWL.oneOf):
            return said("is ", "es ") + self.noun(node)
        verb = self._axioms.value(node, OWL.onProperty)
        if verb is None:
            return said("is described in a way that has no words here", "se describe de un modo sin palabras aquí")
        return self.property(verb) + said(": ", ": ") + self._filler(node)

    def _conjunction(self, members: Iterable[Term]) -> Phrase:
        """Return what is asked of a thing at once; values of one property stand together."""
        groups: dict[Term, list[Term]] = defaultdict(list)
        for member in members:
            has_value = self._axioms.value(member, OWL.hasValue) is not None
            groups[(has_value and self._axioms.value(member, OWL.onProperty)) or member].append(member)
        return joined(map(self._together, groups.values()), " and ", " y ")

    def _together(self, members: list[Term]) -> Phrase:
        first, *others = members
        values = (self.link(value) for one in others if (value := self._axioms.value(one, OWL.hasValue)))
        return joined((self.condition(first), *values), " and ", " y ")

    def property(self, node: Term) -> Phrase:
        """Return a property, which may be the inverse of one or, in a list, a chain."""
        inverse = self._axioms.value(node, OWL.inverseOf) if isinstance(node, BlankNode) else None
        if inverse is None:
            return self.link(node, is_property=True)
        return self.link(inverse, is_property=True) + said(" (read from the other end)", " (desde el otro extremo)")

    def _filler(self, node: BlankNode) -> Phrase:
        forms: Mapping[NamedNode, Callable[[Term], Phrase]] = {
            OWL.hasValue: self.link,
            OWL.someValuesFrom: self._some,
            OWL.allValuesFrom: self._only,
            OWL.hasSelf: lambda _: said("itself", "sí mismo"),
        }
        for key, say in forms.items():
            if (value := self._axioms.value(node, key)) is not None:
                return say(value)
        return self._count(node)

    def _some(self, filler: Term) -> Phrase:
        if _is_datatype(filler):
            return said("a value of the type ", "un valor del tipo ") + self.link(filler)
        return said("anything", "cualquier cosa") if filler == OWL.Thing else _SOMETHING + self.condition(filler)

    def _only(self, filler: Term) -> Phrase:
        if _is_datatype(filler):
            return said("only values of the type ", "solo valores del tipo ") + self.link(filler)
        return said("only what ", "solo lo que ") + self.condition(filler)

    def _count(self, node: BlankNode) -> Phrase:
        for key, words in _COUNTS.items():
            number = self._axioms.value(node, key)
            if isinstance(number, Literal):
                one = number.value == "1"
                english = f"{words.en} {number.value} {'value' if one else 'values'}"
                spanish = f"{words.es} {number.value} {'valor' if one else 'valores'}"
                return said(english, spanish) + self._counted(node)
        return said("something", "algo")

    def _counted(self, node: BlankNode) -> Phrase:
        filler = self._axioms.value(node, OWL.onClass)
        return said(", each of which ", ", cada uno de los cuales ") + self.condition(filler) if filler else ()

    def _is_a(self, node: Term) -> Phrase:
        """Return “is a network”, with the article that fits."""
        with_article = word(Text("a {kind}", ""), (("kind", node),), self._labels.of).en
        return said(f"is {with_article.split(' ')[0]} ", "es ") + self.link(node)

    def _members(self, node: Term, key: NamedNode) -> list[Term]:
        return self._axioms.members(self._axioms.value(node, key))


def _is_datatype(term: Term) -> bool:
    return isinstance(term, NamedNode) and (term.value.startswith(XSD) or term == RDFS.Literal)
