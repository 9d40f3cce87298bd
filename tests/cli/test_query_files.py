"""A query file that cannot be run stops commands at its line; the service goes on with the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from llika.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a project with a sound query and one whose parameter stands where no term may."""
    for name, text in {
        "graph_data/a.ttl": '<urn:a> <urn:b> "c" .\n',
        "queries/good.rq": "SELECT ?s { ?s ?p ?_x }\n",
        "queries/bad.rq": "#+ summary: x\nSELECT ?s\nFROM ?_g_iri { ?s ?p ?_x }\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("command", "status"),
    [(["check"], 1), (["build"], 2), (["query"], 2), (["query", "bad"], 2)],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_every_command_says_the_line(
    folder: Path, command: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--project", str(folder)]) == status
    said = "".join(capsys.readouterr())
    assert "queries/bad.rq:3:6" in said
    assert "     3 | FROM ?_g_iri { ?s ?p ?_x }\n       |      ^" in said
    assert "[parameter-unbindable]" in said


def test_without_that_file_the_other_query_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "queries" / "bad.rq").unlink()
    assert main(["query", "good", "x=c", "--project", str(folder)]) == 0
    assert "urn:a" in capsys.readouterr().out


def test_the_service_says_the_line_and_serves_the_other_query(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("llika.web.server._run", lambda *how: how[2]())  # the third says that all stands
    assert main(["serve", "--project", str(folder)]) == 0
    said = capsys.readouterr().err
    assert "queries/bad.rq:3:6" in said
    assert "[parameter-unbindable]" in said
