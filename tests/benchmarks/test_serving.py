"""The benchmark of the service: the same work for every server, the same rows from each. No time is tested."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from benchmarks.serve import (
    KINDS,
    Answer,
    Request,
    Server,
    count_rows,
    disagreements,
    is_installed,
    own_workloads,
    running,
    table,
    workloads,
    write,
)
from rich.console import Console

from benchmarks import lubm
from llika.turtle import read

TRIPLES = 5_000


@pytest.fixture(scope="module", params=[name for name in KINDS if is_installed(name)])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server with a little data."""
    folder = tmp_path_factory.mktemp("served")
    with running(request.param, folder, write(folder, TRIPLES)) as server:
        yield server


def test_the_data_are_the_same_every_time_and_nothing_follows_from_them(tmp_path: Path) -> None:
    data = write(tmp_path, 2_000)
    assert sha256(data.read_bytes()).hexdigest().startswith("b37e219f95fa0c5d")
    facts = set(read(data).facts)
    assert len(facts) == 2_000
    assert not facts & set(lubm.schema())


def test_every_server_answers_with_the_rows_that_the_data_hold(server: Server, tmp_path: Path) -> None:
    facts = list(read(write(tmp_path, TRIPLES)).facts)
    found = count_rows(server, workloads(server))
    professors = [f"{lubm.DATA}u0/d{index}/FullProfessor3" for index in range(4)]
    assert found["lookup"] == [sum(getattr(fact[0], "value", "") == one for fact in facts) for one in professors]
    assert found["aggregate"] == [len({fact[1] for fact in facts if fact[1].value.startswith(str(lubm.VOCABULARY))})]
    assert found["lookup"][0] > 5
    assert found["join"][0] > 50


def test_a_client_that_has_an_answer_of_ours_is_told_so(tmp_path: Path) -> None:
    with running("llika", tmp_path, write(tmp_path, TRIPLES)) as server:
        own = own_workloads(server)
        assert [server.ask(one).status for one in own["saved lookup"]] == [200] * 4
        assert [server.ask(one).status for one in own["saved, 304"]] == [304] * 4
        assert count_rows(server, {"x": own["saved lookup"]})["x"] == count_rows(server, workloads(server))["lookup"]
        with pytest.raises(AssertionError, match="not answered"):
            server.measure([Request("/nowhere")], 0)
        assert server.cpu > 0


def test_rows_are_counted_in_sparql_json_and_in_pages() -> None:
    assert Answer(200, b'{"results": {"bindings": [{}, {}]}}', None).rows == 2
    assert Answer(200, b'{"rows": [{}]}', None).rows == 1


def test_a_server_with_other_rows_is_named() -> None:
    rows = {"one": {"join": [3, 4], "lookup": [1]}, "two": {"join": [3, 5], "lookup": [1]}}
    assert list(disagreements(rows)) == ["join: two answers with [3, 5] rows, one with [3, 4]"]
    assert list(disagreements({"one": rows["one"]})) == []


def test_figures_stand_beside_multiples_of_the_first() -> None:
    console = Console(width=100, record=True, file=StringIO())
    console.print(table({("a", "join"): 0.002, ("b", "join"): 0.001, ("a", "saved"): 0.003}, {"join": [4, 3]}))
    assert [line.split() for line in console.export_text().splitlines()[-3:-1]] == [
        ["join", "3–4", "2", "1", "0.5"],
        ["saved", "3", "–", "–"],
    ]
