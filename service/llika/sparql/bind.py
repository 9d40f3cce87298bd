"""Parameters of saved queries: variables whose name begins with ``_``, replaced by terms token by token.

No text is pasted: the lexer finds the variable tokens (never inside strings, IRIs or comments), one function prints
terms, and the tokens of the result must equal the template's everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode

from ..errors import ParameterError
from ..terms import XSD, Term, Text
from .lexer import Kind, Token, lexed, tokens

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
# An engine may undo \u before it reads strings (SPARQL 1.1, section 19.2): the u after a backslash is escaped as well,
# and always in eight digits, since one that looks for \u and eight digits first would take in those that follow
_ESCAPED = re.compile(r'\\[uU]?|[\x00-\x1f"\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]')


def print_term(term: NamedNode | Literal) -> str:
    r"""Return a term as N-Triples writes it (RDF 1.1 N-Triples, section 4), on one line.

    >>> print(print_term(Literal('say "hi"\n', language="en")))
    "say \"hi\"\n"@en

    :raises TypeError: a blank node, which in a query is a variable, or anything else that is no IRI and no literal
    """
    match term:
        case NamedNode():
            return f"<{term.value}>"
        case Literal():
            return f'"{_ESCAPED.sub(_escape, term.value)}"{_suffix(term)}'
        case _:
            raise TypeError(f"only IRIs and literals can be printed into a query, not {term!r}")


def parameters(template: str) -> dict[str, list[int]]:
    """Return the parameters of a template in order of appearance: variable name without ``?`` → offsets of its uses.

    ``?_name`` is required, ``?__name`` optional.

    >>> parameters("SELECT ?x { ?x a ?_kind ; ?__p ?o FILTER(?o != ?_kind) }")
    {'_kind': [17, 47], '__p': [26]}

    :raises QuerySyntax: something in the text is no token of SPARQL
    """
    found: dict[str, list[int]] = {}
    for token in lexed(template):
        if is_parameter(token):
            found.setdefault(token.text[1:], []).append(token.start)
    return found


def is_parameter(token: Token) -> bool:
    """Return whether a token is a variable that stands for a value given later."""
    return token.kind is Kind.VARIABLE and token.text[1] == "_"


def bind(template: str, values: Mapping[str, Term]) -> str:
    """Return the template with variables replaced by terms, in every place where they stand.

    :param values: variable name without ``?`` → term; other variables stay as they are
    :raises ParameterError: ``parameter-unknown``, a value for a variable that the template has not;
        ``parameter-blank-node``
    :raises QuerySyntax: something in the text is no token of SPARQL
    """
    found = lexed(template)
    present = {token.text[1:] for token in found if token.kind is Kind.VARIABLE}
    printed = {name: _print_value(name, value) for name, value in values.items()}
    for name in printed.keys() - present:
        raise _unknown(name)
    return _replace_tokens(
        template,
        found,
        {
            token.start: printed[token.text[1:]]
            for token in found
            if token.kind is Kind.VARIABLE and token.text[1:] in printed
        },
    )


def _replace_tokens(template: str, found: Sequence[Token], replacements: Mapping[int, str]) -> str:
    """Return the text with the tokens at some offsets replaced, spaces around them, all other tokens untouched.

    :raises AssertionError: never, unless the lexer or ``print_term`` is at fault
    """
    pieces, place = [], 0
    for token in found:
        if token.start in replacements:
            pieces += [template[place : token.start], " ", replacements[token.start], " "]
            place = token.end
    bound = "".join(pieces) + template[place:]
    expected = [text for token in found for text in _texts_after(token, replacements)]
    if _texts(tokens(bound)) != expected:
        raise AssertionError("binding changed the tokens around a parameter")
    return bound


def _texts_after(token: Token, replacements: Mapping[int, str]) -> list[str]:
    return _texts(tokens(replacements[token.start])) if token.start in replacements else [token.text]


def _texts(found: Iterable[Token]) -> list[str]:
    return [token.text for token in found]


def _escape(match: re.Match[str]) -> str:
    return "".join(_ESCAPES.get(character) or f"\\U{ord(character):08X}" for character in match.group())


def _suffix(literal: Literal) -> str:
    if literal.language:
        direction = f"--{literal.direction.value}" if literal.direction else ""
        return f"@{literal.language}{direction}"
    return "" if literal.datatype == XSD.string else f"^^<{literal.datatype.value}>"


def _print_value(name: str, value: Term) -> str:
    if not isinstance(value, BlankNode):
        return print_term(value)
    raise ParameterError(
        "parameter-blank-node",
        Text(
            f"The parameter {name} got the blank node {value}.",
            f"El parámetro {name} recibió el nodo en blanco {value}.",
        ),
        Text(
            "Give an IRI or a literal: a blank node has no name.",
            "Dé una IRI o un literal: un nodo en blanco no tiene nombre.",
        ),
        parameter=name,
    )


def _unknown(name: str) -> ParameterError:
    return ParameterError(
        "parameter-unknown",
        Text(f"The query has no parameter {name}.", f"La consulta no tiene el parámetro {name}."),
        Text("Check the name in the query's description.", "Revise el nombre en la descripción de la consulta."),
        parameter=name,
    )
