"""Every rule fires on a fault made for it, at its place, and on nothing in a project in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from llika.findings import Finding
from llika.hygiene import check_catalog, check_hygiene
from llika.hygiene.parts import Parts
from llika.hygiene.rule import HygieneRule, shipped_rules
from llika.project import Project
from llika.sources import Sources

Check = Callable[[], list[Finding]]

ROOT = Path(__file__).resolve().parents[2]
ORCHARD = "ontology/orchard.ttl"
TREES = "graph_data/trees.ttl"
SHAPES = "shapes/orchard.ttl"


@dataclass(frozen=True, slots=True)
class Break:
    """A change that breaks a rule.

    :param new: words that are put instead of ``old``, or at the end of the file
    :param at: where the finding is to stand; else it is where ``|`` stands in ``new``
    :param others: rules that the same change breaks
    """

    rule: str
    new: str
    old: str = ""
    at: str = ""
    others: tuple[str, ...] = ()
    file: str = ORCHARD

    def apply(self, root: Path) -> tuple[str, int, int]:
        """Change the file; return where the finding is to stand."""
        path = root / self.file
        text = path.read_text("utf-8")
        assert not self.old or text.count(self.old) == 1
        broken = text.replace(self.old, self.new) if self.old else f"{text}\n{self.new}\n"
        path.write_text(broken.replace("|", ""), "utf-8")
        before, found, _ = broken.partition(self.at or "|")
        assert found
        return self.file, before.count("\n") + 1, len(before) - before.rfind("\n")


def explained(declaration: str) -> str:
    """Return a statement that leaves nothing to be said about a term in words."""
    words = 'rdfs:label "shade"@en , "sombra"@es ; skos:definition "Half light."@en , "Media luz."@es'
    return f"{declaration} ; {words} ."


HEADER = "<https://example.org/orchard> a owl:Ontology"
LICENCE = "    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;\n"
FRUIT = '    rdfs:label "fruit"@en ,\n        "fruto"@es ;\n'
NEXT = '    skos:definition "The next tree."@en ,\n        "El árbol siguiente."@es'

ONTOLOGY = [
    Break("label-missing", "", FRUIT, at=":Fruit a owl:Class"),
    Break("label-missing", "|:budding a :Craft , owl:NamedIndividual ."),
    Break("label-repeated", '"fruto"@es , |"poma"@es', '"fruto"@es'),
    Break("text-untranslated", '    |rdfs:label "fruit"@en ;\n', FRUIT),
    Break("text-untranslated", '    |skos:definition "El siguiente."@es', NEXT),
    Break("text-shared", '|"manzano"@es', '"peral"@es'),
    Break("text-shared", '|"A tree that bears apples."@en', '"A tree that bears pears."@en'),
    Break("text-untagged", '    rdfs:label "fruit"@en , "fruto"@es , |"poma" ;\n', FRUIT),
    Break("definition-missing", '|:Bush a owl:Class ; rdfs:subClassOf :Tree ; rdfs:label "bush"@en , "mata"@es .'),
    Break("hierarchy-cycle", ":Tree rdfs:subClassOf |:AppleTree .", others=("hierarchy-cycle",)),
    Break("hierarchy-cycle", ":growsNear rdfs:subPropertyOf |:growsNextTo .", others=("hierarchy-cycle",)),
    Break("axiom-reflexive", ":AppleTree rdfs:subClassOf |:AppleTree ."),
    Break("axiom-reflexive", ":growsNear owl:equivalentProperty |:growsNear ."),
    Break("term-unused", explained("|:Bush a owl:Class")),
    Break("term-unused", explained("|:height a owl:DatatypeProperty ; rdfs:domain :Tree ; rdfs:range xsd:decimal")),
    Break("disjointness-missing", "", "    owl:disjointWith :PearTree ;\n", at=HEADER),
    Break("domains-intersect", "rdfs:domain :Fruit , |:Tree", "rdfs:domain :Tree"),
    Break("domains-intersect", "rdfs:range xsd:decimal , |xsd:integer", "rdfs:range xsd:integer"),
    Break("class-and-property", ":Craft a |owl:ObjectProperty .", others=("name-case",)),
    Break("deprecated-unreplaced", explained(":Bush a owl:Class ; rdfs:subClassOf :Tree ; |owl:deprecated true")),
    Break("header-incomplete", "", LICENCE, at=HEADER),
    Break("name-case", explained("|:bush a owl:Class ; rdfs:subClassOf :Tree")),
    Break("name-case", explained("|:Near a owl:ObjectProperty ; rdfs:subPropertyOf :growsNear")),
    Break("class-synonym", ":AppleTree owl:equivalentClass |:Fruit ."),
    Break("individual-untyped", '|:budding a owl:NamedIndividual ; rdfs:label "budding"@en , "yema"@es .'),
]

MESSAGE = 'sh:message "A tree bears fruit."@en ,\n        "Un árbol da fruto."@es ;'
ADVICE = '    sh:description "Name a fruit."@en ,\n        "Nombre un fruto."@es ;\n'


def shapes(rule: str, new: str, old: str = "", *, at: str = "", others: tuple[str, ...] = ()) -> Break:
    """Return a break of a rule for shapes."""
    return Break(rule, new, old, at, others, SHAPES)


ABOUT_SHAPES = [
    shapes("shape-untargeted", "", "    sh:node s:fruit ;\n", at="s:fruit a sh:NodeShape"),
    shapes("shape-untargeted", "", " ;\n    sh:targetSubjectsOf :growsNextTo", at="s:neighbour a sh:NodeShape"),
    shapes("shape-unnamed", "sh:property |[ sh:path :bears ; sh:maxCount 9 ] ,", "sh:property"),
    shapes("shape-unused", "", "s:tree-fruit ,\n        ", at="s:tree-fruit a sh:PropertyShape"),
    shapes("message-missing", "", f"    {MESSAGE}\n", at="s:tree-fruit a sh:PropertyShape"),
    shapes("message-missing", "s:tree sh:closed true .", at="s:tree a sh:NodeShape", others=("advice-missing",)),
    shapes("advice-missing", "", ADVICE, at="s:tree-fruit a sh:PropertyShape"),
    shapes("message-untranslated", '|sh:message "A tree bears fruit."@en ;', MESSAGE),
    shapes("message-untranslated", '    |sh:description "Nombre un fruto."@es ;\n', ADVICE),
    shapes("message-repeated", '"Haga algo."@es , |"Nombre un fruto."@es', '"Nombre un fruto."@es'),
    shapes("severity-unclear", "", "    sh:severity sh:Warning ;\n", at="s:tree-planted a sh:PropertyShape"),
    shapes("severity-unclear", "s:tree sh:severity sh:Info .", at="s:tree a sh:NodeShape"),
    shapes(
        "severity-on-constraint",
        's:tree sh:sparql [ sh:select "SELECT $this {}" ; sh:severity |sh:Info ] ; sh:message "No."@en , "No."@es ;\n'
        '    sh:description "Do."@en , "Haga."@es .',
    ),
    shapes("boolean-unspelled", '|sh:uniqueLang "1"^^<http://www.w3.org/2001/XMLSchema#boolean>', "sh:uniqueLang true"),
    shapes("pattern-explosive", 'sh:pattern |"^([0-9]+)+$"', 'sh:pattern "^[0-9]+$"'),
    shapes("shape-recursive", "s:fruit sh:node s:fruit .", at="s:fruit a sh:NodeShape"),
    shapes("shape-recursive", "s:fruit sh:or ( s:tree ) .", at="s:fruit a sh:NodeShape", others=("shape-recursive",)),
    shapes("target-undeclared", "sh:targetClass |:Tre", "sh:targetClass :Tree"),
    shapes("target-undeclared", "sh:targetSubjectsOf |:growsNexTo", "sh:targetSubjectsOf :growsNextTo"),
    shapes("path-undeclared", "sh:path |:beers", "sh:path :bears"),
    shapes("path-undeclared", "|sh:path ( [ sh:zeroOrMorePath :grew", "sh:path ( [ sh:zeroOrMorePath :growsNextTo"),
]
BREAKS = ONTOLOGY + ABOUT_SHAPES


def places(found: list[Finding], rule: str) -> list[tuple[str, int | None, int | None]]:
    """Return where the findings of a rule stand."""
    return [(one.place.file, one.place.line, one.place.column) for one in found if one.rule == rule and one.place]


@pytest.mark.parametrize("broken", BREAKS, ids=lambda one: f"{one.rule}: {one.new[:30]!r}")
def test_a_rule_finds_its_fault_at_its_place_and_nothing_else(orchard: Path, findings: Check, broken: Break) -> None:
    place = broken.apply(orchard)
    found = findings()
    assert sorted(one.rule for one in found) == sorted([broken.rule, *broken.others])
    assert place in places(found, broken.rule)


def test_a_project_in_order_breaks_no_rule(findings: Check) -> None:
    assert findings() == []


def test_use_of_a_deprecated_term_is_found_wherever_it_is_used(orchard: Path, findings: Check) -> None:
    Break("", "|:growsNextTo owl:deprecated true ; dcterms:isReplacedBy :growsNear .").apply(orchard)
    found = findings()
    assert {one.rule for one in found} == {"deprecated-used"}
    assert {(file, line) for file, line, _ in places(found, "deprecated-used")} == {
        (file, number)
        for file in (TREES, SHAPES)
        for number, line in enumerate((orchard / file).read_text("utf-8").splitlines(), 1)
        if ":growsNextTo" in line
    }


def test_every_rule_is_broken_by_a_fault() -> None:
    assert {rule.name for rule in shipped_rules()} == {one.rule for one in BREAKS} | {"deprecated-used"}


@pytest.mark.parametrize("name", ["queries/by-kind.rq", "ontology/rules/kinds.rq"])
def test_a_term_that_a_query_or_a_closed_world_rule_names_is_used(orchard: Path, findings: Check, name: str) -> None:
    Break("", explained("|:Bush a owl:Class")).apply(orchard)
    assert [one.rule for one in findings()] == ["term-unused"]
    (orchard / name).parent.mkdir(exist_ok=True)
    query = "PREFIX : <https://example.org/orchard#>\nCONSTRUCT { ?bush a :Bush } WHERE { ?bush a :Bush }"
    (orchard / name).write_text(query, "utf-8")
    assert findings() == []


@pytest.mark.parametrize("rule", list(shipped_rules()), ids=lambda rule: rule.name)
def test_every_rule_says_what_is_wrong_and_what_to_do_in_both_languages(rule: HygieneRule, orchard: Path) -> None:
    columns = rule.ask(Parts(Sources(Project.open(orchard)))).columns
    wording = rule.wording(columns)
    for text in (wording.problem, wording.solution):
        assert text.en != text.es
        assert all(words.endswith((".", "@en", "@es")) for words in text)


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests/projects/bridges", ROOT / "tests/projects/garden"])
def test_the_projects_here_are_in_order(root: Path) -> None:
    sources = Sources(Project.open(root))
    assert check_hygiene(sources) + check_catalog(sources) == []
