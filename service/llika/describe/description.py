"""Everything that a service says of itself, counted once and told for any address under which it is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..dataset import Dataset
from ..evidence import DEFAULT, Basis
from ..saved import SavedQuery
from ..store import EmbeddedStore
from ..terms import RDF, RDFS, Fact, NamedNode, Term
from .catalog import catalog_facts
from .examples import Example, example_facts, example_of, prefix_facts
from .names import Names
from .service import service_facts
from .sparnatural import Wording, builder_facts
from .statistics import Statistics, Uses, count, count_graphs, uses
from .void import void_facts


@dataclass(frozen=True)
class Description:
    """What there is to say of a published dataset and of the service that answers for it.

    :param figures: how much there is on each basis
    :param uses: how classes use properties on the default basis
    :param graphs: triples of each named graph, but that of the service
    :param keywords: the tags of the saved queries
    """

    dataset: Dataset
    default: Basis
    figures: Mapping[Basis, Statistics]
    uses: Uses
    graphs: Mapping[NamedNode, int]
    examples: tuple[Example, ...]
    keywords: tuple[str, ...]

    @classmethod
    def of(cls, dataset: Dataset, queries: Mapping[str, SavedQuery], store: EmbeddedStore) -> Description:
        """Count what a store holds, before it is told of this description, and find examples among the queries."""
        published, project = dataset.published, dataset.project
        default = min(DEFAULT, published[-1])
        itself = Names(project, dataset.version, "").dataset
        counted = {name for basis in published for name in dataset.names(basis)} - {"service"}
        examples = (example_of(query, dataset.resolve) for query in queries.values())
        return cls(
            dataset,
            default,
            {basis: count(store, basis, base=project.base, without=itself) for basis in published},
            uses(fact for fact in store.facts(default) if fact[0] != itself),
            count_graphs(store, map(project.graph_iri, sorted(counted))),
            tuple(example for example in examples if example is not None),
            tuple(sorted({tag for query in queries.values() for tag in query.tags})),
        )

    def service(self, home: str) -> list[Fact]:
        """Return the description of the endpoint (SPARQL 1.1 Service Description) and its entry in the catalogue.

        :param home: the address under which the service is known
        """
        names = self._names(home)
        return [*self._service(names), *catalog_facts(names, self.keywords)]

    def contents(self, home: str) -> list[Fact]:
        """Return what there is (VoID) and how it is had (DCAT)."""
        names = self._names(home)
        return [*catalog_facts(names, self.keywords), *self._contents(names)]

    def everything(self, home: str) -> list[Fact]:
        """Return the whole description, examples and prefixes too: each fact once."""
        names, project = self._names(home), self.dataset.project
        found = [*self.service(home), *self._contents(names), *prefix_facts(project.prefixes)]
        for example in self.examples:
            found += example_facts(example, base=project.base, endpoint=names.endpoint)
        return list(dict.fromkeys(found))

    def builder(self, home: str, said: Wording) -> list[Fact]:
        """Return the shapes that a builder of queries is configured by.

        :param said: what classes and properties are called
        """
        wider: dict[NamedNode, set[Term]] = defaultdict(set)
        for kind, _, above in self.dataset.merged(self.default).using(RDFS.subClassOf):
            if isinstance(kind, NamedNode):
                wider[kind].add(above)
        return list(builder_facts(home, self.uses, wider, said))

    def _names(self, home: str) -> Names:
        return Names(self.dataset.project, self.dataset.version, home)

    def _service(self, names: Names) -> Iterator[Fact]:
        project = self.dataset.project
        graphs = {basis: [project.graph_iri(name) for name in self.dataset.names(basis)] for basis in self.figures}
        merged = {names.merged(basis): found.triples for basis, found in self.figures.items()}
        return service_facts(names, graphs, {**self.graphs, **merged}, self.default)

    def _contents(self, names: Names) -> Iterator[Fact]:
        return void_facts(names, self.figures, self.uses, self.default, self._members())

    def _members(self) -> Iterator[NamedNode]:
        """Yield one member of each collection, where it has any."""
        merged = self.dataset.merged(self.default)
        for collection in self.dataset.project.collections.values():
            found = (thing for thing, verb, _ in merged.naming(collection.member) if verb == RDF.type)
            yield from [thing for thing in found if isinstance(thing, NamedNode)][:1]
