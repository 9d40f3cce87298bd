"""How a page is cited: its address with the dataset version, as plain text, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from unicodedata import combining, normalize

_BIBTEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_BIBTEX |= {sign: f"\\{sign}" for sign in "{}%&#$_"}


@dataclass(frozen=True, slots=True)
class Citation:
    """An answer, as a list of references names it. There is no year: a version is a digest, and has no date.

    :param heading: what the answer is about
    :param title: of the dataset
    :param address: of the answer, with ``version=``
    """

    heading: str
    title: str
    publisher: str | None
    version: str
    address: str
    language: str

    def bibtex(self) -> str:
        """Return the entry for BibTeX; the address stands as it is, for ``url`` is read verbatim."""
        fields = {
            "author": f"{{{_escaped(self.publisher)}}}" if self.publisher else None,
            "title": f"{{{_escaped(self.heading)}}}",
            "howpublished": _escaped(self.title),
            "version": self.version,
            "url": self.address,
            "language": self.language,
        }
        lines = (f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        return f"@misc{{{self._key()},\n" + ",\n".join(lines) + "\n}"

    def csl(self) -> str:
        """Return the item in CSL-JSON (Citation Style Language 1.0.2), as Zotero and pandoc read it."""
        item = {
            "id": self._key(),
            "type": "dataset",
            "title": self.heading,
            "container-title": self.title,
            **({"publisher": self.publisher, "author": [{"literal": self.publisher}]} if self.publisher else {}),
            "version": self.version,
            "URL": self.address,
            "language": self.language,
        }
        return json.dumps([item], ensure_ascii=False, indent=2)

    def _key(self) -> str:
        plain = "".join(sign for sign in normalize("NFKD", self.heading.lower()) if not combining(sign))
        return f"{re.sub(r'[^a-z0-9]+', '-', plain).strip('-') or 'dataset'}-{self.version}"


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(sign, sign) for sign in text)
