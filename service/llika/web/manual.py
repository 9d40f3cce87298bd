"""The manual: the pages of ``docs/``, among them the one of errors, which problems name as their type."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from fastapi import APIRouter
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from ..errors import NotFound
from ..project import bundled
from ..terms import Text
from .answers import page

router = APIRouter(include_in_schema=False)

_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
_PICTURE = re.compile(rf"[a-z-]+\.({'|'.join(_TYPES)})")
_LINK = re.compile(r"([a-z-]+)\.md(#.*)?")
_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


@router.get("/docs/{name}")
def manual(request: Request, name: str) -> Response:
    """Show a page of the manual."""
    path = bundled() / "docs" / f"{name}.md"
    if not re.fullmatch("[a-z-]+", name) or not path.is_file():
        raise _unknown(name)
    title, body = _rendered(path)
    return page(request, "manual", {"title": title, "body": body})


@router.get("/docs/images/{name}")
def picture(name: str) -> Response:
    """Show a picture of the manual."""
    path = bundled() / "docs" / "images" / name
    if not (kind := _PICTURE.fullmatch(name)) or not path.is_file():
        raise _unknown(name)
    return Response(path.read_bytes(), media_type=_TYPES[kind[1]])


def _unknown(name: str) -> NotFound:
    return NotFound(
        "page-unknown",
        Text(f"The manual has no page “{name}”.", f"El manual no tiene la página «{name}»."),
        Text("See docs/ in the project's repository.", "Vea docs/ en el repositorio del proyecto."),
    )


@cache
def _rendered(path: Path) -> tuple[str, Markup]:
    """Return a Markdown file's first heading and its HTML, with anchors and links as a repository's pages have them."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(path.read_text("utf-8"))
    headings = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            headings.append(inline.content)
            opening.attrSet("id", _NOT_IN_ANCHOR.sub("", inline.content.lower()).replace(" ", "-"))
        for part in inline.children or ():
            if part.type == "link_open" and (link := _LINK.fullmatch(str(part.attrGet("href")))):
                part.attrSet("href", f"/docs/{link[1]}{link[2] or ''}")
    # Our own file, read with raw HTML switched off: the one place where markup is not escaped.
    return (headings or [path.stem])[0], Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704
