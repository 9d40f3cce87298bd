"""Recomputing what evidence derives from documents and facts: offsets, lines, digests, IRIs."""

from __future__ import annotations

from collections import Counter

from ..errors import UsageError
from ..evidence import Passage, SourceText, Span, expected_iris, find_table, passage_iri
from ..evidence.ties import CLAIMS
from ..sources import Sources
from ..terms import EV, Literal, NamedNode
from .change import Change
from .library import Library
from .spans import SPAN_KEYS, integer, numbers_of


def repair(sources: Sources, library: Library) -> Change:
    """Return what brings sections and places of passages, digests of documents and IRIs up to date.

    A passage whose text its document holds no more, or more than once, is left as it is: the check still finds it.
    """
    change = Change(sources)
    if library:
        _repair_documents(change, library)
        for passage, span in _moves(sources, library):
            text, _ = library.text(passage.document, sources.records.documents.get(passage.document))
            _move(change, passage, span, text.section_at(span.line_start))
    _repair_iris(change)
    return change


def _repair_documents(change: Change, library: Library) -> None:
    for iri, document in change.sources.records.documents.items():
        if document.file_digest is not None:
            old, new = (Literal(digest) for digest in (document.file_digest, library.text(iri, document)[1]))
            change.replaced[iri, EV.fileDigest, old] = (iri, EV.fileDigest, new)


def _repair_iris(change: Change) -> None:
    graphs = {
        name: frozenset(map(change.apply, facts)) if name.startswith(CLAIMS) else facts
        for name, facts in change.sources.graphs.items()
    }
    for _, actual, expected in expected_iris(change.sources.evidence_of(graphs)):
        if actual != expected:
            change.renamed[actual] = expected


def _moves(sources: Sources, library: Library) -> list[tuple[Passage, Span]]:
    """Return where passages are now; one whose new place another passage has or gets stays as it is."""
    passages = sources.records.passages.values()
    spans = {one.iri: span for one in passages if (span := _find(one, sources, library)) is not None}
    while True:
        places = {one.iri: _place(one, spans.get(one.iri)) for one in passages}
        taken = Counter(places.values())
        kept = {iri: span for iri, span in spans.items() if places[iri] == iri or taken[places[iri]] == 1}
        if len(kept) == len(spans):
            return [(one, spans[one.iri]) for one in passages if one.iri in spans]
        spans = kept


def _find(passage: Passage, sources: Sources, library: Library) -> Span | None:
    """Return where a passage's text stands: at its offsets, or at the one other place that holds it."""
    text, _ = library.text(passage.document, sources.records.documents.get(passage.document))
    span = text.span(passage.char_start, passage.char_end)
    if text.digest(span.start, span.end) == passage.digest:
        return span
    found = list(text.find_digest(passage.char_end - passage.char_start, passage.digest))
    return found[0] if len(found) == 1 else _find_in_cell(passage, text, found)


def _find_in_cell(passage: Passage, text: SourceText, found: list[Span]) -> Span | None:
    """Return the one of several places that is in the passage's cell of a table: a figure alone stands in many."""
    if passage.table is None or not found:
        return None
    try:
        start, end = find_table(text, passage.table).stretch(passage.row, passage.column)
    except UsageError:
        return None
    inside = [span for span in found if start <= span.start and span.end <= end]
    return inside[0] if len(inside) == 1 else None


def _place(passage: Passage, span: Span | None) -> NamedNode:
    return passage.iri if span is None else passage_iri(passage.document, span.start, span.end)


def _move(change: Change, passage: Passage, span: Span, section: str) -> None:
    old = (passage.char_start, passage.char_end, passage.line_start, passage.line_end)
    for key, was, now in zip(SPAN_KEYS, old, numbers_of(span), strict=True):
        change.replaced[passage.iri, key, integer(was)] = (passage.iri, key, integer(now))
    stood, stands = ((passage.iri, EV.sectionPath, Literal(words)) for words in (passage.section, section))
    change.replaced[stood] = stands
    change.renamed[passage.iri] = _place(passage, span)
