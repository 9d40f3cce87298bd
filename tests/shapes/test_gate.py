"""Gate 1: what is checked, and what a finding tells an editor."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable, Mapping

import pytest

from llika.adapters.report import ShapeResult
from llika.adapters.shacl import EngineFault
from llika.errors import InputError, Place
from llika.findings import Finding, Level
from llika.shapes import Validator, check_shapes
from llika.shapes.components import COMPONENTS
from llika.sources import Sources
from llika.terms import Text

MakeSources = Callable[[Mapping[str, str]], Sources]

PREFIXES = """@prefix b: <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CONFIG = '[prefixes]\nb = "http://example.org/"\n'
SHAPES = """
b:bakery a sh:NodeShape ; sh:targetClass b:Bakery ; sh:property b:bakery-ovens .
b:bakery-ovens a sh:PropertyShape ; sh:path b:ovens ; sh:minCount 1 ; sh:datatype xsd:integer ;
    sh:message "A bakery has ovens."@en , "Una panadería tiene hornos."@es ;
    sh:description "Count them."@en , "Cuéntelos."@es .
"""


def shape(constraint: str, *, at: str = "sh:path b:ovens ;") -> str:
    return f"b:bakery a sh:NodeShape ; sh:targetClass b:Bakery ; sh:property b:p . b:p {at} {constraint} ."


@pytest.fixture
def findings(make_sources: MakeSources) -> Callable[..., list[Finding]]:
    """Return what checks data in the file graph_data/a.ttl against shapes."""

    def find(data: str, shapes: str = SHAPES, *, validator: Validator | None = None, **others: str) -> list[Finding]:
        files = {"graph_data/a.ttl": data, "shapes/bakery.ttl": shapes, **others}
        texts = {name: PREFIXES + text for name, text in files.items()}
        return check_shapes(make_sources({"llika.toml": CONFIG, **texts}), validator=validator)

    return find


Find = Callable[..., list[Finding]]


def test_a_finding_says_what_where_and_what_to_do(findings: Find) -> None:
    assert findings("b:good a b:Bakery ; b:ovens 2 .\n\nb:bad a b:Bakery .") == [
        Finding(
            rule="bakery-ovens",
            level=Level.VIOLATION,
            message=Text("A bakery has ovens.", "Una panadería tiene hornos."),
            advice=Text("Count them.", "Cuéntelos."),
            place=Place("graph_data/a.ttl", 6, 1),
            subject="b:bad b:ovens",
            shape=Place("shapes/bakery.ttl", 6, 1),
        )
    ]


def test_a_finding_of_a_shape_that_comes_with_the_package_names_no_place_for_it(findings: Find) -> None:
    evidence = "@prefix ev: <https://w3id.org/llika/evidence#> . b:said a ev:Claim ; ev:confidence 2.0 ."
    found = findings("b:good a b:Bakery ; b:ovens 2 .", **{"graph_data/claims/a.ttl": evidence})
    assert found
    assert {finding.shape for finding in found} == {None}


def test_the_value_at_fault_is_shown(findings: Find) -> None:
    [finding] = findings('b:bad a b:Bakery ; b:ovens "two" .')
    assert finding.message.en == "A bakery has ovens. Found: “two”"
    assert finding.message.es == "Una panadería tiene hornos. Se encontró: “two”"
    [finding] = findings("b:bad a b:Bakery ; b:ovens b:two .")
    assert finding.message.en.endswith("Found: b:two")


def test_a_long_value_is_cut(findings: Find) -> None:
    [finding] = findings(f'b:bad a b:Bakery ; b:ovens "{"x" * 500}" .')
    assert finding.message.en.endswith(f"Found: “{'x' * 80}…”")


@pytest.mark.parametrize(("severity", "level"), [("Info", 1), ("Warning", 2), ("Violation", 3)])
def test_the_severity_of_a_shape_is_the_level_of_its_findings(findings: Find, severity: str, level: int) -> None:
    [finding] = findings("b:bad a b:Bakery .", shape(f"sh:minCount 1 ; sh:severity sh:{severity}"))
    assert finding.level == level


def test_a_value_is_placed_in_the_file_that_holds_it(findings: Find) -> None:
    [finding] = findings("b:bad a b:Bakery .", **{"graph_data/z.ttl": '\nb:bad b:ovens "two" .'})
    assert finding.place == Place("graph_data/z.ttl", 5, 15)  # where the value stands


def test_all_graphs_are_checked_together(findings: Find) -> None:
    assert findings("b:good a b:Bakery .", **{"graph_data/context/z.ttl": "b:good b:ovens 2 ."}) == []


