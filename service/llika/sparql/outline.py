"""What can be said of a query from its tokens alone: its form, its prefixes, whether it names its own dataset."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..errors import QuerySyntax
from ..terms import Text
from .keywords import FORMS, KEYWORDS
from .lexer import Kind, Token, syntax_error

_PAIRS = {")": "(", "]": "[", "}": "{"}
_LOCAL_ESCAPE = re.compile(r"\\(.)")


class Form(StrEnum):
    """The query forms of SPARQL 1.1 (section 16)."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def answers_graph(self) -> bool:
        """Whether the answer is a graph (CONSTRUCT, DESCRIBE) and not rows or a truth value."""
        return self in (Form.CONSTRUCT, Form.DESCRIBE)


@dataclass(frozen=True, slots=True)
class Outline:
    """A query's form, and whether it has FROM or FROM NAMED."""

    form: Form
    names_dataset: bool


def outline(text: str, found: Sequence[Token]) -> Outline:
    """Return the outline of a query from its text and tokens.

    What the tokens show to be wrong (an unknown word, an undeclared prefix, an unmatched bracket) is reported at its
    place; the engine would name the end of the text.

    :raises QuerySyntax: the text is no query
    """
    namespaces, body = read_prologue(text, found)
    _check_words(text, found)
    _check_prefixes(text, body, namespaces)
    _check_brackets(text, found)
    return Outline(_form(text, body), any(token.keyword == "FROM" for token in body))


def read_prologue(text: str, found: Sequence[Token]) -> tuple[Mapping[str, str], Sequence[Token]]:
    """Return the declared prefixes (name without colon → IRI) and the tokens after the prologue (section 4.1.1).

    :raises QuerySyntax: a PREFIX line without a name that ends in a colon, or without an IRI
    """
    namespaces: dict[str, str] = {}
    at = 0
    while at < len(found):
        match found[at].keyword:
            case "BASE" | "VERSION":
                at += 2
            case "PREFIX":
                name, iri = _declaration(text, found[at : at + 3])
                namespaces[name] = iri
                at += 3
            case _:
                break
    return namespaces, found[at:]


def expand_name(token: Token, namespaces: Mapping[str, str]) -> str | None:
    r"""Return the IRI of a prefixed name, its local escapes undone, or None for an undeclared prefix.

    >>> expand_name(Token(Kind.PREFIXED_NAME, r"x:a\-b", 0, 6), {"x": "http://x/"})
    'http://x/a-b'
    """
    prefix, _, local = token.text.partition(":")
    return namespaces[prefix] + _LOCAL_ESCAPE.sub(r"\1", local) if prefix in namespaces else None


def _declaration(text: str, line: Sequence[Token]) -> tuple[str, str]:
    kinds = [token.kind for token in line[1:]]
    if kinds != [Kind.PREFIXED_NAME, Kind.IRI] or not line[1].text.endswith(":"):
        raise syntax_error(
            text,
            line[0].start,
            Text("This PREFIX line cannot be read.", "Esta línea PREFIX no se puede leer."),
            Text("Write it as PREFIX name: <IRI>.", "Escríbala como PREFIX nombre: <IRI>."),
        )
    return line[1].text[:-1], line[2].text[1:-1]


def _form(text: str, body: Sequence[Token]) -> Form:
    if not body or body[0].keyword not in FORMS:
        found = f"“{body[0].text[:40]}”" if body else "nothing"
        encontrado = f"“{body[0].text[:40]}”" if body else "nada"
        raise syntax_error(
            text,
            body[0].start if body else len(text),
            Text(f"A query form was expected, found {found}.", f"Se esperaba una forma de consulta, hay {encontrado}."),
            Text(
                "Begin with SELECT, ASK, CONSTRUCT or DESCRIBE, after any PREFIX and BASE lines.",
                "Empiece con SELECT, ASK, CONSTRUCT o DESCRIBE, tras las líneas PREFIX y BASE.",
            ),
        )
    return Form(body[0].keyword)


def _check_words(text: str, found: Sequence[Token]) -> None:
    for token in found:
        if token.kind is Kind.WORD and token.keyword not in KEYWORDS:
            raise syntax_error(
                text,
                token.start,
                Text(
                    f"“{token.text[:40]}” is not a word of SPARQL.", f"“{token.text[:40]}” no es una palabra de SPARQL."
                ),
                Text(
                    "Check its spelling; put a space between two keywords, ? before a variable, : in a prefixed name.",
                    "Revise la ortografía; separe dos palabras clave, ponga ? ante una variable y : en un nombre con"
                    " prefijo.",
                ),
            )


def _check_prefixes(text: str, body: Sequence[Token], namespaces: Mapping[str, str]) -> None:
    for token in body:
        if token.kind is Kind.PREFIXED_NAME and (prefix := token.text.partition(":")[0]) not in namespaces:
            raise syntax_error(
                text,
                token.start,
                Text(
                    f"The prefix “{prefix[:40]}:” is not declared.", f"El prefijo “{prefix[:40]}:” no está declarado."
                ),
                Text(
                    f"Put a line PREFIX {prefix[:40]}: <IRI> at the top of the query.",
                    f"Ponga una línea PREFIX {prefix[:40]}: <IRI> al comienzo de la consulta.",
                ),
            )


def _check_brackets(text: str, found: Sequence[Token]) -> None:
    unclosed: list[Token] = []
    for token in found:
        if token.text in _PAIRS.values():
            unclosed.append(token)
        elif token.text in _PAIRS and (not unclosed or unclosed.pop().text != _PAIRS[token.text]):
            raise _unmatched(text, token)
    if unclosed:
        raise _unmatched(text, unclosed[-1])


def _unmatched(text: str, token: Token) -> QuerySyntax:
    return syntax_error(
        text,
        token.start,
        Text(f"The bracket {token.text} has no partner.", f"El signo {token.text} no tiene pareja."),
        Text(
            "Close every bracket that was opened, innermost first; put spaces around < and > that compare.",
            "Cierre todo lo que se abrió, primero lo más interno; ponga espacios alrededor de < y > que comparan.",
        ),
    )
