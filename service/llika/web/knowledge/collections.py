"""Collections, their members and types; explanations. Each answer has a page as its twin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import cast

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...evidence import Basis
from ...explain import Json, as_jsonld, as_markdown, portrait, texts_of, values_of
from ...project import Collection
from ...saved import SavedQuery
from ...sparql import prefer
from ...terms import NamedNode
from ..answers import VARY, page_links, show
from ..answers import page as show_page
from ..http.parameters import SHARED, PageNumber, PageSize
from ..http.preferences import basis_of, language_of, wants_page
from ..queries.views import examples
from ..served import Served, served

router = APIRouter(tags=["Knowledge"])

_MEMBERS_NAMED = 3
"""How many members of the other collections than the first the start page shows."""
_FORMS = {"application/ld+json": "jsonld", "text/markdown": "md"}
_ANY = ("application/json", "text/html", *_FORMS)


@router.get("/", include_in_schema=False)
def home(request: Request) -> Response:
    """Show what there is: the bodies, their types, how to ask and to cite."""
    return show(request, "home", _home(served(request), request))


@router.get("/api", summary="The collections", openapi_extra=SHARED)
def collections(request: Request) -> Response:
    """List the collections with their members."""
    here, basis = served(request), basis_of(request)
    if wants_page(request):
        listed = [_listed(here, one, basis) for one in here.dataset.project.collections.values()]
        return show_page(request, "collections", {"collections": listed})
    found = [here.views.listing(collection, basis) for collection in here.dataset.project.collections.values()]
    return JSONResponse({"version": here.dataset.version, "basis": basis.dataset, "collections": found}, headers=VARY)


@router.get("/api/{collection}", summary="The members of a collection", openapi_extra=SHARED)
def members(request: Request, collection: str, page: PageNumber = 1, page_size: PageSize = 100) -> Response:
    """List the members of a collection, a page at a time."""
    here, basis = served(request), basis_of(request)
    chosen = here.collection(collection)
    view = here.views.listing(chosen, basis, page=page, page_size=page_size)
    if wants_page(request):
        listed = cast("list[Json]", view["members"])
        answer: Response = show_page(request, "collection", {**view, "members": _told(here, chosen, listed, basis)})
    else:
        answer = JSONResponse(view, headers=VARY)
    answer.headers.update(page_links(request, page, view["next"]))
    return answer


@router.get("/api/{collection}/{slug:path}/types", summary="The types of a member, explained", openapi_extra=SHARED)
def types(request: Request, collection: str, slug: str) -> JSONResponse:
    """Return the types of a member with their basis and evidence; what is denied, ruled out, not stated or unknown."""
    here = served(request)
    found = here.views.types(here.dataset.term(slug), here.collection(collection), basis_of(request))
    return JSONResponse(found)


@router.get("/api/{collection}/{slug:path}", summary="Everything about a member", openapi_extra=SHARED)
def member(request: Request, collection: str, slug: str) -> JSONResponse:
    """Return all facts about a member, each with its layer, basis and claims."""
    here = served(request)
    subject, basis = here.dataset.term(slug), basis_of(request)
    here.views.classifier.check_member(subject, here.collection(collection), basis)
    return JSONResponse(portrait(here.views, subject, basis))


@router.get("/explain", summary="Why a fact holds", openapi_extra=SHARED)
def explain(request: Request, subject: str, predicate: str, object: str) -> Response:  # noqa: A002
    """Return the proof of a fact down to claims and passages, or what is known instead.

    By ``Accept`` or ``format=``: ``json``, ``html``, ``jsonld`` (PROV-O) or ``md`` (Markdown).
    """
    here = served(request)
    fact = here.dataset.fact(subject, predicate, object)
    found = here.views.explainer.explain(fact, basis_of(request))
    form = request.query_params.get("format") or _FORMS.get(prefer(request.headers.get("accept", ""), _ANY) or "")
    if form == "jsonld":
        return JSONResponse(as_jsonld(here.views, found), media_type="application/ld+json", headers=VARY)
    if form == "md":
        language = language_of(request)
        text = as_markdown(here.views, found, language)
        return Response(text, media_type="text/markdown", headers={**VARY, "Content-Language": language})
    return show(request, "explain", here.views.explanation(found))


def _home(here: Served, request: Request) -> Json:
    basis, dataset = basis_of(request), here.dataset
    collections = [_listed(here, collection, basis) for collection in dataset.project.collections.values()]
    return {
        "title": dataset.project.title._asdict(),
        "description": dataset.project.description._asdict(),
        "version": dataset.version,
        "basis": basis.dataset,
        "counts": {key.label: count for key, count in dataset.counts().items()},
        "has_evidence": dataset.sources.has_evidence,
        "collections": [_in_full(here, collections[0], basis), *collections[1:]] if collections else [],
        "queries": [_question(here, query) for query in here.queries.values()],
    }


def _listed(here: Served, collection: Collection, basis: Basis) -> Json:
    """Return a collection with its first members."""
    view = here.views.listing(collection, basis, page_size=_MEMBERS_NAMED)
    return {key: view[key] for key in ("label", "total", "members")} | {"name": collection.name}


def _in_full(here: Served, listed: Json, basis: Basis) -> Json:
    """Return a collection with those members of which most types are known, and these."""
    chosen = here.collection(str(listed["name"]))
    view = [here.views.member(member) for member in here.best_known(chosen, basis)]
    return {**listed, "members": _told(here, chosen, view, basis)}


def _told(here: Served, collection: Collection, members: Sequence[Json], basis: Basis) -> list[Json]:
    """Return members with their types and with what the data say of each in words, or else the most usual value."""
    found = []
    values = {str(member["iri"]): values_of(here.views, NamedNode(str(member["iri"])), basis) for member in members}
    usual = Counter(value for known in values.values() for value in {str(one["predicate"]) for one in known})
    field = min(usual, key=lambda one: (-usual[one], one), default=None)
    for member in members:
        iri = NamedNode(str(member["iri"]))
        types = here.views.types(iri, collection, basis)
        texts = [one for one in texts_of(here.views, iri, basis) if "://" not in str(one["texts"])]
        own = [] if texts else [one for one in values[iri.value] if one["predicate"] == field]
        definition = here.views.labels.shown_definition(iri)
        found.append({**member, "types": types, "definition": definition, "texts": texts, "field": own})
    return found


def _question(here: Served, query: SavedQuery) -> Json:
    """Return a saved query with its first example, if it has one."""
    example = next(iter(examples(here, query)), None)
    return {"name": query.name, "summary": query.summary._asdict(), "example": example}
