"""The dataset in memory, in this process."""

from __future__ import annotations

from pyoxigraph import Store

from ..adapters.oxigraph import fill
from ..dataset import Dataset
from ..evidence import Basis
from ..sparql import MediaType, Outline, QueryDataset, Table, check, choose_dataset, evaluate, rows


class EmbeddedStore:
    """A store that holds every named graph, and one merged graph per basis without repeated triples.

    The merged graph alone is a dataset's default graph: a triple that stands in two named graphs would count twice in
    a union of them.
    """

    def __init__(self, dataset: Dataset) -> None:
        project = dataset.project
        self.version = dataset.version
        self._store = Store()
        self._merged = {basis: project.graph_iri(f"basis/{basis.dataset}") for basis in dataset.published}
        self._inference = dataset.inference
        self._usual: dict[Basis, QueryDataset] = {}
        for name, facts in dataset.graphs.items():
            graph = project.graph_iri(name)
            fill(self._store, facts, graph)
        for basis, graph in self._merged.items():
            fill(self._store, dataset.merged(basis).facts, graph)
            self._usual[basis] = QueryDataset((graph,), tuple(project.graph_iri(name) for name in dataset.names(basis)))

    def answer(
        self, query: str, outline: Outline, basis: Basis, *, media: MediaType, requested: QueryDataset | None = None
    ) -> bytes:
        """Answer a query; see `QueryStore`."""
        dataset = choose_dataset(outline, self._graphs(basis), requested)
        return evaluate(self._store, query, media=media, dataset=dataset)

    def select(self, query: str, basis: Basis) -> Table:
        """Return rows; see `QueryStore`."""
        return rows(self._store, query, dataset=choose_dataset(check(query), self._graphs(basis)))

    def _graphs(self, basis: Basis) -> QueryDataset:
        return self._usual[self._inference.stratum(basis).basis]
