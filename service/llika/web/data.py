"""Entities under their IRIs, and the dataset as files.

``/id/…`` and its sisters redirect (303) to a page or to data, by ``Accept``. Data of an entity is its facts, labels and
what names it; graphs and the whole dataset are dumped as they are.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from ..dataset import Dataset
from ..errors import NotAcceptable, NotFound
from ..sparql import Form, by_name, check, prefer, print_term
from ..terms import Fact, NamedNode, Text
from ..turtle import format_facts
from .answers import page
from .api import collection_of
from .preferences import accepts_page, basis_of
from .served import Served, served

router = APIRouter(tags=["Data"])

_STEMS = ("id", "concept", "source", "claim", "gap", "mention", "evidence", "ontology")
_DESCRIBE = "CONSTRUCT {{ {0} ?p ?o . ?s ?q {0} }} WHERE {{ {{ {0} ?p ?o }} UNION {{ ?s ?q {0} }} }}"


_ENDINGS = {
    "application/json": "json",
    "text/html": "",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
}
"""What a thing can be had as; without an ending, its page."""


def redirect(request: Request, path: str) -> RedirectResponse:
    """Lead from a thing to its page or its data, by what the client accepts."""
    stem = request.url.path.split("/")[1]
    name = path if stem == "id" else f"{stem}/{path}"
    _entity(served(request), name)
    asked = request.headers.get("accept", "")
    media = prefer(asked, tuple(_ENDINGS))
    if media is None:
        raise NotAcceptable(
            "not-acceptable",
            Text(f"This is not to be had as “{asked[:200]}”.", f"Esto no se ofrece como «{asked[:200]}»."),
            Text(f"Ask for one of: {', '.join(_ENDINGS)}.", f"Pida uno de estos: {', '.join(_ENDINGS)}."),
        )
    query = f"?{request.url.query}" if request.url.query else ""
    target = f"/data/{name}.{_ENDINGS[media]}" if _ENDINGS[media] else f"/page/{name}"
    return RedirectResponse(f"{target}{query}", 303, {"Vary": "Accept"})


for _stem in _STEMS:
    router.add_api_route(f"/{_stem}/{{path:path}}", redirect, include_in_schema=_stem == "id", status_code=303)


@router.get("/ontology", include_in_schema=False)
def ontology(request: Request) -> RedirectResponse:
    """Lead from the ontology to its page or to its axioms."""
    target = "/page/ontology" if accepts_page(request) else "/data/graph/ontology.ttl"
    return RedirectResponse(target, 303, {"Vary": "Accept"})


@router.get("/graph/{name:path}", include_in_schema=False)
def graph_redirect(name: str) -> RedirectResponse:
    """Lead from a named graph to its triples."""
    return RedirectResponse(f"/data/graph/{name}.ttl", 303)


@router.get("/page/{name:path}", include_in_schema=False)
def entity_page(request: Request, name: str) -> Response:
    """Show everything about an entity."""
    here = served(request)
    subject, basis = _entity(here, name), basis_of(request)
    collection = collection_of(here, subject, request)
    view = {
        "entity": here.views.entity(subject, basis),
        "types": here.views.types(subject, collection, basis) if collection else None,
        "slug": name,
        "collection": collection.name if collection else None,
        "record": here.views.record(subject),
    }
    return page(request, "entity", view)


@router.get("/data/all.nq.gz", summary="The whole dataset as N-Quads")
def everything(request: Request) -> Response:
    """Return every named graph."""
    here = served(request)
    name = f"llika-{here.dataset.version}.nq.gz"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(gzip.compress(here.dataset.dump, mtime=0), media_type="application/gzip", headers=headers)


@router.get("/data/graph/{name:path}.ttl", summary="One named graph as Turtle")
def graph(request: Request, name: str) -> Response:
    """Return one named graph."""
    dataset = served(request).dataset
    if name not in dataset.graphs:
        raise NotFound(
            "graph-unknown",
            Text(f"There is no graph “{name}”.", f"No existe el grafo «{name}»."),
            Text("See the graphs with SELECT DISTINCT ?g { GRAPH ?g { } }.", "Consulte los grafos con SPARQL."),
        )
    return _turtle(dataset, dataset.graphs[name])


@router.get("/data/{name:path}.{suffix}", summary="The data of an entity: ttl, nt, jsonld, rdf or json")
def entity_data(request: Request, name: str, suffix: str) -> Response:
    """Return what the dataset holds about an entity."""
    here = served(request)
    subject, basis = _entity(here, name), basis_of(request)
    if suffix == "json":
        return JSONResponse(here.views.entity(subject, basis))
    media = by_name(suffix, Form.CONSTRUCT)
    if media.name == "turtle":
        merged = here.dataset.merged(basis)
        return _turtle(here.dataset, {*merged.about(subject), *merged.naming(subject)})
    query = _DESCRIBE.format(print_term(subject))
    body = here.store.answer(query, check(query), basis, media=media)
    return Response(body, headers={"Content-Type": media.content_type})


def _turtle(dataset: Dataset, facts: Iterable[Fact]) -> Response:
    return Response(format_facts(facts, dataset.project.prefixes), media_type="text/turtle")


def _entity(here: Served, name: str) -> NamedNode:
    """Return the entity a path names: below ``id/``, or below the base itself.

    :raises NotFound: ``entity-unknown``
    """
    base = here.dataset.project.base
    for iri in (f"{base}id/{name}", f"{base}{name}"):
        try:
            term = NamedNode(iri)
        except ValueError:
            break
        if here.dataset.knows(term):
            return term
    found = here.dataset.resolve(name)
    if found is not None and here.dataset.knows(found):
        return found
    raise NotFound(
        "entity-unknown",
        Text(f"The dataset knows no “{name}”.", f"El conjunto de datos no conoce «{name}»."),
        Text("See / for what there is.", "Vea en / lo que hay."),
    )
