"""The page of errors: what each code means and what to do, under the address that problems name as their type."""

from __future__ import annotations

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


@router.get("/docs/errors")
def errors(request: Request) -> Response:
    """Show what each error code means."""
    return page(
        request, "manual", {"title": "Errors and findings", "body": _rendered(bundled() / "docs" / "errors.md")}
    )


@cache
def _rendered(path: Path) -> Markup:
    """Return a Markdown file as HTML; each heading's anchor is its own text.

    :raises NotFound: ``manual-missing``
    """
    if not path.is_file():
        raise NotFound(
            "manual-missing",
            Text("The manual is not part of this installation.", "Esta instalación no incluye el manual."),
            Text("See docs/errors.md in the project's repository.", "Vea docs/errors.md en el repositorio."),
        )
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(path.read_text("utf-8"))
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", inline.content)
    # Our own file, read with raw HTML switched off: the one place where markup is not escaped.
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704
