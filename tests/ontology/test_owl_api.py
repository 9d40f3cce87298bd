"""The OWL API, offline, judges the ontology alone and together with the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NoReturn

import pytest
from pyoxigraph import BlankNode

from llika.terms import RDF, RDFS, XSD, Fact

ROOT = Path(__file__).resolve().parents[2]
UMBRELLA = ROOT / "ontology" / "llika.ttl"
OwlApi = Callable[[str, Sequence[str | Path]], tuple[int, list[list[str]]]]
Read = Callable[[Path], list[Fact]]

pytestmark = pytest.mark.xdist_group("owl-api")  # one worker compiles the program

HEADER = """
@prefix : <https://w3id.org/llika/ontology#> .
@prefix i: <https://w3id.org/llika/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/llika/data/test> a owl:Ontology ; owl:imports <https://w3id.org/llika/ontology> .
"""
HARMLESS = "i:net a :Network ; :hasMember i:town . i:figure a :Observation ; :about i:net ; :value 530.0 ; :inTable 5 ."
BREACHES = {
    "a date as a data value": ("OWL2_DL", 'i:net :dateText "2011-01-01"^^xsd:date .'),
    "a property that nobody declared": ("OWL2_DL", "i:net :isNowhereDeclared i:town ."),
    "some values on the right side": (
        "OWL2_RL",
        ":Network rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :hasMember ; owl:someValuesFrom :Actor ] .",
    ),
    "a tagged text as a data value": ("OWL2_RL", 'i:net :dateText "en 2011"@es .'),
}


@pytest.fixture
def data_file(tmp_path: Path) -> Callable[[str], Path]:
    """Write Turtle into a file with a header that imports the ontology."""

    def write(turtle: str) -> Path:
        file = tmp_path / "data.ttl"
        file.write_text(HEADER + turtle)
        return file

    return write


def test_the_ontology_is_in_owl_2_dl_and_owl_2_rl(owl_api: OwlApi) -> None:
    axioms, findings = owl_api("profiles", [UMBRELLA])
    assert findings == []
    assert axioms > 2000


def test_the_ontology_with_all_data_and_claims_is_in_owl_2_dl_and_owl_2_rl(
    owl_api: OwlApi, missing: Callable[[str], NoReturn]
) -> None:
    data = sorted((ROOT / "graph_data").rglob("*.ttl"))
    if not data:
        missing("graph_data holds no Turtle file")
    _, findings = owl_api("profiles", [UMBRELLA, *data])
    assert findings == []


def test_harmless_data_stays_in_the_profiles(owl_api: OwlApi, data_file: Callable[[str], Path]) -> None:
    _, findings = owl_api("profiles", [data_file(HARMLESS)])
    assert findings == []


@pytest.mark.parametrize("fault", BREACHES)
def test_a_breach_of_a_profile_is_found(owl_api: OwlApi, data_file: Callable[[str], Path], fault: str) -> None:
    profile, turtle = BREACHES[fault]
    _, findings = owl_api("profiles", [data_file(turtle)])
    assert profile in {columns[0] for columns in findings}


def test_an_import_outside_the_catalog_fails_and_does_not_reach_the_network(
    owl_api: OwlApi, data_file: Callable[[str], Path]
) -> None:
    stray = "<https://w3id.org/llika/data/test> owl:imports <http://example.invalid/elsewhere> ."
    with pytest.raises(AssertionError, match="not-in-the-catalog"):
        owl_api("profiles", [data_file(stray)])


def signature(facts: Iterable[Fact]) -> Counter[object]:
    """Count facts, those with blank nodes by their predicate alone: what no faithful copy may change."""
    return Counter(
        fact[1] if isinstance(fact[0], BlankNode) or isinstance(fact[2], BlankNode) else fact for fact in facts
    )


def test_saving_the_ontology_in_an_editor_changes_no_axiom_and_no_fact(
    owl_api: OwlApi, read: Read, facts: list[Fact], tmp_path: Path
) -> None:
    axioms, findings = owl_api("roundtrip", ["turtle", tmp_path, UMBRELLA])
    assert findings == []
    assert axioms > 2000
    before, after = signature(facts), signature(fact for file in tmp_path.iterdir() for fact in read(file))
    assert before - after == Counter()
    assert after - before == Counter({(XSD.date, RDF.type, RDFS.Datatype): 1})  # added by the writer: harmless


def test_an_axiom_lost_in_writing_is_found(owl_api: OwlApi, tmp_path: Path) -> None:
    # Manchester syntax has no place for general class axioms, such as the helper axioms of the definitions.
    _, findings = owl_api("roundtrip", ["manchester", tmp_path, UMBRELLA])
    assert ("lost", "https://w3id.org/llika/ontology/definitions") in {(what, where) for what, where, _ in findings}


def test_a_fact_lost_in_reading_is_found(
    owl_api: OwlApi, read: Read, data_file: Callable[[str], Path], tmp_path: Path
) -> None:
    file = data_file("i:said a rdf:Statement ; rdf:subject i:net ; rdf:predicate :hasMember ; rdf:object i:town .")
    written = tmp_path / "written"
    written.mkdir()
    owl_api("roundtrip", ["turtle", written, file])
    assert signature(read(file)) - signature(fact for copy in written.iterdir() for fact in read(copy))
