"""Gate 2: shapes of what follows fire on it, not on what is asserted, and say in which stratum."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import llika
from llika.dataset import build, check_inference, infer
from llika.derive import read_rule
from llika.errors import InputError, Place
from llika.findings import Finding, Level, Refused
from llika.project import Project
from llika.shapes import Validator, check_closure, check_shapes
from llika.sources import Sources
from llika.terms import SH, NamedNode, local_name
from llika.turtle import read

ROOT = Path(__file__).resolve().parents[2]
SHAPES = ROOT / "shapes" / "closure" / "networks.ttl"
FAULTS = Path(__file__).resolve().parent / "closure"

ALL = {
    ("edition-both-ways", "edition-judged-both-ways", "stated"),
    ("edition-by-reading", "edition-judged-both-ways", "reading"),
    ("network-and-project", "network-and-project", "context"),
    ("seat-without-group", "seat-group-unknown", "stated"),
    ("network-by-hand", "function-unrealised", "stated"),
    ("committee-by-rule", "seatless-group-seated", "stated"),
}
"""Node, rule and stratum of what is wrong in the files of faults; their other nodes are sound."""
WRONG_RULE = """#+ name: wrong
#+ order: 10
#+ basis: stated
#+ sentence: {en: "{committee} has no seat for {group}", es: "{committee} no tiene asiento para {group}"}
#+ closed_world: {en: "Not so.", es: "No es así."}
#+ because: "?committee :inField ?field"
#+ absent: "?committee :lostGroup ?group"
PREFIX : <https://w3id.org/llika/ontology#>
CONSTRUCT { ?committee :hasNoSeatFor ?group }
WHERE {
  ?committee a :Committee ; :inField ?field ; :seatsGroup ?group
  FILTER NOT EXISTS { ?committee :lostGroup ?group }
}
"""
"""A seat for a group that has none is a contradiction where somebody writes it; a rule may still derive it."""

pytestmark = pytest.mark.xdist_group("shapes")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """The faults under the bundled ontology, rules and shapes."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("ontology", "shapes"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copytree(FAULTS, root / "graph_data")
    (root / "ontology/rules/wrong.rq").write_text(WRONG_RULE, "utf-8")
    return Sources(Project.open(root))


def found(sources: Sources, validator: Validator | None = None) -> list[Finding]:
    rules = [read_rule(path, shown_as=path.name) for path in sources.project.rule_files]
    inference = infer(sources, rules, lambda _, facts: llika.infer(facts))
    return check_inference(sources, inference, validator)


@pytest.mark.parametrize("validator", Validator)
def test_each_fault_is_found_by_its_shape_in_its_stratum(sources: Sources, validator: Validator) -> None:
    told = {
        (re.findall(r"example.org/([\w-]+)", one.subject or "")[0], one.rule, re.findall("“(.*)”", one.message.en)[-1])
        for one in found(sources, validator)
    }
    assert told == ALL


def test_every_shape_of_the_closure_has_a_fault_made_for_it() -> None:
    speaking = {s for s, p, _ in read(SHAPES).facts if p == SH.message}
    assert {local_name(s.value) for s in speaking if isinstance(s, NamedNode)} == {rule for _, rule, _ in ALL}


def test_the_first_gate_leaves_shapes_of_the_closure_alone(sources: Sources) -> None:
    assert {one.rule for one in check_shapes(sources)} & {rule for _, rule, _ in ALL} == set()


def test_the_bundled_data_follow_as_they_should(project: Project) -> None:
    assert [one for one in found(Sources(project)) if one.level is not Level.INFO] == []


def test_a_recorded_divergence_tells_why_a_network_is_a_project(project_copy: Project) -> None:
    path = project_copy.root / "graph_data/context/participa-peru.ttl"
    text = path.read_text("utf-8")
    path.write_text(text.replace(":concerns i:participa-peru ;", ""), "utf-8")
    (finding,) = [one for one in found(Sources(project_copy)) if one.rule == "network-and-project"]
    assert finding.subject == "i:participa-peru"
    assert finding.place is not None
    assert finding.place.line


