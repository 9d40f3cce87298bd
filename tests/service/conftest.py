"""The service over the bundled project: called in process, and running on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from llika.dataset import Dataset
from llika.web import create_app

from .running import running


@pytest.fixture(scope="session")
def client(dataset: Dataset) -> Iterator[TestClient]:
    """Return a client of the application, in this process."""
    with TestClient(create_app(dataset), raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def address(dataset: Dataset) -> Iterator[str]:
    """Return the address of the service running on a free loopback port."""
    with running(create_app(dataset)) as address:
        yield address
