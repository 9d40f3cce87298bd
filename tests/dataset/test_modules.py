"""Ontology files as editors leave them: in another syntax, or saved beside the one that is edited."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from llika.check import examine
from llika.findings import Finding, Level
from llika.project import Project

OTHERS = {"OWL/XML": "<Ontology ", "OWL functional syntax": "Ontology(", "Manchester syntax": "Ontology: <"}

SAVED = {
    "copy.ofn": "Ontology(<https://example.org/bridges/ontology>)",
    "copy.owx": '<Ontology xmlns="http://www.w3.org/2002/07/owl#" ontologyIRI="https://example.org/bridges/ontology"/>',
}


def in_rdf_xml(turtle: Path) -> bytes:
    """Return a Turtle file in RDF/XML."""
    triples = (quad.triple for quad in parse(path=turtle, format=RdfFormat.TURTLE))
    return serialize(triples, format=RdfFormat.RDF_XML) or b""


def found(root: Path) -> list[Finding]:
    """Return what is found of the ontology's files."""
    findings = examine(Project.open(root)).findings
    return [finding for finding in findings if finding.place and finding.place.file.startswith("ontology/")]


@pytest.fixture
def module(bridges_copy: Path) -> Path:
    """Return the module of a sound project."""
    return bridges_copy / "ontology" / "bridges.ttl"


def test_a_module_in_turtle_is_nothing_to_find(bridges_copy: Path, module: Path) -> None:
    assert found(bridges_copy) == []


@pytest.mark.parametrize("name", ["bridges.owl", "bridges.rdf", "external/bridges.owl"])
def test_a_module_in_rdf_xml_counts_and_is_told(bridges_copy: Path, module: Path, name: str) -> None:
    before = examine(Project.open(bridges_copy))
    path = bridges_copy / "ontology" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(in_rdf_xml(module))
    module.unlink()
    after = examine(Project.open(bridges_copy))
    [told] = [finding for finding in after.findings if finding not in before.findings]
    assert (told.rule, told.level, told.place and told.place.file) == ("not-in-turtle", Level.INFO, f"ontology/{name}")
    assert f"llika format ontology/{name}" in told.advice.es
    assert before.dataset is not None
    assert after.dataset is not None
    assert after.dataset.counts() == before.dataset.counts()
    assert len(after.dataset.inference.strata[0].fresh) == len(before.dataset.inference.strata[0].fresh)


def test_a_term_that_a_module_in_rdf_xml_does_not_declare_is_missed(bridges_copy: Path, module: Path) -> None:
    text = in_rdf_xml(module).replace(b"#madeOf", b"#builtOf")
    (bridges_copy / "ontology" / "bridges.owl").write_bytes(text)
    module.unlink()
    findings = examine(Project.open(bridges_copy)).findings
    assert "undeclared-term" in {finding.rule for finding in findings}


def test_an_ontology_saved_beside_itself_is_found(bridges_copy: Path, module: Path) -> None:
    (bridges_copy / "ontology" / "copy.owl").write_bytes(in_rdf_xml(module))
    findings = {finding.rule: finding for finding in found(bridges_copy)}
    assert findings.keys() == {"ontology-twice", "not-in-turtle"}
    twice = findings["ontology-twice"]
    assert twice.level == Level.VIOLATION
    assert twice.subject == "https://example.org/bridges/ontology"
    assert "ontology/bridges.ttl" in twice.message.en
    assert twice.place is not None
    assert twice.place.file == "ontology/copy.owl"


def test_rdf_xml_in_a_turtle_file_is_one_finding(bridges_copy: Path, module: Path) -> None:
    module.write_bytes(in_rdf_xml(module))
    [finding] = found(bridges_copy)
    assert finding.rule == "saved-in-other-syntax"
    assert "RDF/XML" in finding.message.en
    assert "llika format ontology/bridges.ttl" in finding.advice.en


@pytest.mark.parametrize("syntax", OTHERS)
@pytest.mark.parametrize("name", ["bridges.ttl", "bridges.owl", "more.owx", "more.ofn", "more.omn"])
def test_what_cannot_be_read_is_not_passed_over(bridges_copy: Path, syntax: str, name: str) -> None:
    (bridges_copy / "ontology" / name).write_text(f"{OTHERS[syntax]}…", "utf-8")
    [finding] = found(bridges_copy)
    is_known = name.endswith(".ttl") or syntax == "Manchester syntax"
    assert finding.rule == ("saved-in-other-syntax" if is_known else "owl-syntax")
    assert finding.level == Level.VIOLATION
    assert (syntax in finding.message.en) is is_known


@pytest.mark.parametrize("name", SAVED)
def test_a_module_in_a_syntax_of_owl_is_read_and_told(bridges_copy: Path, name: str) -> None:
    (bridges_copy / "ontology" / name).write_text(SAVED[name], "utf-8")
    findings = {finding.rule: finding for finding in found(bridges_copy)}
    assert findings.keys() == {"ontology-twice", "not-in-turtle"}
    assert findings["ontology-twice"].subject == "https://example.org/bridges/ontology"
    assert f"llika format ontology/{name}" in findings["not-in-turtle"].advice.en


def test_a_module_in_rdf_xml_is_part_of_the_version(bridges_copy: Path, module: Path) -> None:
    path = bridges_copy / "ontology" / "more.owl"
    versions = {Project.open(bridges_copy).version()}
    for iri in ("http://example.org/a", "http://example.org/b"):
        namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        path.write_text(f'<rdf:RDF xmlns:rdf="{namespace}"><rdf:List rdf:about="{iri}"/></rdf:RDF>', "utf-8")
        versions.add(Project.open(bridges_copy).version())
    assert len(versions) == 3
