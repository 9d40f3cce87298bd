"""Search, completion of values, and the description by which browsers and other clients take up the search."""

from __future__ import annotations

import textwrap
from typing import Annotated
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...explain import Json
from ...saved import Parameter, SavedQuery, find_query, parameter_unknown
from ...search import QUERY, Completion, Hit, Results, complete, complete_from, short_name
from ...terms import NamedNode, Text
from ..answers import page_links, show
from ..http.parameters import SHARED, PageNumber
from ..http.preferences import basis_of, language_of, origin_of
from ..queries.choices import choices
from ..served import Served, served
from .things import address

router = APIRouter(tags=["Search"])

_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_SHORT_NAME_CHARS = 16


@router.get("/search", summary="Find things by words", openapi_extra=SHARED)
def search(
    request: Request,
    q: str = "",
    kind: str | None = None,
    page: PageNumber = 1,
    page_size: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """Return the things and saved queries that answer any text, the best first; without one, everything of a kind.

    Words stand in any order, in English or Spanish, with or without accents, in singular or plural, and the last one
    may be unfinished. ``"two words"`` must stand together, ``-word`` must be absent.
    """
    here, basis = served(request), basis_of(request)
    chosen = here.dataset.term(kind) if kind else None
    found = here.search.find(
        q,
        basis=basis,
        language=language_of(request),
        kind=chosen,
        limit=page_size,
        offset=(page - 1) * page_size,
    )
    view = {
        "q": q,
        "kind": chosen.value if chosen else None,
        "version": here.dataset.version,
        "basis": basis.dataset,
        **_view(request, here, found),
        "page": page,
        "page_size": page_size,
        "next": page + 1 if page * page_size < found.total else None,
    }
    answer = show(request, "search", view)
    answer.headers.update(page_links(request, page, view["next"]))
    return answer


def _view(request: Request, here: Served, found: Results) -> Json:
    return {
        "total": found.total,
        "partial": found.partial,
        "results": [_hit(request, here, hit) for hit in found.hits],
        "kinds": [{**_kind(here, kind.iri, kind.label), "count": kind.count} for kind in found.kinds],
        "suggestions": list(found.suggestions),
    }


def _hit(request: Request, here: Served, hit: Hit) -> Json:
    matched = hit.matched
    is_query = any(kind == QUERY for kind, _ in hit.kinds)
    slug = unquote(hit.iri.value.rpartition("/")[2]) if is_query else _name(here, hit.iri)
    return {
        "iri": hit.iri.value,
        "slug": slug,
        "label": hit.label._asdict(),
        "kinds": [_kind(here, iri, label) for iri, label in hit.kinds],
        "matched": {
            "field": str(matched.field),
            "text": matched.text,
            "language": matched.language,
            "marks": [list(mark) for mark in matched.marks],
        },
        "address": origin_of(request) + (f"/queries/{quote(slug, safe='')}" if is_query else address(here, hit.iri)),
    }


def _kind(here: Served, iri: NamedNode, label: Text) -> Json:
    return {"iri": iri.value, "slug": _name(here, iri), "label": label._asdict()}


def _name(here: Served, iri: NamedNode) -> str:
    return short_name(iri, here.dataset.project.base, here.dataset.project.prefixes)


@router.get("/complete", summary="Values that may be meant", openapi_extra=SHARED)
def completion(
    request: Request,
    q: str = "",
    query: str | None = None,
    parameter: str | None = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> JSONResponse:
    """Return what may stand for a text as a value of a saved query's parameter; without these, any thing."""
    here, basis = served(request), basis_of(request)
    wanted = find_query(here.queries, query) if query else None
    takes = _parameter(wanted, parameter or "") if wanted else None
    listed = [one[:2] for one in choices(here, wanted, takes, basis)] if wanted and takes else []
    if listed or (takes and takes.kind.name != "iri"):
        found = complete_from(listed, q, limit=limit)
    else:
        found = complete(here.search, q, basis=basis, language=language_of(request), limit=limit)
    return JSONResponse({"values": [_value(one) for one in found]})


def _parameter(query: SavedQuery, name: str) -> Parameter:
    """Return a parameter of a query.

    :raises ParameterError: ``parameter-unknown``
    """
    for parameter in query.parameters:
        if parameter.name == name:
            return parameter
    raise parameter_unknown(query, name, given_as="parameter")


def _value(found: Completion) -> Json:
    return {"value": found.value, "label": found.label._asdict(), "description": found.description._asdict()}


@router.get("/opensearch.xml", include_in_schema=False)
def description(request: Request) -> Response:
    """Describe the search for browsers (OpenSearch 1.1)."""
    language, origin, project = language_of(request), origin_of(request), served(request).dataset.project
    title = project.title.said_in(language)
    root = Element("OpenSearchDescription", xmlns=_OPENSEARCH)
    SubElement(root, "ShortName").text = textwrap.shorten(title, _SHORT_NAME_CHARS, placeholder="…")
    SubElement(root, "Description").text = project.description.said_in(language)[:1024] or title
    SubElement(root, "Language").text = language
    SubElement(root, "InputEncoding").text = "UTF-8"
    for media in ("text/html", "application/json"):
        asked = f"q={{searchTerms}}&lang={language}&format={media.partition('/')[2]}"
        SubElement(root, "Url", type=media, template=f"{origin}/search?{asked}")
    body = b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8", xml_declaration=False)
    return Response(body, media_type="application/opensearchdescription+xml", headers={"Vary": "Accept-Language"})
