"""The page of one saved query: its form, its answer, its text, its tests, and how to ask it from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from pyoxigraph import RdfFormat
from starlette.requests import Request
from starlette.responses import Response

from ...evidence import Basis
from ...explain import Json
from ...saved import (
    Parameter,
    SavedQuery,
    as_json,
    construct,
    parse_arguments,
    parse_value,
    run,
    value_text,
)
from ...terms import expand
from ...turtle import write_bytes
from ..answers import page
from ..http.preferences import basis_of, origin_of
from ..served import Served, served
from .choices import choices
from .paging import Paging
from .snippets import snippets
from .views import describe, examples, path_of

_ROWS = {"json": "JSON", "csv": "CSV", "srj": "SPARQL JSON", "xml": "SPARQL XML", "tsv": "SPARQL TSV"}
_GRAPH = {"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdf": "RDF/XML"}


def query_page(request: Request, query: SavedQuery, given: Mapping[str, str], paging: Paging) -> Response:
    """Answer with the page of a query: with its answer too, where it can be run as it is asked."""
    here, basis = served(request), basis_of(request)
    filled = {name: text for name, text in given.items() if text}
    result = _result(here, query, filled, basis, paging) if filled or not _lacks(query) else None
    view = {
        "query": {**describe(query), "text": query.text},
        "choices": {one.name: _choices(here, query, one, basis) for one in query.parameters},
        "result": result,
        "labels": _labels(here, result),
        "examples": examples(here, query),
        "arguments": {one.name: _as_chosen(here, query, one, given.get(one.name, "")) for one in query.parameters},
        "formats": _GRAPH if query.form.answers_graph else _ROWS,
        "snippets": snippets(f"{origin_of(request)}{path_of(query)}", query.form, filled, basis.dataset),
    }
    return page(request, "query", view)


def _choices(here: Served, query: SavedQuery, parameter: Parameter, basis: Basis) -> list[Json]:
    return [
        {"value": one.value, "label": one.label._asdict(), "needed": one.needed.dataset if one.needed else ""}
        for one in choices(here, query, parameter, basis)
    ]


def _as_chosen(here: Served, query: SavedQuery, parameter: Parameter, text: str) -> str:
    """Return what was given as the suggestions write it; as it is where nothing else can be meant."""
    term = parse_value(query, parameter, text, here.dataset.resolve) if parameter.from_data else None
    return text if term is None else value_text(term, query)


def _labels(here: Served, result: Json | None) -> Json:
    """Return the labels of the IRIs in an answer."""
    rows = cast("list[Json]", result.get("rows", [])) if result else []
    known = {value: expand(value) for row in rows for value in row.values() if isinstance(value, str)}
    found = {value: here.views.labels.own(iri) for value, iri in known.items() if iri is not None}
    return {value: label._asdict() for value, label in found.items() if label is not None}


def _lacks(query: SavedQuery) -> bool:
    """Return whether a query cannot be run without being given anything."""
    return any(one.required and one.default is None for one in query.parameters)


def _result(here: Served, query: SavedQuery, given: Mapping[str, str], basis: Basis, paging: Paging) -> Json:
    terms = parse_arguments(query, given, here.dataset.resolve)
    if not query.form.answers_graph:
        found = run(query, here.store, terms, basis=basis, **paging)
        return {**as_json(found), "last": found.last, "previous": found.previous}
    facts = construct(query, here.store, terms, basis=basis)
    turtle = write_bytes(facts, RdfFormat.TURTLE, query.prefixes).decode()
    return {"version": here.dataset.version, "basis": basis.dataset, "turtle": turtle, "total": len(facts)}
