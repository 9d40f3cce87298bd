"""Saved queries over HTTP: a list, a form, rows in every format."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Literal, TypedDict

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..errors import ParameterError
from ..explain import Json
from ..saved import RESERVED, SavedQuery, as_csv, as_json, bound_text, find_query, parse_arguments, read_pairs, run
from ..sparql import MediaType, by_name, check, negotiate
from ..terms import Text
from .answers import page, page_links, show
from .preferences import accepts_page, basis_of
from .served import served

router = APIRouter(prefix="/queries", tags=["Saved queries"])

_NUMBERS: tuple[Literal["page"], Literal["page_size"]] = ("page", "page_size")
_CONTROLS = RESERVED | {"page_size"}
_VARY = {"Vary": "Accept, Accept-Language"}
_SUFFIXES = ("json", "csv", "tsv", "srj", "xml", "ttl", "nt", "jsonld", "rdf", "html")


class _Paging(TypedDict, total=False):
    page: int
    page_size: int
    sort: str


@router.get("", summary="The saved queries")
def listing(request: Request) -> Response:
    """List the saved queries with their parameters."""
    here = served(request)
    return show(request, "queries", {"queries": [describe(query) for query in here.queries.values()]})


@router.get("/{name}", summary="Run a saved query")
async def operation(request: Request, name: str) -> Response:
    """Answer a saved query.

    Formats by suffix (``.json .csv .tsv .srj .xml .ttl .nt .jsonld .rdf .html``), then ``format=``, then ``Accept``.
    JSON comes in pages; the other formats hold all rows. Without arguments a browser gets the form.
    """
    stem, suffix = _split(name)
    here = served(request)
    query = find_query(here.queries, stem)
    given = read_pairs((name, text) for name, text in request.query_params.multi_items() if name not in _CONTROLS)
    media = _media(request, query, suffix or request.query_params.get("format", ""))
    if media == "html":
        return await run_in_threadpool(_form, request, query, given)
    arguments = parse_arguments(query, given, here.dataset.resolve)
    basis = basis_of(request)
    if isinstance(media, MediaType):
        text = bound_text(query, arguments)
        body = await run_in_threadpool(here.store.answer, text, check(text), basis, media=media)
        return Response(body, headers={"Content-Type": media.content_type, **_VARY})
    paging = _paging(request)
    whole = media == "csv" and not {"page", "page_size"} & set(paging)
    found = await run_in_threadpool(partial(run, query, here.store, arguments, basis=basis, whole=whole, **paging))
    headers = {**page_links(request, found.page, found.next), **_VARY}
    if media == "csv":
        headers["Content-Disposition"] = f'attachment; filename="{stem}.csv"'
        return Response(as_csv(found), media_type="text/csv", headers=headers)
    return JSONResponse(as_json(found), headers=headers)


def _media(request: Request, query: SavedQuery, asked: str) -> MediaType | Literal["html", "json", "csv"]:
    """Return what a request is answered with: a page, our JSON or CSV of rows, or a format of the SPARQL standards.

    :raises NotAcceptable: ``not-acceptable``
    """
    accept = request.headers.get("accept", "")
    if asked == "html" or (not asked and accepts_page(request)):
        return "html"
    if query.form.answers_graph:
        return by_name(asked, query.form) if asked else negotiate(accept, query.form)
    if asked in ("json", "csv"):
        return "json" if asked == "json" else "csv"
    if asked:
        return by_name(asked, query.form)
    plain = {part.partition(";")[0].strip().lower() for part in accept.split(",")}
    if not accept.strip() or plain & {"application/json", "application/*", "*/*"}:
        return "json"
    media = negotiate(accept, query.form)
    return "csv" if media.name == "csv" else media


def describe(query: SavedQuery) -> Json:
    """Return what a saved query is for and what it needs."""
    return {
        "name": query.name,
        "summary": query.summary._asdict(),
        "description": query.description._asdict(),
        "parameters": [
            {
                "name": p.name,
                "kind": str(p.kind),
                "required": p.required,
                "label": p.label._asdict(),
                "default": p.default,
                "values": list(p.enumeration),
            }
            for p in query.parameters
        ],
    }


def _form(request: Request, query: SavedQuery, given: Mapping[str, str]) -> Response:
    here = served(request)
    result = None
    filled = {key: value for key, value in given.items() if value}
    if filled or not any(parameter.required for parameter in query.parameters):
        arguments = parse_arguments(query, filled, here.dataset.resolve)
        result = as_json(run(query, here.store, arguments, basis=basis_of(request), **_paging(request)))
    return page(request, "query", {"query": describe(query), "result": result, "arguments": dict(given)})


def _paging(request: Request) -> _Paging:
    found: _Paging = {}
    for name in _NUMBERS:
        text = request.query_params.get(name)
        if text is None:
            continue
        if not (text.isascii() and text.isdigit()):
            raise ParameterError(
                "parameter-type",
                Text(f"“{text}” is no number.", f"«{text}» no es un número."),
                Text("Pages count from 1.", "Las páginas se cuentan desde 1."),
                parameter=name,
            )
        found[name] = int(text)
    if "sort" in request.query_params:
        found["sort"] = request.query_params["sort"]
    return found


def _split(name: str) -> tuple[str, str]:
    stem, _, suffix = name.rpartition(".")
    return (stem, suffix) if stem and suffix in _SUFFIXES else (name, "")
