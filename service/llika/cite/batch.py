"""Citing from a table: a row is a citation, and either all are right or nothing is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ..budget import Progress
from ..errors import Place, UsageError
from ..evidence import STRATA, Basis
from ..evidence.locators import CONFIDENCES, QUALIFIERS, Cell, Locator
from ..findings import Finding, Level, Refused, as_finding
from ..terms import NamedNode, Text
from .change import Change
from .citer import Citer
from .ledger import AlreadyCited
from .manner import Manner, object_stem, parse_object, parse_predicate
from .sheet import Row, read_sheet


@dataclass(frozen=True, slots=True)
class _Kind:
    """A form of citing: the columns it needs, and those it may have besides."""

    needs: tuple[str, ...]
    may: frozenset[str]


_CELL = ("table", "row", "column")
_REASON = ("reason_en", "reason_es")
_MANNER = ("words", "basis", "stance", "confidence", "qualifier", *_CELL)
_KINDS = {
    "fact": _Kind(("subject", "predicate", "object", "locator"), frozenset({*_MANNER, *_REASON})),
    "node": _Kind(("subject", "locator"), frozenset({*_MANNER, *_REASON})),
    "mention": _Kind(("subject", "words", "locator"), frozenset(_CELL)),
    "gap": _Kind(("subject", "predicate", "locator", *_REASON), frozenset({"object", "by"})),
}
COLUMNS = ("kind", "subject", "predicate", "object", "locator", *_MANNER, *_REASON, "by")
_COLUMN_OF = {
    "basis-mismatch": "basis",
    "class-needed": "object",
    "node-denied": "stance",
    "node-without-facts": "subject",
    "object-kind": "object",
    "undeclared-term": "predicate",
    "words-missing": "words",
    "words-twice": "words",
}
"""Which cell is wrong when a row is refused; the locator where nothing is said."""


class BatchRefused(Refused):
    """Rows of a table that cannot be cited; nothing is written."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        count = len(findings)
        super(Refused, self).__init__(
            "batch-refused",
            Text(f"{count} row(s) cannot be cited; nothing is written.", f"{count} fila(s) no se pueden citar."),
            Text("Correct the cells named above.", "Corrija las celdas indicadas; no se escribió nada."),
        )
        self.findings = tuple(findings)


def read_rows(path: Path) -> list[Row]:
    """Read a table of citations; see `read_sheet`."""
    return read_sheet(path, COLUMNS)


def cite_rows(
    citer: Citer, rows: Sequence[Row], *, skip_existing: bool = False, progress: Progress | None = None
) -> Change:
    """Cite every row.

    :param skip_existing: pass over what is cited already, in the project or further up in the table
    :param progress: told how many rows were checked, now and then
    :raises BatchRefused: with a finding for each row that cannot be cited
    :raises UsageError: ``no-sources``
    """
    found: list[Finding] = []
    first: dict[NamedNode, Place] = {}
    for number, row in enumerate(rows, 1):
        try:
            _cite(citer, row)
            first[citer.change.cited[-1]] = row.place
        except AlreadyCited as error:
            if not skip_existing:
                found.append(_again(row, first.get(error.iri) or error.place))
        except UsageError as error:
            if error.code == "no-sources":
                raise
            error.place = error.place or row.place_of(_column_of(error, row))
            found.append(as_finding(error))
        if progress is not None and number % 50 == 0:
            progress("checking rows", number)
    if found:
        raise BatchRefused(found)
    return citer.change


def _column_of(error: UsageError, row: Row) -> str:
    is_type = error.code == "undeclared-term" and row["predicate"] == "a"
    return "object" if is_type else _COLUMN_OF.get(error.code, "locator")


def _again(row: Row, place: Place | None) -> Finding:
    where = place or "?"
    return Finding(
        "already-cited",
        Level.VIOLATION,
        Text(f"This is cited already: {where}.", f"Esto ya está citado: {where}."),
        Text("Take the row out, or cite with --skip-existing.", "Quite la fila o cite con --skip-existing."),
        row.place,
    )


