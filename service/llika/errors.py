"""Everything that can go wrong on purpose.

    LlikaError                what to show anybody: code, message, hint, place
     ├── UsageError           the call is wrong: unknown option, contradictory options
     ├── InputError           a file cannot be read, or is not what it should be
     │    └── SyntaxFault     ... with line and column
     ├── NotFound             no such entity, query, collection, graph
     ├── ParameterError       a saved query's parameter is missing or of the wrong type
     ├── QueryError           a SPARQL text that is not answered
     │    ├── QuerySyntax     ... because it does not parse (line, column)
     │    └── QueryRefused    ... because it asks for what this service does not do
     ├── NotAcceptable        none of the formats asked for fits the answer
     ├── BudgetExceeded       a limit was reached; the message names it
     └── Refused              the findings of a build forbid publishing it (in `findings`)

The code of an error is a heading in ``docs/errors.md``; a test compares the two. Doors translate a class to an HTTP
status or an exit code in one table each. Any other exception is a fault of ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from .terms import Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file as it is shown to people, 1-based line and column."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


def place_as_json(place: Place | None) -> dict[str, str | int | None]:
    """Return a place as three values, each null where it is not known."""
    if place is None:
        return {"file": None, "line": None, "column": None}
    return {"file": place.file, "line": place.line, "column": place.column}


class LlikaError(Exception):
    """An error with a stable code, a sentence and a hint, each in English and Spanish."""

    def __init__(self, code: str, message: Text, hint: Text, *, place: Place | None = None) -> None:
        super().__init__(message.en)
        self.code = code
        self.message = message
        self.hint = hint
        self.place = place

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message.en} [{self.code}] {self.hint.en}"

    def as_json(self) -> dict[str, object]:
        """Return the error as the JSON that the terminal prints."""
        return {
            "code": self.code,
            "message": self.message._asdict(),
            "hint": self.hint._asdict(),
            **place_as_json(self.place),
        }


class UsageError(LlikaError):
    """The call itself is wrong."""


class InputError(LlikaError):
    """A file cannot be read, or is not what it should be."""


class SyntaxFault(InputError):
    """A file does not parse; its place has a line and a column."""


class NotFound(LlikaError):
    """There is nothing of this name."""


class ParameterError(LlikaError):
    """A parameter of a saved query is missing, unknown or of the wrong type."""

    def __init__(self, code: str, message: Text, hint: Text, *, parameter: str) -> None:
        super().__init__(code, message, hint)
        self.parameter = parameter


class QueryError(LlikaError):
    """A SPARQL text that is not answered."""


class QuerySyntax(QueryError):
    """A SPARQL text that does not parse; its place has a line and a column."""


class QueryRefused(QueryError):
    """A SPARQL text that asks for something this service does not do."""


class NotAcceptable(LlikaError):
    """None of the media types asked for fits the answer."""


class BudgetExceeded(LlikaError):
    """A limit was reached before the work was done."""
