"""Running the service."""

from __future__ import annotations

import threading

import uvicorn

from ..dataset import Dataset
from .app import create_app

STACK_BYTES = 64 * 1024 * 1024
"""Stack of the threads that run queries: the engine's parser is recursive, and what the guard lets through must fit."""


def serve(dataset: Dataset, *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve a dataset until the process is told to stop."""
    threading.stack_size(STACK_BYTES)
    config = uvicorn.Config(create_app(dataset), host=host, port=port, log_level="warning", server_header=False)
    uvicorn.Server(config).run()
