"""The session that the documentation shows, run as it stands."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from llika.cli import main

ROOT = Path(__file__).parent.parent.parent


def steps() -> Iterator[tuple[list[str], str]]:
    """Yield each command of the session with what is shown below it."""
    page = (ROOT / "docs" / "evidence.md").read_text("utf-8")
    session = page.partition("```console\n")[2].partition("```")[0]
    for step in session.split("$ ")[1:]:
        command, _, shown = step.partition("\n")
        yield shlex.split(command), shown


def test_the_session_shown_is_a_real_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    coast = shutil.copytree(ROOT / "tests" / "evidence" / "coast", tmp_path / "coast")
    monkeypatch.chdir(coast)
    monkeypatch.setenv("LLIKA_SOURCES", "documents")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    run = 0
    for command, shown in steps():
        if command[0] == "cat":
            Path(command[1]).write_text(shown, "utf-8")
            continue
        main(command[1:])
        told = capsys.readouterr()
        assert told.out + told.err == shown
        run += 1
    assert run == 5
