"""Answers to competency questions, and whether the terms of a column are the answer.

They are kept apart from the queries: ``- id: …, answer: …, tolerance: …`` in a YAML list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from ..errors import InputError, Place
from ..terms import Literal, NamedNode, Term, Text
from .values import fold, number, plain

NOT_STATED = "not stated"

Value = str | bool | int | float
Labels = Callable[[NamedNode], Iterable[str]]
"""Finds what a thing is called."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer expected to a question.

    :param values: in no order; one, where the question asks for one
    :param tolerance: how far a number may be off
    """

    values: tuple[Value, ...]
    tolerance: float = 0.0

    @property
    def is_not_stated(self) -> bool:
        """Whether the honest answer is that the documents do not say."""
        return self.values == (NOT_STATED,)


def read_answers(path: Path) -> dict[str, Answer]:
    """Return question id → answer.

    :raises InputError: ``answers-unreadable``
    """
    try:
        entries = yaml.safe_load(path.read_text("utf-8"))
        return {str(entry["id"]): _answer(entry["answer"], entry.get("tolerance")) for entry in entries}
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            "answers-unreadable",
            Text(f"The answers cannot be read: {error}.", f"No se pueden leer las respuestas: {error}."),
            Text("Write a YAML list of id and answer.", "Escriba una lista YAML de id y answer."),
            place=Place(path.name),
        ) from error


def answers(expected: Answer, terms: Iterable[Term], labels: Labels) -> bool:
    """Return whether the terms, each counted once, are the expected values: every one of both has its partner.

    A text matches any label of a thing, or a literal, without case and accents.
    """
    different = list(dict.fromkeys(terms))
    if len(different) != len(expected.values):
        return False
    candidates = [
        [place for place, term in enumerate(different) if matches(value, term, labels, tolerance=expected.tolerance)]
        for value in expected.values
    ]
    return _can_pair(candidates, frozenset())


def matches(value: Value, term: Term, labels: Labels, *, tolerance: float = 0.0) -> bool:
    """Return whether one term is one value.

    >>> matches("TECNICA", Literal("técnica", language="es"), labels=lambda thing: [])
    True
    """
    if isinstance(value, bool):
        return plain(term) is value
    if isinstance(value, int | float):
        found = number(term)
        return found is not None and abs(found - value) <= tolerance
    names = labels(term) if isinstance(term, NamedNode) else [str(plain(term))] if isinstance(term, Literal) else []
    return fold(value) in {fold(name) for name in names}


def _can_pair(candidates: Sequence[Sequence[int]], taken: frozenset[int]) -> bool:
    if not candidates:
        return True
    first, *rest = candidates
    return any(_can_pair(rest, taken | {place}) for place in first if place not in taken)


def _answer(value: object, tolerance: object) -> Answer:
    values = tuple(value) if isinstance(value, list) else (value,)
    if not values or not all(isinstance(one, str | bool | int | float) for one in values):
        raise ValueError(f"no answer: {value!r}")
    return Answer(values, float(tolerance) if isinstance(tolerance, int | float) else 0.0)
