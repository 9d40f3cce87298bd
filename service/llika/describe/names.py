"""The IRIs of what is described: of the dataset below the project's base, of the service where it answers."""

from __future__ import annotations

from dataclasses import dataclass

from ..evidence import Basis
from ..project import Project
from ..terms import NamedNode


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called in a description.

    :param home: the address of the service, without a final slash
    """

    project: Project
    version: str
    home: str

    @property
    def dataset(self) -> NamedNode:
        """This version of the dataset."""
        return NamedNode(f"{self.project.base}dataset/{self.version}")

    @property
    def catalog(self) -> NamedNode:
        """The project, as what offers datasets and services."""
        return NamedNode(self.project.base)

    @property
    def endpoint(self) -> NamedNode:
        """The SPARQL endpoint, which is also the service."""
        return self.at("/sparql")

    @property
    def dump(self) -> NamedNode:
        """The file with every named graph."""
        return self.at("/data/all.nq.gz")

    def at(self, path: str) -> NamedNode:
        """Return the address of a page or file of the service."""
        return NamedNode(f"{self.home}{path}")

    def on(self, basis: Basis) -> NamedNode:
        """Return the dataset of one basis: its default graph and its named ones."""
        return NamedNode(f"{self.dataset.value}/{basis.dataset}")

    def merged(self, basis: Basis) -> NamedNode:
        """Return the default graph of one basis."""
        return self.project.graph_iri(f"basis/{basis.dataset}")
