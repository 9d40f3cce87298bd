"""Source documents as text: from a line and a few words to a passage, and back to its digest.

Offsets count code points of the UTF-8 text, from 0, end exclusive; lines count from 1 and end at LF. The first and the
last character of a passage are not white space. The text itself is never stored: a passage is a locator with a digest.
"""

from __future__ import annotations

import bisect
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError, Place, UsageError
from ..terms import Text
from .sections import Section, check_sections

MAX_PASSAGE_CHARS = 600

_SPACE = re.compile(r"\s+")
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)\s*")
_MOST_WORDS = 8
"""A designation is as short as that; a longer line that a colon ends is a sentence."""
_NUMBERED = re.compile(r"(\d{1,2})\.\s+[A-Z]")
_LETTERED = re.compile(r"([A-Z])\.\s+[A-Z].{,110}$")


def text_digest(text: str) -> str:
    """Return the SHA-256, in hex, of a passage's text in NFC with every run of white space made one space.

    >>> text_digest("two  words") == text_digest("two\\nwords")
    True
    """
    return hashlib.sha256(_SPACE.sub(" ", unicodedata.normalize("NFC", text)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document: code points [start, end), with the lines it begins and ends on."""

    start: int
    end: int
    line_start: int
    line_end: int


class SourceText:
    """The text of one document, by line and by offset.

    :param sections: where it has sections, in order; None where its headings are told by their looks
    :raises InputError: ``sections-wrong`` where it lacks a line of them
    """

    def __init__(self, name: str, text: str, sections: Sequence[Section] | None = None) -> None:
        self.name = name
        self.text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._sections = sections
        check_sections(sections or (), name, text.split("\n"))

    @classmethod
    def read(cls, path: Path, sections: Sequence[Section] | None = None) -> SourceText:
        """Read a document.

        :raises InputError: ``not-utf8``, ``file-missing`` or ``sections-wrong``
        """
        try:
            return cls(path.name, path.read_bytes().decode("utf-8"), sections)
        except UnicodeDecodeError as error:
            raise InputError(
                "not-utf8",
                Text(f"The document is not UTF-8 at byte {error.start}.", f"No es UTF-8 en el byte {error.start}."),
                Text("Save it as UTF-8.", "Guárdelo en UTF-8."),
                place=Place(path.name),
            ) from error
        except OSError as error:
            raise InputError(
                "file-missing",
                Text(f"The document cannot be read: {error.strerror}.", f"No se puede leer: {error.strerror}."),
                Text("Check the folder given with --sources.", "Revise la carpeta dada con --sources."),
                place=Place(path.name),
            ) from error

    @property
    def line_count(self) -> int:
        """Number of lines, counting a last one without LF."""
        return len(self._starts)

    def line_at(self, offset: int) -> int:
        """Return the 1-based line on which an offset lies."""
        return bisect.bisect_right(self._starts, offset)

    def lines(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets [start, end) of lines ``first`` to ``last``, the last LF left out.

        :raises UsageError: ``line-outside`` when the document has no such lines
        """
        if not 1 <= first <= last <= self.line_count:
            raise UsageError(
                "line-outside",
                Text(
                    f"{self.name} has lines 1 to {self.line_count}, not {first} to {last}.",
                    f"{self.name} tiene las líneas 1 a {self.line_count}, no {first} a {last}.",
                ),
                Text("Give lines as `sed -n` counts them.", "Cuente las líneas como `sed -n`."),
            )
        end = self._starts[last] - 1 if last < self.line_count else len(self.text)
        return self._starts[first - 1], end

    def locate(self, first: int, last: int, words: str | None = None) -> Span:
        """Return the span of some lines, or of the words "first … last" within them.

        :raises UsageError: ``line-outside``, ``line-empty``, ``words-missing``, ``words-twice``, ``passage-too-long``
        """
        where = f"{self.name}:{first}" if first == last else f"{self.name}:{first}-{last}"
        return self.locate_within(*self.lines(first, last), where, words)

    def try_locate(self, first: int, last: int, words: str | None = None) -> Span | None:
        """Return the same as `locate`; None where it refuses."""
        try:
            return self.locate(first, last, words)
        except UsageError:
            return None

    def locate_within(self, start: int, end: int, where: str, words: str | None = None) -> Span:
        """Return the span of a stretch without the white space around it, or of the words "first … last" within it.

        :param where: how messages name the stretch
        :raises UsageError: ``line-empty``, ``words-missing``, ``words-twice``, ``passage-too-long``
        """
        if words is not None:
            start, end = _find_words(self.text, start, end, words, where)
        stretch = self.text[start:end]
        if not stretch.strip():
            raise UsageError(
                "line-empty",
                Text(f"{where} is empty.", f"{where} está vacía."),
                Text("Give a line that holds text.", "Indique una línea con texto."),
            )
        start += len(stretch) - len(stretch.lstrip())
        end -= len(stretch) - len(stretch.rstrip())
        if end - start > MAX_PASSAGE_CHARS:
            raise UsageError(
                "passage-too-long",
                Text(
                    f"{where} would be a passage of {end - start} characters; {MAX_PASSAGE_CHARS} are allowed.",
                    f"{where} daría un pasaje de {end - start} caracteres; se permiten {MAX_PASSAGE_CHARS}.",
                ),
                Text('Take a clause: --words "first … last".', 'Tome una cláusula: --words "primera … última".'),
            )
        return self.span(start, end)

    def span(self, start: int, end: int) -> Span:
        """Return a span with its lines."""
        return Span(start, end, self.line_at(start), self.line_at(end - 1))

    def digest(self, start: int, end: int) -> str:
        """Return the digest of the text at these offsets."""
        return text_digest(self.text[start:end])

    def find_digest(self, length: int, digest: str) -> Iterator[Span]:
        """Yield every span of this many code points whose text has the digest: where a moved passage is now."""
        for start in range(len(self.text) - length + 1):
            edges = self.text[start], self.text[start + length - 1]
            if not any(edge.isspace() for edge in edges) and self.digest(start, start + length) == digest:
                yield self.span(start, start + length)

    def section_at(self, line: int) -> str:
        """Return the section a line stands in: "3.C" where headings are numbered, else the nearest heading's words.

        Top headings are numbered or in capitals, sub-headings are lettered or short lines of their own. Where sections
        are listed, it is the heading of the innermost that holds the line. "-" where there is none.
        """
        if self._sections is not None:
            headings = [section.heading for section in self._sections if section.holds(line)]
            return self._stripped(headings[-1]).rstrip(":") if headings else "-"
        letter = caption = ""
        for number in range(line - 1, 0, -1):
            text = self._stripped(number)
            if (match := _NUMBERED.match(text)) and text.isupper():
                return match[1] + letter
            if match := _LETTERED.match(text):
                letter = letter or f".{match[1]}"
            elif self._is_heading(number, text):
                if text.isupper() or text.startswith("Annex "):
                    return caption or text
                caption = caption or text.rstrip(":")
        return caption or "-"

    def _stripped(self, number: int) -> str:
        return self.text[slice(*self.lines(number, number))].strip()

    def _is_heading(self, number: int, text: str) -> bool:
        if not text[:1].isupper() or len(text) > 80 or text[-1] in ".,;?!" or text.count(",") > 1 or "\t" in text:
            return False
        if text.endswith(":") and len(text.split()) > _MOST_WORDS:  # it leads into a list
            return False
        return not any(self._stripped(n) for n in (number - 1, number + 1) if n >= 1)


def _find_words(text: str, start: int, end: int, words: str, where: str) -> tuple[int, int]:
    """Return the offsets of "first … last" within [start, end); each part must stand there exactly once."""
    first, _, last = (part.strip() for part in _ELLIPSIS.sub("…", words, count=1).partition("…"))
    begin = _find_once(text, start, end, first, where)
    if not last:
        return begin, begin + len(first)
    return begin, _find_once(text, begin + len(first), end, last, where) + len(last)


def _find_once(text: str, start: int, end: int, words: str, where: str) -> int:
    found = text.find(words, start, end) if words else -1
    if found < 0:
        raise UsageError(
            "words-missing",
            Text(f"{where} does not hold “{words}”.", f"{where} no contiene «{words}»."),
            Text("Copy the words exactly, accents included.", "Copie las palabras tal cual, con sus tildes."),
        )
    if text.find(words, found + 1, end) >= 0:
        raise UsageError(
            "words-twice",
            Text(f"{where} holds “{words}” more than once.", f"{where} contiene «{words}» más de una vez."),
            Text("Give more words, so that one place is meant.", "Dé más palabras, para que sea un solo lugar."),
        )
    return found
