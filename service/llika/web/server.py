"""Running the service."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

import uvicorn
from fastapi import FastAPI

from ..dataset import Dataset
from ..errors import UsageError
from ..evidence import SourceText
from ..findings import Finding
from ..terms import NamedNode, Text
from .app import create_app
from .local import is_loopback
from .scratch import create_scratch_app
from .served import Served

PATIENCE_SECONDS = 3
"""How long answers under way may take once the service is told to stop."""
STACK_BYTES = 64 * 1024 * 1024
"""Stack of the threads that run queries: the engine's parser is recursive, and what the guard lets through must fit."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen.

    >>> str(Address.parse("[::1]:8000")), Address.parse("127.0.0.1:80").port
    ('http://[::1]:8000/', 80)
    """

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read ``HOST:PORT``.

        :raises UsageError: ``bad-address``
        """
        try:
            parts = urlsplit(f"//{text}")
            if parts.hostname and parts.port is not None and parts.netloc == text:
                return cls(parts.hostname, parts.port)
        except ValueError:
            pass
        raise UsageError(
            "bad-address",
            Text(f"“{text}” is not an address.", f"«{text}» no es una dirección."),
            Text("Write HOST:PORT, as in 127.0.0.1:8000.", "Escriba HOST:PUERTO, como en 127.0.0.1:8000."),
        )

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)

    def listen(self) -> socket.socket:
        """Return a socket that listens here.

        :raises UsageError: ``address-unavailable``
        """
        try:
            family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
            listening = socket.create_server((self.host, self.port), family=family, backlog=2048)
        except OSError as error:
            raise UsageError(
                "address-unavailable",
                Text(
                    f"Cannot listen on {self}: {error.strerror}.", f"No se puede escuchar en {self}: {error.strerror}."
                ),
                Text("Stop what listens there, or take another port.", "Detenga lo que escucha ahí o use otro puerto."),
            ) from error
        # Connections inherit it. Otherwise a body waits 40 ms for the client to acknowledge the headers.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening


def public_address(text: str) -> str:
    """Return the address under which the world knows the service, checked, without a final slash.

    >>> public_address("https://data.example.org/llika/")
    'https://data.example.org/llika'

    :raises UsageError: ``bad-address``
    """
    try:
        parts = urlsplit(text)
        is_good = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
        if is_good and not set("?#@\\") & set(text) and text.isascii() and text.isprintable() and " " not in text:
            return text.rstrip("/")
    except ValueError:
        pass
    raise UsageError(
        "bad-address",
        Text(f"“{text}” is not an address of the web.", f"«{text}» no es una dirección web."),
        Text("Write it as in https://data.example.org.", "Escríbala como en https://data.example.org."),
    )


def serve(
    dataset: Dataset,
    address: Address,
    *,
    texts: Mapping[NamedNode, SourceText] | None = None,
    public: str | None = None,
    ready: Callable[[Sequence[Finding]], None] = lambda _: None,
) -> None:
    """Serve a dataset until the process is told to stop.

    :param texts: the source documents; passages are then shown with their text, so only on loopback
    :param public: the address under which the world knows the service
    :param ready: called when everything stands, before the first request is answered, with what is wrong with the query
        files that are not served
    :raises UsageError: ``texts-not-public``, ``address-unavailable``
    """
    if texts and not address.is_loopback:
        raise UsageError(
            "texts-not-public",
            Text(f"The documents' texts are not served on {address}.", f"Los textos no se sirven en {address}."),
            Text("Listen on 127.0.0.1, or leave out --sources.", "Escuche en 127.0.0.1 o quite --sources."),
        )
    app = create_app(dataset, texts, public=public, listening=str(address))
    here: Served = app.state.served
    _run(app, address, partial(ready, here.refused), here.warm_up)


def serve_scratch(address: Address, *, ready: Callable[[], None] = lambda: None) -> None:
    """Serve an empty dataset in memory, which anybody on this machine may write to, until told to stop.

    :raises UsageError: ``scratch-not-public``, ``address-unavailable``
    """
    if not address.is_loopback:
        raise UsageError(
            "scratch-not-public",
            Text(
                f"What anybody may write to is not served on {address}.",
                f"Lo que cualquiera puede escribir no se sirve en {address}.",
            ),
            Text("Listen on 127.0.0.1, or leave out --scratch.", "Escuche en 127.0.0.1 o quite --scratch."),
        )
    _run(create_scratch_app(), address, ready)


def _run(app: FastAPI, address: Address, ready: Callable[[], None], warm_up: Callable[[], None] | None = None) -> None:
    threading.stack_size(STACK_BYTES)
    listening = address.listen()
    if warm_up:
        threading.Thread(target=warm_up, daemon=True).start()
    ready()
    config = uvicorn.Config(
        app,
        http="h11",  # with httptools uvicorn collects a request line of any length
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=PATIENCE_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listening])
    os._exit(0)  # a query that still runs in a thread cannot be stopped, and must not keep the process
