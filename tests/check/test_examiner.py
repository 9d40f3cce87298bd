"""Examining again gives what examining anew gives, and works out only what a change touches."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from llika.check import Conclusions, Examination, Examiner, difference, examine
from llika.check.kept import Kept
from llika.findings import Finding, Level
from llika.project import Project
from llika.store import EmbeddedStore
from llika.terms import Text

BRIDGES = Path(__file__).resolve().parents[1] / "projects" / "bridges"
A1, CLAIMS = "graph_data/a1.ttl", "graph_data/claims/a1.ttl"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the bridges."""
    return Path(shutil.copytree(BRIDGES, tmp_path / "bridges"))


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def same(one: Examination, other: Examination) -> bool:
    return (one.findings, Conclusions(one.inference).bases) == (other.findings, Conclusions(other.inference).bases)


def test_after_any_edits_the_examination_is_what_a_new_one_finds(root: Path) -> None:
    examiner, chance = Examiner(), random.Random(4)  # noqa: S311
    texts = {path: path.read_text("utf-8") for path in root.rglob("*") if path.suffix in (".ttl", ".rq")}
    for _ in range(40):
        path = chance.choice(sorted(texts))
        lines = texts[path].split("\n")
        if chance.random() < 0.7:
            del lines[chance.randrange(len(lines))]
        path.write_text("\n".join(lines), "utf-8")
        assert same(examiner.examine(Project.open(root)), examine(Project.open(root)))
        if chance.random() < 0.7:
            path.write_text(texts[path], "utf-8")


def test_the_bundled_project_is_followed_through_changes(project_copy: Project) -> None:
    root, examiner = project_copy.root, Examiner()
    first = examiner.examine(project_copy)
    changed = [
        ("graph_data/003-scaling-up.ttl", "i:remurpe a :Network", "i:remurpe a :Network , :Committee"),
        ("ontology/llika-readings.ttl", "owl:hasValue c:", "owl:hasValue c:in-"),
        ("graph_data/claims/003-scaling-up.ttl", "ev:confidence 1.0", "ev:confidence 1.5"),
    ]
    for file, old, new in changed:
        edit(root, file, old, new)
        assert same(examiner.examine(Project.open(root)), examine(Project.open(root)))
        edit(root, file, new, old)
        assert same(examiner.examine(Project.open(root)), first)


def test_the_store_that_was_turned_into_another_dataset_answers_as_a_new_one(root: Path) -> None:
    before, query = examine(Project.open(root)).dataset, "SELECT ?s ?p ?o { ?s ?p ?o }"
    edit(root, A1, '"stone"@en', '"rock"@en')
    after = examine(Project.open(root)).dataset
    assert before is not None
    assert after is not None
    store = EmbeddedStore(before)
    assert _rows(store, query, before) != _rows(EmbeddedStore(after), query, after)
    store.turn_into(after)
    assert _rows(store, query, after) == _rows(EmbeddedStore(after), query, after)
    graphs = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"
    assert _rows(store, graphs, after) == _rows(EmbeddedStore(after), graphs, after)


def _rows(store: EmbeddedStore, query: str, dataset: object) -> list[str]:
    return [str(sorted(map(str, store.select(query, basis).rows))) for basis in getattr(dataset, "published", ())]


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the name of each step is added that is not taken from what is kept."""
    steps: list[str] = []
    get = Kept.get

    def spy(kept: Kept, step: str, given: object, work_out: Callable[[], object]) -> object:
        def note() -> object:
            steps.append(step)
            return work_out()

        return get(kept, step, given, note)

    monkeypatch.setattr(Kept, "get", spy)
    return steps


def test_what_nothing_touched_is_not_worked_out_again(root: Path, worked_out: list[str]) -> None:
    examiner = Examiner()
    examiner.examine(Project.open(root))
    assert {"graphs", "terms", "modules", "shapes", "ties", "profile", "infer", "queries"} <= set(worked_out)
    worked_out.clear()
    examiner.examine(Project.open(root))
    assert worked_out == []
    (root / "shapes/bridges.ttl").write_text("\n" + (root / "shapes/bridges.ttl").read_text("utf-8"), "utf-8")
    examiner.examine(Project.open(root))
    assert worked_out == ["shapes", "hygiene"]


def test_a_finding_goes_with_a_file_that_is_renamed(root: Path) -> None:
    edit(root, "queries/bridges-by-material.rq", ":madeOf", ":madeOff")
    examiner = Examiner()
    examiner.examine(Project.open(root))
    (root / "queries/bridges-by-material.rq").rename(root / "queries/by-stone.rq")
    assert same(examiner.examine(Project.open(root)), examine(Project.open(root)))


def test_an_edit_of_claims_leaves_the_reasoner_alone(root: Path, worked_out: list[str]) -> None:
    examiner = Examiner()
    examiner.examine(Project.open(root))
    worked_out.clear()
    edit(root, CLAIMS, "ev:confidence 1.0", "ev:confidence 0.8")
    assert examiner.examine(Project.open(root)).dataset is not None
    assert "ties" in worked_out
    assert "infer" not in worked_out
    edit(root, A1, ":arches 3", ":arches 4")
    examiner.examine(Project.open(root))
    assert "infer" in worked_out


def test_a_finding_that_has_only_moved_is_neither_new_nor_mended(root: Path) -> None:
    edit(root, A1, ":madeOf i:timber ;", ":madeOf i:timber , i:stone ;")
    before = examine(Project.open(root)).findings
    (root / A1).write_text("# higher\n\n" + (root / A1).read_text("utf-8"), "utf-8")
    after = examine(Project.open(root)).findings
    assert before != after
    assert _compare(before, after) == ((), ())


def test_a_finding_moves_with_its_line_where_nothing_else_has_changed(root: Path) -> None:
    edit(root, A1, ":madeOf i:timber ;", ":madeOf i:timber , i:stone ;")
    examiner = Examiner()
    before = examiner.examine(Project.open(root)).findings
    (root / A1).write_text("\n" + (root / A1).read_text("utf-8"), "utf-8")
    after = examiner.examine(Project.open(root)).findings
    assert [one.place.line + 1 for one in before if one.place and one.place.line and one.place.file == A1] == [
        one.place.line for one in after if one.place and one.place.file == A1
    ]


def test_the_second_of_two_findings_that_say_the_same_is_new() -> None:
    found = (Finding("broken", Level.VIOLATION, Text("It is.", "Lo está."), Text("Mend.", "Corrija.")),)
    assert _compare(found, found * 2) == (found, ())
    assert _compare(found * 2, found) == ((), found)


def _compare(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> tuple[object, object]:
    nothing = Conclusions(None)
    compared = difference((before, nothing), (after, nothing))
    return compared.found, compared.mended


def test_findings_stand_in_the_order_of_files_and_lines(root: Path) -> None:
    edit(root, A1, ":arches 3", ":archs 3")
    edit(root, A1, ":madeOf i:timber ;", ":madeOf i:timber , i:stone ;")
    edit(root, CLAIMS, "ev:charEnd 119", "ev:charEnd 711")
    places = [finding.place for finding in examine(Project.open(root)).findings]
    told = [(place.file, place.line or 0) for place in places if place]
    assert len(told) > 3
    assert told == sorted(told)


def test_every_file_that_cannot_be_read_is_found_and_nothing_else_is(root: Path) -> None:
    edit(root, A1, ":arches 3", ":arches")
    edit(root, CLAIMS, "ev:claimObject i:timber", "ev:claimObject")
    found = examine(Project.open(root))
    assert not found.is_whole
    assert {finding.place.file for finding in found.findings if finding.place} == {A1, CLAIMS}
