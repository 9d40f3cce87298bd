"""Schemas made to exhaust a reasoner: each ends in a result or in an error that names the limit, soon and small."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from llika.errors import BudgetExceeded
from llika.rules.columns import close
from llika.terms import OWL, RDF, RDFS, Fact, NamedNode, Namespace

EX = Namespace("https://example.org/#")
N = 20_000


def named(stem: str, number: int) -> list[NamedNode]:
    """Return so many names."""
    return [EX.term(f"{stem}{at}") for at in range(number)]


def path(predicate: NamedNode, number: int) -> list[Fact]:
    """Return facts that lead from each thing to the next."""
    return [(one, predicate, other) for one, other in pairwise(named("n", number))]


def listed(members: list[NamedNode]) -> list[Fact]:
    """Return the cells of a list that begins at ``cell0``."""
    cells = [*named("cell", len(members)), RDF.nil]
    firsts: list[Fact] = [(cell, RDF.first, member) for cell, member in zip(cells, members, strict=False)]
    return firsts + [(cell, RDF.rest, rest) for cell, rest in pairwise(cells)]


def sharing(predicate: NamedNode) -> list[Fact]:
    """Return facts that give many things one value."""
    return [(thing, predicate, EX.value) for thing in named("n", N)]


def members(axiom: Fact) -> list[Fact]:
    """Return an axiom about a long list of classes, each of which has a member."""
    classes = named("C", N)
    return [axiom, *listed(classes), *((EX.term(f"i{at}"), RDF.type, each) for at, each in enumerate(classes))]


SCHEMAS: dict[str, tuple[Callable[[], list[Fact]], str]] = {
    "a transitive path": (lambda: [*path(EX.p, N), (EX.p, RDF.type, OWL.TransitiveProperty)], "too-many-pairs"),
    "a symmetric transitive star": (
        lambda: [
            *((EX.hub, EX.p, thing) for thing in named("n", 3_000)),
            (EX.p, RDF.type, OWL.TransitiveProperty),
            (EX.p, RDF.type, OWL.SymmetricProperty),
        ],
        "too-many-pairs",
    ),
    "classes below each other in a circle": (
        lambda: [*path(RDFS.subClassOf, 5_000), (EX.n4999, RDFS.subClassOf, EX.n0)],
        "too-many-pairs",
    ),
    "a long path of things that are the same": (lambda: path(OWL.sameAs, 200_000), "too-many-same"),
    "a key that all share": (
        lambda: [
            (EX.C, OWL.hasKey, EX.cell0),
            *listed([EX.key]),
            *sharing(EX.key),
            *((thing, RDF.type, EX.C) for thing in named("n", N)),
        ],
        "too-many-same",
    ),
    "an inverse functional value that all share": (
        lambda: [(EX.key, RDF.type, OWL.InverseFunctionalProperty), *sharing(EX.key)],
        "too-many-same",
    ),
    "a path through one hub": (
        lambda: [
            *sharing(EX.p),
            *((EX.value, EX.q, thing) for thing in named("m", N)),
            (EX.r, OWL.propertyChainAxiom, EX.cell0),
            *listed([EX.p, EX.q]),
        ],
        "too-many-pairs",
    ),
    "a long intersection": (lambda: [(EX.C, OWL.intersectionOf, EX.cell0), *listed(named("C", N))], ""),
    "a long union": (lambda: members((EX.C, OWL.unionOf, EX.cell0)), ""),
    "a long chain": (lambda: [(EX.r, OWL.propertyChainAxiom, EX.cell0), *listed(named("p", N))], ""),
    "a long enumeration": (lambda: [(EX.C, OWL.oneOf, EX.cell0), *listed(named("n", N))], ""),
    "many things that are all different": (
        lambda: [(EX.x, RDF.type, OWL.AllDifferent), *members((EX.x, OWL.members, EX.cell0))],
        "",
    ),
    "many classes that exclude each other": (
        lambda: [(EX.x, RDF.type, OWL.AllDisjointClasses), *members((EX.x, OWL.members, EX.cell0))],
        "",
    ),
    "a vocabulary turned on itself": (
        lambda: [
            (EX.p, RDFS.subPropertyOf, RDFS.subClassOf),
            (RDF.type, RDFS.subPropertyOf, EX.q),
            (RDFS.subClassOf, RDF.type, OWL.SymmetricProperty),
            (OWL.sameAs, RDFS.subPropertyOf, RDFS.subPropertyOf),
            *path(EX.p, 200),
        ],
        "",
    ),
    "a list in a circle": (
        lambda: [(EX.C, OWL.unionOf, EX.cell0), (EX.cell0, RDF.first, EX.D), (EX.cell0, RDF.rest, EX.cell0)],
        "",
    ),
}


def outcome(facts: list[Fact]) -> str:
    """Return the code of the error that ends a run, or nothing if it ends with a result."""
    try:
        closure = close(facts)
        assert len(closure.clashes) == 0
    except BudgetExceeded as error:
        return error.code
    return ""


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_hostile_schema_ends_soon(name: str) -> None:
    build, expected = SCHEMAS[name]
    assert outcome(build()) == expected


def test_a_hostile_schema_stays_small(peak_of: Callable[[Callable[[], object]], int]) -> None:
    """The largest of them takes half a gigabyte at its peak, whatever the machine has."""
    for name in ("a transitive path", "a symmetric transitive star", "classes below each other in a circle"):
        build, _ = SCHEMAS[name]
        assert peak_of(partial(outcome, build())) < 800


@pytest.fixture
def peak_of() -> Callable[[Callable[[], object]], int]:
    """Return a function that runs work in a process of its own and tells how many megabytes it took at most."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the system does not tell the memory of a process")
    context = multiprocessing.get_context("fork")

    def run(work: Callable[[], object], sender: Connection) -> None:
        before = _most_held()
        work()
        sender.send(_most_held() - before)

    def peak(work: Callable[[], object]) -> int:
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=run, args=(work, sender))
        child.start()
        found: int = receiver.recv()
        child.join()
        return found

    return peak


def _most_held() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM:"))
