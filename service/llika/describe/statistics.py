"""How much a dataset holds, counted in the store that answers: what a query would count, too.

Classes of RDF, RDFS and OWL are counted, but how their members are used is not told: that is the ontology itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..evidence import Basis
from ..sparql import print_term
from ..store import EmbeddedStore
from ..terms import NOTATION, RDF, Fact, Literal, NamedNode, Term


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of one set of triples.

    :param entities: subjects that are IRIs and begin with the project's base
    :param classes: class → its members
    :param properties: property → triples
    """

    triples: int
    entities: int
    subjects: int
    objects: int
    classes: Mapping[NamedNode, int]
    properties: Mapping[NamedNode, int]


@dataclass(frozen=True, slots=True)
class Use:
    """How the members of a class use a property.

    :param classes: of the values
    :param datatypes: of the values that are literals
    """

    triples: int
    classes: tuple[NamedNode, ...]
    datatypes: tuple[NamedNode, ...]


Uses = Mapping[NamedNode, Mapping[NamedNode, Use]]
"""Class → property → use."""


def count(store: EmbeddedStore, basis: Basis, *, base: str, without: NamedNode) -> Statistics:
    """Return the figures of the default graph of a basis.

    :param base: what the IRIs of entities begin with
    :param without: a subject that is not counted
    """
    unless = f"FILTER(?s != {print_term(without)})"
    stem = print_term(Literal(base))
    totals = f"""
        SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
               (COUNT(DISTINCT ?entity) AS ?entities)
        WHERE {{ ?s ?p ?o {unless} BIND(IF(isIRI(?s) && STRSTARTS(STR(?s), {stem}), ?s, ?none) AS ?entity) }}"""
    [figures] = store.select(totals, basis).rows
    members = f"SELECT ?key (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s a ?key {unless} FILTER(isIRI(?key)) }} GROUP BY ?key"
    triples = f"SELECT ?key (COUNT(*) AS ?n) WHERE {{ ?s ?key ?o {unless} }} GROUP BY ?key"
    return Statistics(
        **{name: _number(value) for name, value in figures.items()},
        classes=_figures(store, members, basis),
        properties=_figures(store, triples, basis),
    )


def count_graphs(store: EmbeddedStore, graphs: Iterable[NamedNode]) -> dict[NamedNode, int]:
    """Return how many triples each of some named graphs holds, without the empty ones."""
    named = " ".join(f"FROM NAMED {print_term(graph)}" for graph in graphs)
    query = f"SELECT ?key (COUNT(*) AS ?n) {named} WHERE {{ GRAPH ?key {{ ?s ?p ?o }} }} GROUP BY ?key"
    return _figures(store, query, Basis.STATED)


def uses(facts: Iterable[Fact]) -> Uses:
    """Return how the members of each class use each property."""
    found = list(facts)
    kinds = _kinds(found)
    nothing: frozenset[NamedNode] = frozenset()
    counted = Counter(
        (kinds[subject], predicate, value.datatype if isinstance(value, Literal) else kinds.get(value, nothing))
        for subject, predicate, value in found
        if subject in kinds
    )
    triples: Counter[tuple[NamedNode, NamedNode]] = Counter()
    classes: dict[tuple[NamedNode, NamedNode], set[NamedNode]] = defaultdict(set)
    datatypes: dict[tuple[NamedNode, NamedNode], set[NamedNode]] = defaultdict(set)
    for (members, predicate, kind), number in counted.items():
        for one in members:
            triples[one, predicate] += number
            if isinstance(kind, NamedNode):
                datatypes[one, predicate].add(kind)
            else:
                classes[one, predicate] |= kind
    nested: dict[NamedNode, dict[NamedNode, Use]] = defaultdict(dict)
    for key in sorted(triples, key=_text):
        nested[key[0]][key[1]] = Use(triples[key], _sorted(classes.get(key, ())), _sorted(datatypes.get(key, ())))
    return nested


def _kinds(facts: Iterable[Fact]) -> dict[Term, frozenset[NamedNode]]:
    """Return the classes of each thing that has any."""
    types: dict[Term, set[NamedNode]] = defaultdict(set)
    for subject, predicate, value in facts:
        if predicate == RDF.type and isinstance(value, NamedNode) and not value.value.startswith(NOTATION):
            types[subject].add(value)
    return {thing: frozenset(classes) for thing, classes in types.items()}


def _figures(store: EmbeddedStore, query: str, basis: Basis) -> dict[NamedNode, int]:
    rows = store.select(query, basis).rows
    found = {key: _number(row["n"]) for row in rows if isinstance(key := row["key"], NamedNode)}
    return {key: found[key] for key in _sorted(found)}


def _number(term: Term | None) -> int:
    return int(term.value) if term is not None else 0


def _sorted(terms: Iterable[NamedNode]) -> tuple[NamedNode, ...]:
    return tuple(sorted(terms, key=lambda term: term.value))


def _text(pair: tuple[NamedNode, NamedNode]) -> tuple[str, str]:
    return pair[0].value, pair[1].value
