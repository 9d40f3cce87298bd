"""How something is cited: where it stands, in which words, on what basis, how surely."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ..errors import InputError, UsageError
from ..evidence import CONFIDENCES, Basis, Cell
from ..project import Project
from ..terms import RDF, Fact, NamedNode, Term, Text
from ..turtle import read_text

_LITERAL = re.compile(r"""["'].*|[+-]?\d.*|[+-]?\.\d.*|true|false""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is claimed.

    :param words: the clause that says so, "first … last"; None for the whole line
    :param affirms: False for a denial
    :param confidence: one of `CONFIDENCES`
    :param reason: why the passage is taken to say so, where that is not plain
    """

    words: str | None = None
    basis: Basis = Basis.STATED
    affirms: bool = True
    confidence: Decimal = CONFIDENCES[0]
    qualifier: str | None = None
    reason: Text | None = None
    cell: Cell = Cell()  # noqa: RUF009  # frozen, so one serves all


PLAINLY = Manner()
"""A whole line states it without doubt."""


def parse_object(text: str, project: Project, *, stem: str = "id/") -> Term:
    """Read the object of a fact: a literal as Turtle writes it, or a term.

    :param stem: what a slug is appended to, below the base

    :raises UsageError: ``not-a-term``
    """
    if not _LITERAL.fullmatch(text):
        return project.term(text, stem=stem)
    lines = [f"@prefix {name}: <{stem}> ." for name, stem in project.prefixes.items()]
    try:
        facts = read_text("\n".join([*lines, f"<urn:s> <urn:p> {text} ."]), file="object").facts
    except InputError as error:
        raise UsageError(
            "not-a-term",
            Text(f"“{text}” is no literal.", f"«{text}» no es un literal."),
            Text(
                'Write it as Turtle does: 530.0, true, "Lima"@es.', 'Escríbalo como en Turtle: 530.0, true, "Lima"@es.'
            ),
        ) from error
    if len(facts) != 1:
        return project.term(text, stem=stem)
    return facts[0][2]


def parse_predicate(text: str, project: Project) -> NamedNode:
    """Read a predicate: ``a``, or a term, whose slug is one of the ontology.

    :raises UsageError: ``not-a-term``
    """
    return RDF.type if text == "a" else project.term(text, stem="ontology#")


def object_stem(predicate: str) -> str:
    """Return what the slug of an object is appended to: after ``a`` it is a class."""
    return "ontology#" if predicate == "a" else "id/"


def parse_fact(subject: str, predicate: str, value: str, project: Project) -> Fact:
    """Read a fact as people write it.

    :raises UsageError: ``not-a-term``
    """
    verb = parse_predicate(predicate, project)
    return project.term(subject), verb, parse_object(value, project, stem=object_stem(predicate))
