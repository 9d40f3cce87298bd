"""The service over the bundled project: called in process, and running on loopback."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.testclient import TestClient

from llika.dataset import Dataset
from llika.web import create_app


@pytest.fixture(scope="session")
def client(dataset: Dataset) -> Iterator[TestClient]:
    """Return a client of the application, in this process."""
    with TestClient(create_app(dataset), raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def address(dataset: Dataset) -> Iterator[str]:
    """Return the address of the service running on a free loopback port."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(dataset), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()
