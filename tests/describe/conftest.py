"""Datasets that were told what is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from llika.dataset import Dataset, build
from llika.describe import Description
from llika.evidence import DEFAULT, Basis
from llika.project import Project
from llika.saved import load_all
from llika.store import EmbeddedStore

HERE = Path(__file__).resolve().parent
PROJECTS = HERE.parent / "projects"
HOME = "https://data.example/app"
PREFIXES = """
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
"""
Row = tuple[str, ...]


class Told(NamedTuple):
    """A dataset in a store that was told of its description."""

    dataset: Dataset
    description: Description
    store: EmbeddedStore
    untold: EmbeddedStore

    def rows(self, query: str, basis: Basis = DEFAULT) -> list[Row]:
        """Return rows as texts; what is unbound is empty."""
        found = self.store.select(PREFIXES + query, basis).rows
        return [tuple("" if term is None else term.value for term in row.values()) for row in found]

    def data(self, query: str, basis: Basis = DEFAULT) -> list[Row]:
        """Return rows of a store that was not told; `#data` keeps ``?s`` from being the dataset itself."""
        itself = f"{self.dataset.project.base}dataset/{self.dataset.version}"
        return self._replace(store=self.untold).rows(query.replace("#data", f"FILTER(?s != <{itself}>)"), basis)

    def number(self, query: str, basis: Basis = DEFAULT) -> int:
        """Return the one number that a query finds."""
        [[value]] = self.rows(query, basis)
        return int(value)

    def graph(self, basis: Basis) -> str:
        """Return the merged graph of a basis as queries write it."""
        return str(self.dataset.project.graph_iri(f"basis/{basis.dataset}"))


def tell(dataset: Dataset) -> Told:
    """Put a dataset and its description in a store."""
    store = EmbeddedStore(dataset)
    description = Description.of(dataset, load_all(dataset.project), store)
    store.describe(description.everything(HOME))
    return Told(dataset, description, store, EmbeddedStore(dataset))


NUMBERS = """
<http://example.org/a> <http://example.org/size> 1 , 01 , 1.0 , 1.00 .
<http://example.org/b> <http://example.org/size> "007"^^<http://www.w3.org/2001/XMLSchema#int> .
<http://example.org/a> a <http://example.org/Thing> . _:c a <http://example.org/Thing> .
"""


@pytest.fixture(scope="module", params=["bundled", "garden", "bridges", "numbers"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Told:
    """Return each project told of itself; one writes numbers in several ways and has a thing without a name."""
    if request.param == "bundled":
        return tell(dataset)
    if request.param != "numbers":
        return tell(build(Project.open(PROJECTS / request.param)))
    root = tmp_path_factory.mktemp("numbers")
    (root / "ontology").mkdir()
    (root / "ontology" / "numbers.ttl").write_text(
        "<http://example.org/o> a <http://www.w3.org/2002/07/owl#Ontology> ." + NUMBERS, "utf-8"
    )
    return tell(build(Project.open(root)))


@pytest.fixture(scope="module")
def peru(dataset: Dataset) -> Told:
    """Return the bundled project told of itself."""
    return tell(dataset)


@pytest.fixture(scope="module")
def bridges() -> Told:
    """Return the small project of bridges told of itself."""
    return tell(build(Project.open(PROJECTS / "bridges")))
