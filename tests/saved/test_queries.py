"""The project's queries, over graphs small enough to see what each pattern is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from llika.errors import ParameterError
from llika.project import Project
from llika.saved import SavedQuery, as_json, columns_of, load_all, parse_arguments, run
from llika.store import QueryStore
from llika.terms import NamedNode

StoreOf = Callable[[str], QueryStore]
Ask = Callable[..., list[dict[str, Any]]]

DATA = """
@prefix : <https://w3id.org/llika/ontology#> .
@prefix c: <https://w3id.org/llika/concept/> .
@prefix claim: <https://w3id.org/llika/claim/> .
@prefix ev: <https://w3id.org/llika/evidence#> .
@prefix g: <https://w3id.org/llika/graph/> .
@prefix gap: <https://w3id.org/llika/gap/> .
@prefix i: <https://w3id.org/llika/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix src: <https://w3id.org/llika/source/> .

g:ontology {
  c:sorting a :NetworkFunction ; rdfs:label "sorting"@en , "ordenar"@es ;
    skos:definition "Deciding what deserves (some) attention; a lot."@en , "Decidir qué merece atención."@es .
  c:lending a :NetworkFunction ; rdfs:label "lending"@en , "prestar"@es ; skos:definition "Giving for a time."@en .
}
g:202 {
  src:202 a ev:Document . src:303 a ev:Document .
  i:step a :Recommendation , :ActionStep ; :sequence 1 ; :addressedTo c:state .
  i:idle a :ActionStep ; :sequence 2 .
  i:guild a :Network , :Collective . i:circle a :Network , :Collective .
  i:guild :carriesOut i:told , i:read . i:circle :performsFunction c:lending .
  i:told :realises c:lending . i:lonely :realises c:lending .
  i:told :inProject i:plan . i:read :inProject i:plan . i:told a :Activity , :Training .
  i:read a :Activity . :Training rdfs:subClassOf :Activity .
  i:early :hasSeat i:v1 , i:v2 . i:late :hasSeat i:w1 , i:w2 .
  i:v1 :heldBy i:firm ; :forGroup c:firms . i:v2 :heldBy i:club .
  i:w1 :heldBy i:firm ; :forGroup c:state . i:w2 :heldBy i:other .
  c:fair a :ForumPrinciple . c:open a :ForumPrinciple .
  i:first a :ForumEdition ; :certifiedFor c:fair ; :meetsPrinciple c:open .
  i:second a :ForumEdition .
  i:attest :recognises i:second .
  i:said a :Remark ; :saidBy i:ana ; :gist "Water is dear."@en , "El agua es cara."@es .
  i:noted a :Remark ; :saidBy i:bo ; :gist "Bread is cheap."@en .
}
g:readings { i:read :realises c:lending . i:step :respondsTo i:finding . }
<https://w3id.org/llika/graph/claims/202> {
  gap:4 a ev:Gap ; ev:gapSubject i:attest ; ev:gapPredicate :certifies ; ev:reason "not told"@en , "no se dice"@es .
  gap:5 a ev:Gap ; ev:gapSubject i:first ; ev:gapPredicate :meetsPrinciple ; ev:gapObject c:fair .
  claim:1 ev:claimNode i:said ; ev:confidence 0.8 ; ev:supportedBy src:one ; rdfs:comment "it may be"@en .
  claim:2 ev:claimSubject i:said ; ev:claimPredicate :saidBy ; ev:claimObject i:ana ; ev:confidence 1.0 ;
    ev:supportedBy src:two .
  claim:3 ev:claimSubject i:noted ; ev:claimPredicate :saidBy ; ev:claimObject i:bo ; ev:confidence 0.5 ;
    ev:supportedBy src:two .
  src:one ev:inDocument src:202 ; ev:lineStart 3 . src:two ev:inDocument src:202 ; ev:lineStart 7 .
}
g:101 {
  i:choice :hasPole c:tight , c:loose .
  i:advice a :Recommendation ; :admitsPurpose c:doing , c:helping .
  i:other a :Recommendation ; :admitsPurpose c:doing , c:resting .
  i:net a :Collective ; :carriesOut i:course , i:fair .
  i:firm a :Organization ; :carriesOut i:course .
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
  i:isle :partOf i:land ; rdfs:label "isle"@en , "isla"@es . i:land rdfs:label "land"@en , "tierra"@es .
  c:height rdfs:label "height"@en , "altura"@es . c:depth rdfs:label "depth"@en , "hondura"@es .
  c:width rdfs:label "width"@en , "ancho"@es . ev:about rdfs:label "about"@en , "alrededor de"@es .
  src:202 rdfs:label "two"@en , "dos"@es . src:page rdfs:label "page"@en , "página"@es .
  i:figure a :Observation ; :about i:isle ; :measure c:height ; :value 3.0 ;
    rdfs:label "height of the isle"@en , "altura de la isla"@es .
  i:cy a :Person .
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
  gap:6 ev:gapSubject i:isle ; ev:gapPredicate :hasMeasure ; ev:gapObject c:depth ; ev:reason "no depth"@en .
  gap:7 ev:gapSubject i:isle ; ev:gapPredicate :hasMeasure ; ev:gapObject c:width .
  gap:8 ev:gapSubject i:cy ; ev:gapPredicate :carriesOut ; ev:reason "only named"@en .
  claim:4 ev:claimSubject i:figure ; ev:claimPredicate :value ; ev:claimValue 3.0 ; ev:qualifier ev:about ;
    ev:supportedBy src:one .
  claim:5 ev:claimNode i:figure ; ev:supportedBy src:page .
  claim:6 ev:claimNode i:course ; ev:confidence 0.8 . claim:7 ev:claimNode i:course ; ev:confidence 0.6 .
  claim:8 ev:claimSubject i:course ; ev:claimPredicate :realises ; ev:claimObject c:lending ; ev:confidence 0.9 .
  claim:9 ev:claimSubject i:course ; ev:claimPredicate :realises ; ev:claimObject c:sorting ; ev:confidence 0.1 .
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


def test_what_is_no_collective_has_no_functions_of_networks(ask: Ask) -> None:
    assert ask("functions-of-body", body="firm") == []


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


def test_a_row_is_as_strong_as_the_weakest_of_its_facts(ask: Ask) -> None:
    expected = {("guild", "told", "stated"), ("guild", "read", "reading"), ("circle", "None", "stated")}
    rows = ask("networks-by-function", function="c:lending")
    assert {(local(row["network"]), local(row["activity"]), row["basis"]) for row in rows} == expected
    rows = ask("functions-of-body", body="guild")
    assert {(local(row["activity"]), row["basis"]) for row in rows} == {("told", "stated"), ("read", "reading")}
    rows = ask("functions-of-body", body="circle")
    assert [(local(row["function"]), row["activity"]) for row in rows] == [("lending", None)]


def test_action_steps_are_listed_beside_recommendations(ask: Ask) -> None:
    rows = ask("barriers-practices-recommendations", document="src:202")
    assert [(local(row["kind"]), local(row["item"]), row["sequence"]) for row in rows] == [
        ("ontology#ActionStep", "step", 1),
        ("ontology#ActionStep", "idle", 2),
        ("ontology#Recommendation", "step", 1),
    ]


@pytest.mark.parametrize("document", ["src:303", "src:404"])
def test_a_document_without_items_lists_nothing(ask: Ask, document: str) -> None:
    assert ask("barriers-practices-recommendations", document=document) == []


def test_an_action_step_may_answer_nothing_and_address_nobody(ask: Ask) -> None:
    rows = [[local(row[name]) for name in ("step", "addressed", "finding", "basis")] for row in ask("action-steps")]
    assert rows == [["step", "state", "finding", "reading"], ["idle", "None", "None", "stated"]]
    assert [local(row["step"]) for row in ask("action-steps", finding="finding")] == ["step"]
    assert ask("action-steps", finding="net") == []


def test_activities_of_a_project_have_kinds_and_functions(ask: Ask) -> None:
    rows = ask("activities-of-project", project="plan")
    found = {tuple(local(row[name]) for name in ("activity", "kind", "function", "basis")) for row in rows}
    assert found == {("told", "ontology#Training", "lending", "stated"), ("read", "None", "lending", "reading")}


def test_who_is_seated_on_both_holds_a_seat_in_each(ask: Ask) -> None:
    rows = ask("seated-on-both", body="early", other="late")
    names = ("holder", "group", "other_group", "seat", "other_seat")
    assert [[local(row[name]) for name in names] for row in rows] == [["firm", "firms", "state", "v1", "w1"]]


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("first", {("fair", True, None, "ontology#meetsPrinciple"), ("open", None, "met", None)}),
        ("second", {("fair", None, None, "ontology#certifies"), ("open", None, None, "ontology#certifies")}),
    ],
)
def test_not_known_to_be_certified_is_not_told_as_no(ask: Ask, edition: str, expected: set[tuple[object, ...]]) -> None:
    rows = ask("principles-by-edition", edition=edition)
    found = {
        (local(row["principle"]), row["certified"], *(row[name] and local(row[name]) for name in ("found", "sought")))
        for row in rows
    }
    assert found == expected


