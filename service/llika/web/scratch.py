"""The scratch server: an empty dataset in memory that can be asked and written to (``llika serve --scratch``).

It serves no project. Who tries the protocols, or tests a client that writes, has a whole SPARQL 1.1 server in it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from .. import __version__
from ..sparql import check_update
from ..store import ScratchStore
from ..terms import NamedNode, Text
from . import problems
from .answers import in_format
from .endpoint.graph_store import PATH, graph_media, graph_named_by, names_graph
from .endpoint.graphs_sent import facts_sent
from .endpoint.protocol import answered, nothing_asked
from .http.entity_tags import EntityTags
from .http.methods import Options
from .http.preferences import accepts_page, address_of, language_of, origin_of
from .http.requests import Operation, ProtocolRequest, graph_name, read_request
from .http.slashes import Slashes
from .local import Local
from .served import SIMULTANEOUS_QUERIES

_Result = TypeVar("_Result")
TITLE = Text("Llika scratch server", "Servidor Llika de prueba")
_WORDS = Text(
    "An empty dataset in memory: it can be asked and written to, and is gone when the server stops.",
    "Un conjunto de datos vacío en memoria: se puede consultar y escribir, y desaparece al detener el servidor.",
)
_PLACES = {"query": "/sparql", "update": "/update", "graph_store": PATH}
_PAGE = (
    '<!doctype html><html lang="{language}"><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
    "<title>{title}</title><h1>{title}</h1><p>{words}</p><ul>{places}</ul></html>"
)


def create_scratch_app() -> FastAPI:
    """Return the application that serves an empty dataset in memory."""
    app = FastAPI(title=TITLE.en, version=__version__, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.scratch = ScratchStore()
    app.state.query_limit = CapacityLimiter(SIMULTANEOUS_QUERIES)
    problems.install(app)
    app.add_middleware(EntityTags, version="scratch")
    app.add_middleware(Options)
    app.add_middleware(Slashes)
    app.add_middleware(Local)
    for path in ("/sparql", "/query", "/update"):
        app.add_api_route(path, sparql, methods=["GET", "POST"])
    for method, do in _GRAPH_METHODS.items():
        app.add_api_route(PATH, do, methods=[method])
        app.add_api_route(f"{PATH}/{{path:path}}", do, methods=[method])
    app.add_api_route("/", home)
    app.add_api_route("/health", health)
    return app


async def sparql(request: Request) -> Response:
    """Answer a query or run an update."""
    asked = await read_request(request)
    if asked is None:
        raise nothing_asked()
    if asked.operation is Operation.QUERY:
        return await answered(request, asked, _store(request).answer, request.app.state.query_limit)
    await _in_thread(request, partial(_update, _store(request), asked, base=address_of(request)))
    return Response(status_code=204)


def _update(store: ScratchStore, asked: ProtocolRequest, base: str) -> None:
    check_update(asked.text)
    store.update(asked.text, asked.dataset, base)


async def get_graph(request: Request) -> Response:
    """Return a graph (Graph Store HTTP Protocol, section 5.2)."""
    graph, media = _graph(request), graph_media(request)
    body = await _in_thread(request, partial(_store(request).graph, graph, media=media))
    return in_format(body, media)


async def put_graph(request: Request) -> Response:
    """Replace a graph, or create it (section 5.3)."""
    graph = _graph(request)
    facts = await facts_sent(request, graph)
    is_new = await _in_thread(request, partial(_store(request).put, graph, facts))
    return Response(status_code=201 if is_new else 204)


async def post_graph(request: Request) -> Response:
    """Add to a graph (section 5.5); what is sent to the graph store itself becomes a graph with a new name."""
    is_nameless = request.url.path == PATH and not names_graph(request)
    graph = NamedNode(f"{origin_of(request)}{PATH}/{uuid.uuid4()}") if is_nameless else _graph(request)
    facts = await facts_sent(request, graph)
    is_new = await _in_thread(request, partial(_store(request).merge, graph, facts))
    headers = {"Location": graph.value} if is_nameless and graph else {}
    return Response(status_code=201 if is_new else 204, headers=headers)


async def delete_graph(request: Request) -> Response:
    """Delete a graph (section 5.4)."""
    await _in_thread(request, partial(_store(request).delete, _graph(request)))
    return Response(status_code=204)


_GRAPH_METHODS = {"GET": get_graph, "PUT": put_graph, "POST": post_graph, "DELETE": delete_graph}


def home(request: Request) -> Response:
    """Say what this is and where it answers."""
    origin, language = origin_of(request), language_of(request)
    if not accepts_page(request):
        places = {name: origin + path for name, path in _PLACES.items()}
        told = {"title": TITLE._asdict(), "description": _WORDS._asdict(), **places}
        return JSONResponse(told, headers={"Vary": "Accept"})
    title, words = TITLE.said_in(language), _WORDS.said_in(language)
    listed = "".join(f"<li>{name}: <code>{path}</code></li>" for name, path in _PLACES.items())
    page = _PAGE.format(language=language, title=title, words=words, places=listed)
    return HTMLResponse(page, headers={"Content-Language": language, "Vary": "Accept, Accept-Language"})


def health() -> JSONResponse:
    """Answer that the service is up."""
    return JSONResponse({"status": "ok", "version": "scratch", "engine": __version__})


def _store(request: Request) -> ScratchStore:
    store: ScratchStore = request.app.state.scratch
    return store


def _graph(request: Request) -> NamedNode | None:
    """Return the graph of a request: below the store's own address the address is its name (section 4.1)."""
    if request.url.path == PATH:
        return graph_named_by(request)
    return graph_name(origin_of(request) + request.scope["raw_path"].decode("ascii"))


async def _in_thread(request: Request, work: Callable[[], _Result]) -> _Result:
    return await to_thread.run_sync(work, limiter=request.app.state.query_limit)
