"""What the engine answers in this process: the measure of what every client gets over HTTP."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import RdfFormat
from tests.clients.questions import Row, facts_of

from llika.evidence import DEFAULT
from llika.sparql import check
from llika.sparql.media import N_TRIPLES
from llika.store import EmbeddedStore
from llika.terms import Fact


@pytest.fixture(scope="session")
def rows(published: EmbeddedStore) -> Callable[[str], list[Row]]:
    """Return what answers a SELECT in this process."""

    def ask(query: str) -> list[Row]:
        table = published.select(query, DEFAULT)
        return [tuple(row[column] for column in table.columns) for row in table.rows]

    return ask


@pytest.fixture(scope="session")
def facts(published: EmbeddedStore) -> Callable[[str], frozenset[Fact]]:
    """Return what answers a CONSTRUCT or DESCRIBE in this process."""

    def ask(query: str) -> frozenset[Fact]:
        return facts_of(published.answer(query, check(query), DEFAULT, media=N_TRIPLES), RdfFormat.N_TRIPLES)

    return ask
