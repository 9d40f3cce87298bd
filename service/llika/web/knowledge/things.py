"""Every IRI of the dataset: where it leads, and its page.

An IRI below the project's base is an address of this service, which redirects (303) to a page or to data by ``Accept``.
Any other IRI that the data name is reached as ``/page?iri=`` and ``/data?iri=``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from ...errors import NotFound
from ...explain import non_members, portrait
from ...project import Collection
from ...sparql import not_acceptable, prefer
from ...terms import NamedNode, Text
from ..answers import page as show_page
from ..answers import page_links
from ..http.parameters import PageNumber, PageSize
from ..http.preferences import PATH_SIGNS, accepts_page, basis_of, known_language, origin_of, root_of
from ..pages.addresses import data_path, page_path
from ..served import Served, same_version, served

router = APIRouter(tags=["Data"])

ENDINGS = {
    "application/json": "json",
    "text/html": "",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
}
"""What a thing can be had as; without an ending, its page."""

_IRI_SIGNS = f"{PATH_SIGNS}#?[]"
_STEMS = ("id", "concept", "source", "claim", "gap", "mention", "evidence", "ontology")


def redirect(request: Request) -> RedirectResponse:
    """Lead from a thing to its page or its data, by what the client accepts."""
    here = served(request)
    found = thing(here, _below_base(here, request))
    ending = negotiated(request)
    target = root_of(request) + address(here, found, ending)
    if request.url.query and "?" not in found.value:
        target += f"{'&' if '?' in target else '?'}{request.url.query}"
    others = [other for other in ENDINGS.values() if other != ending]
    return RedirectResponse(target, 303, {"Vary": "Accept", "Link": ", ".join(alternates(request, found, others))})


for _stem in _STEMS:
    router.add_api_route(
        f"/{_stem}/{{path:path}}",
        redirect,
        include_in_schema=_stem == "id",
        status_code=303,
        summary="A thing: its page or its data, by Accept",
    )


@router.get("/graph/{name:path}", include_in_schema=False)
def graph_redirect(request: Request, name: str) -> RedirectResponse:
    """Lead from a named graph to where it is listed, or to its triples."""
    target = f"/data#{quote(name)}" if accepts_page(request) else f"/data/graph/{quote(name)}.ttl"
    if name.startswith("basis/") and not accepts_page(request):
        target = f"/data/{quote(name)}.nt.gz"
    return RedirectResponse(root_of(request) + target, 303, {"Vary": "Accept"})


@router.get("/page/{name:path}", include_in_schema=False)
def named_page(request: Request, name: str, page: PageNumber = 1, page_size: PageSize = 100) -> Response:
    """Show everything about a thing by its name below the base."""
    return _show(request, thing(served(request), [name]), page, page_size)


@router.get("/page", include_in_schema=False)
def any_page(request: Request, iri: str, page: PageNumber = 1, page_size: PageSize = 100) -> Response:
    """Show everything about any thing that the data name."""
    return _show(request, thing(served(request), [iri]), page, page_size)


async def elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer, as an ASGI application, whatever no route answers: IRIs below the base under stems of the project's own.

    The name of a collection leads to it.

    :raises HTTPException: 404
    """
    if scope["method"] != "GET":
        raise HTTPException(404)
    request = Request(scope)
    await known_language(request)
    await same_version(request)
    try:
        answer = await run_in_threadpool(redirect, request)
    except NotFound as error:
        name = _below_root(request).strip("/")
        if name not in served(request).dataset.project.collections:
            raise HTTPException(404) from error
        question = f"?{request.url.query}" if request.url.query else ""
        answer = RedirectResponse(f"{root_of(request)}/api/{quote(name)}{question}", 303)
    await answer(scope, receive, send)


