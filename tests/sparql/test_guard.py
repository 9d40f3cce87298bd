"""The guard: each limit from both sides, each refusal, and the ways in which a text hides what it asks."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from llika.errors import LlikaError, QueryRefused, QuerySyntax
from llika.sparql import Form, Limits, check
from llika.sparql.measure import Load

SERVER = "<http://127.0.0.1:1/>"  # the engine refuses port 1 before it opens a socket


def code_of(text: str, limits: Limits | None = None) -> str:
    """Return the code with which the guard refuses a text, or nothing."""
    try:
        check(text, limits or Limits())
    except LlikaError as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    ("accepted", "refused", "code"),
    [
        ("ASK {}" + " " * 19_994, "ASK {}" + " " * 19_995, "query-too-long"),
        ("ASK {} # " + "é" * 9_995, "ASK {} # " + "é" * 9_996, "query-too-long"),
        ("ASK " + "{" * 60 + "}" * 60, "ASK " + "{" * 61 + "}" * 61, "query-too-nested"),
        (f"ASK {{FILTER{'(' * 59}1{')' * 59}}}", f"ASK {{FILTER{'(' * 60}1{')' * 60}}}", "query-too-nested"),
        ("ASK {" + "?s ?p ?o." * 80 + "}", "ASK {" + "?s ?p ?o." * 81 + "}", "query-too-many-patterns"),
        ("ASK {?s ?p 1" + ",1" * 80 + "}", "ASK {?s ?p 1" + ",1" * 81 + "}", "query-too-many-patterns"),
        ("ASK {?s ?p 1" + ";?p 1" * 80 + "}", "ASK {?s ?p 1" + ";?p 1" * 81 + "}", "query-too-many-patterns"),
        ("ASK {" + "{}" * 119 + "}", "ASK {" + "{}" * 120 + "}", "query-too-many-patterns"),
        (f"ASK {{?s {'<a:b>/' * 119}<a:b> 1}}", f"ASK {{?s {'<a:b>/' * 120}<a:b> 1}}", "query-too-many-patterns"),
        (f"ASK {{?s ?p ({'1 ' * 119})}}", f"ASK {{?s ?p ({'1 ' * 120})}}", "query-too-many-patterns"),
        (f"ASK {{?s ?p ([] {'1 ' * 118})}}", f"ASK {{?s ?p ([] {'1 ' * 119})}}", "query-too-many-patterns"),
        (f"ASK {{?s ?p (() {'1 ' * 119})}}", f"ASK {{?s ?p (() {'1 ' * 120})}}", "query-too-many-patterns"),
        ("ASK {?s ?p 1" + "{|?p 1|}" * 39 + "}", "ASK {?s ?p 1" + "{|?p 1|}" * 40 + "}", "query-too-many-patterns"),
        (f"ASK {{FILTER({'!' * 3_992}1)}}", f"ASK {{FILTER({'!' * 3_995}1)}}", "query-too-many-tokens"),
    ],
)
def test_a_limit_holds_on_its_last_value_and_not_beyond(accepted: str, refused: str, code: str) -> None:
    assert code_of(accepted) == ""
    assert code_of(refused) == code


@pytest.mark.parametrize("run", ["!", "||1", "+1", "UNION{}", "-", "[", "{", "("])
def test_runs_that_crash_the_parser_are_refused(run: str) -> None:
    assert code_of("ASK {FILTER(1" + run * (19_000 // len(run)) + ")}").startswith("query-too-")


@pytest.mark.parametrize("query", ["ASK {FILTER(" + "!" * 3_992 + "1)}", "ASK {FILTER(1" + "+1" * 1_990 + ")}"])
def test_the_longest_runs_that_pass_do_not_end_the_engine(query: str) -> None:
    """Run in a process of its own, in its main thread: a crash of the parser takes the process along."""
    assert code_of(query) == ""
    script = "import sys, pyoxigraph; bool(pyoxigraph.Store().query(sys.stdin.read()))"
    assert subprocess.run([sys.executable, "-c", script], input=query.encode(), check=False).returncode == 0


def test_values_with_many_rows_are_no_patterns() -> None:
    rows = "(1 2) " * 400
    assert code_of(f"SELECT * {{ VALUES (?x ?y) {{ {rows} }} }}") == ""


def test_patterns_after_values_are_counted_again() -> None:
    items = "1 " * 130
    assert code_of(f"ASK {{ VALUES ?x {{ 1 }} ?s ?p ({items}) }}") == "query-too-many-patterns"


def test_brackets_hidden_in_what_looks_like_an_iri_are_counted() -> None:
    assert code_of(f"ASK {{ FILTER(?a<{'(' * 100}> 1) }}") == "query-too-nested"
    assert code_of("ASK { ?s ?p <http://example.org/((((((> }", Limits(nesting=2)) == ""


def test_where_two_readings_meet_the_worse_counts() -> None:
    met = Load(tokens=9, depth=1, in_data=True).or_more(Load(joins=3, depth=2, in_list=True))
    assert met == Load(tokens=9, joins=3, depth=2, in_list=True, in_data=False)


def test_limits_can_be_lowered() -> None:
    assert code_of("ASK { ?s ?p ?o . }", Limits(separators=0)) == "query-too-many-patterns"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE {SERVER} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ sErViCe SILENT ?x {{ }} VALUES ?x {{ {SERVER} }} }}",
        f"SELECT*{{SERVICESILENT{SERVER}{{}}}}",
        f"PREFIX a: {SERVER} SELECT * {{ SERVICEa: {{}} }}",
        f"PREFIX a: {SERVER} PREFIX servicea: <b:c> SELECT * {{ servicea: # x\n {{}} }}",
        f"PREFIX x: <http://a:80> SELECT * {{ ?s ?p x:SERVICE{SERVER}{{}} }}",
        f"SELECT * {{ ?s ?p trueSERVICE{SERVER}{{}} }}",
        f"SELECT * {{ ?s ?p 1SERVICE{SERVER}{{}} }}",
        f"SELECT * {{ FILTER(?a<?b)SERVICE#c>\n{SERVER}{{}} }}",
        f"SELECT * {{ ?x <http://a#b> ?y . FILTER(?a<?b)SERVICE#c>\n{SERVER}{{}} }}",
        f"SELECT * {{ ?x <http://a'b> ?y . FILTER(?a<?b)SERVICE#c>\n{SERVER}{{}} }}",
        f"SELECT * {{ ?x <b#c> ?y .\n FILTER(?a<'b')SERVICE#c>\n{SERVER}{{}} }}",
    ],
)
def test_service_is_refused_however_it_is_written(text: str) -> None:
    assert code_of(text) == "service-refused"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service ?load { ?service ?load 'SERVICE LOAD' }",
        'SELECT * { ?s ?p """SERVICE <x:y> {}""" } # SERVICE, LOAD, INSERT',
        "SELECT * { ?s <http://www.w3.org/ns/sparql-service-description#> <urn:service:load> }",
        "PREFIX sd: <http://a/service#> SELECT * { ?s a sd:Service, sd:load ; sd:service ?x }",
        "PREFIX service: <http://a/> SELECT * { ?s a service:Thing }",
        "PREFIX g: <http://a/> SELECT * { GRAPH g:service { ?s ?p '@service' } }",
        "SELECT * { _:service ?p 'x'@service }",
    ],
)
def test_the_letters_of_service_and_load_are_allowed_where_they_are_no_keyword(text: str) -> None:
    assert code_of(text) == ""


_NOISE = st.sampled_from(
    [
        *[
            "",
            " ",
            "\n",
            "true",
            "1",
            "1.",
            "}",
            "{}",
            "?a",
            "<",
            ">",
            "#",
            "'",
            "'''",
            "<a:b>",
            "<b:'>",
            "<http://a#'>",
            "#>\n",
        ],
        *["FILTER(?a<?b)", "FILTER(?a<1)", "BIND(1 AS ?c)", "VALUES ?a {1}", "VALUES ?a {'''x'''}", "OPTIONAL{}"],
    ]
)
_CALL = st.sampled_from(["SERVICE", "service ", "SERVICE#c>\n", "trueSERVICE", "SERVICE\t", "SERVICE#'\n"])
_SERVER = st.sampled_from([SERVER, "a:", "x:", "#'\n" + SERVER, "?c"])


@settings(max_examples=400)
@given(st.lists(_NOISE, max_size=4), _CALL, _SERVER, st.lists(_NOISE, max_size=2))
def test_no_query_that_passes_reaches_the_network(before: list[str], call: str, server: str, after: list[str]) -> None:
    text = (
        f"PREFIX a: {SERVER} PREFIX x: <http://a:80> SELECT * {{{''.join(before)}{call}{server}{{}}{''.join(after)}}}"
    )
    if code_of(text):
        return
    try:
        answer = Store().query(text)
        if isinstance(answer, QuerySolutions):
            list(answer)
    except SyntaxError:
        return  # the engine reads no SERVICE in it


def test_the_oracle_of_the_property_above_sees_a_call() -> None:
    with pytest.raises(OSError, match="port 1"):
        list(Store().query(f"SELECT * {{ SERVICE {SERVER} {{}} }}"))  # type: ignore[arg-type]


def test_load_is_refused() -> None:
    assert code_of("LOAD <http://example.org/>") == "load-refused"
    assert code_of("load SILENT <http://example.org/> INTO GRAPH <g:g>") == "load-refused"


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:b> <a:b> 1 }",
        "PREFIX x: <y:z> delete where { ?s ?p ?o }",
        "WITH <g:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP GRAPH <g:g>",
        "CREATE GRAPH <g:g>",
        "COPY <a:b> TO <c:d>",
        "MOVE <a:b> TO <c:d>",
        "ADD <a:b> TO <c:d>",
        "SELECT * {} ; INSERT DATA {}",
    ],
)
def test_updates_are_refused_at_their_word(text: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        check(text)
    assert caught.value.code == "update-refused"
    assert caught.value.place is not None


def test_an_update_too_large_for_a_query_is_still_called_an_update() -> None:
    assert code_of("INSERT DATA {" + "<a:b> <a:b> 1 ." * 200 + "}") == "update-refused"


@pytest.mark.parametrize(
    ("text", "form", "names_dataset"),
    [
        ("SELECT * {}", Form.SELECT, False),
        ("# one\nBASE <http://a/> PREFIX x: <b#> prefix : <c#> ask { x:a :b 1 }", Form.ASK, False),
        ("CONSTRUCT FROM <g:g> WHERE { ?s ?p ?o }", Form.CONSTRUCT, True),
        ("DESCRIBE <a:b> FROM NAMED <g:g>", Form.DESCRIBE, True),
        ("SELECT ?from { ?from ?p 'FROM' } # FROM <g:g>", Form.SELECT, False),
        ('VERSION "1.2" ASK {}', Form.ASK, False),
    ],
)
def test_the_outline_names_form_and_dataset(text: str, form: Form, names_dataset: bool) -> None:
    found = check(text)
    assert (found.form, found.names_dataset) == (form, names_dataset)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("", 1, 1, "query form"),
        ("{ }", 1, 1, "query form"),
        ("SELCT * {}", 1, 1, "SELCT"),
        ("SELECTDISTINCT ?x {}", 1, 1, "SELECTDISTINCT"),
        ("SELECT * { ?s ?p 1 FILTR(?s = 1) }", 1, 20, "FILTR"),
        ("SELECT *\n { ?s ex:p ?o }", 2, 7, "ex:"),
        ("SELECT * { ?s ?p ?o\n", 1, 10, "{"),
        ("SELECT * { ?s ?p (1 }", 1, 21, "}"),
        ("SELECT * { ?s ?p ?o } }", 1, 23, "}"),
        ("PREFIX x <a:b> ASK {}", 1, 1, "PREFIX"),
        ("PREFIX x:y <a:b> ASK {}", 1, 1, "PREFIX"),
        ("PREFIX", 1, 1, "PREFIX"),
    ],
)
def test_what_the_tokens_show_to_be_wrong_has_its_place(text: str, line: int, column: int, said: str) -> None:
    with pytest.raises(QuerySyntax) as caught:
        check(text)
    place = caught.value.place
    assert place is not None
    assert (place.line, place.column) == (line, column)
    assert said in caught.value.message.en
    assert said in caught.value.message.es or said == "query form"


VALID = """
SELECT DISTINCT ?x (COUNT(*) AS ?n) { ?x a ?t } GROUP BY ?x HAVING (COUNT(*) > 1) ORDER BY DESC(?n) LIMIT 5 OFFSET 1
SELECT REDUCED * { OPTIONAL { ?a ?b ?c } MINUS { ?a ?b 1 } FILTER NOT EXISTS { ?a ?b true } }
SELECT * { ?a ?b ?c FILTER(?c NOT IN (1, false)) }
SELECT (GROUP_CONCAT(DISTINCT ?x; SEPARATOR=", ") AS ?all) { ?x <a:b>|^<a:c>/!(<a:d>|^<a:e>)* ?y }
SELECT (IF(BOUND(?x), COALESCE(?x, 1), STRDT("1", <a:b>)) AS ?y) { VALUES ?x { UNDEF 1.5 -2e3 "a"@es "b"^^<a:t> } }
SELECT * { { SELECT ?x { ?x ?p [ ?q ( 1 2 ) ] } } UNION { GRAPH ?g { ?x ?p () ; ?q [] } } BIND(SHA256(STR(?x)) AS ?h) }
SELECT * { ?s ?p ?o FILTER(ENCODE_FOR_URI(LCASE(?o)) = "a" || isNumeric(?o) && langMatches(LANG(?o), "*")) }
SELECT * { FILTER(?a < ?b && ?c >= ?d) } VALUES (?a ?b) { (1 2) (3 UNDEF) }
SELECT * { << ?s ?p ?o >> ?q 1 . ?s ?p <<( ?a ?b ?c )>> . ?s ?p ?o ~ ?r {| ?q 2 |} }
""".strip().splitlines()


@pytest.mark.parametrize("text", VALID)
def test_what_the_engine_answers_passes_the_guard(text: str) -> None:
    Store().query(text)
    assert check(text).form is Form.SELECT
