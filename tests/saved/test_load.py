"""Query files: what is read from them, and what they are refused for, with the line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from llika.errors import InputError, SyntaxFault
from llika.project import Project
from llika.saved import SavedQuery, load, load_all
from llika.terms import PREFIXES, XSD, Literal, NamedNode, Text

QueryOf = Callable[[str], SavedQuery]

FULL = """#+ summary: {en: Members, es: Miembros}
#+ description: All of them.
#+ tags: [networks, members]
#+ pagination: 20
#+ defaults:
#+   - year: 2017
#+ enumerate:
#+   - status: [done, planned]
#+ method: GET
#+ parameters: {year: {en: Year, es: Año}, body: {en: Body, es: Órgano}}
#+ tests:
#+   - {parameters: {body: remurpe, status: done}, rows: 2, basis: stated}
PREFIX : <https://example.org/ontology#>
SELECT ?member WHERE {
  ?_body_iri :hasMember ?member .
  ?member :year ?_year_integer ; :status ?_status ; :since ?since .
  FILTER(COALESCE(?__from_xsd_date, ?since) <= ?since)
} ORDER BY ?member
"""


def test_a_file_is_read_with_its_header_and_its_parameters(query_of: QueryOf) -> None:
    query = query_of(FULL)
    assert query.name == "sample"
    assert query.summary == Text("Members", "Miembros")
    assert query.description == Text("All of them.", "All of them.")
    assert query.tags == ("networks", "members")
    assert query.page_size == 20
    assert query.ordered
    year, body, status, since = query.parameters
    assert (year.name, year.variable, year.default, year.label.es) == ("year", "_year_integer", "2017", "Año")
    assert (body.name, body.kind.name, body.required) == ("body", "iri", True)
    assert status.enumeration == ("done", "planned")
    assert (since.name, since.required, since.label) == ("from", False, Text("from", "from"))
    assert query.tests[0].rows == 2
    assert query.tests[0].place.line == 12


def test_a_file_without_a_header_is_called_by_its_name(query_of: QueryOf) -> None:
    query = query_of("ASK { ?s ?p ?o }")
    assert query.summary == Text("sample", "sample")
    assert (query.parameters, query.tests, query.tags) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    ["SELECT * { { SELECT ?s { ?s ?p ?o } ORDER BY ?s } }", 'SELECT * { ?s ?p "ORDER BY" } # ORDER BY ?s'],
)
def test_only_the_order_of_the_whole_query_counts(query_of: QueryOf, text: str) -> None:
    assert not query_of(text).ordered


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("#+ summary: [a\nASK {}", "query-header", 2),
        ("#+ summary: [a]\nASK {}", "query-header", 1),
        ("#+ summary: x\n#+ pagination: none\nASK {}", "query-header", 2),
        ("#+ tests: [{rows: 1}]\n#+ tests: [{rows: 1}, {rows: 2}]\nASK {}", "query-header", 2),
        ("#+ <<: {tests: [{rows: 1}]}\nASK {}", "query-header", 1),
        ("#+ defaults: {day: 2017-02-30}\nASK { ?s ?p ?_day_date }", "query-header", 1),
        ("#+ defaults: {day: !!timestamp soon}\nASK { ?s ?p ?_day_date }", "query-header", 1),
        ("#+ defaults: {sure: !!bool perhaps}\nASK { ?s ?p ?_sure_boolean }", "query-header", 1),
        ("#+ pagination: 0\nASK {}", "query-header", 1),
        ("#+ tags: one\nASK {}", "query-header", 1),
        ("#+ tags: [[a]]\nASK {}", "query-header", 1),
        ("#+ summary: x\n#+ defaults: [{year: 1}]\nASK {}", "query-header", 2),
        ("#+ defaults: [1]\nASK {}", "query-header", 1),
        ("#+ enumerate: [{x: 1}]\nASK { ?s ?p ?_x }", "query-header", 1),
        ("#+ parameters: {typo: a}\nASK { ?s ?p ?_x }", "query-header", 1),
        ("#+ tests: [{rows: many}]\nASK {}", "query-header", 1),
        ("#+ tests: [{answered: 1}]\nASK {}", "query-header", 1),
        ("#+ tests: [{parameters: {}}]\nASK {}", "query-header", 1),
        ("#+ tests: [{rows: 1, colum: x}]\nASK {}", "query-header", 1),
        ("#+ tests: [{rows: 1, parameters: [x]}]\nASK {}", "query-header", 1),
        ("#+ tests: [{rows: 1, basis: firm}]\nASK {}", "query-header", 1),
        ("#+ tests:\n#+ - {rows: 1}\n#+ - {rows: 1, columns: [x]}\nASK {}", "query-header", 3),
        ("#+ tests:\n#+ - {question: Q, column: x, counts: x}\nASK {}", "query-header", 2),
        ("#+ tests:\n#+ - {question: Q, columns: [x], cells: [y]}\nASK {}", "query-header", 2),
        ("#+ tests:\n#+ - {question: Q, columns: []}\nASK {}", "query-header", 2),
        ("#+ tests:\n#+ - {question: Q, columns: [x, x]}\nASK {}", "query-header", 2),
        ("#+ tests:\n#+ - {question: Q, columns: x}\nASK {}", "query-header", 2),
        ("#+ tests:\n#+ - {question: Q, cells: [[x]]}\nASK {}", "query-header", 2),
        ("#+ tests:\n#+ - {question: Q, counts: [x]}\nASK {}", "query-header", 2),
        ("#+ tests:\n#+ - {answered: true, counts: x}\nASK {}", "query-header", 2),
        ("ASK {\n ?s ?p ?_x , ?_x_iri }", "query-parameter", 2),
        ("ASK {\n ?s ?p ?_x ; ?__x ?o }", "query-parameter", 2),
        ("ASK {\n\n ?s ?p ?_page_integer }", "query-parameter", 3),
        ("ASK {\n ?s ?p ?_x_colour }", "query-parameter", 2),
        ("ASK {\n ?s ?p ?___x }", "query-parameter", 2),
        ("ASK {\n ?s ?p ?_ñ }", "query-parameter", 2),
        ("PREFIX ex: <relative>\nASK {\n ?s ?p ?_x_ex_code }", "query-parameter", 3),
        ("SELECT\n ?_x { ?s ?p ?_x }", "parameter-unbindable", 2),
        ("SELECT * {\n ?s ?p ?o FILTER(BOUND(?_x)) }", "parameter-unbindable", 2),
        ("SELECT * { ?s ?p ?o }\nORDER BY ?o\nLIMIT ?_n_integer", "parameter-unbindable", 3),
        ("SELECT * {\n ?_x ?p ?o }", "parameter-unbindable", 2),
        ("SELECT * {\n ?s ?p ?o FILTER(?o<?_x&&?s>?_x) }", "parameter-unbindable", 2),
        ("SELECT * {\n ?s ?p }", "query-syntax", 2),
        ("SELECT * {\n ?s a un:known }", "query-syntax", 2),
        ("SELECT * {\n SERVICE <http://x/> { ?s ?p ?o } }", "service-refused", 2),
        ("DELETE WHERE { ?s ?p ?o }", "update-refused", 1),
    ],
)
def test_a_file_that_could_not_be_run_is_refused_with_its_line(
    query_of: QueryOf, text: str, code: str, line: int
) -> None:
    with pytest.raises(SyntaxFault) as caught:
        query_of(text)
    assert caught.value.code == code
    assert caught.value.place is not None
    assert (caught.value.place.file, caught.value.place.line) == ("queries/sample.rq", line)


def test_unknown_keys_are_left_to_whoever_knows_them(query_of: QueryOf) -> None:
    assert query_of("#+ endpoint: http://example.org/\n#+ transform: {a: b}\nASK {}").tests == ()


def test_a_scalar_is_taken_as_it_was_meant(query_of: QueryOf) -> None:
    header = "#+ defaults: {flag: yes, day: 2017-04-21}\n"
    query = query_of(f"{header}ASK {{ ?s ?p ?_flag_boolean , ?_day_date }}")
    assert [one.default for one in query.parameters] == ["true", "2017-04-21"]


def test_a_type_may_use_a_prefix_of_the_query_itself(query_of: QueryOf) -> None:
    query = query_of("PREFIX u: <https://units.example/>\nASK { ?s ?p ?_size_u_metre }")
    assert query.parameters[0].kind.datatype == NamedNode("https://units.example/metre")


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.rq"
    path.write_bytes("#+ summary: año\nASK {}".encode("latin-1"))
    with pytest.raises(InputError) as caught:
        load(path, shown_as="bad.rq", prefixes=PREFIXES)
    assert caught.value.code == "not-utf8"


def test_a_project_gives_its_queries_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "queries"
    folder.mkdir()
    for name in ("b", "a"):
        (folder / f"{name}.rq").write_text("ASK { ?s ?p ?o }", "utf-8")
    queries = load_all(Project.open(tmp_path))
    assert list(queries) == ["a", "b"]
    assert queries["a"].file == "queries/a.rq"


def test_the_sample_of_each_kind_is_a_term_of_that_kind(query_of: QueryOf) -> None:
    query = query_of("ASK { ?_a_iri ?p ?_b , ?_c_es , ?_d_number , ?_e_xsd_date }")
    samples = [one.kind.sample for one in query.parameters]
    assert isinstance(samples[0], NamedNode)
    assert [one.datatype for one in samples[1:] if isinstance(one, Literal)][0::3] == [XSD.string, XSD.date]


@pytest.mark.parametrize(
    ("line", "at"),
    [("#+ defaults: [{year: soon}]", 1), ("#+ summary: Years\n#+ enumerate: [{year: [2016, then]}]", 2)],
)
def test_a_value_of_the_file_that_is_not_of_its_kind_is_refused_at_its_line(
    query_of: QueryOf, line: str, at: int
) -> None:
    with pytest.raises(SyntaxFault) as caught:
        query_of(f"{line}\nSELECT ?thing {{ ?thing ?p ?_year_integer }}")
    assert (caught.value.code, caught.value.place and caught.value.place.line) == ("query-header", at)
