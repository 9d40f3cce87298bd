"""The SPARQL 1.1 Protocol: ``/sparql`` answers queries; updates are refused, there and at ``/update``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...errors import NotAcceptable, QueryRefused, UsageError
from ...evidence import DEFAULT, basis_of_name
from ...sparql import Form, MediaType, Outline, by_name, check, negotiate
from ...terms import Text
from ..answers import in_format
from ..http.preferences import address_of
from ..http.requests import (
    FORMAT_NAMES,
    Fields,
    Operation,
    ProtocolRequest,
    is_direct_update,
    read_apart,
    read_request,
)
from ..served import Served, same_version, served
from .description import browsable


@browsable
async def sparql(request: Request) -> Response:
    """Answer a SPARQL query, in a media type that fits its form and what the client accepts."""
    await same_version(request)
    if is_direct_update(request):
        raise update_refused()
    asked = await read_request(request)
    if asked is None:
        raise nothing_asked()
    if asked.operation is Operation.UPDATE:
        raise update_refused()
    names = dict(asked.fields)
    basis = basis_of_name(names["basis"]) if "basis" in names else DEFAULT
    here = served(request)
    return await answered(request, asked, partial(_answer, here, basis=basis), here.query_limit)


def _answer(here: Served, text: str, outline: Outline, **asked: Any) -> bytes:
    """Answer a query; called in a thread, where the store is made if it is not there yet."""
    return here.store.answer(text, outline, **asked)


async def answered(
    request: Request, asked: ProtocolRequest, answer: Callable[..., bytes], limit: CapacityLimiter
) -> Response:
    """Return the answer of a store to a query, worked out in a thread.

    :param answer: takes the query, its outline, and by name what `EmbeddedStore.answer` and `ScratchStore.answer` share
    """
    outline = await read_apart(check, asked.text)
    media = media_of(asked.fields, request.headers.get("accept"), outline.form)
    work = partial(answer, asked.text, outline, media=media, requested=asked.dataset, base=address_of(request))
    body = await to_thread.run_sync(work, limiter=limit)
    return in_format(body, media)


async def update() -> Response:
    """Refuse: the Turtle files are the record, nothing is written here."""
    raise update_refused()


def update_refused() -> QueryRefused:
    """Return the error for whatever would change the data."""
    return QueryRefused(
        "update-refused",
        Text(
            "This service answers queries; it takes no updates.", "Este servicio responde consultas; no se actualiza."
        ),
        Text("Change the Turtle files and build again.", "Cambie los archivos Turtle y construya de nuevo."),
    )


def nothing_asked() -> UsageError:
    """Return the error for a request without a query."""
    return UsageError(
        "one-query",
        Text("The request carries no query.", "La solicitud no lleva ninguna consulta."),
        Text("Give query=… once.", "Dé query=… una vez."),
    )


def media_of(fields: Fields, accept: str | None, form: Form) -> MediaType:
    """Return the media type: ``format=`` where it fits the form, else by ``Accept``; foreign names are passed over."""
    for name, value in fields:
        if name in FORMAT_NAMES:
            try:
                return by_name(value, form)
            except NotAcceptable:
                continue
    return negotiate(accept, form)


# Plain routes: the dependencies of FastAPI cost as much as a small query.
router = APIRouter(routes=[Route(path, sparql, methods=["GET", "POST"]) for path in ("/sparql", "/query")])
router.add_api_route("/update", update, methods=["GET", "POST"], include_in_schema=False)