def test_only_certified_principles_are_left_when_asked_for(ask: Ask) -> None:
    (row,) = ask("principles-by-edition", edition="first", certified="true")
    assert local(row["principle"]) == "fair"
    with pytest.raises(ParameterError):
        ask("principles-by-edition", edition="first", certified="false")


@pytest.mark.parametrize(
    ("words", "found"),
    [("", [("said", 3), ("noted", 7)]), ("agua cara", [("said", 3)]), ("bread", [("noted", 7)]), ("water cara", [])],
)
def test_a_remark_stands_where_it_is_claimed(ask: Ask, words: str, found: list[tuple[str, int]]) -> None:
    rows = [row for row in ask("who-said-what", words=words) if row["remark"]]
    assert [(local(row["remark"]), row["line"]) for row in rows] == found


def test_doubtful_claims_come_with_their_reason_the_least_sure_first(ask: Ask) -> None:
    names = ("confidence", "thing", "reason_en", "line")
    rows = [[local(row[name]) for name in names] for row in ask("doubtful-claims")]
    assert rows == [["0.5", "noted", "None", "7"], ["0.8", "said", "it may be", "3"]]
    assert [local(row["thing"]) for row in ask("doubtful-claims", below="0.6")] == ["noted"]
    assert [local(row["thing"]) for row in ask("doubtful-claims", thing="said")] == ["said"]


