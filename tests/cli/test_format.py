"""``llika format``: which files it takes, what it says, and its exit status."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from llika.cli import main

COAST = Path(__file__).parent.parent / "evidence" / "coast"
PREFIX = "@prefix i: <https://example.org/coast/id/> .\n"
ROUGH = f"{PREFIX}# The oldest.\ni:b a i:Light.\n# The first.\ni:a a i:Light.\n"
FINE = f"{PREFIX}\n# The first.\ni:a a i:Light .\n\n# The oldest.\ni:b a i:Light .\n"


@pytest.fixture
def coast(tmp_path: Path) -> Path:
    """Return a copy of the project about lighthouses."""
    return Path(shutil.copytree(COAST, tmp_path / "coast"))


def rough(root: Path, name: str) -> Path:
    """Write a file that is not formatted."""
    (root / name).write_text(ROUGH, "utf-8")
    return root / name


def test_all_turtle_of_a_project_is_formatted(coast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["format", "--project", str(coast)])
    capsys.readouterr()
    (coast / "shapes").mkdir()
    (coast / "ontology" / "external").mkdir()
    names = ["graph_data/a.ttl", "graph_data/claims/a.ttl", "ontology/external/a.ttl", "shapes/a.ttl"]
    for name in [*names, "documents/a.ttl"]:
        rough(coast, name)
    assert main(["format", "--project", str(coast)]) == 0
    assert sorted(capsys.readouterr().out.split()) == names
    assert all((coast / name).read_text("utf-8") == FINE for name in names)
    assert (coast / "documents" / "a.ttl").read_text("utf-8") == ROUGH


def test_comments_stay_above_their_subjects(coast: Path) -> None:
    path = rough(coast, "a.ttl")
    assert main(["format", "--project", str(coast), str(path)]) == 0
    assert path.read_text("utf-8") == FINE


def test_formatting_again_changes_nothing(coast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = rough(coast, "a.ttl")
    main(["format", "--project", str(coast), str(path)])
    before = path.stat().st_mtime_ns
    capsys.readouterr()
    assert main(["format", "--project", str(coast), str(path)]) == 0
    assert capsys.readouterr().out == "nothing to change\n"
    assert path.stat().st_mtime_ns == before


def test_only_the_named_files_are_formatted(coast: Path) -> None:
    one, other = rough(coast, "graph_data/one.ttl"), rough(coast, "graph_data/other.ttl")
    assert main(["format", "--project", str(coast), str(one)]) == 0
    assert (one.read_text("utf-8"), other.read_text("utf-8")) == (FINE, ROUGH)


def test_a_check_changes_nothing_and_says_what_would_change(coast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = rough(coast, "graph_data/a.ttl")
    assert main(["format", "--project", str(coast), "--check", str(path)]) == 1
    assert capsys.readouterr().out == "graph_data/a.ttl\n"
    assert path.read_text("utf-8") == ROUGH
    main(["format", "--project", str(coast), str(path)])
    assert main(["format", "--project", str(coast), "--check", str(path)]) == 0


def test_the_changed_files_are_listed_as_json(coast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = rough(coast, "graph_data/a.ttl")
    assert main(["format", "--project", str(coast), "--json", "--check", str(path)]) == 1
    assert json.loads(capsys.readouterr().out) == {"changed": ["graph_data/a.ttl"]}


def test_line_ends_and_a_byte_order_mark_are_brought_into_form(coast: Path) -> None:
    path = coast / "a.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + ROUGH.replace("\n", "\r\n").encode())
    assert main(["format", "--project", str(coast), str(path)]) == 0
    assert path.read_bytes() == FINE.encode()


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"<urn:a> a\n", "turtle-syntax", 1),
        (b"# \xf1\n", "file-unreadable", None),
        (b"\nu:a a u:b .", "unknown-prefix", 2),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_kept(
    coast: Path, capsys: pytest.CaptureFixture[str], content: bytes, code: str, line: int | None
) -> None:
    path = coast / "graph_data" / "bad.ttl"
    path.write_bytes(content)
    assert main(["format", "--project", str(coast), "--json", str(path)]) == 2
    error = json.loads(capsys.readouterr().out)
    assert error["code"] == code
    assert "bad.ttl" in (error["file"] or error["message"]["en"])
    assert line is None or error["line"] in (line, line + 1)
    assert path.read_bytes() == content


def test_a_file_that_is_not_there_is_named(coast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["format", "--project", str(coast), str(coast / "lost.ttl")]) == 2
    assert "lost.ttl" in capsys.readouterr().err


RDF_XML = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:i="https://example.org/coast/id/">
  <i:Light rdf:about="https://example.org/coast/id/a"/><i:Light rdf:about="https://example.org/coast/id/b"/>
</rdf:RDF>
"""
AS_TURTLE = "".join(line for line in FINE.splitlines(keepends=True) if not line.startswith("#"))


