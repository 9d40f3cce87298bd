"""What the checks of axioms share."""

from __future__ import annotations

from collections.abc import Callable

from ..terms import RDF, Fact
from .expressions import ExpressionReader
from .grammar import breaches
from .graph import Graph
from .order import Order
from .ranges import Expression
from .report import Report


class Check:
    """The facts, the report, and what all axioms together must show.

    :ivar order: what is said of the order of object properties
    :ivar ties: the object property assertions that name a blank node
    :ivar definitions: the definitions of datatypes, with the data ranges they are defined as
    :ivar listed: the members of all lists
    """

    def __init__(self, graph: Graph, report: Report) -> None:
        self.graph, self.report = graph, report
        self.read = ExpressionReader(graph, report)
        self.order = Order()
        self.ties: list[Fact] = []
        self.definitions: list[tuple[Fact, Expression | None]] = []
        self.listed = {member for _, _, member in graph.said_with(RDF.first)}

    def placed(self, expression: Expression | None, place: str) -> None:
        """Check that OWL 2 RL allows a class expression where it stands."""
        for rule, found in breaches(expression, place) if expression else ():
            self.report.add(rule, found.fact, self.read.words(found))


Handler = Callable[[Check, Fact], None]
"""Checks a fact; the tables say which facts."""
