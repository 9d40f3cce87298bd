"""The page of the endpoint: the form, answers as tables, faults marked in the query."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from llika.saved import load_all
from llika.web.endpoint.browsing import FIRST_QUERY, MOST_ROWS

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
LANGUAGES = ["en", "es"]


def page_of(client: TestClient, query: str | None = None, status: int = 200, **parameters: str) -> str:
    """Return the page of a query, its markup read as text."""
    asked = parameters if query is None else {"query": query, **parameters}
    answer = client.get("/sparql", params=asked, headers=HTML)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert answer.headers["content-language"] == parameters.get("lang", "en")
    assert answer.headers["vary"].startswith("Accept, Accept-Language")
    return str(answer.text)


def links_in(page: str) -> list[str]:
    """Return the addresses that a page links to."""
    return [html.unescape(address) for address in re.findall(r'href="([^"]*)"', page)]


def typed_in(page: str) -> str:
    """Return what stands in the form."""
    [text] = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    return html.unescape(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_gets_a_form_with_a_query_that_finds_something(client: TestClient, language: str) -> None:
    page = page_of(client, lang=language)
    assert typed_in(page) == FIRST_QUERY
    assert f'<html lang="{language}"' in page
    assert "<table" in page_of(client, typed_in(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_are_links_that_fill_the_form_and_answer(client: TestClient, language: str) -> None:
    queries = load_all(client.app.state.served.dataset.project)  # type: ignore[attr-defined]
    page = page_of(client, lang=language)
    examples = [link for link in links_in(page) if "/sparql?" in link and "query=" in link]
    assert len(examples) == len(queries)
    assert all(html.escape(query.summary.said_in(language)) in page for query in queries.values())
    for link in examples:
        answer = client.get(link, headers=HTML)
        assert answer.status_code == 200
        [query] = parse_qs(urlsplit(link).query)["query"]
        assert typed_in(answer.text) == query
        assert "<tbody>" in answer.text or 'class="verdict"' in answer.text


def test_rows_are_a_table_with_labels_and_links(client: TestClient) -> None:
    query = """PREFIX : <https://w3id.org/llika/ontology#>
        SELECT ?body ?function ?label ?year ?none WHERE {
          ?body :performsFunction ?function . ?body <http://www.w3.org/2000/01/rdf-schema#label> ?label
          FILTER(STRENDS(STR(?body), "/remurpe"))
          BIND("2017"^^<http://www.w3.org/2001/XMLSchema#gYear> AS ?year) } LIMIT 1"""
    spanish = page_of(client, query, lang="es")
    [header] = re.findall(r"<thead>.*?</thead>", spanish, re.DOTALL)
    assert re.findall(r"<th [^>]*>(\w+)</th>", header) == ["body", "function", "label", "year", "none"]
    assert "/id/remurpe?basis=documents&amp;lang=es" in spanish
    assert "<bdi>facilitar</bdi>" in spanish
    assert "<bdi>2017</bdi> <small>xsd:gYear</small>" in spanish
    assert re.search(r"<bdi>REMURPE</bdi> <small>@e[ns]</small>", spanish)
    assert "sin valor" in spanish


def test_a_long_answer_is_cut_and_says_so_with_links_to_all(client: TestClient) -> None:
    rows = page_of(client, "SELECT * WHERE { ?s ?p ?o }")
    body = rows.partition("<tbody>")[2].partition("</tbody>")[0]
    assert body.count("<tr>") == MOST_ROWS
    total = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    number = int(total["results"]["bindings"][0]["n"]["value"])
    assert f"The first {MOST_ROWS} of {number:,} rows" in rows
    graph = page_of(client, "CONSTRUCT WHERE { ?s a ?o }", lang="es")
    assert f"Las primeras {MOST_ROWS} de " in graph


@pytest.mark.parametrize(
    ("query", "types"),
    [
        (
            "SELECT ?s WHERE { ?s a ?c } LIMIT 3",
            {
                "application/sparql-results+json",
                "application/sparql-results+xml",
                "text/csv",
                "text/tab-separated-values",
            },
        ),
        (
            "DESCRIBE <https://w3id.org/llika/id/cies>",
            {"text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"},
        ),
    ],
)
def test_the_same_answer_is_linked_in_every_format(client: TestClient, query: str, types: set[str]) -> None:
    page = page_of(client, query, basis="context")
    links = [link for link in links_in(page.partition('class="twins"')[2]) if "format=" in link]
    answers = [client.get(link, headers=HTML) for link in links]
    assert {answer.headers["content-type"].partition(";")[0] for answer in answers} == types
    assert all("basis=context" in link for link in links)


def test_a_graph_is_shown_in_turtle_and_a_truth_in_a_word(client: TestClient) -> None:
    graph = page_of(client, "DESCRIBE <https://w3id.org/llika/id/cies>")
    assert "@prefix i: &lt;https://w3id.org/llika/id/&gt; ." in graph
    assert "i:cies a " in graph
    assert '<p class="verdict">yes</p>' in page_of(client, "ASK {}")
    assert '<p class="verdict">no</p>' in page_of(client, "ASK { FILTER(false) }", lang="es")


def test_nothing_found_is_said(client: TestClient) -> None:
    assert "Ninguna fila." in page_of(client, "SELECT ?s { ?s a <urn:nothing> }", lang="es")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(("language", "place"), [("en", "Line 3, column 12"), ("es", "Línea 3, columna 12")])
def test_a_fault_is_marked_in_its_line(client: TestClient, ends: str, language: str, place: str) -> None:
    query = ends.join(["SELECT ?s", "WHERE {", "  ?s ?p ?o ] .", "}"])
    page = page_of(client, query, 400, lang=language)
    assert place in page
    assert '<li class="marked">  ?s ?p ?o <mark>]</mark> .</li>' in page.replace("\r", "")
    assert typed_in(page) == query.replace("\r\n", "\n")
    assert "/docs/errors#query-syntax" in page


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> {} }", 403, "service-refused"),
        ("CLEAR ALL", 403, "update-refused"),
        ("SELECT * WHERE " + "{" * 61 + "}" * 61, 413, "query-too-nested"),
    ],
)
def test_what_is_refused_keeps_its_status_and_the_query(client: TestClient, query: str, status: int, code: str) -> None:
    page = page_of(client, query, status)
    assert f"/docs/errors#{code}" in page
    assert typed_in(page) == query


