"""``llika cite``: every form on the command line, its answers and its exit status."""

from __future__ import annotations

import io
import json
import shlex
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from llika.cli import main
from llika.evidence import check_graphs, check_sources, check_ties, read_documents
from llika.project import Project
from llika.sources import Sources
from llika.turtle import read_text

COAST = Path(__file__).parent.parent / "evidence" / "coast"
Cite = Callable[..., tuple[int, dict[str, object]]]
GAP = ["--gap", "skerry", "inUse", "--in", "north,harbour", "--reason-en", "Not told.", "--reason-es", "No se dice."]
REFUSED: list[tuple[list[str], str]] = [
    (["dune", "inUse", "true"], "arguments-missing"),
    (["dune", "inUse", "--at", "north:8"], "arguments-missing"),
    (["--at", "north:8"], "arguments-missing"),
    (["--gap", "skerry", "inUse", "--in", "north", "--reason-en", "Not told."], "arguments-missing"),
    (["--gap", "skerry", "--in", "north", "--reason-en", "No.", "--reason-es", "No."], "arguments-missing"),
    (["skerry", "inUse", "true", "--at", "north:7", "--reason-es", "Porque sí."], "arguments-missing"),
    (["dune", "inUse", "true", "--at", "north"], "passage-needed"),
    (["dune", "inUse", "true", "--at", "../north:8"], "bad-locator"),
    (["dune", "inUse", "true", "--at", "north:800"], "line-outside"),
    (["dune", "inUse", "true", "--at", "north:8", "--words", "Reef"], "words-missing"),
    (["dune", "isUsed", "true", "--at", "north:8"], "undeclared-term"),
    (["dune", "inUse", '"open', "--at", "north:8"], "not-a-term"),
    (["two words", "inUse", "true", "--at", "north:8"], "not-a-term"),
    (["dune", "inUse", "true", "--at", "north:8", "--basis", "context"], "basis-mismatch"),
    (["skerry", "builtIn", "1844", "--at", "north:7", "--words", "Skerry Light … 1844"], "already-cited"),
    (["--node", "inspection-1", "--deny", "--at", "north:12"], "node-denied"),
    (["--mention", "reef", "Dune Light", "--at", "north:12"], "words-missing"),
    (["--find", "light", "--at", "north:8"], "arguments-unused"),
    (["--from", "rows.csv", "--confidence", "0.5"], "arguments-unused"),
    (["--undo", "dune", "inUse", "true"], "arguments-unused"),
    (["--undo", "--dry-run"], "arguments-unused"),
    (["--repair", "--deny"], "arguments-unused"),
    (["--from", "nowhere.csv"], "file-missing"),
]


