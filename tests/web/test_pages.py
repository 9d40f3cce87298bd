"""What holds of every page, in both languages: form, addresses, and texts that attack."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from llika.web.pages.render import STATIC, Pages

from . import query_samples, samples
from .rendering import HOST, SAMPLES, Html, every_language, every_sample, parameters, render

_HOSTILE = "<script>alert(1)</script>\"'&amp;\u202etxt {{ 7 * 7 }}"


@every_sample
@every_language
def test_every_page_is_well_formed_and_says_its_language(pages: Pages, name: str, language: str) -> None:
    html = Html(render(pages, name, language))
    assert html.all("html") == [{"lang": language}]
    identifiers = [attributes["id"] for _, attributes in html.tags if "id" in attributes]
    assert len(set(identifiers)) == len(identifiers)
    labelled = {attributes["aria-labelledby"] for _, attributes in html.tags if "aria-labelledby" in attributes}
    assert labelled <= set(identifiers)


def test_an_element_left_open_is_noticed() -> None:
    with pytest.raises(AssertionError):
        Html("<main><p>text</main>")


@every_sample
def test_headings_begin_with_one_h1_and_skip_no_level(pages: Pages, name: str) -> None:
    levels = [int(tag[1]) for tag, _ in Html(render(pages, name)).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@every_sample
def test_a_page_has_its_landmarks_and_a_way_past_the_header(pages: Pages, name: str) -> None:
    html = Html(render(pages, name))
    assert [len(html.all(landmark)) for landmark in ("header", "main", "footer")] == [1, 1, 1]
    assert html.links()[0] == f"#{html.all('main')[0]['id']}"
    assert all("aria-label" in nav or "aria-labelledby" in nav for nav in html.all("nav"))
    assert all("scope" in cell for cell in html.all("th"))
    inputs = [field for field in html.all("input") if field["type"] != "hidden"]
    fields = {field["id"] for field in (*inputs, *html.all("select"), *html.all("textarea"))}
    assert fields == {label["for"] for label in html.all("label")}


@every_sample
def test_a_browser_loads_nothing_from_elsewhere_and_runs_nothing(pages: Pages, name: str) -> None:
    html = Html(render(pages, name))
    loaded = [a.get("href", a.get("src", "")) for tag in ("link", "script", "img", "iframe") for a in html.all(tag)]
    assert all(address.startswith(("/", "data:")) and not address.startswith("//") for address in loaded)
    assert html.all("script") == []
    assert not any(key.startswith("on") for _, attributes in html.tags for key in attributes)
    style = (STATIC / "llika.css").read_text()
    assert "url(" not in style
    assert "@import" not in style


@every_sample
@every_language
def test_links_within_the_service_keep_language_and_basis(pages: Pages, name: str, language: str) -> None:
    links = Html(render(pages, name, language, basis="stated")).links()
    inside = [link for link in links if re.match(r"/($|\?|page/|id/|explain|queries(/[a-z-]+)?\?)", link)]
    assert inside
    for link in inside:
        asked = parameters(link)
        assert asked["basis"][0] in ("stated", "documents", "context")
        assert "lang" in asked or "format" in asked or "version" in asked


def test_the_language_switch_keeps_address_and_parameters(pages: Pages) -> None:
    html = Html(render(pages, "rows", "es", basis="context", body="remurpe", page="2", lang="es"))
    switch = next(a for a in html.all("a") if a.get("hreflang") == "en")
    assert urlsplit(switch["href"]).path == "/queries/functions-of-body"
    assert parameters(switch["href"]) == {"body": ["remurpe"], "page": ["2"], "basis": ["context"], "lang": ["en"]}


def test_the_basis_switch_keeps_the_question_and_returns_to_the_first_page(pages: Pages) -> None:
    html = Html(render(pages, "rows", "es", basis="context", body="remurpe", page="2", lang="es"))
    switch = next(a for a in html.all("a") if a.get("class") == "stated")
    assert parameters(switch["href"]) == {"body": ["remurpe"], "basis": ["stated"], "lang": ["es"]}


def test_what_is_chosen_is_marked(pages: Pages) -> None:
    html = Html(render(pages, "home", "es", basis="stated"))
    chosen = [a for a in html.all("a") if "aria-current" in a]
    assert [a.get("hreflang") or a["class"] for a in chosen] == ["es", "stated"]


def test_rows_are_downloaded_for_the_same_arguments(pages: Pages) -> None:
    links = Html(render(pages, "rows", "es", body="remurpe", page="2", lang="es")).links()
    assert "/queries/functions-of-body.csv?basis=documents&body=remurpe&page=2" in links
    assert "/queries/functions-of-body.json?basis=documents&body=remurpe&page=2" in links


def test_pages_of_rows_lead_to_each_other(pages: Pages) -> None:
    html = Html(render(pages, "rows", body="remurpe", page="2"))
    found = {a["rel"]: parameters(a["href"])["page"] for a in html.all("a") if a.get("rel") in ("prev", "next")}
    assert found == {"prev": ["1"], "next": ["3"]}


def test_what_was_looked_for_is_marked_in_what_was_found(pages: Pages) -> None:
    page = render(pages, "search", "es")
    assert "<mark>Facilita</mark> &amp; <mark>une</mark>" in page
    assert "<mark>people</mark>-seated" in page


def test_results_lead_to_things_and_queries_and_kinds_and_suggestions_to_narrower_searches(pages: Pages) -> None:
    links = Html(render(pages, "search", "es", basis="stated", q="redes", kind=":K1", page="2")).links()
    assert "/page/remurpe?basis=stated&lang=es" in links
    assert "/queries/people-seated?basis=stated&lang=es" in links
    asked = [parameters(link) for link in links if link.startswith("/search?")]
    narrower = {"basis": ["stated"], "lang": ["es"], "q": ["redes"], "kind": [":K3"]}
    assert narrower in asked
    assert {"basis": ["stated"], "lang": ["es"], "q": ["redes que facilita"]} in asked


def test_every_page_has_one_search_box_that_keeps_language_and_basis(pages: Pages) -> None:
    for name in SAMPLES:
        html = Html(render(pages, name, "es", basis="stated"))
        (form,) = [form for form in html.all("form") if form.get("role") == "search"]
        assert (form["action"], form["method"]) == ("/search", "get")
        kept = [(field["name"], field["value"]) for field in html.all("input") if field["type"] == "hidden"]
        assert kept[:2] == [("basis", "stated"), ("lang", "es")]


def test_parameters_named_like_our_own_arguments_do_no_harm(pages: Pages) -> None:
    asked = dict.fromkeys(("self", "target", "path", "ending", "parameters", "url"), "x")
    template, sample, path = SAMPLES["rows"]
    page = pages.render(template, sample(), language="en", basis="stated", url=HOST + path, query=asked)
    assert "target=x" in page


@given(st.text(), st.text(), st.text())
def test_no_address_leaves_the_service_and_no_parameter_breaks_out(path: str, key: str, value: str) -> None:
    pages = Pages(samples.TITLE)
    url = HOST + "/" + re.sub(r"[?#\s\x00-\x1f]", "", path)
    html = Html(pages.render("problem", samples.problem(), language="en", basis="stated", url=url, query={key: value}))
    assert all(re.match(r"/($|[^/\\])|#|https://creativecommons\.org/", link) for link in html.links())
    assert html.all("script") == []


def test_a_path_that_looks_like_another_host_stays_here(pages: Pages) -> None:
    url = f"{HOST}//elsewhere.example/x"
    html = Html(pages.render("problem", samples.problem(), language="en", basis="stated", url=url, query={}))
    assert not any(link.startswith("//") for link in html.links())


def _spoilt(value: object) -> object:
    """Return a view whose every text is hostile; names that decide what is shown stay."""
    fixed = {"basis", "layer", "rule", "kind", "stance", "basis_needed", "name", "explain", "code", "field"}
    fixed |= {"characteristics", "rules"}
    if isinstance(value, dict):
        return {key: part if key in fixed else _spoilt(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_spoilt(part) for part in value]
    return _HOSTILE if isinstance(value, str) else value


@every_sample
@every_language
def test_hostile_texts_are_shown_and_never_obeyed(pages: Pages, name: str, language: str) -> None:
    template, sample, path = SAMPLES[name]
    view = _spoilt(sample())
    assert isinstance(view, dict)
    if name == "rows":
        view["result"] |= {"columns": [_HOSTILE], "rows": [{_HOSTILE: _HOSTILE}]}
    if name == "data":
        view["graphs"][0]["name"] = _HOSTILE
    page = pages.render(
        template, view, language=language, basis="documents", url=HOST + path, query={_HOSTILE: _HOSTILE}
    )
    html = Html(page)
    assert html.all("script") == []
    assert "<script" not in page
    assert _HOSTILE in html.text
    assert all(link.startswith(("/", "#", "https://creativecommons.org/")) for link in html.links())


def test_labels_written_from_right_to_left_do_not_turn_their_neighbours(pages: Pages) -> None:
    view = samples.home()
    page = pages.render(
        "home", {**view, "title": samples.label("\u202eshalom")}, language="en", basis="stated", url=HOST, query={}
    )
    assert "<h1><bdi>\u202eshalom</bdi></h1>" in page


def test_an_address_that_would_run_code_is_no_link(pages: Pages) -> None:
    view = query_samples.query_result()
    row = {"x": "javascript:alert(1)"}
    view["result"] = {"columns": ["x"], "rows": [row], "page": 1, "next": None, "previous": None, "total": 1}
    page = pages.render("query", view, language="en", basis="stated", url=HOST, query={})
    assert "javascript:alert(1)" in Html(page).text
    assert not any("javascript" in link for link in Html(page).links())


def test_a_view_that_lacks_something_is_an_error_not_a_hole(pages: Pages) -> None:
    view = samples.problem()
    del view["detail"]
    with pytest.raises(UndefinedError):
        pages.render("problem", view, language="en", basis="stated", url=HOST, query={})
