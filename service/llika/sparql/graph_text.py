"""The beginning of a long answer in Turtle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import RdfFormat, Triple, parse, serialize

_DECLARATION = re.compile(r"@prefix (\S*): <.*> \.\n")


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
