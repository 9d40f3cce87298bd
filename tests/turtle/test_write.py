"""Graphs that are sent: the same in every syntax, and in Turtle in the one form wherever there is one."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat
from tests.turtle.conftest import SameGraph

from llika.terms import Fact
from llika.turtle import format_facts, read_bytes, write_bytes

A, B = NamedNode("https://example.org/a"), BlankNode()
FACTS: list[Fact] = [(B, A, B), (A, A, B), (A, A, Literal(1))]
PREFIXES = {"e": "https://example.org/", "f": "https://example.org/f/"}
NODES = [BlankNode() for _ in range(9)]
KNOT: list[Fact] = [(one, A, other) for one in NODES for other in NODES if one != other]
SYNTAXES = [RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML, RdfFormat.JSON_LD]


@pytest.mark.parametrize("syntax", SYNTAXES, ids=str)
def test_what_is_written_is_read_again(syntax: RdfFormat, same_graph: SameGraph) -> None:
    written = write_bytes(FACTS, syntax, PREFIXES)
    assert same_graph(read_bytes(written, syntax, file="sent").facts, FACTS)


def test_a_knot_that_has_no_one_form_is_written_all_the_same() -> None:
    written = write_bytes(KNOT, RdfFormat.TURTLE, PREFIXES)
    assert len(set(read_bytes(written, RdfFormat.TURTLE, file="sent").facts)) == len(KNOT)


def test_turtle_is_in_the_form_of_files_whatever_the_order() -> None:
    first, *rest = FACTS
    written = write_bytes(FACTS, RdfFormat.TURTLE, PREFIXES)
    assert written == write_bytes([*rest, first], RdfFormat.TURTLE, PREFIXES) == format_facts(FACTS, PREFIXES).encode()
    assert written.startswith(b"@prefix e: <https://example.org/> .\n\n")
