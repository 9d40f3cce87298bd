"""How much a check found, in a line."""

from __future__ import annotations

from ..check import Coverage, Examination
from ..findings import violations
from ..terms import Text


def summary(found: Examination) -> Text:
    """Return how much was found, and what was not looked at because of that."""
    wrong, number = len(violations(found.findings)), len(found.findings)
    told = Text(f"{wrong} violation(s), {number} finding(s)", f"{wrong} incumplimiento(s), {number} hallazgo(s)")
    if not found.is_whole:
        return Text(
            f"{told.en}; the rest is checked once every file can be read",
            f"{told.es}; lo demás se revisa cuando todo archivo se pueda leer",
        )
    if found.dataset is None:
        return Text(
            f"{told.en}; saved queries are tested once there is no violation",
            f"{told.es}; las consultas se prueban cuando no haya incumplimientos",
        )
    return told


def coverage_summary(coverage: Coverage) -> Text:
    """Return how much of a list is held."""
    rows, covered, left_out = coverage.rows, coverage.covered, coverage.out_of_scope
    return Text(
        f"coverage: {covered} of {rows} rows held, {left_out} left out on purpose",
        f"cobertura: {covered} de {rows} filas recogidas, {left_out} omitidas a propósito",
    )


def coverage_as_json(coverage: Coverage) -> dict[str, int]:
    """Return the same as JSON."""
    return {"rows": coverage.rows, "covered": coverage.covered, "out_of_scope": coverage.out_of_scope}
