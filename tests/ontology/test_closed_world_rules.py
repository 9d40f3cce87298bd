"""The closed-world rules over seats: where they may conclude, and where they must not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from pyoxigraph import NamedNode, QueryTriples, RdfFormat, Store

from llika.terms import local_name

RULES = Path(__file__).resolve().parents[2] / "ontology" / "rules"
PREFIXES = """
@prefix : <https://w3id.org/llika/ontology#> .
@prefix c: <https://w3id.org/llika/concept/> .
@prefix i: <https://w3id.org/llika/id/> .
c:academia a :StakeholderGroup . c:civil-society a :StakeholderGroup . c:government a :StakeholderGroup .
"""
COMPLETE = """
i:body a :Committee ; :memberListComplete true .
i:body :seatsGroup c:academia , c:civil-society .
i:first :ofBody i:body ; :forGroup c:academia .
i:second :ofBody i:body ; :forGroup c:civil-society .
"""
EDITIONS = """
i:body :memberListComplete true ; :hasNoSeatFor c:academia .
i:later :editionOf i:forum ; :organisedBy i:body ; :startYear 2017 .
i:former :seatsGroup c:academia , c:government .
i:earlier :editionOf i:forum ; :organisedBy i:former ; :startYear 2016 .
"""
FIRING = {
    "committee-without-government": (COMPLETE, {"body type CommitteeWithoutGovernment"}),
    "group-without-a-seat": (COMPLETE, {"body hasNoSeatFor government"}),
    "lost-group": (EDITIONS, {"body lostGroup academia"}),
}
"""The rules, each with facts that it fires on and what it derives from them."""
SILENT = {
    "nothing says that the list is complete": ("; :memberListComplete true", ""),
    "the list is said to be incomplete": ("Complete true", "Complete false"),
    "a seat has no group": ("; :forGroup c:civil-society", ""),
    "government has a seat": (":seatsGroup c:academia", ":seatsGroup c:government , c:academia"),
    "no seat is known": (":ofBody", ":heldBy"),
}
"""What keeps the rules over one body from concluding."""
UNLOST = {
    "the group has a seat, or nobody knows": ("; :hasNoSeatFor c:academia", ""),
    "another group sat there before": (":seatsGroup c:academia , c:government", ":seatsGroup c:government"),
    "the editions are of two forums": ("i:later :editionOf i:forum", "i:later :editionOf i:other"),
    "the year of an edition is not told": ("; :startYear 2016", ""),
    "the other edition is the later one": ("2016", "2018"),
    "an edition lies between": ("2016 .", "2015 . i:middle :editionOf i:forum ; :startYear 2016 ."),
}
"""What keeps the rule over two editions from concluding."""


def header(rule: str) -> dict[str, object]:
    """Return the YAML header of a rule."""
    lines = re.findall(r"^#\+ ?(.*)$", (RULES / f"{rule}.rq").read_text(encoding="utf-8"), re.MULTILINE)
    parsed = yaml.safe_load("\n".join(lines))
    assert isinstance(parsed, dict)
    return parsed


def loaded(turtle: str) -> Store:
    store = Store()
    store.load(PREFIXES + turtle, format=RdfFormat.TURTLE)
    return store


def derived(rule: str, turtle: str) -> set[str]:
    """Return what a rule derives from a closed graph, as local names."""
    triples = loaded(turtle).query((RULES / f"{rule}.rq").read_text(encoding="utf-8"))
    assert isinstance(triples, QueryTriples)
    return {" ".join(local_name(term.value) for term in fact if isinstance(term, NamedNode)) for fact in triples}


def test_every_rule_is_tried_here() -> None:
    assert {file.stem for file in RULES.glob("*.rq")} == FIRING.keys()


@pytest.mark.parametrize("rule", FIRING)
def test_a_rule_concludes_what_it_is_made_for(rule: str) -> None:
    turtle, expected = FIRING[rule]
    assert derived(rule, turtle) == expected


@pytest.mark.parametrize("rule", ["committee-without-government", "group-without-a-seat"])
@pytest.mark.parametrize("reason", SILENT)
def test_nothing_is_concluded_of_one_body_where(rule: str, reason: str) -> None:
    there, instead = SILENT[reason]
    assert there in COMPLETE
    assert derived(rule, COMPLETE.replace(there, instead)) == set()


def test_only_a_committee_is_without_government() -> None:
    assert derived("committee-without-government", COMPLETE.replace("a :Committee", "a :Network")) == set()


@pytest.mark.parametrize("reason", UNLOST)
def test_nothing_is_concluded_of_two_editions_where(reason: str) -> None:
    there, instead = UNLOST[reason]
    assert there in EDITIONS
    assert derived("lost-group", EDITIONS.replace(there, instead)) == set()


@pytest.mark.parametrize("rule", FIRING)
def test_the_header_says_what_an_explanation_needs(rule: str) -> None:
    found = header(rule)
    assert found["name"] == rule
    assert found["order"] == (20 if rule == "lost-group" else 10)  # it looks at what the others derive
    assert found["basis"] == "stated"
    for key in ("sentence", "closed_world"):
        text = found[key]
        assert isinstance(text, dict)
        assert set(text) == {"en", "es"}


@pytest.mark.parametrize(
    ("rule", "variables"),
    [
        ("committee-without-government", {"committee"}),
        ("group-without-a-seat", {"body", "group"}),
        ("lost-group", {"body", "group"}),
    ],
)
def test_the_sentences_fill_in_what_the_rule_concludes(rule: str, variables: set[str]) -> None:
    sentence = header(rule)["sentence"]
    assert isinstance(sentence, dict)
    assert all(set(re.findall(r"\{(\w+)\}", text)) == variables for text in sentence.values())


@pytest.mark.parametrize("rule", FIRING)
def test_the_premises_of_the_header_hold_where_the_rule_fires_and_the_absent_one_does_not(rule: str) -> None:
    store = loaded(FIRING[rule][0])
    names = "PREFIX : <https://w3id.org/llika/ontology#> PREFIX c: <https://w3id.org/llika/concept/> "
    found = header(rule)
    group = "c:academia" if rule == "lost-group" else "c:government"
    absent = re.sub(r"\?(body|committee)", "<https://w3id.org/llika/id/body>", str(found["absent"]))
    assert store.query(f"{names} ASK {{ {found['because']} }}")
    assert not store.query(f"{names} ASK {{ {absent.replace('?group', group)} }}")
