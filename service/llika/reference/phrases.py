"""Words in both languages in which terms stay links: what axioms are said in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..explain import Json
from ..terms import NamedNode, Text


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, or a term by its label.

    :param is_property: properties stand in quotation marks, or in italics
    """

    text: Text
    term: NamedNode | None = None
    is_property: bool = False


Phrase = tuple[Piece, ...]


def said(en: str, es: str) -> Phrase:
    """Return words that are no term."""
    return (Piece(Text(en, es)),)


def joined(phrases: Iterable[Phrase], en: str, es: str) -> Phrase:
    """Return phrases with words between them."""

    def pieces() -> Iterator[Piece]:
        for number, phrase in enumerate(phrases):
            yield from said(en, es) if number else ()
            yield from phrase

    return tuple(pieces())


def plain(phrase: Phrase) -> Text:
    """Return a phrase as a text.

    >>> plain((*said("that ", "que "), Piece(Text("plays", "toca"), None, is_property=True)))
    Text(en='that “plays”', es='que «toca»')
    """
    english = (f"“{piece.text.en}”" if piece.is_property else piece.text.en for piece in phrase)
    spanish = (f"«{piece.text.es}»" if piece.is_property else piece.text.es for piece in phrase)
    return Text("".join(english), "".join(spanish))


def as_json(phrase: Phrase) -> Json:
    """Return a phrase as answers give it: as a text in both languages, and in parts, some of which name a term."""
    parts: list[Json] = []
    for piece in phrase:
        part: Json = dict(piece.text._asdict())
        if piece.term is not None:
            part["iri"] = piece.term.value
        if piece.is_property:
            part["property"] = True
        parts.append(part)
    return {**plain(phrase)._asdict(), "parts": parts}
