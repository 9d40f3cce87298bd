"""Every door works for projects of another kind: one without evidence and configuration, one about bridges."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from llika.cli import main
from llika.dataset import build
from llika.project import Project
from llika.web import create_app

HERE = Path(__file__).resolve().parent
GARDEN, BRIDGES = HERE / "garden", HERE / "bridges"
PROJECTS = {"garden": GARDEN, "bridges": BRIDGES}
PAGE = {"Accept": "text/html"}
G, B = "http://example.org/garden#", "https://example.org/bridges/"
FACTS = {
    "garden": (f"{G}basil", "a", f"{G}Plant"),
    "bridges": ("upper-bridge", "a", "StoneBridge"),
}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return what runs a command with a cache of its own: exit status, standard output, standard error."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def call(*argv: object) -> tuple[int, str, str]:
        status = main([str(one) for one in argv])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


@pytest.fixture(scope="module")
def clients() -> dict[str, TestClient]:
    """Return a client of the service of each project."""
    apps = {name: create_app(build(Project.open(root))) for name, root in PROJECTS.items()}
    return {name: TestClient(app, raise_server_exceptions=False, follow_redirects=False) for name, app in apps.items()}


@pytest.mark.parametrize("name", PROJECTS)
def test_build_and_check_find_nothing_wrong(run: Run, name: str) -> None:
    status, out, err = run("build", "--project", PROJECTS[name], "--json")
    built = json.loads(out)
    assert (status, err, built["findings"]) == (0, "", [])
    assert built["facts"]["stated"] > 0
    assert built["entailed"] > 0
    texts = ["--sources", BRIDGES / "sources"] if name == "bridges" else []
    status, out, _ = run("check", "--project", PROJECTS[name], "--json", *texts)
    assert (status, json.loads(out)) == (0, {"findings": []})


@pytest.mark.parametrize("name", PROJECTS)
@pytest.mark.parametrize("engine", ["native", "owlrl"])
def test_both_engines_entail_the_same(run: Run, name: str, engine: str) -> None:
    status, out, _ = run("explain", "--project", PROJECTS[name], *FACTS[name], "--engine", engine, "--json")
    assert (status, json.loads(out)["layer"]) == (0, "entailed")


@pytest.mark.parametrize("name", PROJECTS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_explain_ends_in_facts_or_claims(run: Run, name: str, language: str) -> None:
    status, out, _ = run("explain", "--project", PROJECTS[name], *FACTS[name], "--lang", language)
    assert status == 0
    assert {"en": "[entailed, stated]", "es": "[inferido, consta]"}[language] in out
    assert ("@ A walk along the river" in out) is (name == "bridges")
    assert ("porque:" in out) is (language == "es" and name == "bridges")


@pytest.mark.parametrize("name", PROJECTS)
def test_the_saved_queries_are_listed_and_run(run: Run, name: str) -> None:
    status, out, _ = run("query", "--project", PROJECTS[name], "--json")
    listed = [query["name"] for query in json.loads(out)["queries"]]
    assert (status, listed) == (0, ["bridges-by-material"] if name == "bridges" else [])
    for query in listed:
        status, out, _ = run("query", "--project", PROJECTS[name], query, "material=stone", "--json")
        assert (status, [row["label"] for row in json.loads(out)["rows"]]) == (0, ["Upper Bridge"])


@pytest.mark.parametrize("name", PROJECTS)
def test_the_files_are_in_the_one_form(run: Run, name: str) -> None:
    assert run("format", "--check", "--project", PROJECTS[name])[:2] == (0, "nothing to change\n")


@pytest.mark.parametrize("name", PROJECTS)
def test_reason_closes_the_files_without_the_project(run: Run, name: str, tmp_path: Path) -> None:
    files = [path for folder in ("ontology", "graph_data") for path in (PROJECTS[name] / folder).glob("*.ttl")]
    closed = tmp_path / "closed.nt"
    status, _, _ = run("reason", *files, "--inferred-only", "--out", closed)
    expected = f"<{G}tomato> <{G}growsNextTo> <{G}basil> ." if name == "garden" else f"<{B}ontology#StoneBridge> ."
    assert (status, expected in closed.read_text("utf-8")) == (0, True)


URLS = {
    "garden": [f"/page/{G.replace('#', '%23')}basil", "/data/graph/beds.ttl"],
    "bridges": [
        "/api/bridges",
        "/api/bridges/upper-bridge",
        "/api/bridges/upper-bridge/types",
        "/page/upper-bridge",
        "/data/upper-bridge.ttl",
        "/data/graph/a1.ttl",
        "/queries/bridges-by-material?material=stone",
    ],
}
COMMON = [
    "/",
    "/api",
    "/queries",
    "/health",
    "/openapi.json",
    "/data/all.nq.gz",
    "/sparql?query=ASK%7B%7D",
    "/sparql",
    "/void",
]


@pytest.mark.parametrize("name", PROJECTS)
def test_every_address_answers_programs(clients: dict[str, TestClient], name: str) -> None:
    for url in [*COMMON, *URLS[name]]:
        answer = clients[name].get(url)
        assert (url, answer.status_code) == (url, 200)
        assert answer.content


@pytest.mark.parametrize("name", PROJECTS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_is_in_the_language_asked(clients: dict[str, TestClient], name: str, language: str) -> None:
    subject, predicate, value = FACTS[name]
    explain = f"/explain?subject={subject}&predicate={predicate}&object={value}".replace("#", "%23")
    pages = ["/", "/queries", "/sparql", "/sparql?query=ASK%7B%7D", "/void", explain, "/nowhere"]
    pages += ["/page/upper-bridge", "/queries/bridges-by-material?material=stone"] if name == "bridges" else []
    for url in pages:
        answer = clients[name].get(url, headers=PAGE | {"Accept-Language": language})
        assert (url, answer.status_code) == (url, 404 if url == "/nowhere" else 200)
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["content-language"] == language
        assert f'<html lang="{language}"' in answer.text


def test_a_project_without_evidence_says_so(clients: dict[str, TestClient]) -> None:
    for name, expected in {"garden": False, "bridges": True}.items():
        assert clients[name].get("/").json()["has_evidence"] is expected
        for language, words in {"en": "records no evidence", "es": "no registra evidencia"}.items():
            page = clients[name].get("/", params={"lang": language}, headers=PAGE).text
            assert (words in page) is not expected


def test_a_project_without_collections_has_none(clients: dict[str, TestClient]) -> None:
    assert clients["garden"].get("/api").json()["collections"] == []
    missing = clients["garden"].get("/api/networks")
    assert (missing.status_code, missing.json()["code"]) == (404, "collection-unknown")


@pytest.mark.parametrize("name", PROJECTS)
def test_an_explanation_over_http_is_that_of_the_terminal(clients: dict[str, TestClient], run: Run, name: str) -> None:
    subject, predicate, value = FACTS[name]
    answer = clients[name].get("/explain", params={"subject": subject, "predicate": predicate, "object": value})
    _, out, _ = run("explain", "--project", PROJECTS[name], *FACTS[name], "--json")
    assert answer.json() == json.loads(out)


@pytest.mark.parametrize("name", PROJECTS)
def test_sparql_sees_asserted_and_entailed_facts(clients: dict[str, TestClient], name: str) -> None:
    query = {
        "garden": f"SELECT ?x {{ ?x a <{G}Plant> }}",
        "bridges": f"SELECT ?x {{ ?x a <{B}ontology#StoneBridge> }}",
    }[name]
    found = clients[name].get("/sparql", params={"query": query}).json()["results"]["bindings"]
    expected = {"garden": {f"{G}basil", f"{G}tomato"}, "bridges": {f"{B}id/upper-bridge"}}[name]
    assert {row["x"]["value"] for row in found} == expected


def test_the_bridges_have_types_denials_and_the_unknown(clients: dict[str, TestClient]) -> None:
    lower = clients["bridges"].get("/api/bridges/lower-bridge/types").json()
    types = {one["iri"].rpartition("#")[2]: (one["layer"], one["basis"]) for one in lower["types"]}
    assert types == {
        "Bridge": ("asserted", "stated"),
        "TimberBridge": ("entailed", "stated"),
        "UnsignedBridge": ("derived", "stated"),
    }
    assert [one["iri"] for one in lower["denied"]] == [f"{B}ontology#TollBridge"]
    assert [one["iri"] for one in lower["unknown"]] == [f"{B}ontology#StoneBridge"]
    for one in lower["types"]:
        assert one["evidence"]
        assert clients["bridges"].get(one["explain"]).json()["basis"] == "stated"


@pytest.mark.parametrize(
    ("accept", "target"), [("text/html", "/page/upper-bridge"), ("text/turtle", "/data/upper-bridge.ttl")]
)
def test_an_iri_leads_to_its_page_or_data(clients: dict[str, TestClient], accept: str, target: str) -> None:
    answer = clients["bridges"].get("/id/upper-bridge", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, target)
    assert clients["bridges"].get(target, headers={"Accept": accept}).status_code == 200


@pytest.mark.parametrize("name", PROJECTS)
def test_the_dump_is_every_named_graph(clients: dict[str, TestClient], name: str) -> None:
    content = clients[name].get("/data/all.nq.gz").content
    graphs = {
        one.graph_name.value.partition("/graph/")[2]
        for one in parse(gzip.decompress(content), format=RdfFormat.N_QUADS)
    }
    assert {"ontology", "entailed", "service"} <= graphs
    assert ("claims/a1" in graphs) is (name == "bridges")
    assert not any(graph.startswith("basis/") for graph in graphs)


@pytest.mark.parametrize("name", PROJECTS)
def test_another_project_is_another_version(name: str, dataset_version: str) -> None:
    assert build(Project.open(PROJECTS[name])).version != dataset_version


@pytest.fixture(scope="module")
def dataset_version() -> str:
    """Return the version of the bundled project."""
    return Project.open().version("native")
