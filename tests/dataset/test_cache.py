"""The build cache: never wrong, never in the way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from llika.dataset import Dataset, build
from llika.dataset.cache import default_cache
from llika.evidence import STRATA
from llika.explain import Explainer, Views
from llika.findings import Level
from llika.project import Project
from llika.terms import RDF, NamedNode

Edit = Callable[[str, str, str], None]
STONE = NamedNode("https://example.org/bridges/ontology#StoneBridge")
UPPER = NamedNode("https://example.org/bridges/id/upper-bridge")
FACTS, MANIFEST = "entailed.nq", "manifest.json"
NEW, KEPT = ["read", "check", "infer", "keep"], ["read"]


def built(project: Project, cache: Path) -> tuple[Dataset, list[str]]:
    """Return a dataset and the steps that building it took."""
    steps: list[str] = []
    return build(project, cache=cache, progress=steps.append), steps


def same(one: Dataset, other: Dataset) -> bool:
    """Tell whether two datasets say the same, down to the proofs."""
    fact = (UPPER, RDF.type, STONE)
    proofs = [Views(e).explanation(e.explain(fact, STRATA[0])) for e in (Explainer(one), Explainer(other))]
    return (
        one.version == other.version
        and one.graphs == other.graphs
        and one.findings == other.findings
        and proofs[0] == proofs[1]
    )


def test_the_second_build_takes_what_the_first_kept(bridges: Project, tmp_path: Path) -> None:
    first, steps = built(bridges, tmp_path / "cache")
    second, again = built(bridges, tmp_path / "cache")
    assert (steps, again) == (NEW, KEPT)
    assert same(first, second)


def test_a_cached_bundled_project_is_the_same_as_a_new_one(dataset: Dataset, tmp_path: Path) -> None:
    built(dataset.project, tmp_path)
    kept, steps = built(dataset.project, tmp_path)
    assert steps == KEPT
    assert kept.graphs == dataset.graphs
    assert kept.findings == dataset.findings
    for one, other in zip(kept.inference.strata, dataset.inference.strata, strict=True):
        assert one.closure.entailed == other.closure.entailed
        assert [derived.fact for derived in one.derived] == [derived.fact for derived in other.derived]


def _cut(folder: Path) -> None:
    path = folder / FACTS
    path.write_bytes(path.read_bytes()[:-40])


def _alter(folder: Path) -> None:
    path = folder / FACTS
    path.write_bytes(path.read_bytes().replace(b"h", b"H", 1))


def _manifest(**changes: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / MANIFEST
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")

    return change


def _text(text: bytes) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / MANIFEST).write_bytes(text)

    return write


DAMAGES: dict[str, Callable[[Path], None]] = {
    "facts cut off": _cut,
    "facts altered": _alter,
    "facts missing": lambda folder: (folder / FACTS).unlink(),
    "manifest missing": lambda folder: (folder / MANIFEST).unlink(),
    "manifest no JSON": _text(b"{"),
    "manifest no UTF-8": _text(b"\xff\xfe"),
    "manifest a list": _text(b"[]"),
    "manifest empty": _text(b"{}"),
    "another version": _manifest(version="0" * 16),
    "another digest": _manifest(sha256="0" * 64),
    "no strata": _manifest(strata=None),
    "odd strata": _manifest(strata=["hearsay"]),
    "strata of numbers": _manifest(strata=[1]),
    "odd findings": _manifest(findings=[{"rule": "x"}]),
    "findings of another kind": _manifest(findings=[7]),
    "odd levels": _manifest(
        findings=[
            {"rule": "x", "level": "fatal", "message": {"en": "", "es": ""}, "advice": {"en": "", "es": ""}}
            | dict.fromkeys(("file", "line", "column", "subject"))
        ]
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_cache_is_built_anew(small: Project, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    first, _ = built(small, tmp_path)
    damage(tmp_path / first.version)
    second, steps = built(small, tmp_path)
    third, again = built(small, tmp_path)
    assert (steps, again) == (NEW, KEPT)
    assert first.graphs == second.graphs == third.graphs


@pytest.fixture
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a copy of the garden, the smallest project."""
    garden = Path(__file__).resolve().parent.parent / "projects/garden"
    return Project.open(Path(shutil.copytree(garden, tmp_path_factory.mktemp("small") / "garden")))


def test_a_file_where_the_version_should_lie_does_not_stop_a_build(small: Project, tmp_path: Path) -> None:
    (tmp_path / small.version("native")).write_text("in the way", "utf-8")
    dataset, _ = built(small, tmp_path)
    assert [one.rule for one in dataset.findings] == []
    assert dataset.graphs == build(small).graphs


def test_a_folder_that_cannot_be_written_is_a_warning_and_no_more(small: Project, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    for _ in range(2):
        dataset, steps = built(small, tmp_path / "file" / "cache")
        [finding] = dataset.findings
        assert (finding.rule, finding.level) == ("cache-unwritable", Level.WARNING)
        assert steps == NEW
        assert dataset.graphs == build(small).graphs


def test_builds_at_the_same_time_do_not_disturb_each_other(small: Project, tmp_path: Path) -> None:
    expected = build(small)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: build(small, cache=tmp_path), range(12)))
    assert all(one.graphs == expected.graphs and one.findings == () for one in found)
    assert built(small, tmp_path)[1] == KEPT
    assert [path.name for path in tmp_path.iterdir()] == [expected.version]


def test_a_changed_file_is_another_version_beside_the_first(bridges: Project, edit: Edit, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first, _ = built(bridges, cache)
    edit("graph_data/a1.ttl", '"Upper Bridge"@en', '"Upper bridge"@en')
    second, steps = built(bridges, cache)
    assert steps == NEW
    assert {path.name for path in cache.iterdir()} == {first.version, second.version}
    edit("graph_data/a1.ttl", '"Upper bridge"@en', '"Upper Bridge"@en')
    assert built(bridges, cache)[1] == KEPT


def test_old_versions_are_forgotten_and_the_newest_kept(small: Project, tmp_path: Path) -> None:
    path = small.root / "graph_data/beds.ttl"
    text = path.read_text("utf-8")
    versions = []
    for number in range(11):
        path.write_text(f"{text}# {number}\n", "utf-8")
        versions.append(built(small, tmp_path)[0].version)
    assert {kept.name for kept in tmp_path.iterdir()} == set(versions[-8:])


def test_the_cache_holds_text_only(small: Project, tmp_path: Path) -> None:
    dataset, _ = built(small, tmp_path)
    assert {path.name for path in (tmp_path / dataset.version).iterdir()} == {FACTS, MANIFEST}
    for path in (tmp_path / dataset.version).iterdir():
        assert path.read_text("utf-8").isprintable() or "\n" in path.read_text("utf-8")


def test_the_cache_lies_under_the_users_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache() == tmp_path / "llika"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_cache() == tmp_path / ".cache" / "llika"
