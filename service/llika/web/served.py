"""What one running service holds: a dataset that never changes, and everything made from it once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from anyio import CapacityLimiter
from starlette.requests import Request

from ..dataset import Dataset
from ..errors import NotFound
from ..evidence import SourceText
from ..explain import Explainer, Views
from ..project import Collection
from ..reference import Reference
from ..saved import SavedQuery, Suggestions, load_all
from ..search import Search
from ..store import EmbeddedStore
from ..terms import NamedNode, Text
from .pages import Pages

SIMULTANEOUS_QUERIES = 4
"""Queries of strangers that run at once; the others wait, and pages and the API do not wait for them."""


@dataclass(frozen=True)
class Served:
    """A published dataset with its store, views, saved queries and pages.

    :param packed: files to download, by name, as they were packed when first asked for
    """

    dataset: Dataset
    store: EmbeddedStore
    views: Views
    queries: Mapping[str, SavedQuery]
    pages: Pages
    query_limit: CapacityLimiter
    search: Search
    suggestions: Suggestions
    packed: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def open(cls, dataset: Dataset, texts: Mapping[NamedNode, SourceText] | None = None, *, root: str = "") -> Served:
        """Make everything from a dataset.

        :param texts: the source documents, where passages may be shown
        :param root: the path under which the world knows the service
        :raises SyntaxFault: for a saved query that cannot be used
        """
        store = EmbeddedStore(dataset)
        views, queries = Views(Explainer(dataset), texts, root=root), load_all(dataset.project)
        return cls(
            dataset,
            store,
            views,
            queries,
            _pages(dataset),
            CapacityLimiter(SIMULTANEOUS_QUERIES),
            Search(dataset, views.labels, queries),
            Suggestions(store),
        )

    @cached_property
    def reference(self) -> Reference:
        """The ontology for readers; made when it is first asked for."""
        return Reference(self.dataset, self.views.labels, self.queries)

    def warm_up(self) -> None:
        """Ask for what the first page needs, so that the first reader does not wait for it."""
        for basis in self.dataset.published:
            for collection in self.dataset.project.collections.values():
                for member in self.views.classifier.members(collection, basis):
                    self.views.types(member, collection, basis)
            self.search.find("", basis=basis)

    def collection(self, name: str) -> Collection:
        """Return a collection by its name.

        :raises NotFound: ``collection-unknown``
        """
        found = self.dataset.project.collections.get(name)
        if found is None:
            raise NotFound(
                "collection-unknown",
                Text(f"There is no collection “{name}”.", f"No existe la colección «{name}»."),
                Text("See /api for the list.", "Vea la lista en /api."),
            )
        return found


def _pages(dataset: Dataset) -> Pages:
    project = dataset.project
    return Pages(
        project.title,
        base=project.base,
        prefixes=project.prefixes,
        publisher=project.publisher,
        licence=project.licence,
        version=dataset.version,
        describes=partial(_is_described, dataset),
    )


def _is_described(dataset: Dataset, iri: str) -> bool:
    try:
        return bool(dataset.merged(dataset.published[-1]).about(NamedNode(iri)))
    except ValueError:  # a text that only looks like one
        return False


def served(request: Request) -> Served:
    """Return what the service of a request holds."""
    found: Served = request.app.state.served
    return found


def same_version(request: Request) -> None:
    """Check that a request which names a dataset version names the one that is served.

    :raises NotFound: ``version-unknown``
    """
    asked = request.query_params.get("version")
    here = served(request).dataset.version
    if asked is not None and asked != here:
        raise NotFound(
            "version-unknown",
            Text(f"Version {asked} is not served here.", f"Aquí no se sirve la versión {asked}."),
            Text(
                f"This service has version {here}; build the files of that version to get its answers.",
                f"Este servicio tiene la versión {here}; construya los archivos de aquella para tener sus respuestas.",
            ),
        )
