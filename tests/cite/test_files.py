"""What citing does to files: comments stay, other facts stay, and a file is replaced as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from llika.cite import Locator
from llika.errors import SyntaxFault
from llika.files import replace_file
from llika.sources import Sources
from llika.turtle import format_turtle

if TYPE_CHECKING:
    from tests.cite.conftest import Desk

COMMENTED = """# Facts of the first report.
@prefix : <https://example.org/coast/ontology#> .
@prefix i: <https://example.org/coast/id/> .

# The oldest of them all,
# says the report.
i:skerry :inUse true .

# To be continued.
"""


def test_comments_stay_above_their_subjects(desk: Desk) -> None:
    (desk.data / "north.ttl").write_text(COMMENTED, "utf-8")
    desk.cite("dune inUse true", "north:8")
    desk.cite("skerry builtIn 1844", "north:7")
    text = desk.read("north.ttl")
    assert text.startswith("# Facts of the first report.\n")
    assert "# The oldest of them all,\n# says the report.\ni:skerry :builtIn 1844 ;\n    :inUse true ." in text
    assert text.endswith("# To be continued.\n")


def test_a_comment_follows_evidence_that_is_renamed(full_desk: Desk) -> None:
    path = full_desk.data / "claims" / "north.ttl"
    text = path.read_text("utf-8").replace(
        "claim:cd2dfadba6f7 a ev:Claim", "# Read twice.\nclaim:cd2dfadba6f7 a ev:Claim"
    )
    path.write_text(text, "utf-8")
    full_desk.cite("inspection-1 passed true", "north:12")
    (line,) = (n for n, line in enumerate(full_desk.read("claims/north.ttl").split("\n")) if line == "# Read twice.")
    assert full_desk.read("claims/north.ttl").split("\n")[line + 2].strip() == "ev:claimNode i:inspection-1 ;"


def test_what_is_written_is_formatted(desk: Desk) -> None:
    desk.cite("skerry builtIn 1844", "north:7")
    desk.cite("dune inUse true", "north:8")
    for name, text in desk.files().items():
        if name.endswith("north.ttl"):
            assert format_turtle(text.decode(), file=name) == text.decode()


def test_files_that_nothing_is_written_into_stay_as_they_are(desk: Desk) -> None:
    before = desk.files()
    desk.cite("skerry builtIn 1844", "north:7")
    after = desk.files()
    assert {name: after[name] for name in before} == before


def test_files_of_other_editors_are_read_without_loss(desk: Desk) -> None:
    prefixes = "@prefix : <https://example.org/coast/ontology#> .\r\n@prefix i: <https://example.org/coast/id/> .\r\n"
    text = f'\ufeff{prefixes}# Núñez\r\ni:dune :height """one\r\ntwo""" .\r\n'
    (desk.data / "north.ttl").write_bytes(text.encode())
    facts = Sources(desk.project).graphs["north"]
    desk.cite("skerry builtIn 1844", "north:7")
    assert facts < Sources(desk.project).graphs["north"]
    assert "# Núñez\ni:dune" in desk.read("north.ttl")
    assert not desk.files()["north.ttl"].startswith(b"\xef\xbb\xbf")


def test_a_fault_in_any_file_stops_citing_with_its_place(desk: Desk) -> None:
    (desk.data / "bad.ttl").write_text("<urn:a> a", "utf-8")
    before = desk.files()
    with pytest.raises(SyntaxFault, match=r"graph_data/bad\.ttl:1") as caught:
        desk.cite("skerry builtIn 1844", "north:7")
    assert caught.value.code == "turtle-syntax"
    assert desk.files() == before


def test_a_file_keeps_its_permissions_and_a_new_one_is_readable(tmp_path: Path) -> None:
    old, new = tmp_path / "old.ttl", tmp_path / "new.ttl"
    old.write_text("before")
    old.chmod(0o664)
    for path in (old, new):
        replace_file(path, ["ñ", "\n"])
        assert path.read_bytes() == "ñ\n".encode()
    assert (old.stat().st_mode & 0o777, new.stat().st_mode & 0o777) == (0o664, 0o644)


@pytest.mark.parametrize(("owner", "step"), [(os, "fsync"), (Path, "replace"), (Path, "chmod")])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, step: str
) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("before")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(OSError, match="No space left"):
        replace_file(path, ["after"])
    assert [one.name for one in tmp_path.iterdir()] == ["a.ttl"]
    assert path.read_text() == "before"


def test_a_text_that_cannot_be_encoded_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("before")
    with pytest.raises(UnicodeEncodeError):
        replace_file(path, ["\udcff"])
    assert [one.name for one in tmp_path.iterdir()] == ["a.ttl"]
    assert path.read_text() == "before"


def test_a_cite_that_fails_in_its_second_file_leaves_everything_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, calls = Path.replace, []

    def fail_once(source: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return replace(source, target)

    before = desk.files()
    monkeypatch.setattr(Path, "replace", fail_once)
    with pytest.raises(OSError, match="No space left"):
        desk.cite("skerry builtIn 1844", "north:7")
    assert desk.files() == before
    desk.cite("skerry builtIn 1844", "north:7")
    assert desk.found() == []


def test_what_others_write_while_somebody_cites_is_kept(desk: Desk) -> None:
    (desk.data / "north.ttl").write_text(COMMENTED, "utf-8")
    change = desk.citer.cite_fact(desk.fact("dune inUse true"), Locator.parse("north:8"))
    (desk.data / "north.ttl").write_text(COMMENTED.replace(":inUse true", ":builtIn 1844"), "utf-8")
    change.write()
    text = desk.read("north.ttl")
    assert "i:skerry :builtIn 1844 ." in text
    assert "i:dune :inUse true ." in text


def test_a_file_that_is_deleted_while_somebody_cites_is_begun_anew(desk: Desk) -> None:
    (desk.data / "north.ttl").write_text(COMMENTED, "utf-8")
    change = desk.citer.cite_fact(desk.fact("dune inUse true"), Locator.parse("north:8"))
    (desk.data / "north.ttl").unlink()
    change.write()
    assert "i:skerry" not in desk.read("north.ttl")
    assert "i:dune :inUse true ." in desk.read("north.ttl")
    assert desk.found() == []


def test_a_file_that_is_broken_while_somebody_cites_stops_it(desk: Desk) -> None:
    (desk.data / "north.ttl").write_text(COMMENTED, "utf-8")
    change = desk.citer.cite_fact(desk.fact("dune inUse true"), Locator.parse("north:8"))
    (desk.data / "north.ttl").write_text(COMMENTED + "i:skerry", "utf-8")
    before = desk.files()
    with pytest.raises(SyntaxFault, match=r"graph_data/north\.ttl"):
        change.write()
    assert desk.files() == before
