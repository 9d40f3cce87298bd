"""What one running service holds: a dataset that never changes, and everything made from it once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from anyio import CapacityLimiter
from starlette.requests import Request

from ..dataset import Dataset
from ..errors import NotFound
from ..evidence import SourceText
from ..explain import Explainer, Views
from ..project import Collection, Project
from ..saved import SavedQuery, load_all
from ..store import EmbeddedStore
from ..terms import NamedNode, Text
from .pages import Pages

SIMULTANEOUS_QUERIES = 4
"""Queries of strangers that run at once; the others wait, and pages and the API do not wait for them."""


@dataclass(frozen=True)
class Served:
    """A published dataset with its store, views, saved queries and pages."""

    dataset: Dataset
    store: EmbeddedStore
    views: Views
    queries: Mapping[str, SavedQuery]
    pages: Pages
    query_limit: CapacityLimiter

    @classmethod
    def open(cls, dataset: Dataset, texts: Mapping[NamedNode, SourceText] | None = None) -> Served:
        """Make everything from a dataset.

        :param texts: the source documents, where passages may be shown
        :raises SyntaxFault: for a saved query that cannot be used
        """
        return cls(
            dataset,
            EmbeddedStore(dataset),
            Views(Explainer(dataset), texts),
            load_all(dataset.project),
            _pages(dataset.project),
            CapacityLimiter(SIMULTANEOUS_QUERIES),
        )

    def warm_up(self) -> None:
        """Ask for what the first page needs, so that the first reader does not wait for it."""
        for basis in self.dataset.published:
            for collection in self.dataset.project.collections.values():
                for member in self.views.classifier.members(collection, basis):
                    self.views.types(member, collection, basis)

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


def _pages(project: Project) -> Pages:
    return Pages(
        project.title,
        base=project.base,
        prefixes=project.prefixes,
        publisher=project.publisher,
        licence=project.licence,
    )


def served(request: Request) -> Served:
    """Return what the service of a request holds."""
    found: Served = request.app.state.served
    return found


async def same_version(request: Request) -> None:
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
