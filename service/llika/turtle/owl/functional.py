"""Reading OWL functional syntax.

Source: OWL 2 Structural Specification, section 2.2 (tokens), 2.4 (prefixes) and 3.7 (documents).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from ...errors import Place, SyntaxFault
from ..read import Document, label_stem
from .mapping import facts_of
from .tree import STANDARD, Argument, Nameless, Node, Open, abbreviated, iri_of, literal_of, unexpected, unfinished

_IRI = r"<[^<>\"\s]*>"
_NAME = r"[^\s()<>\"=@^#:]*:[^\s()<>\"=@^#]*"
_TOKEN = re.compile(
    rf"""
      (?P<space>\s+|\#[^\n]*)
    | Prefix\s*\(\s*(?P<prefix>[^\s()<>\"=@^#:]*):\s*=\s*<(?P<stem>[^<>\"\s]*)>\s*\)
    | (?P<open>[A-Za-z]+)\s*\(
    | (?P<group>\()
    | (?P<close>\))
    | (?P<iri>{_IRI})
    | _:(?P<blank>[^\s()<>\"=@^#]+)
    | (?P<name>{_NAME})
    | (?P<number>[0-9]+)(?=[\s()])
    | \"(?P<text>(?:[^\"\\]++|\\.)*+)\"(?:\s*\^\^\s*(?P<datatype>{_IRI}|{_NAME})|@(?P<language>[A-Za-z0-9-]+))?
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\([\"\\])")
_SHOWN = 40


def read_functional(text: str, *, file: str) -> Document:
    """Read an ontology in functional syntax.

    :raises SyntaxFault: ``owl-syntax``, ``unknown-prefix``, ``nested-too-deep``, each with its line and column
    """
    reader = _Reader(text, file)
    return Document(file, facts_of(reader.run(), reader.nodes), reader.prefixes, None)


class _Reader:
    """Goes through the tokens once; what is open is on a stack."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._place = Place(file, 1, 1)
        self._open: list[Open] = []
        self.nodes = Nameless(label_stem(text))
        self.prefixes = dict(STANDARD)

    def run(self) -> Node:
        """Return the ontology."""
        top: Node | None = None
        for found in self._tokens():
            if top is not None:
                raise self._fault(found.start())
            if found.lastgroup == "stem":
                self._declare(found)
            elif found.lastgroup in {"open", "group"}:
                self._begin(found)
            elif not self._open:
                raise self._fault(found.start())
            elif found.lastgroup == "close":
                top = self._close()
            else:
                self._open[-1].arguments.append(self._argument(found))
        if top is None:
            raise unfinished(self._place)
        return top

    def _tokens(self) -> Iterator[re.Match[str]]:
        """Yield the tokens, each with its place known."""
        line, begin, at = 1, 0, 0
        while at < len(self._text):
            found = _TOKEN.match(self._text, at)
            if found is None:
                raise self._fault(at)
            if found.lastgroup != "space":
                yield found
            at = found.end()
            if breaks := found[0].count("\n"):
                line, begin = line + breaks, self._text.rindex("\n", found.start(), at) + 1
            self._place = Place(self._place.file, line, at - begin + 1)

    def _fault(self, at: int) -> SyntaxFault:
        shown = self._text[at : at + _SHOWN].partition("\n")[0].strip()
        return unexpected(shown, self._place)

    def _declare(self, found: re.Match[str]) -> None:
        if self._open:
            raise self._fault(found.start())
        self.prefixes[found["prefix"]] = iri_of(found["stem"], self._place).value

    def _begin(self, found: re.Match[str]) -> None:
        """Open a constructor; a parenthesis alone holds the properties of a key."""
        constructor = found["open"] or ""
        is_top = constructor == "Ontology"
        is_key = bool(self._open) and self._open[-1].constructor == "HasKey"
        if is_top == bool(self._open) or not (constructor or is_key):
            raise self._fault(found.start())
        self._open.append(Open(constructor, self._place, len(self._open)))

    def _close(self) -> Node | None:
        """Hand what was open last to what is open around it; return the outermost."""
        closed = self._open.pop().closed()
        if not self._open:
            return closed
        self._open[-1].arguments.extend([closed] if closed.constructor else closed.arguments)
        return None

    def _argument(self, found: re.Match[str]) -> Argument:
        if found["text"] is not None:
            datatype = self._iri(found["datatype"]) if found["datatype"] else None
            value = _ESCAPE.sub(r"\1", found["text"])
            return literal_of(value, found["language"], datatype, self._place)
        if found["blank"]:
            return self.nodes.node(found["blank"])
        return int(found["number"]) if found["number"] else self._iri(found[0])

    def _iri(self, written: str) -> NamedNode:
        if written.startswith("<"):
            return iri_of(written[1:-1], self._place)
        return abbreviated(written, self.prefixes, self._place)
