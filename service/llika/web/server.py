"""Running the service."""

from __future__ import annotations

import uvicorn

from ..dataset import Dataset
from .app import create_app


def serve(dataset: Dataset, *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve a dataset until the process is told to stop."""
    config = uvicorn.Config(create_app(dataset), host=host, port=port, log_level="warning", server_header=False)
    uvicorn.Server(config).run()
