"""Completion: from the first letters of a value to the values that may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..evidence import Basis
from ..terms import NamedNode, Text, shorten
from .find import Hit, Search
from .question import tokens
from .things import QUERY

_SLUG = re.compile(r"[A-Za-z0-9](?:[\w.-]*\w)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Completion:
    """A value that can be given.

    :param value: what to give
    :param description: tells it from others of its label: what kind of thing it is
    """

    value: str
    label: Text
    description: Text


def complete(search: Search, text: str, *, basis: Basis, language: str = "en", limit: int = 10) -> list[Completion]:
    """Return the things that a text may mean, each by the shortest name that parameters take.

    :raises NotFound: ``basis-unpublished``
    """
    project = search.dataset.project
    found = search.find(text, basis=basis, language=language, limit=limit + len(search.queries))
    return [
        Completion(short_name(hit.iri, project.base, project.prefixes), hit.label, _described(hit))
        for hit in found.hits
        if all(kind != QUERY for kind, _ in hit.kinds)
    ][:limit]


def complete_from(values: Iterable[tuple[str, Text]], text: str, *, limit: int = 10) -> list[Completion]:
    """Return those of some values, each with its label, that hold all the words of a text; all, where it has none.

    >>> found = complete_from([("red", Text("red", "rojo")), ("green", Text("green", "verde"))], "ver")
    >>> [one.value for one in found]
    ['green']
    """
    wanted = [token.word for token in tokens(text)]
    found = (
        Completion(value, label, Text("", ""))
        for value, label in values
        if all(any(have.word.startswith(word) for have in tokens(f"{value} {label.en} {label.es}")) for word in wanted)
    )
    return list(found)[:limit]


def short_name(iri: NamedNode, base: str, prefixes: Mapping[str, str]) -> str:
    """Return what people call a thing by in addresses and parameters: its slug, else its CURIE, else its IRI.

    >>> short_name(NamedNode("https://example.org/id/a-b"), "https://example.org/", {})
    'a-b'
    """
    slug = iri.value.removeprefix(f"{base}id/")
    return slug if _SLUG.fullmatch(slug) else shorten(iri.value, prefixes).strip("<>")


def _described(hit: Hit) -> Text:
    return Text(", ".join(label.en for _, label in hit.kinds), ", ".join(label.es for _, label in hit.kinds))
