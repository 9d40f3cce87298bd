"""The ontology under its IRI: a page to read, the same as JSON, or its axioms (a document, so 200 and not 303)."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...errors import NotFound
from ...evidence import STRATA, basis_of_graph
from ...reference import module_of
from ...terms import Fact, Text
from ..answers import VARY, page, show
from ..http.parameters import SHARED
from ..http.preferences import LANGUAGES, basis_of, origin_of
from ..served import Served, served
from .data import graph_answer
from .things import negotiated

router = APIRouter(tags=["Knowledge"])

_OFFERED = {
    "text/turtle": "ttl",
    "text/html": "html",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/json": "json",
}
"""What the ontology can be had as; whoever accepts anything gets Turtle, as ontology tools expect."""


@router.get("/ontology", summary="The ontology: a page, JSON or RDF by Accept")
def ontology(request: Request) -> Response:
    """Return the ontology: for readers with every term and axiom in words, for tools as its triples."""
    return _answer(request, request.query_params.get("format") or negotiated(request, _OFFERED))


@router.get("/ontology.{ending}", summary="The ontology: html, json, ttl, nt, jsonld or rdf")
def ontology_file(request: Request, ending: str) -> Response:
    """Return the same by a suffix; `module=` takes the IRI of one module, `basis=` those up to a basis."""
    return _answer(request, ending)


@router.get("/model", summary="The kinds of things, and what joins them", openapi_extra=SHARED)
def model(request: Request) -> Response:
    """Return the kinds of nodes with their properties, by the files of shapes that say so; as a page, with diagrams."""
    here = served(request)
    view = {"version": here.dataset.version, "basis": basis_of(request).dataset, "parts": here.kinds.parts}
    return show(request, "model", view)


@router.get("/glossary", summary="What each term means, and whose definition it is", openapi_extra=SHARED)
def glossary(request: Request, scheme: str | None = None) -> Response:
    """Return concepts and classes with their definitions and sources; `scheme=` takes one, or `classes`."""
    here = served(request)
    wanted = scheme if scheme in (None, "", "classes") else here.dataset.term(scheme).value
    return show(request, "glossary", here.glossary.view(basis_of(request), wanted or None))


def _answer(request: Request, ending: str) -> Response:
    here = served(request)
    links = [
        f'<{origin_of(request)}/ontology.{other}>; rel="alternate"; type="{media}"'
        for media, other in _OFFERED.items()
        if other != ending
    ]
    headers = {**VARY, "Link": ", ".join(links)}
    if ending == "html":
        view = here.reference.ontology(basis_of(request))
        answer: Response = page(request, "ontology", {**view, "anchors": here.reference.anchors})
    elif ending == "json":
        answer = JSONResponse(here.reference.ontology(basis_of(request)))
        headers["Content-Language"] = ", ".join(LANGUAGES)
    else:
        answer = graph_answer(here.dataset, _facts(here, request), ending)
    answer.headers.update(headers)
    return answer


def _facts(here: Served, request: Request) -> frozenset[Fact]:
    """Return the axioms that a request asks for: of one module, up to a basis that it names, or all.

    :raises NotFound: ``module-unknown``
    """
    asked = request.query_params.get("module")
    if asked is None:
        up_to = basis_of(request) if "basis" in request.query_params else max(STRATA)
        modules = here.dataset.sources.modules.items()
        return frozenset(fact for name, facts in modules if basis_of_graph(name) <= up_to for fact in facts)
    found = module_of(here.dataset.sources, asked)
    if found is None:
        raise NotFound(
            "module-unknown",
            Text(f"The ontology has no module “{asked}”.", f"La ontología no tiene un módulo «{asked}»."),
            Text("See /ontology.json for the list.", "Vea la lista en /ontology.json."),
        )
    return frozenset(found.document.facts)
