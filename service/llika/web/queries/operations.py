"""Saved queries over HTTP: a list, a form, answers in every format; and the same under the addresses that grlc has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from anyio import to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...errors import ParameterError
from ...evidence import Basis
from ...saved import (
    RESERVED,
    ResultPage,
    SavedQuery,
    as_csv,
    as_json,
    as_sparql,
    construct,
    find_query,
    parse_arguments,
    read_pairs,
    run,
)
from ...sparql import MediaType
from ...terms import Term, Text
from ...turtle import write_bytes
from ..answers import VARY, in_format, page_links, show
from ..http.preferences import basis_of, root_of
from ..http.requests import decode
from ..served import Served, served
from .formats import Format, choose, split
from .forms import as_address
from .page import query_page
from .paging import PAGING, read_paging
from .views import describe, describe_refused, describe_subjects

router = APIRouter(tags=["Saved queries"])


@router.get("/queries", summary="The saved queries")
@router.get("/api-local", include_in_schema=False)
def listing(request: Request) -> Response:
    """List the saved queries with their parameters and tests, and what is wrong with files that cannot be used."""
    here = served(request)
    view = {
        "queries": [describe(query) for query in here.queries.values()],
        "subjects": describe_subjects(here.queries.values(), here.dataset.project.subjects),
        "refused": [describe_refused(one) for one in here.refused],
    }
    return show(request, "queries", view)


@router.get("/api-local/swagger", include_in_schema=False)
def swagger(request: Request) -> JSONResponse:
    """Return the description of the interface; in a thread, for two thousand queries take seconds."""
    root, described = root_of(request), request.app.openapi()
    return JSONResponse({**described, "servers": [{"url": root}]} if root else described)


@router.api_route("/queries/{name}", methods=["GET", "POST"], include_in_schema=False)
async def operation(request: Request, name: str) -> Response:
    """Answer a saved query; without arguments a browser gets its form."""
    return await _in_thread(partial(_answer, await as_address(request), name, typed=False), request)


@router.api_route("/api-local/{name}", methods=["GET", "POST"], include_in_schema=False)
async def grlc_operation(request: Request, name: str) -> Response:
    """Answer a saved query as grlc does: JSON and CSV are those of SPARQL, in pages only where the file says so."""
    return await _in_thread(partial(_answer, await as_address(request), name, typed=True), request)


async def _in_thread(answer: Callable[[], Response], request: Request) -> Response:
    return await to_thread.run_sync(answer, limiter=served(request).saved_limit)


def _answer(request: Request, name: str, *, typed: bool) -> Response:
    here = served(request)
    stem, suffix = (name, "") if name in here.queries else split(name)
    query = find_query(here.queries, stem)
    asked = read_pairs(decode(request.scope["query_string"]))
    _refuse_endpoint(asked)
    controls = (RESERVED | {"page_size"}) - (PAGING if query.form.answers_graph else frozenset())
    given = {name: text for name, text in asked.items() if name not in controls}
    accept = request.headers.get("accept", "")
    media = choose(query.form, asked=suffix or asked.get("format", ""), accept=accept, typed=typed)
    paging = read_paging(asked)
    if media == "html":
        return query_page(request, query, given, paging)
    terms = parse_arguments(query, given, here.dataset.resolve)
    basis = basis_of(request)
    if query.form.answers_graph:
        assert isinstance(media, MediaType)  # noqa: S101 - a graph is offered in no other format
        return _graph(here, query, terms, basis, media)
    is_whole = not {"page", "page_size"} & paging.keys() and media != "json" and not (typed and query.page_size)
    found = run(query, here.store, terms, basis=basis, whole=is_whole, **paging)
    links = {} if is_whole else page_links(request, found.page, found.next, last=found.last)
    return _rows(found, media, {**links, **VARY})


def _graph(here: Served, query: SavedQuery, terms: Mapping[str, Term], basis: Basis, media: MediaType) -> Response:
    facts = construct(query, here.store, terms, basis=basis)
    return in_format(write_bytes(facts, media.syntax, query.prefixes), media, VARY)


def _rows(found: ResultPage, media: Format, headers: Mapping[str, str]) -> Response:
    if isinstance(media, MediaType):
        return in_format(as_sparql(found, media), media, headers)
    if media == "csv":
        disposition = {"Content-Disposition": f'attachment; filename="{_ascii(found.query)}.csv"'}
        return Response(as_csv(found), media_type="text/csv", headers={**headers, **disposition})
    return JSONResponse(as_json(found), headers=dict(headers))


def _ascii(name: str) -> str:
    """Return a name as a header may hold it (RFC 6266 has other ways, which not every browser knows)."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "-" for sign in name)


def _refuse_endpoint(asked: Mapping[str, str]) -> None:
    if "endpoint" not in asked:
        return
    raise ParameterError(
        "endpoint-refused",
        Text(
            "A request cannot send a query to another endpoint.",
            "Una solicitud no puede enviar una consulta a otro punto.",
        ),
        Text(
            "Leave `endpoint` out; `llika query --endpoint` asks any endpoint from your side.",
            "Quite `endpoint`; `llika query --endpoint` pregunta a cualquier punto desde su lado.",
        ),
        parameter="endpoint",
    )
