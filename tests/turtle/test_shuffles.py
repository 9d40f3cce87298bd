"""Every Turtle file of the repository has one text, in whatever order its triples, lists and blank nodes come."""

from __future__ import annotations

from itertools import count, pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode
from tests.effort import examples, scaled

from llika.terms import RDF, Fact, Term
from llika.turtle import Document, format_facts, format_turtle, read
from llika.turtle.editors import SETS
from llika.turtle.shape import shape_of

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("ontology", "shapes", "graph_data", "service/llika")
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.ttl"))
SHUFFLES = scaled(50)
"""`make fuzz` takes twenty times as many: a thousand of each file."""


def reordered(facts: list[Fact], random: Random) -> list[Fact]:
    """Return the facts with the members of every list that stands for a set dealt out anew among its cells."""
    shape = shape_of(facts)
    dealt: dict[Term, Term] = {}
    for head in sorted(shape.sets, key=str):
        cells: list[Term] = [head]
        while (rest := dict(shape.arcs[cells[-1]])[RDF.rest]) != RDF.nil:
            cells.append(rest)
        dealt.update(zip(cells, random.sample(list(shape.items(head)), len(cells)), strict=True))
    return [(s, p, dealt[s] if p == RDF.first and s in dealt else o) for s, p, o in facts]


def shuffled(facts: list[Fact], random: Random) -> list[Fact]:
    """Return the facts in another order, with other names for blank nodes."""
    nodes = list({term: None for s, _, o in facts for term in (s, o) if isinstance(term, BlankNode)})
    numbers = random.sample(range(9999), len(nodes))
    names: dict[Term, Term] = {node: BlankNode(f"n{each}") for node, each in zip(nodes, numbers, strict=True)}
    return random.sample([(names.get(s, s), p, names.get(o, o)) for s, p, o in facts], len(facts))


def plain(document: Document, facts: list[Fact], random: Random) -> str:
    prefixes = random.sample(list(document.prefixes.items()), len(document.prefixes))
    return format_facts(facts, dict(prefixes))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_shuffled_file_has_the_same_text(path: Path) -> None:
    document = read(path)
    facts = list(document.facts)
    text = format_facts(facts, document.prefixes)
    for seed in range(SHUFFLES):
        random = Random(seed)  # noqa: S311 (no secret)
        assert plain(document, shuffled(reordered(facts, random), random), random) == text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_of_the_repository_is_in_its_one_form(path: Path) -> None:
    text = path.read_text("utf-8")
    assert format_turtle(text, file=path.name) == text


A = "http://example.org/"
_names = st.sampled_from([NamedNode(A + name) for name in "ab"])
_knots = st.sampled_from([BlankNode(name) for name in "klm"])
_members = st.lists(st.one_of(_names, _knots, st.builds(Literal, st.sampled_from("xy"))), max_size=4)
_links = st.tuples(_knots, st.just(NamedNode(A + "p")), st.one_of(_knots, _names))


@st.composite
def _graphs_with_sets(draw: st.DrawFn) -> list[Fact]:
    """Draw sets, some of them members of others, whose members are linked to each other."""
    facts: list[Fact] = list(draw(st.lists(_links, max_size=5)))
    fresh = (BlankNode(f"c{number}") for number in count())
    heads: list[Term] = []
    for predicate, members in draw(st.lists(st.tuples(st.sampled_from(sorted(SETS, key=str)), _members), max_size=4)):
        items: list[Term] = [*members, *heads[-1:]]
        cells: list[NamedNode | BlankNode] = [*(next(fresh) for _ in items), RDF.nil]
        facts += [(cell, RDF.first, item) for cell, item in zip(cells, items, strict=False)]
        facts += [(cell, RDF.rest, following) for cell, following in pairwise(cells)]
        owner = next(fresh)
        facts += [(owner, predicate, cells[0])]
        heads.append(owner)
    return list(dict.fromkeys(facts))


@given(_graphs_with_sets(), st.randoms(use_true_random=False))
@examples(200)
def test_any_graph_has_one_text_whatever_the_order_of_its_sets(facts: list[Fact], random: Random) -> None:
    assert format_facts(shuffled(reordered(facts, random), random), {}) == format_facts(facts, {})


def test_shuffling_reaches_lists_that_stand_for_sets() -> None:
    facts = list(read(ROOT / "ontology" / "llika-definitions.ttl").facts)
    assert any(p in SETS for _, p, _ in facts)
    assert reordered(facts, Random(1)) != facts  # noqa: S311 (no secret)
