"""The project's queries answer its competency questions from the real data, and from nothing else.

Expected answers stand in tests/competency/ only. Each query file says which parameters answer which question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path

import pytest
import yaml
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, parse_query_results
from starlette.testclient import TestClient
from tests.saved.without import Without

from llika.dataset import Dataset
from llika.findings import Finding
from llika.project import Project
from llika.saved import Answer, QueryTest, SavedQuery, check_queries, load_all, read_answers
from llika.saved.answers import NOT_STATED, Value, named
from llika.saved.values import fold
from llika.sparql import Kind, Table, tokens
from llika.sparql.outline import expand_name, read_prologue
from llika.store import EmbeddedStore
from llika.terms import Literal

OverHttp = Callable[[Mapping[str, Answer]], list[Finding]]
QUESTIONS = Path(__file__).parent.parent / "competency" / "networks_and_igf.yaml"
# For each question, facts without which it must be answered otherwise: file, subject and predicate
SUPPORT = [
    ("NI-C01", "ontology/llika-concepts.ttl", "c:filtering", "skos:definition"),
    ("NI-C02", "graph_data/000-research-policy-networks.ttl", "i:choice-partnership", ":affects"),
    ("NI-C03", "graph_data/000-research-policy-networks.ttl", "i:the-mesa", "rdf:type"),
    ("NI-C03", "graph_data/001-networks.ttl", "i:conveagro", ":inField"),
    ("NI-C04", "graph_data/claims/000-research-policy-networks.ttl", "mention:c87c2a7ad148", "ev:mentions"),
    ("NI-C05", "graph_data/000-research-policy-networks.ttl", "i:recommendation-define-purpose", ":admitsPurpose"),
    ("NI-C06", "graph_data/claims/000-research-policy-networks.ttl", "gap:770abf43a99b", "ev:gapSubject"),
    ("NI-C07", "graph_data/001-networks.ttl", "i:barrier-closed-government", ":explanation"),
    ("NI-C08", "graph_data/001-networks.ttl", "i:choice-influence", ":explanation"),
    ("NI-C09", "graph_data/000-research-policy-networks.ttl", "i:networks-in-peru-study", ":usesEvidence"),
    ("NI-C10", "graph_data/000-research-policy-networks.ttl", "i:practice-media-savvy", "rdf:type"),
    ("NI-C10", "graph_data/000-research-policy-networks.ttl", "i:recommendation-define-purpose", "rdf:type"),
    ("NI-C10", "graph_data/000-research-policy-networks.ttl", "i:barrier-turnover", "rdf:type"),
    ("NI-C11", "graph_data/001-donor-event.ttl", "i:post-constantino-casasbuenas", ":postTitle"),
    ("NI-C11", "graph_data/001-donor-event.ttl", "i:post-constantino-casasbuenas", ":postAt"),
    ("NI-C12", "graph_data/001-donor-event.ttl", "i:post-andrew-lawson", ":postAt"),
    ("NI-C13", "graph_data/claims/001-donor-event.ttl", "mention:dfb10ac055ed", "ev:mentions"),
    ("NI-C14", "graph_data/001-figures.ttl", "i:obs-social-spending-peru", ":value"),
    ("NI-C15", "graph_data/001-figures.ttl", "i:obs-poverty-peru", "ev:citedSource"),
    ("NI-C15", "graph_data/001-figures.ttl", "i:obs-poverty-peru", ":saidBy"),
    ("NI-C16", "graph_data/002-south-south-cooperation.ttl", "i:sfe-peer-assistance", ":participantsFrom"),
    ("NI-C16", "graph_data/001-figures.ttl", "i:comparison-social-spending-peru", ":comparedWith"),
    ("NI-C17", "graph_data/004-internet-governance-forum.ttl", "i:arrangement-2016", ":taskHolding"),
    ("NI-C17", "graph_data/004-internet-governance-forum.ttl", "i:arrangement-2016", ":arrangementOf"),
    ("NI-C18", "graph_data/001-donor-event.ttl", "i:point-1-11-local-mayors", ":repliedBy"),
    ("NI-C19", "graph_data/001-donor-event.ttl", "i:reply-spray-no-progress-yet", ":repliesTo"),
    ("NI-C20", "graph_data/readings.ttl", "i:remark-spray-bringing-stakeholders-together", ":suggestsFunction"),
    ("NI-C21", "graph_data/claims/001-donor-event.ttl", "gap:1cea599f4f87", "ev:gapSubject"),
    ("NI-C22", "graph_data/claims/003-scaling-up.ttl", "mention:4b1e521468ae", "ev:mentions"),
    ("NI-C23", "graph_data/002-south-south-cooperation.ttl", "i:obs-sfe-courses", ":value"),
    ("NI-C24", "graph_data/003-scaling-up.ttl", "i:remurpe-training", ":carriedOutBy"),
    ("NI-C25", "graph_data/claims/004-internet-governance-forum.ttl", "gap:dc52b509ecad", "ev:gapSubject"),
    ("NI-C26", "graph_data/claims/002-south-south-cooperation.ttl", "gap:63bd3b6029ce", "ev:gapSubject"),
    ("NI-C27", "graph_data/claims/004-internet-governance-forum.ttl", "mention:a30f4d6bd9aa", "ev:mentions"),
    ("NI-C28", "graph_data/002-south-south-cooperation.ttl", "i:challenge-specialisation", "rdf:type"),
    ("NI-C29", "graph_data/004-internet-governance-forum.ttl", "i:seat-2016-pucp", ":forGroup"),
    ("NI-C29", "graph_data/004-internet-governance-forum.ttl", "i:igf-peru-committee-2017", ":memberListComplete"),
    ("NI-C29", "graph_data/004-internet-governance-forum.ttl", "i:seat-2017-rcp", ":forGroup"),
    ("NI-C30", "graph_data/004-internet-governance-forum.ttl", "i:obs-attendance-2017-women", ":value"),
    ("NI-C31", "graph_data/004-internet-governance-forum.ttl", "i:seat-2017-ddi", ":representedBy"),
    ("NI-C31", "graph_data/004-internet-governance-forum.ttl", "i:seat-2017-rcp", ":ofBody"),
    ("NI-C32", "graph_data/004-internet-governance-forum.ttl", "i:sponsorship-google-2016", ":forEdition"),
    ("NI-C32", "graph_data/004-internet-governance-forum.ttl", "i:sponsorship-icann-2017", ":carriedOutBy"),
    ("NI-C33", "graph_data/004-internet-governance-forum.ttl", "i:decision-rule-2017-panellists", ":byProcedure"),
    ("NI-C34", "graph_data/004-principles.ttl", "i:practice-2017-website-omissions", ":leavesOut"),
    ("NI-C35", "graph_data/004-principles.ttl", "i:recognition-2016", ":certifies"),
    ("NI-C35", "graph_data/004-principles.ttl", "i:verdict-2016-bottom-up", ":verdict"),
]


@pytest.fixture(scope="module")
def questions() -> Mapping[str, Answer]:
    """The expected answers by question."""
    return read_answers(QUESTIONS)


@pytest.fixture(scope="module")
def queries(project: Project) -> Mapping[str, SavedQuery]:
    """The queries of the bundled project."""
    return load_all(project)


@pytest.fixture(scope="module")
def wordings() -> Mapping[str, str]:
    """The words of each question, in both languages."""
    entries = yaml.safe_load(QUESTIONS.read_text("utf-8"))
    return {entry["id"]: f"{entry['question']} {entry['question_es']}" for entry in entries}


@pytest.fixture(scope="module")
def without(project: Project, queries: Mapping[str, SavedQuery]) -> Without:
    """Return what takes facts away from the bundled project."""
    return Without(project, {test.basis for query in queries.values() for test in query.tests if test.question})


@pytest.fixture(scope="module")
def over_http(
    queries: Mapping[str, SavedQuery],
    published: EmbeddedStore,
    dataset: Dataset,
    questions: Mapping[str, Answer],
    client: TestClient,
) -> OverHttp:
    """Return what asks the service all questions, and tells which of the answers expected it does not give."""
    asking = [_asking(query, questions) for query in queries.values()]

    def found(expected: Mapping[str, Answer]) -> list[Finding]:
        ask = partial(_over_http, client)
        return check_queries(asking, published, dataset.resolve, expected, ask=ask)

    return found


def test_the_questions_are_those_that_were_set(shared_dir: Path) -> None:
    assert QUESTIONS.read_bytes() == (shared_dir / "competency" / QUESTIONS.name).read_bytes()


def test_every_test_in_a_query_file_passes(
    queries: Mapping[str, SavedQuery], published: EmbeddedStore, dataset: Dataset, questions: Mapping[str, Answer]
) -> None:
    assert [str(one) for one in check_queries(queries.values(), published, dataset.resolve, questions)] == []


def test_every_question_is_asked(queries: Mapping[str, SavedQuery], questions: Mapping[str, Answer]) -> None:
    assert {test.question for query in queries.values() for test in query.tests} >= set(questions)
    assert len(questions) == 35


def test_every_question_is_answered_over_http(over_http: OverHttp, questions: Mapping[str, Answer]) -> None:
    assert [str(one) for one in over_http(questions)] == []


def test_a_wrong_answer_over_http_would_be_found(
    over_http: OverHttp, queries: Mapping[str, SavedQuery], questions: Mapping[str, Answer]
) -> None:
    others = dict.fromkeys(questions, Answer(("something else",)))
    asked = [test for query in queries.values() for test in query.tests if test.question in questions]
    assert len(over_http(others)) == len(asked)


def test_what_is_not_stated_for_one_is_answered_for_another(
    queries: Mapping[str, SavedQuery], questions: Mapping[str, Answer]
) -> None:
    for query in queries.values():
        for open_one in (test for test in query.tests if test.question and questions[test.question].is_not_stated):
            assert any(_is_twin(test, open_one) for test in query.tests), f"{query.file}: {open_one.question}"


def test_every_question_has_facts_to_take_away(questions: Mapping[str, Answer]) -> None:
    assert {question for question, *_ in SUPPORT} == set(questions)


@pytest.mark.parametrize(("question", "file", "subject", "predicate"), SUPPORT)
def test_without_its_facts_a_question_is_answered_otherwise(
    without: Without,
    queries: Mapping[str, SavedQuery],
    questions: Mapping[str, Answer],
    question: str,
    file: str,
    subject: str,
    predicate: str,
) -> None:
    expected = {question: questions[question]}
    asking = [_asking(query, expected) for query in queries.values()]
    store, dataset = without(file, subject, predicate)
    findings = check_queries(asking, store, dataset.resolve, expected)
    assert any(f"{question}:" in one.message.en for one in findings)


def test_no_query_names_an_individual(queries: Mapping[str, SavedQuery], project: Project) -> None:
    for query in queries.values():
        assert [iri for iri in _iris(query.text) if iri.startswith(f"{project.base}id/")] == [], query.file


def test_a_query_that_names_an_individual_would_be_found(project: Project) -> None:
    named = f"PREFIX i: <{project.base}id/>\nASK {{ i:remurpe ?p <{project.base}id/cies> }}"
    assert [iri.removeprefix(project.base) for iri in _iris(named)] == ["id/remurpe", "id/cies"]


def test_no_query_holds_its_answer(
    queries: Mapping[str, SavedQuery], questions: Mapping[str, Answer], wordings: Mapping[str, str]
) -> None:
    for query in queries.values():
        for question in {test.question for test in query.tests if test.question}:
            values = questions[question].values
            words = [value for value in values if isinstance(value, str)]
            assert [word for word in words if fold(word) in _said(query.text)] == [], query.file
            assert not {str(value) for value in values} & _numbers(query.text), query.file
            assert _given_away(_constants(query.text), values, wordings[question]) == [], query.file


def test_no_test_in_a_query_file_holds_an_answer(
    queries: Mapping[str, SavedQuery], questions: Mapping[str, Answer], wordings: Mapping[str, str]
) -> None:
    for query in queries.values():
        for asked, test in product((one for one in query.tests if one.question), query.tests):
            assert _told_by(test, asked, questions[asked.question or ""].values, wordings) == [], (
                f"{query.file}: {test}"
            )


SPRAY = ("Paul Spray (DFID): no progress yet", 22)


@pytest.mark.parametrize(
    ("asked", "test", "told"),
    [
        ({"question": "Q"}, {"question": "Q", "rows": 3}, ["3"]),
        ({"question": "Q", "columns": ("who",)}, {"rows": 22}, ["22"]),
        ({"question": "Q", "columns": ("who",)}, {"contains": {"who": "DFID"}}, ["DFID"]),
        ({"question": "Q", "arguments": {"who": "paul-spray"}}, {"arguments": {"who": "paul-spray"}}, ["paul-spray"]),
        ({"question": "Q"}, {"rows": 3}, []),
        ({"question": "Q"}, {"contains": {"who": "Oxfam"}}, []),
        ({"question": "Q"}, {"contains": {"who": "yet"}}, []),
        ({"question": "Q"}, {"arguments": {"who": "oxfam"}, "rows": 22}, []),
    ],
)
def test_a_test_that_holds_an_answer_would_be_found(
    queries: Mapping[str, SavedQuery], asked: dict[str, object], test: dict[str, object], told: list[str]
) -> None:
    sample = next(test for query in queries.values() for test in query.tests)
    bare = QueryTest({}, sample.place)
    one, other = (replace(bare, **given) for given in (asked, test))  # type: ignore[arg-type]  # as the rows say
    assert _told_by(other, one, SPRAY, {"Q": "Has he answered yet?"}) == told


def test_a_query_that_holds_its_answer_would_be_found() -> None:
    text = '#+ summary: Not this\n#+ tests:\n#+   - {question: X}\nASK { ?s ?p "Not STATED" , 4 }'
    assert fold("not stated") in _said(text)
    assert _numbers(text) == {"4"}


def _said(text: str) -> str:
    """Return a query file's text without the tests in its header, which come last there."""
    return fold(re.sub(r"^#\+ tests:\n(?:#\+.*\n)*", "", text, flags=re.MULTILINE))


