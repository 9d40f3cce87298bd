"""The values that a form offers for a parameter."""

from __future__ import annotations

from ...evidence import Basis
from ...saved import Parameter, SavedQuery, parse_value, value_text
from ...terms import NamedNode, Text
from ..served import Served


def choices(here: Served, query: SavedQuery, parameter: Parameter, basis: Basis) -> list[tuple[str, Text]]:
    """Return the values of the file's list, or those that the data has, each as it is given and as it is called.

    :raises NotFound: ``basis-unpublished``
    """
    if parameter.from_data:
        found = here.suggestions.of(query, parameter, basis)
        return [(value_text(term, query), here.views.labels.of(term)) for term in found]
    return [(text, _label(here, query, parameter, text)) for text in parameter.enumeration]


def _label(here: Served, query: SavedQuery, parameter: Parameter, text: str) -> Text:
    if text in parameter.value_labels:
        return parameter.value_labels[text]
    term = parse_value(query, parameter, text, here.dataset.resolve)
    return here.views.labels.of(term) if isinstance(term, NamedNode) else Text(text, text)
