"""The sessions that the documentation shows, run as they stand."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from llika.cli import main

ROOT = Path(__file__).parent.parent.parent


def steps(page: str) -> Iterator[tuple[list[str], str]]:
    """Yield each command of a page's sessions with what is shown below it."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    for session in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for step in session.split("$ ")[1:]:
            command, _, shown = step.partition("\n")
            yield shlex.split(command), shown


def run(page: str, capsys: pytest.CaptureFixture[str]) -> int:
    """Follow a page in this folder: write the files that it shows, run its commands; return how many those are."""
    done = 0
    for command, shown in steps(page):
        if command[0] == "cat":
            path = Path(command[-1])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text((path.read_text("utf-8") if command[1] == ">>" else "") + shown, "utf-8")
            continue
        main(command[1:])
        told = capsys.readouterr()
        assert told.out + told.err == shown
        done += 1
    return done


def test_the_session_shown_is_a_real_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    coast = shutil.copytree(ROOT / "tests" / "evidence" / "coast", tmp_path / "coast")
    monkeypatch.chdir(coast)
    monkeypatch.setenv("LLIKA_SOURCES", "documents")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert run("evidence.md", capsys) == 5


def test_the_curators_guide_leads_from_a_document_to_a_sound_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ferries").mkdir()
    monkeypatch.chdir(tmp_path / "ferries")
    monkeypatch.setenv("LLIKA_SOURCES", "texts")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert run("curating.md", capsys) == 9
    assert main(["check", "--project", ".", "--sources", "texts"]) == 0


def test_the_kinds_that_the_curators_guide_offers_are_in_the_ontology() -> None:
    table = (ROOT / "docs" / "curating.md").read_text("utf-8").partition("## 2.")[2].partition("## 3.")[0]
    named = set(re.findall(r"`:([A-Za-z]+)`", table))
    ontology = "".join(path.read_text("utf-8") for path in (ROOT / "ontology").glob("*.ttl"))
    assert len(named) > 12
    assert [name for name in sorted(named) if not re.search(rf"^:{name} a owl:", ontology, re.MULTILINE)] == []
