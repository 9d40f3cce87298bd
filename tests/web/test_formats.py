"""What a saved query is answered with: suffix, then ``format=``, then ``Accept`` with its weights."""

from __future__ import annotations

import pytest

from llika.errors import NotAcceptable
from llika.sparql import Form
from llika.web.queries.formats import Format, choose, formats

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SPARQL_CLIENT = "application/sparql-results+json;q=1.0,application/sparql-results+xml;q=0.7"
RDF_CLIENT = "application/n-quads,application/trig;q=0.9,text/turtle;q=0.8,application/n-triples;q=0.7"


def name_of(found: Format) -> str:
    """Return the media type, or the name of what is ours."""
    return found if isinstance(found, str) else found.essence


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("application/json", "json"),
        ("application/*", "json"),
        ("text/*", "csv"),
        (BROWSER, "html"),
        ("text/html;q=0.2, application/json;q=0.1", "html"),
        ("application/json;q=0.1, application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/json;q=0.1, text/csv;q=0.2", "csv"),
        ("application/json;q=0, */*;q=0.1", "csv"),
        (SPARQL_CLIENT, "application/sparql-results+json"),
        ("application/xml", "application/sparql-results+xml"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("image/png, text/csv;q=0.001", "csv"),
    ],
)
def test_rows_by_accept(accept: str, expected: str) -> None:
    assert name_of(choose(Form.SELECT, asked="", accept=accept)) == expected
    assert name_of(choose(Form.ASK, asked="", accept=accept)) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        (BROWSER, "html"),
        (RDF_CLIENT, "text/turtle"),
        ("application/json", "application/ld+json"),
        ("application/xml;q=0.5, application/n-triples;q=0.6", "application/n-triples"),
    ],
)
def test_graphs_by_accept(accept: str, expected: str) -> None:
    assert name_of(choose(Form.CONSTRUCT, asked="", accept=accept)) == expected


@pytest.mark.parametrize(
    ("form", "asked", "expected"),
    [
        (Form.SELECT, "json", "json"),
        (Form.SELECT, "CSV", "csv"),
        (Form.SELECT, "srj", "application/sparql-results+json"),
        (Form.SELECT, "xml", "application/sparql-results+xml"),
        (Form.DESCRIBE, "json", "application/ld+json"),
        (Form.DESCRIBE, "rdf", "application/rdf+xml"),
        (Form.DESCRIBE, "html", "html"),
    ],
)
def test_a_name_comes_before_accept(form: Form, asked: str, expected: str) -> None:
    assert name_of(choose(form, asked=asked, accept="image/png")) == expected


@pytest.mark.parametrize(
    ("form", "asked", "accept"),
    [
        (Form.SELECT, "ttl", ""),
        (Form.SELECT, "xlsx", ""),
        (Form.CONSTRUCT, "csv", ""),
        (Form.SELECT, "", "text/turtle"),
        (Form.SELECT, "", "*/*;q=0"),
        (Form.CONSTRUCT, "", "text/csv, application/sparql-results+json"),
    ],
)
def test_what_is_not_on_offer_is_refused_with_what_is(form: Form, asked: str, accept: str) -> None:
    with pytest.raises(NotAcceptable) as caught:
        choose(form, asked=asked, accept=accept)
    assert caught.value.code == "not-acceptable"
    assert ("text/csv" in caught.value.hint.en or "csv" in caught.value.hint.en) is (form is Form.SELECT)
    assert "text/javascript" not in caught.value.hint.en


def test_where_grlc_is_spoken_json_and_csv_are_those_of_sparql() -> None:
    offers = formats(Form.SELECT, typed=True)
    assert {name_of(one) for one in offers.values()}.isdisjoint({"json", "csv"})
    json = choose(Form.SELECT, asked="json", accept="", typed=True)
    assert not isinstance(json, str)
    assert (json.content_type, json.name) == ("application/json", "json")
