"""``llika cite``: every form on the command line, its answers and its exit status."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from llika.cli import main
from llika.evidence import check_graphs, check_sources, check_ties, read_documents
from llika.project import Project, Sources

COAST = Path(__file__).parent.parent / "evidence" / "coast"
Cite = Callable[..., tuple[int, dict[str, object]]]
GAP = ["--gap", "skerry", "inUse", "--in", "north,harbour", "--reason-en", "Not told.", "--reason-es", "No se dice."]
REFUSED: list[tuple[list[str], str]] = [
    (["dune", "inUse", "true"], "arguments-missing"),
    (["dune", "inUse", "--at", "north:8"], "arguments-missing"),
    (["--at", "north:8"], "arguments-missing"),
    (["--gap", "skerry", "inUse", "--in", "north", "--reason-en", "Not told."], "arguments-missing"),
    (["--gap", "skerry", "--in", "north", "--reason-en", "No.", "--reason-es", "No."], "arguments-missing"),
    (["dune", "inUse", "true", "--at", "north"], "passage-needed"),
    (["dune", "inUse", "true", "--at", "../north:8"], "bad-locator"),
    (["dune", "inUse", "true", "--at", "north:800"], "line-outside"),
    (["dune", "inUse", "true", "--at", "north:8", "--words", "Reef"], "words-missing"),
    (["dune", "isUsed", "true", "--at", "north:8"], "undeclared-term"),
    (["dune", "inUse", '"open', "--at", "north:8"], "not-a-term"),
    (["two words", "inUse", "true", "--at", "north:8"], "not-a-term"),
    (["dune", "inUse", "true", "--at", "north:8", "--basis", "context"], "basis-mismatch"),
    (["skerry", "builtIn", "1844", "--at", "north:7", "--words", "Skerry Light … 1844"], "already-cited"),
    (["--node", "inspection-1", "--deny", "--at", "north:12"], "node-denied"),
    (["--mention", "reef", "Dune Light", "--at", "north:12"], "words-missing"),
]


@pytest.fixture
def coast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the project about lighthouses, its documents named by the environment."""
    root = Path(shutil.copytree(COAST, tmp_path / "coast"))
    monkeypatch.setenv("LLIKA_SOURCES", str(root / "documents"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return root


@pytest.fixture
def cite(coast: Path, capsys: pytest.CaptureFixture[str]) -> Cite:
    """Return what runs the command and gives its status and its JSON."""

    def run(*arguments: str) -> tuple[int, dict[str, object]]:
        status = main(["cite", "--project", str(coast), "--json", *arguments])
        return status, json.loads(capsys.readouterr().out)

    return run


def found(root: Path) -> list[str]:
    """Return by which rules something is found."""
    sources = Sources(Project.open(root))
    evidence, texts = sources.evidence, read_documents(sources.records, root / "documents")
    return [one.rule for one in (*check_graphs(evidence), *check_ties(evidence), *check_sources(evidence, texts))]


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["dune", "inUse", "true", "--at", "north:8"], ["claims/north.ttl", "north.ttl"]),
        (["dune", "a", "ListedLight", "--at", "harbour:1"], ["claims/harbour.ttl", "harbour.ttl"]),
        (["dune", ":inUse", "true", "--at", "north:8", "--deny", "--confidence", "0.8"], ["claims/north.ttl"]),
        (
            ["dune", "keptBy", "i:ana", "--at", "north:16", "--basis", "reading", "--qualifier", "about"],
            ["claims/north.ttl", "claims/readings.ttl", "readings.ttl"],
        ),
        (["dune", "inUse", "false", "--at", "almanac"], ["claims/context/almanac.ttl", "context/almanac.ttl"]),
        (
            ["dune", "height", "12.0", "--at", "north:7-8", "--table", "1", "--row", "2", "--column", "3"],
            ["claims/north.ttl", "north.ttl"],
        ),
        (["--node", "inspection-1", "--at", "north:12"], ["claims/north.ttl"]),
        (["--mention", "dune", "Dune Light", "--at", "north:8"], ["claims/north.ttl"]),
        (GAP, ["claims/north.ttl"]),
        ([*GAP[:3], "true", *GAP[3:], "--by", "ana"], ["claims/north.ttl"]),
    ],
)
def test_each_form_writes_its_files_and_leaves_everything_in_order(
    coast: Path, cite: Cite, arguments: list[str], files: list[str]
) -> None:
    status, answer = cite(*arguments)
    assert status == 0
    assert answer["files"] == [f"graph_data/{name}" for name in files]
    assert str(answer["iri"]).startswith("https://example.org/coast/")
    assert found(coast) == []
    assert cite(*arguments) == (2, {**cite(*arguments)[1], "code": "already-cited"})


