"""Findings where they stand: the line with its mark, and the annotations of GitHub."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from llika.cli import main
from llika.cli.excerpt import Excerpts, as_annotation
from llika.errors import Place
from llika.findings import Finding, Level
from llika.terms import Text

SAID = Text("100 % wrong:\nreally, so", "mal")


def finding(place: Place | None = None, level: Level = Level.VIOLATION, subject: str | None = None) -> Finding:
    return Finding("some-rule", level, SAID, Text("Mend it.", "Corríjalo."), place, subject)


def marked(excerpt: str | None) -> tuple[str, str]:
    """Return the line shown and what of it stands above the mark."""
    assert excerpt is not None
    line, mark = excerpt.split("\n")
    assert line.index("|") == mark.index("|")
    before = cell_len(mark.removesuffix("^"))
    shown = 0
    for letter in line:
        if shown >= before:
            return line, letter
        shown += cell_len(letter)
    return line, ""


@pytest.mark.parametrize(
    ("line", "column", "above"),
    [
        ("i:a :height 530 .", 13, "5"),
        ("\ti:a :height 530 .", 14, "5"),
        ("i:ñusta :name '红色的网' , 12 .", 24, "1"),
        (f"i:a :says '{'x' * 500}' , 530 .", 516, "5"),
        (f"i:a :says 530 , '{'x' * 500}' .", 11, "5"),
        ("i:a", None, "i"),
        ("", 1, ""),
    ],
)
def test_the_mark_stands_below_the_place(tmp_path: Path, line: str, column: int | None, above: str) -> None:
    (tmp_path / "a.ttl").write_text(f"# one\n{line}\n# three\n", "utf-8")
    shown, letter = marked(Excerpts(tmp_path).of(Place("a.ttl", 2, column)))
    assert shown.startswith("     2 | ")
    assert cell_len(shown) <= 115
    assert letter == above


def test_without_a_line_there_is_no_excerpt(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("one line", "utf-8")
    (tmp_path / "b.ttl").write_bytes(b"\xff\xfe")
    excerpts = Excerpts(tmp_path)
    places = [None, Place("a.ttl"), Place("a.ttl", 0), Place("a.ttl", 2), Place("b.ttl", 1), Place("lost.ttl", 1)]
    assert [excerpts.of(place) for place in places] == [None] * len(places)


def test_a_finding_is_a_command_of_github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = Place("graph_data/a,b:c.ttl", 3, 7)
    assert as_annotation(finding(place, Level.WARNING, "i:a"), tmp_path / "peru") == (
        "::warning title=some-rule,file=peru/graph_data/a%2Cb%3Ac.ttl,line=3,col=7::"
        "i:a: 100 %25 wrong:%0Areally, so%0AMend it."
    )
    assert as_annotation(finding(), tmp_path).startswith("::error title=some-rule::100 %25")
    assert as_annotation(finding(Place("a.ttl"), Level.INFO), Path("/elsewhere")).startswith(
        "::notice title=some-rule,file=a.ttl::"
    )


def test_check_shows_lines_and_annotates(bridges_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = bridges_copy / "graph_data" / "a1.ttl"
    path.write_text(path.read_text("utf-8").replace(":builtIn 1731", ':builtIn "1731"'), "utf-8")
    assert main(["check", "--project", str(bridges_copy)]) == 1
    told = capsys.readouterr().err
    assert '    25 |     :builtIn "1731" ;\n       |              ^\n' in told
    assert main(["check", "--project", str(bridges_copy), "--as", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("::error title=bridge-year,") and "line=25,col=14::" in line for line in lines)
    assert all(line.startswith("::") for line in lines)


def test_a_syntax_error_shows_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text("<urn:a> a <urn:b> .\n<urn:a> nosuch:thing 1 .\n", "utf-8")
    assert main(["reason", str(file)]) == 2
    assert "     2 | <urn:a> nosuch:thing 1 .\n" in capsys.readouterr().err