def _numbers(text: str) -> set[str]:
    return {token.text for token in tokens(text) if token.kind is Kind.NUMBER}


def _iris(text: str) -> list[str]:
    """Return the IRIs that a query's body names, in full or short."""
    namespaces, body = read_prologue(text, list(tokens(text)))
    full = [token.text[1:-1] if token.kind is Kind.IRI else expand_name(token, namespaces) for token in body]
    return [iri for token, iri in zip(body, full, strict=True) if iri and token.kind in (Kind.IRI, Kind.PREFIXED_NAME)]


def _constants(text: str) -> list[str]:
    """Return the strings that a query's body holds, and the local names of things that are no terms of the ontology."""
    strings = [token.text.strip("\"'") for token in tokens(text) if token.kind is Kind.STRING]
    things = [iri for iri in _iris(text) if "#" not in iri]
    return [*strings, *(re.split(r"[/:]", iri)[-1] for iri in things)]


def _given_away(said: Iterable[str], values: Iterable[Value], wording: str) -> list[str]:
    """Return what is part of an answer and no part of its question."""
    texts = [value for value in values if isinstance(value, str) and value != NOT_STATED]
    return [one for one in said if any(_has(text, one) for text in texts) and not _has(wording, one)]


def _has(text: str, part: str) -> bool:
    return named(text, Literal(part), lambda _: ())


