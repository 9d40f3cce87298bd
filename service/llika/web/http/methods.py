"""Which methods an address takes: for ``Allow`` (RFC 9110, section 10.2.1) and OPTIONS."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

_METHODS = ("GET", "POST", "PUT", "DELETE")


def allowed(scope: Scope) -> str:
    """Return the methods that the address of a request takes, as ``Allow`` lists them; nothing if there is no such."""
    routes: list[BaseRoute] = scope["app"].router.routes
    root = scope.get("app_root_path", scope.get("root_path", ""))  # the former where a mount has answered
    asked = {**scope, "root_path": root}
    found = [method for method in _METHODS if any(_takes(route, asked, method) for route in routes)]
    with_head = [name for method in found for name in ((method, "HEAD") if method == "GET" else (method,))]
    return ", ".join((*with_head, "OPTIONS")) if found else ""


def _takes(route: BaseRoute, scope: Scope, method: str) -> bool:
    if isinstance(route, Mount) and method != "GET":  # files
        return False
    return route.matches({**scope, "method": method})[0] is Match.FULL


class Options:
    """ASGI middleware that answers OPTIONS with 204 and ``Allow``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer OPTIONS, or pass the request on."""
        if scope["type"] == "http" and scope["method"] == "OPTIONS" and (allow := allowed(scope)):
            await Response(status_code=204, headers={"Allow": allow})(scope, receive, send)
        else:
            await self._app(scope, receive, send)