@pytest.mark.parametrize(("arguments", "code"), REFUSED, ids=lambda one: one if isinstance(one, str) else " ".join(one))
def test_what_is_refused_writes_nothing(coast: Path, cite: Cite, arguments: list[str], code: str) -> None:
    before = {path: path.read_bytes() for path in coast.rglob("*.ttl")}
    status, error = cite(*arguments)
    assert (status, error["code"]) == (2, code)
    assert error["hint"]
    assert {path: path.read_bytes() for path in coast.rglob("*.ttl")} == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["dune", "inUse", "true", "--at", "north:8", "--confidence", "0.7"],
        ["dune", "inUse", "true", "--at", "north:8", "--confidence", "sure"],
        ["dune", "inUse", "true", "--at", "north:8", "--qualifier", "maybe"],
        ["dune", "inUse", "true", "--at", "north:8", "--basis", "rumour"],
        ["--node", "inspection-1", "--gap"],
        ["--mention", "reef"],
    ],
)
def test_a_wrong_option_is_a_usage_error(coast: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["cite", "--project", str(coast), *arguments])
    assert caught.value.code == 2
    assert "usage: llika cite" in capsys.readouterr().err


def test_repair_names_the_files_it_changed(coast: Path, cite: Cite) -> None:
    assert cite("--repair") == (0, {"iri": None, "files": []})
    path = coast / "documents" / "harbour.txt"
    path.write_text(f"1901\n{path.read_text('utf-8')}", "utf-8")
    assert cite("--repair") == (0, {"iri": None, "files": ["graph_data/claims/harbour.ttl"]})
    assert found(coast) == []


def test_the_answer_is_the_iri_and_the_files(coast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["cite", "--project", str(coast), "dune", "inUse", "true", "--at", "north:8"]
    assert main(arguments) == 0
    iri, *files = capsys.readouterr().out.split()
    assert iri.startswith("https://example.org/coast/claim/")
    assert files == ["graph_data/claims/north.ttl", "graph_data/north.ttl"]
    assert main(arguments) == 2
    error = capsys.readouterr()
    assert error.out == ""
    assert "[already-cited]" in error.err


def test_nothing_to_repair_is_said(coast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "--project", str(coast), "--repair"]) == 0
    assert capsys.readouterr().out == "nothing to change\n"


def test_the_folder_of_the_documents_must_be_there(coast: Path, cite: Cite) -> None:
    status, error = cite("--repair", "--sources", str(coast / "nowhere"))
    assert (status, error["code"]) == (2, "file-missing")


def test_an_option_names_the_documents_rather_than_the_environment(
    coast: Path, cite: Cite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLIKA_SOURCES", str(coast / "nowhere"))
    assert cite("dune", "inUse", "true", "--at", "north:8", "--sources", str(coast / "documents"))[0] == 0


def test_without_documents_lines_cannot_be_cited(coast: Path, cite: Cite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LLIKA_SOURCES")
    status, error = cite("dune", "inUse", "true", "--at", "north:8")
    assert (status, error["code"]) == (2, "no-sources")
    assert cite("dune", "inUse", "true", "--at", "almanac")[0] == 0
