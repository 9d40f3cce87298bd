"""How much work a query may ask of the engine's parser and planner, and how its tokens add up to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..errors import QueryRefused
from ..terms import Text
from .lexer import Kind, Token

_OPENING = frozenset({"(", "{", "["})
_CLOSING = frozenset({")", "}", "]"})
_SEPARATORS = frozenset({".", ";", ","})
# What adds a pattern to a join besides separators: a step of a path, a group, a blank node, an annotation of RDF 1.2
_JOINING = frozenset({"/", "{", "[", "|", "~", "<<"})
_LIST_EDGES = frozenset({"(", ")", "]"})
_TERMS = frozenset({Kind.IRI, Kind.STRING, Kind.VARIABLE, Kind.BLANK, Kind.PREFIXED_NAME, Kind.NUMBER})


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest query that is let through.

    :param size: bytes of the text in UTF-8
    :param tokens: terminals of the grammar
    :param nesting: brackets open at one place: ( { [
    :param separators: triple separators: . ; ,
    :param joins: separators and whatever else adds a pattern to a join: path steps, groups, blank nodes, list items.
        The engine's planner takes time in the fourth power of the patterns of one join, on an empty store too.
    """

    size: int = 20_000
    tokens: int = 4_000
    nesting: int = 60
    separators: int = 80
    joins: int = 120


class Load(NamedTuple):
    """The most that any way of reading a text up to one place has gathered."""

    tokens: int = 0
    separators: int = 0
    joins: int = 0
    depth: int = 0
    in_list: bool = False
    """The last tokens may be items of a collection: terms in a row after a bracket."""
    in_data: bool = False
    """Between VALUES and its closing brace, where terms in a row are no patterns."""

    def plus(self, token: Token) -> Load:
        """Return the load one token further."""
        text, is_term = token.text, token.kind in _TERMS
        separates, is_item = text in _SEPARATORS, is_term and self.in_list and not self.in_data
        return Load(
            self.tokens + 1,
            self.separators + separates,
            self.joins + (separates or is_item or text in _JOINING),
            max(0, self.depth + (text in _OPENING) - (text in _CLOSING)),
            text in _LIST_EDGES or (self.in_list and is_term),
            token.keyword == "VALUES" or (self.in_data and text != "}"),
        )

    def or_more(self, other: Load) -> Load:
        """Return what two readings that end at the same place have gathered at most."""
        return Load(
            max(self.tokens, other.tokens),
            max(self.separators, other.separators),
            max(self.joins, other.joins),
            max(self.depth, other.depth),
            self.in_list or other.in_list,
            self.in_data and other.in_data,
        )

    def check(self, limits: Limits) -> None:
        """Raise where a limit is passed.

        :raises QueryRefused: ``query-too-many-tokens``, ``query-too-nested``, ``query-too-many-patterns``
        """
        if (
            self.tokens <= limits.tokens
            and self.depth <= limits.nesting
            and self.separators <= limits.separators
            and self.joins <= limits.joins
        ):
            return  # asked at every token
        check_limit("query-too-many-tokens", self.tokens, limits.tokens)
        check_limit("query-too-nested", self.depth, limits.nesting)
        check_limit("query-too-many-patterns", self.separators, limits.separators)
        check_limit("query-too-many-patterns", self.joins, limits.joins, _JOINS)


_JOINS = Text(
    "groups, path steps, blank nodes, list items and triple separators together",
    "grupos, pasos de camino, nodos en blanco, elementos de lista y separadores de tripletas en total",
)
_UNITS: Mapping[str, Text] = {
    "query-too-long": Text("bytes of UTF-8", "bytes de UTF-8"),
    "query-too-many-tokens": Text("words and signs", "palabras y signos"),
    "query-too-nested": Text("levels of brackets", "niveles de paréntesis, llaves y corchetes"),
    "query-too-many-patterns": Text("triple separators (. ; ,)", "separadores de tripletas (. ; ,)"),
}


def check_limit(code: str, found: int, allowed: int, unit: Text | None = None) -> None:
    """Raise where there is more than allowed.

    :raises QueryRefused: with the given code
    """
    if found <= allowed:
        return
    unit = unit or _UNITS[code]
    raise QueryRefused(
        code,
        Text(f"The query has more than {allowed} {unit.en}.", f"La consulta tiene más de {allowed} {unit.es}."),
        Text(
            "Ask for less at once: several smaller queries, or VALUES in place of repeated patterns.",
            "Pida menos de una vez: varias consultas más pequeñas, o VALUES en lugar de patrones repetidos.",
        ),
    )