def thing(here: Served, names: Iterable[str]) -> NamedNode:
    """Return the first thing that a name means: a full IRI, a CURIE, or what stands below ``id/`` or the base itself.

    :raises NotFound: ``entity-unknown``
    """
    name = ""
    for name in names:
        known = (term for term in _meant(here, name) if here.dataset.knows(term))
        if (found := next(known, None)) is not None:
            return found
    raise NotFound(
        "entity-unknown",
        Text(f"The dataset knows no “{name}”.", f"El conjunto de datos no conoce «{name}»."),
        Text("Look for it on /search, or see on / what there is.", "Búsquelo en /search, o vea en / lo que hay."),
    )


def address(here: Served, term: NamedNode, ending: str = "") -> str:
    """Return the path of a thing's page, or of its data in a format."""
    iri, base = term.value, here.dataset.project.base
    return data_path(iri, base, ending) if ending else page_path(iri, base)


def negotiated(request: Request, offered: Mapping[str, str] = ENDINGS) -> str:
    """Return the ending of what a client prefers.

    :param offered: ending by media type, the first for who accepts anything
    :raises NotAcceptable: ``not-acceptable``
    """
    asked = request.headers.get("accept", "")
    media = prefer(asked, tuple(offered))
    if media is None:
        raise not_acceptable(asked, offered)
    return offered[media]


def describes(subject: NamedNode) -> str:
    """Return the link from a document to the thing that it describes (RFC 6892)."""
    return f'<{quote(subject.value, safe=_IRI_SIGNS)}>; rel="describes"'


def alternates(request: Request, subject: NamedNode, endings: Iterable[str]) -> Iterator[str]:
    """Yield the links to the other forms of a description (RFC 8288), the page by the empty ending."""
    media = {ending: media for media, ending in ENDINGS.items()}
    for ending in endings:
        path = address(served(request), subject, ending)
        yield f'<{origin_of(request)}{path}>; rel="alternate"; type="{media[ending]}"'


def collection_of(here: Served, subject: NamedNode, request: Request) -> Collection | None:
    """Return the first collection that a subject is a member of."""
    basis = basis_of(request)
    found = here.dataset.project.collections.values()
    return next((one for one in found if subject in here.views.classifier.members(one, basis)), None)


def _show(request: Request, subject: NamedNode, page: int, page_size: int) -> Response:
    here, basis = served(request), basis_of(request)
    collection = collection_of(here, subject, request)
    entity = portrait(here.views, subject, basis, page=page, page_size=page_size)
    view = {
        "entity": entity,
        "types": here.views.types(subject, collection, basis) if collection else None,
        "slug": here.views.slug(subject),
        "collection": collection.name if collection else None,
        "record": here.views.record(subject),
        "term": here.reference.term(subject, basis),
        "others": non_members(here.views, subject, basis),
    }
    answer = show_page(request, "entity", view)
    links = [describes(subject), *alternates(request, subject, filter(None, ENDINGS.values()))]
    if entity["next"] or page > 1:
        links += page_links(request, page, entity["next"]).values()
    answer.headers.append("Link", ", ".join(links))
    return answer


def _below_base(here: Served, request: Request) -> Iterator[str]:
    """Yield the IRIs that an address below the base may stand for: as it is decoded, and as it was sent."""
    base = here.dataset.project.base
    root = request.scope.get("root_path", "")
    decoded = _below_root(request)
    sent = bytes(request.scope.get("raw_path") or b"").decode("latin-1").removeprefix(root)
    query = request.url.query
    for path in dict.fromkeys((decoded, sent)):
        if query:
            yield f"{base}{path[1:]}?{query}"
        yield f"{base}{path[1:]}"


def _below_root(request: Request) -> str:
    return str(request.scope["path"]).removeprefix(request.scope.get("root_path", ""))


def _meant(here: Served, name: str) -> Iterator[NamedNode]:
    base = here.dataset.project.base
    for iri in (f"{base}id/{name}", f"{base}{name}") if not name.startswith(base) else (name,):
        try:
            yield NamedNode(iri)
        except ValueError:
            continue  # the name alone may be one: below a base with "#" no IRI with a "#" is
    found = here.dataset.resolve(name)
    if found is not None:
        yield found
