"""The data hold what the documents say: every block of the inventory has its row in tests/coverage.csv, and is held."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from tests.inventory import blocks, unlisted

from llika.check import cover
from llika.dataset import Dataset

LIST = Path(__file__).parent / "coverage.csv"
INVENTORY = Path("inventory") / "networks_and_igf.md"


@pytest.fixture
def rows(missing: Callable[[str], NoReturn]) -> list[dict[str, str]]:
    """The rows of the list."""
    if not LIST.exists():
        missing("tests/coverage.csv, which says what holds each block of the inventory")
    with LIST.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_is_held_where_it_says(rows: list[dict[str, str]], dataset: Dataset) -> None:
    found = cover(dataset.sources, LIST)
    assert [str(one) for one in found.findings] == []
    assert found.rows == len(rows)


def test_every_block_of_the_inventory_has_a_row(rows: list[dict[str, str]], shared_dir: Path) -> None:
    names = blocks((shared_dir / INVENTORY).read_text("utf-8"))
    assert unlisted(names, (row["row"] for row in rows)) == []


def test_the_blocks_of_the_inventory_are_counted_section_by_section(shared_dir: Path) -> None:
    names = blocks((shared_dir / INVENTORY).read_text("utf-8"))
    assert {name[0] for name in names} == set("0123456")
    assert len(names) == len(set(names)) > 300


def test_a_block_without_a_row_would_be_found() -> None:
    names = blocks("## 1. Numbers\n| kind | count |\n|---|---|\n| one | 1 |\n| two | 2 |\n\nA paragraph\nof two lines.")
    assert unlisted(names, ["1-01.a", "1-01.b", "1-03"]) == ["1-02"]
