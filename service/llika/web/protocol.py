"""The SPARQL 1.1 Protocol: ``/sparql`` answers queries; ``/update`` refuses.

A query comes by GET, in a form, or as the body itself. Parameters that are not of the protocol are passed over: clients
add several of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from urllib.parse import parse_qsl

from anyio import to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from ..errors import NotAcceptable, QueryRefused, UsageError
from ..evidence import DEFAULT, STRATA, basis_of_name
from ..sparql import Form, MediaType, QueryDataset, by_name, check, negotiate
from ..terms import NamedNode, Text
from .description import browsable
from .served import served

router = APIRouter(tags=["SPARQL"])

MAX_BODY_BYTES = 1_000_000
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_FORMAT_NAMES = ("format", "output", "results")

Fields = list[tuple[str, str]]


@browsable
async def sparql(request: Request) -> Response:
    """Answer a SPARQL query, in a media type that fits its form and what the client accepts."""
    text, fields = await _read(request)
    outline = check(text)
    media = _media(fields, request.headers.get("accept"), outline.form)
    names = dict(fields)
    basis = basis_of_name(names["basis"]) if "basis" in names else DEFAULT
    requested = _dataset(fields)
    store = served(request).store
    answer = partial(store.answer, text, outline, basis, media=media, requested=requested)
    body = await to_thread.run_sync(answer, limiter=served(request).query_limit)
    return Response(body, media_type=None, headers={"Content-Type": media.content_type, "Vary": "Accept"})


async def update() -> Response:
    """Refuse: the Turtle files are the record, nothing is written here."""
    raise QueryRefused(
        "update-refused",
        Text(
            "This service answers queries; it takes no updates.", "Este servicio responde consultas; no se actualiza."
        ),
        Text("Change the Turtle files and build again.", "Cambie los archivos Turtle y construya de nuevo."),
    )


_PARAMETERS = [
    {"name": "basis", "in": "query", "schema": {"type": "string", "enum": [basis.dataset for basis in STRATA]}},
    {"name": "format", "in": "query", "schema": {"type": "string"}, "description": "json, xml, csv, tsv, ttl, nt …"},
    {"name": "default-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
    {"name": "named-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
]
_QUERY_PARAMETER = {"name": "query", "in": "query", "required": True, "schema": {"type": "string"}}
_BODY = {
    "content": {
        _QUERY: {"schema": {"type": "string"}},
        _FORM: {"schema": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}},
    }
}
_DOCUMENTED: dict[str, dict[str, object]] = {
    "GET": {"parameters": [_QUERY_PARAMETER, *_PARAMETERS]},
    "POST": {"parameters": _PARAMETERS, "requestBody": _BODY},
}
for _method, _extra in _DOCUMENTED.items():
    router.add_api_route(
        "/sparql",
        sparql,
        methods=[_method],
        operation_id=f"sparql-{_method.lower()}",
        summary="SPARQL 1.1 query endpoint",
        openapi_extra=_extra,
    )
for _alias in ("/sparql/", "/query", "/query/"):
    router.add_api_route(_alias, sparql, methods=["GET", "POST"], include_in_schema=False)
for _alias in ("/update", "/update/"):
    router.add_api_route(_alias, update, methods=["GET", "POST"], include_in_schema=False)


async def _read(request: Request) -> tuple[str, Fields]:
    """Return the query and all fields of the request."""
    fields = _decode(request.scope["query_string"])
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == _FORM:
            fields += _decode(await _body(request))
        elif kind == _QUERY:
            fields.append(("query", _text(await _body(request))))
        else:
            raise UsageError(
                "media-type-unsupported",
                Text(f"A query does not come as “{kind}”.", f"Una consulta no llega como «{kind}»."),
                Text(f"Send {_FORM} or {_QUERY}.", f"Envíe {_FORM} o {_QUERY}."),
            )
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1 or any(name == "update" for name, _ in fields):
        raise UsageError(
            "one-query",
            Text("A request carries exactly one query.", "Una solicitud lleva exactamente una consulta."),
            Text("Give query=… once, and no update.", "Dé query=… una vez, y ningún update."),
        )
    return queries[0], fields


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise UsageError(
                "body-too-large",
                Text(f"The body exceeds {MAX_BODY_BYTES} bytes.", f"El cuerpo supera {MAX_BODY_BYTES} bytes."),
                Text("Send a shorter query.", "Envíe una consulta más corta."),
            )
    return body


def _decode(data: bytes) -> Fields:
    try:
        return parse_qsl(data.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict")
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def _not_utf8() -> UsageError:
    return UsageError(
        "not-utf8",
        Text("The request is not UTF-8.", "La solicitud no está en UTF-8."),
        Text("Encode the query in UTF-8, percent-encoded in a form.", "Codifique la consulta en UTF-8."),
    )


def _media(fields: Fields, accept: str | None, form: Form) -> MediaType:
    """Return the media type: ``format=`` where it fits the form, else by ``Accept``; foreign names are passed over."""
    for name, value in fields:
        if name in _FORMAT_NAMES:
            try:
                return by_name(value, form)
            except NotAcceptable:
                continue
    return negotiate(accept, form)


def _dataset(fields: Fields) -> QueryDataset | None:
    """Return the dataset a request names (SPARQL 1.1 Protocol, section 2.1.4), if it names one."""
    graphs: Mapping[str, list[NamedNode]] = {"default-graph-uri": [], "named-graph-uri": []}
    for name, value in fields:
        if name in graphs:
            try:
                graphs[name].append(NamedNode(value))
            except ValueError as error:
                raise UsageError(
                    "not-a-term",
                    Text(f"“{value}” is no IRI.", f"«{value}» no es una IRI."),
                    Text("Give absolute IRIs of graphs.", "Dé IRI absolutas de grafos."),
                ) from error
    default, named = graphs.values()
    return QueryDataset(tuple(default), tuple(named)) if default or named else None
