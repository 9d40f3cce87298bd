"""A thing with the nodes that point to it."""

from __future__ import annotations

from typing import Any

import pytest

from llika.evidence import Basis
from llika.explain import Explainer, Views, portrait
from llika.terms import RDF


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
