"""The project's queries answer its competency questions from the real data, and from nothing else.

Expected answers stand in tests/competency/ only. Each query file says which parameters answer which question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from llika.dataset import Dataset
from llika.dataset.infer import infer
from llika.derive import read_rule
from llika.project import Project
from llika.rules import close
from llika.saved import Answer, SavedQuery, check_queries, load_all, read_answers
from llika.saved.values import fold
from llika.sources import Sources
from llika.sparql import Kind, tokens
from llika.sparql.outline import expand_name, read_prologue
from llika.store import EmbeddedStore
from llika.terms import expand
from llika.turtle import format_facts, read

QUESTIONS = Path(__file__).parent.parent / "competency" / "networks_and_igf.yaml"
ASKED = {"NI-C01", "NI-C05", "NI-C06", "NI-C17", "NI-C24", "NI-C29", "NI-C31"}

# For each question, facts without which it must be answered otherwise: file, subject and predicate
SUPPORT = [
    ("NI-C01", "ontology/llika-concepts.ttl", "c:filtering", "skos:definition"),
    ("NI-C05", "graph_data/000-research-policy-networks.ttl", "i:recommendation-define-purpose", ":admitsPurpose"),
    ("NI-C06", "graph_data/claims/000-research-policy-networks.ttl", "gap:24969d2c07ad", "ev:gapSubject"),
    ("NI-C17", "graph_data/004-internet-governance-forum.ttl", "i:arrangement-2016", ":taskHolding"),
    ("NI-C17", "graph_data/000-research-policy-networks.ttl", "i:choice-centralised-decentralised", ":hasPole"),
    ("NI-C24", "graph_data/003-scaling-up.ttl", "i:remurpe-training", ":carriedOutBy"),
    ("NI-C29", "graph_data/004-internet-governance-forum.ttl", "i:seat-2016-pucp", ":forGroup"),
    ("NI-C29", "graph_data/004-internet-governance-forum.ttl", "i:igf-peru-committee-2017", ":memberListComplete"),
    ("NI-C29", "graph_data/004-internet-governance-forum.ttl", "i:seat-2017-rcp", ":forGroup"),
    ("NI-C31", "graph_data/004-internet-governance-forum.ttl", "i:seat-2017-ddi", ":representedBy"),
    ("NI-C31", "graph_data/004-internet-governance-forum.ttl", "i:seat-2017-rcp", ":ofBody"),
]


@pytest.fixture(scope="module")
def questions() -> Mapping[str, Answer]:
    """The expected answers by question."""
    return read_answers(QUESTIONS)


@pytest.fixture(scope="module")
def queries(project: Project) -> Mapping[str, SavedQuery]:
    """The queries of the bundled project."""
    return load_all(project)


def test_the_questions_are_those_that_were_set(shared_dir: Path) -> None:
    assert QUESTIONS.read_bytes() == (shared_dir / "competency" / QUESTIONS.name).read_bytes()


def test_every_test_in_a_query_file_passes(
    queries: Mapping[str, SavedQuery], published: EmbeddedStore, dataset: Dataset, questions: Mapping[str, Answer]
) -> None:
    assert [str(one) for one in check_queries(queries.values(), published, dataset.resolve, questions)] == []


def test_the_questions_of_the_first_landing_are_asked(queries: Mapping[str, SavedQuery]) -> None:
    assert {test.question for query in queries.values() for test in query.tests} >= ASKED


def test_what_is_not_stated_for_one_is_answered_for_another(
    queries: Mapping[str, SavedQuery], questions: Mapping[str, Answer]
) -> None:
    for query in queries.values():
        open_columns = {one.column for one in query.tests if one.question and questions[one.question].is_not_stated}
        assert open_columns <= {one.column for one in query.tests if one.answered}, query.file


def test_every_question_has_facts_to_take_away() -> None:
    assert {question for question, *_ in SUPPORT} == ASKED


@pytest.mark.parametrize(("question", "file", "subject", "predicate"), SUPPORT)
def test_without_its_facts_a_question_is_answered_otherwise(
    project_copy: Project, questions: Mapping[str, Answer], question: str, file: str, subject: str, predicate: str
) -> None:
    _take_away(project_copy, file, subject, predicate)
    dataset = _build_unchecked(project_copy)
    findings = check_queries(
        load_all(project_copy).values(), EmbeddedStore(dataset), dataset.resolve, {question: questions[question]}
    )
    assert any(f"{question}:" in one.message.en for one in findings)


def test_no_query_names_an_individual(queries: Mapping[str, SavedQuery], project: Project) -> None:
    for query in queries.values():
        assert [iri for iri in _iris(query.text) if iri.startswith(f"{project.base}id/")] == [], query.file


def test_a_query_that_names_an_individual_would_be_found(project: Project) -> None:
    named = f"PREFIX i: <{project.base}id/>\nASK {{ i:remurpe ?p <{project.base}id/cies> }}"
    assert [iri.removeprefix(project.base) for iri in _iris(named)] == ["id/remurpe", "id/cies"]


def test_no_query_holds_its_answer(queries: Mapping[str, SavedQuery], questions: Mapping[str, Answer]) -> None:
    for query in queries.values():
        asked = [questions[test.question] for test in query.tests if test.question]
        words = [value for answer in asked for value in answer.values if isinstance(value, str)]
        assert [word for word in words if fold(word) in _said(query.text)] == [], query.file
        assert not {str(value) for answer in asked for value in answer.values} & _numbers(query.text), query.file


def test_no_test_in_a_query_file_holds_an_answer(
    queries: Mapping[str, SavedQuery], questions: Mapping[str, Answer]
) -> None:
    for query in queries.values():
        for test in query.tests:
            assert not (test.question and (test.contains or test.rows is not None)), f"{query.file}: {test}"
            values = questions[test.question].values if test.question else ()
            assert not {fold(str(value)) for value in values} & {fold(one) for one in test.arguments.values()}


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


def _take_away(project: Project, file: str, subject: str, predicate: str) -> None:
    """Delete what a file says of a subject by one predicate; at least something must go."""
    path = project.root / file
    facts = read(path, shown_as=file).facts
    unwanted = (expand(subject, project.prefixes), expand(predicate, project.prefixes))
    kept = [fact for fact in facts if fact[:2] != unwanted]
    assert len(kept) < len(facts), f"{file} says nothing of {subject} {predicate}"
    path.write_text(format_facts(kept, project.prefixes), "utf-8")


def _build_unchecked(project: Project) -> Dataset:
    """Return the dataset of a project whose facts and claims no longer agree."""
    sources = Sources(project)
    rules = [read_rule(path, shown_as=project.shown(path)) for path in project.rule_files]
    return Dataset(sources, "unchecked", infer(sources, rules, lambda _, facts: close(facts)))
