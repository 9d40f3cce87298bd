"""The build cache: never wrong, never in the way."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest

from llika import infer
from llika.check import examine
from llika.dataset import Dataset, Engine, build, default_cache
from llika.evidence import STRATA
from llika.explain import Explainer, Views
from llika.findings import Level
from llika.project import Project
from llika.rules import Closure
from llika.terms import RDF, Fact, NamedNode

build_module = import_module("llika.dataset.build")  # the package has a function of that name
Edit = Callable[[str, str, str], None]
STONE = NamedNode("https://example.org/bridges/ontology#StoneBridge")
UPPER = NamedNode("https://example.org/bridges/id/upper-bridge")
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


def _change(folder: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Return what changes the files of one folder of a cache, of which only those with the same digest stay sound."""

    def damage(cache: Path) -> None:
        paths = list((cache / folder).iterdir())
        assert paths
        for path in paths:
            path.write_bytes(change(path.read_bytes()))

    return damage


def _said(text: bytes) -> bytes:
    return b"# sha256 " + hashlib.sha256(text).hexdigest().encode() + b"\n" + text


def _version(**changes: object) -> Callable[[Path], None]:
    def change(data: bytes) -> bytes:
        return _said(json.dumps(json.loads(data.partition(b"\n")[2]) | changes).encode())

    return _change("versions", change)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "facts cut off": _change("closures", lambda data: data[:-40]),
    "facts altered": _change("closures", lambda data: data.replace(b"h", b"H")),
    "facts missing": lambda cache: shutil.rmtree(cache / "closures"),
    "version missing": lambda cache: shutil.rmtree(cache / "versions"),
    "version altered": _change("versions", lambda data: data.replace(b"findings", b"Findings")),
    "version without digest": _change("versions", lambda data: data.partition(b"\n")[2]),
    "version empty": _change("versions", lambda _: b""),
    "version no JSON": _change("versions", lambda _: _said(b"{")),
    "version a list": _change("versions", lambda _: _said(b"[]")),
    "version an empty object": _change("versions", lambda _: _said(b"{}")),
    "another version": _version(version="0" * 16),
    "another program": _version(program="0" * 16),
    "another closure": _version(closures={"stated": "0" * 32}),
    "no strata": _version(closures=None),
    "odd strata": _version(closures={"hearsay": "0" * 32}),
    "odd findings": _version(findings=[{"rule": "x"}]),
    "findings of another kind": _version(findings=[7]),
    "odd levels": _version(
        findings=[
            {"rule": "x", "level": "fatal", "message": {"en": "", "es": ""}, "advice": {"en": "", "es": ""}}
            | dict.fromkeys(("file", "line", "column", "subject"))
        ]
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_cache_is_built_anew(small: Project, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    first, _ = built(small, tmp_path)
    damage(tmp_path)
    second, steps = built(small, tmp_path)
    third, again = built(small, tmp_path)
    assert (steps, again) == (NEW, KEPT)
    assert first.graphs == second.graphs == third.graphs


@pytest.fixture
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a copy of the garden, the smallest project."""
    garden = Path(__file__).resolve().parent.parent / "projects/garden"
    return Project.open(Path(shutil.copytree(garden, tmp_path_factory.mktemp("small") / "garden")))


def test_a_folder_where_the_version_should_lie_does_not_stop_a_build(small: Project, tmp_path: Path) -> None:
    (tmp_path / "versions" / small.version("native")).mkdir(parents=True)
    dataset, _ = built(small, tmp_path)
    assert [one.rule for one in dataset.findings] == ["cache-unwritable"]
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
    assert kept(tmp_path, "versions") == {expected.version}
    assert len(kept(tmp_path, "closures")) == 1  # all is stated, so that the strata are one


def test_a_changed_file_is_another_version_beside_the_first(bridges: Project, edit: Edit, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first, _ = built(bridges, cache)
    edit("graph_data/a1.ttl", '"Upper Bridge"@en', '"Upper bridge"@en')
    second, steps = built(bridges, cache)
    assert steps == NEW
    assert kept(cache, "versions") == {first.version, second.version}
    edit("graph_data/a1.ttl", '"Upper bridge"@en', '"Upper Bridge"@en')
    assert built(bridges, cache)[1] == KEPT


def test_what_no_reasoner_reads_may_change_and_nothing_is_closed_anew(
    bridges: Project, edit: Edit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(bridges, cache=tmp_path)
    closed: list[frozenset[Fact]] = []

    def counting(facts: frozenset[Fact], *, engine: str) -> Closure:
        closed.append(facts)
        return infer(facts, engine=engine)

    monkeypatch.setattr(build_module, "close_under", counting)
    edit("graph_data/a1.ttl", '"Upper Bridge"@en', '"Upper bridge"@en')
    assert same(build(bridges, cache=tmp_path), build(bridges))
    assert len(closed) == len(STRATA)  # those of the build without a cache
    assert build(bridges, engine=Engine.OWLRL, cache=tmp_path).graphs["entailed"]
    assert len(closed) > len(STRATA)  # another engine has closures of its own


def test_what_another_state_of_the_program_kept_is_not_used(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "program"
    program.mkdir()
    (program / "rules.py").write_text("", "utf-8")
    monkeypatch.setattr("llika.dataset.cache._PACKAGE", program)
    cache = tmp_path / "cache"
    assert [built(small, cache)[1] for _ in range(2)] == [NEW, KEPT]
    (program / "rules.py").write_text("# mended", "utf-8")
    names = kept(cache, "closures")
    assert built(small, cache)[1] == NEW
    assert kept(cache, "closures") > names


def test_a_check_takes_what_a_build_kept_and_the_other_way_round(small: Project, tmp_path: Path) -> None:
    examined = examine(small, cache=tmp_path)
    assert examined.dataset is not None
    names = kept(tmp_path, "closures")
    built(small, tmp_path)
    assert kept(tmp_path, "closures") == names != set()
    again = examine(small, cache=tmp_path)
    assert again.dataset is not None
    assert again.dataset.graphs == examined.dataset.graphs == build(small).graphs


def kept(cache: Path, folder: str) -> set[str]:
    """Return the names of what a cache holds."""
    return {path.name for path in (cache / folder).iterdir()}


def test_old_versions_are_forgotten_and_the_newest_kept(small: Project, tmp_path: Path) -> None:
    path = small.root / "graph_data/beds.ttl"
    text = path.read_text("utf-8")
    versions = []
    for number in range(11):
        path.write_text(f"{text}# {number}\n", "utf-8")
        versions.append(built(small, tmp_path)[0].version)
    assert kept(tmp_path, "versions") == set(versions[-8:])
    assert built(small, tmp_path)[1] == KEPT


def test_the_cache_holds_text_only(small: Project, tmp_path: Path) -> None:
    built(small, tmp_path)
    assert kept(tmp_path, "") == {"versions", "closures"}
    for path in (one for one in tmp_path.rglob("*") if one.is_file()):
        assert path.read_text("utf-8").startswith("# sha256 ")


def test_the_cache_lies_under_the_users_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache() == tmp_path / "llika"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_cache() == tmp_path / ".cache" / "llika"
