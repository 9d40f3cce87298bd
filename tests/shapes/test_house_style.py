"""The shapes keep a house style, so that every engine reads them alike and every finding speaks both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from llika.evidence import Vocabulary
from llika.evidence.wording import TIES
from llika.hygiene import check_hygiene
from llika.project import Project
from llika.sources import Sources
from llika.terms import EV, OWL, RDF, RDFS, SH, NamedNode, local_name
from llika.turtle import format_turtle, read

ROOT = Path(__file__).resolve().parents[2]
VOCABULARY = ROOT / "service" / "llika" / "evidence" / "evidence.ttl"
FILES = [ROOT / "service" / "llika" / "evidence" / "shapes.ttl", *sorted((ROOT / "shapes").rglob("*.ttl"))]

SOUND = """
    @prefix e: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
    e:node a sh:NodeShape ; sh:targetClass e:Thing ; sh:severity sh:Violation ; sh:property e:property .
    e:property a sh:PropertyShape ; sh:path e:name ; sh:pattern "^a+$" ; sh:uniqueLang true ; sh:severity sh:Warning ;
        sh:message "No."@en , "No."@es ; sh:description "Do."@en , "Haga."@es .
    e:unused a sh:NodeShape ; sh:targetSubjectsOf e:name ; sh:severity sh:Violation .
"""
THINGS = '@prefix e: <http://example.org/> . e:one a e:Thing ; e:name "aa" .'
FAULTS = [
    ("sh:targetClass e:Thing ;", "", "shape-untargeted"),
    ("sh:property e:property", "sh:property e:property , [ sh:path e:name ; sh:maxCount 1 ]", "shape-unnamed"),
    ("sh:property e:property", "sh:node e:unused", "shape-unused"),
    (' , "No."@es', "", "message-untranslated"),
    ('"Haga."@es', '"Haga."@es , "Ya."@es', "message-repeated"),
    ("e:name ; sh:severity", "e:name ; sh:closed true ; sh:severity", "message-missing"),
    ("; sh:severity sh:Warning", "", "severity-unclear"),
    ("e:Thing ;", "e:Thing ; sh:sparql [ sh:severity sh:Info ] ;", "severity-on-constraint"),
    ("sh:uniqueLang true", 'sh:uniqueLang "1"^^<http://www.w3.org/2001/XMLSchema#boolean>', "boolean-unspelled"),
    ('"^a+$"', '"^(a+)+$"', "pattern-explosive"),
]


def breaches(root: Path, shapes: str, data: str = "") -> set[str]:
    """Return the rules for shapes that a text breaks in a project of its own, beside the bundled ontology."""
    shutil.copytree(ROOT / "ontology", root / "ontology", dirs_exist_ok=True)
    for folder, text in (("shapes", shapes), ("graph_data", data)):
        (root / folder).mkdir()
        (root / folder / "all.ttl").write_text(text, "utf-8")
    found = check_hygiene(Sources(Project.open(root)))
    return {one.rule for one in found if one.place and one.place.file.startswith("shapes/")}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_shapes_keep_the_house_style(file: Path, tmp_path: Path) -> None:
    assert breaches(tmp_path, file.read_text("utf-8")) == set()


@pytest.mark.parametrize(("old", "new", "rule"), FAULTS)
def test_a_breach_of_the_house_style_is_found(tmp_path: Path, old: str, new: str, rule: str) -> None:
    assert SOUND.count(old) == 1
    assert rule in breaches(tmp_path, SOUND.replace(old, new), THINGS)


def test_the_sound_example_breaks_no_rule(tmp_path: Path) -> None:
    assert breaches(tmp_path, SOUND, THINGS) == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_shapes_are_well_formed_by_the_shapes_of_shacl(file: Path) -> None:
    assert _is_well_formed(file.read_text("utf-8"))


def test_ill_formed_shapes_are_found_by_the_shapes_of_shacl() -> None:
    assert not _is_well_formed(SOUND.replace('sh:pattern "^a+$"', "sh:nodeKind e:Thing"))


def _is_well_formed(shapes: str) -> bool:
    from pyshacl.entrypoints import meta_validate
    from rdflib import Graph

    return bool(meta_validate(Graph().parse(data=shapes, format="turtle"))[0])


def test_no_two_checks_share_a_name() -> None:
    kinds = (SH.NodeShape, SH.PropertyShape)
    facts = [fact for file in FILES for fact in read(file).facts]
    names = [local_name(s.value) for s, p, o in facts if p == RDF.type and o in kinds and isinstance(s, NamedNode)]
    assert sorted(names) == sorted(set(names) - set(TIES))


def test_shapes_use_only_declared_terms() -> None:
    ontology = [VOCABULARY, *sorted((ROOT / "ontology").rglob("*.ttl"))]
    facts = [fact for file in ontology for fact in read(file).facts]
    vocabulary, described = Vocabulary.read(facts), {s for s, _, _ in facts}
    own = (EV, "https://w3id.org/llika/ontology#", "https://w3id.org/llika/concept/")
    used = {
        term
        for file in FILES
        for _, predicate, term in read(file).facts
        if isinstance(term, NamedNode) and term.value.startswith(own) and predicate not in (OWL.imports, RDFS.seeAlso)
    }
    assert used
    assert [term for term in used if not vocabulary.declares(term) and term not in described] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_shapes_are_formatted(file: Path) -> None:
    text = file.read_text("utf-8")
    assert format_turtle(text, file=file.name) == text
