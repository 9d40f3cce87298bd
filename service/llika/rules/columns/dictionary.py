"""Terms and their numbers."""

from __future__ import annotations

import numpy as np
from pyoxigraph import BlankNode, Literal, NamedNode

from ...terms import OWL, RDF, Term
from .codes import Codes, Mask

TYPE, SAME_AS, FIRST, REST, NIL, THING, NOTHING = range(7)
"""The numbers that these terms have in every dictionary."""

_ALWAYS = (RDF.type, OWL.sameAs, RDF.first, RDF.rest, RDF.nil, OWL.Thing, OWL.Nothing)


class Dictionary:
    """Numbers terms in the order in which they are met, from 0.

    A term is known by its canonical N-Triples text, so that a loader need not build it; the term itself is made when
    somebody asks for it.
    """

    __slots__ = ("_by_term", "_kinds", "_terms", "by_text", "texts")

    def __init__(self) -> None:
        self.by_text: dict[str, int] = {}
        self.texts: list[str] = []
        self._by_term: dict[Term, int] = {}
        self._terms: dict[int, Term] = {}
        self._kinds = bytearray()
        for term in _ALWAYS:
            self.number(term)

    def __len__(self) -> int:
        return len(self.texts)

    def number(self, term: Term) -> int:
        """Return the number of a term, a new one if it has none yet."""
        found = self._by_term.get(term)
        if found is None:
            found = self._by_term[term] = self.number_text(str(term))
            self._terms[found] = term
        return found

    def number_text(self, text: str) -> int:
        """Return the number of the term that is written like this in canonical N-Triples."""
        found = self.by_text.get(text)
        if found is None:
            found = self.by_text[text] = len(self.texts)
            self.texts.append(text)
            self._kinds.append(ord(text[0]))
        return found

    def find(self, term: Term) -> int | None:
        """Return the number of a term, or None if it has none."""
        found = self._by_term.get(term)
        return self.by_text.get(str(term)) if found is None else found

    def term(self, number: int) -> Term:
        """Return the term of a number."""
        found = self._terms.get(number)
        if found is None:
            found = self._terms[number] = read_term(self.texts[number])
        return found

    def are_literals(self, numbers: Codes) -> Mask:
        """Return which numbers are those of literals."""
        kinds = np.frombuffer(bytes(self._kinds), np.uint8)
        found: Mask = kinds[numbers] == ord('"')
        return found


def read_term(text: str) -> Term:
    """Return the term that a canonical N-Triples text without escapes writes.

    >>> read_term('"red"@es')
    <Literal value=red language=es>
    """
    if text[0] == "<":
        return NamedNode(text[1:-1])
    if text[0] == "_":
        return BlankNode(text[2:])
    value, _, rest = text[1:].rpartition('"')
    if rest.startswith("@"):
        return Literal(value, language=rest[1:])
    return Literal(value, datatype=NamedNode(rest[3:-1])) if rest else Literal(value)
