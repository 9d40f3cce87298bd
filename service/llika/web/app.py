"""The application: routes put together around one dataset."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from anyio import to_thread
from fastapi import Depends, FastAPI
from fastapi_offline import FastAPIOffline
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from .. import __version__
from ..dataset import Dataset
from ..evidence import SourceText
from ..project import LOCAL_BASE
from ..terms import NamedNode
from . import manual, problems
from .endpoint import description, graph_store, protocol
from .http.base_path import BasePath
from .http.cite_as import CiteAs
from .http.cors import ANSWERS, Cors
from .http.entity_tags import EntityTags
from .http.methods import Options
from .http.preferences import known_language
from .http.slashes import Slashes
from .interface.openapi import describe_app
from .knowledge import collections, data, ontology, search, things
from .local import Local
from .pages.render import STATIC
from .queries import operations
from .served import SIMULTANEOUS_PAGES, Served, same_version, served


def create_app(
    dataset: Dataset,
    texts: Mapping[NamedNode, SourceText] | None = None,
    *,
    public: str | None = None,
    listening: str = LOCAL_BASE,
) -> FastAPI:
    """Return the application that serves a dataset.

    :param texts: the source documents, where passages may be shown with their text
    :param public: the address under which the world knows the service; by default that of each request
    :param listening: the address that stands for it in the data, where the other is not known
    """
    title = dataset.project.title
    app = FastAPIOffline(  # /docs without a content delivery network
        title=title.en,
        description=f"{title.en} · {title.es}",
        version=__version__,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_few_threads,
    )
    root = urlsplit(public or "").path.rstrip("/")
    app.state.served = Served.open(dataset, texts, home=public or listening, root=root)
    app.state.public = public.rstrip("/") if public else None
    problems.install(app)
    app.add_middleware(EntityTags, version=dataset.version)
    app.add_middleware(CiteAs, version=dataset.version)
    app.add_middleware(Options)
    app.add_middleware(Slashes)
    app.add_middleware(BasePath, root=root)
    if texts:  # the texts are for this machine's reader alone, not for a page of another site in the same browser
        app.add_middleware(Local)
    else:
        app.add_middleware(Cors)
        app.state.cors = ANSWERS
    return _with_routes(app)


@asynccontextmanager
async def _few_threads(_: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = SIMULTANEOUS_PAGES
    yield


def _with_routes(app: FastAPI) -> FastAPI:
    app.add_api_route("/health", health, tags=["Service"], summary="Whether the service answers")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    here: Served = app.state.served
    describe_app(app, here.queries.values(), here.dataset.version)
    by_protocol = [Depends(same_version)]
    for room in (protocol, graph_store):
        app.include_router(room.router, dependencies=by_protocol)
    for room in (collections, operations, ontology, search, description, things, data, manual):
        app.include_router(room.router, dependencies=[*by_protocol, Depends(known_language)])
    app.router.routes.insert(0, Route("/openapi.json", operations.swagger))
    app.router.default = things.elsewhere
    return app


async def health(request: Request) -> JSONResponse:
    """Answer that the service is up, with what it serves."""
    dataset = served(request).dataset
    return JSONResponse({"status": "ok", "version": dataset.version, "engine": __version__})
