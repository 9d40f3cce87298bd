"""The values that the data has for a parameter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from llika.evidence import DEFAULT
from llika.saved import SavedQuery, Suggestions, value_text
from llika.store import QueryStore

QueryOf = Callable[[str], SavedQuery]
StoreOf = Callable[[str], QueryStore]

DATA = """
@prefix : <https://example.org/ontology#> .
<https://example.org/graph/a> {
  :ana :age 40 ; :name "Ána"@es , "Ana" ; :knows :bo . :bo :age 7 ; :name "Bo"@en ; :knows :cy , "nobody" .
}
"""
PREFIX = "PREFIX : <https://example.org/ontology#>\n"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("SELECT ?who WHERE { ?who :knows ?_x_iri }", [":bo", ":cy"]),
        ("SELECT ?who WHERE { ?who :knows ?_x }", ["nobody"]),
        ("SELECT ?who { ?who :name ?_x_es }", ["Ána"]),
        ("SELECT ?who { ?who :name ?__x_en }", ["Bo"]),
        ("SELECT ?who { ?who :age ?_x_integer }", ["7", "40"]),
        ("SELECT ?who { ?who :age ?_x_number }", ["7", "40"]),
        (
            "SELECT (COUNT(?who) AS ?n) { ?who :age ?_x_integer } HAVING(COUNT(?who) > 1) ORDER BY ?n LIMIT 1",
            ["7", "40"],
        ),
        ("SELECT (EXISTS { ?s ?p 7 } AS ?so) { ?who :age ?_x_integer }", ["7", "40"]),
        ("CONSTRUCT { ?who a ?_x_iri } WHERE { ?who :knows ?_x_iri }", [":bo", ":cy"]),
        ("CONSTRUCT WHERE { ?who :knows ?_x_iri }", [":bo", ":cy"]),
        ("ASK { ?who :knows ?_x_iri } # } ?_x_iri", [":bo", ":cy"]),
        ("ASK { ?who :knows ?_x_iri } VALUES ?who { :ana }", [":bo"]),
        ("ASK FROM <https://example.org/graph/none> WHERE { ?who :knows ?_x_iri }", []),
        ("ASK FROM <https://example.org/graph/a> { ?who :knows ?_x_iri }", [":bo", ":cy"]),
        ("ASK { VALUES ?who { ?_x_iri } ?who :age ?age }", []),
        ("DESCRIBE ?_x_iri", []),
        ("SELECT ?who { ?who :knows ?other FILTER(COALESCE(?__x_iri, ?other) = ?other) }", [":bo", ":cy"]),
        ("SELECT ?who { ?who :knows ?o FILTER(COALESCE(?__x_iri = ?o, STR(?__x_iri) = '', true)) }", [":bo", ":cy"]),
        ("SELECT ?who { ?who :age ?n FILTER(COALESCE(?__x_number = ?n, true)) }", ["7", "40"]),
        ("SELECT ?who { ?who :name ?n FILTER(CONTAINS(?n, COALESCE(?__x, ''))) }", []),
        ("SELECT ?n { { SELECT (COUNT(?who) AS ?n) { ?who :knows ?_x_iri } GROUP BY ?who } }", [":bo", ":cy"]),
        ("SELECT ?n { ?a :age ?n { SELECT ?a { ?a :knows ?b FILTER(COALESCE(?__x_iri, ?b) = ?b) } } }", [":bo", ":cy"]),
        ("SELECT ?a { { ?a :knows ?_x_iri } UNION { SELECT ?a { ?_x_iri :knows ?a } } }", [":ana", ":bo", ":cy"]),
        ("ASK { { SELECT ?who { ?who :knows ?_x_iri } VALUES ?who { :bo } } }", [":cy"]),
        ("DESCRIBE ?who WHERE { ?who :knows ?_x_iri }", [":bo", ":cy"]),
    ],
)
def test_they_are_what_the_pattern_of_the_query_has(
    query_of: QueryOf, store_of: StoreOf, text: str, values: list[str]
) -> None:
    query = query_of(f"#+ enumerate: [x]\n# {{ }}\n{PREFIX}{text}")
    (parameter,) = query.parameters
    assert parameter.from_data
    found = Suggestions(store_of(DATA)).of(query, parameter, DEFAULT)
    assert [value_text(term, query) for term in found] == values


def test_they_are_looked_up_once(query_of: QueryOf, store_of: StoreOf, monkeypatch: pytest.MonkeyPatch) -> None:
    query, store = query_of(f"#+ enumerate: [x]\n{PREFIX}ASK {{ ?who :knows ?_x_iri }}"), store_of(DATA)
    suggestions = Suggestions(store)
    first = suggestions.of(query, query.parameters[0], DEFAULT)
    monkeypatch.setattr(type(store), "select", lambda *_: pytest.fail("asked again"))
    assert suggestions.of(query, query.parameters[0], DEFAULT) == first


def test_a_list_in_the_file_may_have_labels_and_a_name_may_be_the_variable(query_of: QueryOf) -> None:
    query = query_of(
        "#+ enumerate:\n#+   - _status: {done: {en: Done, es: Hecho}, planned: Planned}\n#+   - ?__n_integer\n"
        "ASK { ?s ?p ?_status , ?__n_integer }"
    )
    status, number = query.parameters
    assert status.enumeration == ("done", "planned")
    assert {value: label.es for value, label in status.value_labels.items()} == {"done": "Hecho", "planned": "Planned"}
    assert (status.from_data, number.from_data, number.enumeration) == (False, True, ())
