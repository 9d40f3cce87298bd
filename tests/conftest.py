"""Fixtures for all tests. `LLIKA_REQUIRE=all` (set by .ci/run) turns every skip into a failure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from fastapi import FastAPI
from hypothesis import settings
from tests.service.running import running

from llika.dataset import Dataset, build
from llika.project import CONFIG, FOLDERS, Project
from llika.store import EmbeddedStore
from llika.web import create_app

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("LLIKA_SHARED", ROOT.parent / "shared"))


settings.register_profile("gate", derandomize=True)  # the gate judges the change, and not its luck
if os.environ.get("LLIKA_REQUIRE") == "all":
    settings.load_profile("gate")


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
