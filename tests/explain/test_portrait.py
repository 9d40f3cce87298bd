"""A thing with the nodes that point to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from llika.evidence import Basis
from llika.explain import Explainer, Views, portrait
from llika.terms import EV, RDF


@pytest.fixture(scope="module")
def views(explainer: Explainer) -> Views:
    """Return the views of the bundled project."""
    return Views(explainer)


def _portrait(views: Views, name: str, basis: Basis = Basis.READING) -> Any:
    return portrait(views, views.dataset.term(name), basis)


def _group(found: Any, kind: str, predicate: str) -> Any:
    return next(
        group
        for group in found["nodes"]
        if group["class"] and (group["class"]["label"]["en"], group["predicate"]["label"]["en"]) == (kind, predicate)
    )


def test_a_network_is_shown_with_its_figures_and_their_passages(views: Views) -> None:
    figures = _group(_portrait(views, "remurpe"), "observation", "is about")
    members = next(node for node in figures["nodes"] if node["label"]["en"] == "members of REMURPE, 2011")
    assert {one["object"] for one in members["facts"] if one["number"]} >= {"530.0", "2011"}
    assert members["claims"][0]["passage"]["lineStart"] == 500


def test_a_person_is_shown_with_what_they_said(views: Views) -> None:
    said = _group(_portrait(views, "enrique-mendizabal"), "support line", "is said by")
    assert "Networked action is on the list; CIES is named beside it." in [
        text for node in said["nodes"] for words in node["texts"] for text in words["texts"]["en"]
    ]


def test_a_node_is_told_once_under_what_is_written_of_it(views: Views) -> None:
    found = _portrait(views, "igf-peru-committee-2017")
    told = [node["iri"] for group in found["nodes"] for node in group["nodes"]]
    assert len(told) == len(set(told))
    assert {node["link"]["layer"] for group in found["nodes"] for node in group["nodes"]} == {"asserted"}


def test_a_link_that_only_follows_is_told_where_none_is_written(views: Views) -> None:
    found = _portrait(views, "c:facilitating")
    assert _group(found, "technical assistance", "realises")["nodes"][0]["link"]["layer"] == "entailed"
    assert all(group["predicate"]["label"]["en"] != "realises" for group in _portrait(views, "remurpe")["nodes"])


def test_things_that_are_no_nodes_are_named_without_their_values(views: Views) -> None:
    group = _group(_portrait(views, "c:facilitating"), "network", "performs the function")
    assert not group["valued"]
    assert all(node["facts"] == [] for node in group["nodes"])


def test_nodes_are_in_the_order_of_their_whole_numbers(views: Views) -> None:
    editions = _group(_portrait(views, "igf-peru"), "forum edition", "is an edition of")
    years = [one["object"] for node in editions["nodes"] for one in node["facts"] if one["number"]]
    assert years == ["2016", "2017"]


def test_what_holds_on_a_weaker_basis_only_is_not_told_on_a_stronger_one(views: Views) -> None:
    kinds = [group["predicate"]["label"]["en"] for group in _portrait(views, "remurpe", Basis.STATED)["nodes"]]
    assert "serves" not in kinds
    assert "serves" in [group["predicate"]["label"]["en"] for group in _portrait(views, "remurpe")["nodes"]]


def test_texts_are_given_by_property_and_language(views: Views) -> None:
    found = _portrait(views, "support-line-networked-action")["texts"]
    assert [one["label"]["en"] for one in found] == ["has the gist"]
    assert set(found[0]["texts"]) == {"en", "es"}


def test_a_divergence_shows_both_of_its_sides(views: Views) -> None:
    naming = views.dataset.merged(Basis.READING).naming(views.dataset.term(":Divergence"))
    divergences = [fact[0].value for fact in naming if fact[1] == RDF.type]
    sides = [_portrait(views, divergence)["targets"] for divergence in divergences]
    both = next(found for found in sides if len(found) > 1 and all(node["facts"] and node["claims"] for node in found))
    assert len({node["iri"] for node in both}) == len(both)
    assert all(node["link"]["predicate_label"]["en"] == "concerns" for node in both)


_NODES = """
:Bridge a owl:Class . :Agent a owl:Class . :Watcher a owl:Class ; rdfs:subClassOf :Agent .
:Post a owl:Class ; ev:nodeKind true . :Act a owl:Class ; ev:nodeKind true . :Figure a owl:Class ; ev:nodeKind true .
:Remark a owl:Class ; ev:nodeKind true . :told a owl:AnnotationProperty . :part a owl:DatatypeProperty .
:holder a owl:ObjectProperty . :by a owl:ObjectProperty . :about a owl:ObjectProperty .
:said a owl:ObjectProperty ; rdfs:subPropertyOf ev:attributedTo .
ev:citedSource a owl:ObjectProperty . ev:attributedTo a owl:ObjectProperty .
:value a owl:DatatypeProperty . :number a owl:DatatypeProperty .
"""
_DATA = """
i:ana a :Watcher . i:bo a :Watcher .
i:act a :Act ; :by i:ana , i:bo . i:post a :Post ; :holder i:ana .
i:own a :Figure ; :about i:ana ; :value 1.5 ; ev:citedSource i:bo .
i:given a :Figure ; :said i:ana ; :value 2.5 ; :about i:bo .
i:r1 a :Remark ; :said i:ana ; :told "x"@en ; :part "Two" ; :number 1 .
i:r2 a :Remark ; :said i:ana ; :told "x"@en ; :part "One" ; :number 2 .
i:r3 a :Remark ; :said i:ana ; :told "x"@en ; :part "One" ; :number 1 .
"""


@pytest.fixture
def ana(explain_project: Callable[[Mapping[str, str]], Explainer]) -> Any:
    """Return a person with nodes of each kind that point to her."""
    small = Views(explain_project({"ontology/o.ttl": _NODES, "graph_data/a.ttl": _DATA}))
    return _portrait(small, "ana", Basis.STATED)


def test_first_comes_who_somebody_is_then_figures_then_what_they_do_and_say(ana: Any) -> None:
    assert [(group["class"]["label"]["en"], group["predicate"]["label"]["en"]) for group in ana["nodes"]] == [
        ("Post", "holder"),
        ("Figure", "about"),
        ("Act", "by"),
        ("Remark", "said"),
        ("Figure", "said"),
    ]


def test_a_list_that_counts_anew_in_each_part_is_in_the_order_of_its_parts(ana: Any) -> None:
    remarks = next(group for group in ana["nodes"] if group["class"]["label"]["en"] == "Remark")
    assert [node["iri"][-2:] for node in remarks["nodes"]] == ["r3", "r2", "r1"]
    assert [node["rank"] for node in remarks["nodes"]] == [0, 1, 2]


def test_a_figure_names_the_source_that_its_document_cites(ana: Any) -> None:
    (figure,) = next(group for group in ana["nodes"] if group["predicate"]["label"]["en"] == "about")["nodes"]
    assert f"{EV}citedSource" in {fact["predicate"] for fact in figure["facts"]}


def test_the_narrowest_classes_of_a_thing_are_named(ana: Any) -> None:
    assert [kind["label"]["en"] for kind in ana["kinds"]] == ["Watcher"]


def test_a_gap_names_what_is_known_from_elsewhere_or_on_a_weaker_basis(views: Views) -> None:
    gaps = {
        basis: {gap["wanted"]["label"]["en"]: gap for gap in _portrait(views, "foro-salud", basis)["not_stated"]}
        for basis in (Basis.STATED, Basis.CONTEXT)
    }
    assert gaps[Basis.STATED]["performs the function"]["basis_needed"] == "context"
    known = gaps[Basis.CONTEXT]["performs the function"]["known"]
    assert {fact["basis"] for fact in known} == {"context"}
    assert "convening" in {fact["object_label"]["en"] for fact in known}
    assert {"known", "basis_needed"}.isdisjoint(gaps[Basis.CONTEXT]["is located in"])


def test_a_figure_is_told_with_the_caution_of_its_document(views: Views) -> None:
    figures = _group(_portrait(views, "cies", Basis.CONTEXT), "observation", "is about")
    members = next(node for node in figures["nodes"] if node["iri"].endswith("/obs-cies-members-2004"))
    cautious = {
        one["object"]: [q["label"]["en"] for q in one["qualifiers"]] for one in members["facts"] if "qualifiers" in one
    }
    assert cautious == {"30.0": ["at least"]}
    own = _portrait(views, "obs-population-peru")["facts"]
    [value] = [fact for fact in own if fact["predicate"].endswith("#value")]
    assert [one["label"]["es"] for one in value["qualifiers"]] == ["alrededor de"]
    assert value["claims"][0]["qualifier"] == value["qualifiers"][0]


def test_a_value_without_caution_has_none(views: Views) -> None:
    [value] = [
        fact for fact in _portrait(views, "remurpe-members-2011")["facts"] if fact["predicate"].endswith("#value")
    ]
    assert "qualifiers" not in value
    assert all("qualifier" not in claim for claim in value["claims"])


def test_a_name_that_the_curator_gave_does_not_fill_a_gap_about_the_name(views: Views) -> None:
    for basis in Basis:
        [gap] = _portrait(views, "representative-2017-isoc-ddi", basis)["not_stated"]
        assert gap["wanted"]["label"] == {"en": "name", "es": "nombre"}
        assert not {"known", "basis_needed"} & gap.keys()
