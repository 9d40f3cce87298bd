"""Pages: every template in both languages, from samples and from the bundled project."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from llika.dataset import Dataset
from llika.evidence import basis_of_name
from llika.explain import Explainer, Views
from llika.terms import RDF, Text, expand
from llika.web.pages.render import STATIC, Pages, Template
from llika.web.pages.words import WORDS

from . import endpoint_samples, samples
from .samples import View

LANGUAGES = ("en", "es")
TEMPLATES = STATIC.parent / "templates"
HOST = "http://127.0.0.1:8000"
SAMPLES: Mapping[str, tuple[Template, Callable[[], View], str]] = {
    "home": ("home", samples.home, "/"),
    "entity": ("entity", samples.entity, "/page/remurpe"),
    "class": ("entity", samples.term, "/page/ontology%23FacilitatingNetwork"),
    "ontology": ("ontology", samples.ontology, "/ontology"),
    "data": ("data", samples.data, "/data"),
    "explanation": ("explain", samples.explain, "/explain"),
    "derived": ("explain", samples.explain_derived, "/explain"),
    "not stated": ("explain", samples.explain_not_stated, "/explain"),
    "queries": ("queries", samples.queries, "/queries"),
    "form": ("query", samples.query_form, "/queries/functions-of-body"),
    "rows": ("query", samples.query_result, "/queries/functions-of-body"),
    "problem": ("problem", samples.problem, "/page/redes"),
    "search": ("search", samples.search, "/search"),
    "search box": ("search", samples.search_empty, "/search"),
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
_HOSTILE = "<script>alert(1)</script>\"'&amp;\u202etxt {{ 7 * 7 }}"


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


@pytest.fixture(scope="module")
def pages() -> Pages:
    """Return the pages of the sample project."""
    return Pages(samples.TITLE, base=samples.BASE, prefixes=samples.PROJECT_PREFIXES, version=samples.VERSION)


@pytest.fixture(scope="module")
def views(dataset: Dataset) -> Views:
    """Return the views of the bundled project."""
    return Views(Explainer(dataset))


def render(pages: Pages, name: str, language: str = "en", *, basis: str = "documents", **query: str) -> str:
    """Return the page of a sample."""
    template, sample, path = SAMPLES[name]
    return pages.render(template, sample(), language=language, basis=basis, url=HOST + path, query=query)


def parameters(address: str) -> dict[str, list[str]]:
    """Return the parameters of an address."""
    return parse_qs(urlsplit(address).query, keep_blank_values=True)


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
    view = samples.query_result()
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


# words


def _literal_texts(template: str) -> Iterator[str]:
    """Yield what a template says in its own words: text between tags, and attributes that people read."""
    source = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|&\w+;", " ", template, flags=re.DOTALL)
    read_aloud = re.findall(r'\b(?:title|alt|aria-label|placeholder|value)="([^"]*)"', source)
    for text in (re.sub(r"<[^>]*>", " ", source), *read_aloud):
        yield from re.findall(r"[^\W\d_]{2,}", text)


def test_templates_have_no_words_of_their_own() -> None:
    names_of_formats = {
        "JSON",
        "LD",
        "Turtle",
        "CSV",
        "BibTeX",
        "CSL",
        "RDF",
        "XML",
        "Triples",
        "Quads",
        "TriG",
        "SPARQL",
        "Markdown",
    }
    found = {
        (path.name, word)
        for path in TEMPLATES.glob("*.html")
        for word in _literal_texts(path.read_text())
        if word not in names_of_formats
    }
    assert found == set()


def test_a_word_in_a_template_is_noticed() -> None:
    source = '<p title="Hover {{ x }}">{{ page.t("home") }} Hello<!-- --></p>{% if a %}{% endif %}'
    assert set(_literal_texts(source)) == {"Hello", "Hover"}


def test_every_word_is_there_in_both_languages() -> None:
    assert all(text.en.strip() and text.es.strip() for text in WORDS.values())
    holes = {key: [set(re.findall(r"{(\w+)}", part)) for part in text] for key, text in WORDS.items()}
    assert all(english == spanish for english, spanish in holes.values())


def test_words_of_both_languages_differ_unless_they_are_names() -> None:
    names = {"api", "licence", "section", "no", "sparql"}
    assert {key for key, text in WORDS.items() if text.en == text.es} <= names


def test_every_word_is_used_and_every_use_has_its_word() -> None:
    source = "".join(path.read_text() for path in TEMPLATES.glob("*.html"))
    used = set(re.findall(r'page\.t\("(\w+)"[,)]', source))
    assert used <= set(WORDS)
    chosen = set(re.findall(r'"(\w+)"', source))
    stems = (*re.findall(r'page\.t\("(\w+_)" ~', source), "kind_")
    assert {key for key in WORDS if key not in chosen and not key.startswith(stems)} == set()


@every_sample
def test_a_spanish_page_holds_no_english_words_of_the_interface(pages: Pages, name: str) -> None:
    spanish = Html(render(pages, name, "es"))
    shared = {word.es for word in WORDS.values()}
    english = {word.en for word in WORDS.values() if word.en not in shared and len(word.en) > 3 and "{" not in word.en}
    assert english.isdisjoint(spanish.texts)


def test_a_variant_of_a_language_counts_as_the_language(pages: Pages) -> None:
    assert Html(render(pages, "problem", "es-PE")).all("html") == [{"lang": "es"}]
    assert Html(render(pages, "problem", "qu")).all("html") == [{"lang": "en"}]


# what pages show


def test_the_overview_shows_types_by_basis_with_their_reasons(pages: Pages) -> None:
    html = Html(render(pages, "home"))
    assert "By the curator’s reading agency network entailed why?" in html.text
    assert "Denied committee with government" in html.text
    assert "line 48" in html.text
    assert "Not stated amplifying network , filtering network The function of the network is not named" in html.text
    assert "Would hold with readings community network" in html.text
    assert "Unknown investing network" in html.text
    assert "1,204" in html.text
    assert "1\N{NARROW NO-BREAK SPACE}204" in Html(render(pages, "home", "es")).texts


def test_a_project_without_evidence_or_collections_says_so(pages: Pages) -> None:
    view = samples.home() | {"has_evidence": False, "collections": [], "queries": []}
    text = Html(pages.render("home", view, language="es", basis="stated", url=HOST, query={})).text
    for key in ("no_evidence", "no_collections", "no_queries"):
        assert WORDS[key].es in text


def test_an_explanation_ends_in_the_locator_of_a_passage(pages: Pages) -> None:
    text = Html(render(pages, "explanation")).text
    assert f"{samples.IFAD} , § 6 Scaling up in practice , line 890 characters 124661–124816, digest 52b0f9c1…" in text
    assert "confidence 0.8" in text
    assert "confianza 0,8" in Html(render(pages, "explanation", "es")).text


def test_steps_are_open_and_axioms_folded(pages: Pages) -> None:
    folds = Html(render(pages, "explanation")).all("details")
    assert [fold for fold in folds if fold.get("class") == "axioms" and "open" in fold] == []
    assert [fold for fold in folds if "class" not in fold and "open" not in fold] == []
    assert any("open" in fold for fold in folds)


def test_a_denial_is_a_second_ground_only_of_a_derived_fact(pages: Pages) -> None:
    view = samples.explain_derived()
    derived = pages.render("explain", view, language="en", basis="stated", url=HOST, query={})
    asserted = pages.render("explain", {**view, "layer": "asserted"}, language="en", basis="stated", url=HOST, query={})
    assert WORDS["second_ground"].en in derived
    assert WORDS["second_ground"].en not in asserted
    assert WORDS["disagreement"].en in asserted


def test_an_entity_shows_facts_gaps_denials_and_mentions(pages: Pages) -> None:
    html = Html(render(pages, "entity"))
    headings = {"Types", "Facts", "Not stated", "Denied", "Where it is named", "As the documents write it"}
    assert headings <= set(html.texts)
    assert "member list complete no" in html.text
    assert "lines 453–455" in html.texts
    assert "https://example.org/about" in html.links()
    assert [link for link in html.links() if link.startswith("/data/remurpe.")] == [
        f"/data/remurpe.{ending}?basis=documents" for ending in ("ttl", "jsonld", "rdf", "nt", "json")
    ]


def test_columns_in_another_language_are_left_out(pages: Pages) -> None:
    view = samples.query_result()
    page = pages.render("query", {**view, "labels": {}}, language="es", basis="stated", url=HOST, query={})
    headings = [attributes["data-label"] for attributes in Html(page).all("td")][:5]
    assert headings == ["function", "label", "activities", "complete", "gap"]
    assert "facilitar" in Html(page).texts


def test_an_iri_in_a_row_is_called_by_its_label_and_the_column_that_repeats_it_is_left_out(pages: Pages) -> None:
    view = samples.query_result()
    result = view["result"]
    assert isinstance(result, dict)
    view["result"] = {**result, "rows": result["rows"][:1]}
    for language, label in {"en": "facilitating", "es": "facilitar"}.items():
        html = Html(pages.render("query", view, language=language, basis="stated", url=HOST, query={}))
        assert [cell["data-label"] for cell in html.all("td")][:4] == ["function", "activities", "complete", "gap"]
        assert html.texts.count(label) == 1
        assert "c:facilitating" in html.texts
    assert "convening" in Html(render(pages, "rows")).texts  # a label of no IRI is told


def test_a_question_without_an_answer_leads_to_the_wider_bases(pages: Pages) -> None:
    view = samples.query_result()
    view["result"] = {"columns": ["x"], "rows": [], "page": 1, "next": None, "previous": None, "total": 0}
    for basis, wider in {"stated": ["documents", "context"], "documents": ["context"], "context": []}.items():
        url = f"{HOST}/queries/functions-of-body"
        page = pages.render("query", view, language="es", basis=basis, url=url, query={"body": "cies"})
        result = page.partition('id="result-title"')[2].partition("</section>")[0]
        links = [link for link in re.findall(r'href="([^"]+)"', result) if ".csv" not in link and ".json" not in link]
        asked = [parameters(link.replace("&amp;", "&")) for link in links]
        assert [(one["basis"], one["body"]) for one in asked] == [([name], ["cies"]) for name in wider]


def test_the_overview_leads_to_things_questions_model_and_data_with_an_example_of_each(pages: Pages) -> None:
    page = render(pages, "home", "es", basis="stated")
    ways = page.partition('class="ways"')[2].partition("</nav>")[0].replace("&amp;", "&")
    links = re.findall(r'href="([^"]+)"', ways)
    assert [urlsplit(link).path or link for link in links] == [
        "#collection-networks",
        "#collection-committees",
        "#collection-innovations",
        "/page/remurpe",
        "/page/igf-peru-committee-2017",
        "/queries",
        "/queries/functions-of-body",
        "/ontology",
        "/page/ontology%23MultistakeholderCommittee",
        "/sparql",
        "/data",
        "/docs",
        "/sparql",
    ]
    (question,) = [link for link in links if "functions-of-body" in link]
    assert parameters(question) == {"basis": ["stated"], "lang": ["es"], "body": ["cies"]}
    assert set(re.findall(r"#([\w-]+)", " ".join(links[:3]))) <= {a["id"] for _, a in Html(page).tags if "id" in a}


@pytest.mark.parametrize(("name", "current"), {"queries": "/queries", "rows": "/queries", "class": None}.items())
def test_the_part_of_the_site_that_a_page_is_in_is_marked(pages: Pages, name: str, current: str | None) -> None:
    marked = [a["href"] for a in Html(render(pages, name)).all("a") if a.get("aria-current") == "page"]
    assert [urlsplit(link).path for link in marked] == ([current] if current else [])


def test_what_was_given_stays_in_the_form_even_if_it_is_not_among_the_choices(pages: Pages) -> None:
    view = {**samples.query_form(), "arguments": {"body": "nosuch"}}
    html = Html(pages.render("query", view, language="en", basis="stated", url=HOST, query={}))
    (chosen,) = [option for option in html.all("option") if "selected" in option]
    assert "value" not in chosen
    assert "nosuch" in html.texts


def test_numbers_stand_under_each_other_and_truth_values_do_not(pages: Pages) -> None:
    html = Html(render(pages, "rows"))
    looks = [cell["class"] for cell in html.all("th")]
    assert looks == [cell["class"] for cell in html.all("td")][:5] == ["short", "short", "number", "short", "short"]


def test_a_class_has_a_page_of_its_own(pages: Pages) -> None:
    assert "/page/ontology%23AgencyNetwork?basis=documents&lang=en" in Html(render(pages, "home")).links()


def test_a_citation_names_title_version_and_permanent_address(pages: Pages) -> None:
    address = f"{HOST}/explain?basis=stated&subject=remurpe&version={samples.VERSION}"
    text = Html(render(pages, "explanation", "es", basis="stated", subject="remurpe", lang="es")).text
    assert f"{samples.TITLE.es}, versión de los datos {samples.VERSION}, {address}" in text
    for name in ("home", "entity", "rows"):
        assert samples.VERSION in Html(render(pages, name)).text


def test_a_title_with_braces_is_only_text() -> None:
    pages = Pages(Text("{version} {{ 7 * 7 }}", "{version}"), version=samples.VERSION)
    page = pages.render("home", samples.home(), language="en", basis="stated", url=HOST, query={})
    assert f"{escape('{version} {{ 7 * 7 }}')}, dataset version" in page


# colours


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", block))


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    whole = "".join(sign * 2 for sign in colour) if len(colour) == 3 else colour
    parts = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground_as_wcag_aa_asks(scheme: int) -> None:
    found = _colours(re.findall(r":root {(.*?)}", (STATIC / "llika.css").read_text(), flags=re.DOTALL)[scheme])
    bases = ("stated", "reading", "context")
    pairs = [(text, ground) for text in ("ink", "soft", "accent", *bases) for ground in ("paper", "sheet")]
    pairs += [(text, f"{basis}-wash") for basis in bases for text in (basis, "ink")]
    assert [pair for pair in pairs if _contrast(found[pair[0]], found[pair[1]]) < 4.5] == []
    assert _contrast(found["mark"], found["paper"]) >= 3


def test_contrast_is_measured_as_wcag_does() -> None:
    assert _contrast("000", "ffffff") == pytest.approx(21)
    assert _contrast("777777", "fff") < 4.5


def test_the_style_sheet_is_small() -> None:
    assert len((STATIC / "llika.css").read_bytes()) < 18_000


# the bundled project


@every_language
@pytest.mark.parametrize("basis", ["stated", "documents", "context"])
def test_every_member_of_the_bundled_project_has_pages(
    pages: Pages, views: Views, dataset: Dataset, basis: str, language: str
) -> None:
    level = basis_of_name(basis)
    shown = 0
    for collection in dataset.project.collections.values():
        for member in views.classifier.members(collection, level):
            types = views.types(member, collection, level)
            view = {
                "entity": views.entity(member, level),
                "types": types,
                "slug": views.slug(member),
                "collection": collection.name,
                "record": None,
                "term": None,
                "others": None,
            }
            page = pages.render("entity", view, language=language, basis=basis, url=HOST, query={})
            Html(page)
            listed = types["types"]
            assert isinstance(listed, list)
            for found in listed:
                candidate = expand(found["iri"])
                assert candidate is not None
                why = views.explanation(views.explainer.explain((member, RDF.type, candidate), level))
                page = pages.render("explain", why, language=language, basis=basis, url=HOST, query={})
                assert ("línea" if language == "es" else "line") in Html(page).text
                shown += 1
    assert shown > 0
