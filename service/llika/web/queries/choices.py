"""The values that a form offers for a parameter."""

from __future__ import annotations

from typing import NamedTuple

from ...evidence import Basis
from ...saved import Parameter, SavedQuery, value_text
from ...terms import EV, NOTATION, Term, Text
from ..served import Served
from .views import value_label

_OF_THE_ENGINE = (*NOTATION, EV)
"""What the terms begin with that are about evidence and notation, and not about anything that the data describe."""


class Choice(NamedTuple):
    """A value that can be given.

    :param needed: the basis without which the value finds nothing; None where the one asked is enough
    """

    value: str
    label: Text
    needed: Basis | None = None


def choices(here: Served, query: SavedQuery, parameter: Parameter, basis: Basis) -> list[Choice]:
    """Return the values of the file's list, or those that the data has, each as it is given and as it is called.

    They are those of the widest basis, so that no basis takes a choice away; those that need a weaker basis than the
    one asked come last.
    """
    if not parameter.from_data:
        return [Choice(text, value_label(here, query, parameter, text)) for text in parameter.enumeration]
    first: dict[Term, Basis] = {}
    for one in sorted(here.description.figures):
        first = dict.fromkeys(here.suggestions.of(query, parameter, one), one) | first
    found = [
        Choice(value_text(term, query), here.views.labels.of(term), needed if needed > basis else None)
        for term, needed in sorted(first.items(), key=lambda item: str(item[0]))
        if not term.value.startswith(_OF_THE_ENGINE)
    ]
    return sorted(found, key=lambda choice: choice.needed or Basis.STATED)
