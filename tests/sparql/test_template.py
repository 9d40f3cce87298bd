"""Templates: a parameter may stand where a term may, and nowhere else."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from llika.errors import ParameterError, Place, QueryError, QueryRefused, QuerySyntax
from llika.sparql import check_template, parameters

WORD = Literal("word")
NUMBER = Literal(1)
THING = NamedNode("https://example.org/id/thing")

# `_n` stands for a parameter that is required, then for one that is optional
ALLOWED_AS_WORD = [
    "SELECT ?x { ?x ?p ?_n }",
    "SELECT ?x { ?x ?p ?_n.?x ?q ?_n. }",
    "SELECT ?x { ?x ?p ?o ; ?q ?z , ?_n }",
    "SELECT ?x { ?x ?p ( ?_n 1 ) }",
    "SELECT ?x { ?x ?p [ ?q ?_n ] }",
    "SELECT ?x { ?x <urn:x#p> ?_n }",
    "SELECT * { ?x ?p ?_n }",
    "SELECT ?n { BIND(?_n AS ?n) }",
    "SELECT (?_n AS ?v) {}",
    "SELECT (CONCAT(?_n, 'x') AS ?n) {} ORDER BY (?_n)",
    "SELECT ?x { ?x ?p ?o } ORDER BY DESC(?_n) IF(?o = ?_n, 0, 1)",
    "SELECT (COUNT(?_n) AS ?c) (SAMPLE(?_n) AS ?s) { ?x ?p ?_n }",
    "SELECT ?x (COUNT(*) AS ?c) { ?x ?p ?o } GROUP BY ?x (STR(?_n) AS ?g) HAVING (COUNT(*) > ?_n)",
    "SELECT ?x { ?x ?p ?y FILTER(COALESCE(?_n, ?y) = ?y) }",
    "SELECT ?x { ?x ?p ?y FILTER(?y < ?_n && ?y > ?_n) }",
    "SELECT ?x { ?x ?p ?y FILTER(?y<?_n) FILTER(-?_n < 1 || !?_n) }",
    "SELECT ?x { ?x ?p ?y FILTER(?y IN (?_n, 2) && REGEX(?y, ?_n, ?_n)) }",
    "SELECT ?x { ?x ?p ?y FILTER(STRLANG('x', ?_n) = ?y) }",
    "SELECT ?x { ?x ?p ?y FILTER EXISTS { ?x ?p ?_n } FILTER NOT EXISTS { ?y ?p ?_n } MINUS { ?x ?q ?_n } }",
    "SELECT ?x { { ?x ?p ?_n } UNION { OPTIONAL { ?x ?q ?_n } } { SELECT ?x { ?x ?p ?_n } LIMIT 3 } }",
    "CONSTRUCT { ?s ?p ?_n } { ?s ?p ?o }",
    "CONSTRUCT WHERE { ?s ?p ?_n }",
    "DESCRIBE ?x { ?x ?p ?_n }",
    "ASK { ?x ?p '?_n', ?_n } # ?_n",
    "ASK { ?x ?p ?c FILTER(?x<?b&&?c>?_n) }",
]
ALLOWED_AS_THING = [
    "SELECT ?x { ?_n ?p ?x }",
    "SELECT ?x { ?x ?_n ?y }",
    "SELECT ?x { ?x ?p ?o ; ?_n ?y }",
    "SELECT ?x { [ ?_n ?y ] ?p ?x }",
    "SELECT ?x { ?x ?_n (1 2) }",
    "SELECT ?x { GRAPH ?_n { ?x ?p ?y } }",
    "SELECT ?x { ?x ?p ?y FILTER(STRDT('x', ?_n) = ?y) }",
    "CONSTRUCT { ?_n ?p ?o } { ?_n ?p ?o }",
    "DESCRIBE ?_n",
]
# where no variable may stand, so that nothing can be left out
ALLOWED_WHERE_REQUIRED = [
    ("SELECT ?x { VALUES ?x { ?_n 2 } }", WORD),
    ("SELECT ?x { VALUES (?x ?y) { (1 ?_n) } }", WORD),
    ("SELECT ?x { ?x ?p ?y } VALUES ?y { ?_n }", WORD),
    ("SELECT ?x { ?x ?_n/?_n ?y }", THING),
    ("SELECT ?x { ?x ^?_n* ?y }", THING),
    ("SELECT ?x { ?x (?_n|!(?_n|^a)) ?y }", THING),
    ("SELECT (?_n AS ?v) (COUNT(*) AS ?c) { ?x ?p ?o }", WORD),
]
FORMS = ["?_n", "$_n", "?__n", "$__n"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("template", "sample"),
    [(one, sample) for one in ALLOWED_AS_WORD for sample in (WORD, NUMBER, THING)]
    + [(one, THING) for one in ALLOWED_AS_THING],
)
def test_a_parameter_where_a_term_may_stand_is_accepted(template: str, sample: NamedNode | Literal, form: str) -> None:
    template = template.replace("?_n", form)
    check_template(template, dict.fromkeys(parameters(template), sample))


@pytest.mark.parametrize(("template", "sample"), ALLOWED_WHERE_REQUIRED)
def test_where_no_variable_may_stand_a_parameter_must_be_required(template: str, sample: NamedNode | Literal) -> None:
    check_template(template, dict.fromkeys(parameters(template), sample))
    optional = template.replace("?_n", "?__n")
    with pytest.raises(ParameterError, match="optional, but cannot be left out") as caught:
        check_template(optional, dict.fromkeys(parameters(optional), sample))
    assert caught.value.place == Place("query", 1, template.index("?_n") + 1)


REFUSED = [
    ("SELECT ?x\n ?_n { ?x ?p ?_n }", WORD, 2, 2, "only a variable"),
    ("SELECT DISTINCT ?_n { ?x ?p ?o }", THING, 1, 17, "only a variable"),
    ("SELECT ?x { { SELECT ?_n { ?x ?p ?_n } } }", THING, 1, 22, "only a variable"),
    ("SELECT ?_n { ?x ?p ?y } ORDER BY ?_n", WORD, 1, 8, "only a variable"),
    ("SELECT ?x { ?x ?p ?y\n FILTER(!BOUND(?_n) || ?y = ?_n) }", WORD, 2, 16, "only a variable"),
    ("SELECT ?x { ?x ?p ?_n } ORDER BY ?_n", WORD, 1, 34, "only a variable"),
    ("SELECT (COUNT(*) AS ?c) { ?x ?p ?y } GROUP BY ?_n", WORD, 1, 47, "only a variable"),
    ("SELECT (COUNT(*) AS ?c) { ?x ?p ?y } GROUP BY (?y AS ?_n)", WORD, 1, 54, "only a variable"),
    ("SELECT ?x { BIND(1 AS ?_n) }", WORD, 1, 23, "only a variable"),
    ("SELECT ?x { BIND(?_n AS ?_n) }", THING, 1, 25, "only a variable"),
    ("SELECT (1 AS ?_n) {}", WORD, 1, 14, "only a variable"),
    ("SELECT ?x { VALUES ?_n { 1 } }", WORD, 1, 20, "only a variable"),
    ("SELECT ?x { VALUES ?_n {} }", THING, 1, 20, "only a variable"),
    ("SELECT ?x { VALUES (?x ?_n) { (1 2) } }", WORD, 1, 24, "only a variable"),
    ("SELECT ?x { ?x ?p ?y } VALUES ?_n { 1 }", WORD, 1, 31, "only a variable"),
    ("SELECT ?x { ?x ?_n 1 }", WORD, 1, 16, "only an IRI"),
    ("SELECT ?x { ?x ?_n/a 1 }", WORD, 1, 16, "only an IRI"),
    ("SELECT ?x { ?x ^?_n ?y }", NUMBER, 1, 17, "only an IRI"),
    ("SELECT ?x { [ ?_n ?q ] ?p ?x }", WORD, 1, 15, "only an IRI"),
    ("SELECT ?x { ?x ?p ?o FILTER NOT EXISTS { ?x ?_n ?o } }", NUMBER, 1, 45, "only an IRI"),
    ("SELECT ?x { GRAPH ?_n { ?x ?p 1 } }", WORD, 1, 19, "only an IRI"),
    ("CONSTRUCT { ?s ?_n ?o } { ?s ?p ?o }", WORD, 1, 16, "only an IRI"),
    ("DESCRIBE ?_n", WORD, 1, 10, "only an IRI"),
    ("DESCRIBE ?x ?_n { ?x ?p ?_n }", WORD, 1, 13, "only an IRI"),
    ("SELECT ?x {\n ?_n ?p ?x }", WORD, 2, 2, "subject"),
    ("SELECT ?x { ?x ?p ?_n . ?_n ?p ?x }", WORD, 1, 25, "subject"),
    ("SELECT ?x { { ?x ?p ?_n } UNION { ?_n ?p ?x } }", NUMBER, 1, 35, "subject"),
    ("CONSTRUCT { ?_n ?p ?o } { ?s ?p ?o }", WORD, 1, 13, "subject"),
    ("CONSTRUCT WHERE { ?_n ?p ?o }", WORD, 1, 19, "subject"),
    ("SELECT ?x { ?x ?p ?y } LIMIT ?_n", NUMBER, 1, 30, "bare number"),
    ("SELECT ?x { ?x ?p ?y } LIMIT 3 OFFSET ?_n", NUMBER, 1, 39, "bare number"),
    ("ASK { ?x ?p -?_n }", NUMBER, 1, 14, "bare number"),
    ("BASE ?_n SELECT ?x { ?x ?p ?y }", THING, 1, 6, "in no pattern"),
    ("SELECT ?x FROM ?_n { ?x ?p ?y }", THING, 1, 16, "in no pattern"),
    ("SELECT ?x FROM NAMED ?_n { ?x ?p ?y }", THING, 1, 22, "in no pattern"),
    ("SELECT ?x { ?x ?p 'a'^^?_n }", THING, 1, 24, "in no pattern"),
    ("SELECT ?x { ?x ?p ?_n@en }", WORD, 1, 19, "in no pattern"),
    ("SELECT ?x { ?x ?p ?_n^^<http://a/b> }", WORD, 1, 19, "in no pattern"),
    ("SELECT ?x { ?x ?p ?o FILTER(?_n(?o)) }", THING, 1, 29, "in no pattern"),
    ("SELECT ?x { ?x ?p ?o FILTER(?_n()) }", WORD, 1, 29, "in no pattern"),
    ("SELECT (GROUP_CONCAT(?o; SEPARATOR=?_n) AS ?c) { ?x ?p ?o }", WORD, 1, 36, "in no pattern"),
    ("SELECT (GROUP_CONCAT(?o; SEPARATOR=?_n) AS ?c) { ?x ?p ?o }", THING, 1, 36, "in no pattern"),
    ("SELECT ?a { ?a ?p ?c FILTER(?a<?_n&&?c>?_n) }", WORD, 1, 32, "part of an IRI"),
    ("SELECT ?x { ?x ?p <https://example.org/?_n> }", WORD, 1, 40, "part of an IRI"),
    ("SELECT ?x { VALUES (?c ?d) { (1 2) } FILTER((?c<'>?_n<')=(1>?d)) }", WORD, 1, 51, "a string"),
    ("SELECT ?x { VALUES (?c ?d) { (1 2) } FILTER((?c<'>?_n<')=(1>?d)) }", THING, 1, 51, "a string"),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("template", "sample", "line", "column", "said"), REFUSED)
def test_a_parameter_where_no_term_may_stand_is_refused_at_its_place(
    template: str, sample: NamedNode | Literal, line: int, column: int, said: str, form: str
) -> None:
    moved = template.splitlines()[line - 1][: column - 1].count("?_n") * (len(form) - len("?_n"))
    template = template.replace("?_n", form)
    with pytest.raises(ParameterError) as caught:
        check_template(template, dict.fromkeys(parameters(template), sample), file="queries/all.rq")
    error = caught.value
    assert error.code == "parameter-unbindable"
    assert error.place == Place("queries/all.rq", line, column + moved)
    assert said in error.message.en
    assert error.parameter.lstrip("_") == "n"


def test_of_two_parameters_the_one_at_fault_is_named() -> None:
    template = "SELECT ?x { VALUES ?x { ?_m }\n BIND(1 AS ?_n) }"
    with pytest.raises(ParameterError, match=r"\?_n stands where only a variable") as caught:
        check_template(template, dict.fromkeys(parameters(template), WORD))
    assert caught.value.place == Place("query", 2, 12)


def test_a_function_that_nobody_has_is_found_when_the_file_is_read() -> None:
    template = "PREFIX f: <https://example.org/>\nSELECT ?x { ?x ?p ?_n FILTER(f:nearly(?x)) }"
    with pytest.raises(QueryError) as caught:
        check_template(template, {"_n": WORD}, file="a.rq")
    assert (caught.value.code, caught.value.place) == ("query-failed", Place("a.rq", 2, 30))


@pytest.mark.parametrize("template", ["ASK { SERVICE ?_n {} }", "ASK { SERVICE SILENT ?__n {} }"])
def test_a_service_is_refused_whatever_it_is(template: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE"):
        check_template(template, dict.fromkeys(parameters(template), THING))


@pytest.mark.parametrize(
    "template",
    ["PREFIX a: ?_n ASK {}", "PREFIX ?_n <http://a/> ASK {}", "ASK { ?x ?p ?o FILTER ?_n }"],
)
def test_what_is_no_sparql_with_any_term_is_told_as_such(template: str) -> None:
    with pytest.raises(QuerySyntax) as caught:
        check_template(template, dict.fromkeys(parameters(template), THING))
    assert caught.value.place is not None
    assert (caught.value.place.line, caught.value.place.column is None) == (1, False)


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
