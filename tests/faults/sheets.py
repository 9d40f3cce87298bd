"""Turtle files as lines that stay themselves while others come and go: no reader but the eye's.

The files of the bundled project have one form: a statement begins at the margin, each predicate is indented by four
signs, each further value by eight. That is all that is known of Turtle here, so that the place of a planted fault never
depends on the reader under test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDERS = ("ontology", "shapes", "graph_data", "queries")
_END = re.compile(r" ([;,.])$")
_NAME = re.compile(r"[^\s,;]+")


@dataclass(eq=False, slots=True)
class Line:
    """One line; it is the same line after edits, whatever its text and number."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a statement as it is written, and the line that it stands on."""

    predicate: str
    term: str
    line: Line


class Statement:
    """The lines about one subject, from the margin to the dot."""

    def __init__(self, sheet: Sheet, lines: list[Line]) -> None:
        self.sheet = sheet
        self.lines = lines

    @property
    def head(self) -> Line:
        """The line at the margin."""
        return self.lines[0]

    @property
    def subject(self) -> str:
        """The name before the first space."""
        return self.head.text.split(" ", 1)[0]

    @property
    def values(self) -> list[Value]:
        """The values in the order of the file."""
        found: list[Value] = []
        predicate = ""
        for line in self.lines:
            written = _END.sub("", line.text)
            if line is self.head:
                _, predicate, term = written.split(" ", 2)
            elif written.startswith(" " * 8):
                term = written.strip()
            else:
                predicate, term = written.strip().split(" ", 1)
            found.append(Value(predicate, term, line))
        return found

    def of(self, predicate: str) -> list[Value]:
        """Return the values of one predicate."""
        return [value for value in self.values if value.predicate == predicate]

    def term(self, predicate: str) -> str | None:
        """Return the first value of a predicate as it is written."""
        return next((value.term for value in self.of(predicate)), None)

    def names(self) -> set[str]:
        """Return every name that stands in the statement."""
        return {name for line in self.lines for name in _NAME.findall(line.text)}

    def replace(self, value: Value, term: str) -> Line:
        """Write another term in the place of a value."""
        before, _, after = value.line.text.rpartition(value.term)
        value.line.text = before + term + after
        return value.line

    def add(self, predicate: str, term: str) -> Line:
        """Write one more predicate at the end."""
        return self._after(self.lines[-1], ";", f"    {predicate} {term}", ".")

    def add_value(self, value: Value, term: str) -> Line:
        """Write one more value behind another of the same predicate."""
        end = value.line.text[-1]
        return self._after(value.line, ",", f"        {term}", end)

    def drop(self, value: Value) -> None:
        """Take out one value, and the predicate with its last one."""
        group = [one.line for one in self.of(value.predicate)]
        at = self.lines.index(value.line)
        if value.line is self.head:
            start = f"{self.subject} {value.predicate}" if len(group) > 1 else self.subject
            self.lines[1].text = f"{start} {self.lines[1].text.strip()}"
        elif value.line is group[-1]:
            self.lines[at - 1].text = _END.sub(value.line.text[-2:], self.lines[at - 1].text)
        else:
            after = self.lines[at + 1]
            after.text = f"    {value.predicate} {after.text.strip()}" if value.line is group[0] else after.text
        self._forget(value.line)

    def remove(self) -> None:
        """Take out the whole statement and the empty line after it."""
        at = self.sheet.lines.index(self.head)
        del self.sheet.lines[at : at + len(self.lines) + 1]

    def _after(self, line: Line, sign: str, text: str, end: str) -> Line:
        line.text = _END.sub(f" {sign}", line.text)
        new = Line(f"{text} {end}")
        self.sheet.lines.insert(self.sheet.lines.index(line) + 1, new)
        self.lines.insert(self.lines.index(line) + 1, new)
        return new

    def _forget(self, line: Line) -> None:
        self.lines.remove(line)
        self.sheet.lines.remove(line)


class Sheet:
    """One file of the project."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = [Line(text) for text in text.split("\n")]

    @property
    def text(self) -> str:
        """The file as it is now."""
        return "\n".join(line.text for line in self.lines)

    def number(self, line: Line) -> int:
        """Return the number that a line has now, from 1."""
        return self.lines.index(line) + 1

    def statements(self) -> list[Statement]:
        """Return the statements about things: no prefixes, and not the file's own header."""
        return [one for one in self._blocks() if not one.head.text.startswith(("@", "<"))]

    def statement_at(self, number: int) -> Statement | None:
        """Return the statement that a line is part of."""
        line = self.lines[number - 1]
        return next((one for one in self._blocks() if line in one.lines), None)

    def append(self, lines: list[str]) -> Statement:
        """Write a new statement at the end of the file."""
        new = Statement(self, [Line(text) for text in lines])
        self.lines[-1:] = [Line(""), *new.lines, Line("")]
        return new

    def full(self, name: str) -> str:
        """Return a name of the file in full, by the prefixes at its top."""
        prefix, _, local = name.partition(":")
        stems = dict(re.findall(r"^@prefix (\S*): <(.*)> \.$", self.text, re.MULTILINE))
        return f"{stems[prefix]}{local}"

    def _blocks(self) -> Iterator[Statement]:
        block: list[Line] = []
        for line in self.lines:
            if not line.text.strip() or line.text.startswith("#"):
                continue
            block.append(line)
            if line.text.endswith(" ."):
                yield Statement(self, block)
                block = []


class Folder:
    """A copy of the project in memory, to be damaged and written down."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.sheets = {name: Sheet(name, text) for name, text in texts.items()}

    def below(self, start: str, end: str) -> list[Sheet]:
        """Return the files whose names begin and end so, in order."""
        return [sheet for name, sheet in sorted(self.sheets.items()) if name.startswith(start) and name.endswith(end)]

    def write(self, folder: Path) -> None:
        """Write all files."""
        for name, sheet in self.sheets.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(sheet.text, "utf-8", newline="\n")


def texts_of(root: Path) -> dict[str, str]:
    """Return the text of every file of a project, by its name in the project."""
    paths = [root / "llika.toml"]
    for folder in FOLDERS:
        paths += [path for path in (root / folder).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}