def test_findings_come_in_the_order_of_the_files(findings: Find) -> None:
    found = findings("b:z a b:Bakery .\nb:a a b:Bakery .", **{"graph_data/0.ttl": "b:m a b:Bakery ."})
    assert [finding.subject for finding in found] == ["b:m b:ovens", "b:z b:ovens", "b:a b:ovens"]


def test_subclasses_of_the_ontology_are_targets(findings: Find) -> None:
    ontology = "b:Mill <http://www.w3.org/2000/01/rdf-schema#subClassOf> b:Bakery ."
    [finding] = findings("b:bad a b:Mill .", **{"ontology/o.ttl": ontology})
    assert finding.subject == "b:bad b:ovens"


def test_individuals_of_the_ontology_are_known_and_never_reported(findings: Find) -> None:
    shapes = shape("sh:class b:Bread", at="sh:path b:bakes ;")
    ontology = "b:rye a b:Bread . b:model a b:Bakery ; b:bakes b:stone ."
    data = "b:good a b:Bakery ; b:bakes b:rye . b:bad a b:Bakery ; b:bakes b:stone ."
    found = findings(data, shapes, **{"ontology/o.ttl": ontology})
    assert [finding.subject for finding in found] == ["b:bad b:bakes"]


def test_a_node_that_is_nowhere_is_reported_without_a_place(findings: Find) -> None:
    shapes = "b:one a sh:NodeShape ; sh:targetNode b:nowhere ; sh:property b:p . b:p sh:path b:ovens ; sh:minCount 1 ."
    [finding] = findings("b:good a b:Bakery ; b:ovens 1 .", shapes)
    assert (finding.subject, finding.place) == ("b:nowhere b:ovens", None)


def test_a_shape_without_words_gets_plain_ones_in_both_languages(findings: Find) -> None:
    [finding] = findings("b:bad a b:Bakery .", shape("sh:minCount 1"))
    assert finding.message == COMPONENTS["MinCountConstraintComponent"]
    assert finding.advice == Text("See the shape “p” in shapes/.", "Vea la forma «p» en shapes/.")


@pytest.mark.parametrize(
    ("message", "en", "es"),
    [
        ('"Only this."', "Only this.", "Only this."),
        ('"Solo esto."@es', "Solo esto.", "Solo esto."),
        ('"Only this."@en-GB , "Solo."@es-PE', "Only this.", "Solo."),
    ],
)
def test_a_message_in_one_language_stands_in_for_the_other(findings: Find, message: str, en: str, es: str) -> None:
    [finding] = findings("b:bad a b:Bakery .", shape(f"sh:minCount 1 ; sh:message {message}"))
    assert finding.message == Text(en, es)


@pytest.mark.parametrize("message", ['"Too few."', '"Too few."@en', '"Too {?what}."@en'])
def test_a_message_on_a_query_is_the_shape_s_own(findings: Find, message: str) -> None:
    query = "SELECT $this ?what { $this b:ovens ?o BIND('few' AS ?what) }".replace(
        "b:ovens", "<http://example.org/ovens>"
    )
    [finding] = findings(
        "b:bad a b:Bakery ; b:ovens 1 .",
        f'b:x a sh:NodeShape ; sh:targetClass b:Bakery ; sh:sparql [ sh:select "{query}" ; sh:message {message} ] .',
    )
    assert finding.message == Text("Too few.", "Too few.")


def test_a_shape_without_a_name_speaks_for_the_shape_around_it(findings: Find) -> None:
    shapes = """b:bakery a sh:NodeShape ; sh:targetClass b:Bakery ; sh:description "Do."@en , "Haga."@es ;
        sh:property [ sh:path b:ovens ; sh:minCount 1 ] ."""
    [finding] = findings("b:bad a b:Bakery .", shapes)
    assert (finding.rule, finding.advice) == ("bakery", Text("Do.", "Haga."))


