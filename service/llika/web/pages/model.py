"""The parts of a model as diagrams: for each part its kinds and what they point to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .diagram import Box, Drawing, Line, Row, draw

View = Mapping[str, Any]
DATATYPES = ("string", "integer", "decimal", "boolean", "date")
"""Those that have a word for people."""
_MOST_NAMES = 34


def part_drawing(part: View, say: Callable[[View], str], href: Callable[[str], str | None], word: View) -> Drawing:
    """Return the diagram of one part: its kinds with their properties, and the kinds of other parts that these lead to.

    :param say: a label in the language of the page
    :param href: where an IRI leads
    :param word: what a datatype is called, by its local name
    """
    own = {kind["iri"] for kind in part["kinds"]}
    boxes = [_box(kind, own, say, href, word) for kind in part["kinds"]]
    others: dict[str, Box] = {}
    lines: list[Line] = []
    for kind in part["kinds"]:
        for one in kind["properties"]:
            for target in _things(one):
                lines.append(Line(kind["iri"], one["iri"], target["iri"], _end(one)))
                if target["iri"] not in own:
                    others[target["iri"]] = Box(target["iri"], say(target["label"]), href(target["iri"]), look="other")
    for key, box in others.items():
        box.rows = [_follows(one, say, href) for one in _ends(part, key)]
    return draw([*boxes, *others.values()], lines)


def led_to(parts: Sequence[View], number: int) -> list[int]:
    """Return the other parts that the properties of a part lead to."""
    found = {target["part"] for kind in parts[number]["kinds"] for one in kind["properties"] for target in _things(one)}
    return sorted(found - {None, number})


def _box(kind: View, own: set[str], say: Callable[[View], str], href: Callable[[str], str | None], word: View) -> Box:
    rows = [
        Row(one["iri"], say(one["label"]), _note(one, say, word), "must" if one["least"] else "may", href(one["iri"]))
        for one in kind["properties"]
    ]
    rows += [_follows(one, say, href) for one in kind["entailed"] if one["from"]["iri"] in own]
    return Box(kind["iri"], say(kind["label"]), href(kind["iri"]), rows, look="kind" if kind["node"] else "thing")


def _follows(one: View, say: Callable[[View], str], href: Callable[[str], str | None]) -> Row:
    return Row(f"{one['iri']} {one['of']}", say(one["label"]), look="follows", href=href(one["iri"]))


def _ends(part: View, key: str) -> list[View]:
    """Return what follows about a kind of another part from the properties of this one."""
    found = {
        one["inverse"]["iri"]: {**one["inverse"], "of": one["iri"]}
        for kind in part["kinds"]
        for one in kind["properties"]
        if one["inverse"] and any(target["iri"] == key for target in _things(one))
    }
    return list(found.values())


def _end(one: View) -> str | None:
    return f"{one['inverse']['iri']} {one['iri']}" if one["inverse"] else None


def _things(one: View) -> list[View]:
    """Return the kinds that a property joins to by a line: no concepts, which are named beside it."""
    return [target for target in one["range"] if not target["concept"]]


def _note(one: View, say: Callable[[View], str], word: View) -> str:
    named = [say(target["label"]) for target in one["range"] if target["concept"]]
    if one["datatype"]:
        named.append(word.get(one["datatype"], one["datatype"]))
    text = ", ".join(named)
    return text if len(text) <= _MOST_NAMES else f"{text[: _MOST_NAMES - 1]}…"
