"""The dataset in memory, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Lock

from pyoxigraph import NamedNode, Store

from ..adapters.oxigraph import change, copy, facts_of, fill
from ..dataset import Dataset
from ..evidence import Basis
from ..sparql import MediaType, Outline, QueryDataset, Table, check, choose_dataset, evaluate, facts, rows
from ..terms import Fact
from .graph import graph_unknown, written


class EmbeddedStore:
    """A store that holds every named graph, and one merged graph per basis without repeated triples.

    The merged graph alone is a dataset's default graph: a triple that stands in two named graphs would count twice in
    a union of them. Each merged graph is held once more by itself, from the first query that needs nothing else: the
    engine joins some four times faster where no other graph holds the same triples.

    :param bases: those on which queries will be asked; by default all that are published
    :param twice: whether merged graphs are held by themselves too, which few queries are not worth
    """

    def __init__(self, dataset: Dataset, bases: Iterable[Basis] | None = None, *, twice: bool = True) -> None:
        self._store = Store()
        self._twice = twice
        self._alone: dict[NamedNode, Store] = {}
        self._making = Lock()
        self._said: list[Fact] = []
        self._bases = frozenset(dataset.published if bases is None else bases)
        self._take(dataset)
        for name, stated in dataset.graphs.items():
            fill(self._store, stated, dataset.project.graph_iri(name))
        for basis, graph in self._merged.items():
            for name in dataset.names(basis):
                copy(self._store, dataset.project.graph_iri(name), graph)

    def _take(self, dataset: Dataset) -> None:
        project = dataset.project
        self.version = dataset.version
        self._dataset = dataset
        asked = (basis for basis in dataset.published if basis in self._bases)
        self._merged = {basis: project.graph_iri(f"basis/{basis.dataset}") for basis in asked}
        self._usual = {
            basis: QueryDataset((graph,), tuple(project.graph_iri(name) for name in dataset.names(basis)))
            for basis, graph in self._merged.items()
        }

    def describe(self, facts: Iterable[Fact]) -> None:
        """Hold facts about the service, too: in the graph ``service`` and in the merged graph of each basis.

        They are no part of the dataset: neither of its version nor of what is written to files.
        """
        home = self._dataset.project.graph_iri("service")
        self._said += facts
        self._alone.clear()
        fill(self._store, self._said, home)
        for graph in self._merged.values():
            copy(self._store, home, graph)

    def facts(self, basis: Basis) -> Iterator[Fact]:
        """Yield the triples of the default graph of a basis, as queries see them: numbers are kept by their value.

        :raises NotFound: ``basis-unpublished``
        """
        return facts_of(self._store, self._graphs(basis).default[0])

    def turn_into(self, dataset: Dataset) -> None:
        """Hold another dataset from now on; only what differs is written."""
        before = self._contents()
        self._take(dataset)
        self._alone.clear()
        after = self._contents()
        for graph in before.keys() | after.keys():
            change(self._store, before.get(graph, frozenset()), after.get(graph, frozenset()), graph)

    def _contents(self) -> dict[NamedNode, frozenset[Fact]]:
        """Return what each graph of the store holds."""
        named = {self._dataset.project.graph_iri(name): held for name, held in self._dataset.graphs.items()}
        merged = {graph: self._dataset.merged(basis).facts for basis, graph in self._merged.items()}
        return named | merged

    def answer(
        self,
        query: str,
        outline: Outline,
        basis: Basis,
        *,
        media: MediaType,
        requested: QueryDataset | None = None,
        base: str | None = None,
    ) -> bytes:
        """Answer a query; see `QueryStore`.

        :param base: the IRI that relative IRIs are resolved against until the query declares its own
        """
        store, dataset = self._place(query, outline, basis, requested)
        return evaluate(store, query, media=media, dataset=dataset, base=base)

    def graph(self, name: NamedNode | None, basis: Basis, *, media: MediaType) -> bytes:
        """Return a named graph, or the default graph of a basis, serialised.

        :raises NotFound: ``graph-unknown``; ``basis-unpublished``
        """
        usual = self._graphs(basis)
        asked = usual.default[0] if name is None else name
        if asked not in (*usual.default, *usual.named) and not self._store.contains_named_graph(asked):
            raise graph_unknown(asked)
        return written(self._store, asked, media, self._dataset.project.prefixes)

    def select(self, query: str, basis: Basis) -> Table:
        """Return rows; see `QueryStore`."""
        store, dataset = self._place(query, check(query), basis)
        return rows(store, query, dataset=dataset)

    def construct(self, query: str, basis: Basis) -> list[Fact]:
        """Return facts; see `RowStore`."""
        store, dataset = self._place(query, check(query), basis)
        return facts(store, query, dataset=dataset)

    def _place(
        self, query: str, outline: Outline, basis: Basis, requested: QueryDataset | None = None
    ) -> tuple[Store, QueryDataset | None]:
        """Return where a query is to run, and over which graphs of it."""
        usual = self._graphs(basis)
        dataset = choose_dataset(outline, usual, requested)
        # The word counts wherever it stands: the engine needs no space around it
        if not self._twice or dataset is not usual or "GRAPH" in query.upper():
            return self._store, dataset
        return self._merged_alone(basis, usual.default[0]), None

    def _merged_alone(self, basis: Basis, graph: NamedNode) -> Store:
        with self._making:
            if graph not in self._alone:
                self._alone[graph] = Store()
                fill(self._alone[graph], self._dataset.merged(basis).facts)
                fill(self._alone[graph], self._said)
            return self._alone[graph]

    def _graphs(self, basis: Basis) -> QueryDataset:
        return self._usual[self._dataset.inference.stratum(basis).basis]
