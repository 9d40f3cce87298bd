"""Input that nobody means: each ends soon, with the documented status and a message, and never with a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from threading import Event, Thread

import pytest

from llika.cli import main

PREFIXES = "@prefix e: <http://example.org/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
DEEP = 10_000
LLIKA = [sys.executable, "-c", "from llika.cli import main; raise SystemExit(main())"]
NO_FILES: dict[str, Callable[[Path], object]] = {
    "folder": Path.mkdir,
    "pipe": os.mkfifo,
    "link to itself": lambda path: path.symlink_to(path),
}
Told = tuple[int, list[tuple[str, str | None]]]


def llika(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own; one that hangs fails the test."""
    return subprocess.run([*LLIKA, *arguments], capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def check(bridges_copy: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], Told]:
    """Return what runs ``llika check`` on the copy, and returns its status and each rule with its file."""

    def run() -> Told:
        status = main(["check", "--json", "--project", str(bridges_copy)])
        told = json.loads(capsys.readouterr().out)
        findings = told["findings"] if "code" not in told else [{**told, "rule": told["code"]}]
        return status, [(one["rule"], one["file"]) for one in findings]

    return run


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"\xef\xbb\xbf@prefix e: <http://exam", "turtle-syntax"),
        (bytes(range(256)) * 20, "not-utf8"),
        ((PREFIXES + "e:a e:b 1 .").encode("utf-16"), "not-utf8"),
        ((PREFIXES + "e:a e:b 1 .").encode("utf-16-le"), "binary-file"),
        ((PREFIXES + 'e:a e:b "ñandú" .').encode("latin-1"), "not-utf8"),
        (b"\0" * 100, "binary-file"),
        ((PREFIXES + "e:a e:b " + "[" * DEEP + "]" * DEEP + " .").encode(), "turtle-syntax"),
        ((PREFIXES + "e:a e:b " + "(" * DEEP).encode(), "turtle-syntax"),
    ],
    ids=["half saved", "junk", "UTF-16", "UTF-16 unmarked", "Latin-1", "NUL", "nested brackets", "nested lists"],
)
def test_a_file_that_is_no_turtle_is_found(
    bridges_copy: Path, check: Callable[[], Told], data: bytes, rule: str
) -> None:
    (bridges_copy / "graph_data" / "x.ttl").write_bytes(data)
    assert check() == (1, [(rule, "graph_data/x.ttl")])


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n" * 100_000, b"# nothing"])
def test_a_file_without_a_statement_says_nothing(bridges_copy: Path, check: Callable[[], Told], data: bytes) -> None:
    (bridges_copy / "graph_data" / "x.ttl").write_bytes(data)
    assert check() == (0, [])


def test_lists_too_deep_to_be_found_again_are_findings_without_a_line(
    bridges_copy: Path, check: Callable[[], Told]
) -> None:
    text = PREFIXES + "e:a e:b " + "(" * 200 + ")" * 200 + " ."
    (bridges_copy / "graph_data" / "x.ttl").write_text(text)
    status, found = check()
    assert status == 1
    assert {file for _, file in found} == {"graph_data/x.ttl"}
    assert ("blank-node", "graph_data/x.ttl") in found


def test_a_text_of_five_million_signs_is_read(bridges_copy: Path, check: Callable[[], Told]) -> None:
    (bridges_copy / "graph_data" / "x.ttl").write_text(PREFIXES + f'e:a e:b "{"x" * 5_000_000}" .')
    assert ("undeclared-term", "graph_data/x.ttl") in check()[1]


def test_a_fault_at_the_end_of_twenty_megabytes_is_found_on_its_line(bridges_copy: Path) -> None:
    things = 200_000
    line = "e:a{} e:comment 'What is said of this thing takes the rest of the line and says nothing more.' .\n"
    with (bridges_copy / "graph_data" / "x.ttl").open("w") as file:
        file.write(PREFIXES)
        file.writelines(line.format(number) for number in range(things))
        file.write("e:last e:comment .\n")
    done = llika("check", "--project", str(bridges_copy))
    assert done.returncode == 1
    assert f"graph_data/x.ttl:{things + 3}:18: violation" in done.stderr


@pytest.mark.parametrize("name", ["graph_data/x.ttl", "shapes/x.ttl", "queries/x.rq", "llika.toml"])
@pytest.mark.parametrize("kind", NO_FILES)
def test_what_has_the_name_of_a_file_and_is_none_is_refused(bridges_copy: Path, name: str, kind: str) -> None:
    path = bridges_copy / name
    path.unlink(missing_ok=True)
    NO_FILES[kind](path)
    done = llika("check", "--project", str(bridges_copy))
    assert done.returncode == 2
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_links_in_a_circle_are_not_followed(bridges_copy: Path, check: Callable[[], Told]) -> None:
    (bridges_copy / "graph_data" / "up").symlink_to(bridges_copy)
    assert check() == (0, [])


