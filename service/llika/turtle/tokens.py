"""The tokens of Turtle, with their places in the text.

Source: RDF 1.1 Turtle, section 6.5 (productions for terminals).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..errors import Place, SyntaxFault
from .faults import syntax_fault

# What is beyond ASCII in a name was judged by the parser: to tell where a name ends, ASCII suffices, and the pattern is
# compiled in a hundredth of the time.
_LETTER = r"[^\x00-@\[-`{-\x7f]"
_FIRST = r"[^\x00-/:-@\[-^`{-\x7f]"  # a letter, a digit or _
_FIRST_LOCAL = r"[^\x00-/;-@\[-^`{-\x7f]"  # or a colon
_NEXT = r"[^\x00-,/:-@\[-^`{-\x7f]"  # a letter, a digit, one of _ - .
_NEXT_LOCAL = r"[^\x00-,/;-@\[-^`{-\x7f]"  # or a colon
_LAST = r"[^\x00-,./:-@\[-^`{-\x7f]"  # a letter, a digit, one of _ -
_LAST_LOCAL = r"[^\x00-,./;-@\[-^`{-\x7f]"  # or a colon
_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPED = rf"\\[tbnrf\"'\\]|{_UCHAR}"
_LOCAL_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
# What repeats is possessive (`++`, `*+`): a long text is then neither gone through twice nor remembered step by step.
_TOKEN = re.compile(
    rf"""
      (?P<space>[ \t\r\n]+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]++|{_UCHAR})*+>)
    | (?P<string>
          \"\"\"(?:[^\"\\]++|{_ESCAPED}|\"(?!\"\"))*+\"\"\" | '''(?:[^'\\]++|{_ESCAPED}|'(?!''))*+'''
        | \"(?:[^\"\\\r\n]++|{_ESCAPED})*+\" | '(?:[^'\\\r\n]++|{_ESCAPED})*+')
    | (?P<blank>_:{_FIRST}(?:{_NEXT}*{_LAST})?)
    | (?P<at>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
    | (?P<name>(?:{_LETTER}(?:{_NEXT}*{_LAST})?)?:
        (?:(?:{_FIRST_LOCAL}|{_LOCAL_ESCAPED})
           (?:(?:{_NEXT_LOCAL}|{_LOCAL_ESCAPED})*(?:{_LAST_LOCAL}|{_LOCAL_ESCAPED}))?)?)
    | (?P<double>[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+)
    | (?P<decimal>[+-]?[0-9]*\.[0-9]+)
    | (?P<integer>[+-]?[0-9]+)
    | (?P<word>[A-Za-z]+)
    | (?P<mark>\^\^|[.;,\[\]()])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u(.{4})|U(.{8})|(.))", re.DOTALL)
_PLAIN_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class Token(NamedTuple):
    """A token: the name of its production, its text, and where it starts and ends (0-based, end exclusive)."""

    kind: str
    text: str
    start: int
    end: int


def token_at(text: str, at: int) -> Token | None:
    """Return the token that starts at an offset; None where none does."""
    found = _TOKEN.match(text, at)
    return Token(found.lastgroup, found[0], at, found.end()) if found and found.lastgroup else None


def tokens(text: str, *, file: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the tokens of a text, or of a stretch of it, comments among them, and at last one of kind ``end``.

    >>> [token.text for token in tokens("<a> a :B . # why", file="a.ttl")]
    ['<a>', 'a', ':B', '.', '# why', '']

    :raises SyntaxFault: ``turtle-syntax`` where no token starts
    """
    at, end = start, len(text) if end is None else end
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise fault_at(text, at, file)
        if found.lastgroup != "space":
            yield Token(found.lastgroup, found[0], at, found.end())
        at = found.end()
    yield Token("end", "", at, at)


def unescaped(text: str) -> str:
    r"""Return what a text with escapes stands for.

    >>> unescaped(r"\u00F1and\u00FA")
    'ñandú'
    """
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _PLAIN_ESCAPES.get(found[3], found[3])


def place_at(text: str, at: int, file: str) -> Place:
    """Return the line and column of an offset."""
    return Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def fault_at(text: str, at: int, file: str) -> SyntaxFault:
    """Return the error for a character that cannot stand where it does."""
    return syntax_fault("This is not expected here", place_at(text, at, file), text=text)
