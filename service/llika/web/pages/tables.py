"""Nodes of one kind as a table, where that reads best: figures side by side, or many nodes with little to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...explain import is_figure
from .model import View

_MOST_ENTRIES = 2
_MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A property of the nodes of a table.

    :param of: the property with its label
    :param is_number: whether all its values are numbers
    """

    of: View
    is_number: bool


def columns(group: View) -> list[Column] | None:
    """Return the columns of the table that shows a group of nodes; None where a list shows it better.

    A table has all figures, and a few other properties that at least half of the nodes have.

    :param group: the nodes with their facts, and the properties that these have
    """
    nodes: Sequence[View] = group["nodes"]
    has_figures = any(is_figure(fact) for node in nodes for fact in node["facts"])
    if not has_figures and (len(nodes) <= _MOST_ENTRIES or any(node["texts"] for node in nodes)):
        return None
    found: list[Column] = []
    others = 0
    for one in group["columns"]:
        cells = [[fact for fact in node["facts"] if fact["predicate"] == one["iri"]] for node in nodes]
        facts = [fact for cell in cells for fact in cell]
        of_figures = any(map(is_figure, facts))
        is_usual = others < _MOST_COLUMNS and 2 * sum(map(bool, cells)) >= len(cells)
        others += is_usual and not of_figures
        if of_figures or is_usual:
            found.append(Column(one, is_number=all(fact["number"] for fact in facts)))
    return found
