"""The dataset in memory, in this process."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Store

from ..adapters.oxigraph import change, fill
from ..dataset import Dataset
from ..evidence import Basis
from ..sparql import MediaType, Outline, QueryDataset, Table, check, choose_dataset, evaluate, rows
from ..terms import Fact
from .graph import graph_unknown, written


class EmbeddedStore:
    """A store that holds every named graph, and one merged graph per basis without repeated triples.

    The merged graph alone is a dataset's default graph: a triple that stands in two named graphs would count twice in
    a union of them.

    :param bases: those on which queries will be asked; by default all that are published
    """

    def __init__(self, dataset: Dataset, bases: Iterable[Basis] | None = None) -> None:
        self._store = Store()
        self._bases = frozenset(dataset.published if bases is None else bases)
        self._describe(dataset)
        for name, facts in dataset.graphs.items():
            fill(self._store, facts, dataset.project.graph_iri(name))
        for basis, graph in self._merged.items():
            fill(self._store, dataset.merged(basis).facts, graph)

    def _describe(self, dataset: Dataset) -> None:
        project = dataset.project
        self.version = dataset.version
        self._dataset = dataset
        asked = (basis for basis in dataset.published if basis in self._bases)
        self._merged = {basis: project.graph_iri(f"basis/{basis.dataset}") for basis in asked}
        self._usual = {
            basis: QueryDataset((graph,), tuple(project.graph_iri(name) for name in dataset.names(basis)))
            for basis, graph in self._merged.items()
        }

    def turn_into(self, dataset: Dataset) -> None:
        """Hold another dataset from now on; only what differs is written."""
        before = self._contents()
        self._describe(dataset)
        after = self._contents()
        for graph in before.keys() | after.keys():
            change(self._store, before.get(graph, frozenset()), after.get(graph, frozenset()), graph)

    def _contents(self) -> dict[NamedNode, frozenset[Fact]]:
        """Return what each graph of the store holds."""
        named = {self._dataset.project.graph_iri(name): facts for name, facts in self._dataset.graphs.items()}
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
        dataset = choose_dataset(outline, self._graphs(basis), requested)
        return evaluate(self._store, query, media=media, dataset=dataset, base=base)

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
        return rows(self._store, query, dataset=choose_dataset(check(query), self._graphs(basis)))

    def _graphs(self, basis: Basis) -> QueryDataset:
        return self._usual[self._dataset.inference.stratum(basis).basis]
