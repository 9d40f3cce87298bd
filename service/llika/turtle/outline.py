"""A text in Turtle cut into its statements, without reading them: to find one of them soon.

Only for texts that a parser has accepted, and that name no blank nodes: these would have to be told apart over the
whole text. Source: RDF 1.1 Turtle, section 6.5.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from .resolve import resolve
from .tokens import token_at, unescaped

# A dot ends a statement where what follows it cannot continue a name or a number, or what precedes it is neither; dots
# in strings, IRIs and comments are passed over with these.
_PIECE = re.compile(
    r"""
      (?:[^"'<\#.\\@]++|\\.)++
    | <[^>]*+>
    | \"\"\"(?:[^"\\]++|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]++|\\.|'(?!''))*+'''
    | "(?:[^"\\]++|\\.)*+" | '(?:[^'\\]++|\\.)*+'
    | \#[^\n\r]*+
    | (?P<end>\.(?=[\s\#<"'(\[@]|\Z)|(?<=[\s>"'\])])\.(?![0-9])|@[A-Za-z]++(?:-[A-Za-z0-9]++)*+\.)
    | [.@]
    """,
    re.VERBOSE | re.DOTALL,
)
_UNSURE = re.compile(r"(?:(?<=[\s,(])[+-]?(?:[0-9]*\.)?[0-9]*+(?:[eE][+-]?[0-9]++)?|:)\.(?=[^\W\d]|[:%\\])")
"""A dot of which only the whole text tells whether it is part of a name: `1.e:x` is two tokens more than `e:1.e`."""
_SKIPPED = re.compile(r"(?:\s++|\#[^\n\r]*+)*+")
_DIRECTIVE = re.compile(r"@?(?P<word>prefix|base)(?=[\s\#<])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the statements about each subject start and end (0-based, end exclusive), and what names mean in them."""

    statements: Mapping[NamedNode, list[tuple[int, int]]]
    prefixes: Mapping[str, str]
    base: str | None


def outline(text: str, *, base: str | None = None) -> Outline | None:
    """Cut a text into statements; None where that does not tell what each is about.

    So it is where a subject is not written as a name or an IRI, where a prefix or the base changes its meaning, and
    where dots may be part of names or not.

    >>> found = outline("@prefix e: <http://e/> . e:a a e:B . e:a e:p 1.5 , 'x. y' .")
    >>> found and [len(spans) for spans in found.statements.values()]
    [2]
    """
    statements: dict[NamedNode, list[tuple[int, int]]] = {}
    prefixes: dict[str, str] = {}
    if _UNSURE.search(text):
        return None
    start = _SKIPPED.match(text).end()  # type: ignore[union-attr]  # it matches nothing at least
    while start < len(text):
        if directive := _DIRECTIVE.match(text, start):
            named = _declared(text, directive)
            if named is None or statements:
                return None
            prefix, iri, end = named
            iri = iri if base is None else resolve(iri, base)
            if prefix is None:
                base = iri
            elif prefixes.setdefault(prefix, iri) != iri:
                return None
        else:
            end = _end(text, start)
            subject = _subject(text, start, prefixes, base)
            if subject is None:
                return None
            statements.setdefault(subject, []).append((start, end))
        start = _SKIPPED.match(text, end).end()  # type: ignore[union-attr]
    return Outline(statements, prefixes, base)


def _end(text: str, start: int) -> int:
    for piece in _PIECE.finditer(text, start):
        if piece.lastgroup == "end":
            return piece.end()
    return len(text)


def _declared(text: str, directive: re.Match[str]) -> tuple[str | None, str, int] | None:
    """Return the prefix (None for the base), its IRI and where the directive ends."""
    at, prefix = directive.end(), None
    if directive["word"].lower() == "prefix":
        name = token_at(text, _SKIPPED.match(text, at).end())  # type: ignore[union-attr]
        if name is None or name.kind != "name":
            return None
        prefix, at = name.text.removesuffix(":"), name.end
    iri = token_at(text, _SKIPPED.match(text, at).end())  # type: ignore[union-attr]
    if iri is None or iri.kind != "iri":
        return None
    end = iri.end
    if directive[0].startswith("@"):
        end = _SKIPPED.match(text, end).end() + 1  # type: ignore[union-attr]  # the dot
    return prefix, unescaped(iri.text[1:-1]), end


def _subject(text: str, start: int, prefixes: Mapping[str, str], base: str | None) -> NamedNode | None:
    token = token_at(text, start)
    if token is None or token.kind not in {"iri", "name"}:
        return None
    if token.kind == "iri":
        iri = unescaped(token.text[1:-1])
        return NamedNode(iri if base is None else resolve(iri, base))
    prefix, _, local = token.text.partition(":")
    return NamedNode(prefixes[prefix] + unescaped(local)) if prefix in prefixes else None
