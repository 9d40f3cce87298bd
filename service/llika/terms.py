"""RDF terms, namespaces and the names people type for them.

The terms are pyoxigraph's: immutable, hashable, compared in Rust. ``str(term)`` is its N-Triples form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol, runtime_checkable

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

__all__ = [
    "DCTERMS",
    "EV",
    "NOTATION",
    "OWL",
    "PREFIXES",
    "RDF",
    "RDFS",
    "REFLEXIVE",
    "SH",
    "SKOS",
    "XSD",
    "BlankNode",
    "Fact",
    "Lines",
    "Literal",
    "NamedNode",
    "Namespace",
    "Term",
    "Text",
    "canonical",
    "expand",
    "local_name",
    "quad",
    "shorten",
]

Term = NamedNode | BlankNode | Literal
Fact = tuple[Term, NamedNode, Term]
"""A triple as a plain tuple (subject, predicate, object)."""


class Text(NamedTuple):
    """A sentence in both languages of the project."""

    en: str
    es: str

    def said_in(self, language: str) -> str:
        """Return the Spanish wording for ``es`` and its variants, the English one otherwise.

        >>> Text("network", "red").said_in("es-PE")
        'red'
        """
        return self.es if language.lower().split("-")[0] == "es" else self.en


@runtime_checkable
class Lines(Protocol):
    """Facts that can be written without being made into terms."""

    def lines(self) -> Iterator[str]:
        """Yield the facts as lines of canonical N-Triples."""


class Namespace(str):
    """An IRI stem whose attributes are terms.

    >>> Namespace("http://www.w3.org/2000/01/rdf-schema#").label
    <NamedNode value=http://www.w3.org/2000/01/rdf-schema#label>
    """

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        term = self.__dict__[name] = NamedNode(self + name)  # terms that code names are named often
        return term

    def term(self, name: str) -> NamedNode:
        """Return the term of this name; for names that are no Python identifiers or that ``str`` has taken."""
        return NamedNode(self + name)


RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
SH = Namespace("http://www.w3.org/ns/shacl#")
NOTATION = (RDF, RDFS, OWL)
"""What ontologies are written in: terms of these are no things of their own."""
EV = Namespace("https://w3id.org/llika/evidence#")

PREFIXES: Mapping[str, str] = {
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "sh": SH,
    "ev": EV,
}
"""Prefixes that every project has; a project adds its own in ``llika.toml``."""

REFLEXIVE = frozenset(
    {OWL.sameAs, OWL.equivalentClass, OWL.equivalentProperty, RDFS.subClassOf, RDFS.subPropertyOf},
)
"""Properties by which every term that they can be said of is related to itself."""

_SCHEMES = frozenset({"urn", "tag", "mailto", "did", "info", "data", "doi", "geo", "tel"})
"""Schemes of IRIs that do not go on with ``//``."""
_LOCAL_NAME = re.compile(r"(?:[A-Za-z0-9_](?:[\w.-]*[\w-])?)?", re.ASCII)


def shorten(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return the CURIE for an IRI, or the IRI in angle brackets when no prefix fits.

    The longest matching stem wins; the rest must be a name that Turtle accepts without escapes.

    >>> shorten("http://www.w3.org/2002/07/owl#Class")
    'owl:Class'
    >>> shorten("http://example.org/a/b")
    '<http://example.org/a/b>'
    """
    stems = ((stem, prefix) for prefix, stem in prefixes.items() if iri.startswith(stem))
    for stem, prefix in sorted(stems, key=lambda pair: len(pair[0]), reverse=True):
        if _LOCAL_NAME.fullmatch(iri[len(stem) :]):
            return f"{prefix}:{iri[len(stem) :]}"
    return f"<{iri}>"


def expand(name: str, prefixes: Mapping[str, str] = PREFIXES) -> NamedNode | None:
    """Return the term for a full IRI (with or without brackets) or a CURIE, or None when it is neither.

    What stands before a colon is a prefix, or a scheme that is known to be one: ``nosuch:thing`` is no IRI.

    >>> expand("owl:Class")
    <NamedNode value=http://www.w3.org/2002/07/owl#Class>
    >>> expand("remurpe") is None, expand("nosuch:thing") is None
    (True, True)
    """
    bare = name[1:-1] if name.startswith("<") and name.endswith(">") else name
    prefix, colon, local = bare.partition(":")
    try:
        if colon and prefix in prefixes and not local.startswith("//"):
            return NamedNode(prefixes[prefix] + local)
        is_iri = colon and (bare != name or local.startswith("//") or prefix.lower() in _SCHEMES)
        return NamedNode(bare) if is_iri else None
    except ValueError:
        return None


def local_name(iri: str) -> str:
    """Return what stands after the last ``#`` or ``/`` of an IRI.

    >>> local_name("https://w3id.org/llika/id/remurpe")
    'remurpe'
    """
    return re.split(r"[#/]", iri)[-1]


def quad(fact: Fact, graph: NamedNode | None = None) -> Quad:
    """Return a fact as the store takes it, in a named graph or the default one."""
    return Quad(*fact, graph or _DEFAULT)  # type: ignore[arg-type]  # no literal is a subject


_DEFAULT = DefaultGraph()


def canonical(terms: Iterable[Term]) -> str:
    """Return terms as N-Triples joined by U+001F: the text that evidence IRIs are digests of."""
    return "\x1f".join(str(term) for term in terms)
