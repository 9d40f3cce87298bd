"""The source documents at hand: found by name, read once."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from ..errors import UsageError
from ..evidence import Document, Section, SourceText
from ..terms import NamedNode, Text

_NAME = re.compile(r"[\w.-]+", re.ASCII)
"""What a locator can name."""


class Library:
    """The folder with the source documents, which may be absent.

    :param sections: of documents whose headings are not told by their looks
    """

    def __init__(self, folder: Path | None, sections: Mapping[NamedNode, Sequence[Section]]) -> None:
        self._folder = folder
        self._sections = sections
        self._read: dict[NamedNode, tuple[SourceText, str]] = {}

    def __bool__(self) -> bool:
        return self._folder is not None

    def names(self, known: Collection[str | None]) -> list[str]:
        """Return the names of the documents whose files are not known: what stands before the first ``_`` or ``-``.

        :raises UsageError: ``no-sources``
        """
        if self._folder is None:
            raise _no_sources()
        others = [path.name for path in self._folder.glob("*.txt") if path.name not in known]
        names = Counter(re.split(r"[_-]", name.removesuffix(".txt"), maxsplit=1)[0] for name in others)
        return [name for name, count in names.items() if count == 1 and _NAME.fullmatch(name)]

    def open(self, iri: NamedNode, name: str) -> tuple[SourceText, str]:
        """Return the text and the SHA-256 of a document not yet described.

        Its file is called ``NAME.txt``, ``NAME_….txt`` or ``NAME-….txt``.

        :raises UsageError: ``unknown-document``
        """
        if iri in self._read:
            return self._read[iri]
        own = re.compile(rf"{re.escape(name)}(?:[_-].*)?\.txt")
        found = [path for path in self._folder.iterdir() if own.fullmatch(path.name)] if self._folder else []
        if len(found) != 1:
            raise _unknown_document(name)
        return self._open(iri, found[0])

    def text(self, iri: NamedNode, document: Document | None) -> tuple[SourceText, str]:
        """Return the text of a document and the SHA-256 of its file.

        :raises InputError: ``file-missing``, ``not-utf8``, ``sections-wrong``
        :raises UsageError: ``no-sources``
        """
        if iri in self._read:
            return self._read[iri]
        if self._folder is None or document is None or document.file_name is None:
            raise _no_sources()
        return self._open(iri, self._folder / document.file_name)

    def _open(self, iri: NamedNode, path: Path) -> tuple[SourceText, str]:
        self._read[iri] = SourceText.read(path, self._sections.get(iri)), hashlib.sha256(path.read_bytes()).hexdigest()
        return self._read[iri]


def _no_sources() -> UsageError:
    return UsageError(
        "no-sources",
        Text("Lines are cited only where the documents are.", "Solo se citan líneas con los documentos."),
        Text("Name their folder with --sources DIR.", "Indique su carpeta con --sources DIR."),
    )


def _unknown_document(name: str) -> UsageError:
    return UsageError(
        "unknown-document",
        Text(f"There is no document “{name}”.", f"No existe el documento «{name}»."),
        Text(
            "Name the folder with its text with --sources, or describe it (ev:Document) in a claims file.",
            "Indique la carpeta de su texto con --sources o descríbalo (ev:Document) en un archivo de afirmaciones.",
        ),
    )