@pytest.mark.parametrize(
    ("constraint", "component"),
    [
        ("sh:class b:Oven", "Class"),
        ("sh:nodeKind sh:BlankNode", "NodeKind"),
        ("sh:maxCount 0", "MaxCount"),
        ("sh:minExclusive 2", "MinExclusive"),
        ("sh:minInclusive 3", "MinInclusive"),
        ("sh:maxExclusive 2", "MaxExclusive"),
        ("sh:maxInclusive 1", "MaxInclusive"),
        ("sh:minLength 2", "MinLength"),
        ("sh:maxLength 0", "MaxLength"),
        ('sh:pattern "x"', "Pattern"),
        ('sh:languageIn ( "en" )', "LanguageIn"),
        ("sh:equals b:doors", "Equals"),
        ("sh:disjoint b:rooms", "Disjoint"),
        ("sh:lessThan b:rooms", "LessThan"),
        ("sh:lessThanOrEquals b:floors", "LessThanOrEquals"),
        ("sh:not [ sh:nodeKind sh:Literal ]", "Not"),
        ("sh:and ( [ sh:nodeKind sh:IRI ] [ sh:nodeKind sh:IRI ] )", "And"),
        ("sh:or ( [ sh:nodeKind sh:IRI ] [ sh:nodeKind sh:IRI ] )", "Or"),
        ("sh:xone ( [ sh:nodeKind sh:IRI ] [ sh:nodeKind sh:IRI ] )", "Xone"),
        ("sh:node [ sh:nodeKind sh:IRI ]", "Node"),
        ("sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 1", "QualifiedMinCount"),
        ("sh:qualifiedValueShape [ sh:nodeKind sh:Literal ] ; sh:qualifiedMaxCount 0", "QualifiedMaxCount"),
        ("sh:hasValue 3", "HasValue"),
        ("sh:in ( 3 )", "In"),
        ("sh:datatype xsd:string", "Datatype"),
        ("sh:minCount 2", "MinCount"),
        ('sh:sparql [ sh:select "SELECT $this ?value { $this $PATH ?value }" ]', "SPARQL"),
    ],
)
def test_every_component_has_plain_words(findings: Find, constraint: str, component: str) -> None:
    found = findings("b:bad a b:Bakery ; b:ovens 2 ; b:rooms 2 ; b:floors 1 .", shape(constraint))
    words = COMPONENTS[f"{component}ConstraintComponent"]
    assert {finding.message.en.partition(" Found")[0] for finding in found} == {words.en}
    assert {finding.message.es.partition(" Se encontró")[0] for finding in found} == {words.es}


def test_closed_shapes_and_repeated_languages_have_plain_words_too(findings: Find) -> None:
    [finding] = findings(
        "b:bad a b:Bakery ; b:ovens 1 .",
        "b:x a sh:NodeShape ; sh:targetClass b:Bakery ; sh:closed true ; "
        "sh:ignoredProperties ( <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ) .",
    )
    assert finding.message.en.startswith(COMPONENTS["ClosedConstraintComponent"].en)
    [finding] = findings('b:bad a b:Bakery ; b:ovens "a"@en , "b"@en .', shape("sh:uniqueLang true"))
    assert finding.message == COMPONENTS["UniqueLangConstraintComponent"]


