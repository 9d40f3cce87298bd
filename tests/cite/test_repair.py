"""Repair: what is derived from documents and facts follows them; what is lost or doubtful is left to the checks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from llika.cite import Citer, Manner
from llika.evidence import Basis
from llika.terms import NamedNode

if TYPE_CHECKING:
    from tests.cite.conftest import Desk

NORTH = "north-coast.txt"


def rewrite(desk: Desk, old: str, new: str, name: str = NORTH) -> None:
    """Change a document."""
    path = desk.documents / name
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def passages(desk: Desk) -> dict[str, tuple[int, int, int, int]]:
    """Return the place of every passage by its digest."""
    records = desk.citer.sources.records
    return {
        one.digest: (one.char_start, one.char_end, one.line_start, one.line_end) for one in records.passages.values()
    }


def test_nothing_is_repaired_in_a_project_in_order(full_desk: Desk) -> None:
    before = full_desk.files()
    assert full_desk.repair() == []
    assert full_desk.files() == before


def test_passages_follow_a_document_that_shifts(full_desk: Desk) -> None:
    before = passages(full_desk)
    rewrite(full_desk, "LIGHTHOUSES", "🔦\nLIGHTHOUSES")
    assert full_desk.found() == ["document-digest", "passage-digest"]
    assert full_desk.repair() == ["claims/north.ttl", "claims/readings.ttl"]
    assert full_desk.found() == []
    moved = {digest: (a + 2, b + 2, c + 1, d + 1) for digest, (a, b, c, d) in before.items()}
    changed = {digest: place for digest, place in passages(full_desk).items() if place != before[digest]}
    assert len(changed) == 7
    assert changed.items() <= moved.items()
    assert "pnorth:66-96" in full_desk.read("claims/north.ttl")
    assert full_desk.repair() == []


def test_passages_get_the_sections_that_are_listed_and_keep_their_names(full_desk: Desk) -> None:
    before = full_desk.citer.sources.records
    with (full_desk.root / "llika.toml").open("a", encoding="utf-8") as file:
        file.write("\n[sections]\nnorth = []\nharbour = []\n")
    assert full_desk.repair() == ["claims/north.ttl"]
    after = full_desk.citer.sources.records
    assert {one.section for one in before.passages.values()} == {"1.A", "1.B", "2", "-"}
    assert after.passages == {iri: replace(one, section="-") for iri, one in before.passages.items()}
    assert {one.iri for one in after.claims} == {one.iri for one in before.claims}


def test_passages_that_move_onto_each_others_places_are_told_apart(desk: Desk) -> None:
    (desk.documents / "list.txt").write_text("aaa\nbbb\nccc\n", "utf-8")
    for line, name in ((1, "skerry"), (2, "dune"), (3, "reef")):
        desk.cite(f"{name} builtIn {line}", f"list:{line}")
    (desk.documents / "list.txt").write_text("ccc\naaa\nbbb\n", "utf-8")
    desk.repair()
    assert desk.found() == []
    lines = {one.fact[2].value: one.support.value for one in desk.citer.sources.records.claims if one.fact}
    assert {n: support.split("/")[-1] for n, support in lines.items()} == {"1": "4-7", "2": "8-11", "3": "0-3"}
    assert desk.repair() == []


def test_a_passage_does_not_move_onto_one_whose_text_is_lost(desk: Desk) -> None:
    (desk.documents / "list.txt").write_text("aaa\nbbb\n", "utf-8")
    desk.cite("skerry builtIn 1", "list:1")
    desk.cite("dune builtIn 2", "list:2")
    (desk.documents / "list.txt").write_text("new\naaa\n", "utf-8")
    desk.repair()
    assert desk.found() == ["passage-digest"]
    assert len(passages(desk)) == 2
    supports = {one.support.value.split("/")[-1] for one in desk.citer.sources.records.claims}
    assert supports == {"0-3", "4-7"}


def test_a_moved_text_that_stands_twice_is_left(full_desk: Desk) -> None:
    before = full_desk.read("claims/harbour.ttl")
    rewrite(full_desk, "Reef Light was first lit in 1901.", "_\nReef Light was first lit in 1901.\n" * 2, "harbour.txt")
    full_desk.repair()
    assert full_desk.found() == ["passage-digest"]
    assert full_desk.read("claims/harbour.ttl").count("pharbour:0-33") == before.count("pharbour:0-33")
    assert full_desk.repair() == []


def test_a_text_that_stands_twice_is_no_doubt_where_it_has_not_moved(full_desk: Desk) -> None:
    rewrite(full_desk, "1901.\n", "1901.\nReef Light was first lit in 1901.\n", "harbour.txt")
    full_desk.repair()
    assert full_desk.found() == []


def test_a_lost_text_is_left_and_still_found(full_desk: Desk) -> None:
    rewrite(full_desk, "1844", "1845")
    full_desk.repair()
    assert full_desk.found() == ["passage-digest"]
    assert full_desk.repair() == []


def test_a_document_shorter_than_its_passages_is_survived(full_desk: Desk) -> None:
    (full_desk.documents / NORTH).write_text("", "utf-8")
    full_desk.repair()
    assert full_desk.found() == ["passage-digest"]


def test_lines_follow_where_only_line_ends_change(full_desk: Desk) -> None:
    rewrite(full_desk, "1. THE LIGHTS\n\n", "1. THE LIGHTS  ")
    assert full_desk.found() == ["document-digest", "passage-digest"]
    full_desk.repair()
    assert full_desk.found() == []
    assert "ev:lineStart 5" in full_desk.read("claims/north.ttl")


def test_iris_follow_a_changed_fact_and_a_changed_mention(full_desk: Desk) -> None:
    path = full_desk.data / "north.ttl"
    path.write_text(full_desk.read("north.ttl").replace(":passed true", ":passed false"), "utf-8")
    claims = full_desk.data / "claims" / "north.ttl"
    claims.write_text(full_desk.read("claims/north.ttl").replace('"the old lady"', '"old lady"'), "utf-8")
    assert full_desk.found() == ["evidence-stale"]
    assert full_desk.repair() == ["claims/north.ttl"]
    assert full_desk.found() == []


def test_without_documents_only_iris_are_repaired(full_desk: Desk) -> None:
    rewrite(full_desk, "LIGHTHOUSES", "THE LIGHTHOUSES")
    path = full_desk.data / "north.ttl"
    path.write_text(full_desk.read("north.ttl").replace(":passed true", ":passed false"), "utf-8")
    assert Citer(full_desk.project).repair().write() == [full_desk.data / "claims" / "north.ttl"]
    assert full_desk.found() == ["document-digest", "passage-digest"]


def test_a_repair_adds_and_loses_nothing(full_desk: Desk) -> None:
    before = full_desk.citer.sources.records
    rewrite(full_desk, "Skerry Light was", "Then Skerry Light was")
    full_desk.repair()
    after = full_desk.citer.sources.records
    counts = [(len(r.documents), len(r.passages), len(r.claims), len(r.gaps), len(r.mentions)) for r in (before, after)]
    assert counts[0] == counts[1]
    assert {claim.fact for claim in before.claims} == {claim.fact for claim in after.claims}


def test_a_reading_follows_its_passage_into_another_file(desk: Desk) -> None:
    desk.cite("ana a Expert", "north:16", Manner(basis=Basis.READING))
    rewrite(desk, "LIGHTHOUSES", "THE LIGHTHOUSES")
    assert desk.repair() == ["claims/north.ttl", "claims/readings.ttl"]
    assert desk.found() == []


@pytest.mark.parametrize("name", ["skerry", "reef"])
def test_what_is_cited_after_a_repair_is_in_order(full_desk: Desk, name: str) -> None:
    rewrite(full_desk, "LIGHTHOUSES", "THE LIGHTHOUSES")
    full_desk.repair()
    change = full_desk.cite(f"{name} inUse true", "north:7")
    assert isinstance(change.iri, NamedNode)
    assert full_desk.found() == []
