"""The committed readings count, and what draws the statements plants what a reader can find."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from tests.reading.draw import Drawer, Statement, main

from llika.project import Project
from llika.sources import Sources
from llika.terms import RDFS, Literal

HERE = Path(__file__).parent
READINGS = sorted(HERE.glob("*.csv"))
ROWS = re.compile(r"^\| \[(\w+)\]\(\1\.csv\) \| (\d+) \| (.+) \|$", re.MULTILINE)
FEWEST_FOUND = 19
"""Of twenty false statements: with fewer found, a reading is void."""


def rows_of(reading: Path) -> list[dict[str, str]]:
    with reading.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def summary(rows: list[dict[str, str]]) -> list[int]:
    """Return the numbers of a line of the table: claims, found wrong, doubtful, planted, of these found."""
    plain, planted = ([row["verdict"] for row in rows if bool(row["planted"]) is one] for one in (False, True))
    return [len(plain), plain.count("wrong"), plain.count("doubtful"), len(planted), planted.count("wrong")]


@pytest.mark.parametrize("reading", READINGS, ids=lambda path: path.stem)
def test_a_reading_counts(reading: Path) -> None:
    rows = rows_of(reading)
    claims, _, _, planted, found = summary(rows)
    assert (claims, planted) == (200, 20)
    assert found >= FEWEST_FOUND
    assert {row["verdict"] for row in rows} <= {"ok", "wrong", "doubtful"}
    assert all(row["note"] for row in rows if row["verdict"] != "ok")


def test_the_table_says_what_the_readings_found() -> None:
    told = {
        name: [int(one) for one in cells.split(" | ")]
        for name, _, cells in ROWS.findall((HERE / "README.md").read_text())
    }
    assert told == {reading.stem: summary(rows_of(reading)) for reading in READINGS}


@pytest.fixture(scope="module")
def drawn(shared_dir: Path) -> tuple[Drawer, list[Statement]]:
    """Statements drawn from the bundled project."""
    drawer = Drawer(Project.open(), shared_dir / "sources", seed=3)
    return drawer, drawer.draw(30, 10)


def test_what_is_planted_is_not_what_the_claim_says(drawn: tuple[Drawer, list[Statement]]) -> None:
    drawer, statements = drawn
    assert sum(bool(one.planted) for one in statements) == 10
    for one in statements:
        true = drawer.word(one.claim, drawer.facts(one.claim))
        assert (one.text != true) is bool(one.planted)
        assert drawer.passage(one.claim)[1].strip()


def test_the_same_seed_draws_the_same(drawn: tuple[Drawer, list[Statement]], shared_dir: Path) -> None:
    again = Drawer(Project.open(), shared_dir / "sources", seed=3).draw(30, 10)
    assert [one.text for one in again] == [one.text for one in drawn[1]]


def test_the_sheet_tells_a_claim_whole_and_nothing_of_what_is_planted(shared_dir: Path, tmp_path: Path) -> None:
    sheet, key = tmp_path / "sheet.json", tmp_path / "key.csv"
    sizes = ["--seed", "3", "--count", "30", "--planted", "10"]
    main([*sizes, "--sources", str(shared_dir / "sources"), "--sheet", str(sheet), "--key", str(key)])
    told = json.loads(sheet.read_text("utf-8"))
    assert {name for one in told for name in one} == {
        *("number", "statement", "basis", "confidence", "reason", "place", "passage"),
    }
    assert [one["number"] for one in told] == [int(row["number"]) for row in rows_of(key)]
    assert all("reason" in one for one in told if one["confidence"] < 1)


def test_every_claim_that_is_not_plain_gives_its_reason(project: Project) -> None:
    sources = Sources(project)
    reasons = {
        (subject, value.language)
        for file in sources.data
        for subject, predicate, value in file.document.facts
        if predicate == RDFS.comment and isinstance(value, Literal)
    }
    unsure = [claim.iri for claim in sources.records.claims if claim.confidence < 1]
    assert len(unsure) > 100
    assert [iri for iri in unsure for language in ("en", "es") if (iri, language) not in reasons] == []
