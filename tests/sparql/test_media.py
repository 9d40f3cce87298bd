"""Media types: names, and the negotiation with what real clients send."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llika.errors import NotAcceptable
from llika.sparql import Form, by_name, negotiate, offered

RDFLIB_STORE = "application/rdf+xml, application/sparql-results+xml"
SPARQLWRAPPER_JSON = "application/sparql-results+json,application/json,text/javascript,application/javascript"
SPARQLWRAPPER_N3 = "application/turtle,text/turtle,text/rdf+n3,application/n-triples,application/n3,text/n3"
COMUNICA_ROWS = "application/sparql-results+json;q=1.0,application/sparql-results+xml;q=0.7"
COMUNICA_RDF = "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,text/turtle;q=0.6,text/html;q=0.2"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

NEGOTIATIONS = [
    # real clients
    (RDFLIB_STORE, Form.SELECT, "xml"),
    (RDFLIB_STORE, Form.ASK, "xml"),
    (RDFLIB_STORE, Form.CONSTRUCT, "rdfxml"),
    ("application/sparql-results+xml", Form.SELECT, "xml"),
    (SPARQLWRAPPER_JSON, Form.SELECT, "json"),
    ("text/csv", Form.ASK, "csv"),
    ("text/tab-separated-values", Form.SELECT, "tsv"),
    ("application/rdf+xml", Form.DESCRIBE, "rdfxml"),
    ("application/turtle,text/turtle", Form.CONSTRUCT, "turtle"),
    (SPARQLWRAPPER_N3, Form.CONSTRUCT, "turtle"),
    ("application/ld+json,application/x-json+ld", Form.CONSTRUCT, "jsonld"),
    ("*/*", Form.CONSTRUCT, "turtle"),
    ("application/sparql-results+json", Form.SELECT, "json"),
    ("application/sparql-results+json, application/sparql-results+xml", Form.SELECT, "json"),
    (COMUNICA_ROWS, Form.SELECT, "json"),
    (COMUNICA_RDF, Form.CONSTRUCT, "jsonld"),
    (BROWSER, Form.SELECT, "xml"),
    (BROWSER, Form.CONSTRUCT, "rdfxml"),
    # nothing said
    (None, Form.SELECT, "json"),
    ("", Form.ASK, "json"),
    ("  ", Form.CONSTRUCT, "turtle"),
    # weights
    ("text/csv;q=0.5, application/sparql-results+xml;q=0.4", Form.SELECT, "csv"),
    ("text/csv;q=0.1, text/tab-separated-values;q=0.2", Form.SELECT, "tsv"),
    ("text/csv; q=1.000, application/json;q=0.999", Form.SELECT, "csv"),
    ("text/csv;charset=utf-8;Q=0.3, application/xml;q=0.2", Form.SELECT, "csv"),
    ("text/csv;q=0.9, text/csv;q=0.3, application/json;q=0.5", Form.SELECT, "csv"),
    ("application/sparql-results+xml, application/sparql-results+json", Form.SELECT, "json"),
    # specificity
    ("*/*, application/sparql-results+json;q=0", Form.SELECT, "xml"),
    ("text/*, text/csv;q=0.1", Form.SELECT, "tsv"),
    ("text/*;q=0.5, */*;q=0.1", Form.SELECT, "csv"),
    ("application/*;q=0.2, text/tab-separated-values;q=0.3", Form.SELECT, "tsv"),
    ("text/*", Form.CONSTRUCT, "turtle"),
    ("application/*", Form.CONSTRUCT, "ntriples"),
    # other names
    ("application/json", Form.SELECT, "json"),
    ("text/json", Form.SELECT, "json"),
    ("text/xml", Form.SELECT, "xml"),
    ("application/json", Form.CONSTRUCT, "jsonld"),
    ("text/xml", Form.CONSTRUCT, "rdfxml"),
    ("text/plain", Form.CONSTRUCT, "ntriples"),
    ("application/x-turtle", Form.CONSTRUCT, "turtle"),
    ("text/n3", Form.DESCRIBE, "turtle"),
    # written badly
    ("TEXT/CSV", Form.SELECT, "csv"),
    ("nonsense, text/csv", Form.SELECT, "csv"),
    (",,text/csv,", Form.SELECT, "csv"),
    ("text/csv;q=lots, application/xml;q=0.1", Form.SELECT, "xml"),
]


@pytest.mark.parametrize(("accept", "form", "name"), NEGOTIATIONS)
def test_the_best_type_for_the_query_form_is_chosen(accept: str | None, form: Form, name: str) -> None:
    assert negotiate(accept, form).name == name


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("image/png", Form.SELECT),
        ("text/turtle", Form.SELECT),
        ("text/csv", Form.CONSTRUCT),
        ("*/*;q=0", Form.SELECT),
        ("text/html", Form.ASK),
        ("nonsense", Form.SELECT),
        ("application/*;q=0, text/*;q=0.0, */*;q=0", Form.DESCRIBE),
    ],
)
def test_what_cannot_be_served_is_refused_with_what_can(accept: str, form: Form) -> None:
    with pytest.raises(NotAcceptable) as caught:
        negotiate(accept, form)
    assert caught.value.code == "not-acceptable"
    assert all(media.essence in caught.value.hint.en for media in offered(form))


@given(st.text(alphabet='abcx/*;=q.,01 9+-"', max_size=60), st.sampled_from(Form))
def test_no_header_breaks_the_negotiation(accept: str, form: Form) -> None:
    try:
        assert negotiate(accept, form) in offered(form)
    except NotAcceptable:
        assert accept.strip()


def test_a_long_header_ends() -> None:
    with pytest.raises(NotAcceptable):
        negotiate("a/b;" * 50_000 + ";q=" * 50_000, Form.SELECT)


@pytest.mark.parametrize(
    ("name", "form", "essence"),
    [
        ("json", Form.SELECT, "application/sparql-results+json"),
        ("JSON", Form.ASK, "application/sparql-results+json"),
        ("json", Form.CONSTRUCT, "application/ld+json"),
        ("xml", Form.DESCRIBE, "application/rdf+xml"),
        ("csv", Form.SELECT, "text/csv"),
        ("tsv", Form.SELECT, "text/tab-separated-values"),
        ("ttl", Form.CONSTRUCT, "text/turtle"),
        ("turtle", Form.CONSTRUCT, "text/turtle"),
        ("nt", Form.CONSTRUCT, "application/n-triples"),
        ("rdf", Form.CONSTRUCT, "application/rdf+xml"),
        ("jsonld", Form.CONSTRUCT, "application/ld+json"),
    ],
)
def test_a_format_name_means_a_type_of_the_query_form(name: str, form: Form, essence: str) -> None:
    assert by_name(name, form).essence == essence


@pytest.mark.parametrize(("name", "form"), [("ttl", Form.SELECT), ("csv", Form.CONSTRUCT), ("docx", Form.ASK)])
def test_a_format_name_that_does_not_fit_is_refused(name: str, form: Form) -> None:
    with pytest.raises(NotAcceptable, match=name):
        by_name(name, form)


def test_every_type_is_found_under_its_own_name_and_suffix() -> None:
    for form in Form:
        for media in offered(form):
            assert by_name(media.name, form) is media
            assert by_name(media.suffix, form) is media
            assert negotiate(media.essence, form) is media
            assert media.is_graph is form.answers_graph


def test_text_types_say_their_charset() -> None:
    types = [media for form in (Form.SELECT, Form.CONSTRUCT) for media in offered(form)]
    assert all(media.content_type.endswith("; charset=utf-8") == media.essence.startswith("text/") for media in types)