@pytest.mark.parametrize(
    ("constraint", "fault"),
    [
        ('sh:minCount "one"', '"one"'),
        ('sh:minCount 1 . b:bakery sh:property [ sh:path b:rooms ; sh:maxCount "two" ]', '"two"'),
        ('sh:pattern "^(a"', '"^(a"'),
        ('sh:sparql [ sh:select "SELECT $this WHERE { $this ?x }" ]', "[ sh:select"),
        ("sh:nodeKind b:Oven", "b:Oven"),
        ("sh:minCount 1 , 2", "1 , 2"),
    ],
)
def test_shapes_that_cannot_be_used_are_refused_with_their_place(findings: Find, constraint: str, fault: str) -> None:
    others = {"shapes/a.ttl": SHAPES.replace("bakery", "other")}
    shapes = shape(f"\n{constraint}\n")
    with pytest.raises(InputError) as error:
        findings("b:x a b:Bakery .", shapes, **others)
    before, _, _ = (PREFIXES + shapes).partition(fault)
    place = Place("shapes/bakery.ttl", before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert error.value.code == "shapes-unusable"
    assert error.value.place is not None
    assert (error.value.place.file, error.value.place.line) == (place.file, place.line)
    assert error.value.message.en != error.value.message.es


@pytest.mark.parametrize(
    ("path", "data", "place"),
    [
        ("[ sh:alternativePath ( b:name b:rooms ) ]", 'b:one a b:Bakery ;\n  b:name 3 ;\n  b:rooms "x" .', (6, 11)),
        ("( b:owner b:age )", 'b:one a b:Bakery ;\n  b:owner b:ann .\nb:ann b:age 3 , "x" .', (5, 3)),
        ("[ sh:inversePath b:owns ]", "b:one a b:Bakery .\nb:ann b:owns b:one .", (5, 14)),
        ("[ sh:oneOrMorePath b:near ]", 'b:one a b:Bakery ;\n  b:near 3 , 4 , "x" .', (5, 18)),
    ],
)
def test_a_value_at_the_end_of_a_longer_path_is_found_as_exactly_as_can_be(
    findings: Find, path: str, data: str, place: tuple[int, int]
) -> None:
    found = findings(data, shape("sh:datatype xsd:integer", at=f"sh:path {path} ;"))
    assert {(one.place.line, one.place.column) for one in found if one.place} == {place}


def test_an_ill_typed_value_in_a_comparison_is_a_finding(findings: Find) -> None:
    constraint = "sh:datatype xsd:integer ; sh:lessThanOrEquals b:rooms"
    for validator, components in {
        Validator.SHACL: ["DatatypeConstraintComponent", "LessThanOrEqualsConstraintComponent"],
        Validator.PYSHACL: ["DatatypeConstraintComponent"],  # which breaks off the comparison
    }.items():
        data = 'b:bad a b:Bakery ; b:ovens "z"^^xsd:integer ; b:rooms 1 .'
        found = findings(data, shape(constraint), validator=validator)
        said = {finding.message.en.partition(" Found")[0] for finding in found}
        assert said == {COMPONENTS[component].en for component in components}


@pytest.mark.parametrize("other", ["", " . b:p2 sh:path b:name ; sh:minCount 1 ; sh:severity sh:Warning"])
def test_values_without_an_order_are_refused_where_no_violation_finds_them(findings: Find, other: str) -> None:
    shapes = shape(f"sh:lessThanOrEquals b:rooms{other}").replace("sh:property b:p", "sh:property b:p , b:p2")
    shapes = shapes if other else shapes.replace(" , b:p2", "")
    data = 'b:bad a b:Bakery ; b:ovens "z"^^xsd:integer ; b:rooms 1 .'
    with pytest.raises(InputError) as error:
        findings(data, shapes, validator=Validator.PYSHACL)
    assert error.value.code == "values-incomparable"
    assert COMPONENTS["LessThanOrEqualsConstraintComponent"].en in {
        finding.message.en.partition(" Found")[0] for finding in findings(data, shapes)
    }


def test_where_the_fast_engine_is_missing_or_fails_the_reference_checks(
    findings: Find, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    data = "b:bad a b:Bakery ."
    expected = findings(data)
    assert len(expected) == 1

    def panicking(*_: object) -> list[ShapeResult]:
        raise EngineFault("panicked at src/lib.rs")

    with monkeypatch.context() as patch, caplog.at_level(logging.INFO, "llika.shapes"):
        patch.setattr("llika.adapters.shacl.validate", panicking)
        assert findings(data) == expected
        assert "panicked" in caplog.text
    with monkeypatch.context() as patch, caplog.at_level(logging.INFO, "llika.shapes"):
        patch.setattr("llika.adapters.shacl.is_installed", lambda: False)
        assert Validator.usual() is Validator.PYSHACL
        assert findings(data) == expected
        assert "not installed" in caplog.text


def test_blank_nodes_do_not_break_off_a_comparison(findings: Find) -> None:
    shapes = shape("sh:lessThan b:rooms")
    assert findings("b:bad a b:Bakery ; b:ovens [] ; b:rooms 1 .", shapes) == []


def test_a_project_without_evidence_is_not_held_to_the_evidence_shapes(findings: Find) -> None:
    claim = "b:c a <https://w3id.org/llika/evidence#Claim> ."
    assert findings(claim) == []
    assert {finding.rule for finding in findings("", **{"graph_data/claims/a.ttl": claim})} >= {"claim-support"}


def test_without_shapes_there_are_no_findings_and_pyshacl_is_not_loaded(make_sources: MakeSources) -> None:
    sources = make_sources({"graph_data/a.ttl": "<http://example.org/a> a <http://example.org/B> ."})
    assert check_shapes(sources) == []
    script = (
        "import sys; from pathlib import Path; from llika.project import Project; from llika.sources import Sources\n"
        "from llika.shapes import check_shapes\n"
        f"assert check_shapes(Sources(Project.open(Path({str(sources.project.root)!r})))) == []\n"
        "assert not {'pyshacl', 'rdflib'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


WANTED = shape('sh:minCount 1 ; sh:severity sh:{} ; sh:message "A bakery has ovens."')
GAP = """@prefix ev: <https://w3id.org/llika/evidence#> .
b:gap a ev:Gap ; ev:gapSubject b:bad ; ev:gapPredicate b:{} ; ev:searchedIn b:paper ; ev:checkedBy b:ana ;
    ev:reason "None is counted."@en , "No se cuenta ninguno."@es .
"""


@pytest.mark.parametrize(
    ("severity", "sought", "told"),
    [
        ("Warning", "ovens", []),
        ("Info", "ovens", []),
        ("Warning", "baker", ["b:bad b:ovens"]),
        ("Violation", "ovens", ["b:bad b:ovens"]),
    ],
)
def test_what_may_be_missing_is_not_asked_for_where_it_was_looked_for_in_vain(
    findings: Find, severity: str, sought: str, told: list[str]
) -> None:
    gap = {"graph_data/claims/a.ttl": GAP.format(sought)}
    found = findings("b:bad a b:Bakery .", WANTED.format(severity), **gap)
    assert [one.subject for one in found if one.message.en == "A bakery has ovens."] == told
