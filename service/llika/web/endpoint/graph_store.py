"""The SPARQL 1.1 Graph Store HTTP Protocol: graphs by their names.

Here they are read; the scratch server writes them too.
"""

from __future__ import annotations

from functools import partial

from anyio import to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from ...errors import NotAcceptable, UsageError
from ...evidence import Basis
from ...sparql import Form, MediaType, by_name, negotiate_graph
from ...terms import NamedNode, Text
from ..answers import in_format
from ..http.preferences import basis_of
from ..http.requests import decode, graph_name
from ..served import Served, served
from .protocol import update_refused

PATH = "/rdf-graph-store"

router = APIRouter(tags=["SPARQL"])

_PARAMETERS = [
    {"name": "graph", "in": "query", "schema": {"type": "string", "format": "iri"}},
    {"name": "default", "in": "query", "allowEmptyValue": True, "schema": {"type": "string"}},
]


@router.get(PATH, summary="SPARQL 1.1 graph store, for reading", openapi_extra={"parameters": _PARAMETERS})
async def read_graph(request: Request) -> Response:
    """Return a named graph, or the default graph of the basis."""
    here = served(request)
    graph, media, basis = graph_named_by(request), graph_media(request), basis_of(request)
    work = partial(_graph, here, graph, basis, media)
    return in_format(await to_thread.run_sync(work, limiter=here.query_limit), media)


def _graph(here: Served, graph: NamedNode | None, basis: Basis, media: MediaType) -> bytes:
    """Return a graph; called in a thread, where the store is made if it is not there yet."""
    return here.store.graph(graph, basis, media=media)


async def write_graph() -> Response:
    """Refuse: the Turtle files are the record, nothing is written here."""
    raise update_refused()


router.add_api_route(PATH, write_graph, methods=["PUT", "POST", "DELETE"], include_in_schema=False)


def names_graph(request: Request) -> bool:
    """Tell whether a request has a parameter that names a graph."""
    return any(name in ("graph", "default") for name, _ in decode(request.scope["query_string"]))


def graph_named_by(request: Request) -> NamedNode | None:
    """Return the graph that the parameters of a request name, None for the default graph (section 4.2).

    :raises UsageError: ``one-graph``, ``not-a-term``
    """
    named = [(name, value) for name, value in decode(request.scope["query_string"]) if name in ("graph", "default")]
    if len(named) != 1:
        raise UsageError(
            "one-graph",
            Text("The request has to name one graph.", "La solicitud tiene que nombrar un grafo."),
            Text("Give graph=IRI or default, and one of them once.", "Dé graph=IRI o default, uno solo y una vez."),
        )
    ((name, value),) = named
    return None if name == "default" else graph_name(value)


def graph_media(request: Request) -> MediaType:
    """Return the media type to write a graph in: ``format=`` where it is one for graphs, else by ``Accept``.

    :raises NotAcceptable: ``not-acceptable``
    """
    try:
        return by_name(request.query_params.get("format", ""), Form.CONSTRUCT)
    except NotAcceptable:
        return negotiate_graph(request.headers.get("accept"))
