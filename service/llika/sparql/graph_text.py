"""Graphs as text: what is said in the types of RDF, and the beginning of a long answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import RdfFormat, Triple, parse, serialize

from ..terms import Fact, quad
from .media import MediaType

_DECLARATION = re.compile(r"@prefix (\S*): <.*> \.\n")


def write_facts(facts: Iterable[Fact], media: MediaType, prefixes: Mapping[str, str]) -> bytes:
    """Return facts in one of the types of RDF, in the order given.

    :param prefixes: prefix → stem, for Turtle

    >>> from llika.sparql import GRAPHS
    >>> from llika.terms import RDF, RDFS, SKOS
    >>> facts = [(RDFS.label, RDF.type, RDF.Property)]
    >>> print(write_facts(facts, GRAPHS[0], {"rdfs": RDFS, "rdf": RDF, "skos": SKOS}).decode(), end="")
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    rdfs:label a rdf:Property .

    :raises TypeError: for a type that holds rows
    """
    if not isinstance(media.format, RdfFormat):
        raise TypeError(f"{media.name} holds rows")
    triples = [quad(fact).triple for fact in facts]
    if media.format == RdfFormat.TURTLE:
        return _turtle(triples, prefixes).encode()
    return serialize(triples, format=media.format) or b""


def first_triples(turtle: bytes, most: int, prefixes: Mapping[str, str]) -> tuple[str, int]:
    """Return the first triples of an answer in Turtle, by their text, and how many triples it has.

    >>> text, number = first_triples(b"<a:a> <a:b> <a:d> , <a:c> .", 1, {})
    >>> text.strip(), number
    ('<a:a> <a:b> <a:c> .', 2)
    """
    found = sorted((one.triple for one in parse(turtle, format=RdfFormat.TURTLE, rename_blank_nodes=False)), key=str)
    return _turtle(found[:most], prefixes), len(found)


def _turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """Return triples in Turtle with the prefixes they need, in alphabetical order: the engine gives all, in none."""
    text = (serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes)) or b"").decode()
    declared = {match[1]: match[0] for match in _DECLARATION.finditer(text) if match[1] in prefixes}
    body = text[sum(map(len, declared.values())) :]
    used = (prefix for prefix in sorted(declared) if re.search(rf"(?<![\w:]){re.escape(prefix)}:", body))
    return "".join(declared[prefix] for prefix in used) + body
