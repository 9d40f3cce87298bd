"""What both notations are read into: constructors with their arguments.

Source: OWL 2 XML Serialization, section 2: the elements have the names of the constructors of the Structural
Specification, and what they hold comes in the order of functional syntax.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from pyoxigraph import BlankNode, Literal, NamedNode

from ...errors import Place, SyntaxFault
from ...terms import OWL, RDF, RDFS, XSD, Term, Text
from ..faults import nested_too_deep

STANDARD: Mapping[str, str] = {"rdf": RDF, "rdfs": RDFS, "xsd": XSD, "owl": OWL}
"""The prefixes that need no declaration. Source: OWL 2 Structural Specification, section 2.4, table 2."""
ENTITIES: Mapping[str, NamedNode] = {
    "Class": OWL.Class,
    "Datatype": RDFS.Datatype,
    "ObjectProperty": OWL.ObjectProperty,
    "DataProperty": OWL.DatatypeProperty,
    "AnnotationProperty": OWL.AnnotationProperty,
    "NamedIndividual": OWL.NamedIndividual,
}
"""What can be declared. Source: OWL 2 Mapping to RDF Graphs, section 2.1, table 1."""
_DEEPEST = 100
HINT = Text(
    "Mend the text at this place, or save the ontology as Turtle in the editor.",
    "Corrija el texto en este lugar o guarde la ontología como Turtle en el editor.",
)
"""What to do about a text that is not OWL 2."""


@dataclass(frozen=True, slots=True)
class Node:
    """A constructor, its arguments, and where it stands; a number of a cardinality is an ``int``.

    Two that say the same are the same, wherever they stand.
    """

    constructor: str
    arguments: tuple[Node | Term | int, ...]
    place: Place = field(compare=False)


Argument = Node | Term | int


class Nameless:
    """Makes the blank nodes of one text.

    :param stem: what their labels begin with
    """

    def __init__(self, stem: str) -> None:
        self._stem = stem
        self._known: dict[str, BlankNode] = {}
        self._numbers = count(1)

    def fresh(self) -> BlankNode:
        """Return a node that is new."""
        return BlankNode(f"{self._stem}{next(self._numbers)}")

    def node(self, written: str) -> BlankNode:
        """Return the individual that the text calls so."""
        if written not in self._known:
            self._known[written] = self.fresh()
        return self._known[written]


class Open:
    """A constructor that is not closed yet.

    :param depth: how many others are open around it
    :raises SyntaxFault: ``nested-too-deep``
    """

    def __init__(self, constructor: str, place: Place, depth: int) -> None:
        if depth > _DEEPEST:
            raise nested_too_deep(place, _DEEPEST)
        self.constructor = constructor
        self.place = place
        self.arguments: list[Argument] = []

    def closed(self) -> Node:
        """Return it with the arguments it has now."""
        return Node(self.constructor, tuple(self.arguments), self.place)


def owl_fault(en: str, es: str, place: Place, hint: Text = HINT) -> SyntaxFault:
    """Return the error for a text that is not OWL 2."""
    return SyntaxFault("owl-syntax", Text(en, es), hint, place=place)


def unexpected(shown: str, place: Place) -> SyntaxFault:
    """Return the error for a piece of text that cannot stand where it does."""
    return owl_fault(f"This is not expected here ({shown}).", f"Esto no se espera aquí ({shown}).", place)


def unfinished(place: Place) -> SyntaxFault:
    """Return the error for a text that breaks off."""
    return owl_fault("The file holds no whole ontology.", "El archivo no contiene una ontología completa.", place)


def iri_of(text: str, place: Place) -> NamedNode:
    """Return the term of an IRI written in full.

    :raises SyntaxFault: ``owl-syntax``
    """
    try:
        return NamedNode(text)
    except ValueError as error:
        raise owl_fault(f"<{text}> is not an IRI.", f"<{text}> no es un IRI.", place) from error


def abbreviated(name: str, prefixes: Mapping[str, str], place: Place) -> NamedNode:
    """Return the term of a name with a prefix.

    :raises SyntaxFault: ``owl-syntax``, ``unknown-prefix``
    """
    prefix, _, local = name.partition(":")
    if prefix in prefixes:
        return iri_of(prefixes[prefix] + local, place)
    message = Text(f"The prefix {prefix}: is not declared.", f"El prefijo {prefix}: no está declarado.")
    hint = Text("Declare it at the top of the file.", "Declárelo al inicio del archivo.")
    raise SyntaxFault("unknown-prefix", message, hint, place=place)


def literal_of(value: str, language: str | None, datatype: NamedNode | None, place: Place) -> Literal:
    """Return a literal; ``rdf:PlainLiteral`` becomes what RDF has for it.

    Source: rdf:PlainLiteral, section 4: such a text ends with ``@`` and its language, and RDF writes it as any other.

    :raises SyntaxFault: ``owl-syntax``
    """
    if datatype == RDF.PlainLiteral:
        datatype = None
        if not language and "@" in value:
            value, _, language = value.rpartition("@")
    if not language:
        return Literal(value, datatype=datatype)
    try:
        return Literal(value, language=language.lower())
    except ValueError as error:
        raise owl_fault(f"@{language} is not a language tag.", f"@{language} no es un idioma.", place) from error
