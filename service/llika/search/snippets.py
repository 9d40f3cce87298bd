"""What a hit shows of its thing: the text that answers best, cut to a line or two, and where the words stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .question import Question, tokens
from .things import Field, Said, Thing

_LONGEST = 240
_BEFORE = 60
_LOOKED_AT = 5_000  # further into a text nobody looks for words: a page of hits must not take seconds
_ORDER = tuple(Field)
_UNSEEN = (Field.HIDDEN, Field.KIND)
"""SKOS keeps hidden labels from people's eyes (SKOS Reference, section 5); kinds are shown anyway."""

Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Matched:
    """The text of a thing that answers a question.

    :param marks: start and end, in code points, of the words in the text that were looked for
    """

    field: Field
    text: str
    language: str | None
    marks: tuple[Mark, ...]


def matched(thing: Thing, question: Question, language: str) -> Matched:
    """Return the text of a thing that holds most of the words looked for; of equals the one that weighs most.

    :param language: preferred where texts say the same
    """
    label = Said(Field.LABEL, thing.label.said_in(language), language)
    texts = [label, *(one for one in thing.said if one.field not in _UNSEEN)]
    found = [(one, _marks(one.text, question)) for one in texts]
    best, (_, marks) = max(found, key=lambda pair: _rank(pair[0], pair[1][0], language))
    return _cut(best, _merged(marks))


def _marks(text: str, question: Question) -> tuple[int, list[Mark]]:
    """Return how many of the words looked for stand in a text, and where."""
    words = tokens(text[:_LOOKED_AT])
    by_word = [list(wanted.matches(words)) for wanted in question.wanted]
    return sum(map(bool, by_word)), sorted(mark for marks in by_word for mark in marks)


def _rank(said: Said, held: int, language: str) -> tuple[int, int, bool]:
    return held, -_ORDER.index(said.field), (said.language or "").split("-")[0] == language


def _merged(marks: Iterable[Mark]) -> list[Mark]:
    """Return sorted marks without those that begin within the one before."""
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept


def _cut(said: Said, marks: list[Mark]) -> Matched:
    text = said.text
    start, end = 0, len(text)
    if end > _LONGEST:
        first = marks[0][0] if marks else 0
        start = text.rfind(" ", 0, max(first - _BEFORE, 0)) + 1 if first > _BEFORE else 0
        end = _end_of_word(text, start + _LONGEST)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    kept = tuple((mark[0] + shift, mark[1] + shift) for mark in marks if start <= mark[0] and mark[1] <= end)
    return Matched(said.field, before + text[start:end].rstrip() + after, said.language, kept)


def _end_of_word(text: str, limit: int) -> int:
    """Return where the last word that ends before a limit ends."""
    if limit >= len(text):
        return len(text)
    space = text.rfind(" ", limit - _BEFORE, limit)
    return space if space > 0 else limit
