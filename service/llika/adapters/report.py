"""A SHACL validation report, read from its graph and never from an engine's own objects.

So one engine can take another's place. Source: SHACL, section 3.6.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..terms import RDF, SH, BlankNode, Fact, Literal, NamedNode, Term

_IRI = re.compile(r"<([^>]*)>")


@dataclass(frozen=True, slots=True)
class ShapeResult:
    """One result of a validation report. Source: SHACL, section 3.6.2.

    :param focus: the node that was checked
    :param path: the property path as SPARQL writes it, with full IRIs; None for a constraint on the node itself
    :param value: the value at fault; None where one is missing or there are too many
    :param severity: ``sh:Violation``, ``sh:Warning``, ``sh:Info``, or a severity of the shapes' own
    :param component: the constraint component
    :param source_shape: the shape; a blank node where it has no name
    :param messages: texts by language tag in lower case, ``""`` for a text without one
    """

    focus: Term
    path: str | None
    value: Term | None
    severity: NamedNode
    component: NamedNode
    source_shape: Term
    messages: Mapping[str, str]


class ShapesFault(Exception):
    """The shapes are no usable SHACL; the text says why.

    :param result: what the shapes of SHACL found wrong with these shapes, where they did
    """

    def __init__(self, reason: str, result: ShapeResult | None = None) -> None:
        super().__init__(reason)
        self.result = result


def predicates(path: str | None) -> list[NamedNode]:
    """Return the predicates that a path names.

    >>> predicates("(<urn:a>|^<urn:b>)")
    [<NamedNode value=urn:a>, <NamedNode value=urn:b>]
    """
    return [NamedNode(iri) for iri in _IRI.findall(path or "")]


class Report:
    """A validation report as a graph."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._values: dict[tuple[Term, NamedNode], list[Term]] = defaultdict(list)
        self._results: list[Term] = []
        for subject, predicate, value in facts:
            self._values[subject, predicate].append(value)
            if predicate == SH.result:
                self._results.append(value)

    def results(self) -> Iterator[ShapeResult]:
        """Yield the results in no particular order."""
        for result in self._results:
            path = self._one(result, SH.resultPath)
            yield ShapeResult(
                focus=self._required(result, SH.focusNode),
                path=None if path is None else self._path(path),
                value=self._one(result, SH.value),
                severity=self._named(result, SH.resultSeverity),
                component=self._named(result, SH.sourceConstraintComponent),
                source_shape=self._required(result, SH.sourceShape),
                messages={
                    (text.language or "").lower(): text.value
                    for text in self._values[result, SH.resultMessage]
                    if isinstance(text, Literal)
                },
            )

    def _one(self, node: Term, predicate: NamedNode) -> Term | None:
        return next(iter(self._values[node, predicate]), None)

    def _required(self, node: Term, predicate: NamedNode) -> Term:
        return self._values[node, predicate][0]

    def _named(self, node: Term, predicate: NamedNode) -> NamedNode:
        term = self._required(node, predicate)
        if not isinstance(term, NamedNode):
            raise ShapesFault(f"{term} is no {predicate}")
        return term

    def _path(self, node: Term) -> str:
        """Return a path as SPARQL writes it. Source: SHACL, section 2.3.1."""
        if not isinstance(node, BlankNode):
            return str(node)
        for predicate, form in _OPERATORS.items():
            if (inner := self._one(node, predicate)) is not None:
                return form.format(self._path(inner))
        choices = self._one(node, SH.alternativePath)
        steps = self._items(node if choices is None else choices)
        return f"({('/' if choices is None else '|').join(map(self._path, steps))})"

    def _items(self, node: Term) -> Iterator[Term]:
        while (item := self._one(node, RDF.first)) is not None:
            yield item
            node = self._required(node, RDF.rest)


_OPERATORS = {
    SH.inversePath: "^{}",
    SH.zeroOrMorePath: "{}*",
    SH.oneOrMorePath: "{}+",
    SH.zeroOrOnePath: "{}?",
}
