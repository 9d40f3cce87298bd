"""What the ontology declares: which predicates make facts, which classes are mere node kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..terms import EV, OWL, RDF, RDFS, Fact, NamedNode, Term

BUILT_IN = (RDF, RDFS, OWL)
"""Vocabularies whose terms need no declaration."""

_CLASS_KINDS = {OWL.Class, RDFS.Class, OWL.Restriction, RDFS.Datatype}


@dataclass(slots=True)
class Vocabulary:
    """The declared terms of an ontology."""

    classes: set[Term] = field(default_factory=set)
    object_properties: set[Term] = field(default_factory=set)
    data_properties: set[Term] = field(default_factory=set)
    annotation_properties: set[Term] = field(default_factory=set)
    node_kinds: set[Term] = field(default_factory=set)

    @classmethod
    def read(cls, facts: Iterable[Fact]) -> Vocabulary:
        """Collect the declarations among the triples of the ontology files."""
        found = cls()
        kinds: dict[Term, set[Term]] = {
            OWL.ObjectProperty: found.object_properties,
            OWL.DatatypeProperty: found.data_properties,
            OWL.AnnotationProperty: found.annotation_properties,
            **dict.fromkeys(_CLASS_KINDS, found.classes),
        }
        for subject, predicate, value in facts:
            if predicate == RDF.type and value in kinds:
                kinds[value].add(subject)
            elif predicate == EV.nodeKind and getattr(value, "value", "") == "true":
                found.node_kinds.add(subject)
        return found

    def __bool__(self) -> bool:
        return bool(self.classes or self.object_properties or self.data_properties)

    def declares(self, term: Term) -> bool:
        """Tell whether a term is declared, or built in."""
        if isinstance(term, NamedNode) and term.value.startswith(BUILT_IN):
            return True
        return any(
            term in terms
            for terms in (self.classes, self.object_properties, self.data_properties, self.annotation_properties)
        )

    def is_fact(self, fact: Fact) -> bool:
        """Tell whether a triple is a fact: a type, or a value of a declared object or data property.

        Types from OWL itself (``owl:Ontology``, ``owl:NamedIndividual``) say nothing about the world.
        """
        _, predicate, value = fact
        if predicate == RDF.type:
            return not (isinstance(value, NamedNode) and value.value.startswith(BUILT_IN))
        return predicate in self.object_properties or predicate in self.data_properties

    def needs_claim(self, fact: Fact) -> bool:
        """Tell whether a fact must be claimed: all but the bare type of a node kind."""
        _, predicate, value = fact
        return self.is_fact(fact) and not (predicate == RDF.type and value in self.node_kinds)

    def concerns_reasoning(self, fact: Fact) -> bool:
        """Tell whether the reasoner is given a triple: annotations, headers and declarations of annotations are not."""
        _, predicate, value = fact
        if predicate in self.annotation_properties or predicate in _ANNOTATIONS:
            return False
        return not (predicate == RDF.type and value in _HEADERS)


_HEADERS = {OWL.Ontology, OWL.AnnotationProperty, OWL.NamedIndividual, OWL.Axiom}
_ANNOTATIONS = {
    RDFS.label,
    RDFS.comment,
    RDFS.seeAlso,
    RDFS.isDefinedBy,
    OWL.imports,
    OWL.versionIRI,
    OWL.versionInfo,
    OWL.priorVersion,
    OWL.deprecated,
    OWL.annotatedSource,
    OWL.annotatedProperty,
    OWL.annotatedTarget,
}
