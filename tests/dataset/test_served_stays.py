"""A fault in a file never changes what is already served."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from llika.dataset import build
from llika.errors import LlikaError
from llika.project import Project
from llika.web import create_app

URLS = [
    "/",
    "/health",
    "/api",
    "/api/bridges",
    "/api/bridges/upper-bridge",
    "/api/bridges/upper-bridge/types",
    "/explain?subject=upper-bridge&predicate=a&object=StoneBridge",
    "/explain?subject=lower-bridge&predicate=a&object=UnsignedBridge",
    "/explain?subject=lower-bridge&predicate=a&object=TollBridge",
    "/sparql?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20ORDER%20BY%20%3Fs%20%3Fp%20%3Fo",
    "/queries",
    "/queries/bridges-by-material.json?material=stone",
    "/data/all.nq.gz",
    "/data/graph/a1.ttl",
    "/data/upper-bridge.json",
]


def answers(client: TestClient) -> dict[tuple[str, str], bytes]:
    """Return the body of every answer, to programs and to browsers."""
    found = {}
    for url in URLS:
        for accept in ("application/json", "text/html"):
            answer = client.get(url, headers={"Accept": accept})
            if (url, accept) not in _REFUSED:
                assert answer.status_code == 200, (url, accept, answer.text)
            found[url, accept] = answer.content
    return found


_REFUSED = {(url, "text/html") for url in URLS if url.startswith("/sparql")}


def _spoil(root: Path) -> None:
    for path in (path for path in root.rglob("*") if path.is_file()):
        path.write_bytes(b"\xff no Turtle, no query, no configuration {{{")


@pytest.mark.parametrize("fault", [_spoil, shutil.rmtree], ids=["every file spoilt", "the folder deleted"])
def test_what_is_served_stays_as_it_was(bridges: Project, fault: object) -> None:
    with TestClient(create_app(build(bridges))) as client:
        before = answers(client)
        fault(bridges.root)  # type: ignore[operator]
        with pytest.raises(LlikaError):
            build(Project.open(bridges.root))
        assert answers(client) == before


def test_a_saved_query_that_cannot_be_used_is_told_and_keeps_no_other_from_being_served(bridges: Project) -> None:
    [path] = bridges.query_files
    path.with_name("another.rq").write_text("ASK { ?s ?p ?o }", "utf-8")
    dataset = build(bridges)
    path.write_text(path.read_text("utf-8").replace("SELECT ?bridge", "SELECT ?bridge ?"), "utf-8")
    client = TestClient(create_app(dataset))
    listed = client.get("/queries").json()
    assert [one["name"] for one in listed["queries"]] == ["another"]
    [refused] = listed["refused"]
    assert (refused["file"], refused["code"]) == ("queries/bridges-by-material.rq", "query-syntax")
    assert refused["line"] > 1
    assert client.get("/queries/another.json").json()["rows"] == [{"boolean": True}]
    assert client.get("/queries/bridges-by-material.json").status_code == 404
    page = client.get("/queries", headers={"Accept": "text/html"}).text
    assert f"queries/bridges-by-material.rq:{refused['line']}:{refused['column']}" in page
