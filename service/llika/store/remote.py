"""Any SPARQL endpoint as a source of rows and facts."""

from __future__ import annotations

from collections.abc import Iterable

from ..adapters.sparqlwrapper import RemoteTable, ask_endpoint
from ..errors import QueryError
from ..evidence import DEFAULT, Basis
from ..sparql import Table, check, print_term
from ..terms import Fact, NamedNode, Text, expand


class RemoteStore:
    """An endpoint elsewhere. It serves what it serves: the basis is its own choice, and its version is its address."""

    def __init__(self, url: str) -> None:
        self.version = url

    def select(self, query: str, basis: Basis) -> Table:  # noqa: ARG002 - the protocol's
        """Return rows; see `RowStore`."""
        found = ask_endpoint(self.version, query, graph=check(query).form.answers_graph)
        if isinstance(found, RemoteTable):
            return Table(found.columns, found.rows)
        raise _form_differs()

    def construct(self, query: str, basis: Basis) -> list[Fact]:  # noqa: ARG002
        """Return facts; see `RowStore`."""
        found = ask_endpoint(self.version, query, graph=check(query).form.answers_graph)
        if isinstance(found, RemoteTable):
            raise _form_differs()
        return list(dict.fromkeys(found))

    def resolve(self, slug: str, stems: Iterable[str]) -> NamedNode | None:
        """Return the thing that a slug names at the endpoint: the first of some stems below which it is known there."""
        meant = [iri for stem in stems if (iri := expand(f"<{stem}{slug}>")) is not None]
        listed = f"VALUES ?thing {{ {' '.join(map(print_term, meant))} }}"
        query = f"SELECT DISTINCT ?thing {{ {listed} {{ ?thing ?verb ?value }} UNION {{ ?other ?verb ?thing }} }}"
        found = {row["thing"] for row in self.select(query, DEFAULT).rows}
        return next((iri for iri in meant if iri in found), None)


def _form_differs() -> QueryError:
    return QueryError(
        "query-form-differs",
        Text(
            "The answer is a graph where rows were asked, or the reverse.",
            "Se pidieron filas y es un grafo, o al revés.",
        ),
        Text(
            "SELECT and ASK give rows; CONSTRUCT and DESCRIBE give a graph.",
            "SELECT y ASK dan filas; CONSTRUCT y DESCRIBE dan un grafo.",
        ),
    )
