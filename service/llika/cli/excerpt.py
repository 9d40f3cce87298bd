"""Findings where they stand: the line of the file with a mark below it, or an annotation for a review on GitHub."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rich.cells import cell_len

from ..errors import Place
from ..findings import Finding, Level

_WIDTH = 100
"""Characters shown of a line that is longer."""
_COMMANDS = {Level.VIOLATION: "error", Level.WARNING: "warning", Level.INFO: "notice"}


class Excerpts:
    """The lines of a project's files.

    :param root: the folder that places are relative to
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lines = cache(self._read)

    def of(self, place: Place | None) -> str | None:
        """Return the line of a place with a mark below its column; None where there is none.

        A long line is cut around the place; the mark takes account of wide letters.
        """
        if place is None or place.line is None:
            return None
        lines = self._lines(place.file)
        if not 0 < place.line <= len(lines):
            return None
        line, column = lines[place.line - 1].replace("\t", " ").rstrip(), (place.column or 1) - 1
        start = max(0, column - _WIDTH // 2) if len(line) > _WIDTH else 0
        shown = f"{'…' * (start > 0)}{line[start : start + _WIDTH]}{'…' * (start + _WIDTH < len(line))}"
        before = cell_len(f"{'…' * (start > 0)}{line[start:column]}")
        number = f"{place.line:>6}"
        return f"{number} | {shown}\n{' ' * len(number)} | {' ' * before}^"

    def _read(self, file: str) -> list[str]:
        for path in (self._root / file, Path(file)):
            try:
                return path.read_text("utf-8").split("\n")
            except (OSError, UnicodeDecodeError):
                continue
        return []


def as_annotation(finding: Finding, root: Path) -> str:
    """Return a finding as a workflow command of GitHub, which shows it beside the line in a review.

    :param root: the folder that places are relative to; files are named as they are seen from the working folder
    """
    properties = {"title": finding.rule}
    if finding.place:
        path, here = (root / finding.place.file).resolve(), Path.cwd()
        properties["file"] = path.relative_to(here).as_posix() if path.is_relative_to(here) else finding.place.file
        properties |= {"line": str(finding.place.line or ""), "col": str(finding.place.column or "")}
    told = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items() if value)
    what = f"{finding.subject}: " if finding.subject else ""
    text = f"{what}{finding.message.en}\n{finding.advice.en}"
    return f"::{_COMMANDS[finding.level]} {told}::{_escaped(text)}"


def _escaped(text: str, others: str = "") -> str:
    """Return a text as the commands take it: percent signs, line ends and some others by their numbers."""
    return "".join(f"%{ord(letter):02X}" if letter in f"%\r\n{others}" else letter for letter in text)
