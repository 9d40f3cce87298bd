"""The values that a form offers for a parameter."""

from __future__ import annotations

from ...saved import Parameter, SavedQuery, value_text
from ...terms import NOTATION, Text
from ..served import Served
from .views import value_label


def choices(here: Served, query: SavedQuery, parameter: Parameter) -> list[tuple[str, Text]]:
    """Return the values of the file's list, or those that the data has, each as it is given and as it is called.

    They are those of the widest basis, so that no basis takes a choice away.
    """
    if parameter.from_data:
        found = here.suggestions.of(query, parameter, max(here.description.figures))
        named = [term for term in found if not term.value.startswith(NOTATION)]
        return [(value_text(term, query), here.views.labels.of(term)) for term in named]
    return [(text, value_label(here, query, parameter, text)) for text in parameter.enumeration]
