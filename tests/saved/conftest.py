"""A small store, and saved queries from texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store

from llika.evidence import Basis
from llika.saved import SavedQuery, load
from llika.sparql import MediaType, Outline, QueryDataset, Table, check, choose_dataset, evaluate, facts, rows
from llika.terms import PREFIXES, Fact, NamedNode

GRAPH = "https://w3id.org/llika/graph/"
MERGED = NamedNode(f"{GRAPH}basis/documents")


class MemoryStore:
    """A published dataset of one basis: named graphs, and one that merges them."""

    version = "0123456789abcdef"

    def __init__(self, trig: str) -> None:
        self._store = Store()
        self._store.load(trig.encode(), format=RdfFormat.TRIG)
        named = [graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode)]
        self._store.extend([Quad(quad.subject, quad.predicate, quad.object, MERGED) for quad in self._store])
        self._dataset = QueryDataset((MERGED,), tuple(named))

    def select(self, query: str, basis: Basis) -> Table:  # noqa: ARG002 - this store has one basis
        return rows(self._store, query, dataset=choose_dataset(check(query), self._dataset))

    def construct(self, query: str, basis: Basis) -> list[Fact]:  # noqa: ARG002
        return facts(self._store, query, dataset=choose_dataset(check(query), self._dataset))

    def answer(
        self,
        query: str,
        outline: Outline,  # noqa: ARG002
        basis: Basis,  # noqa: ARG002
        *,
        media: MediaType,
        requested: QueryDataset | None = None,
    ) -> bytes:
        return evaluate(self._store, query, media=media, dataset=requested or self._dataset)


@pytest.fixture
def store_of() -> Callable[[str], MemoryStore]:
    """Return what makes a store of TriG."""
    return MemoryStore


@pytest.fixture
def query_of(tmp_path: Path) -> Callable[[str], SavedQuery]:
    """Return what reads the text of a query file."""

    def read(text: str) -> SavedQuery:
        path = tmp_path / "sample.rq"
        path.write_text(text, "utf-8")
        return load(path, shown_as="queries/sample.rq", prefixes={**PREFIXES, "": "https://example.org/ontology#"})

    return read
