"""Reading OWL/XML.

Source: OWL 2 XML Serialization, sections 2 and 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from pyoxigraph import NamedNode

from ...errors import Place
from ...terms import OWL
from ..faults import syntax_fault
from ..read import Document, label_stem, refuse_nested_entities
from ..resolve import resolve
from .mapping import facts_of
from .tree import (
    ENTITIES,
    STANDARD,
    Argument,
    Nameless,
    Node,
    Open,
    abbreviated,
    iri_of,
    literal_of,
    owl_fault,
    unexpected,
    unfinished,
)

_XML = "http://www.w3.org/XML/1998/namespace"
_TEXTS = {"IRI", "AbbreviatedIRI", "Import", "Literal"}
_Attributes = Mapping[str, str]


def read_owl_xml(text: str, *, file: str) -> Document:
    """Read an ontology in OWL/XML.

    :raises SyntaxFault: ``owl-syntax``, ``unknown-prefix``, ``nested-too-deep``, ``entity-nested``
    """
    refuse_nested_entities(text, file)
    reader = _Reader(text, file)
    return Document(file, facts_of(reader.run(), reader.nodes), reader.prefixes, None)


class _Element(Open):
    """An element that is not closed yet, with the text in it so far and the base that holds there."""

    def __init__(self, name: str, place: Place, depth: int, attributes: _Attributes, base: str | None) -> None:
        super().__init__(name, place, depth)
        self.attributes = attributes
        own = attributes.get(f"{_XML} base")
        self.base = base if own is None else own if base is None else resolve(own, base)
        self.texts: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def iri(self, reference: str) -> NamedNode:
        """Return the term of an IRI that may be relative."""
        reference = reference.strip()
        return iri_of(reference if self.base is None else resolve(reference, self.base), self.place)


class _Reader:
    """Hears of elements from the parser; what is open is on a stack."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._open: list[_Element] = []
        self._top: Node | None = None
        self.nodes = Nameless(label_stem(text))
        self.prefixes = dict(STANDARD)
        self._xml = expat.ParserCreate("UTF-8", " ")
        self._xml.buffer_text = True
        self._xml.StartDoctypeDeclHandler = self._doctype
        self._xml.StartElementHandler = self._start
        self._xml.EndElementHandler = self._end
        self._xml.CharacterDataHandler = self._characters

    def run(self) -> Node:
        """Return the ontology."""
        try:
            self._xml.Parse(self._text.encode(), True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code) or "This is not XML"
            place = Place(self._file, error.lineno, error.offset + 1)
            raise syntax_fault(reason.capitalize(), place, code="owl-syntax", text=self._text) from error
        if self._top is None:
            raise unfinished(self._place())
        return self._top

    def _place(self) -> Place:
        return Place(self._file, self._xml.CurrentLineNumber, self._xml.CurrentColumnNumber + 1)

    def _doctype(self, _name: str, system: str | None, _public: str | None, _has_subset: bool) -> None:
        """Refuse a text whose entities are declared in another file: the parser would leave them out."""
        if system is not None:
            raise unexpected(system, self._place())

    def _start(self, tag: str, attributes: _Attributes) -> None:
        space, _, name = tag.rpartition(" ")
        if space != OWL or (name == "Ontology") == bool(self._open):
            raise unexpected(f"<{name}>", self._place())
        base = self._open[-1].base if self._open else None
        element = _Element(name, self._place(), len(self._open), attributes, base)
        self._open.append(element)
        if name == "Prefix":
            self._declare(element)
        if name == "Ontology":
            element.arguments += _names(element)
        if "cardinality" in attributes:
            element.arguments.append(_number(element))

    def _characters(self, text: str) -> None:
        if self._open:
            self._open[-1].texts.append(text)

    def _end(self, _tag: str) -> None:
        """Hand what the element means to the one around it."""
        element = self._open.pop()
        if element.text.strip() and element.constructor not in _TEXTS:
            raise unexpected(element.text.strip()[:40], element.place)
        if self._open:
            self._open[-1].arguments += self._meant(element, self._open[-1].constructor)
        else:
            self._top = element.closed()

    def _declare(self, element: _Element) -> None:
        self.prefixes[_attribute(element, "name")] = element.iri(_attribute(element, "IRI")).value

    def _meant(self, element: _Element, around: str) -> list[Argument]:
        """Return what an element means as an argument of the one around it."""
        name = element.constructor
        if name == "Prefix":
            return []
        if name in ENTITIES:
            term = self._named(element)
            return [Node(name, (term,), element.place) if around == "Declaration" else term]
        if name == "FacetRestriction":
            return [element.iri(_attribute(element, "facet")), *element.arguments]
        if name == "Import":
            return [Node(name, (element.iri(element.text),), element.place)]
        return [self._leaf(element) or element.closed()]

    def _named(self, element: _Element) -> NamedNode:
        short = element.attributes.get("abbreviatedIRI")
        if short is not None:
            return abbreviated(short, self.prefixes, element.place)
        return element.iri(_attribute(element, "IRI"))

    def _leaf(self, element: _Element) -> Argument | None:
        match element.constructor:
            case "IRI":
                return element.iri(element.text)
            case "AbbreviatedIRI":
                return abbreviated(element.text.strip(), self.prefixes, element.place)
            case "AnonymousIndividual":
                return self.nodes.node(_attribute(element, "nodeID"))
            case "Literal":
                written = element.attributes.get("datatypeIRI")
                datatype = None if written is None else element.iri(written)
                return literal_of(element.text, element.attributes.get(f"{_XML} lang"), datatype, element.place)
        return None


def _names(ontology: _Element) -> list[NamedNode]:
    """Return the IRI of an ontology and of its version, as far as it has them."""
    if "versionIRI" in ontology.attributes:
        _attribute(ontology, "ontologyIRI")
    keys = ("ontologyIRI", "versionIRI")
    return [ontology.iri(ontology.attributes[key]) for key in keys if key in ontology.attributes]


def _attribute(element: _Element, name: str) -> str:
    if name not in element.attributes:
        shown = f"{element.constructor} {name}=…"
        raise owl_fault(f"An attribute is missing: {shown}.", f"Falta un atributo: {shown}.", element.place)
    return element.attributes[name]


def _number(element: _Element) -> int:
    written = element.attributes["cardinality"].strip()
    if not written.isascii() or not written.isdigit():
        raise unexpected(written, element.place)
    return int(written)
