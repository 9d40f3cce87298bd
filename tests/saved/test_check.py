"""Tests inside query files: each expectation met, and each one broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from llika.errors import InputError
from llika.findings import Finding, Level
from llika.saved import Answer, SavedQuery, check_queries, read_answers
from llika.saved.answers import Cells, Value, answers, rows_answer
from llika.store import QueryStore
from llika.terms import Literal, NamedNode, Term

DATA = """
@prefix : <https://example.org/ontology#> .
@prefix ev: <https://w3id.org/llika/evidence#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/graph/a> {
  :net :does :linking , :teaching ; :size 530.0 .
  :club :inField :health , :aged ; :called "Foro Salud" .
  :health rdfs:label "health"@en . :aged rdfs:label "the elderly"@en .
  :linking rdfs:label "Linking"@en , "Enlazar"@es . :teaching rdfs:label "teaching"@en ; skos:altLabel "formación"@es .
  :gap ev:gapSubject :club .
}
"""
STEM = "https://example.org/ontology#"
QUERY = """PREFIX : <https://example.org/ontology#>
PREFIX ev: <https://w3id.org/llika/evidence#>
SELECT ?what ?size ?gap {
  { ?_body_iri :does ?what . OPTIONAL { ?_body_iri :size ?size } } UNION { ?gap ev:gapSubject ?_body_iri }
}"""
FIELDS = """PREFIX : <https://example.org/ontology#>
SELECT ?name ?field ?nothing { ?_body_iri :called ?name ; :inField ?field }"""

TWO = Answer(("FORMACION", "linking"))
NOT_STATED = Answer(("not stated",))

Check = Callable[..., list[Finding]]


@pytest.fixture
def check(query_of: Callable[[str], SavedQuery], store_of: Callable[[str], QueryStore]) -> Check:
    """Return what runs one test of the query."""

    def run(test: str, questions: dict[str, Answer] | None = None, body: str = QUERY) -> list[Finding]:
        query = query_of(f"#+ summary: x\n#+ tests:\n#+   - {test}\n{body}")
        return check_queries(
            [query], store_of(DATA), lambda slug: NamedNode(f"https://example.org/ontology#{slug}"), questions
        )

    return run


@pytest.mark.parametrize(
    "test",
    [
        "{parameters: {body: net}, rows: 2}",
        "{parameters: {body: net}, column: what, answered: true}",
        "{parameters: {body: net}, column: gap, answered: false}",
        "{parameters: {body: net}, contains: {what: enlazar, size: 530.0}}",
        '{parameters: {body: net}, contains: {what: ":teaching"}}',
        "{parameters: {body: net}, question: Q1, column: what}",
        "{parameters: {body: net}, question: Q1}",
        "{parameters: {body: club}, question: Q2, column: what}",
        "{parameters: {body: net}, question: Q3, column: size}",
        "{parameters: {body: club}, question: Q2, columns: [what, size], answered: false}",
        "{parameters: {body: club}, question: Q2, counts: what}",
    ],
)
def test_what_holds_is_found_to_hold(check: Check, test: str) -> None:
    assert check(test, {"Q1": TWO, "Q2": NOT_STATED, "Q3": Answer((530,))}) == []


@pytest.mark.parametrize(
    ("test", "message"),
    [
        ("{parameters: {body: net}, rows: 3}", "2 rows instead of 3"),
        ("{parameters: {body: club}, column: what, answered: true}", "empty in every row"),
        ("{parameters: {body: net}, column: what, answered: false}", "has a value"),
        ("{parameters: {body: net}, contains: {what: linking, size: 560}}", "no row holds what: linking, size: 560"),
        ("{parameters: {body: net}, contains: {gap: linking}}", "no row holds"),
        ("{parameters: {body: net}, question: Q2, column: what}", "a gap and no answer was expected"),
        ("{parameters: {body: nobody}, question: Q2, column: what}", "a gap and no answer was expected"),
        ("{parameters: {body: club}, question: Q1, column: what}", "the answer found is ∅"),
        ("{parameters: {body: net}, question: Q3, column: size}", "the answer found is 530.0"),
        ("{parameters: {body: net}, question: Q9, column: what}", "has no answer on file"),
        ("{parameters: {body: net}, question: Q1, column: hat}", "no column “hat”"),
        ("{parameters: {body: net}, question: Q1, columns: [what, hat]}", "no column “hat”"),
        ("{parameters: {body: net}, question: Q2, cells: [size, gap]}", "a gap and no answer was expected"),
        ("{parameters: {bdoy: net}, rows: 2}", "no parameter “bdoy”"),
        ("{rows: 2}", "parameter body is missing"),
    ],
)
def test_what_does_not_hold_is_found(check: Check, test: str, message: str) -> None:
    found = check(test, {"Q1": TWO, "Q2": NOT_STATED, "Q3": Answer((560,))})
    assert len(found) == 1
    assert message in found[0].message.en
    assert (found[0].rule, found[0].level, found[0].subject) == ("query-test", Level.VIOLATION, "sample")
    assert str(found[0].place) == "queries/sample.rq:3"


def test_questions_are_passed_over_where_no_answers_are_at_hand(check: Check) -> None:
    assert check("{parameters: {body: net}, question: Q1, column: gap}", None) == []


FORO = ("Foro Salud: health", "Foro Salud: the elderly")


@pytest.mark.parametrize(
    ("reading", "values"),
    [
        ("columns: [name, field]", FORO),
        ("columns: [field, name]", FORO[::-1]),
        ("cells: [field, name]", ("the health of all", "(Foro Salud)", "Group 5: the elderly")),
        ("cells: [field]", FORO),
        ("counts: field", (2,)),
        ("counts: name", (1,)),
        ("column: name", ("foro salud",)),
    ],
)
def test_columns_are_read_as_the_test_says(check: Check, reading: str, values: tuple[Value, ...]) -> None:
    test = f"{{parameters: {{body: club}}, question: Q, {reading}}}"
    assert check(test, {"Q": Answer(values)}, FIELDS) == []


@pytest.mark.parametrize(
    ("reading", "values", "told"),
    [
        ("columns: [name, field]", FORO[:1], "Foro Salud + https://example.org/ontology#aged, Foro Salud + "),
        ("columns: [name, field]", (FORO[0], FORO[0]), "Foro Salud + "),
        ("columns: [name, nothing]", ("Foro Salud",), "Foro Salud + None"),
        ("columns: [name]", FORO, "Foro Salud"),
        ("cells: [field, name]", FORO, "Foro Salud, https"),
        ("counts: field", (1,), "2"),
        ("counts: field", ("not two",), "2"),
        ("column: name", ("Foro Salud, Lima",), "Foro Salud"),
    ],
)
def test_columns_that_are_no_answer_so_read_are_told(
    check: Check, reading: str, values: tuple[Value, ...], told: str
) -> None:
    (found,) = check(f"{{parameters: {{body: club}}, question: Q, {reading}}}", {"Q": Answer(values)}, FIELDS)
    assert f"Q: the answer found is {told}" in found.message.en


A, B = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")
LABELS = {A: ["one", "uno"], B: ["one", "two"]}


@pytest.mark.parametrize(
    ("values", "terms", "expected"),
    [
        (("one",), [A], True),
        (("one",), [A, A], True),
        (("one",), [A, B], False),
        (("one", "two"), [A], False),
        (("one", "two"), [A, B], True),
        (("two", "one"), [A, B], True),
        (("one", "uno"), [B, A], True),
        (("two", "two"), [A, B], False),
        ((True,), [Literal(True)], True),
        ((True,), [Literal(1)], False),
        ((False,), [Literal(True)], False),
        ((4,), [Literal(4)], True),
        ((4,), [Literal("4")], False),
        ((1,), [Literal(True)], False),
        (("4",), [Literal(4)], True),
        (("one",), [Literal("Óne", language="es")], True),
        ((), [], True),
    ],
)
def test_each_value_needs_a_term_of_its_own(values: tuple[Value, ...], terms: list[Term], expected: bool) -> None:
    assert answers(Answer(values), terms, lambda thing: LABELS[thing]) is expected


PEOPLE = {A: ["Paul Spray"], B: ["DFID", "Department"]}
SPRAY = "Paul Spray (DFID): no progress yet"


@pytest.mark.parametrize(
    ("values", "rows", "expected"),
    [
        ((SPRAY,), [(A, B)], True),
        ((SPRAY,), [(B, A)], True),
        ((SPRAY,), [(A, B, Literal("No progress", language="en"))], True),
        ((SPRAY,), [(A, B), (A, B)], True),
        ((SPRAY,), [(A, B), (B, A)], False),
        ((SPRAY,), [(A, None)], False),
        ((SPRAY,), [(A, Literal("progress no"))], False),
        ((SPRAY,), [(A, Literal("press"))], False),
        ((SPRAY,), [(A, Literal("ray (DFID"))], False),
        ((SPRAY,), [(A, Literal(""))], False),
        ((SPRAY,), [(A, Literal(" – "))], False),
        ((SPRAY,), [], False),
        ((SPRAY, "Paul Spray: all is well"), [(A,)], False),
        ((SPRAY, SPRAY), [(A,), (B,)], True),
        ((SPRAY, "the DFID"), [(A,), (B,)], True),
        (("the DFID", SPRAY), [(B,), (A,)], True),
        (("the DFID", SPRAY, "Spray"), [(B,), (A,), (Literal("progress"),)], False),
        (("2.5 % of it",), [(Literal("2.5"),)], True),
        (("2.5 % of it",), [(Literal(5),)], False),
        ((22,), [(Literal(22),)], True),
        ((22,), [(Literal(22), Literal(23))], False),
    ],
)
def test_each_value_needs_a_row_of_its_own_that_it_names_whole(
    values: tuple[Value, ...], rows: list[Cells], expected: bool
) -> None:
    assert rows_answer(Answer(values), rows, lambda thing: PEOPLE[thing]) is expected


@pytest.mark.parametrize(("found", "expected"), [(73.4, True), (73.2, True), (73.5, False)])
def test_a_number_may_be_off_by_its_tolerance(found: float, expected: bool) -> None:
    assert answers(Answer((73.3,), tolerance=0.11), [Literal(found)], lambda _: []) is expected


def test_answers_are_read_from_a_list_of_questions(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("- {id: A, answer: 2.5, tolerance: 0.1}\n- {id: B, answer: [x, y], tolerance: null}\n", "utf-8")
    assert read_answers(path) == {"A": Answer((2.5,), 0.1), "B": Answer(("x", "y"))}


@pytest.mark.parametrize(
    "text", ["- {id: A}", "- x", "a: [", "- {id: A, answer: {x: y}}", "- {id: A, answer: null}", "7"]
)
def test_answers_that_cannot_be_read_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        read_answers(path)
    assert caught.value.code == "answers-unreadable"
