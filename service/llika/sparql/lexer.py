"""The terminals of SPARQL 1.1 (section 19.8), with the place of each in the text.

Every pattern is possessive or of bounded length, so that no text takes more than linear time. Two things differ from
the letter of the standard, both on the strict side: codepoint escapes (section 19.2) are taken only inside strings and
IRIs, where they cannot make new tokens, and signs are tokens of their own, never part of a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ..errors import Place, QuerySyntax
from ..terms import Text


class Kind(StrEnum):
    """The kinds of token; the values are the group names of the pattern."""

    IRI = "iri"
    STRING = "string"
    VARIABLE = "variable"
    LANGUAGE = "language"
    BLANK = "blank"
    PREFIXED_NAME = "prefixed"
    NUMBER = "number"
    WORD = "word"
    OPERATOR = "operator"

    __hash__ = str.__hash__  # that of an enumeration is Python, and tokens are looked up by the thousand


class Token(NamedTuple):
    """A terminal as written; ``start`` and ``end`` are 0-based offsets into the text, in code points, end exclusive."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def keyword(self) -> str:
        """The word in capitals, or nothing where the token is no word."""
        return self.text.upper() if self.kind is Kind.WORD else ""


# PN_CHARS_BASE, PN_CHARS_U and PN_CHARS as the insides of a character class
_BASE = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_MARKS = r"0-9\u00B7\u0300-\u036F\u203F\u2040"
_START = rf"{_BASE}_"
_CHARS = rf"{_START}{_MARKS}\-"

_CODEPOINT = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPE = rf"""\\[tbnrf"'\\]|{_CODEPOINT}"""
_LOCAL_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"

# A prefix is looked for at every word. Its length is bounded: an endless `a.a.a.a` must not be read again at each `a`.
_PREFIX = rf"[{_BASE}](?:[{_CHARS}.]{{0,254}}[{_CHARS}])?"
_LOCAL = (
    rf"(?:[{_START}0-9:]|{_LOCAL_ESCAPE})(?:[{_CHARS}:]|{_LOCAL_ESCAPE})*+(?:\.++(?:[{_CHARS}:]|{_LOCAL_ESCAPE})++)*+"
)

_OPERATOR = re.compile(r"\^\^|&&|\|\||!=|<=|>=|<<|>>|[{}()\[\].,;|/^*+\-?!=<>~]")
_SKIPPED = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_TOKEN = re.compile(
    rf'''
      (?P<iri> <(?:[^\x00-\x20<>"{{}}|^`\\]|{_CODEPOINT})*+> )
    | (?P<string> """(?:[^"\\]|"{{1,2}}(?!")|{_ESCAPE})*+"""
                | \'\'\'(?:[^'\\]|'{{1,2}}(?!')|{_ESCAPE})*+\'\'\'
                | "(?!"")(?:[^"\\\r\n]|{_ESCAPE})*+"
                | '(?!\'\')(?:[^'\\\r\n]|{_ESCAPE})*+' )
    | (?P<variable> [?$][{_START}0-9][{_START}{_MARKS}]*+ )
    | (?P<language> @[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)? )
    | (?P<blank> _:[{_START}0-9][{_CHARS}]*+(?:\.++[{_CHARS}]++)*+ )
    | (?P<prefixed> (?:{_PREFIX})?:(?:{_LOCAL})? )
    | (?P<number> (?:[0-9]++\.[0-9]*+|\.?[0-9]++)[eE][+-]?[0-9]++ | [0-9]*+\.[0-9]++ | [0-9]++ )
    | (?P<word> [A-Za-z][A-Za-z0-9_]*+ )
    | (?P<operator> {_OPERATOR.pattern} )
    ''',
    re.VERBOSE,
)


_KINDS: dict[str | None, Kind] = {kind.value: kind for kind in Kind}


def line_column(text: str, offset: int) -> tuple[int, int]:
    r"""Return the 1-based line and column, in code points, of an offset; lines end at LF.

    >>> line_column("ASK\n  {}", 6)
    (2, 3)
    """
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1


def syntax_error(text: str, offset: int, message: Text, hint: Text) -> QuerySyntax:
    """Return the error for something in ``text`` that is not SPARQL, with line and column."""
    line, column = line_column(text, offset)
    return QuerySyntax("query-syntax", message, hint, place=Place("query", line, column))


def token_at(text: str, position: int) -> Token | None:
    """Return the first token at or after a position between tokens, or None where only space and comments follow.

    :raises QuerySyntax: what stands there is no token of SPARQL
    """
    start = _end_of_space(text, position)
    if start == len(text):
        return None
    match = _TOKEN.match(text, start)
    if match is None:
        raise _no_token(text, start)
    return Token(_KINDS[match.lastgroup], match.group(), start, match.end())


def operator_at(text: str, position: int) -> Token | None:
    """Return the operator at a position, also where the longest match is an IRI: ``<`` in ``?a<?b&&?c>1``.

    The standard reads an IRI there; engines that parse without a separate lexer read "less than".
    """
    match = _OPERATOR.match(text, position)
    return Token(Kind.OPERATOR, match.group(), position, match.end()) if match else None


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a SPARQL text; white space and comments are skipped.

    >>> [token.text for token in tokens("ASK { ?x a <a:b#c> } # done")]
    ['ASK', '{', '?x', 'a', '<a:b#c>', '}']

    :raises QuerySyntax: something in the text is no token of SPARQL
    """
    position = 0
    while token := token_at(text, position):
        yield token
        position = token.end


@lru_cache(maxsize=128)
def lexed(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text that is read more than once, as that of a saved query.

    :raises QuerySyntax: something in the text is no token of SPARQL
    """
    return tuple(tokens(text))


def _end_of_space(text: str, position: int) -> int:
    match = _SKIPPED.match(text, position)
    return match.end() if match else position


def _no_token(text: str, start: int) -> QuerySyntax:
    match text[start]:
        case '"' | "'":
            return _bad_string(text, start)
        case "\\":
            return syntax_error(
                text,
                start,
                Text(
                    "A backslash stands outside of strings and IRIs.",
                    "Hay una barra invertida fuera de cadenas e IRI.",
                ),
                Text(
                    "Write the character itself: \\u escapes are taken only inside strings and IRIs.",
                    "Escriba el carácter mismo: los escapes \\u solo se admiten dentro de cadenas e IRI.",
                ),
            )
        case character:
            name = f"{character!r} (U+{ord(character):04X})"
            return syntax_error(
                text,
                start,
                Text(f"The character {name} has no meaning here.", f"El carácter {name} no significa nada aquí."),
                Text("Remove it, or put it in quotes.", "Quítelo o póngalo entre comillas."),
            )


def _bad_string(text: str, start: int) -> QuerySyntax:
    quote = text[start : start + 3] if text.startswith(text[start] * 3, start) else text[start]
    return syntax_error(
        text,
        start,
        Text(
            f"The string that opens with {quote} here is not closed, or holds an unknown escape.",
            f"La cadena que se abre aquí con {quote} no se cierra o contiene un escape desconocido.",
        ),
        Text(
            "Close it on the same line, use triple quotes for several lines, and write a backslash as \\\\.",
            "Ciérrela en la misma línea, use comillas triples para varias líneas y escriba \\\\ por barra invertida.",
        ),
    )
