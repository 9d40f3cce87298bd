"""The project's queries, over graphs small enough to see what each pattern is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from llika.project import Project
from llika.saved import SavedQuery, as_json, load_all, parse_arguments, run
from llika.store import QueryStore
from llika.terms import NamedNode

StoreOf = Callable[[str], QueryStore]
Ask = Callable[..., list[dict[str, Any]]]

DATA = """
@prefix : <https://w3id.org/llika/ontology#> .
@prefix c: <https://w3id.org/llika/concept/> .
@prefix ev: <https://w3id.org/llika/evidence#> .
@prefix g: <https://w3id.org/llika/graph/> .
@prefix gap: <https://w3id.org/llika/gap/> .
@prefix i: <https://w3id.org/llika/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

g:ontology {
  c:sorting a :NetworkFunction ; rdfs:label "sorting"@en , "ordenar"@es ;
    skos:definition "Deciding what deserves (some) attention; a lot."@en , "Decidir qué merece atención."@es .
  c:lending a :NetworkFunction ; rdfs:label "lending"@en , "prestar"@es ; skos:definition "Giving for a time."@en .
}
g:101 {
  i:choice :hasPole c:tight , c:loose .
  i:advice a :Recommendation ; :admitsPurpose c:doing , c:helping .
  i:other a :Recommendation ; :admitsPurpose c:doing , c:resting .
  i:net :carriesOut i:course , i:fair .
  i:course a :Training ; rdfs:label "course"@en , "curso"@es .
  i:fair a :Conference .
  i:old :hasSeat i:s1 , i:s2 , i:s3 ; :seatsGroup c:state , c:firms .
  i:s1 :forGroup c:state . i:s2 :forGroup c:firms . i:s3 :forGroup c:firms .
  i:new :hasSeat i:t1 , i:t2 , i:t3 ; :seatsGroup c:firms ; :memberListComplete true .
  i:t1 :forGroup c:firms ; :representedBy i:ana .
  i:t2 :forGroup c:firms ; :representedBy i:ana .
  i:t3 :forGroup c:firms .
  i:vague :hasSeat i:u1 , i:u2 ; :memberListComplete true ; :seatsGroup c:firms .
  i:u1 :forGroup c:firms .
  i:listless :memberListComplete true .
}
<https://w3id.org/llika/graph/entailed/readings> {
  i:course :realises c:lending . i:net :performsFunction c:lending . i:old :fitsPole c:tight , c:elsewhere .
}
g:entailed { i:net :performsFunction c:sorting . i:fair :realises c:sorting . }
<https://w3id.org/llika/graph/context/world> { i:net :performsFunction c:sorting . i:old :fitsPole c:loose . }
<https://w3id.org/llika/graph/claims/101> {
  gap:1 ev:gapSubject i:club ; ev:gapPredicate :performsFunction ;
    ev:reason "no function is named"@en , "no se nombra ninguna"@es .
  gap:2 ev:gapSubject i:net ; ev:gapPredicate :performsFunction .
  gap:3 ev:gapSubject i:half ; ev:gapPredicate :performsFunction ; ev:gapObject c:sorting .
}
"""


@pytest.fixture(scope="module")
def queries() -> Mapping[str, SavedQuery]:
    """The queries of the bundled project."""
    return load_all(Project.open())


@pytest.fixture
def ask(queries: Mapping[str, SavedQuery], store_of: StoreOf) -> Ask:
    """Return what runs a query by name over the small graphs."""

    def rows(name: str, **arguments: str) -> list[dict[str, Any]]:
        query = queries[name]
        terms = parse_arguments(query, arguments, lambda slug: NamedNode(f"https://w3id.org/llika/id/{slug}"))
        answer = as_json(run(query, store_of(DATA), terms))["rows"]
        assert isinstance(answer, list)
        return answer

    return rows


def local(value: object) -> str:
    """Return the last part of an IRI."""
    return str(value).rpartition("/")[2]


def test_every_query_is_described_in_both_languages(queries: Mapping[str, SavedQuery]) -> None:
    for query in queries.values():
        for text in (query.summary, query.description, *(one.label for one in query.parameters)):
            assert text.en != text.es, f"{query.file}: {text.en}"


def test_every_query_holds_a_test_and_tags(queries: Mapping[str, SavedQuery]) -> None:
    assert [query.file for query in queries.values() if not query.tests or not query.tags] == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("attention", ["sorting"]),
        ("lot ATTENTION  deserves", ["sorting"]),
        ("atención merece", ["sorting"]),
        ("sorting, attention!", ["sorting"]),
        ("a", ["lending", "sorting"]),
        ("prestar", ["lending"]),
        ("deserve", []),
        ("attention zebra", []),
        ("attention atención", []),
        ("(some", ["sorting"]),
        (".*", []),
        ("|", []),
    ],
)
def test_functions_are_found_by_whole_words_of_one_language(ask: Ask, words: str, found: list[str]) -> None:
    assert [local(row["function"]) for row in ask("functions-by-words", words=words)] == found


@pytest.mark.parametrize(("other", "expected"), [("c:helping", True), ("c:resting", True), ("c:sleeping", False)])
def test_roles_go_together_where_one_recommendation_admits_both(ask: Ask, other: str, expected: bool) -> None:
    (row,) = ask("roles-allowed-together", role="c:doing", other=other)
    assert list(row.values()) == [expected]


def test_roles_of_two_recommendations_do_not_go_together(ask: Ask) -> None:
    assert [list(row.values()) for row in ask("roles-allowed-together", role="c:helping", other="c:resting")] == [
        [False]
    ]


def test_each_function_comes_once_with_its_activity_and_strongest_basis(ask: Ask) -> None:
    rows = ask("functions-of-body", body="net")
    assert [(local(row["function"]), local(row["activity"]), row["basis"], row["gap"]) for row in rows] == [
        ("lending", "course", "reading", None),
        ("sorting", "fair", "stated", None),
    ]
    assert (rows[0]["label_es"], rows[0]["activity_en"]) == ("prestar", "course")


def test_a_body_without_functions_shows_the_gap_and_its_reason(ask: Ask) -> None:
    (row,) = ask("functions-of-body", body="club")
    assert (row["function"], local(row["gap"])) == (None, "1")
    assert (row["reason_en"], row["reason_es"]) == ("no function is named", "no se nombra ninguna")


@pytest.mark.parametrize("body", ["half", "nobody"])
def test_where_nobody_has_looked_there_is_no_row(ask: Ask, body: str) -> None:
    assert ask("functions-of-body", body=body) == []


@pytest.mark.parametrize(("kind", "found"), [(":Training", ["lending"]), (":Conference", ["sorting"]), (":Study", [])])
def test_an_activity_evidences_the_function_it_realises(ask: Ask, kind: str, found: list[str]) -> None:
    assert [local(row["function"]) for row in ask("functions-by-activity", body="net", kind=kind)] == found


def test_only_poles_of_the_choice_count(ask: Ask) -> None:
    rows = ask("choice-poles", body="old", choice="choice")
    assert {(local(row["pole"]), row["basis"]) for row in rows} == {("tight", "reading"), ("loose", "context")}
    assert ask("choice-poles", body="new", choice="choice") == []


@pytest.mark.parametrize(
    ("body", "other", "found"),
    [
        ("old", "new", ["state"]),
        ("new", "old", []),
        ("old", "vague", []),
        ("old", "listless", []),
        ("old", "old", []),
        ("new", "new", []),
    ],
)
def test_a_group_is_missing_only_from_a_complete_list(ask: Ask, body: str, other: str, found: list[str]) -> None:
    assert [local(row["group"]) for row in ask("groups-missing", body=body, other=other)] == found


@pytest.mark.parametrize(
    ("body", "expected"),
    [("new", {"people": 2, "seats": 3, "complete": True}), ("old", {"people": 3, "seats": 3, "complete": False})],
)
def test_seats_that_share_a_representative_are_one_person(ask: Ask, body: str, expected: dict[str, object]) -> None:
    assert ask("people-seated", body=body) == [expected]


def test_a_body_without_seats_has_no_number_of_people(ask: Ask) -> None:
    assert ask("people-seated", body="listless") == []
