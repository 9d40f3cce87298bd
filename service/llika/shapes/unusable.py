"""Shapes that cannot be used: which file, and where in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from ..adapters.pyshacl import ValuesFault
from ..adapters.report import ShapesFault, predicates
from ..errors import InputError, Place
from ..sources import LoadedFile, Sources
from ..terms import SH, BlankNode, Fact, Text
from .engine import Validator, validate

_SAID_ONLY = {SH.message, SH.description, SH.name, SH.order, SH.severity}
"""What a shape may say without an engine minding how."""


def unusable(
    sources: Sources, data: list[Fact], files: list[LoadedFile], fault: ShapesFault, validator: Validator
) -> InputError:
    """Return the error for shapes that an engine has refused, with the place of what it refused.

    :param files: the files of shapes, any of which may be at fault
    """
    file, fault = next(_faulty(data, files, validator), (files[0], fault))
    place = _described(sources, file, fault) or _found_by_leaving_out(sources, file, validator)
    return InputError(
        "shapes-unusable",
        Text(f"The shapes cannot be used: {fault}", f"No se pueden usar las formas: {fault}"),
        Text(
            "Correct the shape; SHACL (https://www.w3.org/TR/shacl/) says what each parameter takes.",
            "Corrija la forma; SHACL (https://www.w3.org/TR/shacl/) dice qué admite cada parámetro.",
        ),
        place=place or Place(file.document.file),
    )


def _faulty(
    data: list[Fact], files: list[LoadedFile], validator: Validator
) -> Iterator[tuple[LoadedFile, ShapesFault]]:
    """Yield the files that cannot be used even alone, each with the reason."""
    for file in files:
        try:
            with suppress(ValuesFault):
                validate(data, file.document.facts, validator)
        except ShapesFault as fault:
            yield file, fault


def _described(sources: Sources, file: LoadedFile, fault: ShapesFault) -> Place | None:
    """Return the place of what a report about the shapes names; it knows anonymous shapes by other names."""
    found = fault.result
    if found is None:
        return None
    is_anonymous = isinstance(found.focus, BlankNode)
    for predicate in predicates(found.path):
        for fact in file.document.facts:
            if fact[1:] == (predicate, found.value) and (is_anonymous or fact[0] == found.focus):
                return sources.place_of(file.graph, *fact)
        if not is_anonymous:
            return sources.place_of(file.graph, found.focus, predicate)
    return None if is_anonymous else sources.place_of(file.graph, found.focus, SH.path)


def _found_by_leaving_out(sources: Sources, file: LoadedFile, validator: Validator) -> Place | None:
    """Return the place of the first statement without which an engine takes the shapes."""
    facts = file.document.facts
    for fact in facts:
        if fact[1].value.startswith(SH) and fact[1] not in _SAID_ONLY and _is_usable(set(facts) - {fact}, validator):
            return sources.place_of(file.graph, *fact)
    return None


def _is_usable(shapes: Iterable[Fact], validator: Validator) -> bool:
    try:
        with suppress(ValuesFault):
            validate((), shapes, validator)
    except ShapesFault:
        return False
    return True
