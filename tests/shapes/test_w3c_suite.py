"""The W3C test suite for SHACL, core and SPARQL, through our ports to both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from llika.adapters import pyshacl, shacl
from llika.adapters.report import Report, ShapeResult, ShapesFault
from llika.terms import RDF, BlankNode, Fact, NamedNode, Namespace, Term
from llika.turtle import read

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
STEM = "https://example.org/suite/"
Validate = Callable[[Iterable[Fact], Iterable[Fact]], list[ShapeResult]]

ENGINES: dict[str, Validate] = {"shacl": shacl.validate, "pyshacl": pyshacl.validate}
ACCEPTED: dict[str, dict[str, str]] = {
    "shacl": {
        "path-strange-002": "a path that is two at once: refused by the shapes of SHACL",
        "unsupported-sparql-004": "a query that SHACL forbids is run",
    },
    "pyshacl": {
        "prefixes-001": "prefixes that an ontology imports are not found",
        "shapesGraph-001": "$shapesGraph is not supported, which SHACL allows",
        "uniqueLang-002": "sh:uniqueLang 1 counts as true",
    },
}
"""Failures that are known, by engine and test, with the reason."""


def suite(shared: Path) -> list[Path]:
    """Return the files that hold a test."""
    folder = shared / "conformance" / "data-shapes-test-suite" / "tests"
    return [path for path in sorted(folder.rglob("*.ttl")) if "sht:Validate" in path.read_text("utf-8")]


def outcome(path: Path, folder: Path, validate: Validate) -> bool:
    """Return whether an engine reports what a test expects."""

    def load(name: Term) -> tuple[Fact, ...]:
        assert isinstance(name, NamedNode)
        file = folder / name.value.removeprefix(STEM)
        return read(file if file.suffix else file.with_suffix(".ttl"), base=name.value).facts

    own = NamedNode(f"{STEM}{path.relative_to(folder).as_posix()}")
    facts = read(path, base=own.value).facts
    objects = {(s, p): o for s, p, o in facts}
    (test,) = [s for s, p, o in facts if (p, o) == (RDF.type, SHT.Validate)]
    action, expected = objects[test, MF.action], objects[test, MF.result]
    data, shapes = (load(objects[action, part]) for part in (SHT.dataGraph, SHT.shapesGraph))
    try:
        found = validate(data, shapes)
    except ShapesFault:
        return expected == SHT.Failure
    if expected == SHT.Failure:
        return False
    return Counter(map(told, found)) == Counter(map(told, Report(facts).results()))


def told(result: ShapeResult) -> tuple[str, ...]:
    """Return what the suite compares of a result; blank nodes are alike."""
    terms = (result.focus, result.value, result.severity, result.component, result.source_shape)
    return (*("_" if isinstance(term, BlankNode) else str(term) for term in terms), str(result.path))


@pytest.mark.parametrize("engine", ENGINES)
def test_the_suite_passes_but_for_what_is_written_down(shared_dir: Path, engine: str) -> None:
    folder = shared_dir / "conformance" / "data-shapes-test-suite" / "tests"
    files = suite(shared_dir)
    assert len(files) == 121
    failed = {path.stem for path in files if not outcome(path, folder, ENGINES[engine])}
    assert failed == ACCEPTED[engine].keys()
