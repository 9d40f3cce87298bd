"""Strong entity tags: an answer is named by the dataset version and its own digest; a client that has it gets a 304."""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class EntityTags:
    """ASGI middleware that tags whole answers to GET, and answers HEAD as GET without the body."""

    def __init__(self, app: ASGIApp, *, version: str) -> None:
        self._app = app
        self._version = version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and tag its answer."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        started: Message | None = None
        body = b""

        async def collect(message: Message) -> None:
            nonlocal started, body
            if message["type"] == "http.response.start":
                started = message
            elif message["type"] == "http.response.body":
                body += message.get("body", b"")
                if not message.get("more_body") and started is not None:
                    await self._finish(scope, send, started, body)

        await self._app({**scope, "method": "GET"}, receive, collect)

    async def _finish(self, scope: Scope, send: Send, started: Message, body: bytes) -> None:
        headers = MutableHeaders(raw=started["headers"])
        if started["status"] == 200:
            tag = f'"{self._version}-{hashlib.sha256(body).hexdigest()[:16]}"'
            headers["ETag"] = tag
            headers.setdefault("Cache-Control", "no-cache")
            if _matches(Headers(scope=scope).get("if-none-match"), tag):
                kept = [pair for pair in headers.raw if pair[0].lower() not in (b"content-length", b"content-type")]
                await send({"type": "http.response.start", "status": 304, "headers": kept})
                await send({"type": "http.response.body", "body": b""})
                return
        await send(started)
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _matches(header: str | None, tag: str) -> bool:
    if header is None:
        return False
    known = [part.strip().removeprefix("W/") for part in header.split(",")]
    return tag in known or "*" in known
