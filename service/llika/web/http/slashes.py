"""Addresses that end in a slash without need."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

_SERVICE = {"sparql", "query", "update", "queries", "api", "api-local"}
_SERVICE |= {"explain", "search", "complete", "docs", "health", "model", "glossary"}
"""First segments of addresses that are the service's own all the way."""
_NAMED = {"ontology", "data", "page", "rdf-graph-store", "void"}
"""Those that may go on with the name of a thing, which may end in a slash."""


class Slashes:
    """ASGI middleware that takes ``/sparql/`` for ``/sparql``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, without a final slash that means nothing."""
        if scope["type"] == "http" and _is_idle(scope["path"].removeprefix(scope.get("root_path", ""))):
            raw: bytes | None = scope.get("raw_path")
            scope = {**scope, "path": scope["path"][:-1], "raw_path": raw.removesuffix(b"/") if raw else raw}
        await self._app(scope, receive, send)


def _is_idle(path: str) -> bool:
    """Tell whether the final slash of a path means nothing.

    >>> [_is_idle(path) for path in ("/sparql/", "/", "/id/a/", "/ontology/", "/api/networks/")]
    [True, False, False, True, True]
    """
    first, _, rest = path.removeprefix("/").partition("/")
    return path.endswith("/") and (first in _SERVICE or (first in _NAMED and not rest))
