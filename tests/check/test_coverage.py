"""A list of what documents say, compared with the claims."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from llika.check import Coverage, cover
from llika.check.wording import COVERAGE
from llika.cli import main
from llika.errors import InputError
from llika.project import Project
from llika.sources import Sources

BRIDGES = Path(__file__).resolve().parents[1] / "projects" / "bridges"
STEM = "https://example.org/bridges/"
CLAIM = "1727b45a5791"
"""The lower bridge is made of timber: line 3 of a1."""
BUILT = "800a385087b4"
"""The upper bridge was built in 1731: line 2 of a1."""
Cover = Callable[[str], Coverage]


@pytest.fixture
def covered(tmp_path: Path) -> Cover:
    """Return what compares the bridges with a list."""
    sources = Sources(Project.open(BRIDGES))

    def compare(text: str) -> Coverage:
        path = tmp_path / "list.csv"
        path.write_text(text, "utf-8")
        return cover(sources, path)

    return compare


def lines_of(claim: str) -> tuple[int, int]:
    records = Sources(Project.open(BRIDGES)).records
    support = next(one.support for one in records.claims if one.iri.value.endswith(claim))
    return records.passages[support].line_start, records.passages[support].line_end


TIMBER, BUILT_AT = lines_of(CLAIM)[0], lines_of(BUILT)[0]
GAP = next(gap.iri.value for gap in Sources(Project.open(BRIDGES)).records.gaps)


def test_rows_that_are_held_are_counted(covered: Cover) -> None:
    found = covered(
        "row,locator,covered_by,value,not_stated,out_of_scope\n"
        f"timber,a1:{TIMBER},{CLAIM},,,\n"
        f"by lines alone,a1:{TIMBER}-{TIMBER + 5},,,,\n"
        f"built,a1:{BUILT_AT};a1:900,{STEM}claim/{BUILT},1731.0,,\n"
        f"the builder,a1,{GAP},,yes,\n"
    )
    assert (found.findings, found.rows, found.covered, found.out_of_scope) == ((), 4, 4, 0)


FAULTS = {
    "coverage-row": f"timber,a1:{TIMBER},,,,",
    "coverage-locator": "walls,a1:first,,,,",
    "coverage-missing": "walls,a1:900,,,,",
    "coverage-unknown": f"walls,a1:{TIMBER},000000000000,,,",
    "coverage-elsewhere": f"walls,a1:{TIMBER + 400},{CLAIM},,,",
    "coverage-gap": f"walls,a1:{TIMBER},{GAP},,,",
    "coverage-value": f"walls,a1:{BUILT_AT},{BUILT},1732,,",
    "coverage-scope": "walls,,,,,not about bridges",
}
OTHERS = [
    ("coverage-row", f",a1:{TIMBER},,,,"),
    ("coverage-locator", "walls,b9:3,,,,"),
    ("coverage-locator", "walls,,,,,"),
    ("coverage-missing", f"walls,a1:{TIMBER},,,yes,"),
    ("coverage-gap", f"walls,a1:{TIMBER},{CLAIM},,yes,"),
    ("coverage-unknown", f"walls,a1:{TIMBER},no such: thing,,,"),
    ("coverage-row", f"walls,a1:{TIMBER},{GAP},,no,"),
    ("coverage-missing", f"walls,a1:{TIMBER},,1731,,"),
    ("coverage-value", f"walls,a1:{BUILT_AT},{BUILT},sNaN,,"),
]


@pytest.mark.parametrize(("rule", "row"), [*FAULTS.items(), *OTHERS])
def test_a_row_that_is_not_held_is_found_at_its_line(covered: Cover, rule: str, row: str) -> None:
    found = covered(
        "row,locator,covered_by,value,not_stated,out_of_scope\n"
        f'timber,a1:{TIMBER},"{CLAIM}\n",,,\n'  # a cell of two lines
        f"{row}\n"
    )
    [finding] = found.findings
    assert finding.rule == rule
    assert finding.place is not None
    assert finding.place.file.endswith("list.csv")
    assert finding.place.line == (None if rule == "coverage-scope" else 4)
    assert found.covered == 1
    assert "{" not in "".join([*finding.message, *finding.advice])


def test_every_rule_has_a_row_that_breaks_it() -> None:
    assert set(FAULTS) == set(COVERAGE)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_and_a_mark_at_the_start_are_read(covered: Cover, delimiter: str) -> None:
    found = covered("\ufeff" + f"row,locator,covered_by\ntimber,a1:{TIMBER},{CLAIM}\n\n".replace(",", delimiter))
    assert (found.findings, found.covered) == ((), 1)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"row,where\na,b\n", 1),
        (b"row,locator,colour\na,b,c\n", 1),
        (b"", 1),
        (b"row,locator\na,\xff\n", None),
        (b'row,locator\na,"b" c\n', 2),
        (b"\x00\x01\x02", 1),
    ],
)
def test_a_file_of_another_form_is_an_error(tmp_path: Path, data: bytes, line: int | None) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(InputError) as broken:
        cover(Sources(Project.open(BRIDGES)), path)
    assert broken.value.code == "coverage-unreadable"
    assert broken.value.place is not None
    assert broken.value.place.line == line


def test_a_missing_list_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="coverage-unreadable"):
        cover(Sources(Project.open(BRIDGES)), tmp_path / "none.csv")


def test_the_command_tells_how_much_is_held(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(shutil.copytree(BRIDGES, tmp_path / "bridges"))
    listed = root / "list.csv"
    listed.write_text(f"row,locator\ntimber,a1:{TIMBER}\nwalls,a1:900\n")
    command = ["check", "--project", str(root), "--coverage", str(listed)]
    assert main([*command, "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["coverage"] == {"rows": 2, "covered": 1, "out_of_scope": 0}
    assert [(one["rule"], one["file"], one["line"]) for one in said["findings"]] == [
        ("coverage-missing", "list.csv", 3)
    ]
    assert main([*command, "--lang", "es"]) == 1
    told = capsys.readouterr()
    assert "cobertura: 1 de 2 filas" in told.out
    assert "     3 | walls,a1:900" in told.err
