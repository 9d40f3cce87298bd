"""What is told of saved queries: in the list, on the page of one, in the description of the interface."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from ...explain import Json
from ...findings import Finding
from ...saved import Parameter, QueryTest, SavedQuery, expectation, parse_value
from ...terms import NamedNode, Text
from ..served import Served


def describe(query: SavedQuery) -> Json:
    """Return what a saved query is for, what it needs, and its tests, which are examples too."""
    return {
        "name": query.name,
        "path": path_of(query),
        "summary": query.summary._asdict(),
        "description": query.description._asdict(),
        "tags": list(query.tags),
        "form": query.form.value,
        "parameters": [describe_parameter(one) for one in query.parameters],
        "tests": [describe_test(test) for test in query.tests],
    }


def describe_subjects(queries: Iterable[SavedQuery], subjects: Mapping[str, Text]) -> list[Json]:
    """Return the subjects of a list, each with the names of the queries of which it is the first one among the tags."""
    found: dict[str, list[str]] = {tag: [] for tag in subjects}
    for query in queries:
        for tag in [tag for tag in query.tags if tag in found][:1]:
            found[tag].append(query.name)
    return [{"tag": tag, "label": subjects[tag]._asdict(), "queries": names} for tag, names in found.items() if names]


def describe_refused(finding: Finding) -> Json:
    """Return why a query file cannot be used."""
    place = finding.place
    return {
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "code": finding.rule,
        "detail": finding.message._asdict(),
        "hint": finding.advice._asdict(),
    }


def path_of(query: SavedQuery) -> str:
    """Return the path of a query, without a suffix."""
    return f"/queries/{quote(query.name, safe='')}"


def describe_parameter(parameter: Parameter) -> Json:
    """Return what a parameter takes."""
    return {
        "name": parameter.name,
        "kind": str(parameter.kind),
        "required": parameter.required,
        "label": parameter.label._asdict(),
        "default": parameter.default,
        "values": list(parameter.enumeration),
    }


def describe_test(test: QueryTest) -> Json:
    """Return what a test asks and expects; what it does not look at is left out."""
    expected = {
        "rows": test.rows,
        **_columns(test),
        "answered": test.answered,
        "contains": dict(test.contains) if test.contains is not None else None,
        "question": test.question,
    }
    told = {name: value for name, value in expected.items() if value is not None}
    return {"parameters": dict(test.arguments), "basis": test.basis.dataset, **told}


def _columns(test: QueryTest) -> Json:
    if not test.columns:
        return {}
    return {test.reading.value: list(test.columns) if test.reading.takes_several else test.columns[0]}


def examples(here: Served, query: SavedQuery) -> list[Json]:
    """Return the tests of a query as examples, what they give as people call it."""
    return [
        {
            "parameters": dict(test.arguments),
            "given": [_given(here, query, one, test) for one in query.parameters if one.name in test.arguments],
            "basis": test.basis.dataset,
            "expects": expectation(query, test)._asdict(),
        }
        for test in query.tests
    ]


def value_label(here: Served, query: SavedQuery, parameter: Parameter, text: str) -> Text:
    """Return what a value of a parameter is called: by its file, by the data, else as it is given."""
    if text in parameter.value_labels:
        return parameter.value_labels[text]
    term = parse_value(query, parameter, text, here.dataset.resolve)
    return here.views.labels.of(term) if isinstance(term, NamedNode) else Text(text, text)


def _given(here: Served, query: SavedQuery, parameter: Parameter, test: QueryTest) -> Json:
    text = test.arguments[parameter.name]
    return {"parameter": parameter.label._asdict(), "value": value_label(here, query, parameter, text)._asdict()}