def test_the_basis_chosen_stays_chosen_and_counts(client: TestClient) -> None:
    query = "SELECT ?s WHERE { ?s a <https://w3id.org/llika/ontology#FacilitatingNetwork> }"
    for basis, found in (("stated", False), ("documents", True)):
        page = page_of(client, query, basis=basis)
        assert re.search(rf'value="{basis}" checked', page)
        assert ("<tbody>" in page) is found


def test_what_is_typed_or_found_is_never_markup(client: TestClient) -> None:
    script = "</textarea><script>alert(1)</script>"
    for query, status in (
        (f'SELECT ("{script}" AS ?x) (<javascript:alert(1)> AS ?y) {{}}', 200),
        (f'CONSTRUCT {{ <a:a> <a:b> "{script}" }} {{}}', 200),
        (f"SELECT {script}", 400),
    ):
        page = page_of(client, query, status)
        assert "<script" not in page
        assert not any(link.startswith("javascript:") for link in links_in(page))


def test_a_triple_as_a_term_is_shown(client: TestClient) -> None:
    assert "urn:b" in page_of(client, "SELECT (<<( <urn:a> <urn:b> <urn:c> )>> AS ?t) {}")
    assert "urn:b" in page_of(client, "CONSTRUCT { <urn:x> <urn:y> <<( <urn:a> <urn:b> <urn:c> )>> } {}")


def test_the_answer_can_be_cited(client: TestClient) -> None:
    version = client.app.state.served.dataset.version  # type: ignore[attr-defined]
    page = page_of(client, "ASK {}")
    [link] = re.findall(r'<a rel="bookmark" href="([^"]*)"', page)
    answer = client.get(html.unescape(link), headers=HTML)
    assert f"version={version}" in link
    assert answer.status_code == 200
    assert 'class="verdict"' in answer.text


@pytest.mark.parametrize(
    ("parameters", "headers"),
    [
        ({}, {"Accept": "*/*"}),
        ({"format": "json"}, HTML),
        ({"output": "json"}, HTML),
        ({}, {"Accept": "application/sparql-results+json, text/html"}),
    ],
)
def test_programs_get_rows(client: TestClient, parameters: dict[str, str], headers: dict[str, str]) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}", **parameters}, headers=headers)
    assert answer.headers["content-type"] == "application/sparql-results+json"


def test_a_page_can_be_asked_for_by_name(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}", "format": "html"})
    assert 'class="verdict"' in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_there_is_is_a_page_too(client: TestClient, language: str) -> None:
    answer = client.get("/void", params={"lang": language, "basis": "stated"}, headers=HTML)
    assert {"en": "What there is, in numbers", "es": "Qué hay, en cifras"}[language] in answer.text
    members = [link for link in links_in(answer.text) if "/sparql?" in link and "query=" in link]
    figure = re.search(r'query=[^"]*Network%3E[^"]*">([\d,]+)</a>', answer.text)
    assert members
    assert figure
    found = client.get(next(link for link in members if "%23Network%3E" in link), headers=HTML)
    assert found.text.partition("<tbody>")[2].partition("</tbody>")[0].count("<tr>") == int(figure[1])
