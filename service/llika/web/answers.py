"""One view, two answers: its page for a browser, the same value as JSON for everybody else."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from ..sparql import MediaType
from .http.preferences import LANGUAGES, MOST_LINKED_BYTES, address_of, basis_of, language_of, root_of, wants_page
from .pages.render import Template
from .served import served

VARY = {"Vary": "Accept, Accept-Language"}


def show(request: Request, template: Template, view: Mapping[str, object], *, status: int = 200) -> Response:
    """Answer with a view: as a page where the request prefers one, else as JSON."""
    if wants_page(request):
        return page(request, template, view, status=status)
    return JSONResponse(view, status, {**VARY, "Content-Language": ", ".join(LANGUAGES)})


def page(request: Request, template: Template, view: Mapping[str, object], *, status: int = 200) -> HTMLResponse:
    """Answer with the page of a view."""
    language = language_of(request)
    html = served(request).pages.render(
        template,
        view,
        language=language,
        basis=basis_of(request).dataset,
        url=address_of(request),
        query=dict(request.query_params),
        root=root_of(request),
    )
    return HTMLResponse(html, status, {**VARY, "Content-Language": language})


def in_format(body: bytes, media: MediaType, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with what is written in a format of rows or graphs."""
    return Response(body, headers={"Vary": "Accept", **(headers or {}), "Content-Type": media.content_type})


def page_links(request: Request, number: int, following: object, *, last: int | None = None) -> dict[str, str]:
    """Return the ``Link`` header of one page of a list (RFC 8288); none for a question too long for headers.

    :param following: the number of the next page; None on the last
    :param last: the number of the last page, where it is known; the page before one past the end
    """
    if len(request.scope["query_string"]) > MOST_LINKED_BYTES:
        return {}
    previous = number - 1 if last is None else min(number - 1, last)
    pages = {"first": 1, "prev": previous or None, "next": following, "last": last}
    links = [
        f'<{address_of(request)}?{request.url.include_query_params(page=target).query}>; rel="{relation}"'
        for relation, target in pages.items()
        if target is not None
    ]
    return {"Link": ", ".join(links)}
