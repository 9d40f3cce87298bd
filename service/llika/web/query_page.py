"""The page of one saved query: its form, its answer, its text, its tests, and how to ask it from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from ..evidence import Basis
from ..explain import Json
from ..saved import (
    Parameter,
    SavedQuery,
    as_graph,
    as_json,
    construct,
    parse_arguments,
    parse_value,
    run,
    value_text,
)
from ..sparql import by_name
from ..terms import expand
from .answers import page
from .browsing import LANGUAGES, own_label
from .paging import Paging
from .preferences import basis_of, origin_of
from .query_views import describe, examples, path_of, value_label
from .served import Served, served
from .snippets import snippets

_ROWS = {"json": "JSON", "csv": "CSV", "srj": "SPARQL JSON", "xml": "SPARQL XML", "tsv": "SPARQL TSV"}
_GRAPH = {"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdf": "RDF/XML"}


def query_page(request: Request, query: SavedQuery, given: Mapping[str, str], paging: Paging) -> Response:
    """Answer with the page of a query: with its answer too, where it can be run as it is asked."""
    here, basis = served(request), basis_of(request)
    filled = {name: text for name, text in given.items() if text}
    result = _result(here, query, filled, basis, paging) if filled or not _lacks(query) else None
    view = {
        "query": {**describe(query), "text": query.text},
        "choices": {one.name: _choices(here, query, one) for one in query.parameters},
        "result": result,
        "labels": _labels(here, result),
        "examples": examples(here, query),
        "arguments": {one.name: _as_chosen(here, query, one, given.get(one.name, "")) for one in query.parameters},
        "formats": _GRAPH if query.form.answers_graph else _ROWS,
        "snippets": snippets(f"{origin_of(request)}{path_of(query)}", query.form, filled, basis.dataset),
    }
    return page(request, "query", view)


def _choices(here: Served, query: SavedQuery, parameter: Parameter) -> list[Json]:
    """Return the values of the file's list, or those that the data has, each as it is given and as it is called."""
    if parameter.from_data:
        widest = max(here.description.figures)  # so that no basis takes a choice away
        found = here.suggestions.of(query, parameter, widest)
        named = [term for term in found if not term.value.startswith(LANGUAGES)]
        return [_choice(value_text(term, query), here.views.term(term)["label"]) for term in named]
    return [_choice(text, value_label(here, query, parameter, text)) for text in parameter.enumeration]


def _as_chosen(here: Served, query: SavedQuery, parameter: Parameter, text: str) -> str:
    """Return what was given as the suggestions write it; as it is where nothing else can be meant."""
    term = parse_value(query, parameter, text, here.dataset.resolve) if parameter.from_data else None
    return text if term is None else value_text(term, query)


def _labels(here: Served, result: Json | None) -> Json:
    """Return the labels of the IRIs in an answer."""
    rows = cast("list[Json]", result.get("rows", [])) if result else []
    known = {value: expand(value) for row in rows for value in row.values() if isinstance(value, str)}
    found = {value: own_label(iri, here.views.labels) for value, iri in known.items() if iri is not None}
    return {value: label for value, label in found.items() if label is not None}


def _choice(value: str, label: object) -> Json:
    return {"value": value, "label": label}


def _lacks(query: SavedQuery) -> bool:
    """Return whether a query cannot be run without being given anything."""
    return any(one.required and one.default is None for one in query.parameters)


def _result(here: Served, query: SavedQuery, given: Mapping[str, str], basis: Basis, paging: Paging) -> Json:
    terms = parse_arguments(query, given, here.dataset.resolve)
    if not query.form.answers_graph:
        found = run(query, here.store, terms, basis=basis, **paging)
        return {**as_json(found), "last": found.last, "previous": found.previous}
    facts = construct(query, here.store, terms, basis=basis)
    turtle = as_graph(facts, by_name("ttl", query.form), query.prefixes).decode()
    return {"version": here.dataset.version, "basis": basis.dataset, "turtle": turtle, "total": len(facts)}