@pytest.mark.parametrize("name", ["graph_data/a1.ttl", "queries/bridges-by-material.rq", "llika.toml"])
def test_a_file_that_may_not_be_read_is_named(
    bridges_copy: Path, check: Callable[[], Told], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:  # root, under whom tests may run, may read everything
        if path == bridges_copy / name:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    status, found = check()
    assert status in (1, 2)
    assert {file for _, file in found} == {name}


def test_a_query_that_does_not_divide_into_tokens_is_found(bridges_copy: Path, check: Callable[[], Told]) -> None:
    (bridges_copy / "queries" / "x.rq").write_text("SELECT * { ?s ?p 'open }")
    assert check() == (1, [("query-syntax", "queries/x.rq")])


def test_a_query_that_is_not_utf8_is_found(bridges_copy: Path, check: Callable[[], Told]) -> None:
    (bridges_copy / "queries" / "x.rq").write_bytes(b"SELECT * { ?s ?p '\xff' }")
    assert check() == (1, [("not-utf8", "queries/x.rq")])


@pytest.mark.parametrize(
    "shape",
    [
        "sh:node e:S",
        "sh:not e:S",
        "sh:property [ sh:path e:b ; sh:node e:S ]",
        "sh:node e:T . e:T a sh:NodeShape ; sh:node e:S",
        "sh:property [ sh:path e:b ; sh:node e:T ] . e:T a sh:NodeShape ; sh:node e:S",
    ],
    ids=["itself", "not itself", "by a property", "each other", "each other by a property"],
)
def test_shapes_that_refer_to_themselves_come_to_an_end(bridges_copy: Path, shape: str) -> None:
    _write(bridges_copy, f"e:S a sh:NodeShape ; sh:targetSubjectsOf e:b ; {shape} .", "e:a e:b e:c . e:c e:b e:a .")
    done = llika("check", "--project", str(bridges_copy))
    assert done.returncode == 1
    assert "undeclared-term" in done.stderr


def test_a_pattern_that_defeats_backtracking_comes_to_an_end(bridges_copy: Path) -> None:
    shape = 'e:S a sh:NodeShape ; sh:targetSubjectsOf e:b ; sh:property e:P . e:P sh:path e:b ; sh:pattern "^(a+)+$" .'
    _write(bridges_copy, shape, f'e:a e:b "{"a" * 40}!" .')
    done = llika("check", "--project", str(bridges_copy), "--validator", "shacl")
    assert done.returncode == 1
    assert "[P]" in done.stderr


def test_a_path_of_a_list_that_bites_its_tail_comes_to_an_end(bridges_copy: Path) -> None:
    _write(bridges_copy, "e:S a sh:NodeShape ; sh:targetSubjectsOf e:b ; sh:in e:l .", "e:a e:b e:c .")
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    with (bridges_copy / "shapes" / "x.ttl").open("a") as file:
        file.write(f"e:l <{rdf}first> e:x ; <{rdf}rest> e:l .\n")
    done = llika("check", "--project", str(bridges_copy))
    assert done.returncode == 1
    assert "[shapes-unusable]" in done.stderr


def test_a_file_replaced_again_and_again_is_read_as_it_was_at_some_moment(
    bridges_copy: Path, check: Callable[[], Told]
) -> None:
    path, new = bridges_copy / "graph_data" / "a1.ttl", bridges_copy / "new"
    texts = cycle([path.read_text("utf-8"), path.read_text("utf-8").replace(":arches 3", ":arches 4")])

    def replace() -> None:
        new.write_text(next(texts), "utf-8")
        new.replace(path)

    with restless(replace):
        told = [check() for _ in range(5)]
    for status, found in told:
        assert (status, {rule for rule, _ in found}) in [(0, set()), (1, {"claim-without-fact", "fact-without-claim"})]


def test_a_file_that_comes_and_goes_is_a_message_at_worst(bridges_copy: Path, check: Callable[[], Told]) -> None:
    path, away = bridges_copy / "shapes" / "bridges.ttl", bridges_copy / "away"

    def come_and_go() -> None:
        path.rename(away)
        away.rename(path)

    with restless(come_and_go):
        told = [check() for _ in range(5)]
    assert all(
        one in [(0, []), (2, [("file-missing", "shapes/bridges.ttl")]), (2, [("system-refused", None)])] for one in told
    )


@contextmanager
def restless(change: Callable[[], object]) -> Iterator[None]:
    """Change a file again and again while something else goes on."""
    done = Event()

    def again() -> None:
        while not done.wait(0.002):
            change()

    thread = Thread(target=again)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _write(project: Path, shapes: str, data: str) -> None:
    (project / "shapes" / "x.ttl").write_text(PREFIXES + shapes + "\n")
    (project / "graph_data" / "x.ttl").write_text(PREFIXES + data + "\n")


def test_the_lock_of_an_editor_is_no_file_of_the_project(bridges_copy: Path, check: Callable[[], Told]) -> None:
    (bridges_copy / "graph_data" / ".#a1.ttl").symlink_to("somebody@somewhere.1234")
    assert check() == (0, [])


@pytest.mark.parametrize("uri", ["x" * 5000, "circle"])
def test_a_catalog_that_leads_nowhere_is_a_finding(bridges_copy: Path, check: Callable[[], Told], uri: str) -> None:
    (bridges_copy / "ontology" / "circle").symlink_to("circle")
    (bridges_copy / "ontology" / "catalog-v001.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        f'<uri name="https://example.org/bridges/ontology" uri="{uri}"/></catalog>'
    )
    status, found = check()
    assert status == 1
    assert ("catalog-file-missing", "ontology/catalog-v001.xml") in found


@pytest.mark.parametrize("slot", ["{value!z}", "{value:d}", "{value:{nope}}", "{value:>10000000}", "{value.x}"])
def test_a_hygiene_rule_whose_words_are_more_than_names_is_a_finding(
    bridges_copy: Path, check: Callable[[], Told], slot: str
) -> None:
    rule = bridges_copy / "ontology" / "hygiene" / "own.rq"
    rule.parent.mkdir()
    header = f'#+ level: info\n#+ problem: "{slot}"\n#+ solution: "Mend."\n'
    rule.write_text(f"{header}SELECT ?subject ?value {{ ?subject a ?value }}")
    assert check() == (1, [("hygiene-form", "ontology/hygiene/own.rq")])
