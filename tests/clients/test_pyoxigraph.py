"""pyoxigraph asks the service by SERVICE out of a store of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store
from tests.clients.questions import NETWORKS, ONTOLOGY, PREFIXES, REMURPE, TERMS, YES, Row

from llika.terms import Fact

SEE_ALSO = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")


def body_of(query: str) -> str:
    """Return the pattern of one of our questions."""
    return query[query.index("{") : query.rindex("}") + 1]


@pytest.mark.parametrize(
    ("head", "query", "order"),
    [(PREFIXES + "SELECT ?n ?f", NETWORKS, "?n ?f"), ("SELECT ?at ?term", TERMS, "?at")],
    ids=["networks", "terms"],
)
def test_rows_are_those_of_the_engine(
    address: str, rows: Callable[[str], list[Row]], head: str, query: str, order: str
) -> None:
    prologue = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
    asked = f"{prologue}{head} WHERE {{ SERVICE <{address}/sparql> {body_of(query)} }} ORDER BY {order}"
    found = Store().query(asked)
    assert isinstance(found, QuerySolutions)
    assert [tuple(solution[variable] for variable in found.variables) for solution in found] == rows(query)


def test_an_ask_is_answered(address: str) -> None:
    found = Store().query(f"{PREFIXES} ASK {{ SERVICE <{address}/sparql> {body_of(YES)} }}")
    assert (isinstance(found, QueryBoolean), bool(found)) == (True, True)


def test_a_graph_is_built_of_the_answer(address: str, facts: Callable[[str], frozenset[Fact]]) -> None:
    pattern = "{ ?n a :Network ; ?p ?o }"
    query = f"{PREFIXES} CONSTRUCT {{ ?n ?p ?o }} WHERE"
    found = Store().query(f"{query} {{ SERVICE <{address}/sparql> {pattern} }}")
    assert isinstance(found, QueryTriples)
    assert {(triple.subject, triple.predicate, triple.object) for triple in found} == facts(f"{query} {pattern}")


def test_the_answer_joins_with_what_is_local(address: str) -> None:
    local = Store()
    local.add(Quad(NamedNode(REMURPE), SEE_ALSO, Literal("notes")))
    pattern = f"?n <{SEE_ALSO.value}> ?notes SERVICE <{address}/sparql> {{ ?n a ?type }}"
    found = local.query(f"SELECT ?notes WHERE {{ {pattern} FILTER(?type = <{ONTOLOGY}Network>) }}")
    assert isinstance(found, QuerySolutions)
    assert [solution["notes"] for solution in found] == [Literal("notes")]


def test_a_refusal_is_an_error_and_no_empty_answer(address: str) -> None:
    found = Store().query(f"SELECT * {{ SERVICE <{address}/update> {{ ?s ?p ?o }} }}")
    assert isinstance(found, QuerySolutions)
    with pytest.raises(OSError, match="403"):
        next(found)
