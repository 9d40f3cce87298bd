"""Every status of the protocol, with its exact type and body, in both languages."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
ASK = "/sparql?query=ASK%7B%7D"

WRONG: list[tuple[str, str, str | None, bytes | None, int, str]] = [
    # method, target, content type, body, status, code
    ("GET", "/sparql?query=SELECT%20%2A%20%7B%20%3Fs%20%7D", None, None, 400, "query-syntax"),
    ("GET", "/sparql?query=", None, None, 400, "query-syntax"),
    ("GET", "/sparql?query=ASK%00%7B%7D", None, None, 400, "query-syntax"),
    ("POST", "/sparql", QUERY, b"", 400, "query-syntax"),
    ("POST", "/sparql", FORM, b"format=json", 400, "one-query"),
    ("POST", "/query", FORM, b"", 400, "one-query"),
    ("GET", f"{ASK}&query=ASK%7B%7D", None, None, 400, "one-query"),
    ("POST", ASK, QUERY, b"ASK {}", 400, "one-query"),
    ("GET", f"{ASK}&update=CLEAR%20ALL", None, None, 400, "one-query"),
    ("POST", "/sparql", FORM, b"query=ASK%7B%7D&update=CLEAR+ALL", 400, "one-query"),
    ("GET", "/sparql?update=CLEAR%20ALL", None, None, 400, "update-by-get"),
    ("GET", "/sparql?query=%ff", None, None, 400, "not-utf8"),
    ("GET", "/sparql?query=%ED%A0%80", None, None, 400, "not-utf8"),
    ("POST", "/sparql", QUERY, b"ASK {} # \xff", 400, "not-utf8"),
    ("POST", "/sparql", FORM, b"query=\xff", 400, "not-utf8"),
    ("GET", f"{ASK}&default-graph-uri=graph", None, None, 400, "not-a-term"),
    ("GET", f"{ASK}&default-graph-uri=not%20an%20iri", None, None, 400, "not-a-term"),
    ("GET", f"{ASK}&basis=hearsay", None, None, 400, "unknown-basis"),
    ("GET", f"{ASK}&named-graph-uri=", None, None, 400, "not-a-term"),
    ("GET", "/rdf-graph-store", None, None, 400, "one-graph"),
    ("GET", "/rdf-graph-store?default&graph=http://a.example/", None, None, 400, "one-graph"),
    ("GET", "/rdf-graph-store?graph=b", None, None, 400, "not-a-term"),
    ("POST", "/sparql", QUERY, b"ASK { SERVICE <http://a.example/> {} }", 403, "service-refused"),
    ("POST", "/sparql", QUERY, b"LOAD <http://a.example/>", 403, "load-refused"),
    ("POST", "/sparql", QUERY, b"CLEAR ALL", 403, "update-refused"),
    ("POST", "/sparql", FORM, b"update=CLEAR+ALL", 403, "update-refused"),
    ("POST", "/sparql", UPDATE, b"CLEAR ALL", 403, "update-refused"),
    ("POST", "/sparql?using-graph-uri=b", f"{UPDATE}; charset=utf-8", b"CLEAR ALL", 403, "update-refused"),
    ("POST", "/update", FORM, b"update=CLEAR+ALL", 403, "update-refused"),
    ("POST", "/update/", UPDATE, b"CLEAR ALL", 403, "update-refused"),
    ("POST", "/update", None, None, 403, "update-refused"),
    ("GET", "/update?update=CLEAR%20ALL", None, None, 403, "update-refused"),
    ("PUT", "/rdf-graph-store?default", "text/turtle", b"", 403, "update-refused"),
    ("POST", "/rdf-graph-store", "text/turtle", b"", 403, "update-refused"),
    ("DELETE", "/rdf-graph-store?default", None, None, 403, "update-refused"),
    ("GET", "/rdf-graph-store?graph=http://a.example/none", None, None, 404, "graph-unknown"),
    ("GET", "/nothing-here", None, None, 404, "http-404"),
    ("PUT", ASK, FORM, None, 405, "http-405"),
    ("DELETE", "/api", None, None, 405, "http-405"),
    ("GET", "/sparql?query=ASK%7B%7D%23" + "x" * 20_000, None, None, 413, "query-too-long"),
    ("POST", "/sparql", QUERY, b"ASK { } #" + b"x" * 20_000, 413, "query-too-long"),
    ("POST", "/sparql", QUERY, b"ASK " + b"{" * 61 + b"}" * 61, 413, "query-too-nested"),
    ("POST", "/sparql", QUERY, b"ASK { " + b"?s ?p ?o . " * 81 + b"}", 413, "query-too-many-patterns"),
    ("GET", ASK + "&x" * 1_000, None, None, 413, "too-many-fields"),
    ("POST", "/sparql", FORM, b"query=" + b"x" * 1_000_000, 413, "body-too-large"),
    ("POST", "/sparql", QUERY, b"x" * 1_000_001, 413, "body-too-large"),
    ("POST", "/sparql", None, b"query=ASK%7B%7D", 415, "media-type-unsupported"),
    ("POST", "/sparql", "text/plain", b"ASK {}", 415, "media-type-unsupported"),
    ("POST", "/sparql", "nonsense", b"ASK {}", 415, "media-type-unsupported"),
    ("POST", "/sparql", f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16"), 415, "media-type-unsupported"),
    ("POST", "/sparql", f"{FORM}; charset=latin-1", b"query=ASK%7B%7D", 415, "media-type-unsupported"),
]


@pytest.mark.parametrize(
    ("method", "target", "kind", "body", "status", "code"),
    WRONG,
    ids=[
        f"{method} {target[:40]} {kind} {(body or b'')[:24]!r} {code}" for method, target, kind, body, _, code in WRONG
    ],
)
def test_what_is_wrong_is_a_problem_in_both_languages(
    client: TestClient, method: str, target: str, kind: str | None, body: bytes | None, status: int, code: str
) -> None:
    headers = {"Content-Type": kind} if kind else {}
    english, spanish = (
        client.request(method, target, content=body, headers={**headers, "Accept-Language": language})
        for language in ("en", "es")
    )
    for answer, language in ((english, "en"), (spanish, "es")):
        problem = answer.json()
        assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["content-language"] == language
        assert problem["type"] == f"/docs/errors#{code}"
        assert problem["title"]
        assert problem["detail"]
        assert problem["hint"]
        assert {"Accept", "Accept-Language"} <= set(answer.headers["vary"].split(", "))
        assert answer.headers["access-control-allow-origin"] == "*"
    assert english.json()["title"] != spanish.json()["title"]
    assert english.json()["detail"] != spanish.json()["detail"]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("ASK {", (1, 5)),
        ("ASK\n{ ?s ?p }", (2, 10)),
        ("SELECT * {\n  ?s a x:y }", (2, 8)),
        ("ASK {}\nCLEAR ALL", (2, 1)),
    ],
)
def test_what_is_wrong_in_a_query_has_its_place(client: TestClient, query: str, place: tuple[int, int]) -> None:
    problem = client.get("/sparql", params={"query": query}).json()
    assert (problem["line"], problem["column"]) == place


@pytest.mark.parametrize(
    "accept", ["image/png", "text/turtle", "text/html;q=0", "application/sparql-results+json;q=0, image/*"]
)
def test_a_form_that_is_not_on_offer_is_406(client: TestClient, accept: str) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * {}"}, headers={"Accept": accept})
    assert (answer.status_code, answer.json()["code"]) == (406, "not-acceptable")
    assert "application/sparql-results+json" in answer.json()["hint"]
    graph = client.get("/rdf-graph-store", params={"default": ""}, headers={"Accept": "image/png"})
    assert (graph.status_code, graph.json()["code"]) == (406, "not-acceptable")
    assert "text/turtle" in graph.json()["hint"]


def test_a_packed_body_is_415(client: TestClient) -> None:
    headers = {"Content-Type": QUERY, "Content-Encoding": "gzip"}
    answer = client.post("/sparql", content=b"\x1f\x8b", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "media-type-unsupported")


@pytest.mark.parametrize(
    "kind",
    [f"{QUERY}; charset=utf-8", f'{QUERY}; charset="UTF-8"', f"{QUERY};charset=utf8", QUERY.upper(), f"{QUERY}; x=y"],
)
def test_the_type_of_a_body_is_read_as_http_writes_it(client: TestClient, kind: str) -> None:
    answer = client.post("/sparql", content="ASK {}", headers={"Content-Type": kind})
    assert answer.json() == {"head": {}, "boolean": True}


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        (b"SELECT+(%22a+b%22+AS+%3Fx)+%7B%7D", "a b"),
        (b"SELECT%20(%22a%2Bb%22%20AS%20%3Fx)%20%7B%7D", "a+b"),
        (b"SELECT+(%22%252B%22+AS+%3Fx)+%7B%7D", "%2B"),
        (b"SELECT+(%22%C3%B1%22+AS+%3Fx)+%7B%7D", "ñ"),
        ("SELECT+(%22ñ%22+AS+%3Fx)+%7B%7D".encode(), "ñ"),
        (b"SELECT+(%22%00%22+AS+%3Fx)+%7B%7D", "\0"),
    ],
)
def test_a_form_is_decoded_once_and_a_plus_is_a_space(client: TestClient, sent: bytes, meant: str) -> None:
    answer = client.post("/sparql", content=b"query=" + sent, headers={"Content-Type": FORM})
    assert answer.json()["results"]["bindings"][0]["x"]["value"] == meant


def test_a_body_may_come_in_pieces(client: TestClient) -> None:
    answer = client.post("/sparql", content=iter([b"A", b"SK", b" {}"]), headers={"Content-Type": QUERY})
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize("name", ["format", "output", "results"])
@pytest.mark.parametrize("value", ["json", "application%2Fjson", "ttl", "json%0D%0AX-Other%3A%20here", "%00", ""])
def test_what_clients_add_is_never_an_error_and_never_a_header(client: TestClient, name: str, value: str) -> None:
    answer = client.get(f"{ASK}&{name}={value}&{name}={value}&flavour=mint")
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)
    assert "x-other" not in answer.headers


@pytest.mark.parametrize("path", ["/sparql", "/query"])
def test_a_relative_iri_is_resolved_against_the_address_asked(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"query": "SELECT (STR(<b>) AS ?x) {}"})
    assert answer.json()["results"]["bindings"][0]["x"]["value"] == "http://testserver/b"


# Methods


@pytest.mark.parametrize(
    ("path", "allow"),
    [
        ("/sparql", "GET, HEAD, POST, OPTIONS"),
        ("/sparql/", "GET, HEAD, POST, OPTIONS"),
        ("/update", "GET, HEAD, POST, OPTIONS"),
        ("/rdf-graph-store", "GET, HEAD, POST, PUT, DELETE, OPTIONS"),
        ("/api/networks", "GET, HEAD, OPTIONS"),
        ("/static/llika.css", "GET, HEAD, OPTIONS"),
        ("/", "GET, HEAD, OPTIONS"),
    ],
)
def test_options_tell_what_an_address_takes(client: TestClient, path: str, allow: str) -> None:
    answer = client.options(path)
    assert (answer.status_code, answer.content, answer.headers["allow"]) == (204, b"", allow)
    assert client.request("PATCH", path).headers["allow"] == allow


def test_options_of_nothing_are_404(client: TestClient) -> None:
    assert client.options("/nothing-here").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/", "/health", "/api", "/queries", "/docs", "/openapi.json", "/nothing-here", ASK, "/rdf-graph-store?default"],
)
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    got, head = (client.request(method, path) for method in ("GET", "HEAD"))
    assert head.content == b""
    assert (head.status_code, head.headers) == (got.status_code, got.headers)


def test_a_preflight_is_answered_with_what_pages_may_send(client: TestClient) -> None:
    headers = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/sparql", headers={**headers, "Access-Control-Request-Headers": "x-other"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert {name: value for name, value in answer.headers.items() if name.startswith("access-control")} == {
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
        "access-control-allow-headers": "Content-Type, Accept, Accept-Language, If-None-Match, Authorization",
    }


def test_pages_may_read_every_answer(client: TestClient) -> None:
    for path in (ASK, "/api", "/nothing-here", "/sparql?query=x"):
        headers = client.get(path, headers={"Origin": "https://a.example"}).headers
        assert headers["access-control-allow-origin"] == "*"
        assert headers["access-control-expose-headers"] == "Link, ETag, Content-Language, Retry-After"
        assert "access-control-allow-credentials" not in headers


# Addresses


@pytest.mark.parametrize("path", ["/sparql/?query=ASK%7B%7D", "/query/?query=ASK%7B%7D", "/api/", "/api/networks/"])
def test_a_final_slash_does_no_harm(client: TestClient, path: str) -> None:
    assert client.get(path).content == client.get(path.replace("/?", "?").removesuffix("/")).content
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/queries/", "/health/", "/docs/", "/explain/?subject=cies&predicate=a&object=:Network"]
)
def test_fixed_addresses_are_found_with_a_slash(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == client.get(path.replace("/?", "?").removesuffix("/")).status_code != 404


def test_the_slash_of_a_name_stays(client: TestClient) -> None:
    assert client.get("/id/cies").status_code == 303
    assert client.get("/id/cies/").status_code == 404
