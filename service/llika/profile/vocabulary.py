"""The words of OWL 2 as its RDF syntax has them: kinds of entities, built-in ones, datatypes and their facets.

Sources: OWL 2 Structural Specification, sections 2.4, 4 and 5; OWL 2 Profiles, section 4.2.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from ..terms import OWL, RDF, RDFS, XSD, NamedNode, Term, Text
from . import wording


class Kind(Enum):
    """What an IRI can be declared as; a thing needs no declaration."""

    CLASS = wording.A_CLASS
    DATATYPE = wording.A_DATATYPE
    OBJECT = wording.AN_OBJECT_PROPERTY
    DATA = wording.A_DATA_PROPERTY
    ANNOTATION = wording.AN_ANNOTATION_PROPERTY

    @property
    def words(self) -> Text:
        """The kind as messages name it."""
        return self.value


PROPERTIES = (Kind.OBJECT, Kind.DATA, Kind.ANNOTATION)
APART = (
    (Kind.OBJECT, Kind.DATA),
    (Kind.OBJECT, Kind.ANNOTATION),
    (Kind.DATA, Kind.ANNOTATION),
    (Kind.CLASS, Kind.DATATYPE),
)
"""Kinds that no IRI may have both of (Structural Specification, section 5.8.1)."""

DECLARING: Mapping[NamedNode, Kind] = {
    OWL.Class: Kind.CLASS,
    RDFS.Datatype: Kind.DATATYPE,
    OWL.ObjectProperty: Kind.OBJECT,
    OWL.DatatypeProperty: Kind.DATA,
    OWL.AnnotationProperty: Kind.ANNOTATION,
    # As in OWL 1 (Mapping to RDF Graphs, tables 5 and 6):
    OWL.OntologyProperty: Kind.ANNOTATION,
    OWL.InverseFunctionalProperty: Kind.OBJECT,
    OWL.SymmetricProperty: Kind.OBJECT,
    OWL.TransitiveProperty: Kind.OBJECT,
}

_NUMBERS = frozenset(
    XSD.term(f"{sign}{name}")
    for sign, names in {
        "": ("decimal", "integer", "long", "int", "short", "byte", "positiveInteger", "negativeInteger"),
        "unsigned": ("Long", "Int", "Short", "Byte"),
        "non": ("NegativeInteger", "PositiveInteger"),
    }.items()
    for name in names
)
_STRINGS = frozenset(
    XSD.term(name) for name in ("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN")
)
_TIMES = frozenset({XSD.dateTime, XSD.dateTimeStamp})
_FLOATS = frozenset({XSD.double, XSD.float})
_BINARIES = frozenset({XSD.hexBinary, XSD.base64Binary})

RL_DATATYPES = frozenset(
    {RDF.PlainLiteral, RDF.XMLLiteral, RDFS.Literal, XSD.boolean, XSD.anyURI}
    | _NUMBERS | _STRINGS | _TIMES | _FLOATS | _BINARIES
)  # fmt: skip
DL_DATATYPES = RL_DATATYPES | {OWL.real, OWL.rational, RDF.langString}
"""The OWL 2 datatype map, rdfs:Literal, and rdf:langString, which RDF 1.1 has brought since."""

_BOUNDS = frozenset({XSD.minInclusive, XSD.maxInclusive, XSD.minExclusive, XSD.maxExclusive})
_LENGTHS = frozenset({XSD.length, XSD.minLength, XSD.maxLength})
FACETS: Mapping[NamedNode, frozenset[NamedNode]] = {
    **dict.fromkeys(_NUMBERS | _FLOATS | _TIMES | {OWL.real, OWL.rational}, _BOUNDS),
    **dict.fromkeys(_STRINGS | {XSD.anyURI}, _LENGTHS | {XSD.pattern}),
    **dict.fromkeys(_BINARIES, _LENGTHS),
    RDF.PlainLiteral: _LENGTHS | {XSD.pattern, RDF.langRange},
}
"""Datatype → the facets that may restrict it (Structural Specification, section 4)."""

ALL_FACETS = frozenset().union(*FACETS.values())

BUILT_IN: Mapping[Kind, frozenset[NamedNode]] = {
    Kind.CLASS: frozenset({OWL.Thing, OWL.Nothing}),
    Kind.DATATYPE: DL_DATATYPES,
    Kind.OBJECT: frozenset({OWL.topObjectProperty, OWL.bottomObjectProperty}),
    Kind.DATA: frozenset({OWL.topDataProperty, OWL.bottomDataProperty}),
    Kind.ANNOTATION: frozenset(
        {
            RDFS.label,
            RDFS.comment,
            RDFS.seeAlso,
            RDFS.isDefinedBy,
            OWL.deprecated,
            OWL.versionInfo,
            OWL.priorVersion,
            OWL.backwardCompatibleWith,
            OWL.incompatibleWith,
        }
    ),
}

LISTING = frozenset(
    OWL.term(name)
    for name in (
        *("unionOf", "intersectionOf", "oneOf", "disjointUnionOf", "members", "distinctMembers"),
        *("hasKey", "propertyChainAxiom", "onProperties", "withRestrictions"),
    )
)
"""The predicates whose objects are lists."""

_RESERVED = (OWL, RDF, RDFS, XSD)


def is_reserved(term: Term) -> bool:
    """Tell whether a term is an IRI of the reserved vocabulary (Structural Specification, section 2.4)."""
    return isinstance(term, NamedNode) and term.value.startswith(_RESERVED)
