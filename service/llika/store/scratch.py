"""An empty dataset in memory that can be written to, for trying things and for tests of protocols."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from pyoxigraph import DefaultGraph, Store

from ..sparql import MediaType, Outline, QueryDataset, apply_update, evaluate
from ..terms import Fact, NamedNode
from .graph import graph_unknown, written


class ScratchStore:
    """Named graphs and a default graph. One writer at a time; a query under way keeps the state it began with.

    A graph is called by its name, the default graph by None.
    """

    def __init__(self) -> None:
        self._store = Store()
        self._writing = Lock()

    def answer(
        self,
        query: str,
        outline: Outline,
        *,
        media: MediaType,
        requested: QueryDataset | None = None,
        base: str | None = None,
    ) -> bytes:
        """Return the whole answer of a guarded query, serialised.

        :raises QueryError: what is wrong with the query
        """
        if requested is None and not outline.names_dataset:
            return evaluate(self._store, query, media=media, base=base)
        with self._writing:  # the graphs to merge are read one after the other
            return evaluate(self._store, query, media=media, dataset=requested, base=base)

    def update(self, text: str, dataset: QueryDataset | None = None, base: str | None = None) -> None:
        """Run a guarded update as a whole or not at all; see `apply_update`."""
        with self._writing:
            apply_update(self._store, text, dataset=dataset, base=base)

    def holds(self, graph: NamedNode | None) -> bool:
        """Tell whether there is such a graph, be it empty; the default graph is always there."""
        return graph is None or self._store.contains_named_graph(graph)

    def graph(self, graph: NamedNode | None, *, media: MediaType) -> bytes:
        """Return a graph, serialised.

        :raises NotFound: ``graph-unknown``
        """
        self._check(graph)
        return written(self._store, graph or DefaultGraph(), media)

    def put(self, graph: NamedNode | None, facts: Iterable[Fact]) -> bool:
        """Make facts the content of a graph, and return whether the graph is new."""
        with self._writing:
            return self._write(graph, facts, f"CLEAR SILENT {_called(graph)}", *_created(graph))

    def merge(self, graph: NamedNode | None, facts: Iterable[Fact]) -> bool:
        """Add facts to a graph, and return whether the graph is new."""
        with self._writing:
            return self._write(graph, facts, *_created(graph))

    def delete(self, graph: NamedNode | None) -> None:
        """Delete a graph; the default graph is then empty.

        :raises NotFound: ``graph-unknown``
        """
        with self._writing:
            self._check(graph)
            if graph is None:
                self._store.clear_graph(DefaultGraph())
            else:
                self._store.remove_graph(graph)

    def _check(self, graph: NamedNode | None) -> None:
        if graph is not None and not self._store.contains_named_graph(graph):
            raise graph_unknown(graph)

    def _write(self, graph: NamedNode | None, facts: Iterable[Fact], *operations: str) -> bool:
        """Add facts to a graph after some operations, all at once: whoever reads sees what was before or what is after.

        The blank nodes of an update are no others of the store, as the merge of graphs wants (RDF 1.1 Semantics, 4.1).
        """
        is_new = not self.holds(graph)
        lines = " .\n".join(" ".join(map(str, fact)) for fact in facts)
        data = lines if graph is None else f"GRAPH {graph} {{ {lines} }}"
        self._store.update(" ;\n".join((*operations, f"INSERT DATA {{ {data} }}")))
        return is_new


def _called(graph: NamedNode | None) -> str:
    return f"GRAPH {graph}" if graph else "DEFAULT"


def _created(graph: NamedNode | None) -> list[str]:
    return [f"CREATE SILENT GRAPH {graph}"] if graph else []
