"""Templates: a parameter may stand where a term may, and nowhere else."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from llika.errors import ParameterError, Place, QueryRefused, QuerySyntax
from llika.sparql import check_template, parameters

WORD = Literal("word")
THING = NamedNode("https://example.org/id/thing")

BINDABLE = [
    ("SELECT ?x { ?x ?p ?_n }", WORD),
    ("SELECT ?x { ?_n ?p ?x }", THING),
    ("SELECT ?x { ?x ?_n/?_n ?y }", THING),
    ("SELECT ?x { ?x ?p ( ?_n 1 ) }", WORD),
    ("SELECT ?x { VALUES ?x { ?_n 2 } }", WORD),
    ("SELECT ?n { BIND(?_n AS ?n) }", WORD),
    ("SELECT (CONCAT(?_n, 'x') AS ?n) {} ORDER BY (?_n)", WORD),
    ("SELECT ?x { ?x ?p ?y FILTER(COALESCE(?__n, ?y) = ?y) }", WORD),
    ("SELECT ?x { GRAPH ?_n { ?x ?p ?y } }", THING),
    ("CONSTRUCT { ?_n ?p ?o } { ?_n ?p ?o }", THING),
    ("DESCRIBE ?_n", THING),
    ("SELECT ?x { ?x ?p ?y FILTER(?y < ?_n && ?y > ?_n) }", WORD),
]


@pytest.mark.parametrize(("template", "sample"), BINDABLE)
def test_a_parameter_where_a_term_may_stand_is_accepted(template: str, sample: NamedNode | Literal) -> None:
    check_template(template, dict.fromkeys(parameters(template), sample))


UNBINDABLE = [
    ("SELECT ?x\n ?_n { ?x ?p ?_n }", WORD, 2, 2, "only a variable"),
    ("SELECT ?x { { SELECT ?_n { ?x ?p ?_n } } }", THING, 1, 22, "only a variable"),
    ("SELECT ?x { ?x ?p ?y\n FILTER(!BOUND(?__n) || ?y = ?__n) }", WORD, 2, 16, "only a variable"),
    ("SELECT ?x { ?x ?p ?_n } ORDER BY ?_n", WORD, 1, 34, "only a variable"),
    ("SELECT (COUNT(*) AS ?c) { ?x ?p ?y } GROUP BY ?_n", WORD, 1, 47, "only a variable"),
    ("SELECT ?x { BIND(1 AS ?_n) }", WORD, 1, 23, "only a variable"),
    ("SELECT (1 AS ?_n) {}", WORD, 1, 14, "only a variable"),
    ("SELECT ?x { VALUES ?_n { 1 } }", WORD, 1, 20, "only a variable"),
    ("SELECT ?x { ?x ?_n 1 }", WORD, 1, 16, "only a variable"),
    ("SELECT ?x { GRAPH ?_n { ?x ?p 1 } }", WORD, 1, 19, "only a variable"),
    ("SELECT ?_n { ?x ?p ?y } ORDER BY ?_n", WORD, 1, 8, "only a variable"),
    ("SELECT ?x { VALUES ?x { ?_m }\n BIND(1 AS ?_n) }", WORD, 2, 12, "only a variable"),
    ("SELECT ?x {\n ?_n ?p ?x }", WORD, 2, 2, "subject"),
    ("SELECT ?x { ?x ?p ?_n . ?_n ?p ?x }", WORD, 1, 25, "subject"),
    ("CONSTRUCT { ?_n ?p ?o } { ?s ?p ?o }", WORD, 1, 13, "subject"),
    ("SELECT ?x { VALUES ?x { ?__n } }", WORD, 1, 25, "left out"),
    ("SELECT ?x { ?x ?p ?y } LIMIT ?_n", Literal(10), 1, 30, "bare number"),
    ("SELECT ?a { ?a ?p ?c FILTER(?a<?_n&&?c>?_n) }", WORD, 1, 32, "part of an IRI"),
    ("SELECT ?x { ?x ?p <https://example.org/?_n> }", WORD, 1, 40, "part of an IRI"),
]


@pytest.mark.parametrize(("template", "sample", "line", "column", "said"), UNBINDABLE)
def test_a_parameter_where_no_term_may_stand_is_refused_at_its_place(
    template: str, sample: NamedNode | Literal, line: int, column: int, said: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        check_template(template, dict.fromkeys(parameters(template), sample), file="queries/all.rq")
    error = caught.value
    assert error.code == "parameter-unbindable"
    assert error.place == Place("queries/all.rq", line, column)
    assert said in error.message.en
    assert error.parameter.lstrip("_") in ("n", "m")


def test_a_parameter_without_a_sample_is_refused() -> None:
    with pytest.raises(ParameterError) as caught:
        check_template("ASK { ?x ?p ?_n }", {})
    assert (caught.value.code, caught.value.parameter) == ("parameter-undescribed", "_n")


def test_a_fault_that_no_binding_mends_is_reported_in_the_template() -> None:
    template = "SELECT ?x {\n ?x ?p ?_n . ?y ?z . }"
    with pytest.raises(QuerySyntax) as caught:
        check_template(template, {"_n": Literal("a very long word that moves what follows")}, file="a.rq")
    place = caught.value.place
    assert place is not None
    assert (place.file, place.line) == ("a.rq", 2)
    assert place.column is not None
    assert place.column <= len(template.splitlines()[1]) + 1


def test_a_template_passes_the_guard_before_the_engine_reads_it() -> None:
    with pytest.raises(QueryRefused) as caught:
        check_template("ASK { SERVICE ?_n {} }", {"_n": THING}, file="a.rq")
    assert (caught.value.code, caught.value.place) == ("service-refused", Place("a.rq", 1, 7))
