"""The benchmark of ``llika check``: the same data every time, the same faults for both programs. No time is tested."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from benchmarks.check import (
    BUDGETS,
    Watch,
    measure_commands,
    measure_ours,
    measure_pyshacl,
    medians,
    ratio,
    write_project,
)

from benchmarks import library
from llika.terms import RDF, SH, NamedNode
from llika.turtle import read


def test_the_library_is_the_same_every_time(tmp_path: Path) -> None:
    library.write(tmp_path / "library.ttl", 2_000)
    digest = sha256((tmp_path / "library.ttl").read_bytes()).hexdigest()
    assert digest.startswith("11bc3431796c1c67")


@pytest.mark.parametrize("triples", [2_000, 20_000])
def test_the_library_has_about_as_many_triples_as_are_asked_for(tmp_path: Path, triples: int) -> None:
    library.write(tmp_path / "library.ttl", triples)
    assert 0.95 * triples < len(read(tmp_path / "library.ttl").facts) < 1.05 * triples


def test_there_are_thirty_shapes() -> None:
    kinds = (SH.NodeShape, SH.PropertyShape)
    facts = read(library.SHAPES).facts
    named = {s for s, p, o in facts if p == RDF.type and o in kinds and isinstance(s, NamedNode)}
    assert len(named) == library.SHAPES_IN_ALL


def test_every_command_with_a_goal_is_measured(bridges_copy: Path) -> None:
    measured = measure_commands(bridges_copy)
    assert measured.keys() == BUDGETS.keys()
    assert min(measured.values()) > 0


def test_both_programs_find_the_same_number_of_faults(tmp_path: Path) -> None:
    write_project(tmp_path, 3_000)
    ours, theirs = measure_ours(tmp_path), measure_pyshacl(tmp_path)
    assert ours["found"] == theirs["found"] > 10
    assert ours.keys() == theirs.keys() == {"start", "read", "check", "found"}


def test_a_ratio_is_of_the_stages_named() -> None:
    ours, theirs = {"start": 9.0, "read": 1.0, "check": 1.0}, {"start": 1.0, "read": 4.0, "check": 2.0}
    assert ratio(ours, theirs, "read", "check") == 3.0


def test_the_median_of_each_stage_counts() -> None:
    assert medians([{"read": 1.0}, {"read": 9.0}, {"read": 2.0}]) == {"read": 2.0}


def test_a_watch_tells_the_stages_in_their_order() -> None:
    watch = Watch()
    watch.stage("start")
    watch.stage("read")
    assert list(watch.stages) == ["start", "read"]
    assert all(seconds >= 0 for seconds in watch.stages.values())
