"""What one running service holds: a dataset that never changes, and everything made from it once."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from threading import Lock

from anyio import CapacityLimiter
from starlette.requests import Request

from ..dataset import Dataset
from ..describe import Description
from ..errors import NotFound
from ..evidence import DEFAULT, Basis, SourceText
from ..explain import Explainer, Views
from ..findings import Finding
from ..project import LOCAL_BASE, Collection
from ..reference import Glossary, Kinds, Reference
from ..saved import SavedQuery, Suggestions, load_sound
from ..search import Search
from ..store import EmbeddedStore
from ..terms import NamedNode, Text
from .once import once
from .pages.render import Pages

MEMBERS_IN_FULL = 6
"""How many members of the first collection the start page shows with their types."""
SIMULTANEOUS_QUERIES = 4
"""Queries of strangers that run at once; the others wait, and pages and the API do not wait for them."""
SIMULTANEOUS_PAGES = 4
"""Pages that are made at once: more threads make no page sooner, and each keeps `/health` waiting."""
SIMULTANEOUS_SAVED = 8
"""Saved queries that run at once; they wait for no others, and nothing else waits for them."""


@dataclass(frozen=True)
class Served:
    """A published dataset with its store, views, saved queries and pages.

    :param home: the address that the store's description of the service names, without a final slash
    :param refused: what is wrong with the query files that cannot be used
    """

    dataset: Dataset
    home: str
    views: Views
    queries: Mapping[str, SavedQuery]
    refused: tuple[Finding, ...]
    pages: Pages
    query_limit: CapacityLimiter
    saved_limit: CapacityLimiter
    search: Search
    _packed: dict[str, bytes] = field(default_factory=dict)
    _packing: Lock = field(default_factory=Lock)

    @classmethod
    def open(
        cls,
        dataset: Dataset,
        texts: Mapping[NamedNode, SourceText] | None = None,
        *,
        home: str = LOCAL_BASE,
        root: str = "",
    ) -> Served:
        """Make everything from a dataset; the store and the description when they are first asked for.

        :param texts: the source documents, where passages may be shown
        :param home: the address under which the service is known
        :param root: the path of that address, where it has one
        """
        views = Views(Explainer(dataset), texts, root=root)
        queries, refused = load_sound(dataset.project)
        return cls(
            dataset,
            home.rstrip("/"),
            views,
            queries,
            tuple(refused),
            _pages(dataset),
            CapacityLimiter(SIMULTANEOUS_QUERIES),
            CapacityLimiter(SIMULTANEOUS_SAVED),
            Search(dataset, views.labels, queries),
        )

    @once
    def reference(self) -> Reference:
        """The ontology for readers; made when it is first asked for."""
        return Reference(self.dataset, self.views.labels, self.queries)

    @once
    def glossary(self) -> Glossary:
        """What terms mean, and who says so; made when it is first asked for."""
        return Glossary(self.dataset, self.reference)

    @once
    def kinds(self) -> Kinds:
        """The kinds of nodes; made when they are first asked for."""
        return Kinds(self.dataset, self.views.labels)

    @once
    def suggestions(self) -> Suggestions:
        """What the data has for the parameters of saved queries."""
        return Suggestions(self.store)

    @property
    def store(self) -> EmbeddedStore:
        """What answers queries: the dataset, and in its graph ``service`` the description of this service."""
        return self._described[0]

    @property
    def description(self) -> Description:
        """What the service says of itself, for any address."""
        return self._described[1]

    @once
    def _described(self) -> tuple[EmbeddedStore, Description]:
        store = EmbeddedStore(self.dataset)
        description = Description.of(self.dataset, self.queries, store)
        store.describe(description.everything(self.home))
        return store, description

    def pack(self, name: str, content: Callable[[], bytes]) -> bytes:
        """Return a file to download, which is packed when it is first asked for.

        :param name: of the file, by which it is known again
        """
        with self._packing:
            if name not in self._packed:
                self._packed[name] = gzip.compress(content(), mtime=0)
            return self._packed[name]

    def warm_up(self) -> None:
        """Make what the first answers need, so that the first reader does not wait for it.

        No more: what is made meanwhile for nobody in particular keeps that reader waiting.
        """
        basis = min(DEFAULT, self.dataset.published[-1])
        for collection in list(self.dataset.project.collections.values())[:1]:
            for member in self.best_known(collection, basis):
                self.views.types(member, collection, basis)
        self.search.find("", basis=basis)
        assert self.store  # noqa: S101 - it is made by asking for it

    def best_known(self, collection: Collection, basis: Basis) -> list[NamedNode]:
        """Return those members of a collection of which most types are known, the first of them first."""
        classifier = self.views.classifier
        members = classifier.members(collection, basis)
        return sorted(members, key=lambda one: (-classifier.held(one, collection, basis), one.value))[:MEMBERS_IN_FULL]

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
        columns=project.columns,
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


async def same_version(request: Request) -> None:
    """Check the version that a request names; see `check_version`."""
    check_version(request)


def check_version(request: Request) -> None:
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
