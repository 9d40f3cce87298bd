"""What a store of a published dataset can do."""

from __future__ import annotations

from typing import Protocol

from ..evidence import Basis
from ..sparql import MediaType, Outline, QueryDataset, Table
from ..terms import Fact


class RowStore(Protocol):
    """Something that answers queries with rows or facts.

    ``basis`` chooses the graphs a query runs over, unless the query (``FROM``) names others.
    """

    version: str

    def select(self, query: str, basis: Basis) -> Table:
        """Return the rows of a SELECT or ASK query.

        :raises QueryError: what is wrong with the query
        :raises NotFound: ``basis-unpublished``
        """

    def construct(self, query: str, basis: Basis) -> list[Fact]:
        """Return the facts of a CONSTRUCT or DESCRIBE query, each once.

        :raises QueryError: what is wrong with the query
        :raises NotFound: ``basis-unpublished``
        """


class QueryStore(RowStore, Protocol):
    """A published dataset."""

    def answer(
        self, query: str, outline: Outline, basis: Basis, *, media: MediaType, requested: QueryDataset | None = None
    ) -> bytes:
        """Return the whole answer of a guarded query, serialised.

        :param outline: what the guard found: the query's form, and whether it names a dataset
        :param requested: graphs that the request names; they replace those of the basis and of the query
        :raises QueryError: what is wrong with the query
        :raises NotFound: ``basis-unpublished``
        """
