"""Which rows of a list of things that the documents say are held by the data, each where the list says it stands.

The list is a CSV file that whoever read the documents has made. Its columns, of which the first two are needed:

    row         a name of the row, given once
    locator     where it is said, as 003:890, 003:890-892 or 003:table5:r2c4; several with ";" between them
    covered_by  claims, gaps or mentions, with ";" between them; without any, a passage on these lines suffices
    value       a number that a fact covered by these claims must have
    not_stated  yes where the documents do not say it: then a gap covers it, and only then
    out_of_scope  why the row is left out on purpose
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from ..dataset import Support
from ..errors import InputError, Place, UsageError
from ..evidence import Claim, Locator, Passage, Records
from ..findings import Finding, Level
from ..sources import Sources
from ..terms import Literal, NamedNode, Text
from .wording import COVERAGE

_NEEDED = ("row", "locator")
_KNOWN = (*_NEEDED, "covered_by", "value", "not_stated", "out_of_scope")
_MOST_OUT_OF_SCOPE = Decimal("0.03")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list, with the line it stands on."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def parts(self, column: str) -> list[str]:
        """Return what a cell lists."""
        return [part.strip() for part in self[column].split(";") if part.strip()]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a list is held.

    :param rows: how many rows the list has
    :param out_of_scope: how many of them are left out on purpose
    """

    rows: int
    out_of_scope: int
    findings: tuple[Finding, ...]

    @property
    def covered(self) -> int:
        """How many rows are held as the list says."""
        wrong = {finding.place.line for finding in self.findings if finding.place and finding.subject}
        return self.rows - self.out_of_scope - len(wrong)


def cover(sources: Sources, path: Path) -> Coverage:
    """Compare a list with the evidence of a project.

    :raises InputError: ``coverage-unreadable`` where the file is no CSV of this form
    """
    shown = sources.project.shown(path)
    rows = list(_read(path, shown))
    judge = _Judge(sources, shown)
    findings = [finding for row in rows for finding in judge.judge(row)]
    left_out = sum(bool(row["out_of_scope"]) for row in rows)
    if left_out > _MOST_OUT_OF_SCOPE * len(rows):
        findings.append(_finding("coverage-scope", Place(shown), None, left_out, len(rows), level=Level.WARNING))
    return Coverage(len(rows), left_out, tuple(findings))


