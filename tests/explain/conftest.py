"""The bundled project explained, and projects made of a few files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from pyoxigraph import RdfFormat, parse

from llika.dataset import Dataset, build
from llika.explain import Explainer
from llika.project import Project
from llika.terms import PREFIXES, Fact

B = "https://example.org/b/"
CONFIG = f"""base = "{B}"
[prefixes]
"" = "{B}ontology#"
i = "{B}id/"
[collections.bridges]
class = ":Bridge"
classify = ":Bridge"
label = {{ en = "Bridges", es = "Puentes" }}
"""
_KNOWN = {**PREFIXES, "": f"{B}ontology#", "i": f"{B}id/"}
_HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in _KNOWN.items())


@pytest.fixture(scope="session")
def facts_of() -> Callable[[str], list[Fact]]:
    """Return what reads Turtle without its prefixes."""

    def read(turtle: str) -> list[Fact]:
        return [(t.subject, t.predicate, t.object) for t in parse(_HEAD + turtle, format=RdfFormat.TURTLE)]

    return read


@pytest.fixture(scope="session")
def explainer(dataset: Dataset) -> Explainer:
    """Return what explains the bundled project."""
    return Explainer(dataset)


@pytest.fixture
def explain_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, str]], Explainer]:
    """Return what builds and explains a project of files, given by path; Turtle gets the prefixes."""

    def make(files: Mapping[str, str]) -> Explainer:
        root = tmp_path_factory.mktemp("project")
        (root / "llika.toml").write_text(CONFIG, "utf-8")
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text((_HEAD if name.endswith(".ttl") else "") + text, "utf-8")
        return Explainer(build(Project.open(root)))

    return make
