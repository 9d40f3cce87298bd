"""Addresses that end in a slash without need."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

_THINGS = {"id", "concept", "source", "claim", "gap", "mention", "evidence", "ontology"}
_NAMES = _THINGS | {"graph", "page", "data", "rdf-graph-store", "static"}
"""First segments of addresses that go on with a name, which may end in a slash."""


class Slashes:
    """ASGI middleware that takes ``/sparql/`` for ``/sparql``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, without a final slash that means nothing."""
        if scope["type"] == "http" and _is_idle(scope["path"]):
            raw: bytes | None = scope.get("raw_path")
            scope = {**scope, "path": scope["path"][:-1], "raw_path": raw.removesuffix(b"/") if raw else raw}
        await self._app(scope, receive, send)


def _is_idle(path: str) -> bool:
    """Tell whether the final slash of a path means nothing.

    >>> [_is_idle(path) for path in ("/sparql/", "/", "/id/a/", "/ontology/", "/api/networks/")]
    [True, False, False, True, True]
    """
    first, *rest = path.split("/")[1:]
    return path.endswith("/") and path != "/" and (first not in _NAMES or rest == [""])
