"""The ports to the engines that check shapes: results as values, read from the report graph, the same from both."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from llika.adapters import pyshacl, shacl
from llika.adapters.pyshacl import ValuesFault
from llika.adapters.report import ShapeResult, ShapesFault
from llika.terms import SH, XSD, BlankNode, Fact, Literal, NamedNode, Namespace
from llika.turtle import read_text

E = Namespace("http://example.org/")
PREFIXES = """
    @prefix e: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


Run = Callable[[str, str], list[ShapeResult]]


@pytest.fixture(params=[pyshacl.validate, shacl.validate], ids=["pyshacl", "shacl"])
def run(request: pytest.FixtureRequest) -> Run:
    """Return what checks data against shapes, with each engine."""
    return lambda data, shapes: request.param(facts(data), facts(shapes))


@pytest.fixture
def check(run: Run) -> Run:
    """Return what checks the values of one node against a constraint."""

    def check(values: str, constraint: str) -> list[ShapeResult]:
        return run(f"e:x a e:T ; {values} .", shape(constraint))

    return check


def facts(text: str) -> tuple[Fact, ...]:
    return read_text(PREFIXES + text, file="text.ttl").facts


def shape(constraint: str) -> str:
    return f"e:shape a sh:NodeShape ; sh:targetClass e:T ; sh:property e:p . e:p sh:path e:a ; {constraint} ."


def test_a_result_has_all_that_the_report_says(check: Run) -> None:
    constraint = 'sh:datatype xsd:integer ; sh:severity sh:Warning ; sh:message "No"@en , "No es"@es-PE , "?"'
    assert check('e:a "x"', constraint) == [
        ShapeResult(
            focus=E.x,
            path="<http://example.org/a>",
            value=Literal("x"),
            severity=SH.Warning,
            component=SH.DatatypeConstraintComponent,
            source_shape=E.p,
            messages={"en": "No", "es-pe": "No es", "": "?"},
        )
    ]


def test_sound_data_has_no_results(check: Run) -> None:
    assert check("e:a 1", "sh:datatype xsd:integer") == []


def test_a_missing_value_has_a_path_and_no_value(check: Run) -> None:
    [result] = check("e:b 1", "sh:minCount 1")
    assert (result.path, result.value, result.severity) == ("<http://example.org/a>", None, SH.Violation)


def test_a_constraint_on_the_node_has_no_path(run: Run) -> None:
    [result] = run("e:x a e:T .", "e:shape a sh:NodeShape ; sh:targetClass e:T ; sh:nodeKind sh:Literal .")
    assert (result.path, result.value, result.source_shape) == (None, E.x, E.shape)


def test_a_shape_without_a_name_keeps_its_blank_node(run: Run) -> None:
    shapes = "e:shape sh:targetClass e:T ; sh:property [ sh:path e:a ; sh:minCount 1 ] ."
    [result] = run("e:x a e:T .", shapes)
    assert isinstance(result.source_shape, BlankNode)
    assert result.source_shape in {value for _, predicate, value in facts(shapes) if predicate == SH.property}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("( e:a e:b )", "(<a>/<b>)"),
        ("[ sh:inversePath e:a ]", "^<a>"),
        ("[ sh:inversePath ( e:a e:b ) ]", "^(<a>/<b>)"),
        ("[ sh:alternativePath ( e:a [ sh:inversePath e:b ] ) ]", "(<a>|^<b>)"),
        ("( e:a [ sh:zeroOrMorePath e:b ] )", "(<a>/<b>*)"),
        ("[ sh:oneOrMorePath [ sh:alternativePath ( e:a e:b ) ] ]", "(<a>|<b>)+"),
        ("[ sh:zeroOrOnePath e:a ]", "<a>?"),
    ],
)
def test_paths_are_written_as_sparql_writes_them(run: Run, path: str, text: str) -> None:
    [result] = run("e:x a e:T .", f"e:p a sh:PropertyShape ; sh:targetClass e:T ; sh:path {path} ; sh:minCount 9 .")
    assert (result.path or "").replace("http://example.org/", "") == text


@pytest.mark.parametrize("lexical", ["01", "1.0", "one", "+1"])
def test_values_keep_their_spelling(check: Run, lexical: str) -> None:
    [result] = check(f'e:a "{lexical}"^^xsd:integer', "sh:in ( 1 )")
    assert result.value == Literal(lexical, datatype=XSD.integer)


def test_subclasses_are_targets_and_nothing_else_is_inferred(run: Run) -> None:
    shapes = "e:shape a sh:NodeShape ; sh:targetClass e:T ; sh:property e:p . e:p sh:path e:a ; sh:minCount 1 ."
    data = "e:x a e:S . e:S rdfs:subClassOf e:T . e:b rdfs:subPropertyOf e:a . e:x e:b 1 . e:b rdfs:domain e:U . "
    assert [result.focus for result in run(data, shapes)] == [E.x]


@pytest.mark.parametrize(
    "constraint",
    [
        'sh:minCount "one"',
        'sh:pattern "(("',
        "sh:minInclusive e:x",
        "sh:or e:x",
        'sh:sparql [ sh:select "SELECT" ]',
        'sh:sparql [ sh:select "SELECT $this { SERVICE <http://example.org/> { $this a ?x } }" ]',
        "sh:path e:b",
    ],
)
def test_unusable_shapes_are_refused_with_a_reason(check: Run, constraint: str) -> None:
    with pytest.raises(ShapesFault, match=r"\w"):
        check("e:a 1", constraint)


@pytest.mark.parametrize("value", ['"z"^^xsd:integer', '"NaN"^^xsd:double'])
def test_a_comparison_that_pyshacl_breaks_off_is_a_fault_of_the_data(value: str) -> None:
    data = facts(f"e:x a e:T ; e:a {value} ; e:b 1.5 , 1 .")
    shapes = facts(shape("sh:lessThanOrEquals e:b"))
    with pytest.raises(ValuesFault):
        pyshacl.validate(data, shapes)
    assert {result.component for result in shacl.validate(data, shapes)} == {SH.LessThanOrEqualsConstraintComponent}


def test_ill_typed_data_is_reported_without_warnings_or_logs(
    check: Run, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    [result] = check('e:a "maybe"^^xsd:boolean', "sh:datatype xsd:boolean")
    check('e:a "z"^^xsd:integer', "sh:datatype xsd:integer")
    with pytest.raises(ShapesFault):
        check("e:a 1", 'sh:minCount "one"')
    assert result.value == Literal("maybe", datatype=NamedNode(XSD + "boolean"))
    assert (caplog.records, capfd.readouterr().err) == ([], "")
    assert not logging.getLogger("rdflib.term").disabled
