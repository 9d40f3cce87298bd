"""What the engine says of a query that does not parse, told so that a person can mend it."""

from __future__ import annotations

import re

from ..errors import Place, QueryError, QuerySyntax
from ..terms import Text
from .lexer import syntax_error, tokens
from .outline import outline

_ENGINE_ERROR = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_SENTENCE = re.compile(r"(?:^|, )([A-Za-z]+(?: [A-Za-z]+)+)")


def diagnose(query: str, error: SyntaxError) -> QuerySyntax:
    """Return the error to show for a query that the engine cannot parse.

    The engine often names the end of the text; what the tokens alone show to be wrong is reported first.
    """
    try:
        outline(query, list(tokens(query)))
    except QuerySyntax as better:
        return better
    return diagnose_update(query, error)


def diagnose_update(query: str, error: SyntaxError) -> QuerySyntax:
    """Return the error to show for a text that the engine cannot parse, from the engine's words alone."""
    message = str(error)
    match = _ENGINE_ERROR.match(message)
    if match is None:
        return syntax_error(query, 0, _complaint(first_line(message)), _HINT)
    place = Place("query", int(match[1]), int(match[2]))
    return QuerySyntax("query-syntax", _complaint(_sentence(match[3])), _HINT, place=place)


def failed(error: Exception) -> QueryError:
    """Return the error to show for a query that parsed and then failed."""
    detail = first_line(str(error))
    return QueryError(
        "query-failed",
        Text(f"The query could not be answered: {detail}", f"No se pudo responder la consulta: {detail}"),
        Text(
            "Make the query simpler, or report it with its text.",
            "Simplifique la consulta o informe del fallo con su texto.",
        ),
    )


def first_line(message: str) -> str:
    """Return the first line of an engine's message, at most 200 characters.

    >>> first_line("No such graph\\n  at src/lib.rs:12")
    'No such graph'
    """
    return message.strip().split("\n")[0][:200]


_HINT = Text(
    "The fault stands at or before this place. Check dots, semicolons and brackets there against SPARQL 1.1.",
    "La falla está en este lugar o antes. Revise allí puntos, punto y coma y paréntesis según SPARQL 1.1.",
)


def _complaint(said: str | None) -> Text:
    if said is None:
        return Text(
            "The query does not parse: something is missing or out of place.",
            "La consulta no se puede analizar: falta algo o algo está fuera de lugar.",
        )
    return Text(
        f"The query does not parse; the engine says “{said}”.",
        f"La consulta no se puede analizar; el motor dice «{said}».",
    )


def _sentence(expected: str) -> str | None:
    """Return the sentence in the list of what the engine expected; its signs and words name the deepest guess only."""
    match = _SENTENCE.search(expected)
    return match[1] if match else None
