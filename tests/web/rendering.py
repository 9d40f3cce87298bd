"""Pages made from samples, and what a test can ask of their HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from llika.web.pages.render import STATIC, Pages, Template

from . import endpoint_samples, entity_samples, explanation_samples, query_samples, reference_samples, samples
from .samples import View

LANGUAGES = ("en", "es")
TEMPLATES = STATIC.parent / "templates"
HOST = "http://127.0.0.1:8000"
SAMPLES: Mapping[str, tuple[Template, Callable[[], View], str]] = {
    "home": ("home", samples.home, "/"),
    "collection": ("collection", samples.collection, "/api/networks"),
    "collections": ("collections", samples.collections, "/api"),
    "people": ("collection", samples.people, "/api/people"),
    "entity": ("entity", entity_samples.entity, "/page/remurpe"),
    "class": ("entity", reference_samples.term, "/page/ontology%23FacilitatingNetwork"),
    "ontology": ("ontology", reference_samples.ontology, "/ontology"),
    "model": ("model", reference_samples.model, "/model"),
    "glossary": ("glossary", reference_samples.glossary, "/glossary"),
    "data": ("data", reference_samples.data, "/data"),
    "explanation": ("explain", explanation_samples.explain, "/explain"),
    "derived": ("explain", explanation_samples.explain_derived, "/explain"),
    "not stated": ("explain", explanation_samples.explain_not_stated, "/explain"),
    "queries": ("queries", query_samples.queries, "/queries"),
    "form": ("query", query_samples.query_form, "/queries/functions-of-body"),
    "rows": ("query", query_samples.query_result, "/queries/functions-of-body"),
    "problem": ("problem", samples.problem, "/page/redes"),
    "search": ("search", query_samples.search, "/search"),
    "search box": ("search", query_samples.search_empty, "/search"),
    "endpoint": ("sparql", endpoint_samples.form, "/sparql"),
    "endpoint rows": ("sparql", endpoint_samples.rows, "/sparql"),
    "endpoint graph": ("sparql", endpoint_samples.graph, "/sparql"),
    "endpoint truth": ("sparql", endpoint_samples.truth, "/sparql"),
    "endpoint fault": ("sparql", endpoint_samples.fault, "/sparql"),
    "contents": ("void", endpoint_samples.contents, "/void"),
}
every_sample = pytest.mark.parametrize("name", SAMPLES)
every_language = pytest.mark.parametrize("language", LANGUAGES)

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Html(HTMLParser):
    """A page taken apart; elements that are not closed in order are an error."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in {tag}"
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of every element of this name."""
        return [attributes for name, attributes in self.tags if name == tag]

    def links(self) -> list[str]:
        """Return where the links lead."""
        return [attributes["href"] for attributes in self.all("a")]

    @property
    def text(self) -> str:
        """All text of the page."""
        return " ".join(" ".join(self.texts).split())


def render(pages: Pages, name: str, language: str = "en", *, basis: str = "documents", **query: str) -> str:
    """Return the page of a sample."""
    template, sample, path = SAMPLES[name]
    return pages.render(template, sample(), language=language, basis=basis, url=HOST + path, query=query)


def parameters(address: str) -> dict[str, list[str]]:
    """Return the parameters of an address."""
    return parse_qs(urlsplit(address).query, keep_blank_values=True)
