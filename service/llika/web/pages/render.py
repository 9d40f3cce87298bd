"""Answers as pages: the JSON views in HTML, English or Spanish, complete without JavaScript.

A template sees two names: ``view``, the same dict that the JSON twin of the page gives, and ``page``, what this request
asked for. All text is escaped; what is addressed outside the service is a link, never something a browser loads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ...project import LOCAL_BASE, Licence
from ...terms import PREFIXES, Text
from .page import Page

__all__ = ["STATIC", "Pages", "Template"]

Template = Literal[
    "home",
    "collection",
    "collections",
    "entity",
    "explain",
    "queries",
    "query",
    "problem",
    "manual",
    "search",
    "data",
    "ontology",
    "model",
    "glossary",
    "sparql",
    "void",
]
_WEB = Path(__file__).resolve().parents[1]
STATIC = _WEB / "static"
"""The folder to serve under ``/static``."""

_TEMPLATES = _WEB / "templates"
_STYLE = "llika.css"


class Pages:
    """The pages of one service.

    :param title: what the project is called
    :param base: the stem of the project's IRIs
    :param prefixes: how the project abbreviates IRIs
    :param publisher: who is named in a citation
    :param describes: whether the service has something to say about an IRI that is not below the base
    :param version: of the dataset that the pages show; where there is none, nothing is cited
    :param licence: of the data
    :param columns: what columns of saved queries are called
    """

    def __init__(
        self,
        title: Text,
        languages: tuple[str, ...] = ("en", "es"),
        *,
        base: str = LOCAL_BASE,
        prefixes: Mapping[str, str] = PREFIXES,
        publisher: str | None = None,
        licence: Licence | None = None,
        version: str | None = None,
        describes: Callable[[str], bool] | None = None,
        columns: Mapping[str, Text] | None = None,
    ) -> None:
        self._title = title
        self._languages = languages
        self._base = base
        self._prefixes = prefixes
        self._publisher = publisher
        self._licence = licence
        self._version = version
        self._describes = describes
        self._columns = columns or {}
        self._style = f"/static/{_STYLE}?v={hashlib.sha256((STATIC / _STYLE).read_bytes()).hexdigest()[:12]}"
        self._templates = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(
        self,
        template: Template,
        view: Mapping[str, object],
        *,
        language: str,
        basis: str,
        url: str,
        query: Mapping[str, str],
        root: str = "",
    ) -> str:
        """Return a view as a page.

        :param language: of the page; a variant such as ``es-PE`` counts as its language, any other as the first one
        :param basis: the dataset that was asked: ``stated``, ``documents`` or ``context``
        :param url: the address that was asked, without its query; absolute, so that a citation can be followed
        :param query: the parameters of that address
        :param root: the path under which the world knows the service; every link begins with it
        """
        primary = language.lower().split("-")[0]
        page = Page(
            language=primary if primary in self._languages else self._languages[0],
            languages=self._languages,
            basis=basis,
            url=url,
            query=query,
            title=self._title,
            base=self._base,
            prefixes=self._prefixes,
            style=root + self._style,
            publisher=self._publisher,
            licence=self._licence,
            headings=self._columns,
            version=self._version,
            root=root,
            describes=self._describes,
        )
        return self._templates.get_template(f"{template}.html").render(page=page, view=view)
