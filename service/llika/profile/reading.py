"""What axioms are made of: entities, properties, things, values and lists, each checked where it is used."""

from __future__ import annotations

from typing import NamedTuple

from ..rules.datatypes import value_of
from ..terms import OWL, RDF, XSD, BlankNode, Fact, Literal, NamedNode, Term, Text
from . import wording
from .graph import Graph
from .report import Report
from .vocabulary import DL_DATATYPES, RL_DATATYPES, Kind, is_reserved


class Role(NamedTuple):
    """An object property, or its inverse."""

    name: NamedNode
    is_inverse: bool = False


class Reader:
    """Reads the parts of axioms and reports what is wrong with them.

    :ivar cells: the list cells that are part of something
    :ivar simple: the properties used where OWL 2 DL allows simple ones only, with the triples that do
    """

    def __init__(self, graph: Graph, report: Report) -> None:
        self.graph, self.report = graph, report
        self.cells: set[Term] = set()
        self.simple: list[tuple[Fact, NamedNode]] = []
        self._told: set[Term] = set()
        self._defined = {
            s for s, _, _ in graph.said_with(OWL.equivalentClass) if graph.is_a(s, Kind.DATATYPE) and not is_reserved(s)
        }

    def is_defined(self, datatype: Term) -> bool:
        """Tell whether a datatype is one that the ontology defines itself."""
        return datatype in self._defined

    def malformed(self, fact: Fact, words: Text, *parts: Term | Text) -> None:
        """Report that a triple makes no axiom, and why."""
        self.report.add("dl-malformed", fact, self.report.say(words, *parts))

    def entity(self, fact: Fact, term: Term, *wanted: Kind, words: Text | None = None) -> Kind | None:
        """Return the first of some kinds that a term of a fact is declared as; report where it is none of them.

        A term that nothing declares is reported once, where it is used first.
        """
        kind = next((kind for kind in wanted if self.graph.is_a(term, kind)), None)
        if kind:
            return kind
        words = words or wanted[0].words
        if not isinstance(term, NamedNode) or self.graph.kinds(term):
            self.malformed(fact, wording.NOT_A, term if isinstance(term, NamedNode) else wording.THIS, words)
        elif term not in self._told:
            self._told.add(term)
            if is_reserved(term):
                self.report.add("dl-reserved", fact, term)
            else:
                self.report.add("dl-undeclared", fact, term, words)
        return None

    def role(self, fact: Fact, term: Term) -> Role | None:
        """Read an object property expression (Mapping to RDF Graphs, table 11)."""
        inverses = self.graph.arcs(term).get(OWL.inverseOf, ())
        if not inverses:
            known = self.entity(fact, term, Kind.OBJECT)
            return Role(term) if known and isinstance(term, NamedNode) else None
        if len(inverses) > 1:
            self.malformed(inverses[0], wording.TWO_INVERSES)
            return None
        name = inverses[0][2]
        known = self.entity(inverses[0], name, Kind.OBJECT)
        return Role(name, is_inverse=True) if known and isinstance(name, NamedNode) else None

    def property_kind(self, fact: Fact, term: Term) -> Kind | None:
        """Return whether a property, or the inverse of one, is an object or a data property."""
        if OWL.inverseOf in self.graph.arcs(term):
            return Kind.OBJECT if self.role(fact, term) else None
        kind = self.entity(fact, term, Kind.OBJECT, Kind.DATA, words=wording.A_PROPERTY)
        self.not_top(fact, term)
        return kind

    def not_top(self, fact: Fact, term: Term) -> None:
        """Report owl:topDataProperty, which may only stand above another (Structural Specification, section 11.2)."""
        if term == OWL.topDataProperty:
            self.report.add("dl-reserved", fact, term)

    def needs_simple(self, fact: Fact, term: Term) -> None:
        """Note that a property must be simple where it stands."""
        role = self.role(fact, term)
        if role:
            self.simple.append((fact, role.name))

    def individual(self, fact: Fact, term: Term, *, place: Text | None = None) -> bool:
        """Check a thing; report one without a name if the place it stands in is given."""
        if isinstance(term, Literal):
            self.malformed(fact, wording.NOT_A, term, wording.A_THING)
            return False
        if is_reserved(term):
            self.report.add("dl-reserved", fact, term)
        elif place and isinstance(term, BlankNode):
            self.report.add("dl-anonymous", fact, place)
        return True

    def literal(self, fact: Fact, term: Term) -> None:
        """Check a value: its datatype, and whether it is in the lexical space (Structural Specification, section 5.7).

        A value with a language is an rdf:PlainLiteral in the recommendation, and so in OWL 2 RL. Since RDF 1.1 it is an
        rdf:langString, which OWL 2 RL does not name: the OWL API takes it so, and so does this.
        """
        if not isinstance(term, Literal):
            self.malformed(fact, wording.NOT_A, term if isinstance(term, NamedNode) else wording.THIS, wording.A_VALUE)
        elif (datatype := term.datatype) == XSD.string:
            return
        elif self.graph.is_a(datatype, Kind.DATATYPE) and not is_reserved(datatype):
            self.report.add("dl-datatype", fact, datatype, wording.NO_VALUES)
        elif self.datatype(fact, datatype) and value_of(term) is None:
            self.report.add("dl-literal", fact, term, term.datatype)

    def datatype(self, fact: Fact, term: Term) -> bool:
        """Check the use of a datatype (Structural Specification, section 5.2); tell whether it is one."""
        if is_reserved(term) and term not in DL_DATATYPES:
            if isinstance(term, NamedNode) and term.value.startswith(XSD):
                self.report.add("dl-datatype", fact, term, wording.NOT_IN_THE_MAP)
            else:
                self.report.add("dl-reserved", fact, term)
            return False
        if not self.entity(fact, term, Kind.DATATYPE):
            return False
        if term not in RL_DATATYPES:
            self.report.add("rl-datatype", fact, term)
        return True

    def items(self, fact: Fact, *, least: int, distinct: bool = True) -> list[Fact]:
        """Return the rdf:first triples of the list that is the object of a fact; report one that is none, or short.

        :param least: how many members there must be, counted by their terms: two nodes that say the same are two
        :param distinct: whether a member that comes twice counts once
        """
        found: dict[Term, Fact] = {}
        cell = fact[2]
        while cell != RDF.nil:
            arcs = self.graph.arcs(cell)
            first, rest = arcs.get(RDF.first, []), arcs.get(RDF.rest, [])
            self.cells.add(cell)
            if len(first) != 1 or len(rest) != 1 or cell in found:
                self.report.add("dl-list", next(iter([*first, *rest, fact])), wording.BROKEN_LIST)
                return []
            found[cell] = first[0]
            cell = rest[0][2]
        if len({item for _, _, item in found.values()} if distinct else found) < least:
            self.report.add("dl-list", fact, wording.TOO_SHORT[least])
            return []
        return list(found.values())
