"""The address to cite, in a header of every answer (RFC 8574)."""

from __future__ import annotations

from functools import partial
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .preferences import MOST_LINKED_BYTES, address_of

_UNCITED = ("/docs", "/health", "/openapi.json", "/static")


class CiteAs:
    """ASGI middleware that names the address to cite with every answer (RFC 8574, ``rel="cite-as"``)."""

    def __init__(self, app: ASGIApp, *, version: str) -> None:
        self._app = app
        self._version = version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; its answer, where it succeeds, gets the header."""
        is_cited = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not is_cited or len(scope["query_string"]) > MOST_LINKED_BYTES or _path(scope).startswith(_UNCITED):
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, partial(self._send, scope, send))

    async def _send(self, scope: Scope, send: Send, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            kept = [(name, value) for name, value in _parameters(scope) if name not in ("lang", "version")]
            query = urlencode([*kept, ("version", self._version)])
            link = f'<{address_of(Request(scope))}?{query}>; rel="cite-as"'
            MutableHeaders(raw=message["headers"]).append("Link", link)
        await send(message)


def _path(scope: Scope) -> str:
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))


def _parameters(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
