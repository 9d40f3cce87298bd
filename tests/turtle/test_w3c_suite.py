"""The W3C test suite for Turtle, through the gate, the reader with places and the formatter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest
from pyoxigraph import NamedNode

from llika.errors import SyntaxFault
from llika.terms import RDF, Fact, Namespace, Term, local_name
from llika.turtle import format_facts, format_turtle, places, read, read_any, read_text
from llika.turtle.grammar import take_apart

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
RDFT = Namespace("http://www.w3.org/ns/rdftest#")
SameGraph = Callable[[Iterable[Fact], Iterable[Fact]], bool]
ACCEPTED_FAILURES: set[str] = set()


class Case(NamedTuple):
    name: str
    kind: Term
    text: str
    base: str
    result: Path | None


class Suite:
    def __init__(self, folder: Path) -> None:
        self.base = "https://w3c.github.io/rdf-tests/rdf/rdf11/rdf-turtle/"
        facts = read(folder / "manifest.ttl", base=f"{self.base}manifest.ttl").facts
        objects = {(s, p): o for s, p, o in facts}
        self.cases = [
            self._case(folder, test, kind, objects)
            for test, p, kind in facts
            if p == RDF.type and isinstance(kind, NamedNode) and kind.value.startswith(RDFT)
        ]

    def _case(self, folder: Path, test: Term, kind: Term, objects: dict[tuple[Term, NamedNode], Term]) -> Case:
        action, result = objects[test, MF.action], objects.get((test, MF.result))
        assert isinstance(action, NamedNode)
        path = folder / local_name(action.value)
        expected = folder / local_name(result.value) if isinstance(result, NamedNode) else None
        return Case(path.stem, kind, path.read_bytes().decode(), self.base + path.name, expected)

    def of(self, kind: NamedNode) -> Iterator[Case]:
        return (case for case in self.cases if case.kind == kind)


@pytest.fixture(scope="module")
def suite(shared_dir: Path, missing: Callable[[str], NoReturn]) -> Suite:
    folder = shared_dir / "conformance/rdf/rdf11/rdf-turtle"
    if not folder.is_dir():
        missing("the W3C suite for Turtle is not in ../shared/conformance")
    return Suite(folder)


def test_the_whole_suite_is_there(suite: Suite) -> None:
    assert len(suite.cases) == 313


def test_the_gate_reads_what_the_suite_expects(suite: Suite, same_graph: SameGraph) -> None:
    failed = {
        case.name
        for case in suite.of(RDFT.TestTurtleEval)
        if case.result is None
        or not same_graph(read_text(case.text, file=case.name, base=case.base).facts, read_any(case.result).facts)
    }
    assert failed == ACCEPTED_FAILURES


def test_the_reader_with_places_reads_what_the_suite_expects(suite: Suite, same_graph: SameGraph) -> None:
    failed = {
        case.name
        for case in suite.of(RDFT.TestTurtleEval)
        if case.result is None
        or not same_graph(
            [triple.fact for triple in take_apart(case.text, file=case.name, base=case.base).triples],
            read_any(case.result).facts,
        )
    }
    assert failed == ACCEPTED_FAILURES


def test_every_triple_of_the_suite_has_its_place(suite: Suite) -> None:
    for case in (*suite.of(RDFT.TestTurtleEval), *suite.of(RDFT.TestTurtlePositiveSyntax)):
        found = places(case.text, base=case.base)
        for s, p, o in read_text(case.text, file=case.name, base=case.base).facts:
            assert found.of(s, p, o), case.name


def test_formatting_keeps_every_graph_of_the_suite(suite: Suite, same_graph: SameGraph) -> None:
    for case in (*suite.of(RDFT.TestTurtleEval), *suite.of(RDFT.TestTurtlePositiveSyntax)):
        document = read_text(case.text, file=case.name, base=case.base)
        formatted = format_facts(document.facts, document.prefixes)
        assert same_graph(read_text(formatted, file=case.name).facts, document.facts), case.name
        assert format_turtle(formatted, file=case.name) == formatted, case.name


def test_what_the_suite_calls_bad_is_refused(suite: Suite) -> None:
    for case in suite.of(RDFT.TestTurtleNegativeSyntax):
        with pytest.raises(SyntaxFault) as caught:
            read_text(case.text, file=case.name, base=case.base)
        assert caught.value.place is not None
        assert caught.value.place.line is not None, case.name
