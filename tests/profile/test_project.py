"""The check of profiles on projects: where it is silent, and where a finding stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from llika.check import examine
from llika.findings import Level
from llika.profile import check_profile, violations
from llika.project import Project
from llika.sources import Sources
from llika.terms import OWL, RDF, RDFS, BlankNode, Fact, Namespace, Term

PROJECTS = Path(__file__).resolve().parent.parent / "projects"
EX = Namespace("http://example.org/")


@pytest.mark.parametrize("root", [None, PROJECTS / "bridges", PROJECTS / "garden"])
def test_projects_that_stay_in_the_profiles_have_no_findings(root: Path | None) -> None:
    assert check_profile(Sources(Project.open(root))) == []


def _add(copy: Path, module: str, turtle: str) -> int:
    """Append to a module of the bridges; return the line of the first triple."""
    file = copy / "ontology" / module
    text = file.read_text("utf-8")
    file.write_text(f"{text}\n{turtle}", "utf-8")
    return text.count("\n") + 2


def _module(copy: Path) -> str:
    return min(path.name for path in (copy / "ontology").glob("*.ttl"))


def test_a_finding_stands_on_the_line_at_fault_inside_an_expression(bridges_copy: Path) -> None:
    module = _module(bridges_copy)
    turtle = """
        <http://example.org/A> a owl:Class ; rdfs:subClassOf [ a owl:Class ; owl:intersectionOf (
            owl:Nothing
            [ a owl:Class ;
              owl:unionOf ( owl:Nothing <http://example.org/A> ) ] ) ] .
    """
    line = _add(bridges_copy, module, turtle)
    findings = examine(Project.open(bridges_copy)).findings
    found = next(finding for finding in findings if finding.rule == "owl-rl-superclass")
    assert (found.level, found.subject) == (Level.WARNING, None)  # a blank node has no name to show
    assert found.place is not None
    assert (found.place.file, found.place.line) == (f"ontology/{module}", line + 4)
    assert "union" in found.message.en
    assert "unión" in found.message.es


def test_what_leaves_a_profile_does_not_keep_a_project_from_being_published(bridges_copy: Path) -> None:
    named = 'a owl:Class ; rdfs:label "a"@en , "a"@es'
    _add(bridges_copy, _module(bridges_copy), f"<http://example.org/A> {named} ; rdfs:subClassOf owl:Thing .")
    found = examine(Project.open(bridges_copy))
    assert [finding.rule for finding in found.findings] == ["owl-rl-superclass"]
    assert found.dataset is not None


def test_a_term_of_the_data_that_nobody_declares_is_told_once(bridges_copy: Path) -> None:
    data = min((bridges_copy / "graph_data").glob("*.ttl"))
    data.write_text(data.read_text("utf-8") + "\n<http://example.org/a> <http://example.org/b> 1 .\n", "utf-8")
    findings = examine(Project.open(bridges_copy)).findings
    assert [finding.rule for finding in findings if "example.org/b" in finding.message.en] == ["undeclared-term"]


def test_a_project_that_declares_nothing_is_not_checked(tmp_path: Path) -> None:
    (tmp_path / "graph_data").mkdir()
    (tmp_path / "graph_data" / "a.ttl").write_text("<http://example.org/a> <http://example.org/b> 1 .", "utf-8")
    assert check_profile(Sources(Project.open(tmp_path))) == []


def _nested(depth: int) -> list[Fact]:
    """Return a complement of a complement of … a class."""
    nodes = [BlankNode(f"n{number}") for number in range(depth)]
    operands: list[Term] = [*nodes[1:], EX.A]
    facts: list[Fact] = [(EX.A, RDF.type, OWL.Class), (EX.A, RDFS.subClassOf, nodes[0])]
    return facts + [
        fact
        for s, o in zip(nodes, operands, strict=True)
        for fact in ((s, RDF.type, OWL.Class), (s, OWL.complementOf, o))
    ]


def test_expressions_deeper_than_can_be_followed_are_a_finding() -> None:
    assert [found.rule for found in violations(_nested(5000))][:1] == ["dl-malformed"]
    assert "dl-malformed" not in {found.rule for found in violations(_nested(20))}


def test_a_long_list_and_a_long_path_of_properties_are_followed_to_their_ends() -> None:
    cells = [BlankNode(f"c{number}") for number in range(20_000)]
    rests: list[Term] = [*cells[1:], RDF.nil]
    facts: list[Fact] = [(EX.term(f"p{n}"), RDF.type, OWL.ObjectProperty) for n in range(20_000)]
    facts += [(EX.term(f"p{n}"), RDFS.subPropertyOf, EX.term(f"p{n + 1}")) for n in range(19_999)]
    facts += [(cell, RDF.first, EX.term(f"p{n}")) for n, cell in enumerate(cells)]
    facts += [(cell, RDF.rest, rest) for cell, rest in zip(cells, rests, strict=True)]
    facts += [(EX.A, RDF.type, OWL.Class), (EX.A, OWL.hasKey, cells[0])]
    assert violations(facts) == []
    last: list[Fact] = [(EX.p0, RDF.type, OWL.TransitiveProperty), (EX.p19999, RDF.type, OWL.FunctionalProperty)]
    assert [found.rule for found in violations(facts + last)] == ["dl-not-simple"]
