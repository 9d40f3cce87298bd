"""One graph of a store, whole."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import DefaultGraph, NamedNode, Store

from ..errors import NotFound
from ..sparql import MediaType
from ..terms import Text


def written(
    store: Store, graph: NamedNode | DefaultGraph, media: MediaType, prefixes: Mapping[str, str] | None = None
) -> bytes:
    """Return a graph of a store, serialised."""
    return store.dump(format=media.syntax, from_graph=graph, prefixes=dict(prefixes or {})) or b""


def graph_unknown(graph: NamedNode) -> NotFound:
    """Return the error for a graph that is not there."""
    return NotFound(
        "graph-unknown",
        Text(f"There is no graph “{graph.value}”.", f"No existe el grafo «{graph.value}»."),
        Text("See the graphs with SELECT DISTINCT ?g { GRAPH ?g { } }.", "Consulte los grafos con SPARQL."),
    )
