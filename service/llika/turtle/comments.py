"""Comments, which no RDF library keeps: which statement each belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import compress

from ..terms import Term
from .editors import written_by_people
from .grammar import Source

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


@dataclass(frozen=True, slots=True)
class Comments:
    """Comment lines, each with its ``#``.

    :param head: at the top of the file
    :param above: directly above the statement of a subject
    :param tail: at the end of the file
    """

    head: tuple[str, ...] = ()
    above: Mapping[Term, tuple[str, ...]] = field(default_factory=dict)
    tail: tuple[str, ...] = ()

    def completed(self, former: Comments, twins: Mapping[Term, Term]) -> Comments:
        """Return these comments with the former ones wherever there are none.

        :param twins: the present name of a subject that had another then
        """
        above = {twins.get(subject, subject): lines for subject, lines in former.above.items()}
        lost = {subject: lines for subject, lines in above.items() if not set(lines) <= set(self.tail)}
        return Comments(self.head or former.head, {**lost, **self.above}, self.tail or former.tail)


def comments_of(text: str, source: Source) -> Comments:
    """Assign every comment of a text to the head, to the subject of a statement, or to the tail.

    A comment inside a statement or on the line of its end belongs to it, any other to the statement that follows. The
    head is what stands by the prefixes, or before a blank line at the top of a file without prefixes. Banners of the
    OWL API are no comments.
    """
    head: list[str] = []
    tail: list[str] = []
    above: dict[Term, list[str]] = {}
    starts = [statement.start for statement in source.statements]
    has_subjects = any(statement.subject is not None for statement in source.statements)
    lines = [comment.text.rstrip() for comment in source.comments]
    for comment, line in compress(zip(source.comments, lines, strict=True), written_by_people(lines)):
        index = bisect_right(starts, comment.start)
        if index and "\n" not in text[source.statements[index - 1].end : comment.start]:
            index -= 1
        if index == len(starts):
            (tail if has_subjects else head).append(line)
            continue
        statement = source.statements[index]
        is_apart = index == 0 and _BLANK_LINE.search(text, comment.end, max(comment.end, statement.start))
        if statement.subject is None or is_apart:
            head.append(line)
        else:
            above.setdefault(statement.subject, []).append(line)
    return Comments(tuple(head), {subject: tuple(lines) for subject, lines in above.items()}, tuple(tail))
