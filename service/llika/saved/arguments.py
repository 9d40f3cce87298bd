"""From what a caller gives, texts by name, to terms of the right kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from ..errors import ParameterError
from ..sparql import bind
from ..terms import NamedNode, Term, Text, expand
from .kinds import IRI
from .query import Parameter, SavedQuery

Resolve = Callable[[str], NamedNode | None]
"""Finds the term that a slug stands for, or None."""

_SLUG = re.compile(r"[A-Za-z0-9](?:[\w.-]*\w)?", re.ASCII)


def parse_arguments(query: SavedQuery, arguments: Mapping[str, str], resolve: Resolve) -> dict[str, Term]:
    """Return the terms to run a query with: parameter name → term, without the optional ones that are not given.

    An empty text counts as not given: a form cannot leave a field out. IRIs may be full IRIs, CURIEs or slugs.

    :raises ParameterError: ``parameter-unknown``, ``parameter-missing``, ``parameter-type``, and ``parameter-value``
        for one that is not in the parameter's list
    """
    known = {one.name: one for one in query.parameters}
    for name in arguments:
        if name not in known:
            raise parameter_unknown(query, name)
    texts = {one: arguments.get(one.name) or one.default for one in query.parameters}
    for parameter, text in texts.items():
        if parameter.required and not text:
            raise _missing(parameter)
    return {one.name: _read(one, text, query, resolve) for one, text in texts.items() if text}


def parse_value(query: SavedQuery, parameter: Parameter, text: str, resolve: Resolve) -> Term | None:
    """Return the term that a text stands for as the value of a parameter, or None where it stands for none."""
    return _term(parameter, text, query, resolve)


def read_pairs(given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what a caller gives as names and texts; to say the same twice is no harm.

    :raises ParameterError: ``parameter-repeated`` for one name with two texts, of which none may silently win
    """
    found: dict[str, str] = {}
    for name, text in given:
        if found.setdefault(name, text) != text:
            raise _repeated(name)
    return found


def bound_text(query: SavedQuery, arguments: Mapping[str, Term]) -> str:
    """Return the query with its parameters replaced by terms; optional ones that are not given stay variables.

    :param arguments: what `parse_arguments` returns
    :raises ParameterError: ``parameter-missing``, ``parameter-unknown``
    """
    variables = {one.name: one.variable for one in query.parameters}
    for parameter in query.parameters:
        if parameter.required and parameter.name not in arguments:
            raise _missing(parameter)
    for name in arguments.keys() - variables:
        raise parameter_unknown(query, name)
    return bind(query.text, {variables[name]: term for name, term in arguments.items()})


def parameter_unknown(query: SavedQuery, name: str, *, given_as: str | None = None) -> ParameterError:
    """Return the error for a parameter that a query does not have.

    :param given_as: what the caller named it in, where that is another parameter
    """
    known = ", ".join(one.name for one in query.parameters)
    return ParameterError(
        "parameter-unknown",
        Text(f"The query has no parameter “{name[:80]}”.", f"La consulta no tiene el parámetro «{name[:80]}»."),
        Text(f"It has: {known}.", f"Tiene: {known}.") if known else Text("It has none.", "No tiene ninguno."),
        parameter=given_as or name,
    )


def _read(parameter: Parameter, text: str, query: SavedQuery, resolve: Resolve) -> Term:
    term = _term(parameter, text, query, resolve)
    if term is None:
        raise _wrong_type(parameter, text)
    allowed = parameter.enumeration
    if allowed and term not in {_term(parameter, value, query, resolve) for value in allowed}:
        raise not_allowed(parameter.name, text, ", ".join(allowed))
    return term


def _term(parameter: Parameter, text: str, query: SavedQuery, resolve: Resolve) -> Term | None:
    if parameter.kind != IRI:
        return parameter.kind.read(text)
    name = text.strip()
    return resolve(name) if _SLUG.fullmatch(name) else expand(name, query.prefixes)


def _missing(parameter: Parameter) -> ParameterError:
    name, label = parameter.name, parameter.label
    return ParameterError(
        "parameter-missing",
        Text(f"The parameter {name} is missing.", f"Falta el parámetro {name}."),
        Text(
            f"Give {name}: {label.en} ({parameter.kind.name}).", f"Indique {name}: {label.es} ({parameter.kind.name})."
        ),
        parameter=name,
    )


def _repeated(name: str) -> ParameterError:
    return ParameterError(
        "parameter-repeated",
        Text(f"“{name[:80]}” is given with two values.", f"«{name[:80]}» se da con dos valores."),
        Text("Give it once.", "Délo una sola vez."),
        parameter=name,
    )


def _wrong_type(parameter: Parameter, text: str) -> ParameterError:
    name, kind, shown = parameter.name, parameter.kind.name, _shown(text)
    if parameter.kind == IRI:
        said = Text(f"“{shown}”, given as {name}, names nothing here.", f"«{shown}», dado como {name}, no nombra nada.")
        hint = Text(
            "Give a full IRI, a CURIE with a known prefix, or the slug of something in the data.",
            "Dé una IRI completa, un CURIE con un prefijo conocido o el identificador corto de algo de los datos.",
        )
    else:
        said = Text(f"“{shown}”, given as {name}, is no {kind}.", f"«{shown}», dado como {name}, no es {kind}.")
        hint = Text(f"Give a value of the type {kind}.", f"Dé un valor del tipo {kind}.")
    return ParameterError("parameter-type", said, hint, parameter=name)


def not_allowed(name: str, value: object, allowed: str) -> ParameterError:
    """Return the error for a value of the right type that is none of those allowed."""
    return ParameterError(
        "parameter-value",
        Text(
            f"The value “{_shown(value)}” of {name} is not allowed.",
            f"El valor «{_shown(value)}» de {name} no se admite.",
        ),
        Text(f"Use one of: {allowed}.", f"Use uno de estos: {allowed}."),
        parameter=name,
    )


def _shown(value: object) -> str:
    return str(value).encode("utf-8", "replace").decode()[:80]
