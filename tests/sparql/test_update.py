"""Updates: what the guard lets through, and the dataset that a request gives them."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from llika.errors import QueryRefused, QuerySyntax, UsageError
from llika.sparql import QueryDataset, apply_update, check_update, with_using
from llika.terms import NamedNode

G, H = (NamedNode(f"http://a.example/{name}") for name in "gh")
BOTH = QueryDataset((G,), (H,))
USING = f"USING {G} USING NAMED {H}"


@pytest.mark.parametrize(
    "text",
    [
        "CLEAR ALL",
        "INSERT DATA { <a:a> <a:b> 'LOAD <http://a.example/>' } # LOAD <http://a.example/>",
        "PREFIX load: <http://a.example/> INSERT DATA { load:a load:b load:c ; load:d load:e } ; CREATE GRAPH load:x",
        "INSERT DATA { " + "<a:a> <a:b> <a:c> . " * 1_000 + "}",
        "",
    ],
)
def test_what_only_writes_passes_the_guard(text: str) -> None:
    check_update(text)
    Store().update(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("LOAD <http://a.example/>", "load-refused"),
        ("load silent <http://a.example/> into graph <a:b>", "load-refused"),
        ("LOADSILENT<http://a.example/>", "load-refused"),
        ("CLEARALL;LOAD<http://a.example/>", "load-refused"),
        ("PREFIX a: <http://a.example/>LOADa:b", "load-refused"),
        ("CLEAR ALL ; PREFIX : <http://a.example/> LOAD:b", "load-refused"),
        ("INSERT {} WHERE { SERVICE <http://a.example/> {} }", "service-refused"),
        ("CLEAR ALL ; PREFIX x: <http://a:80> INSERT {} WHERE { { x:SERVICE <b:c> {} } }", "service-refused"),
        ("PREFIX x: <http://a:80> INSERT {} WHERE { x:SERVICE <b:c> {} } ; PREFIX x: <a:>", "service-refused"),
        ("INSERT {} WHERE { FILTER(?a<?b)SERVICE#c>\n<http://a.example/> {} }", "service-refused"),
        ("INSERT {} WHERE " + "{" * 61 + "}" * 61, "query-too-nested"),
        ("#" + "x" * 1_000_000, "query-too-long"),
        ("; " * 200_001, "query-too-many-tokens"),
    ],
)
def test_what_fetches_or_is_too_much_does_not(text: str, code: str) -> None:
    with pytest.raises(QueryRefused) as raised:
        check_update(text)
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CLEAR ALL", "CLEAR ALL"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "INSERT DATA { <a:a> <a:b> 1 }"),
        ("DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }", f"DELETE {{ ?s ?p 1 }} {USING} WHERE {{ ?s ?p 1 }}"),
        ("delete where { ?s ?p 1 }", f"delete {{ ?s ?p 1 }} {USING} where {{ ?s ?p 1 }}"),
        (
            "INSERT { ?s ?p 'WHERE' } WHERE { SELECT * WHERE { ?s ?p ?o } } # WHERE",
            f"INSERT {{ ?s ?p 'WHERE' }} {USING} WHERE {{ SELECT * WHERE {{ ?s ?p ?o }} }} # WHERE",
        ),
        (
            "DELETE WHERE { GRAPH ?g { ?s ?p 1 } } ; INSERT {} WHERE {}",
            f"DELETE {{ GRAPH ?g {{ ?s ?p 1 }} }} {USING} WHERE {{ GRAPH ?g {{ ?s ?p 1 }} }}"
            f" ; INSERT {{}} {USING} WHERE {{}}",
        ),
    ],
)
def test_every_pattern_is_matched_against_the_graphs_of_the_request(text: str, expected: str) -> None:
    assert with_using(text, BOTH) == expected
    Store().update(expected)


@pytest.mark.parametrize(
    "text",
    [
        "WITH <a:b> DELETE {} WHERE {}",
        "INSERT {} USING <a:b> WHERE {}",
        "CLEAR ALL; insert {} using <a:b> where {}",
    ],
)
def test_an_update_with_graphs_of_its_own_takes_none(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        with_using(text, BOTH)
    assert raised.value.code == "update-names-dataset"


@pytest.mark.parametrize("dataset", [None, BOTH])
@pytest.mark.parametrize("text", ["DELETE WHERE { ?s ?p }", "DELETE WHERE", "CLEAR XYZ", "DELETE {} WHERE { ?s }"])
def test_what_does_not_parse_is_told_with_its_place_as_sent(text: str, dataset: QueryDataset | None) -> None:
    store = Store()
    with pytest.raises(SyntaxError) as engine:
        store.update(text)
    with pytest.raises(QuerySyntax) as raised:
        apply_update(store, text, dataset=dataset)
    place = raised.value.place
    assert place is not None
    assert f"{place.line}:{place.column}" in str(engine.value)


def test_relative_iris_are_resolved_against_the_base() -> None:
    store = Store()
    apply_update(store, "INSERT DATA { <s> <p> <o> }", base="http://a.example/x/sparql")
    assert [str(one.subject) for one in store] == ["<http://a.example/x/s>"]
