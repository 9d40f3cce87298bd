"""Running the service."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Mapping

import uvicorn

from ..dataset import Dataset
from ..errors import UsageError
from ..evidence import SourceText
from ..terms import NamedNode, Text
from .app import create_app

STACK_BYTES = 64 * 1024 * 1024
"""Stack of the threads that run queries: the engine's parser is recursive, and what the guard lets through must fit."""


def serve(
    dataset: Dataset,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    texts: Mapping[NamedNode, SourceText] | None = None,
) -> None:
    """Serve a dataset until the process is told to stop.

    :param texts: the source documents; passages are then shown with their text, so only on loopback
    :raises UsageError: ``texts-not-public``
    """
    if texts and not _is_loopback(host):
        raise UsageError(
            "texts-not-public",
            Text(f"The documents' texts are not served on {host}.", f"Los textos no se sirven en {host}."),
            Text("Listen on 127.0.0.1, or leave out --sources.", "Escuche en 127.0.0.1 o quite --sources."),
        )
    threading.stack_size(STACK_BYTES)
    app = create_app(dataset, texts)
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False)
    uvicorn.Server(config).run()


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
