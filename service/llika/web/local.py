"""For this machine alone: what a page of another site may not use through its reader's browser.

Who listens on loopback is still reached by every page that a browser on this machine shows: by a form posted across
sites, or under a foreign name that leads to 127.0.0.1 (DNS rebinding), where the browser takes the page for our own.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ..errors import QueryRefused
from ..terms import Text
from .problems import answer_error

_READING = ("GET", "HEAD", "OPTIONS")


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine, whoever is asked.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "a.example")]
    [True, True, True, False, False]
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Local:
    """ASGI middleware that refuses what is asked under a foreign name, and what a page of another site sends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        foreign = _foreign(scope["method"], Headers(scope=scope)) if scope["type"] == "http" else None
        if foreign is None:
            await self._app(scope, receive, send)
        else:
            await answer_error(Request(scope), _refused(foreign))(scope, receive, send)


def _foreign(method: str, headers: Headers) -> str | None:
    """Return what shows that a request comes from elsewhere; programs send neither Origin nor Sec-Fetch-Site."""
    host = headers.get("host")
    if host is not None and not _is_ours(f"//{host}"):
        return host
    if method in _READING:
        return None
    origin = headers.get("origin")
    if origin is not None and not _is_ours(origin):
        return origin
    return "cross-site" if headers.get("sec-fetch-site") == "cross-site" else None


def _is_ours(address: str) -> bool:
    try:
        return is_loopback(urlsplit(address).hostname or "")
    except ValueError:
        return False


def _refused(foreign: str) -> QueryRefused:
    return QueryRefused(
        "foreign-site",
        Text(
            f"Only programs and pages of this machine may ask; this request comes by “{foreign[:80]}”.",
            f"Solo preguntan programas y páginas de esta máquina; esta solicitud viene por «{foreign[:80]}».",
        ),
        Text("Ask http://127.0.0.1 or http://localhost directly.", "Pregunte a http://127.0.0.1 o http://localhost."),
    )
