"""Searching a document for words as people remember them: without accents, case, kinds of quotes and line breaks."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain

from .passages import MAX_PASSAGE_CHARS, SourceText, Span

_SAME = {ord(odd): plain for plain, kinds in {"'": "‘’", '"': "“”«»", "-": "–—‐‑"}.items() for odd in kinds}
_BETWEEN_CLAUSES = re.compile(r"[.!?;]\S{0,3}\s+(?![a-zß-ÿ])|[\t\n]")
_WORDS_AROUND = 12
_SHOWN_WHOLE = 60
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words stand.

    :param marks: the stretches that were searched for: the phrase, or each of the words
    :param is_phrase: whether the words stand there as they were given, one after the other
    """

    span: Span
    marks: tuple[tuple[int, int], ...]
    is_phrase: bool


class Searchable:
    """The text of a document, made ready to be searched many times."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        letters: list[str] = []
        self._offsets: list[int] = []
        for offset, letter in enumerate(source.text):
            folded = _folded(letter)
            if folded == " " and letters[-1:] == [" "]:
                continue
            letters.extend(folded)
            self._offsets.extend([offset] * len(folded))
        self._offsets.append(len(source.text))
        self._text = "".join(letters)

    def find(self, words: str) -> list[Hit]:
        """Return every place of a phrase, then every other line that holds all its words.

        A word may go on: ``municipal`` finds ``municipalities``.

        >>> [hit.span.line_start for hit in Searchable(SourceText("a", "Ana\\nNúñez\\nNúñez, Ana")).find("ana nunez")]
        [1, 3]
        """
        wanted = "".join(map(_folded, words)).split()
        if not wanted:
            return []
        phrases = [Hit(self._span([mark]), (mark,), is_phrase=True) for mark in self._marks(" ".join(wanted))]
        lines = {line for hit in phrases for line in range(hit.span.line_start, hit.span.line_end + 1)}
        return phrases + [hit for hit in self._together(wanted) if hit.span.line_start not in lines]

    def _together(self, words: list[str]) -> list[Hit]:
        """Return the lines that hold all the words, with the first place of each there."""
        by_line: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
        for word in dict.fromkeys(words):
            for mark in self._marks(word):
                by_line[self.source.line_at(mark[0])].setdefault(word, mark)
        full = [sorted(found.values()) for _, found in sorted(by_line.items()) if len(found) == len(set(words))]
        return [Hit(self._span(marks), tuple(marks), is_phrase=False) for marks in full]

    def _marks(self, folded: str) -> list[tuple[int, int]]:
        start = r"(?<!\w)" if folded[0].isalnum() else ""
        found = re.finditer(start + re.escape(folded), self._text)
        return [(self._offsets[match.start()], self._offsets[match.end()]) for match in found]

    def _span(self, marks: list[tuple[int, int]]) -> Span:
        return self.source.span(min(chain(*marks)), max(chain(*marks)))


def clause_around(source: SourceText, span: Span) -> Span:
    """Return the sentence or the table's cell in which a span lies; of one that is too long, some words around it."""
    first, end = source.lines(span.line_start, span.line_end)
    breaks = list(_BETWEEN_CLAUSES.finditer(source.text, first, end))
    start = max((match.end() for match in breaks if match.end() <= span.start), default=first)
    stop = min((_end_of(match) for match in breaks if match.start() >= span.end - 1), default=end)
    stop = max(stop, span.end)
    if stop - start > MAX_PASSAGE_CHARS:
        before = [match.start() for match in _WORD.finditer(source.text, start, span.start)]
        after = [match.end() for match in _WORD.finditer(source.text, span.end, stop)]
        start = before[-_WORDS_AROUND:][0] if before else span.start
        stop = after[:_WORDS_AROUND][-1] if after else span.end
    stretch = source.text[start:stop]
    start += len(stretch) - len(stretch.lstrip())
    stop -= len(stretch) - len(stretch.rstrip())
    return source.span(start, stop) if stop - start <= MAX_PASSAGE_CHARS else span


def _end_of(match: re.Match[str]) -> int:
    """Return where a clause ends: its full stop and closing quotes belong to it."""
    return match.start() + len(match[0].rstrip())


def words_of(source: SourceText, span: Span) -> str | None:
    """Return the short "first … last" words that lead `SourceText.locate` to exactly this span; None if none do."""
    text = source.text[span.start : span.end]
    words = list(_WORD.finditer(text))
    ends = [*range(1, len(words) // 2), 0] if len(words) > 1 else []
    shortened = [f"{text[: words[n].end()]} … {text[words[-1 - n].start() :]}" for n in ends]
    whole = [text] if len(text) <= _SHOWN_WHOLE else []
    told = (*whole, *shortened, text)
    lines = span.line_start, span.line_end
    return next((one for one in told if one.isprintable() and source.try_locate(*lines, one) == span), None)


@cache
def _folded(letter: str) -> str:
    """Return a letter without case and accents, in the kind that keyboards have; white space is one space."""
    if letter.isspace():
        return " "
    apart = unicodedata.normalize("NFKD", letter.translate(_SAME)).casefold()
    return "".join(one for one in apart if unicodedata.category(one) not in ("Mn", "Cf"))
