"""Turtle files as they stand, each read again only after its bytes have changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..errors import SyntaxFault
from .foreign import read_foreign
from .places import Places, places
from .read import Document, contents, decoded, read_text


@dataclass
class _Text:
    """A file as it was when it was read; the text of what is not Turtle is not kept, for nothing is located there."""

    data: bytes
    text: str
    document: Document

    @cached_property
    def places(self) -> Places:
        try:
            return places(self.text, file=self.document.file, facts=self.document.facts)
        except SyntaxFault:  # nested too deep for us, if not for the parser: better no line than no finding
            return Places("", [])


class Shelf:
    """The files read so far; where things stand in one is found out when it is first asked for."""

    def __init__(self) -> None:
        self._texts: dict[Path, _Text] = {}

    def read(self, path: Path, *, shown_as: str) -> Document:
        """Read a Turtle file, or an ontology under another suffix; the same document where not a byte has changed.

        :raises InputError: as :func:`llika.turtle.read` does
        :raises SyntaxFault: as :func:`llika.turtle.read` and :func:`llika.turtle.read_foreign` do
        """
        data = contents(path, shown_as)
        known = self._texts.get(path)
        if known is None or (known.data, known.document.file) != (data, shown_as):
            text = decoded(data, shown_as)
            is_turtle = path.suffix == ".ttl"
            document = read_text(text, file=shown_as) if is_turtle else read_foreign(text, file=shown_as)
            known = self._texts[path] = _Text(data, text if is_turtle else "", document)
        return known.document

    def places(self, path: Path) -> Places:
        """Return where everything stands in a file, as it was when it was last read."""
        return self._texts[path].places
