"""The service over the bundled project, called in process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from llika.dataset import Dataset
from llika.web import create_app


@pytest.fixture(scope="session")
def client(dataset: Dataset) -> Iterator[TestClient]:
    """Return a client of the application, in this process."""
    with TestClient(create_app(dataset), raise_server_exceptions=False, follow_redirects=False) as client:
        yield client