def test_a_figure_comes_with_its_caution_and_the_place_that_gives_its_value(ask: Ask) -> None:
    names = ("observation", "about", "qualifier_es", "document", "line", "gap")
    rows = [[local(row[name]) for name in names] for row in ask("indicators", about="land")]
    assert [row for row in rows if row[0] != "None"] == [["figure", "isle", "alrededor de", "202", "3", "None"]]
    assert [row[-1] for row in rows if row[0] == "None"] == ["6", "7"]


def test_a_measure_looked_for_in_vain_is_a_gap_unless_a_figure_is_given(ask: Ask) -> None:
    (row,) = ask("indicators", about="isle", measure="c:depth")
    assert (local(row["gap"]), row["reason_en"], row["value"]) == ("6", "no depth", None)
    assert ask("indicators", about="isle", measure="c:depth", value="3") == []


@pytest.mark.parametrize(("value", "found"), [({}, ["6", "7"]), ({"value": "c:depth"}, ["6"]), ({"value": "c:up"}, [])])
def test_gaps_about_values_are_all_told_where_no_value_is_given(
    ask: Ask, value: dict[str, str], found: list[str]
) -> None:
    rows = ask("known-or-not-stated", thing="isle", property=":hasMeasure", **value)
    assert [local(row["gap"]) for row in rows] == found


def test_who_is_known_to_have_said_nothing_is_told_so(ask: Ask) -> None:
    (row,) = ask("who-said-what", speaker="cy")
    assert (local(row["gap"]), row["remark"], row["reason_en"]) == ("8", None, "only named")
    assert ask("who-said-what", speaker="cy", words="water") == []


def test_a_row_is_as_sure_as_the_least_sure_of_its_facts_each_by_its_surest_claim(ask: Ask) -> None:
    rows = ask("functions-of-body", body="net")
    assert [(local(row["activity"]), row["confidence"]) for row in rows] == [("course", 0.8), ("fair", None)]


def test_a_gap_names_the_value_that_was_looked_for(ask: Ask) -> None:
    assert [local(row["object"]) for row in ask("not-stated", thing="first")] == ["fair"]
    assert [row["object"] for row in ask("not-stated", thing="attest")] == [None]


def test_every_column_has_a_name_in_both_languages(queries: Mapping[str, SavedQuery]) -> None:
    shown = {re.sub("_(en|es)$", "", column) for query in queries.values() for column in columns_of(query)}
    assert {*Project.open().columns} == shown


def test_every_query_has_a_subject_and_every_subject_a_query(queries: Mapping[str, SavedQuery]) -> None:
    assert {query.tags[0] for query in queries.values()} == {*Project.open().subjects}


def test_what_is_said_in_one_language_is_said_in_the_other(queries: Mapping[str, SavedQuery]) -> None:
    for query in queries.values():
        columns = columns_of(query)
        stems = [{column[:-3] for column in columns if column.endswith(end)} for end in ("_en", "_es")]
        assert stems[0] == stems[1], query.name
