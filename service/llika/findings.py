"""What a check found: one shape for every check, so that every door prints it the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from .errors import LlikaError, Place, place_as_json
from .terms import Text


class Level(IntEnum):
    """How much a finding matters; a build with a violation is not published."""

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def words(self) -> Text:
        """The level as people are told it."""
        return _LEVELS[self]


_LEVELS = {
    Level.INFO: Text("info", "nota"),
    Level.WARNING: Text("warning", "advertencia"),
    Level.VIOLATION: Text("violation", "incumplimiento"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found.

    :param rule: stable identifier, a heading in ``docs/errors.md``
    :param message: what is wrong
    :param advice: what to do about it
    :param place: file, and line where known
    :param subject: what it is about, as a CURIE or IRI
    :param shape: where the rule stands that found it, if a file of shapes or queries holds it
    """

    rule: str
    level: Level
    message: Text
    advice: Text
    place: Place | None = None
    subject: str | None = None
    shape: Place | None = None

    def __str__(self) -> str:
        return f"{self.headline()}\n    {self.advice.en}"

    def headline(self, language: str = "en") -> str:
        """Return in one line where it stands, how much it matters, what it is about and what is wrong."""
        where = f"{self.place}: " if self.place else ""
        what = f"{self.subject}: " if self.subject else ""
        level = self.level.words.said_in(language)
        return f"{where}{level}: {what}{self.message.said_in(language)} [{self.rule}]"

    def as_json(self) -> dict[str, object]:
        """Return the finding as the JSON that every door prints."""
        return {
            "rule": self.rule,
            "level": self.level.name.lower(),
            "message": self.message._asdict(),
            "advice": self.advice._asdict(),
            **place_as_json(self.place),
            "subject": self.subject,
            "shape": place_as_json(self.shape) if self.shape else None,
        }


def faults_of(readers: Iterable[Callable[[], object]]) -> list[Finding]:
    """Return what keeps files from being read, each as a finding: all of it, where reading stops at the first.

    :param readers: each reads one file
    """
    found: list[Finding] = []
    for read in readers:
        try:
            read()
        except LlikaError as error:
            found.append(as_finding(error))
    return found


def as_finding(error: LlikaError) -> Finding:
    """Return an error as a violation."""
    return Finding(error.code, Level.VIOLATION, error.message, error.hint, error.place)


def violations(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that forbid publishing."""
    return [finding for finding in findings if finding.level is Level.VIOLATION]


class Refused(LlikaError):
    """A build whose findings forbid publishing it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        count = len(findings)
        super().__init__(
            "build-refused",
            Text(
                f"The build found {count} violation(s) and publishes nothing.",
                f"La construcción encontró {count} incumplimiento(s) y no publica nada.",
            ),
            Text("Mend what the findings name and build again.", "Corrija lo señalado y construya de nuevo."),
        )
        self.findings = tuple(findings)
