"""Any SPARQL endpoint as a source of rows."""

from __future__ import annotations

from ..adapters.sparqlwrapper import RemoteTable, ask_endpoint
from ..errors import QueryError
from ..evidence import Basis
from ..sparql import Table, check
from ..terms import Text


class RemoteStore:
    """An endpoint elsewhere. It serves what it serves: the basis is its own choice, and its version is its address."""

    def __init__(self, url: str) -> None:
        self.version = url

    def select(self, query: str, basis: Basis) -> Table:  # noqa: ARG002 - the protocol's
        """Return rows; see `RowStore`."""
        found = ask_endpoint(self.version, query, graph=check(query).form.answers_graph)
        if isinstance(found, RemoteTable):
            return Table(found.columns, found.rows)
        raise QueryError(
            "query-form-differs",
            Text("The query asks for a graph.", "La consulta pide un grafo."),
            Text("Use a saved query that gives rows.", "Use una consulta guardada que dé filas."),
        )
