"""Watching a project: changes of files, and the command as an editor uses it."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from select import select
from typing import Any

import pytest

from llika.check import changes

BRIDGES = Path(__file__).resolve().parents[1] / "projects" / "bridges"
A1 = "graph_data/a1.ttl"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the bridges."""
    return Path(shutil.copytree(BRIDGES, tmp_path / "bridges"))


def seen(root: Path, *steps: Callable[[], object]) -> list[str]:
    """Return the files of the first change, where one step is done at each pause."""
    waiting = iter(steps)

    def pause() -> None:
        if step := next(waiting, None):
            step()

    return next(changes(root, pause=pause))


def test_a_file_that_is_changed_or_new_or_gone_is_named(root: Path) -> None:
    assert seen(root, lambda: (root / A1).write_text("# other")) == [A1]
    assert seen(root, lambda: (root / "queries/new.rq").write_text("ASK {}")) == ["queries/new.rq"]
    assert seen(root, (root / "queries/new.rq").unlink) == ["queries/new.rq"]
    assert seen(root, lambda: (root / "llika.toml").write_text("")) == ["llika.toml"]


def test_queries_beside_the_folders_are_watched_where_they_count(root: Path) -> None:
    shutil.rmtree(root / "queries")
    assert seen(root, lambda: (root / "loose.rq").write_text("ASK {}")) == ["loose.rq"]


def test_a_file_saved_in_several_steps_is_told_once_all_is_quiet(root: Path) -> None:
    other = root / "graph_data/b2.ttl"
    steps = [
        lambda: (root / A1).write_text("half"),
        lambda: (root / A1).write_text("half and half"),
        lambda: other.write_text("# new"),
    ]
    assert seen(root, *steps) == [A1, "graph_data/b2.ttl"]


def test_a_folder_that_comes_later_and_a_link_to_nowhere_do_no_harm(root: Path) -> None:
    shutil.rmtree(root / "shapes")
    (root / "queries/nowhere.rq").symlink_to(root / "nothing")

    def make() -> None:
        (root / "shapes").mkdir()
        (root / "shapes/a.ttl").write_text("# new")

    assert seen(root, make) == ["shapes/a.ttl"]


# The command.


class Watched:
    """``llika check --watch --json`` on a project, and what it says."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-m", "llika", "check", "--watch", "--json", "--project", str(root)]
        # A shell that starts the tests in the background has them ignore interrupts, and what they start would too.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        finally:
            signal.signal(signal.SIGINT, before)
        self._root = root

    def end(self) -> None:
        """End it, where it runs still."""
        with self.process:
            self.process.kill()

    def read(self) -> dict[str, Any]:
        """Wait for the next line, not for ever."""
        assert self.process.stdout is not None
        ready, _, _ = select([self.process.stdout], [], [], 30)
        line = self.process.stdout.readline() if ready else ""
        assert line, "nothing is said"
        return dict(json.loads(line))

    def edit(self, file: str, old: str, new: str) -> dict[str, Any]:
        """Change a file and return what is said of it."""
        path = self._root / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        return self.read()


@pytest.fixture
def watched(root: Path) -> Iterator[Watched]:
    """Return the command, running."""
    watched = Watched(root)
    yield watched
    watched.end()


def rules(findings: list[dict[str, Any]]) -> list[str]:
    return [finding["rule"] for finding in findings]


def test_after_each_change_it_is_said_what_broke_and_what_is_mended(watched: Watched) -> None:
    first = watched.read()
    assert (first["changed"], first["new"], first["violations"]) == ([], [], 0)
    broken = watched.edit(A1, ":madeOf i:timber ;", ":madeOf i:timber , i:stone ;")
    assert broken["changed"] == [A1]
    assert [(one["rule"], one["line"], one["column"]) for one in broken["new"]] == [("fact-without-claim", 12, 24)]
    assert broken["violations"] == 1
    mended = watched.edit(A1, ":madeOf i:timber , i:stone ;", ":madeOf i:timber ;")
    assert (mended["new"], rules(mended["mended"]), mended["violations"]) == ([], ["fact-without-claim"], 0)


def test_what_a_file_nobody_can_read_would_say_is_neither_mended_nor_withdrawn(watched: Watched) -> None:
    watched.read()
    watched.edit(A1, ":madeOf i:timber ;", ":madeOf i:timber , i:stone ;")
    half = watched.edit(A1, ":madeOf i:timber , i:stone ;", ":madeOf i:timber , i:st")
    assert (rules(half["new"]), half["mended"], half["withdrawn"]) == (["turtle-syntax"], [], [])
    whole = watched.edit(A1, ":madeOf i:timber , i:st", ":madeOf i:timber , i:stone ;")
    assert (whole["new"], rules(whole["mended"])) == ([], ["turtle-syntax"])


def test_what_follows_now_and_what_does_not_any_more_is_said(watched: Watched) -> None:
    watched.read()
    stated = ":Bridge a owl:Class ; rdfs:subClassOf :Work ;"
    more = watched.edit("ontology/bridges.ttl", ":Bridge a owl:Class ;", stated)
    assert {"fact": "i:lower-bridge a :Work", "basis": "stated"} in more["concluded"]
    less = watched.edit("ontology/bridges.ttl", stated, ":Bridge a owl:Class ;")
    assert less["withdrawn"] == more["concluded"]


def test_a_file_deleted_and_a_project_gone_for_a_while_do_not_end_it(watched: Watched, root: Path) -> None:
    watched.read()
    text = (root / A1).read_text("utf-8")
    (root / A1).unlink()
    assert "claim-without-fact" in rules(watched.read()["new"])
    (root / A1).write_text(text, "utf-8")
    assert watched.read()["violations"] == 0
    root.rename(root.with_name("elsewhere"))
    assert watched.read()["error"]["code"] == "project-missing"
    root.with_name("elsewhere").rename(root)
    assert watched.read()["violations"] == 0


def test_an_interrupt_ends_it_quietly(watched: Watched) -> None:
    watched.read()
    watched.process.send_signal(signal.SIGINT)
    assert watched.process.wait(timeout=30) == 130
