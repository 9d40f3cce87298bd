"""Axioms that are a node without a name, and the header of an ontology.

Source: OWL 2 Mapping to RDF Graphs, sections 3.1.2 and 3.2.5, tables 16 and 17.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..terms import OWL, Fact, NamedNode
from . import wording
from .context import Check, Handler
from .vocabulary import Kind

_NODES: Mapping[NamedNode, tuple[NamedNode, ...]] = {
    OWL.members: (OWL.AllDisjointClasses, OWL.AllDisjointProperties, OWL.AllDifferent),
    OWL.distinctMembers: (OWL.AllDifferent,),
    **dict.fromkeys(
        (OWL.sourceIndividual, OWL.assertionProperty, OWL.targetIndividual, OWL.targetValue),
        (OWL.NegativePropertyAssertion,),
    ),
    **dict.fromkeys((OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget), (OWL.Axiom, OWL.Annotation)),
    **dict.fromkeys((OWL.imports, OWL.versionIRI), (OWL.Ontology,)),
}
"""The predicates of such nodes, with the types that a node has one of."""


def _part_of_node(check: Check, fact: Fact) -> None:
    subject, predicate, _ = fact
    if not any(subject in check.graph.instances[type_] for type_ in _NODES[predicate]):
        check.read.malformed(fact, wording.NEEDS_TYPE, predicate, _NODES[predicate][0])


def _one(check: Check, fact: Fact, *predicates: NamedNode) -> Fact | None:
    """Return the one triple that a node has of some predicates; report if it has none, or more."""
    found = [arc for predicate in predicates for arc in check.graph.arcs(fact[0]).get(predicate, ())]
    if len(found) == 1:
        return found[0]
    check.read.malformed(fact, wording.NEEDS_ONE, predicates[0])
    return None


def _members(check: Check, fact: Fact, *predicates: NamedNode) -> list[Fact]:
    members = _one(check, fact, *(predicates or (OWL.members,)))
    return check.read.items(members, least=2) if members else []


def _all_disjoint(check: Check, fact: Fact) -> None:
    for item in _members(check, fact):
        check.placed(check.read.class_(item, item[2]), "rl-subclass")


def _all_disjoint_properties(check: Check, fact: Fact) -> None:
    items = _members(check, fact)
    kind = check.read.property_kind(items[0], items[0][2]) if items else None
    for item in items:
        if kind is Kind.OBJECT:
            check.read.needs_simple(item, item[2])
        elif kind:
            check.read.entity(item, item[2], kind)
            check.read.not_top(item, item[2])


def _all_different(check: Check, fact: Fact) -> None:
    for item in _members(check, fact, OWL.members, OWL.distinctMembers):
        check.read.individual(item, item[2], place=wording.SAME_OR_DIFFERENT)


def _denial(check: Check, fact: Fact) -> None:
    source, about = _one(check, fact, OWL.sourceIndividual), _one(check, fact, OWL.assertionProperty)
    target = _one(check, fact, OWL.targetIndividual, OWL.targetValue)
    if not (source and about and target):
        return
    check.read.individual(source, source[2], place=wording.IN_A_DENIAL)
    if target[1] == OWL.targetValue:
        check.read.entity(about, about[2], Kind.DATA)
        check.read.not_top(about, about[2])
        check.read.literal(target, target[2])
    else:
        check.read.role(about, about[2])
        check.read.individual(target, target[2], place=wording.IN_A_DENIAL)


def _annotated(check: Check, fact: Fact) -> None:
    parts = [_one(check, fact, part) for part in (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)]
    found = tuple(part[2] for part in parts if part)
    if len(found) == 3 and found not in check.graph.facts:
        check.read.malformed(fact, wording.NOT_ANNOTATED)


NODE_AXIOMS: Mapping[NamedNode, Handler] = {
    OWL.AllDisjointClasses: _all_disjoint,
    OWL.AllDisjointProperties: _all_disjoint_properties,
    OWL.AllDifferent: _all_different,
    OWL.NegativePropertyAssertion: _denial,
    OWL.Axiom: _annotated,
    OWL.Annotation: _annotated,
}
"""Type → the check of the node that is said to be of it."""

NODE_PARTS: Mapping[NamedNode, Handler] = dict.fromkeys(_NODES, _part_of_node)
"""Predicate → the check of its facts."""
