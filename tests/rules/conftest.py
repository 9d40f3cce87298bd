"""The fixture files: a graph, and what must and must not follow from it, in one TriG file each.

The default graph is what is given. ``expect:entailed`` and ``expect:absent`` are named graphs; ``expect:clashes`` says
which rules find which terms contradictory. A file without it must be consistent.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from pyoxigraph import DefaultGraph, parse

from llika.rules import Closure, close
from llika.terms import Fact, Namespace, Term

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.trig"))
EXPECT = Namespace("https://example.org/expect#")


@dataclass(frozen=True, slots=True)
class Case:
    """One fixture file, and the closure of its default graph."""

    name: str
    facts: frozenset[Fact]
    entailed: frozenset[Fact]
    absent: frozenset[Fact]
    clashes: frozenset[tuple[str, frozenset[Term]]]
    closure: Closure


def read_case(path: Path) -> Case:
    """Read a fixture file and close its default graph."""
    graphs: dict[object, set[Fact]] = {}
    for quad in parse(path=path):
        graphs.setdefault(quad.graph_name, set()).add(cast("Fact", (quad.subject, quad.predicate, quad.object)))
    facts = frozenset(graphs.get(DefaultGraph(), ()))
    return Case(
        path.stem,
        facts,
        frozenset(graphs.get(EXPECT.entailed, ())),
        frozenset(graphs.get(EXPECT.absent, ())),
        frozenset(_read_clashes(graphs.get(EXPECT.clashes, set()))),
        close(facts),
    )


def _read_clashes(notes: set[Fact]) -> list[tuple[str, frozenset[Term]]]:
    rules = {node: value.value for node, predicate, value in notes if predicate == EXPECT.rule}
    return [
        (rule, frozenset(fact[2] for fact in notes if fact[0] == node and fact[1] == EXPECT.names))
        for node, rule in rules.items()
    ]


@pytest.fixture(scope="session", params=FIXTURES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> Case:
    """Give each fixture file in turn."""
    return read_case(request.param)


@pytest.fixture(scope="session")
def cases() -> dict[str, Case]:
    """Give all fixture files by name."""
    return {path.stem: read_case(path) for path in FIXTURES}
