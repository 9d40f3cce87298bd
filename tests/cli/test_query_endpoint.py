"""``llika query --endpoint``: a saved query put to a SPARQL endpoint, here our own service."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from llika.cli import main
from llika.dataset import Dataset
from llika.project import Project
from llika.saved import QueryTest, SavedQuery, as_json, load_all, parse_arguments
from llika.saved import run as run_query
from llika.store import EmbeddedStore

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = [
    pytest.param(query, test, id=f"{name}-{number}")
    for name, query in load_all(Project.open(ROOT)).items()
    for number, test in enumerate(query.tests)
]
PLAIN = ["functions-of-body", "body=remurpe"]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the cache of these tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, cache: Path) -> Run:
    """Return what runs a saved query."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))

    def call(*argv: str) -> tuple[int, str, str]:
        status = main(["query", *argv])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


@pytest.mark.parametrize(("query", "test"), CASES)
def test_an_endpoint_gives_the_rows_of_the_dataset(
    run: Run, address: str, dataset: Dataset, published: EmbeddedStore, query: SavedQuery, test: QueryTest
) -> None:
    asked = [f"{key}={value}" for key, value in test.arguments.items()]
    endpoint = f"{address}/sparql?basis={test.basis.dataset}"
    there = json.loads(run(query.name, *asked, "--json", "--endpoint", endpoint)[1])
    arguments = parse_arguments(query, test.arguments, dataset.resolve)
    here = json.loads(json.dumps(as_json(run_query(query, published, arguments, basis=test.basis, whole=True))))
    assert (there["columns"], there["rows"]) == (here["columns"], here["rows"])
    assert there["version"] == endpoint


@pytest.mark.parametrize("form", [[], ["--csv"]], ids=["table", "csv"])
def test_rows_of_an_endpoint_are_shown_alike(run: Run, address: str, form: list[str]) -> None:
    status, shown, _ = run(*PLAIN, *form, "--endpoint", f"{address}/sparql")
    assert (status, shown) == (0, run(*PLAIN, *form)[1])


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/update", "endpoint-failed", "This service answers queries; it takes no updates."),
        ("/nowhere", "endpoint-failed", "/nowhere"),
        ("/ontology", "endpoint-failed", "405"),
    ],
)
def test_what_an_endpoint_refuses_is_told(run: Run, address: str, path: str, code: str, said: str) -> None:
    status, out, _ = run(*PLAIN, "--endpoint", address + path, "--json")
    error = json.loads(out)
    assert (status, error["code"]) == (2, code)
    assert said in json.dumps(error)
    status, out, err = run(*PLAIN, "--endpoint", address + path)
    assert (status, out) == (2, "")
    assert f"[{code}]" in err


def test_an_address_of_another_kind_is_refused(run: Run) -> None:
    status, out, _ = run(*PLAIN, "--endpoint", "file:///etc/hostname", "--json")
    assert (status, json.loads(out)["code"]) == (2, "endpoint-not-http")


def test_a_slug_is_looked_up_where_the_query_is_asked(run: Run, address: str) -> None:
    asked = ["networks-in-role", "role=agency", "--json"]
    there = json.loads(run(*asked, "--endpoint", f"{address}/sparql")[1])
    assert there["rows"] == json.loads(run(*asked)[1])["rows"] != []
    assert there["parameters"] == {"role": "https://w3id.org/llika/concept/agency"}


def test_a_slug_that_names_nothing_there_is_an_error_and_no_empty_answer(run: Run, address: str) -> None:
    status, shown, said = run("networks-in-role", "role=agencia", "--endpoint", f"{address}/sparql")
    assert (status, shown) == (2, "")
    assert "[parameter-type]" in said
