"""``llika query``: the saved queries in the terminal."""

from __future__ import annotations

import csv
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from pyoxigraph import RdfFormat, parse

from llika.cli import main
from llika.dataset import Dataset, build
from llika.project import Project
from llika.web import create_app

BRIDGES = Path(__file__).resolve().parent.parent / "projects/bridges"
UPPER = "https://example.org/bridges/id/upper-bridge"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return what runs saved queries with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def call(*argv: str, project: Path | None = BRIDGES) -> tuple[int, str, str]:
        where = ["--project", str(project)] if project else []
        status = main(["query", *where, *argv])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_without_a_name_the_queries_are_listed(run: Run) -> None:
    status, out, _ = run()
    assert (status, "bridges-by-material" in out, "Bridges of a material" in out) == (0, True, True)
    [query] = json.loads(run("--json")[1])["queries"]
    assert query == {
        "name": "bridges-by-material",
        "summary": {"en": "Bridges of a material", "es": "Puentes de un material"},
    }


def test_rows_come_as_a_table_with_short_names(run: Run) -> None:
    status, out, _ = run("bridges-by-material", "material=stone")
    assert status == 0
    assert "i:upper-bridge" in out
    assert "Upper Bridge" in out
    assert "Lower Bridge" not in out


def test_rows_come_as_json_with_the_version(run: Run) -> None:
    status, out, _ = run("bridges-by-material", "material=stone", "--json")
    found = json.loads(out)
    assert (status, found["query"], found["basis"]) == (0, "bridges-by-material", "documents")
    assert found["rows"] == [{"bridge": UPPER, "label": "Upper Bridge"}]
    assert found["parameters"] == {"material": "https://example.org/bridges/id/stone"}
    assert len(found["version"]) == 16


def test_rows_come_as_csv(run: Run) -> None:
    _, out, _ = run("bridges-by-material", "material=stone", "--csv")
    assert list(csv.reader(out.removeprefix("\ufeff").splitlines())) == [["bridge", "label"], [UPPER, "Upper Bridge"]]


def test_another_parameter_gives_other_rows(run: Run) -> None:
    for material, labels in {
        "timber": ["Lower Bridge"],
        "stone": ["Upper Bridge"],
        "i:timber": ["Lower Bridge"],
    }.items():
        rows = json.loads(run("bridges-by-material", f"material={material}", "--json")[1])["rows"]
        assert [row["label"] for row in rows] == labels


def test_options_may_stand_between_the_words(run: Run) -> None:
    rows = json.loads(run("bridges-by-material", "--json", "material=stone")[1])["rows"]
    assert [row["label"] for row in rows] == ["Upper Bridge"]


GRAPHS = {
    "made": "CONSTRUCT { ?bridge :madeOf ?_material_iri } WHERE { ?bridge :madeOf ?_material_iri }",
    "told": "DESCRIBE ?bridge WHERE { ?bridge :madeOf ?_material_iri }",
}


@pytest.fixture
def graphs(bridges_copy: Path) -> Path:
    """Return the bridges with queries that give graphs, and one that gives a truth value."""
    for name, text in {**GRAPHS, "any": "ASK { ?bridge :madeOf ?_material_iri }"}.items():
        query = f"PREFIX : <https://example.org/bridges/ontology#>\n{text}\n"
        (bridges_copy / f"queries/{name}.rq").write_text(query, "utf-8")
    return bridges_copy


@pytest.fixture
def endpoint(graphs: Path) -> Iterator[str]:
    """Return the address of an endpoint over the same data, elsewhere."""
    app = create_app(build(Project.open(graphs)))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/sparql"
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.mark.parametrize("name", GRAPHS)
def test_a_graph_comes_as_turtle_here_and_from_elsewhere(run: Run, graphs: Path, endpoint: str, name: str) -> None:
    status, out, _ = run(name, "material=stone", project=graphs)
    elsewhere = run(name, "material=stone", "--endpoint", endpoint, project=graphs)
    assert (status, elsewhere[:2]) == (0, (0, out))
    found = {str(quad.subject) for quad in parse(out, RdfFormat.TURTLE)}
    assert found == {f"<{UPPER}>"}
    as_json = run(name, "material=stone", "--json", project=graphs)[1]
    assert {str(quad.subject) for quad in parse(as_json, RdfFormat.JSON_LD)} == found
    assert run(name, "material=stone", "--csv", project=graphs)[0] == 2


def test_rows_and_truth_values_come_from_elsewhere_too(run: Run, graphs: Path, endpoint: str) -> None:
    for argv in (["bridges-by-material", "material=stone"], ["any", "material=stone"], ["any", "material=i:glass"]):
        here, elsewhere = run(*argv, project=graphs), run(*argv, "--endpoint", endpoint, project=graphs)
        assert here[:2] == elsewhere[:2]
    assert json.loads(run("any", "material=i:glass", "--json", project=graphs)[1])["rows"] == [{"boolean": False}]


@pytest.mark.parametrize(
    ("argv", "status", "code"),
    [
        (["bridges-by-colour"], 2, "query-unknown"),
        (["bridges-by-material"], 2, "parameter-missing"),
        (["bridges-by-material", "material=stone", "colour=red"], 2, "parameter-unknown"),
        (["bridges-by-material", "material=stone", "material=timber"], 2, "parameter-repeated"),
        (["bridges-by-material", "material=stone", "--basis", "hearsay"], 2, "unknown-basis"),
    ],
)
def test_a_wrong_question_is_an_error_with_its_code(run: Run, argv: list[str], status: int, code: str) -> None:
    found, out, _ = run(*argv, "--json")
    assert (found, json.loads(out)["code"]) == (status, code)
    found, out, err = run(*argv)
    assert (found, out) == (status, "")
    assert f"[{code}]" in err


def test_a_query_that_cannot_be_used_is_exit_2_with_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p/queries").mkdir(parents=True)
    (tmp_path / "p/queries/bad.rq").write_text("#+ summary: bad\nSELECT ?x WHERE { ?x . ?y ?z }\n", "utf-8")
    status, out, _ = run("bad", "--json", project=tmp_path / "p")
    error = json.loads(out)
    assert (status, error["file"], error["line"]) == (2, "queries/bad.rq", 2)


def test_the_basis_changes_the_rows_and_is_named_in_the_answer(run: Run, dataset: Dataset) -> None:
    answers = {
        basis: json.loads(run("functions-of-body", "body=remurpe", "--basis", basis, "--json", project=None)[1])
        for basis in ("stated", "documents")
    }
    assert {basis: answer["basis"] for basis, answer in answers.items()} == {basis: basis for basis in answers}
    assert {answer["version"] for answer in answers.values()} == {dataset.version}
    with_function = {basis: [row for row in answer["rows"] if row["function"]] for basis, answer in answers.items()}
    assert len(with_function["documents"]) > len(with_function["stated"])
