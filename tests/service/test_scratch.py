"""The scratch server: updates and graphs, in memory."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from llika.web import create_scratch_app

STORE = "/rdf-graph-store"
GRAPH = f"{STORE}?graph=http://a.example/g"
TURTLE = {"Content-Type": "text/turtle"}
ONE = "<http://a.example/s> <http://a.example/p> <http://a.example/o> ."
UPDATE = {"Content-Type": "application/sparql-update"}


@pytest.fixture
def scratch() -> Iterator[TestClient]:
    app = create_scratch_app()
    with TestClient(app, "http://localhost", raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


def _count(client: TestClient, pattern: str = "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }", **parameters: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    answer = client.get("/sparql", params={"query": query, **parameters})
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


# Updates


def test_an_update_comes_in_two_ways_to_three_addresses(scratch: TestClient) -> None:
    for number, path in enumerate(["/sparql", "/update", "/query", "/update/"]):
        text = f"INSERT DATA {{ <http://a.example/s> <http://a.example/p> {number}, {number + 10} }}"
        assert scratch.post(path, content=text, headers=UPDATE).status_code == 204
        assert scratch.post(path, data={"update": text}).status_code == 204
        assert _count(scratch) == 2 * (number + 1)


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("CLEAR XYZ", 400, "query-syntax"),
        ("INSERT DATA { ?s ?p ?o }", 400, "query-syntax"),
        ("DROP GRAPH <http://a.example/none>", 400, "query-failed"),
        ("LOAD <http://a.example/>", 403, "load-refused"),
        ("CLEAR ALL ; LOADSILENT<http://a.example/>", 403, "load-refused"),
        ("PREFIX a: <http://a.example/>LOADa:b", 403, "load-refused"),
        ("INSERT {} WHERE { SERVICE <http://a.example/> {} }", 403, "service-refused"),
        ("CLEAR ALL ; PREFIX x: <http://a:80> DELETE {} WHERE { { x:SERVICE <b:c> {} } }", 403, "service-refused"),
        ("INSERT DATA { } #" + "x" * 1_000_000, 413, "body-too-large"),
        ("INSERT {} WHERE " + "{" * 61 + "}" * 61, 413, "query-too-nested"),
    ],
)
def test_an_update_that_is_wrong_or_refused_changes_nothing(
    scratch: TestClient, text: str, status: int, code: str
) -> None:
    scratch.put(GRAPH, content=ONE, headers=TURTLE)
    answer = scratch.post("/update", content=text, headers=UPDATE)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert _count(scratch) == 1


def test_an_update_is_done_as_a_whole(scratch: TestClient) -> None:
    scratch.put(GRAPH, content=ONE, headers=TURTLE)
    answer = scratch.post("/update", content="CLEAR ALL ; DROP GRAPH <http://a.example/none>", headers=UPDATE)
    assert answer.status_code == 400
    assert _count(scratch) == 1


def test_get_takes_no_update(scratch: TestClient) -> None:
    for path in ("/sparql", "/update"):
        answer = scratch.get(path, params={"update": "CLEAR ALL"})
        assert (answer.status_code, answer.json()["code"]) == (400, "update-by-get")


@pytest.mark.parametrize("name", ["using-graph-uri", "using-named-graph-uri"])
@pytest.mark.parametrize(
    "text",
    [
        "WITH <http://a.example/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR ALL ;\nDELETE { ?s ?p ?o } USING <http://a.example/g> WHERE { ?s ?p ?o }",
    ],
)
def test_graphs_are_named_by_the_request_or_by_the_update(scratch: TestClient, name: str, text: str) -> None:
    scratch.put(GRAPH, content=ONE, headers=TURTLE)
    answer = scratch.post("/update", content=text, headers=UPDATE, params={name: "http://a.example/g"})
    assert (answer.status_code, answer.json()["code"]) == (400, "update-names-dataset")
    assert answer.json()["line"] == 1 + text.count("\n")
    assert _count(scratch) == 1


def test_a_fault_in_an_update_has_its_place_also_where_the_request_names_graphs(scratch: TestClient) -> None:
    text = "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o ?x }"
    graph = {"using-graph-uri": "http://a.example/g"}
    plain, with_graph = (
        scratch.post("/update", content=text, headers=UPDATE, params=parameters).json() for parameters in ({}, graph)
    )
    assert plain["code"] == "query-syntax"
    assert (with_graph["line"], with_graph["column"]) == (plain["line"], plain["column"])


def test_the_graphs_of_a_request_are_what_an_update_sees(scratch: TestClient) -> None:
    for name in ("g", "h"):
        scratch.put(f"{STORE}?graph=http://a.example/{name}", content=ONE, headers=TURTLE)
    text = "DELETE WHERE { ?s ?p ?o } ; INSERT { <http://a.example/found> ?p ?o } WHERE { ?s ?p ?o }"
    assert scratch.post("/update", content=text, headers=UPDATE, params={"using-graph-uri": "http://a.example/g"})
    assert _count(scratch, "<http://a.example/found> ?p ?o") == 1
    assert _count(scratch, "GRAPH ?g { ?s ?p ?o }") == 2


def test_updates_at_once_are_done_one_after_the_other(scratch: TestClient) -> None:
    scratch.post("/update", content="INSERT DATA { <http://a.example/s> <http://a.example/p> 0 }", headers=UPDATE)
    text = "DELETE { ?s ?p ?n } INSERT { ?s ?p ?m } WHERE { ?s ?p ?n BIND(?n + 1 AS ?m) }"
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: scratch.post("/update", content=text, headers=UPDATE).status_code, range(24)))
    assert answers == [204] * 24
    assert _count(scratch, "?s ?p 24") == _count(scratch) == 1


def test_who_reads_while_a_graph_is_replaced_sees_the_old_or_the_new(scratch: TestClient) -> None:
    sizes = (200, 300)
    bodies = ["\n".join(f"<http://a.example/s> <http://a.example/p> {n} ." for n in range(size)) for size in sizes]
    scratch.put(GRAPH, content=bodies[0], headers=TURTLE)
    with ThreadPoolExecutor(4) as pool:
        puts = [pool.submit(scratch.put, GRAPH, content=bodies[n % 2], headers=TURTLE) for n in range(10)]
        counts = {_count(scratch) for _ in range(20)}
    assert [put.result().status_code for put in puts] == [204] * 10
    assert counts <= set(sizes)


# Graphs


def test_a_graph_is_made_replaced_read_and_deleted(scratch: TestClient) -> None:
    assert scratch.get(GRAPH).status_code == 404
    assert scratch.put(GRAPH, content=ONE, headers=TURTLE).status_code == 201
    assert scratch.put(GRAPH, content=ONE, headers=TURTLE).status_code == 204
    got, head = scratch.get(GRAPH), scratch.head(GRAPH)
    assert (got.status_code, got.text.strip()) == (200, ONE)
    assert got.headers["content-type"] == "text/turtle; charset=utf-8"
    assert (head.status_code, head.content, head.headers) == (200, b"", got.headers)
    assert scratch.delete(GRAPH).status_code == 204
    assert scratch.delete(GRAPH).status_code == scratch.get(GRAPH).status_code == 404


def test_an_empty_graph_is_a_graph(scratch: TestClient) -> None:
    assert scratch.put(GRAPH, content="", headers=TURTLE).status_code == 201
    assert (scratch.get(GRAPH).status_code, scratch.get(GRAPH).content) == (200, b"")


def test_the_default_graph_is_always_there(scratch: TestClient) -> None:
    default = f"{STORE}?default"
    assert (scratch.get(default).status_code, scratch.delete(default).status_code) == (200, 204)
    assert scratch.put(default, content=ONE, headers=TURTLE).status_code == 204
    assert scratch.post(default, content=ONE, headers=TURTLE).status_code == 204
    assert _count(scratch) == 1
    assert scratch.delete(default).status_code == 204
    assert _count(scratch) == 0


def test_what_is_posted_is_merged_with_blank_nodes_of_its_own(scratch: TestClient) -> None:
    text = "_:one <http://a.example/p> _:one , [ <http://a.example/q> 1 ] ."
    assert [scratch.post(GRAPH, content=text, headers=TURTLE).status_code for _ in range(3)] == [201, 204, 204]
    assert _count(scratch) == 9
    assert _count(scratch, "GRAPH ?g { ?s ?p ?s }") == 3


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/turtle", ONE),
        ("Text/Turtle; Charset=UTF-8", ONE),
        ("application/n-triples", ONE),
        ("application/ld+json", '{"@id": "http://a.example/s", "http://a.example/p": {"@id": "http://a.example/o"}}'),
        (
            "application/rdf+xml",
            '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a.example/">'
            '<r:Description r:about="http://a.example/s"><a:p r:resource="http://a.example/o"/></r:Description></r:RDF>',
        ),
    ],
)
def test_a_graph_comes_and_goes_in_four_syntaxes(scratch: TestClient, kind: str, text: str) -> None:
    assert scratch.put(GRAPH, content=text, headers={"Content-Type": kind}).status_code == 201
    essence = kind.partition(";")[0].lower()
    answer = scratch.get(GRAPH, headers={"Accept": essence})
    assert answer.headers["content-type"].partition(";")[0] == essence
    (triple,) = parse(answer.content, format=RdfFormat.from_media_type(essence))
    assert f"{triple.subject} {triple.predicate} {triple.object} ." == ONE


@pytest.mark.parametrize(
    ("kind", "text", "status", "code", "place"),
    [
        ("text/turtle", f"{ONE}\n<http://a.example/s> a b .", 400, "turtle-syntax", (2, 24)),
        ("text/turtle", f"{ONE}\nx:a a x:b .", 400, "unknown-prefix", (2, 1)),
        ("application/n-triples", f"{ONE}\n<s> <p> <o> .", 400, "relative-iri", (2, 1)),
        ("application/ld+json", "{", 400, "rdf-syntax", (1, 2)),
        ("application/rdf+xml", "<a>", 400, "rdf-syntax", (1, 4)),
        ("text/turtle", b'<http://a.example/s> a "\xff" .', 400, "not-utf8", (1, 25)),
        ("text/turtle; charset=latin-1", ONE, 415, "media-type-unsupported", None),
        ("application/n-quads", ONE, 415, "media-type-unsupported", None),
        ("", ONE, 415, "media-type-unsupported", None),
        ("multipart/form-data", ONE, 415, "media-type-unsupported", None),
        ("text/turtle", "#" * 10_000_001, 413, "body-too-large", None),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_body_that_cannot_be_read_changes_nothing(
    scratch: TestClient,
    method: str,
    kind: str,
    text: str | bytes,
    status: int,
    code: str,
    place: tuple[int, int] | None,
) -> None:
    scratch.put(GRAPH, content=ONE, headers=TURTLE)
    answer = scratch.request(method, GRAPH, content=text, headers={"Content-Type": kind} if kind else {})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert (problem.get("line"), problem.get("column")) == (place or (None, None))
    assert scratch.get(GRAPH).text.strip() == ONE


def test_a_form_with_one_bad_file_changes_nothing(scratch: TestClient) -> None:
    files = {"one": ("one.ttl", ONE, "text/turtle"), "two": ("two.ttl", "<", "text/turtle")}
    assert scratch.post(GRAPH, files=files).status_code == 400
    assert scratch.get(GRAPH).status_code == 404
    assert scratch.post(GRAPH, files={"one": files["one"]}).status_code == 201


def test_relative_iris_are_resolved_against_the_name_of_the_graph(scratch: TestClient) -> None:
    scratch.put(f"{STORE}?graph=http://a.example/dir/g", content="<a> <../b> <> .", headers=TURTLE)
    assert _count(scratch, "GRAPH ?g { <http://a.example/dir/a> <http://a.example/b> ?g }") == 1


def test_an_address_below_the_store_is_the_name_of_a_graph(scratch: TestClient) -> None:
    for path in (f"{STORE}/a", f"{STORE}/a/", f"{STORE}/a%20b", f"{STORE}/a%2Fb"):
        assert scratch.put(path, content=ONE, headers=TURTLE).status_code == 201
        assert scratch.get(STORE, params={"graph": f"http://localhost{path}"}).text.strip() == ONE
        assert scratch.get(path).text.strip() == ONE
    assert _count(scratch) == 4


def test_what_is_posted_to_the_store_gets_a_name(scratch: TestClient) -> None:
    first, second = (scratch.post(f"{STORE}{end}", content=ONE, headers=TURTLE) for end in ("", "/"))
    assert first.status_code == second.status_code == 201
    assert first.headers["location"] != second.headers["location"]
    assert scratch.get(first.headers["location"]).text.strip() == ONE
    assert scratch.get(STORE, params={"graph": second.headers["location"]}).text.strip() == ONE


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_the_store_itself_is_no_graph(scratch: TestClient, method: str) -> None:
    answer = scratch.request(method, STORE, content=ONE, headers=TURTLE)
    assert (answer.status_code, answer.json()["code"]) == (400, "one-graph")


def test_a_graph_that_is_not_to_be_had_so_is_406(scratch: TestClient) -> None:
    assert scratch.get(f"{STORE}?default", headers={"Accept": "text/html"}).status_code == 406


def test_no_method_is_missing_and_none_too_many(scratch: TestClient) -> None:
    assert scratch.options(GRAPH).headers["allow"] == "GET, HEAD, POST, PUT, DELETE, OPTIONS"
    assert scratch.patch(GRAPH).status_code == 405


# Datasets


def test_graphs_merged_by_a_query_count_each_triple_once(scratch: TestClient) -> None:
    for name in ("g", "h"):
        scratch.put(f"{STORE}?graph=http://a.example/{name}", content=ONE, headers=TURTLE)
    two = ["http://a.example/g", "http://a.example/h"]
    query = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    clauses = " ".join(f"FROM <{name}>" for name in two)
    by_request = scratch.get("/sparql", params={"query": query.format(""), "default-graph-uri": two})
    by_query = scratch.get("/sparql", params={"query": query.format(clauses)})
    for answer in (by_request, by_query):
        assert answer.json()["results"]["bindings"][0]["n"]["value"] == "1"


# The rest


def test_the_server_says_what_it_is(scratch: TestClient) -> None:
    told = scratch.get("/").json()
    assert (told["query"], told["graph_store"]) == ("http://localhost/sparql", f"http://localhost{STORE}")
    page = scratch.get("/", headers={"Accept": "text/html", "Accept-Language": "es"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "vacío" in page.text
    assert scratch.get("/health").json()["status"] == "ok"


def test_a_browser_gets_problems_as_json_where_there_are_no_pages(scratch: TestClient) -> None:
    answer = scratch.get("/nothing-here", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_pages_of_other_sites_are_told_nothing(scratch: TestClient) -> None:
    answer = scratch.get("/health", headers={"Origin": "https://a.example"})
    assert "access-control-allow-origin" not in answer.headers


# Other sites


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "a.example"},
        {"Host": "a.example:8000"},
        {"Host": "127.0.0.1.a.example"},
        {"Host": "[::1"},
        {"Host": ""},
        {"Origin": "https://a.example"},
        {"Origin": "http://localhost.a.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_page_of_another_site_cannot_write(scratch: TestClient, headers: dict[str, str]) -> None:
    text = "INSERT DATA { <http://a.example/s> <http://a.example/p> 1 }"
    for answer in (
        scratch.post("/update", data={"update": text}, headers=headers),
        scratch.put(GRAPH, content=ONE, headers={**TURTLE, **headers}),
        scratch.delete(f"{STORE}?default", headers=headers),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign-site")
    assert _count(scratch) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "[::1]:8000", "Origin": "http://[::1]:8000"},
        {"Host": "127.0.0.1:8000", "Origin": "http://localhost:3000", "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_pages_of_this_machine_may_write(scratch: TestClient, headers: dict[str, str]) -> None:
    assert scratch.put(GRAPH, content=ONE, headers={**TURTLE, **headers}).status_code == 201


def test_a_link_from_another_site_may_be_followed(scratch: TestClient) -> None:
    assert scratch.get("/", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}).status_code == 200