PREFIXES = """@prefix b: <http://example.org/> . @prefix ev: <https://w3id.org/llika/evidence#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
ONTOLOGY = """
b:Bakery a owl:Class ; rdfs:subClassOf b:Shop . b:Shop a owl:Class . b:Closed a owl:Class .
b:bakes a owl:ObjectProperty ; rdfs:domain b:Bakery . b:bread a owl:NamedIndividual .
"""
NOT_CLOSED = """
b:open a sh:NodeShape ; sh:targetClass b:Shop ; sh:not [ sh:class b:Closed ] ; sh:severity sh:Violation ;
    sh:message "It is closed."@en , "Está cerrada."@es ; sh:description "Open it."@en , "Ábrala."@es .
"""
BAKERY = {
    "llika.toml": '[prefixes]\nb = "http://example.org/"\n',
    "ontology/bakery.ttl": PREFIXES + ONTOLOGY,
    "graph_data/a.ttl": PREFIXES + "\nb:mill b:bakes b:bread .",
    "graph_data/context/b.ttl": PREFIXES + "b:mill a b:Closed .",
    "shapes/closure/open.ttl": PREFIXES + NOT_CLOSED,
}
MakeSources = Callable[[Mapping[str, str]], Sources]


def test_a_finding_says_where_its_subject_stands_and_from_which_stratum_on(make_sources: MakeSources) -> None:
    (finding,) = found(make_sources(BAKERY))
    assert finding.message.en == "It is closed. In the stratum “context”."
    assert finding.message.es == "Está cerrada. En el estrato «contexto»."
    assert finding.place == Place("graph_data/a.ttl", 5, 1)
    assert finding.shape == Place("shapes/closure/open.ttl", 5, 1)


def test_what_stands_in_the_ontology_alone_is_found_there(make_sources: MakeSources) -> None:
    others = {"ontology/bakery.ttl": PREFIXES + ONTOLOGY + "\nb:kiosk a b:Shop , b:Closed ."}
    places = {one.subject: one.place for one in found(make_sources({**BAKERY, **others}))}
    assert places["b:kiosk"] == Place("ontology/bakery.ttl", 8, 1)


def test_a_violation_in_what_follows_forbids_publishing(make_sources: MakeSources) -> None:
    project = make_sources(BAKERY).project
    with pytest.raises(Refused) as refused:
        build(project)
    assert [one.rule for one in refused.value.findings] == ["open"]


def test_a_warning_about_what_follows_is_kept_with_the_build(make_sources: MakeSources, tmp_path: Path) -> None:
    shapes = {"shapes/closure/open.ttl": PREFIXES + NOT_CLOSED.replace("sh:Violation", "sh:Warning")}
    project = make_sources({**BAKERY, **shapes}).project
    told = [[one.rule for one in build(project, cache=tmp_path / "cache").findings] for _ in range(2)]
    assert told == [["open"], ["open"]]


def test_shapes_of_the_closure_that_cannot_be_used_are_named(make_sources: MakeSources) -> None:
    shapes = {"shapes/closure/open.ttl": PREFIXES + "\nb:open a sh:NodeShape ; sh:targetClass b:Shop ; sh:minCount 1 ."}
    with pytest.raises(InputError) as error:
        found(make_sources({**BAKERY, **shapes}))
    assert error.value.code == "shapes-unusable"
    assert error.value.place is not None
    assert error.value.place.file == "shapes/closure/open.ttl"


def test_nothing_is_looked_at_without_shapes_of_the_closure(make_sources: MakeSources) -> None:
    class Untouched:
        basis = None

        def facts(self) -> None:
            raise AssertionError

    files = {name: text for name, text in BAKERY.items() if not name.startswith("shapes")}
    assert check_closure(make_sources(files), [Untouched()]) == []  # type: ignore[list-item]