@pytest.fixture
def coast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the project about lighthouses, its documents named by the environment."""
    root = Path(shutil.copytree(COAST, tmp_path / "coast"))
    monkeypatch.setenv("LLIKA_SOURCES", str(root / "documents"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return root


@pytest.fixture
def cite(coast: Path, capsys: pytest.CaptureFixture[str]) -> Cite:
    """Return what runs the command and gives its status and its JSON."""

    def run(*arguments: str) -> tuple[int, dict[str, object]]:
        status = main(["cite", "--project", str(coast), "--json", *arguments])
        return status, json.loads(capsys.readouterr().out)

    return run


def found(root: Path) -> list[str]:
    """Return by which rules something is found."""
    sources = Sources(Project.open(root))
    evidence, texts = sources.evidence, read_documents(sources.records, root / "documents")
    return [one.rule for one in (*check_graphs(evidence), *check_ties(evidence), *check_sources(evidence, texts))]


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["dune", "inUse", "true", "--at", "north:8"], ["claims/north.ttl", "north.ttl"]),
        (["dune", "a", "ListedLight", "--at", "harbour:1"], ["claims/harbour.ttl", "harbour.ttl"]),
        (["dune", ":inUse", "true", "--at", "north:8", "--deny", "--confidence", "0.8"], ["claims/north.ttl"]),
        (
            ["dune", "keptBy", "i:ana", "--at", "north:16", "--basis", "reading", "--qualifier", "about"],
            ["claims/north.ttl", "claims/readings.ttl", "readings.ttl"],
        ),
        (["dune", "inUse", "false", "--at", "almanac"], ["claims/context/almanac.ttl", "context/almanac.ttl"]),
        (
            ["dune", "height", "12.0", "--at", "north:7-8", "--table", "1", "--row", "2", "--column", "3"],
            ["claims/north.ttl", "north.ttl"],
        ),
        (["--node", "inspection-1", "--at", "north:12"], ["claims/north.ttl"]),
        (["--mention", "dune", "Dune Light", "--at", "north:8"], ["claims/north.ttl"]),
        (GAP, ["claims/north.ttl"]),
        ([*GAP[:3], "true", *GAP[3:], "--by", "ana"], ["claims/north.ttl"]),
    ],
)
def test_each_form_writes_its_files_and_leaves_everything_in_order(
    coast: Path, cite: Cite, arguments: list[str], files: list[str]
) -> None:
    status, answer = cite(*arguments)
    assert status == 0
    assert answer["files"] == [f"graph_data/{name}" for name in files]
    assert str(answer["iri"]).startswith("https://example.org/coast/")
    assert found(coast) == []
    assert cite(*arguments) == (2, {**cite(*arguments)[1], "code": "already-cited"})


@pytest.mark.parametrize(("arguments", "code"), REFUSED, ids=lambda one: one if isinstance(one, str) else " ".join(one))
def test_what_is_refused_writes_nothing(coast: Path, cite: Cite, arguments: list[str], code: str) -> None:
    before = {path: path.read_bytes() for path in coast.rglob("*.ttl")}
    status, error = cite(*arguments)
    assert (status, error["code"]) == (2, code)
    assert error["hint"]
    assert {path: path.read_bytes() for path in coast.rglob("*.ttl")} == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["dune", "inUse", "true", "--at", "north:8", "--confidence", "0.7"],
        ["dune", "inUse", "true", "--at", "north:8", "--confidence", "sure"],
        ["dune", "inUse", "true", "--at", "north:8", "--qualifier", "maybe"],
        ["dune", "inUse", "true", "--at", "north:8", "--basis", "rumour"],
        ["--node", "inspection-1", "--gap"],
        ["--mention", "reef"],
    ],
)
def test_a_wrong_option_is_a_usage_error(coast: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["cite", "--project", str(coast), *arguments])
    assert caught.value.code == 2
    assert "usage: llika cite" in capsys.readouterr().err


def test_repair_names_the_files_it_changed(coast: Path, cite: Cite) -> None:
    assert cite("--repair") == (0, {"iri": None, "files": []})
    path = coast / "documents" / "harbour.txt"
    path.write_text(f"1901\n{path.read_text('utf-8')}", "utf-8")
    assert cite("--repair") == (0, {"iri": None, "files": ["graph_data/claims/harbour.ttl"]})
    assert found(coast) == []


def test_the_answer_is_the_iri_and_the_files(coast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["cite", "--project", str(coast), "dune", "inUse", "true", "--at", "north:8"]
    assert main(arguments) == 0
    iri, *files = capsys.readouterr().out.split()
    assert iri.startswith("https://example.org/coast/claim/")
    assert files == ["graph_data/claims/north.ttl", "graph_data/north.ttl"]
    assert main(arguments) == 2
    error = capsys.readouterr()
    assert error.out == ""
    assert "[already-cited]" in error.err


def test_nothing_to_repair_is_said(coast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "--project", str(coast), "--repair"]) == 0
    assert capsys.readouterr().out == "nothing to change\n"


def test_the_folder_of_the_documents_must_be_there(coast: Path, cite: Cite) -> None:
    status, error = cite("--repair", "--sources", str(coast / "nowhere"))
    assert (status, error["code"]) == (2, "file-missing")


def test_an_option_names_the_documents_rather_than_the_environment(
    coast: Path, cite: Cite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLIKA_SOURCES", str(coast / "nowhere"))
    assert cite("dune", "inUse", "true", "--at", "north:8", "--sources", str(coast / "documents"))[0] == 0


def test_without_documents_lines_cannot_be_cited(coast: Path, cite: Cite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LLIKA_SOURCES")
    status, error = cite("dune", "inUse", "true", "--at", "north:8")
    assert (status, error["code"]) == (2, "no-sources")
    assert cite("dune", "inUse", "true", "--at", "almanac")[0] == 0


# Previews, tables of citations, taking back.


def test_a_dry_run_shows_the_triples_and_writes_nothing(coast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in coast.rglob("*.ttl")}
    arguments = ["cite", "--project", str(coast), "--dry-run", "dune", "inUse", "true", "--at", "north:8"]
    assert main(arguments) == 0
    shown = capsys.readouterr().out
    assert {path: path.read_bytes() for path in coast.rglob("*.ttl")} == before
    assert "# graph_data/north.ttl\n" in shown
    gained = read_text("".join(f"{line}\n" for line in shown.splitlines()), file="shown").facts
    main([one for one in arguments if one != "--dry-run"])
    texts = [path.read_text("utf-8") for path in before]
    now = {fact for text in texts for fact in read_text(text, file="now").facts}
    then = {fact for data in before.values() for fact in read_text(data.decode(), file="then").facts}
    assert set(gained) == now - then


def test_a_dry_run_of_a_repair_shows_what_becomes_of_it(coast: Path, cite: Cite) -> None:
    path = coast / "documents" / "harbour.txt"
    path.write_text(f"1901\n{path.read_text('utf-8')}", "utf-8")
    status, answer = cite("--repair", "--dry-run")
    assert (status, answer["files"]) == (0, ["graph_data/claims/harbour.ttl"])
    assert cite("--repair")[1]["files"] == ["graph_data/claims/harbour.ttl"]


def test_a_table_is_cited_whole_and_taken_back(coast: Path, cite: Cite, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in coast.rglob("*.ttl")}
    table = tmp_path / "rows.csv"
    table.write_text("subject;predicate;object;locator\ndune;inUse;true;north:8\nreef;builtIn;1902;north:12\n", "utf-8")
    status, answer = cite("--from", str(table))
    assert (status, len(list(answer["iris"] or []))) == (0, 2)  # type: ignore[call-overload]
    assert found(coast) == []
    status, error = cite("--from", str(table))
    findings = error["findings"]
    assert isinstance(findings, list)
    assert (status, error["code"], [one["line"] for one in findings]) == (2, "batch-refused", [2, 3])
    assert cite("--from", str(table), "--skip-existing") == (0, {"iris": [], "files": []})
    assert cite("--undo")[0] == 0
    assert {path: path.read_bytes() for path in coast.rglob("*.ttl")} == before
    assert cite("--undo")[1]["code"] == "nothing-to-undo"


def test_wrong_cells_are_shown_with_a_mark(coast: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("subject,predicate,object,locator\ndune,inUse,true,north:800\n", "utf-8")
    assert main(["cite", "--project", str(coast), "--from", str(table)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert f"{table}:2:17: violation:" in told.err
    assert "     2 | dune,inUse,true,north:800\n       |                 ^\n" in told.err


def test_a_table_in_one_line_of_a_hundred_megabytes_is_refused(cite: Cite, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    with table.open("wb") as file:
        file.seek(100_000_000)
        file.write(b",")
    status, error = cite("--from", str(table))
    assert (status, error["code"]) == (2, "csv-too-large")


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"subject,predicate,object,locator\na,b,caf\xe9,d\n"])
def test_a_table_that_is_no_text_is_refused_with_its_place(cite: Cite, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "rows.csv").write_bytes(data)
    status, error = cite("--from", str(tmp_path / "rows.csv"))
    assert (status, error["code"], type(error["line"])) == (2, "not-utf8", int)


def test_a_cell_is_shown_with_its_headings(coast: Path, cite: Cite, capsys: pytest.CaptureFixture[str]) -> None:
    (coast / "documents" / "heights.txt").write_text("Table 3: Feet\n\nLight\tFeet\nDune\t12.0\n", "utf-8")
    status, answer = cite("dune", "height", "12.0", "--at", "heights:table3:r1c2")
    assert (status, answer["cell"]) == (0, {"text": "12.0", "row": "Dune", "column": "Feet"})
    row = ["--at", "heights", "--table", "3", "--row", "1"]
    assert main(["cite", "--project", str(coast), "dune", "height", "12.0", *row]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Dune: Dune 12.0"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["dune", "inUse", "true", "--at", "north:8", "--words", 'a "quoted"\nline\x00\x1b[31m'], "words-missing"),
        (['du"ne', "inUse", "true", "--at", "north:8"], "not-a-term"),
        (["dune\nreef", "inUse", "true", "--at", "north:8"], "not-a-term"),
        (["dune", "inUse", '"a" . <urn:x> <urn:y> <urn:z>', "--at", "north:8"], "not-a-term"),
        (["--mention", "dune", "\x07", "--at", "north:8"], "words-missing"),
    ],
)
def test_quotes_and_control_characters_do_no_harm(coast: Path, cite: Cite, arguments: list[str], code: str) -> None:
    before = {path: path.read_bytes() for path in coast.rglob("*.ttl")}
    assert cite(*arguments)[1]["code"] == code
    assert {path: path.read_bytes() for path in coast.rglob("*.ttl")} == before


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(
    coast: Path, cite: Cite, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in coast.rglob("*.ttl")}
    mkstemp = tempfile.mkstemp

    def refuse(dir: Path, prefix: str) -> tuple[int, str]:  # noqa: A002 - the name of the real one
        if dir.name == "claims":
            raise PermissionError(13, "Permission denied", str(dir))
        return mkstemp(dir=dir, prefix=prefix)

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    status, error = cite("dune", "inUse", "true", "--at", "north:8")
    assert (status, error["code"]) == (2, "system-refused")
    assert {path: path.read_bytes() for path in coast.rglob("*.ttl")} == before


# Finding, and the dialogue.


def test_what_is_found_is_printed_with_the_options_that_cite_it(
    coast: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cite", "--project", str(coast), "--find", "so ANA NUNEZ keeps"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "north:8 § 1.A  Dune Light has no keeper; its lamp 🔦 turns by itself, **so Ana Núñez keeps** away.",
        "    --at north:8",
    ]
    assert main(["cite", "--project", str(coast), "--find", "old lady", "--in", "north"]) == 0
    *_, options, cited = capsys.readouterr().out.splitlines()
    assert shlex.split(options) == ["--at", "north:12"]
    assert cited == "    cited by mention:d8a6c8aa499c"


def test_what_is_found_is_told_in_json(cite: Cite) -> None:
    status, answer = cite("--find", "kept by")
    assert status == 0
    assert answer["found"] == [
        {
            "at": "north:7",
            "words": "It is kept by Ana Núñez.",
            "line": 7,
            "section": "1.A",
            "phrase": True,
            "clause": "It is kept by Ana Núñez.",
            "citedBy": ["https://example.org/coast/claim/b4bad34d0909"],
        }
    ]
    assert cite("--find", "nobody said so") == (1, {"found": []})


def test_without_the_documents_nothing_is_found(cite: Cite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LLIKA_SOURCES")
    assert cite("--find", "light")[1]["code"] == "no-sources"


def test_a_document_commands_no_terminal(coast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (coast / "documents" / "evil.txt").write_text("Seen \x1b[2J\x9b31m [red]here[/]\x07.\n", "utf-8")
    assert main(["cite", "--project", str(coast), "--find", "here", "--in", "evil"]) == 0
    shown = capsys.readouterr().out
    assert "[red]**here**[/]" in shown
    assert all(letter.isprintable() or letter == "\n" for letter in shown)


class Terminal(io.StringIO):
    """Standard input of somebody who types."""

    def isatty(self) -> bool:
        return True


def talk(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    monkeypatch.setattr("llika.cli.output.Console.is_terminal", True)


def test_at_a_terminal_the_place_of_a_fact_is_looked_for(
    coast: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    talk(monkeypatch, "nowhere\nana nunez\n1\nclause\ny\n")
    assert main(["cite", "--project", str(coast), "skerry", "inUse", "true"]) == 0
    shown = capsys.readouterr().out
    for told in ("nothing found", "  1  ", "  3  ", "It is kept by Ana Núñez.", ":inUse true", "graph_data/north.ttl"):
        assert told in shown
    assert ":inUse true" in (coast / "graph_data" / "north.ttl").read_text("utf-8")
    assert found(coast) == []


@pytest.mark.parametrize("typed", ["ana nunez\n1\nline\nn\n", "ana nunez\n1\n", "ana nunez\n99\n", ""])
def test_who_does_not_agree_writes_nothing(coast: Path, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    before = {path: path.read_bytes() for path in coast.rglob("*.ttl")}
    talk(monkeypatch, typed)
    assert main(["cite", "--project", str(coast), "skerry", "inUse", "true"]) == 1
    assert {path: path.read_bytes() for path in coast.rglob("*.ttl")} == before
