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
            scope = {**scope, "root_path": self._root, "path": _below(self._root, scope["path"])}
        await self._app(scope, receive, send)


def _below(root: str, path: str) -> str:
    """Return a path as one below another, also where it is that already.

    >>> [_below("/a", path) for path in ("/b", "/a/b", "/a", "/ab")]
    ['/a/b', '/a/b', '/a/', '/a/ab']
    """
    if path == root:
        return f"{root}/"
    return path if path.startswith(f"{root}/") else f"{root}{path}"
