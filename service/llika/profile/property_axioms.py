"""Axioms about properties.

Source: OWL 2 Mapping to RDF Graphs, section 3.2.5, table 16; OWL 2 Profiles, section 4.2.5.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..terms import OWL, RDFS, BlankNode, Fact, NamedNode
from . import wording
from .context import Check, Handler
from .vocabulary import PROPERTIES, Kind


def _functional(check: Check, fact: Fact) -> None:
    if check.read.property_kind(fact, fact[0]) is Kind.OBJECT:
        check.read.needs_simple(fact, fact[0])


def _simple(check: Check, fact: Fact) -> None:
    check.read.needs_simple(fact, fact[0])


def _symmetric(check: Check, fact: Fact) -> None:
    check.read.role(fact, fact[0])


def _reflexive(check: Check, fact: Fact) -> None:
    if check.read.role(fact, fact[0]):
        check.report.add("rl-axiom", fact, wording.A_REFLEXIVE_PROPERTY)


def _transitive(check: Check, fact: Fact) -> None:
    role = check.read.role(fact, fact[0])
    if role:
        check.order.composite.add(role.name)


def _below_property(check: Check, fact: Fact) -> None:
    kind = _kind(check, fact)
    if kind is Kind.OBJECT:
        _ordered(check, fact)
    elif kind is Kind.DATA:
        check.read.not_top(fact, fact[0])
        check.read.entity(fact, fact[2], Kind.DATA)
    elif kind:
        check.read.entity(fact, fact[2], kind)


def _equal_property(check: Check, fact: Fact) -> None:
    kind = _kind(check, fact, Kind.OBJECT, Kind.DATA)
    if kind is Kind.OBJECT:
        _ordered(check, fact)
        _ordered(check, (fact[2], fact[1], fact[0]), fact)
    elif kind:
        _same_kind(check, fact, kind)


def _kind(check: Check, fact: Fact, *kinds: Kind) -> Kind | None:
    """Return the kind of the property that a fact is about."""
    if OWL.inverseOf in check.graph.arcs(fact[0]):
        return Kind.OBJECT
    return check.read.entity(fact, fact[0], *(kinds or PROPERTIES), words=wording.A_PROPERTY)


def _ordered(check: Check, fact: Fact, told: Fact | None = None) -> None:
    below, above = check.read.role(told or fact, fact[0]), check.read.role(told or fact, fact[2])
    if below and above:
        check.order.add(below, above)


def _same_kind(check: Check, fact: Fact, kind: Kind) -> None:
    check.read.entity(fact, fact[2], kind)
    for term in (fact[0], fact[2]):
        check.read.not_top(fact, term)


def _apart_property(check: Check, fact: Fact) -> None:
    kind = _kind(check, fact, Kind.OBJECT, Kind.DATA)
    if kind is Kind.OBJECT:
        check.read.needs_simple(fact, fact[0])
        check.read.needs_simple(fact, fact[2])
    elif kind:
        _same_kind(check, fact, kind)


def _inverse(check: Check, fact: Fact) -> None:
    if isinstance(fact[0], BlankNode):
        check.read.role(fact, fact[0])
        return
    _ordered(check, fact)
    _ordered(check, (fact[2], fact[1], fact[0]), fact)


def _chain(check: Check, fact: Fact) -> None:
    above = check.read.role(fact, fact[0])
    items = check.read.items(fact, least=2, distinct=False)
    links = [(item, role) for item in items if (role := check.read.role(item, item[2]))]
    if above and links and len(links) == len(items):
        check.order.add_chain(links, above)


def _domain(check: Check, fact: Fact) -> None:
    kind = _kind(check, fact)
    if kind is Kind.ANNOTATION:
        _named(check, fact)
    elif kind:
        check.read.not_top(fact, fact[0])
        check.placed(check.read.class_(fact, fact[2]), "rl-superclass")


def _range(check: Check, fact: Fact) -> None:
    kind = _kind(check, fact)
    if kind is Kind.ANNOTATION:
        _named(check, fact)
    elif kind is Kind.OBJECT:
        check.placed(check.read.class_(fact, fact[2]), "rl-superclass")
    elif kind:
        check.read.not_top(fact, fact[0])
        check.read.range_(fact, fact[2])


def _named(check: Check, fact: Fact) -> None:
    if not isinstance(fact[2], NamedNode):
        check.read.malformed(fact, wording.ONLY_AN_IRI)


CHARACTERISTICS: Mapping[NamedNode, Handler] = {
    OWL.FunctionalProperty: _functional,
    OWL.InverseFunctionalProperty: _simple,
    OWL.IrreflexiveProperty: _simple,
    OWL.AsymmetricProperty: _simple,
    OWL.ReflexiveProperty: _reflexive,
    OWL.SymmetricProperty: _symmetric,
    OWL.TransitiveProperty: _transitive,
}
"""Type → the check of what is said to be of it."""

PROPERTY_AXIOMS: Mapping[NamedNode, Handler] = {
    RDFS.subPropertyOf: _below_property,
    OWL.equivalentProperty: _equal_property,
    OWL.propertyDisjointWith: _apart_property,
    OWL.inverseOf: _inverse,
    OWL.propertyChainAxiom: _chain,
    RDFS.domain: _domain,
    RDFS.range: _range,
}
"""Predicate → the check of its facts."""
