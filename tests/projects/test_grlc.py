"""A repository made for grlc is served as it stands: its names, decorators, parameters, addresses; its faults are not.

Where grlc answers 500, or the backend's own error with 200, there is a problem with a status of its own.
"""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from llika.cli import main
from llika.dataset import build
from llika.errors import InputError
from llika.project import Project
from llika.saved import check_queries, load_all, load_sound
from llika.store import EmbeddedStore
from llika.web import create_app

ROOT = Path(__file__).resolve().parent / "grlc"
M = "https://music.example/"
NAMES = {
    "defaults", "describe", "description", "endpoint-method", "enumerate", "enumerate-from-data", "graph", "method",
    "pagination", "parameters", "query", "summary", "tags", "transform",
}  # fmt: skip
PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client() -> TestClient:
    """Return a client of the service over the repository."""
    app = create_app(build(Project.open(ROOT)))
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False)


def bindings(client: TestClient, path: str, **parameters: str) -> list[list[str]]:
    """Return the rows that grlc's clients read from an alias: local names of IRIs, texts of literals."""
    answer = client.get(f"/api-local/{path}", params=parameters, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json"), answer.text
    found = answer.json()
    names = found["head"]["vars"]
    return [
        [row[name]["value"].removeprefix(M) for name in names if name in row] for row in found["results"]["bindings"]
    ]


def test_the_files_of_the_folder_and_below_are_its_queries(client: TestClient) -> None:
    project = Project.open(ROOT)
    assert set(load_all(project)) == NAMES
    assert {one["name"] for one in client.get("/api-local/").json()["queries"]} == NAMES
    assert {one["name"] for one in client.get("/queries").json()["queries"]} == NAMES


def test_a_folder_of_queries_counts_alone_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "top.rq").write_text("ASK {}", "utf-8")
    assert set(load_all(Project.open(tmp_path))) == {"top"}
    for name in ("queries/deep/kept.sparql", ".hidden/no.rq", "ontology/rules/rule.rq"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("ASK {}", "utf-8")
    assert set(load_all(Project.open(tmp_path))) == {"kept"}
    shutil.rmtree(tmp_path / "queries")
    assert set(load_all(Project.open(tmp_path))) == {"top"}


def test_a_folder_without_queries_and_without_turtle_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing", "utf-8")
    with pytest.raises(InputError) as caught:
        Project.open(tmp_path)
    assert caught.value.code == "project-empty"


def test_two_files_of_one_name_are_told_and_none_wins_silently(tmp_path: Path) -> None:
    for name in ("one.rq", "below/one.sparql", "other.rq"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("ASK {}", "utf-8")
    project = Project.open(tmp_path)
    with pytest.raises(InputError) as caught:
        load_all(project)
    assert caught.value.code == "query-repeated"
    queries, findings = load_sound(project)
    assert set(queries) == {"one", "other"}
    assert [(one.rule, str(one.place)) for one in findings] == [("query-repeated", "one.rq")]


def test_what_grlc_would_do_elsewhere_is_told_and_not_done(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["check", "--project", str(ROOT), "--json"]) == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    told = {(one["rule"], one["level"], one["file"], one["line"]) for one in findings}
    assert told == {
        ("query-key-ignored", "info", "summary.rq", 2),
        ("query-key-ignored", "info", "transform.rq", 1),
        ("query-key-ignored", "info", "transform.rq", 2),
    }


def test_summary_description_and_tags_are_those_of_the_file(client: TestClient) -> None:
    found = {one["name"]: one for one in client.get("/queries").json()["queries"]}
    assert found["summary"]["summary"] == {"en": "All bands", "es": "All bands"}
    assert found["description"]["description"]["en"] == "Every band with this genre, at most a hundred of them."
    assert found["tags"]["tags"] == ["bands", "numbers"]


def test_a_default_is_taken(client: TestClient) -> None:
    assert bindings(client, "defaults") == [["aurora"], ["brisa"]]
    assert bindings(client, "defaults", genre=f"{M}folk") == [["brisa"], ["cumbre"]]
    assert f'value="{M}rock"' in client.get("/queries/defaults", headers=PAGE).text


def test_an_enumeration_in_the_file_restricts(client: TestClient) -> None:
    assert bindings(client, "enumerate", genre=f"{M}folk") == [["brisa"], ["cumbre"]]
    refused = client.get("/api-local/enumerate", params={"genre": f"{M}jazz"})
    assert (refused.status_code, refused.json()["code"]) == (422, "parameter-value")
    for language, label in {"en": "folk", "es": "música folclórica"}.items():
        page = client.get("/queries/enumerate", params={"lang": language}, headers=PAGE).text
        assert f'<option value="{M}folk">{label}</option>' in page


def test_an_enumeration_from_the_data_suggests(client: TestClient) -> None:
    page = client.get("/queries/enumerate-from-data", params={"lang": "es"}, headers=PAGE).text
    assert '<option value=":folk">música folclórica</option>' in page
    assert [value for value in ("3", "4", "5") if f'<option value="{value}">' in page] == ["3", "4"]
    assert bindings(client, "enumerate-from-data", genre=f"{M}jazz") == []
    assert bindings(client, "enumerate-from-data", genre=":folk", members="4") == [["cumbre"]]


def test_pages_are_linked_and_the_last_one_has_no_next(client: TestClient) -> None:
    whole, address = [], "/api-local/pagination"
    for number in (1, 2):
        answer = client.get(address)
        whole += answer.json()["results"]["bindings"]
        links = {one["rel"]: one["url"] for one in answer.links.values()}
        assert links["last"].endswith("?page=2")
        assert ("prev" in links, "next" in links) == (number == 2, number == 1)
        address = links.get("next", "")
    assert len(whole) == 4
    beyond = client.get("/api-local/pagination", params={"page": "9"})
    assert (beyond.status_code, beyond.json()["results"]["bindings"]) == (200, [])
    assert beyond.links["prev"]["url"].endswith("?page=2")
    assert len(client.get("/api-local/pagination.csv", params={"page": "2"}).text.splitlines()) == 3


def test_a_query_without_pages_is_answered_whole(client: TestClient) -> None:
    answer = client.get("/api-local/transform")
    assert set(answer.links) == {"cite-as"}
    assert len(answer.json()["results"]["bindings"]) == 4


@pytest.mark.parametrize("address", ["/api-local/method", "/queries/method.srj"])
def test_values_may_be_posted(client: TestClient, address: str) -> None:
    by_form = client.post(address, data={"motto": "calm"})
    by_address = client.post(address, params={"motto": "calm"})
    assert [row["band"]["value"] for row in by_form.json()["results"]["bindings"]] == [f"{M}brisa"]
    assert by_form.json() == by_address.json() == client.get(address, params={"motto": "calm"}).json()


@pytest.mark.parametrize(
    ("parameters", "bands"),
    [
        ({}, ["aurora", "brisa", "cumbre"]),
        ({"genre": f"{M}rock"}, ["aurora", "brisa"]),
        ({"members": "4"}, ["aurora", "cumbre"]),
        ({"rating": "4.5"}, ["aurora", "cumbre"]),
        ({"motto": "a"}, ["aurora", "brisa"]),
        ({"motto": '"and"'}, ["aurora"]),
        ({"motto": 'x" || "1"="1'}, []),
        ({"after": "2004-01-20"}, ["cumbre"]),
        ({"name": "Summit"}, ["cumbre"]),
        ({"nombre": "Summit"}, []),
        ({"nombre": "Brisa", "members": "3"}, ["brisa"]),
    ],
)
def test_a_parameter_of_every_form(client: TestClient, parameters: dict[str, str], bands: list[str]) -> None:
    assert bindings(client, "parameters", **parameters) == [[band] for band in bands]


def test_every_form_of_query_is_an_operation(client: TestClient) -> None:
    assert client.get("/api-local/endpoint-method", params={"members": "4"}).json() == {"head": {}, "boolean": True}
    assert client.get("/queries/endpoint-method.json", params={"members": "5"}).json()["rows"] == [{"boolean": False}]
    graph = client.get("/api-local/graph", params={"genre": f"{M}rock"})
    assert graph.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(list(parse(graph.content, format=RdfFormat.TURTLE))) == 2
    described = client.get("/queries/describe.nt", params={"band": f"{M}brisa"})
    assert f'<{M}brisa> <{M}motto> "calm" .' in described.text


def test_the_alias_speaks_as_grlc_does_and_the_contract_stays_beside_it(client: TestClient) -> None:
    assert client.get("/api-local/summary.json").json()["head"] == {"vars": ["band"]}
    assert client.get("/queries/summary.json").json()["columns"] == ["band"]
    assert client.get("/api-local/summary.csv").text.splitlines()[0] == "band"
    rows = list(csv.reader(client.get("/queries/summary.csv").text.splitlines()))
    assert rows[0] == ["\ufeffband"]
    xml = client.get("/api-local/summary", headers={"Accept": "application/sparql-results+xml"})
    assert len(ET.fromstring(xml.content).findall(".//{*}result")) == 3  # noqa: S314 - our own answer
    assert client.get("/api-local/swagger").json() == client.get("/openapi.json").json()


@pytest.mark.parametrize("base", ["/api-local", "/queries"])
@pytest.mark.parametrize(
    ("call", "status", "code", "parameter"),
    [
        ("description", 422, "parameter-missing", "genre"),
        ("description?genre=no%20iri", 422, "parameter-type", "genre"),
        ("description?genre=http://a%22b", 422, "parameter-type", "genre"),
        ("parameters?members=many", 422, "parameter-type", "members"),
        ("enumerate?genre=https://music.example/jazz", 422, "parameter-value", "genre"),
        ("pagination?page=abc", 422, "parameter-type", "page"),
        ("pagination?page=0", 422, "parameter-value", "page"),
        ("pagination?page=" + "9" * 5000, 422, "parameter-type", "page"),
        ("pagination?page=1&page=2", 422, "parameter-repeated", "page"),
        ("pagination?sort=colour", 422, "parameter-value", "sort"),
        ("graph?genre=https://music.example/rock&page=2", 422, "parameter-unknown", "page"),
        ("summary?endpoint=http://127.0.0.1:9/", 422, "endpoint-refused", "endpoint"),
        ("nonsense", 404, "query-unknown", None),
        ("fragment", 404, "query-unknown", None),
        ("summary.xlsx", 404, "query-unknown", None),
        ("summary?format=xlsx", 406, "not-acceptable", None),
        ("summary.ttl", 406, "not-acceptable", None),
    ],
)
def test_what_is_wrong_is_never_a_500(
    client: TestClient, base: str, call: str, status: int, code: str, parameter: str | None
) -> None:
    answer = client.get(f"{base}/{call}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json().get("parameter") == parameter
    assert answer.headers["content-type"] == "application/problem+json"


def test_no_accept_is_the_default_and_an_unknown_one_is_406(client: TestClient) -> None:
    assert client.get("/api-local/summary", headers={"Accept": ""}).json()["head"] == {"vars": ["band"]}
    assert client.get("/api-local/summary", headers={"Accept": "image/png"}).status_code == 406


def test_a_form_that_is_none_is_refused(client: TestClient) -> None:
    assert client.post("/api-local/method", json={"motto": "calm"}).json()["code"] == "media-type-unsupported"
    assert client.post("/api-local/method", data={"motto": "x" * 1_100_000}).json()["code"] == "body-too-large"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    for body in (b"motto=\xff", b"motto=%ff"):
        assert client.post("/api-local/method", content=body, headers=kind).json()["code"] == "not-utf8"
    stale = client.post("/api-local/method", data={"motto": "calm", "version": "0"})
    assert (stale.status_code, stale.json()["code"]) == (404, "version-unknown")


def test_graphs_and_truth_values_hold_tests_too(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "p")
    told = {
        "graph": ["{parameters: {genre: ':rock'}, rows: 3}", "{parameters: {genre: ':jazz'}, answered: true}"],
        "endpoint-method": [
            "{parameters: {members: 4}, answered: false}",
            "{parameters: {members: 9}, answered: true}",
        ],
    }
    right = {
        "graph": ["{parameters: {genre: ':rock'}, rows: 2, contains: {subject: ':brisa', object: rock}}"],
        "endpoint-method": ["{parameters: {members: 4}, answered: true, contains: {boolean: true}}"],
    }
    for name in told:
        path = tmp_path / "p" / f"{name}.rq"
        tests = "".join(f"#+   - {test}\n" for test in (*told[name], *right[name]))
        path.write_text(f"#+ tests:\n{tests}{path.read_text('utf-8')}", "utf-8")
    project = Project.open(tmp_path / "p")
    dataset = build(project)
    findings = check_queries(load_all(project).values(), EmbeddedStore(dataset), dataset.resolve)
    assert [(one.subject, one.message.en.partition(" fails: ")[2]) for one in findings] == [
        ("endpoint-method", "the answer is yes."),
        ("endpoint-method", "the answer is no."),
        ("graph", "2 rows instead of 3."),
        ("graph", "“subject” is empty in every row."),
    ]
