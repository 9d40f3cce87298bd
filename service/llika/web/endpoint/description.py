"""What the service says of itself: its description in RDF, and the page of the endpoint.

``/sparql`` without a query is the description of the endpoint (SPARQL 1.1 Service Description) or, for a browser, a
form; with a query a browser gets its rows below that form. ``/void`` tells what the dataset holds.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from functools import wraps

from fastapi import APIRouter
from pyoxigraph import RdfFormat
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...describe import Wording
from ...describe.vocabulary import PREFIXES
from ...errors import LlikaError, NotAcceptable
from ...sparql import GRAPHS, ROWS, Form, MediaType, by_name, negotiate_graph, not_acceptable, prefers_page
from ...terms import Fact, Text
from ...turtle import write_bytes
from ..answers import in_format, page
from ..http.preferences import basis_of, language_of, origin_of, root_of
from ..http.requests import FORMAT_NAMES
from ..problems import status_of
from ..served import served
from .browsing import answer_view, contents_view, endpoint_view, problem_view

router = APIRouter(tags=["Descriptions"])

_PLAIN = ", ".join(media.essence for media in (*ROWS[:1], *GRAPHS[:1])).encode()

Answering = Callable[[Request], Awaitable[Response]]


def browsable(answer: Answering) -> Answering:
    """Make a SPARQL endpoint answer browsers with its page, and describe itself where nothing is asked of it."""

    @wraps(answer)
    async def browse(request: Request) -> Response:
        if request.method != "GET":
            return await answer(request)
        asks_nothing = not {"query", "update"} & set(request.query_params)
        if _wants_page(request, GRAPHS if asks_nothing else (*ROWS, *GRAPHS)):
            return await _endpoint_page(request, answer)
        return await (run_in_threadpool(describe, request) if asks_nothing else answer(request))

    return browse


def describe(request: Request) -> Response:
    """Answer with the description of the endpoint, in the type of RDF that the client prefers."""
    return _rdf(request, served(request).description.service(origin_of(request)))


@router.get("/void", summary="What the dataset holds (VoID) and how it is had (DCAT)")
def contents(request: Request) -> Response:
    """Answer with the description of the dataset: as a page for a browser, else in RDF."""
    here = served(request)
    if not _wants_page(request, GRAPHS):
        return _rdf(request, here.description.contents(origin_of(request)))
    view = contents_view(here, basis_of(request))
    return _linked(request, page(request, "void", view))


@router.get("/sparnatural.ttl", summary="A configuration for Sparnatural, which builds queries by clicks")
def builder(request: Request) -> Response:
    """Answer with shapes of the classes that have members and the properties that lead from one to another."""
    here = served(request)
    said = Wording(here.views.labels.of, here.views.labels.definition)
    found = here.description.builder(origin_of(request), said)
    prefixes = {**PREFIXES, **here.dataset.project.prefixes}
    return in_format(write_bytes(found, RdfFormat.TURTLE, prefixes), GRAPHS[0])


@router.get("/.well-known/void", include_in_schema=False)
@router.get("/dataset/{name:path}", include_in_schema=False)
def redirect(request: Request) -> RedirectResponse:
    """Lead to the description of the dataset (VoID, section 7.2)."""
    return RedirectResponse(f"{root_of(request)}/void", 303)


def _wants_page(request: Request, types: Iterable[MediaType]) -> bool:
    asked = [request.query_params[name] for name in FORMAT_NAMES if name in request.query_params]
    if asked:
        return asked[0] == "html"
    return prefers_page(request.headers.get("accept", ""), tuple(types))


async def _endpoint_page(request: Request, answer: Answering) -> Response:
    """Show the form of the endpoint and below it the answer to a query, or what is wrong with it."""
    text = request.query_params.get("query", "")
    view, status = await run_in_threadpool(endpoint_view, served(request), text), 200
    if text.strip():
        try:
            found = await answer(_as_program(request))
        except LlikaError as error:
            view["problem"], status = problem_view(error, text, language_of(request)), status_of(error)
        else:
            view["answer"] = await run_in_threadpool(answer_view, served(request), bytes(found.body))
    return _linked(request, await run_in_threadpool(page, request, "sparql", view, status=status))


def _as_program(request: Request) -> Request:
    """Return a request as a program would send it, in a type that the page is made from."""
    headers = [(name, value) for name, value in request.scope["headers"] if name.lower() != b"accept"]
    return Request({**request.scope, "headers": [*headers, (b"accept", _PLAIN)]}, request.receive)


def _rdf(request: Request, facts: Iterable[Fact]) -> Response:
    """Answer with facts as RDF.

    :raises NotAcceptable: ``not-acceptable``
    """
    prefixes = {**PREFIXES, **served(request).dataset.project.prefixes}
    media = _media(request)
    return _linked(request, in_format(write_bytes(facts, media.syntax, prefixes), media))


def _media(request: Request) -> MediaType:
    asked, accept = request.query_params.get("format"), request.headers.get("accept", "")
    try:
        return by_name(asked, Form.CONSTRUCT) if asked else negotiate_graph(accept)
    except NotAcceptable as error:
        what = Text("The description", "La descripción")
        raise not_acceptable(asked or accept, ["text/html", *(media.essence for media in GRAPHS)], what) from error


def _linked(request: Request, response: Response) -> Response:
    """Name the description of the dataset and those of the interface in the header ``Link`` (RFC 8288, RFC 8631)."""
    home = origin_of(request)
    links = {"/void": "describedby", "/sparql": "service-desc", "/docs/http": "service-doc"}
    response.headers["Link"] = ", ".join(f'<{home}{path}>; rel="{relation}"' for path, relation in links.items())
    return response