def _read(path: Path, shown: str) -> Iterator[Row]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _unreadable(Place(shown), error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise _unreadable(Place(shown), f"byte {error.start} is not UTF-8") from error
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        columns = [name.strip() for name in next(reader, [])]
        if missing := [name for name in _NEEDED if name not in columns]:
            raise _unreadable(Place(shown, 1), f"no column {', '.join(missing)}")
        if unknown := [name for name in columns if name not in _KNOWN]:
            raise _unreadable(Place(shown, 1), f"unknown column {', '.join(unknown)}")
        before = reader.line_num
        for cells in reader:
            if any(cells):
                yield Row(before + 1, dict(zip(columns, (cell.strip() for cell in cells), strict=False)))
            before = reader.line_num
    except csv.Error as error:
        raise _unreadable(Place(shown, reader.line_num), str(error)) from error


def _unreadable(place: Place, why: str) -> InputError:
    return InputError(
        "coverage-unreadable",
        Text(f"The list of what is to be covered cannot be read: {why}.", f"No se puede leer la lista: {why}."),
        Text(
            f"It is a CSV file in UTF-8 with the columns {', '.join(_KNOWN)}; the first two are needed.",
            f"Es un archivo CSV en UTF-8 con las columnas {', '.join(_KNOWN)}; las dos primeras son obligatorias.",
        ),
        place=place,
    )


def _finding(rule: str, place: Place, row: str | None, *parts: object, level: Level = Level.VIOLATION) -> Finding:
    message, advice = (Text(*(words.format(*parts) for words in text)) for text in COVERAGE[rule])
    return Finding(rule, level, message, advice, place, row)


class _Judge:
    """Judges the rows one by one."""

    def __init__(self, sources: Sources, shown: str) -> None:
        self._project = sources.project
        self._records: Records = sources.records
        self._support = Support(sources.evidence)
        self._shown = shown
        self._seen: dict[str, int] = {}
        self._claims = {claim.iri: claim for claim in self._records.claims}
        self._gaps = {gap.iri: gap for gap in self._records.gaps}
        self._mentions = {mention.iri: mention for mention in self._records.mentions}
        cited = [claim.support for claim in self._records.claims] + [one.passage for one in self._records.mentions]
        self._cited = [self._records.passages[iri] for iri in dict.fromkeys(cited) if iri in self._records.passages]

    def judge(self, row: Row) -> Iterator[Finding]:
        """Yield what is wrong with a row."""
        name, place = row["row"], Place(self._shown, row.line)
        first = self._seen.setdefault(name, row.line)
        if not name or first != row.line:
            yield _finding("coverage-row", place, name or "-", name, first)
            return
        if row["out_of_scope"]:
            return
        if row["not_stated"] not in ("", "yes"):
            yield _finding("coverage-row", place, name, name, first)
            return
        locators = [self._locator(text) for text in row.parts("locator")]
        known = [at for at in locators if at is not None]
        if not locators or len(known) < len(locators):
            yield _finding("coverage-locator", place, name, row["locator"] or "-")
            return
        for rule, parts in self._faults(row, known):
            yield _finding(rule, place, name, *parts)

    def _locator(self, text: str) -> Locator | None:
        """Return a place in a document that the project knows."""
        try:
            at = Locator.parse(text)
            return at if self._document(at) in self._records.documents else None
        except UsageError:
            return None

    def _term(self, name: str) -> NamedNode | None:
        try:
            return self._project.term(name, stem="claim/")
        except UsageError:
            return None

    def _faults(self, row: Row, locators: Sequence[Locator]) -> Iterator[tuple[str, tuple[object, ...]]]:
        names = row.parts("covered_by")
        if not names:
            if row["not_stated"] or row["value"] or not self._is_cited(locators):
                yield "coverage-missing", (row["locator"],)
            return
        claims: list[Claim] = []
        for name in names:
            term = self._term(name)
            if term is None or not (term in self._claims or term in self._gaps or term in self._mentions):
                yield "coverage-unknown", (name,)
            elif (term in self._gaps) != bool(row["not_stated"]):
                yield "coverage-gap", (name,)
            elif term not in self._gaps and not self._stands_at(term, locators):
                yield "coverage-elsewhere", (name, row["locator"])
            elif term in self._claims:
                claims.append(self._claims[term])
        if row["value"] and claims and not self._has_value(claims, row["value"]):
            yield "coverage-value", (row["value"],)

    def _document(self, at: Locator) -> NamedNode:
        return self._project.term(at.document, stem="source/")

    def _stands_at(self, term: NamedNode, locators: Sequence[Locator]) -> bool:
        support = self._claims[term].support if term in self._claims else self._mentions[term].passage
        passage = self._records.passages.get(support)
        if passage is None:
            return any(self._document(at) == support for at in locators)
        return self._is_at(passage, locators)

    def _is_cited(self, locators: Sequence[Locator]) -> bool:
        whole = {self._document(at) for at in locators if at.first is None}
        return any(self._is_at(passage, locators) for passage in self._cited) or any(
            claim.support in whole for claim in self._records.claims
        )

    def _is_at(self, passage: Passage, locators: Sequence[Locator]) -> bool:
        return any(self._document(at) == passage.document and _meet(at, passage) for at in locators)

    def _has_value(self, claims: Sequence[Claim], value: str) -> bool:
        facts = [fact for claim in claims for fact in self._support.covered(claim)]
        written = [fact[2].value for fact in facts if isinstance(fact[2], Literal)]
        return value in written or any(_number(one) == _number(value) is not None for one in written)


def _meet(at: Locator, passage: Passage) -> bool:
    cells = (at.cell.table, passage.table), (at.cell.row, passage.row), (at.cell.column, passage.column)
    if any(wanted not in (None, held) for wanted, held in cells):
        return False
    if at.first is None or at.last is None:
        return True
    return passage.line_start <= at.last and at.first <= passage.line_end


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
