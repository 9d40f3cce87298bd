"""The search over the bundled project, and a way to make small ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from llika.dataset import Dataset, build
from llika.explain import Explainer
from llika.project import Project
from llika.saved import load_all
from llika.search import Search

Searching = Callable[[str], Search]
_PREFIXES = """
@prefix : <http://127.0.0.1:8000/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture(scope="session")
def search(dataset: Dataset) -> Search:
    """Return the search over the bundled project."""
    return Search(dataset, Explainer(dataset).labels, load_all(dataset.project))


@pytest.fixture
def searching(tmp_path: Path) -> Searching:
    """Return what makes a search over a few lines of Turtle."""

    def make(turtle: str) -> Search:
        (tmp_path / "graph_data").mkdir()
        (tmp_path / "graph_data" / "things.ttl").write_text(_PREFIXES + turtle, "utf-8")
        dataset = build(Project.open(tmp_path))
        return Search(dataset, Explainer(dataset).labels, {})

    return make
