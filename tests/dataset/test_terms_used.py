"""Terms that rules and saved queries name must exist: a misspelt one would find nothing and say so as a fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from llika.check import examine
from llika.findings import Finding
from llika.project import Project


def undeclared(root: Path) -> list[Finding]:
    return [finding for finding in examine(Project.open(root)).findings if finding.rule == "undeclared-term"]


@pytest.mark.parametrize(
    ("file", "there", "misspelt"),
    [
        ("ontology/rules/unsigned-bridge.rq", ":builtBy ?somebody }", ":builtByy ?somebody }"),
        ("ontology/rules/unsigned-bridge.rq", "a :UnsignedBridge }", "a :UnsinedBridge }"),
        ("ontology/rules/unsigned-bridge.rq", "#+   ?bridge a :Bridge", "#+   ?bridge a :Brige"),
        ("queries/bridges-by-material.rq", ":madeOf", ":madeOff"),
    ],
)
def test_a_misspelt_term_is_found_in_its_file(bridges_copy: Path, file: str, there: str, misspelt: str) -> None:
    assert undeclared(bridges_copy) == []
    path = bridges_copy / file
    text = path.read_text("utf-8")
    assert there in text
    path.write_text(text.replace(there, misspelt), "utf-8")
    found = undeclared(bridges_copy)
    assert [finding.place.file for finding in found if finding.place] == [file]


def test_its_line_and_column_are_told(bridges_copy: Path) -> None:
    path = bridges_copy / "queries" / "bridges-by-material.rq"
    path.write_text(path.read_text("utf-8").replace(":madeOf", ":madeOff"), "utf-8")
    place = undeclared(bridges_copy)[0].place
    assert place is not None
    assert place.line is not None
    line = path.read_text("utf-8").splitlines()[place.line - 1]
    assert place.column is not None
    assert line[place.column - 1 :].startswith(":madeOff")


def test_in_the_patterns_of_a_header_too(bridges_copy: Path) -> None:
    path = bridges_copy / "ontology/rules/unsigned-bridge.rq"
    path.write_text(path.read_text("utf-8").replace("#+   ?bridge a :Bridge", "#+   ?bridge a :Brige"), "utf-8")
    place = undeclared(bridges_copy)[0].place
    assert place is not None
    assert place.line is not None
    assert place.column is not None
    line = path.read_text("utf-8").splitlines()[place.line - 1]
    assert line.startswith("#+")
    assert line[place.column - 1 :].startswith(":Brige")


def test_terms_of_foreign_vocabularies_are_nobody_elses_business(bridges_copy: Path) -> None:
    path = bridges_copy / "queries" / "bridges-by-material.rq"
    path.write_text(path.read_text("utf-8").replace("rdfs:label ?label", "<http://schema.org/name> ?label"), "utf-8")
    assert undeclared(bridges_copy) == []


def test_datatypes_of_xml_schema_need_no_declaration(bridges_copy: Path) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    labelled = f'\n<{xsd}gMonth> <http://www.w3.org/2000/01/rdf-schema#label> "month"@en , "mes"@es .\n'
    module = bridges_copy / "ontology" / "bridges.ttl"
    module.write_text(module.read_text("utf-8") + labelled, "utf-8")
    path = bridges_copy / "queries" / "bridges-by-material.rq"
    for name, found in {"integer": 0, "decimal": 0, "integre": 1}.items():
        path.write_text(f"ASK {{ ?s ?p ?o FILTER(DATATYPE(?o) = <{xsd}{name}>) }}", "utf-8")
        assert len(undeclared(bridges_copy)) == found, name
