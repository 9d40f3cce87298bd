"""What the terminal shows: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..budget import Progress
from ..errors import InputError, LlikaError
from ..findings import Finding, Level, Refused
from ..terms import Text
from .excerpt import Excerpts, as_annotation

_PIPED_WIDTH = 160
_LINES_AT_ONCE = 10_000
_SHAPE = Text("required by", "lo exige")
_COLOURS = {Level.VIOLATION: "red", Level.WARNING: "yellow", Level.INFO: "blue"}


class Output:
    """Prints results, findings and errors; as JSON where asked.

    :param root: the folder that places are relative to
    :param language: of findings and errors
    """

    def __init__(self, *, as_json: bool, root: Path, language: str = "en") -> None:
        self.as_json = as_json
        self.language = language
        self._root = root
        self.out = Console(soft_wrap=True, highlight=False, emoji=False)
        if not self.out.is_terminal:
            self.out.width = _PIPED_WIDTH
        self.err = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)

    def json(self, value: object) -> None:
        """Print a value as JSON."""
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def json_line(self, value: object) -> None:
        """Print a value as JSON in one line, at once: somebody may be reading."""
        sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def note(self, text: str) -> None:
        """Print plain text beside the results."""
        self.err.print(escape(text))

    def text(self, text: str) -> None:
        """Print plain text."""
        self.out.print(escape(text))

    def raw(self, data: bytes) -> None:
        """Print bytes as they are."""
        sys.stdout.flush()
        sys.stdout.buffer.write(data)

    def lines(self, lines: Iterable[str]) -> None:
        """Print lines as they are, in UTF-8, as they come."""
        rest = iter(lines)
        while some := "".join(islice(rest, _LINES_AT_ONCE)):
            self.raw(some.encode())

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print rows as a table."""
        table = Table(show_edge=False, header_style="bold")
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*map(escape, row))
        self.out.print(table)

    def findings(self, findings: Iterable[Finding]) -> None:
        """Print findings, one to a paragraph, each with the line where it stands."""
        excerpts = Excerpts(self._root)
        for finding in findings:
            colour, level = _COLOURS[finding.level], finding.level.words.said_in(self.language)
            where = f"{finding.place}: " if finding.place else ""
            what = f"{finding.subject}: " if finding.subject else ""
            self.err.print(
                f"[bold]{escape(where)}[/][{colour}]{level}[/]: "
                f"{escape(what + finding.message.said_in(self.language))} [dim]\\[{finding.rule}][/]"
            )
            self._excerpt(excerpts.of(finding.place))
            self.err.print(f"    {escape(finding.advice.said_in(self.language))}")
            if finding.shape:
                self.err.print(f"    [dim]{_SHAPE.said_in(self.language)}: {escape(str(finding.shape))}[/]")

    def error(self, error: LlikaError) -> None:
        """Print an error with its place and hint; a refused build with its findings."""
        findings = error.findings if isinstance(error, Refused) else ()
        if self.as_json:
            self.json({**error.as_json(), "findings": [finding.as_json() for finding in findings]})
            return
        self.findings(findings)
        where = f"{error.place}: " if error.place else ""
        told = error.message.said_in(self.language)
        self.err.print(f"[bold]{escape(where)}[/][red]{escape(told)}[/] [dim]\\[{error.code}][/]")
        self._excerpt(Excerpts(self._root).of(error.place))
        self.err.print(f"    {escape(error.hint.said_in(self.language))}")

    def annotations(self, findings: Iterable[Finding]) -> None:
        """Print findings as commands of GitHub, which shows them beside the lines of a review."""
        for finding in findings:
            self.raw(f"{as_annotation(finding, self._root)}\n".encode())

    def _excerpt(self, excerpt: str | None) -> None:
        if excerpt:
            self.err.print(f"[dim]{escape(excerpt)}[/]")

    @contextmanager
    def working(self, on: str) -> Iterator[Console]:
        """Show that work goes on, where somebody watches."""
        if self.as_json or not self.err.is_terminal:
            yield self.err
            return
        with self.err.status(on):
            yield self.err

    @contextmanager
    def counting(self) -> Iterator[Progress | None]:
        """Show how far work is, where somebody watches; what it gives is to be told so."""
        if self.as_json or not self.err.is_terminal:
            yield None
            return
        with self.err.status("reading") as status:
            yield lambda doing, number: status.update(f"{doing}: {number:,}")


def refused_by_system(error: OSError) -> InputError:
    """Return the error for a file or an address that the system does not give us."""
    reason, name = error.strerror or str(error), error.filename or "-"
    return InputError(
        "system-refused",
        Text(f"{name}: {reason}.", f"{name}: {reason}."),
        Text("Check the folder, its permissions and its space.", "Revise la carpeta, sus permisos y su espacio."),
    )
