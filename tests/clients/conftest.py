"""What the engine answers in this process: the measure of what every client gets over HTTP."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from pyoxigraph import RdfFormat
from tests.clients.questions import Row, facts_of

from llika.evidence import DEFAULT
from llika.sparql import check
from llika.sparql.media import N_TRIPLES
from llika.store import QueryStore
from llika.terms import Fact


@pytest.fixture(scope="session")
def store(application: FastAPI) -> QueryStore:
    """Return the store that the service asks."""
    store: QueryStore = application.state.served.store
    return store


@pytest.fixture(scope="session")
def rows(store: QueryStore) -> Callable[[str], list[Row]]:
    """Return what answers a SELECT in this process."""

    def ask(query: str) -> list[Row]:
        table = store.select(query, DEFAULT)
        return [tuple(row[column] for column in table.columns) for row in table.rows]

    return ask


@pytest.fixture(scope="session")
def facts(store: QueryStore) -> Callable[[str], frozenset[Fact]]:
    """Return what answers a CONSTRUCT or DESCRIBE in this process."""

    def ask(query: str) -> frozenset[Fact]:
        return facts_of(store.answer(query, check(query), DEFAULT, media=N_TRIPLES), RdfFormat.N_TRIPLES)

    return ask
