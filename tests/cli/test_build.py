"""``llika build`` and ``llika check``, and what every command shares: exit status, JSON, errors with their place."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from llika import __version__
from llika.cli import main
from llika.project import Project

BRIDGES = Path(__file__).resolve().parent.parent / "projects/bridges"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return what runs a command with a cache of its own: exit status, standard output, standard error."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def call(*argv: object) -> tuple[int, str, str]:
        status = main([str(one) for one in argv])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


@pytest.fixture
def bridges(tmp_path: Path) -> Path:
    """Return a copy of the bridges that a test may break."""
    return Path(shutil.copytree(BRIDGES, tmp_path / "bridges"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_build_says_what_it_built(run: Run, bridges: Path) -> None:
    status, out, err = run("build", "--project", bridges)
    version = Project.open(bridges).version("native")
    assert (status, err) == (0, "")
    assert out == f"version {version}: 7 stated, 0 reading, 0 context facts; 4 entailed, 1 derived\n"


def test_build_runs_the_tests_in_query_files(run: Run, bridges: Path) -> None:
    replace(bridges / "queries/bridges-by-material.rq", "rows: 1", "rows: 2")
    for _ in ("built", "from the cache"):
        status, out, _err = run("build", "--project", bridges, "--json")
        (finding,) = json.loads(out)["findings"]
        assert (status, finding["rule"], finding["line"]) == (1, "query-test", 3)


def test_build_keeps_what_it_built_unless_told_not_to(run: Run, bridges: Path, tmp_path: Path) -> None:
    run("build", "--project", bridges, "--no-cache")
    assert not (tmp_path / "cache").exists()
    version = json.loads(run("build", "--project", bridges, "--json")[1])["version"]
    assert [path.name for path in (tmp_path / "cache/llika/versions").iterdir()] == [version]
    assert not [path for path in bridges.rglob("*") if "cache" in path.name], "never in the project"


def test_the_second_build_says_the_same_as_the_first(run: Run, bridges: Path) -> None:
    assert run("build", "--project", bridges, "--json") == run("build", "--project", bridges, "--json")


def test_a_violation_is_exit_1_with_file_line_and_advice(run: Run, bridges: Path) -> None:
    replace(bridges / "graph_data/a1.ttl", ":madeOf i:timber ;", ":madeOf i:timber , i:stone ;")
    for command in ("build", "check"):
        status, _, err = run(command, "--project", bridges)
        assert status == 1
        assert "graph_data/a1.ttl:12:24: violation: i:lower-bridge: " in err
        assert "[fact-without-claim]" in err
        assert "llika cite" in err


def test_a_refused_build_is_json_with_its_findings(run: Run, bridges: Path) -> None:
    replace(bridges / "graph_data/a1.ttl", ":madeOf i:timber ;", ":madeOf i:timber , i:stone ;")
    status, out, err = run("build", "--project", bridges, "--json")
    refused = json.loads(out)
    assert (status, err, refused["code"]) == (1, "", "build-refused")
    [finding] = refused["findings"]
    assert (finding["file"], finding["line"], finding["rule"], finding["level"]) == (
        "graph_data/a1.ttl",
        12,
        "fact-without-claim",
        "violation",
    )
    assert finding["message"]["en"] != finding["message"]["es"]
    status, out, _ = run("check", "--project", bridges, "--json")
    assert (status, json.loads(out)["findings"]) == (1, [finding])


def test_a_warning_is_told_and_does_not_stop_a_build(run: Run, bridges: Path) -> None:
    shape = "sh:datatype xsd:integer ;"
    replace(bridges / "shapes/bridges.ttl", shape, "sh:datatype xsd:gYear ; sh:severity sh:Warning ;")
    assert run("build", "--project", bridges)[0] == 0
    status, out, err = run("check", "--project", bridges)
    assert (status, out) == (0, "0 violation(s), 1 finding(s)\n")
    assert "warning" in err


def test_check_compares_passages_where_the_documents_are(
    run: Run, bridges: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = bridges / "sources/a1.txt"
    text.write_text(text.read_text("utf-8").replace("of stone", "of brick"), "utf-8")
    assert run("check", "--project", bridges)[0] == 0
    status, _, err = run("check", "--project", bridges, "--sources", bridges / "sources")
    assert status == 1
    assert "[passage-digest]" in err
    assert "[document-digest]" in err
    monkeypatch.setenv("LLIKA_SOURCES", str(bridges / "sources"))
    assert run("check", "--project", bridges)[0] == 1


def test_check_finds_what_cannot_be_read_in_every_file(run: Run, bridges: Path) -> None:
    replace(bridges / "graph_data/a1.ttl", ":builtIn 1731 ;", ":builtIn 1731 ;;; ]")
    replace(bridges / "graph_data/claims/a1.ttl", "ev:claimObject i:timber", "ev:claimObject")
    (bridges / "ontology/rules/broken.rq").write_text("SELECT", "utf-8")
    (bridges / "queries/broken.rq").write_text("#+ summary: {en: a, es: b}\nSELECT * WHERE {", "utf-8")
    status, out, _ = run("check", "--project", bridges, "--json")
    found = [(one["rule"], one["file"], one["line"]) for one in json.loads(out)["findings"]]
    assert status == 1
    assert found[:2] == [("turtle-syntax", "graph_data/a1.ttl", 25), ("turtle-syntax", "graph_data/claims/a1.ttl", 12)]
    assert [file for _, file, _ in found[2:]] == ["ontology/rules/broken.rq", "queries/broken.rq"]


def test_check_finds_shapes_that_cannot_be_used(run: Run, bridges: Path) -> None:
    replace(bridges / "shapes/bridges.ttl", "sh:datatype", "sh:minCount :many ; sh:datatype")
    status, _, err = run("check", "--project", bridges)
    assert status == 1
    assert "[shapes-unusable]" in err


@pytest.mark.parametrize("command", ["build", "explain", "query"])
def test_malformed_turtle_is_exit_2_with_the_place(run: Run, bridges: Path, command: str) -> None:
    replace(bridges / "graph_data/a1.ttl", ":builtIn 1731 ;", ":builtIn 1731 ;;; ]")
    arguments = {"explain": ["upper-bridge", "a", "Bridge"], "query": ["bridges-by-material", "material=stone"]}
    status, out, _ = run(command, *arguments.get(command, []), "--project", bridges, "--json")
    error = json.loads(out)
    assert (status, error["code"]) == (2, "turtle-syntax")
    assert (error["file"], error["line"], error["column"]) == ("graph_data/a1.ttl", 25, 23)
    assert error["hint"]["en"]
    assert error["hint"]["es"]
    status, out, err = run(command, *arguments.get(command, []), "--project", bridges)
    assert (status, out) == (2, "")
    assert err.startswith("graph_data/a1.ttl:25:23: ")


@pytest.mark.parametrize("command", ["build", "check", "format", "query", "explain", "serve", "cite"])
@pytest.mark.parametrize(("folder", "code"), [("nowhere", "project-missing"), ("", "project-empty")])
def test_a_folder_that_is_no_project_is_exit_2(run: Run, tmp_path: Path, command: str, folder: str, code: str) -> None:
    terms = {"explain": ["a", "b", "c"], "query": ["q"], "cite": ["--repair"]}.get(command, [])
    status, out, _ = run(command, *terms, "--project", tmp_path / folder, "--json")
    assert (status, json.loads(out)["code"]) == (2, code)


@pytest.mark.parametrize("setting", ["title = 7", 'base = "not an iri"', "title = {", "[collections.x]\nlabel = 'x'"])
def test_a_wrong_configuration_is_exit_2_and_names_the_file(run: Run, bridges: Path, setting: str) -> None:
    (bridges / "llika.toml").write_text(setting, "utf-8")
    status, out, _ = run("build", "--project", bridges, "--json")
    error = json.loads(out)
    assert (status, error["code"], error["file"]) == (2, "project-config", "llika.toml")


def test_sources_that_are_not_there_are_exit_2(run: Run, bridges: Path, tmp_path: Path) -> None:
    status, out, _ = run("check", "--project", bridges, "--sources", tmp_path / "nowhere", "--json")
    assert (status, json.loads(out)["code"]) == (2, "file-missing")


@pytest.mark.parametrize("address", ["8000x", "127.0.0.1", "127.0.0.1:http"])
def test_an_address_that_is_none_is_exit_2(run: Run, bridges: Path, address: str) -> None:
    status, out, _ = run("serve", "--project", bridges, "--listen", address, "--json")
    assert (status, json.loads(out)["code"]) == (2, "bad-address")


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["fly"],
        ["build", "--engine", "guess"],
        ["explain", "a", "b"],
        ["reason"],
        ["build", "--colour"],
        ["build", "x"],
        ["query", "x", "--colour"],
    ],
)
def test_a_wrong_command_line_is_exit_2_with_a_usage_line(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(argv)
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith("usage: llika")


@pytest.mark.parametrize("argv", [["--help"], ["build", "--help"], ["cite", "--help"], ["--version"]])
def test_help_and_version_are_exit_0(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(argv)
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert out == f"llika {__version__}\n" if argv == ["--version"] else "usage: llika" in out


def test_without_a_project_the_bundled_one_is_built(run: Run) -> None:
    status, out, _ = run("build", "--json")
    assert (status, json.loads(out)["version"]) == (0, Project.open().version("native"))


def test_a_closed_pipe_is_no_error(monkeypatch: pytest.MonkeyPatch, bridges: Path) -> None:
    def broken(_: str) -> NoReturn:
        raise BrokenPipeError

    monkeypatch.setattr(sys.stdout, "write", broken)
    assert main(["build", "--project", str(bridges), "--no-cache", "--json"]) == 0


def test_an_unwritable_cache_is_a_warning(
    run: Run, bridges: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", os.fspath(tmp_path / "file"))
    status, out, err = run("build", "--project", bridges)
    assert (status, out.startswith("version ")) == (0, True)
    assert "[cache-unwritable]" in err