@pytest.mark.parametrize("name", ["a.owl", "a.rdf"])
def test_rdf_xml_becomes_turtle_beside_it(coast: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = coast / "ontology" / name
    path.write_text(RDF_XML, "utf-8")
    assert main(["format", "--project", str(coast), "--check", str(path)]) == 1
    assert not path.with_suffix(".ttl").exists()
    assert main(["format", "--project", str(coast), str(path)]) == 0
    assert capsys.readouterr().out == "ontology/a.ttl\n" * 2
    assert path.with_suffix(".ttl").read_text("utf-8") == AS_TURTLE
    assert path.read_text("utf-8") == RDF_XML


def test_rdf_xml_in_a_turtle_file_is_replaced_by_turtle(coast: Path, kept: Path) -> None:
    kept.write_text(RDF_XML, "utf-8")
    assert main(["format", "--project", str(coast), "--comments-from", "HEAD", str(kept)]) == 0
    assert kept.read_text("utf-8") == FINE


LIGHTS = "https://example.org/coast/id/"
OF_OWL = {
    "a.ofn": f"Prefix(i:=<{LIGHTS}>) Ontology(<{LIGHTS}> ClassAssertion(i:Light i:a))",
    "a.owx": f"""<Ontology xmlns="http://www.w3.org/2002/07/owl#" xml:base="{LIGHTS}" ontologyIRI="{LIGHTS}">
<Prefix name="i" IRI="{LIGHTS}"/><ClassAssertion><Class IRI="Light"/><NamedIndividual IRI="a"/></ClassAssertion>
</Ontology>""",
}


@pytest.mark.parametrize("name", OF_OWL)
@pytest.mark.parametrize("suffix", ["its own", ".ttl"])
def test_the_syntaxes_of_owl_become_turtle(coast: Path, name: str, suffix: str) -> None:
    path = coast / "ontology" / name
    path = path if suffix == "its own" else path.with_suffix(suffix)
    path.write_text(OF_OWL[name], "utf-8")
    assert main(["format", "--project", str(coast), str(path)]) == 0
    turtle = path.with_suffix(".ttl").read_text("utf-8")
    assert turtle.startswith(f"@prefix i: <{LIGHTS}> .\n")
    assert turtle.endswith("\ni:a a i:Light .\n")


def test_no_turtle_file_is_written_over_by_another_one(
    coast: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = kept.with_suffix(".owl")
    other.write_text(RDF_XML, "utf-8")
    assert main(["format", "--project", str(coast), str(other)]) == 2
    assert "turtle-exists" in capsys.readouterr().err
    assert kept.read_text("utf-8") == FINE


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, whatever the person who runs the tests has configured."""
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def kept(coast: Path) -> Path:
    """Return a file that git has with its comments."""
    path = coast / "graph_data" / "a.ttl"
    path.write_text(FINE, "utf-8")
    git(coast, "init", "--quiet")
    git(coast, "add", ".")
    git(coast, "commit", "--quiet", "--message", "Keep")
    return path


def test_comments_that_an_editor_dropped_are_taken_back_from_git(coast: Path, kept: Path) -> None:
    saved = "".join(line for line in FINE.splitlines(keepends=True) if not line.startswith("#"))
    kept.write_text(saved.replace("i:b a i:Light", "i:b a i:Light, i:Ship"), "utf-8")
    rough(coast, "graph_data/new.ttl")
    assert main(["format", "--project", str(coast), "--comments-from", "HEAD"]) == 0
    assert kept.read_text("utf-8") == FINE.replace("i:b a i:Light", "i:b a i:Light ,\n        i:Ship")
    assert (coast / "graph_data" / "new.ttl").read_text("utf-8") == FINE


@pytest.mark.parametrize("revision", ["HEAD~9", "--help", "HEAD:graph_data"])
def test_an_unknown_revision_is_named(
    coast: Path, kept: Path, revision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["format", "--project", str(coast), f"--comments-from={revision}", str(kept)]) == 2
    assert "revision-unknown" in capsys.readouterr().err


def test_comments_cannot_come_from_git_outside_of_it(coast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = rough(coast, "a.ttl")
    assert main(["format", "--project", str(coast), "--comments-from", "HEAD", str(path)]) == 2
    assert "revision-unknown" in capsys.readouterr().err
    assert path.read_text("utf-8") == ROUGH
