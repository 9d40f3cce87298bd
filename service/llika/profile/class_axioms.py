"""Axioms about classes and datatypes, and the triples that make class expressions and data ranges.

Source: OWL 2 Mapping to RDF Graphs, section 3.2.5, table 16; OWL 2 Profiles, section 4.2.5.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..terms import OWL, RDFS, BlankNode, Fact, NamedNode
from . import wording
from .context import Check, Handler
from .ranges import PARTS, SETS
from .vocabulary import ALL_FACETS, Kind, is_reserved


def _below(check: Check, fact: Fact) -> None:
    check.placed(check.read.class_(fact, fact[0]), "rl-subclass")
    check.placed(check.read.class_(fact, fact[2]), "rl-superclass")


def _equal(check: Check, fact: Fact) -> None:
    if check.read.is_range(fact[0]) or check.read.is_range(fact[2]):
        _definition(check, fact)
        return
    for term in (fact[0], fact[2]):
        check.placed(check.read.class_(fact, term), "rl-equivalent")


def _definition(check: Check, fact: Fact) -> None:
    check.report.add("rl-axiom", fact, wording.A_DEFINED_DATATYPE)
    if is_reserved(fact[0]):
        check.report.add("dl-datatype", fact, fact[0], wording.BUILT_IN)
    elif check.read.entity(fact, fact[0], Kind.DATATYPE):
        check.definitions.append((fact, check.read.range_(fact, fact[2])))


def _apart(check: Check, fact: Fact) -> None:
    for term in (fact[0], fact[2]):
        check.placed(check.read.class_(fact, term), "rl-subclass")


def _disjoint_union(check: Check, fact: Fact) -> None:
    check.report.add("rl-axiom", fact, wording.A_DISJOINT_UNION)
    check.read.entity(fact, fact[0], Kind.CLASS)
    for item in check.read.items(fact, least=2):
        check.read.class_(item, item[2])


def _key(check: Check, fact: Fact) -> None:
    check.placed(check.read.class_(fact, fact[0]), "rl-subclass")
    for item in check.read.items(fact, least=1):
        check.read.property_kind(item, item[2])


def _part(check: Check, fact: Fact) -> None:
    """Check the predicates of expressions: the expressions themselves, used or not, are read from their nodes."""
    subject, predicate, _ = fact
    if isinstance(subject, BlankNode):
        is_range = check.read.is_range(subject) or subject in check.graph.instances[OWL.DataRange]
        check.read.range_(fact, subject) if is_range else check.read.class_(fact, subject)
    elif predicate in SETS:  # that makes a class of an IRI too
        for made in (check.read.class_(fact, subject), check.read.made_by(fact)):
            check.placed(made, "rl-equivalent")
    else:
        check.read.malformed(fact, wording.NO_EXPRESSION, predicate)


def _facet(check: Check, fact: Fact) -> None:
    """Check that a facet is a member of a list, as those of a data range are, which are read from there."""
    if fact[0] not in check.listed:
        check.report.add("dl-reserved", fact, fact[1])


CLASS_AXIOMS: Mapping[NamedNode, Handler] = {
    RDFS.subClassOf: _below,
    OWL.equivalentClass: _equal,
    OWL.disjointWith: _apart,
    OWL.disjointUnionOf: _disjoint_union,
    OWL.hasKey: _key,
    **dict.fromkeys(PARTS, _part),
    **dict.fromkeys(ALL_FACETS, _facet),
}
"""Predicate → the check of its facts."""
