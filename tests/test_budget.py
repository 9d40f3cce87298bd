"""The limits of reading: memory, time, and what one hears on the way."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

import llika
from llika.budget import Budget, Meter, free_memory, held_memory
from llika.errors import BudgetExceeded
from llika.terms import Fact, Namespace

EX = Namespace("https://example.org/")
LINES = 70_000
RUN = """
import sys
from pathlib import Path
from llika.cli import main
status = main(sys.argv[1:])
peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(status, int(peak) // 1024, file=sys.stderr)
"""


def lines(number: int) -> str:
    """Return so many triples, each about other things."""
    return "".join(f"<{EX}s{at}> <{EX}p> <{EX}o{at}> .\n" for at in range(number))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the same triples in several forms."""
    folder = tmp_path_factory.mktemp("files")
    text = lines(LINES)
    for name in ("data.nt", "data.ttl"):
        (folder / name).write_text(text, "utf-8")
        (folder / f"{name}.gz").write_bytes(gzip.compress(text.encode()))
    (folder / "bomb.ttl.gz").write_bytes(gzip.compress(b" " * 300_000_000))
    return folder


@pytest.mark.parametrize("name", ["data.nt", "data.nt.gz", "data.ttl", "data.ttl.gz"])
@pytest.mark.parametrize("engine", ["native", "simple"])
def test_more_than_the_memory_allowed_is_refused_while_reading(files: Path, name: str, engine: str) -> None:
    with pytest.raises(BudgetExceeded) as refused:
        llika.infer(files / name, engine=engine, budget=Budget(memory=1))
    assert refused.value.code == "too-much-memory"
    assert refused.value.message.en != refused.value.message.es


def test_facts_in_memory_are_watched_as_well() -> None:
    facts: list[Fact] = [(EX.term(f"s{at}"), EX.p, EX.o) for at in range(LINES)]
    with pytest.raises(BudgetExceeded, match="too-much-memory"):
        llika.infer(facts, budget=Budget(memory=1))
    assert len(llika.infer(facts).asserted) == LINES


@pytest.mark.parametrize("name", ["data.nt", "data.ttl"])
def test_reading_counts_as_time(files: Path, name: str) -> None:
    with pytest.raises(BudgetExceeded, match="out-of-time"):
        llika.infer(files / name, budget=Budget(seconds=-1))


@pytest.mark.parametrize("engine", ["native", "simple"])
def test_who_listens_hears_how_far_it_is(files: Path, engine: str) -> None:
    heard: list[tuple[str, int]] = []
    llika.infer(files / "data.nt", engine=engine, progress=lambda doing, number: heard.append((doing, number)))
    assert {doing for doing, _ in heard} == {"reading", "reasoning"}
    assert max(number for _, number in heard) >= LINES - 5_000
    assert heard == sorted(heard, key=lambda told: told[0])


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell")
@pytest.mark.parametrize("name", ["large.nt", "large.ttl", "bomb.ttl.gz"])
def test_the_command_ends_before_it_takes_more_than_it_may(files: Path, tmp_path: Path, name: str) -> None:
    """What one look at the memory lets pass is some megabytes; nothing takes a multiple of the limit."""
    path = files / name
    if name.startswith("large"):
        path = tmp_path / name
        path.write_text(lines(600_000), "utf-8")
    limit = 100
    command = [sys.executable, "-c", RUN, "reason", str(path), "--max-memory", str(limit), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    status, peak = map(int, done.stderr.split())
    assert '"too-much-memory"' in done.stdout
    assert status == 2
    assert peak < limit + 50


def test_the_machine_tells_its_memory() -> None:
    held, free = held_memory(), free_memory()
    if not Path("/proc/meminfo").exists():
        assert held == 0
        assert free is None
    else:
        assert free is not None
        assert 10_000_000 < held < free
        Meter(Budget()).check_memory()
        with pytest.raises(BudgetExceeded, match="too-much-memory"):
            Meter(Budget()).check_memory(1 << 60)