def _told_by(test: QueryTest, asked: QueryTest, values: tuple[Value, ...], wordings: Mapping[str, str]) -> list[str]:
    """Return what a test says of the answer to another one of its query; a test that asks says nothing besides."""
    if test.arguments != asked.arguments:
        return []
    rows = [] if test.rows is None or not (test.question or test.rows in values) else [str(test.rows)]
    held = list((test.contains or {}).values())
    told = held if test.question else _given_away(held, values, wordings[asked.question or ""])
    whole = {fold(str(value)) for value in values}
    given = [one for one in test.arguments.values() if fold(one) in whole]
    return [*rows, *told, *(given or _given_away(test.arguments.values(), values, wordings[asked.question or ""]))]


def _is_twin(test: QueryTest, open_one: QueryTest) -> bool:
    """Return whether a test has values where another one has none."""
    alike = (test.columns, test.basis) == (open_one.columns, open_one.basis)
    return test.answered is True and alike and test.arguments != open_one.arguments


def _asking(query: SavedQuery, questions: Mapping[str, Answer]) -> SavedQuery:
    """Return a query with those of its tests that ask one of some questions."""
    return replace(query, tests=tuple(test for test in query.tests if test.question in questions))


def _over_http(client: TestClient, query: SavedQuery, test: QueryTest) -> Table:
    """Return the rows that the service answers with."""
    asked = {**test.arguments, "basis": test.basis.dataset}
    answer = client.get(f"/queries/{query.name}.srj", params=asked)
    answer.raise_for_status()
    found = parse_query_results(answer.content, format=QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        return Table(("boolean",), [{"boolean": Literal(bool(found))}])
    assert isinstance(found, QuerySolutions)
    columns = tuple(variable.value for variable in found.variables)
    return Table(columns, [{name: row[name] for name in columns} for row in found])
