"""Answers to competency questions, and whether the terms of some columns are the answer.

They are kept apart from the queries: ``- id: …, answer: …, tolerance: …`` in a YAML list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import yaml

from ..errors import InputError, Place
from ..terms import Literal, NamedNode, Term, Text
from .values import fold, number, plain

NOT_STATED = "not stated"

Value = str | bool | int | float
Cells = tuple[Term | None, ...]
"""A row, of some columns."""
Thing = TypeVar("Thing", Term, Cells)
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
    return _pair_up(expected.values, terms, partial(matches, labels=labels, tolerance=expected.tolerance))


def rows_answer(expected: Answer, rows: Iterable[Cells], labels: Labels) -> bool:
    """Return whether the rows, each counted once, are the expected values: every one of both has its partner.

    A row is a value where each of its terms is `named` in it; a row with an empty cell is none.
    """

    def tells(value: Value, row: Cells) -> bool:
        return all(term is not None and named(value, term, labels, tolerance=expected.tolerance) for term in row)

    return _pair_up(expected.values, rows, tells)


def count_answers(expected: Answer, terms: Iterable[Term]) -> bool:
    """Return whether there are as many different terms as expected."""
    return answers(expected, [Literal(len(set(terms)))], lambda _: ())


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
    return fold(value) in {fold(name) for name in _names(term, labels)}


def named(value: Value, term: Term, labels: Labels, *, tolerance: float = 0.0) -> bool:
    """Return whether a text has the words of a label or literal, whole and side by side; all else as `matches`.

    >>> [named("the Mesa: the elderly", Literal(text), labels=lambda _: []) for text in ("La Mesa", "mesa", "elder")]
    [False, True, False]
    """
    if not isinstance(value, str):
        return matches(value, term, labels, tolerance=tolerance)
    text = _words(value)
    return any(phrase in text for name in _names(term, labels) if (phrase := _words(name)).strip())


def _names(term: Term, labels: Labels) -> Iterable[str]:
    match term:
        case NamedNode():
            return labels(term)
        case Literal():
            return [str(plain(term))]
    return []


def _words(text: str) -> str:
    """Return the folded words of a text with a space around each; a number with its decimals is one word."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")


def _pair_up(values: Sequence[Value], things: Iterable[Thing], fits: Callable[[Value, Thing], bool]) -> bool:
    """Return whether each value and each different thing can have a partner of its own (augmenting paths)."""
    different = list(dict.fromkeys(things))
    if len(different) != len(values):
        return False
    candidates = [[place for place, thing in enumerate(different) if fits(value, thing)] for value in values]
    partners: dict[int, int] = {}

    def settle(number: int, asked: set[int]) -> bool:
        for place in candidates[number]:
            if place not in asked:
                asked.add(place)
                if place not in partners or settle(partners[place], asked):
                    partners[place] = number
                    return True
        return False

    return all(settle(number, set()) for number in range(len(values)))


def _answer(value: object, tolerance: object) -> Answer:
    values = tuple(value) if isinstance(value, list) else (value,)
    if not values or not all(isinstance(one, str | bool | int | float) for one in values):
        raise ValueError(f"no answer: {value!r}")
    return Answer(values, float(tolerance) if isinstance(tolerance, int | float) else 0.0)
