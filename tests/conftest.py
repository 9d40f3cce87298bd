"""Fixtures for all tests. `LLIKA_REQUIRE=all` (set by .ci/run) turns every skip into a failure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from fastapi import FastAPI
from hypothesis import settings
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient
from tests.service.running import running

from llika.dataset import Dataset, build
from llika.explain import Explainer
from llika.project import CONFIG, FOLDERS, Project
from llika.store import EmbeddedStore
from llika.terms import PREFIXES, Fact
from llika.web import create_app

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("LLIKA_SHARED", ROOT.parent / "shared"))


B = "https://example.org/b/"
_BRIDGES = f"""base = "{B}"
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


# No test judges time; and the gate judges the change, and not its luck
settings.register_profile("here", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate" if os.environ.get("LLIKA_REQUIRE") == "all" else "here")


def skip(reason: str) -> NoReturn:
    """Skip the running test, or fail it where everything is required."""
    if os.environ.get("LLIKA_REQUIRE") == "all":
        pytest.fail(f"required here, not skipped: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder with the source documents and the W3C suites, beside the checkout."""
    if not SHARED.is_dir():
        skip("the folder ../shared (source documents, W3C suites) is not here; LLIKA_SHARED names another place")
    return SHARED


@pytest.fixture(scope="session")
def missing() -> Callable[[str], NoReturn]:
    """Return what a test calls when something it needs is not on this machine."""
    return skip


@pytest.fixture(scope="session")
def project() -> Project:
    """Return the bundled project."""
    return Project.open(ROOT)


@pytest.fixture(scope="session")
def dataset(project: Project) -> Dataset:
    """Return the bundled project's dataset, built anew."""
    return build(project)


@pytest.fixture(scope="session")
def published(dataset: Dataset) -> EmbeddedStore:
    """Return the bundled dataset in a store."""
    return EmbeddedStore(dataset)


@pytest.fixture(scope="session")
def application(dataset: Dataset) -> FastAPI:
    """Return the service over the bundled project."""
    return create_app(dataset)


@pytest.fixture(scope="session")
def address(application: FastAPI) -> Iterator[str]:
    """Return the address of the service, running on a free loopback port."""
    with running(application) as address:
        yield address


@pytest.fixture(scope="session")
def client(dataset: Dataset) -> Iterator[TestClient]:
    """Return a client of the service over the bundled project, in this process."""
    with TestClient(create_app(dataset), raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture
def project_copy(tmp_path: Path) -> Project:
    """Return a copy of the bundled project that a test may change."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / CONFIG, tmp_path / CONFIG)
    return Project.open(tmp_path)


@pytest.fixture
def bridges_copy(tmp_path: Path) -> Path:
    """Return a copy of the small project of bridges that a test may change."""
    return Path(shutil.copytree(ROOT / "tests" / "projects" / "bridges", tmp_path / "bridges"))


@pytest.fixture(scope="session")
def facts_of() -> Callable[[str], list[Fact]]:
    """Return what reads Turtle without its prefixes."""

    def read(turtle: str) -> list[Fact]:
        return [(t.subject, t.predicate, t.object) for t in parse(_HEAD + turtle, format=RdfFormat.TURTLE)]

    return read


@pytest.fixture
def explain_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, str]], Explainer]:
    """Return what builds and explains a project of files, given by path; Turtle gets the prefixes."""

    def make(files: Mapping[str, str]) -> Explainer:
        root = tmp_path_factory.mktemp("project")
        (root / "llika.toml").write_text(_BRIDGES, "utf-8")
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text((_HEAD if name.endswith(".ttl") else "") + text, "utf-8")
        return Explainer(build(Project.open(root)))

    return make
