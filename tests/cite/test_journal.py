"""Taking the last citation back: to the byte, and never over what somebody wrote since."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from llika.cite import Change, Journal, Locator, change
from llika.errors import InputError, UsageError
from llika.files import replace_file

if TYPE_CHECKING:
    from tests.cite.conftest import Desk

DYING = """
import os, signal, sys
from pathlib import Path
from llika.cite import Citer, Journal, Locator, change, parse_fact
from llika.files import replace_file
from llika.project import Project

done = []

def replace_and_die(path, parts):
    if len(done) == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    replace_file(path, parts)
    done.append(path)

change.replace_file = replace_and_die
project = Project.open(Path(sys.argv[1]))
citer = Citer(project, Path(sys.argv[1]) / "documents")
citer.cite_fact(parse_fact("skerry", "builtIn", "1844", project), Locator.parse("north:7"))
citer.change.write(Journal(Path(sys.argv[2]), project).note)
"""


@pytest.fixture
def journal(desk: Desk, tmp_path: Path) -> Journal:
    """Return the journal of the desk."""
    return Journal(tmp_path / "journals", desk.project)


def cited(desk: Desk, words: str, at: str) -> Change:
    return desk.citer.cite_fact(desk.fact(words), Locator.parse(at))


def refused(journal: Journal) -> UsageError:
    with pytest.raises(UsageError) as caught:
        journal.undo()
    return caught.value


def test_a_citation_is_taken_back_to_the_byte(desk: Desk, journal: Journal) -> None:
    (desk.data / "north.ttl").write_bytes(b"\xef\xbb\xbf# mine\r\n<urn:a> <urn:b> 1.\r\n")
    before = desk.files()
    written = cited(desk, "skerry builtIn 1844", "north:7").write(journal.note)
    assert journal.undo() == written
    assert desk.files() == before
    assert refused(journal).code == "nothing-to-undo"


def test_only_the_last_citation_is_taken_back(desk: Desk, journal: Journal) -> None:
    cited(desk, "skerry builtIn 1844", "north:7").write(journal.note)
    between = desk.files()
    cited(desk, "dune inUse true", "north:8").write(journal.note)
    journal.undo()
    assert desk.files() == between
    assert refused(journal).code == "nothing-to-undo"


@pytest.mark.parametrize("name", ["north.ttl", "claims/north.ttl"])
@pytest.mark.parametrize("is_deleted", [True, False])
def test_what_somebody_changed_since_is_never_lost(
    desk: Desk, journal: Journal, name: str, *, is_deleted: bool
) -> None:
    cited(desk, "dune inUse true", "north:8").write()
    cited(desk, "skerry builtIn 1844", "north:7").write(journal.note)
    path = desk.data / name
    if is_deleted:
        path.unlink()
    else:
        path.write_text(path.read_text("utf-8") + "# by hand\n", "utf-8")
    before = desk.files()
    error = refused(journal)
    assert (error.code, str(error.place)) == ("undo-changed", f"graph_data/{name}")
    assert desk.files() == before


def test_a_citation_that_writes_nothing_leaves_the_one_before_it(desk: Desk, journal: Journal) -> None:
    before = desk.files()
    cited(desk, "skerry builtIn 1844", "north:7").write(journal.note)
    assert desk.citer.repair().write(journal.note) == []
    journal.undo()
    assert desk.files() == before


@pytest.mark.parametrize("files_done", [0, 1, 2])
def test_a_citation_that_is_killed_is_taken_back_or_made_again(
    desk: Desk, journal: Journal, tmp_path: Path, files_done: int
) -> None:
    (desk.data / "north.ttl").write_text("# mine\n<urn:a> <urn:b> 1 .\n", "utf-8")
    before = desk.files()
    call = [sys.executable, "-c", DYING, str(desk.root), str(tmp_path / "journals"), str(files_done)]
    process = subprocess.run(call, check=False, env=os.environ)
    assert process.returncode == (-signal.SIGKILL if files_done < 2 else 0)
    left = desk.files()
    assert len([name for name in left if left[name] != before.get(name)]) == files_done
    if files_done == 0:
        assert refused(journal).code == "nothing-to-undo"
    else:
        journal.undo()
    assert desk.files() == before
    desk.cite("skerry builtIn 1844", "north:7")
    assert "# mine\n<urn:a> <urn:b> 1 ." in desk.read("north.ttl")


def test_a_citation_that_is_killed_after_the_facts_is_completed_by_citing_again(desk: Desk, tmp_path: Path) -> None:
    call = [sys.executable, "-c", DYING, str(desk.root), str(tmp_path / "journals"), "1"]
    subprocess.run(call, check=False, env=os.environ)
    assert desk.found() == ["fact-without-claim"]
    desk.cite("skerry builtIn 1844", "north:7")
    assert desk.found() == []


def test_a_file_that_somebody_saves_at_the_last_moment_is_not_written_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.cite("dune inUse true", "north:8")
    claims = desk.data / "claims" / "north.ttl"
    before = desk.files()

    def replace_while_somebody_saves(path: Path, parts: list[str]) -> None:
        replace_file(path, parts)
        claims.write_bytes(claims.read_bytes() + b"# by hand\n")

    monkeypatch.setattr(change, "replace_file", replace_while_somebody_saves)
    with pytest.raises(InputError) as caught:
        cited(desk, "skerry builtIn 1844", "north:7").write()
    assert (caught.value.code, str(caught.value.place)) == ("file-changed", "graph_data/claims/north.ttl")
    assert desk.files() == {**before, "claims/north.ttl": before["claims/north.ttl"] + b"# by hand\n"}


def test_nothing_is_written_that_could_not_be_taken_back(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    before = desk.files()
    with pytest.raises(OSError, match="file"):
        cited(desk, "skerry builtIn 1844", "north:7").write(Journal(tmp_path / "file", desk.project).note)
    assert desk.files() == before


@pytest.mark.parametrize(
    "text", ["", "[", "{}x", "[1]", '[{"file": "a"}]', '{"a": 1}', '[{"file": "a", "before": 1, "after": ""}]']
)
def test_a_journal_that_is_not_as_it_was_written_is_not_used(desk: Desk, journal: Journal, text: str) -> None:
    cited(desk, "skerry builtIn 1844", "north:7").write(journal.note)
    before = desk.files()
    (path,) = (desk.root.parent / "journals").iterdir()
    path.write_text(text, "utf-8")
    assert refused(journal).code == "nothing-to-undo"
    assert desk.files() == before


def test_each_project_has_its_own_journal(desk: Desk, full_desk: Desk, journal: Journal, tmp_path: Path) -> None:
    cited(desk, "skerry builtIn 1844", "north:7").write(journal.note)
    assert refused(Journal(tmp_path / "journals", full_desk.project)).code == "nothing-to-undo"
