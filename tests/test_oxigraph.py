"""Facts brought into a pyoxigraph store: the same whether they were terms or text before."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

import llika
from llika.adapters.oxigraph import fill
from llika.terms import OWL, RDF, RDFS, XSD, BlankNode, Fact, Literal, NamedNode, Namespace, quad

EX = Namespace("https://example.org/")
GRAPH = NamedNode("https://example.org/graph")
FACTS: list[Fact] = [
    (EX.C, RDFS.subClassOf, EX.D),
    (BlankNode("b0"), RDF.type, EX.C),
    (BlankNode("b0"), OWL.sameAs, BlankNode("b1")),
    (EX.term("niño😀"), RDF.type, EX.C),
    (EX.a, EX.p, Literal('say "no"\n\t\\ñ\u0000x')),
    (EX.a, EX.p, Literal("red", language="es-pe")),
    (EX.a, EX.p, Literal("many", datatype=XSD.integer)),
    *((EX.term(f"n{at}"), RDF.type, EX.C) for at in range(10_000)),
]


@pytest.mark.parametrize("engine", ["native", "simple"])
@pytest.mark.parametrize("graph", [None, GRAPH])
def test_a_store_holds_what_a_closure_holds(engine: str, graph: NamedNode | None) -> None:
    closure = llika.infer(FACTS, engine=engine)
    store = Store()
    fill(store, closure.asserted, graph)
    fill(store, closure.entailed, graph)
    assert set(store) == {quad(fact, graph) for fact in closure.asserted | closure.entailed}


@pytest.mark.parametrize("engine", ["native", "simple"])
def test_what_has_no_name_is_left_out_on_request(engine: str) -> None:
    note: Fact = (EX.a, EX.p, Literal("not a blank node: _:b0 <x> _:b1"))
    closure = llika.infer([*FACTS, note], engine=engine)
    store = Store()
    fill(store, closure.asserted, anonymous=False)
    assert set(store) == {quad(fact) for fact in [*FACTS, note] if not any(isinstance(t, BlankNode) for t in fact)}


def test_nothing_brings_nothing() -> None:
    store = Store()
    for engine in ("native", "simple"):
        fill(store, llika.infer([], engine=engine).asserted)
    assert len(store) == 0
