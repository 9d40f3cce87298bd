"""Searching the documents for what is to be cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..evidence import (
    MAX_PASSAGE_CHARS,
    Hit,
    Passage,
    Records,
    Searchable,
    SourceText,
    Span,
    cell_at,
    clause_around,
    words_of,
)
from ..terms import NamedNode
from .citer import Citer


@dataclass(frozen=True, slots=True)
class Found:
    """A place where words stand, and how to cite it.

    :param name: the document, as locators name it
    :param clause: the sentence, or the cell of a table, around the words
    :param at: the locator of the clause
    :param words: what ``--words`` takes besides; None where the locator says it all, as for a cell
    :param cited_by: claims and mentions that rest on a passage which the words lie in or touch
    """

    name: str
    source: SourceText
    hit: Hit
    clause: Span
    at: str
    words: str | None
    cited_by: tuple[NamedNode, ...]

    @property
    def section(self) -> str:
        """The section the words stand in."""
        return self.source.section_at(self.hit.span.line_start)


def find(citer: Citer, words: str, names: Sequence[str] = ()) -> list[Found]:
    """Return where words stand in the documents: whole phrases before lines that hold all the words.

    :param names: the documents to search; all that are described, and all others in the folder, where none is named
    :raises UsageError: ``no-sources``, ``unknown-document``
    """
    records, found = citer.sources.records, []
    uses = _uses(records)
    for name in names or citer.document_names():
        document, source = citer.document_text(name)
        cited = [one for one in records.passages.values() if one.document == document]
        for hit in Searchable(source).find(words):
            is_short = hit.span.end - hit.span.start <= MAX_PASSAGE_CHARS
            clause = clause_around(source, hit.span if is_short else source.span(*hit.marks[0]))
            users = (iri for one in cited if _touches(one, hit.span) for iri in uses[one.iri])
            found.append(Found(name, source, hit, clause, *_ready(name, source, clause), tuple(sorted(users, key=str))))
    return sorted(found, key=lambda one: not one.hit.is_phrase)


def _ready(name: str, source: SourceText, clause: Span) -> tuple[str, str | None]:
    """Return the locator of a clause, and the words besides; the whole lines where no words lead to it."""
    if cell := cell_at(source, clause):
        table, row, column = cell
        return f"{name}:table{table}:r{row}c{column}", None
    first, last = clause.line_start, clause.line_end
    at = f"{name}:{first}" if first == last else f"{name}:{first}-{last}"
    return at, None if source.try_locate(first, last) == clause else words_of(source, clause)


def _uses(records: Records) -> dict[NamedNode, list[NamedNode]]:
    uses: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for claim in records.claims:
        uses[claim.support].append(claim.iri)
    for mention in records.mentions:
        uses[mention.passage].append(mention.iri)
    return uses


def _touches(passage: Passage, span: Span) -> bool:
    return passage.char_start < span.end and span.start < passage.char_end
