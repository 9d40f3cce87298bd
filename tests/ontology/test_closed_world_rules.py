"""The closed-world rule over seats: where it may conclude, and where it must not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from pyoxigraph import NamedNode, QueryTriples, RdfFormat, Store, Triple

from llika.terms import RDF

RULE = Path(__file__).resolve().parents[2] / "ontology" / "rules" / "committee-without-government.rq"
TERMS = "https://w3id.org/llika/ontology#"
WITHOUT = Triple(NamedNode("https://w3id.org/llika/id/body"), RDF.type, NamedNode(TERMS + "CommitteeWithoutGovernment"))
PREFIXES = """
@prefix : <https://w3id.org/llika/ontology#> .
@prefix c: <https://w3id.org/llika/concept/> .
@prefix i: <https://w3id.org/llika/id/> .
"""
COMPLETE = """
i:body a :Committee ; :memberListComplete true .
i:body :seatsGroup c:academia , c:civil-society .
i:first :ofBody i:body ; :forGroup c:academia .
i:second :ofBody i:body ; :forGroup c:civil-society .
"""


def header() -> dict[str, object]:
    """Return the YAML header of the rule."""
    lines = re.findall(r"^#\+ ?(.*)$", RULE.read_text(encoding="utf-8"), re.MULTILINE)
    parsed = yaml.safe_load("\n".join(lines))
    assert isinstance(parsed, dict)
    return parsed


def derived(turtle: str) -> list[Triple]:
    """Return what the rule derives from a closed graph."""
    store = Store()
    store.load(PREFIXES + turtle, format=RdfFormat.TURTLE)
    triples = store.query(RULE.read_text(encoding="utf-8"))
    assert isinstance(triples, QueryTriples)
    return list(triples)


def test_a_complete_list_of_other_groups_means_without_government() -> None:
    assert derived(COMPLETE) == [WITHOUT]


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        pytest.param("; :memberListComplete true", "", id="nothing says that the list is complete"),
        pytest.param("Complete true", "Complete false", id="the list is said to be incomplete"),
        pytest.param("; :forGroup c:civil-society", "", id="a seat has no group"),
        pytest.param(":seatsGroup c:academia", ":seatsGroup c:government", id="government has a seat"),
        pytest.param(":ofBody", ":heldBy", id="no seat is known"),
        pytest.param("a :Committee", "a :Network", id="it is no committee"),
    ],
)
def test_nothing_is_concluded_where(there: str, instead: str) -> None:
    assert there in COMPLETE
    assert derived(COMPLETE.replace(there, instead)) == []


def test_the_header_says_what_an_explanation_needs() -> None:
    found = header()
    assert found["name"] == RULE.stem
    assert found["order"] == 10
    assert found["basis"] == "stated"
    for key in ("sentence", "closed_world"):
        text = found[key]
        assert isinstance(text, dict)
        assert set(text) == {"en", "es"}


def test_the_sentences_fill_in_the_committee() -> None:
    sentence = header()["sentence"]
    assert isinstance(sentence, dict)
    assert all("{committee}" in text for text in sentence.values())


def test_the_premises_of_the_header_hold_where_the_rule_fires_and_the_absent_one_does_not() -> None:
    store = Store()
    store.load(PREFIXES + COMPLETE, format=RdfFormat.TURTLE)
    prologue = "PREFIX : <https://w3id.org/llika/ontology#> PREFIX c: <https://w3id.org/llika/concept/> "
    found = header()
    assert store.query(f"{prologue} ASK {{ {found['because']} }}")
    assert not store.query(f"{prologue} ASK {{ {found['absent']} }}")
