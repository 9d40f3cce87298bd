"""Facts, a predicate at a time: which check is whose.

Source: OWL 2 Mapping to RDF Graphs, section 3, tables 5, 7 and 16.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..terms import OWL, RDF, RDFS, BlankNode, Fact, NamedNode, Term
from . import wording
from .class_axioms import CLASS_AXIOMS
from .context import Check, Handler
from .node_axioms import NODE_AXIOMS, NODE_PARTS
from .property_axioms import CHARACTERISTICS, PROPERTY_AXIOMS
from .vocabulary import DECLARING, PROPERTIES, Kind, is_reserved

_BETWEEN_TWO = (
    *(OWL.equivalentClass, OWL.disjointWith, OWL.equivalentProperty, OWL.propertyDisjointWith),
    *(OWL.sameAs, OWL.differentFrom),
)
"""The predicates of axioms over a set of at least two (Structural Specification, section 9)."""
_UNREMARKABLE: set[Term] = {
    *(OWL.NamedIndividual, OWL.Ontology, OWL.Restriction, OWL.DataRange),
    *(OWL.DeprecatedClass, OWL.DeprecatedProperty),
}
_OBSOLETE: Mapping[Term, tuple[Kind, ...]] = {RDFS.Class: (Kind.CLASS, Kind.DATATYPE), RDF.Property: PROPERTIES}
"""Types of RDFS that say nothing beside one of OWL (Mapping to RDF Graphs, table 5)."""


def check_facts(check: Check) -> None:
    """Check every fact as far as it shows by itself what it is."""
    for predicate, facts in check.graph.by_predicate.items():
        handler = _AXIOMS.get(predicate) or _usual(check, facts[0])
        if handler:
            for fact in facts:
                handler(check, fact)
    for fact in (fact for predicate in _BETWEEN_TWO for fact in check.graph.said_with(predicate)):
        if fact[0] == fact[2]:
            check.read.malformed(fact, wording.ONE_TWICE)


def _usual(check: Check, first: Fact) -> Handler | None:
    """Return how to check the facts of a predicate that makes no axiom of its own, given the first."""
    predicate = first[1]
    if predicate in (RDF.first, RDF.rest):  # read from the axioms that have lists
        return None
    kind = check.read.entity(first, predicate, Kind.ANNOTATION, Kind.OBJECT, Kind.DATA, words=wording.A_PROPERTY)
    check.read.not_top(first, predicate)
    return {Kind.OBJECT: _object_fact, Kind.DATA: _data_fact}.get(kind) if kind else None


def _object_fact(check: Check, fact: Fact) -> None:
    subject, _, value = fact
    sound = check.read.individual(fact, subject) and check.read.individual(fact, value)
    if sound and (isinstance(subject, BlankNode) or isinstance(value, BlankNode)):
        check.ties.append(fact)


def _data_fact(check: Check, fact: Fact) -> None:
    check.read.individual(fact, fact[0])
    check.read.literal(fact, fact[2])


def _same_or_different(check: Check, fact: Fact) -> None:
    for term in (fact[0], fact[2]):
        check.read.individual(fact, term, place=wording.SAME_OR_DIFFERENT)


def _type(check: Check, fact: Fact) -> None:
    subject, _, type_ = fact
    handler = _TYPES.get(type_) if isinstance(type_, NamedNode) else None
    if handler:
        handler(check, fact)
    elif type_ not in _UNREMARKABLE and not any(check.graph.is_a(subject, kind) for kind in _OBSOLETE.get(type_, ())):
        check.read.individual(fact, subject)
        check.placed(check.read.class_(fact, type_), "rl-superclass")


def _declaration(check: Check, fact: Fact) -> None:
    subject, _, type_ = fact
    if isinstance(subject, BlankNode) and type_ not in (OWL.Class, RDFS.Datatype) and not _is_inverse(check, subject):
        check.read.malformed(fact, wording.NOT_DECLARED)
    elif is_reserved(subject) and not check.graph.is_built_in(subject) and type_ != RDFS.Datatype:
        check.report.add("dl-reserved", fact, subject)


def _is_inverse(check: Check, node: BlankNode) -> bool:
    """Tell whether a node inverts a property: some editors call it an object property then."""
    return OWL.inverseOf in check.graph.arcs(node)


def _node(check: Check, fact: Fact) -> None:
    _, _, type_ = fact
    if not isinstance(fact[0], BlankNode):
        check.read.malformed(fact, wording.HAS_A_NAME, type_)
    elif isinstance(type_, NamedNode):
        NODE_AXIOMS[type_](check, fact)


_TYPES: Mapping[NamedNode, Handler] = {
    **dict.fromkeys(DECLARING, _declaration),
    **CHARACTERISTICS,
    **dict.fromkeys(NODE_AXIOMS, _node),
}
_AXIOMS: Mapping[NamedNode, Handler] = {
    RDF.type: _type,
    OWL.sameAs: _same_or_different,
    OWL.differentFrom: _same_or_different,
    **CLASS_AXIOMS,
    **PROPERTY_AXIOMS,
    **NODE_PARTS,
}
