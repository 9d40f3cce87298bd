"""What each page shows, from samples and from the bundled project."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

import pytest

from llika.dataset import Dataset
from llika.evidence import basis_of_name
from llika.explain import Views, portrait
from llika.terms import RDF, Text, expand
from llika.web.pages.render import Pages
from llika.web.pages.words import WORDS

from . import entity_samples, explanation_samples, query_samples, samples
from .rendering import HOST, Html, every_language, parameters, render


def test_the_overview_shows_the_first_collection_in_full_and_names_the_others(pages: Pages) -> None:
    html = Html(render(pages, "home"))
    types = [f"{name} network confidence 0.8" for name in ("agency", "facilitating", "support")]
    assert f"By the curator’s reading {' , '.join(types)}" in html.text
    assert "committee with government" not in html.text
    assert samples.COMMITTEE.en in html.texts
    assert "See all 7" in html.texts
    assert html.links().count("/api/committees?basis=documents&lang=en") == 2
    assert "1,204" in html.text
    assert "1\N{NARROW NO-BREAK SPACE}204" in Html(render(pages, "home", "es")).texts


def test_things_that_are_classified_no_further_are_listed_by_name_with_what_is_said_of_them(pages: Pages) -> None:
    html = Html(render(pages, "people", "es"))
    assert "Ana Una persona. Speaks. Zoe" in html.text
    assert [link for link in html.links() if link.startswith("/id/")] == [
        "/id/ana?basis=documents&lang=es",
        "/id/zoe?basis=documents&lang=es",
    ]


def test_a_collection_shows_for_each_member_its_value_and_types_by_basis_and_of_what_is_not_known_the_number(
    pages: Pages,
) -> None:
    html = Html(render(pages, "collection"))
    told = "REMURPE value 0 decentralisation Stated by the documents network By the curator’s reading agency network"
    assert told in html.text
    assert "Denied committee with government" in html.text
    assert "Not stated: 2 · Unknown: 3" in html.text
    assert "The function of the network is not named" not in html.text
    assert "The documents do not say: 2" in Html(render(pages, "collection", basis="context")).text


def test_what_is_not_stated_is_told_with_each_reason_once_and_with_what_it_would_need(pages: Pages) -> None:
    view = entity_samples.entity()
    types = view["types"]
    assert isinstance(types, dict)
    types["not_stated"][0]["basis_needed"] = "context"
    html = Html(pages.render("entity", view, language="en", basis="documents", url=HOST, query={}))
    reason = "The function of the network is not named"
    assert f"Not stated filtering network Would hold with context : amplifying network {reason}" in html.text
    assert html.text.count(reason) == 1
    assert "Would hold with readings : community network" in html.text
    assert "Unknown investing network" in html.text


def test_long_lists_of_what_is_not_known_are_folded_behind_their_number(pages: Pages) -> None:
    view = entity_samples.entity()
    types = view["types"]
    assert isinstance(types, dict)
    short = Html(pages.render("entity", view, language="en", basis="documents", url=HOST, query={}))
    types["unknown"] *= 2
    long = Html(pages.render("entity", view, language="en", basis="documents", url=HOST, query={}))
    assert "See all 6" in long.texts
    assert len(long.all("details")) == len(short.all("details")) + 1


def test_a_gap_beside_a_known_value_is_the_silence_of_documents(pages: Pages) -> None:
    view = entity_samples.entity()
    entity = view["entity"]
    assert isinstance(entity, dict)
    year = next(fact for fact in entity["facts"] if fact["object"] == "2007")
    entity["not_stated"][0]["known"] = [year | {"basis": "context"}]
    html = Html(pages.render("entity", view, language="es", basis="context", url=HOST, query={}))
    assert "Los documentos no lo dicen año de fundación Se sabe por otra fuente: 2007 contexto" in html.text
    del entity["not_stated"][0]["known"]
    entity["not_stated"][0]["basis_needed"] = "context"
    html = Html(pages.render("entity", view, language="es", basis="stated", url=HOST, query={}))
    assert "No consta año de fundación Se cumpliría con contexto" in html.text


def test_what_a_thing_sets_side_by_side_is_one_table_and_common_passages_are_cited_once(pages: Pages) -> None:
    view = entity_samples.entity()
    entity = view["entity"]
    assert isinstance(entity, dict)
    sides = [node | {"link": entity["facts"][1]} for node in entity["nodes"][1]["nodes"]]
    kept = [fact | {"claims": [samples.claim(samples.TRAINING)]} for fact in entity["facts"][:2]]
    entity |= {
        "targets": sides,
        "nodes": [],
        "facts": kept,
        "texts": [],
        "not_stated": [],
        "denied": [],
        "mentions": [],
    }
    html = Html(pages.render("entity", view | {"types": None}, language="en", basis="documents", url=HOST, query={}))
    assert "Side by side Thing Value Source budget As printed. value 0 1,204 value 1 soles" in html.text
    assert html.text.index("budget") < html.text.index("members in 2011") < html.text.index("530.5")
    assert html.text.partition("All of this rests on")[2].count(samples.IFAD) == 1
    kept[1]["claims"] = [samples.claim(samples.ASSISTANCE)]
    html = Html(pages.render("entity", view | {"types": None}, language="en", basis="documents", url=HOST, query={}))
    assert "All of this rests on" not in html.text


def test_what_defines_a_thing_comes_before_what_names_it_and_its_classes_and_gaps_last(pages: Pages) -> None:
    page = render(pages, "entity")
    places = [page.index(f'id="{name}-title"') for name in ("facts", "incoming", "types", "gaps", "data")]
    assert places == sorted(places)


def test_of_the_classes_of_a_thing_the_asserted_and_the_narrowest_are_facts(pages: Pages) -> None:
    view = entity_samples.entity()
    entity = view["entity"]
    assert isinstance(entity, dict)
    written = entity["facts"][0]
    wider, narrow = (
        written | {"object": samples.TERM + name, "object_label": samples.label(name), "layer": "entailed"}
        for name in ("Agent", "Ally")
    )
    entity["facts"] += [wider, narrow]
    entity["kinds"] = [{"iri": samples.TERM + "Ally", "label": samples.label("Ally")}]
    shown = view | {"types": None, "collection": None}
    texts = Html(pages.render("entity", shown, language="en", basis="documents", url=HOST, query={})).texts
    assert "Ally" in texts
    assert "Agent" not in texts
    assert texts.index("Ally") > texts.index("has members of kind")


def test_the_place_of_a_passage_to_the_character_is_told_on_its_own_page_and_in_explanations(pages: Pages) -> None:
    assert "characters" not in Html(render(pages, "entity")).text
    assert "line 904" in Html(render(pages, "entity")).texts


@pytest.mark.parametrize(("language", "order"), {"en": ["Ozone", "Wave"], "es": ["Ábaco", "Zorro"]}.items())
def test_nodes_of_the_same_rank_are_in_the_order_of_the_language(pages: Pages, language: str, order: list[str]) -> None:
    view = entity_samples.entity()
    entity = view["entity"]
    assert isinstance(entity, dict)
    first, second = entity["nodes"][1]["nodes"]
    first["label"], second["label"] = samples.label("Ozone", "Zorro"), samples.label("Wave", "Ábaco")
    texts = Html(pages.render("entity", view, language=language, basis="stated", url=HOST, query={})).texts
    assert [text for text in texts if text in order] == order
    second["rank"], first["rank"] = 0, 1
    texts = Html(pages.render("entity", view, language="en", basis="stated", url=HOST, query={})).texts
    assert texts.index("Wave") < texts.index("Ozone")


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
    view = explanation_samples.explain_derived()
    derived = pages.render("explain", view, language="en", basis="stated", url=HOST, query={})
    asserted = pages.render("explain", {**view, "layer": "asserted"}, language="en", basis="stated", url=HOST, query={})
    assert WORDS["second_ground"].en in derived
    assert WORDS["second_ground"].en not in asserted
    assert WORDS["disagreement"].en in asserted


def test_an_entity_shows_facts_gaps_denials_and_mentions(pages: Pages) -> None:
    html = Html(render(pages, "entity"))
    assert "Not stated founding year No year of founding is given." in html.text
    headings = {"Types", "Facts", "Not stated", "Denied", "Where it is named", "As the documents write it"}
    assert headings <= set(html.texts)
    assert "member list complete no" in html.text
    assert "lines 453–455" in html.texts
    assert "https://example.org/about" in html.links()
    assert [link for link in html.links() if link.startswith("/data/remurpe.")] == [
        f"/data/remurpe.{ending}?basis=documents" for ending in ("ttl", "jsonld", "rdf", "nt", "json")
    ]


def test_columns_in_another_language_are_left_out(pages: Pages) -> None:
    view = query_samples.query_result()
    page = pages.render("query", {**view, "labels": {}}, language="es", basis="stated", url=HOST, query={})
    headings = [attributes["data-label"] for attributes in Html(page).all("td")][:5]
    assert headings == ["function", "label", "activities", "complete", "gap"]
    assert "facilitar" in Html(page).texts


def test_an_iri_in_a_row_is_called_by_its_label_and_the_column_that_repeats_it_is_left_out(pages: Pages) -> None:
    view = query_samples.query_result()
    result = view["result"]
    assert isinstance(result, dict)
    view["result"] = {**result, "rows": result["rows"][:1]}
    for language, label in {"en": "facilitating", "es": "facilitar"}.items():
        html = Html(pages.render("query", view, language=language, basis="stated", url=HOST, query={}))
        assert [cell["data-label"] for cell in html.all("td")] == ["function", "activities", "complete"]
        assert html.texts.count(label) == 1
        assert "c:facilitating" in html.texts
    assert "convening" in Html(render(pages, "rows")).texts  # a label of no IRI is told


def test_columns_without_a_value_are_named_below_the_table(pages: Pages) -> None:
    view = query_samples.query_result()
    result = view["result"]
    assert isinstance(result, dict)
    first = result["rows"][0]
    view["result"] = {**result, "rows": [first]}
    html = Html(pages.render("query", view, language="en", basis="stated", url=HOST, query={}))
    assert "gap" not in [cell["data-label"] for cell in html.all("td")]
    assert "Without a value in any row: gap." in html.texts
    view["result"] = {**result, "rows": [dict.fromkeys(first)]}
    html = Html(pages.render("query", view, language="en", basis="stated", url=HOST, query={}))
    assert "gap" in [cell["data-label"] for cell in html.all("td")]


def test_figures_in_rows_have_the_signs_of_the_language(pages: Pages) -> None:
    view = query_samples.query_result()
    result = view["result"]
    assert isinstance(result, dict)
    view["result"] = {**result, "rows": [result["rows"][0] | {"activities": 6045.5}]}
    for language, shown in {"en": "6,045.5", "es": "6\N{NARROW NO-BREAK SPACE}045,5"}.items():
        html = Html(pages.render("query", view, language=language, basis="stated", url=HOST, query={}))
        assert shown in html.texts


def test_an_empty_column_for_labels_is_left_out_where_what_they_name_is_shown(pages: Pages) -> None:
    view = query_samples.query_result()
    row = dict.fromkeys(("person", "person_en", "person_es", "note_es"))
    result = {**view["result"], "columns": list(row), "rows": [row]}  # type: ignore[dict-item]
    page = pages.render("query", {**view, "result": result}, language="es", basis="stated", url=HOST, query={})
    assert [cell["data-label"] for cell in Html(page).all("td")] == ["person", "note"]


def test_a_choice_that_finds_nothing_on_the_basis_says_which_one_it_needs(pages: Pages) -> None:
    html = Html(render(pages, "form", "es"))
    assert [group["label"] for group in html.all("optgroup")] == ["solo con «+ contexto»"]


def test_links_to_the_manual_say_that_it_is_in_english(pages: Pages) -> None:
    assert "Manual (en inglés)" in Html(render(pages, "home", "es")).texts
    for name in ("problem", "endpoint", "home"):
        assert "(en inglés)" in Html(render(pages, name, "es")).texts
        assert "en inglés" not in render(pages, name, "en")


def test_the_legend_says_what_confidence_means(pages: Pages) -> None:
    text = Html(render(pages, "entity", "es")).text
    assert "0,8, solo con su contexto" in text
    assert "Lo que los documentos dicen con voz propia." in text


def test_a_question_without_an_answer_leads_to_the_wider_bases(pages: Pages) -> None:
    view = query_samples.query_result()
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
        "/api/networks",
        "/api/committees",
        "/api/innovations",
        "/page/remurpe",
        "/page/igf-peru-committee-2017",
        "/queries",
        "/queries/functions-of-body",
        "/model",
        "/glossary",
        "/page/ontology%23SupportNetwork",
        "/sparql",
        "/data",
        "/docs",
        "/sparql",
    ]
    (question,) = [link for link in links if "functions-of-body" in link]
    assert parameters(question) == {"basis": ["stated"], "lang": ["es"], "body": ["cies"]}


@pytest.mark.parametrize(("name", "current"), {"queries": "/queries", "rows": "/queries", "class": None}.items())
def test_the_part_of_the_site_that_a_page_is_in_is_marked(pages: Pages, name: str, current: str | None) -> None:
    marked = [a["href"] for a in Html(render(pages, name)).all("a") if a.get("aria-current") == "page"]
    assert [urlsplit(link).path for link in marked] == ([current] if current else [])


def test_what_was_given_stays_in_the_form_even_if_it_is_not_among_the_choices(pages: Pages) -> None:
    view = {**query_samples.query_form(), "arguments": {"body": "nosuch"}}
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
                "entity": portrait(views, member, level),
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
                has_lines = any(expand(f"<{one}>") in dataset.records.passages for one in found["evidence"])
                assert not has_lines or ("línea" if language == "es" else "line") in Html(page).text
                shown += 1
    assert shown > 0


def test_figures_are_read_in_a_table_and_what_is_told_in_words_is_not(pages: Pages) -> None:
    page = render(pages, "entity", "es")
    html = Html(page)
    assert "1\N{NARROW NO-BREAK SPACE}204" in html.texts
    assert "530,5" in html.texts
    assert page.index("observación") < page.index('<table class="rows nodes">') < page.index("530,5")
    assert "Tal como figura." in html.texts
    assert "As printed." not in html.texts


def test_the_other_end_of_what_a_node_says_is_not_told_twice(pages: Pages) -> None:
    html = Html(render(pages, "entity"))
    assert html.text.count("training of mayors and staff") == 1
    assert "carries out" in html.text  # an activity that no node on the page tells of stays among the facts


def test_the_glossary_is_alphabetical_in_its_language_and_says_whose_each_definition_is(pages: Pages) -> None:
    text = Html(render(pages, "glossary", "es")).text
    order = [text.index(f"What {name} means.") for name in ("agency", "Église", "forum", "zeal")]
    assert order == sorted(order)
    assert "Según un documento: the report (es) , § 2 Barriers , línea 24 , línea 7" in text
    for key in ("defined_by_outside", "defined_by_web", "defined_by_project"):
        assert WORDS[key].es in text
    assert "otra zeal" in text
    assert "another zeal" not in text


def test_an_example_without_parameters_does_not_break_the_overview(pages: Pages) -> None:
    bare = {**samples.home()["queries"][0], "example": {**samples.EXAMPLES[0], "given": [], "parameters": {}}}  # type: ignore[index]
    view = samples.home() | {"queries": [bare]}
    page = pages.render("home", view, language="en", basis="stated", url=HOST, query={})
    assert "/queries/functions-of-body?" in page


def test_what_rules_a_type_out_is_told_with_its_explanation(pages: Pages) -> None:
    view = {**entity_samples.entity(), "types": samples.committee_types()}
    html = Html(pages.render("entity", view, language="es", basis="documents", url=f"{HOST}/page/x", query={}))
    assert "Descartado comité con academia" in html.text
    assert "no tiene asiento para : academia consta derivado ¿por qué?" in html.text
