"""The path before every address, where the world knows the service below one: ``https://example.org/llika``."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class BasePath:
    """ASGI middleware for both kinds of proxy: those that take the path off a request, and those that leave it on.

    Inside, ``root_path`` is the path and ``path`` begins with it, as the ASGI specification wants it.
    """

    def __init__(self, app: ASGIApp, *, root: str) -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on as one below the path."""
        if self._root and scope["type"] == "http":
            path = f"{self._root}{str(scope['path']).removeprefix(self._root)}"
            scope = {**scope, "root_path": self._root, "path": path}
        await self._app(scope, receive, send)