def _cite(citer: Citer, row: Row) -> None:
    project = citer.project
    kind = row.read("kind", lambda text: _choice(text or "fact", _KINDS))
    _check_columns(kind, row)
    subject = row.read("subject", project.term)
    if kind == "gap":
        _cite_gap(citer, row, subject)
        return
    at = row.read("locator", Locator.parse).with_cell(Cell(*(row.read(name, _number) for name in _CELL)))
    if kind == "mention":
        citer.mention(subject, row["words"], at)
    elif kind == "node":
        citer.cite_node(subject, at, _manner(row))
    else:
        predicate = row.read("predicate", lambda text: parse_predicate(text, project))
        stem = object_stem(row["predicate"])
        value = row.read("object", lambda text: parse_object(text, project, stem=stem))
        citer.cite_fact((subject, predicate, value), at, _manner(row))


def _cite_gap(citer: Citer, row: Row, subject: NamedNode) -> None:
    project, stem = citer.project, object_stem(row["predicate"])
    predicate = row.read("predicate", lambda text: parse_predicate(text, project))
    value = (row.read("object", lambda text: project.term(text, stem=stem)),) if row["object"] else ()
    by = row.read("by", lambda text: project.term(text or "curator"))
    searched = re.split(r"[\s,;]+", row["locator"])
    citer.gap(subject, (predicate, *value), searched, reason=Text(row["reason_en"], row["reason_es"]), by=by)


def _manner(row: Row) -> Manner:
    labels = [stratum.label for stratum in STRATA]
    return Manner(
        words=row["words"] or None,
        basis=Basis[row.read("basis", lambda text: _choice(text or Basis.STATED.label, labels)).upper()],
        affirms=row.read("stance", lambda text: _choice(text or "affirms", ("affirms", "denies"))) == "affirms",
        confidence=row.read("confidence", _confidence),
        qualifier=row.read("qualifier", lambda text: _choice(text, QUALIFIERS) if text else None),
        reason=_reason(row),
    )


def _reason(row: Row) -> Text | None:
    """Return why a passage is taken to say so, told in both languages or in none.

    :raises UsageError: ``csv-value``
    """
    missing = [name for name in _REASON if not row[name]]
    if len(missing) == 1:
        message = Text("The reason is given in one language.", "El motivo está en un solo idioma.")
        raise _wrong_value(message, Text("Fill both cells.", "Rellene ambas celdas."), row.place_of(missing[0]))
    return None if missing else Text(row["reason_en"], row["reason_es"])


def _check_columns(kind: str, row: Row) -> None:
    """Check that a row fills what its form needs and nothing that it does not take.

    :raises UsageError: ``csv-value``
    """
    form = _KINDS[kind]
    for name in (name for name in form.needs if not row[name]):
        message = Text(f"The {name} of this {kind} is missing.", f"Falta {name} en esta fila ({kind}).")
        raise _wrong_value(message, Text("Fill the cell.", "Rellene la celda."), row.place_of(name))
    for name in (name for name in row.cells if row[name] and name not in {"kind", *form.needs, *form.may}):
        message = Text(f"A {kind} takes no {name}.", f"Esta fila ({kind}) no lleva {name}.")
        raise _wrong_value(message, Text("Leave the cell empty.", "Deje la celda vacía."), row.place_of(name))


def _choice(text: str, known: Sequence[str] | dict[str, _Kind]) -> str:
    if text not in known:
        told = ", ".join(known)
        raise _wrong_value(_not_allowed(text), Text(f"Write one of: {told}.", f"Escriba uno de: {told}."))
    return text


def _confidence(text: str) -> Decimal:
    known = {str(one): one for one in CONFIDENCES} | {"1": CONFIDENCES[0], "": CONFIDENCES[0]}
    if text not in known:
        raise _wrong_value(_not_allowed(text), Text("Write 1.0, 0.8 or 0.5.", "Escriba 1.0, 0.8 o 0.5."))
    return known[text]


def _number(text: str) -> int | None:
    if text and not re.fullmatch(r"[0-9]{1,4}", text):
        raise _wrong_value(_not_allowed(text), Text("Write a number from 1.", "Escriba un número desde 1."))
    return int(text) if text else None


def _not_allowed(text: str) -> Text:
    return Text(f"“{text[:40]}” is not allowed here.", f"«{text[:40]}» no se permite aquí.")


def _wrong_value(message: Text, hint: Text, place: Place | None = None) -> UsageError:
    return UsageError("csv-value", message, hint, place=place)
