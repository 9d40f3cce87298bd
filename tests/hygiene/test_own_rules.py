"""A project adds rules of its own; one that cannot be used is found with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from llika.check import Examiner
from llika.errors import Place
from llika.findings import Finding, Level
from llika.project import Project

ROOT = Path(__file__).resolve().parents[2]
Check = Callable[[], list[Finding]]

RULE = """\
#+ level: info
#+ problem:
#+   en: The tree {subject} is of {year}, and not older.
#+   es: El árbol {subject} es de {year}, no más viejo.
#+ solution: {en: Plant one earlier., es: Plante uno antes.}
PREFIX : <https://example.org/orchard#>
PREFIX part: <https://w3id.org/llika/hygiene/>

SELECT ?subject (:planted AS ?predicate) ?year
WHERE { GRAPH part:data { ?subject :planted ?year } }
"""
HOME = "ontology/hygiene/no-old-tree.rq"


@pytest.fixture
def write(orchard: Path) -> Callable[[str, str], None]:
    """Return a function that writes a file of the project."""

    def to(file: str, text: str) -> None:
        (orchard / file).parent.mkdir(exist_ok=True)
        (orchard / file).write_text(text, "utf-8")

    return to


def test_a_rule_of_the_project_is_told_in_its_words_at_the_place_it_names(
    write: Callable[[str, str], None], findings: Check
) -> None:
    write(HOME, RULE)
    (finding,) = findings()
    assert (finding.rule, finding.level) == ("no-old-tree", Level.INFO)
    assert finding.message.es == "El árbol i:old es de 1921, no más viejo."
    assert finding.subject == "i:old"
    assert finding.place == Place("graph_data/trees.ttl", 6, 5)


def test_the_rule_in_the_manual_does_what_is_said_there(
    write: Callable[[str, str], None], orchard: Path, findings: Check
) -> None:
    [rule] = re.findall(r"```sparql\n(#\+ level.*?)```", (ROOT / "docs/projects.md").read_text("utf-8"), re.DOTALL)
    write("ontology/hygiene/river-into-town.rq", rule)
    assert findings() == []
    facts = "@prefix : <https://example.org/rivers/ontology#> .\n:rio a :River ;\n  :flowsInto :lima .\n:lima a :Town ."
    write("graph_data/rivers.ttl", facts)
    (finding,) = findings()
    assert (finding.place, finding.level) == (Place("graph_data/rivers.ttl", 3, 14), Level.WARNING)
    assert finding.message.en == "The river flows into :lima, which is a town."


def test_a_rule_for_shapes_judges_the_shapes(write: Callable[[str, str], None], findings: Check) -> None:
    query = "SELECT ?subject WHERE { ?subject a <http://www.w3.org/ns/shacl#NodeShape> } ORDER BY ?subject"
    write("shapes/hygiene/node.rq", f"#+ level: warning\n#+ problem: It is one.\n#+ solution: No.\n{query}")
    assert [one.subject for one in findings()] == ["s:fruit", "s:neighbour", "s:tree"]


def test_a_rule_of_the_project_replaces_a_shipped_one_of_its_name(
    write: Callable[[str, str], None], orchard: Path, findings: Check
) -> None:
    with (orchard / "ontology/orchard.ttl").open("a", encoding="utf-8") as file:
        file.write(":Craft a owl:ObjectProperty .")
    assert {one.rule for one in findings()} == {"class-and-property", "name-case"}
    nothing = "SELECT ?subject WHERE { ?subject a ?kind FILTER(false) }"
    write("ontology/hygiene/name-case.rq", f"#+ level: info\n#+ problem: None.\n#+ solution: None.\n{nothing}")
    assert {one.rule for one in findings()} == {"class-and-property"}


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("level: info", "level: dire", "hygiene-form", 1),
        ("#+ level: info\n", "", "hygiene-form", 1),
        ("{subject}", "{tree}", "hygiene-form", 2),
        ("{subject}", "{subject", "hygiene-form", 2),
        ("#+ solution: {en: Plant one earlier., es: Plante uno antes.}\n", "", "hygiene-form", 1),
        ("?subject (:planted", "(?subject AS ?tree) (:planted", "hygiene-form", 9),
        ("#+ level: info", "#+ level: [", "query-header", 3),
        ("GRAPH part:data {", "GRAPH part:data {{", "query-syntax", 10),
        ("part:data { ", "part:data { SERVICE <http://example.org/> {} ", "service-refused", 10),
        ("SELECT ?subject (:planted AS ?predicate) ?year", "ASK", "hygiene-form", 1),
        ("SELECT ?subject (:planted AS ?predicate) ?year", "DESCRIBE ?subject", "query-form-differs", None),
    ],
)
def test_a_rule_that_cannot_be_used_is_found_with_its_line(
    write: Callable[[str, str], None], findings: Check, old: str, new: str, rule: str, line: int | None
) -> None:
    assert old in RULE
    write(HOME, RULE.replace(old, new))
    (finding,) = findings()
    assert (finding.rule, finding.level) == (rule, Level.VIOLATION)
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == (HOME, line)


def test_a_rule_that_is_no_text_is_found(write: Callable[[str, str], None], orchard: Path, findings: Check) -> None:
    write(HOME, "")
    (orchard / HOME).write_bytes(b"\xff")
    (finding,) = findings()
    assert (finding.rule, finding.place) == ("not-utf8", Place(HOME, 1, 1))


def test_the_other_rules_are_asked_all_the_same(write: Callable[[str, str], None], findings: Check) -> None:
    write(HOME, RULE)
    write("ontology/hygiene/broken.rq", "SELECT")
    assert [one.rule for one in findings()] == ["no-old-tree", "query-syntax"]


def test_a_rule_that_is_written_while_the_project_is_watched_is_asked(
    write: Callable[[str, str], None], orchard: Path
) -> None:
    examiner = Examiner()
    assert examiner.examine(Project.open(orchard)).findings == ()
    write(HOME, RULE)
    examination = examiner.examine(Project.open(orchard))
    assert [one.rule for one in examination.findings] == ["no-old-tree"]


def test_a_violation_of_hygiene_withholds_no_dataset(write: Callable[[str, str], None], orchard: Path) -> None:
    write(HOME, RULE.replace("level: info", "level: violation"))
    examination = Examiner().examine(Project.open(orchard))
    assert [one.level for one in examination.findings] == [Level.VIOLATION]
    assert examination.dataset is not None
