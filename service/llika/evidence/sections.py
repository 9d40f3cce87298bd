"""Sections of documents whose headings no typography tells: a project lists them by their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from ..errors import InputError, Place
from ..terms import NamedNode, Text

_LINES = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class Section:
    """The line of a heading and the last line that stands under it."""

    heading: int
    last: int

    def holds(self, line: int) -> bool:
        """Tell whether a line stands under the heading; the heading itself stands under the one above."""
        return self.heading < line <= self.last


def read_sections(given: object, place: Place) -> dict[str, tuple[Section, ...]]:
    """Read the sections of each document: ``{"001": ["9-254", "81-111"]}``.

    :param place: where they are given
    :raises InputError: ``sections-wrong``
    """
    if not isinstance(given, Mapping):
        raise _wrong(Text("It is a table: document = lines.", "Es una tabla: documento = líneas."), place)
    return {str(document): _read(document, lines, place) for document, lines in given.items()}


def _read(document: str, lines: object, place: Place) -> tuple[Section, ...]:
    if not isinstance(lines, list):
        what = Text(f"{document} needs a list of lines.", f"{document} lleva una lista de líneas.")
        raise _wrong(what, place)
    sections = sorted(_section(document, one, place) for one in lines)
    for outer, inner in combinations(sections, 2):
        if outer.heading == inner.heading or inner.heading <= outer.last < inner.last:
            pair = [f"{one.heading}-{one.last}" for one in (outer, inner)]
            what = Text(
                f"In {document}, {pair[0]} and {pair[1]} overlap, and neither is within the other.",
                f"En {document}, {pair[0]} y {pair[1]} se cruzan y ninguna está dentro de la otra.",
            )
            raise _wrong(what, place)
    return tuple(sections)


def _section(document: str, lines: object, place: Place) -> Section:
    match = _LINES.fullmatch(lines) if isinstance(lines, str) else None
    if match is None or not 0 < int(match[1]) < int(match[2]):
        what = Text(f"In {document}, {lines!r} is no section.", f"En {document}, {lines!r} no es una sección.")
        raise _wrong(what, place)
    return Section(int(match[1]), int(match[2]))


def check_sections(sections: Iterable[Section], name: str, lines: list[str]) -> None:
    """Check that a document has the lines of its sections, and words in each heading.

    :raises InputError: ``sections-wrong``
    """
    for section in sections:
        if section.last > len(lines):
            what = Text(
                f"{name} has no line {section.last}; it has {len(lines)}.",
                f"{name} no tiene la línea {section.last}; tiene {len(lines)}.",
            )
            raise _wrong(what, Place(name))
        if not lines[section.heading - 1].strip():
            what = Text(
                f"No heading stands in line {section.heading}: it is empty.",
                f"No hay ningún título en la línea {section.heading}: está vacía.",
            )
            raise _wrong(what, Place(name, section.heading))


def unknown_document(document: NamedNode) -> InputError:
    """Return the error for sections of a document that has no text, or that no claims file describes."""
    what = f"{document.value} has no text.", f"{document.value} no tiene texto."
    return _wrong(Text(*what), None)


def _wrong(what: Text, place: Place | None) -> InputError:
    return InputError(
        "sections-wrong",
        Text(f"The sections of documents are wrong. {what.en}", f"Las secciones de documentos están mal. {what.es}"),
        Text(
            'In llika.toml, write HEADING-LAST: [sections] "001" = ["81-111"].',
            'En llika.toml, escriba TÍTULO-ÚLTIMA: [sections] "001" = ["81-111"].',
        ),
        place=place,
    )
