"""The vocabularies that a service is described in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..terms import DCTERMS, OWL, RDF, RDFS, SH, SKOS, XSD, Fact, Literal, NamedNode, Namespace, Term, Text

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
VOID_EXT = Namespace("http://ldf.fi/void-ext#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
SCHEMA = Namespace("https://schema.org/")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
ENTAILMENT = Namespace("http://www.w3.org/ns/entailment/")
PROFILES = Namespace("http://www.w3.org/ns/owl-profile/")
MEDIA_TYPES = Namespace("https://www.iana.org/assignments/media-types/")

PREFIXES: Mapping[str, str] = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sd": SD,
    "sh": SH,
    "skos": SKOS,
    "void": VOID,
    "void-ext": VOID_EXT,
    "xsd": XSD,
}
"""Prefixes of a description, and those that an editor may offer besides the project's."""

Values = Term | Iterable[Term]


def about(subject: Term, *said: tuple[NamedNode, Values]) -> list[Fact]:
    """Return what is said of a subject as facts, in the order given.

    >>> about(RDFS.label, (RDF.type, [RDF.Property, OWL.AnnotationProperty])) == [
    ...     (RDFS.label, RDF.type, RDF.Property), (RDFS.label, RDF.type, OWL.AnnotationProperty)]
    True
    """
    return [
        (subject, predicate, value)
        for predicate, values in said
        for value in ([values] if isinstance(values, Term) else values)
    ]


def both(text: Text) -> tuple[Literal, ...]:
    """Return a text as literals in English and Spanish; none where it is empty."""
    return tuple(Literal(words, language=tag) for tag, words in text._asdict().items() if words)
