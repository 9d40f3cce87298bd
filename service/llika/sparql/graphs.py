"""The graphs that a query runs over (SPARQL 1.1, section 13), and their merge.

The engine concatenates the graphs of a default graph: what stands in two of them counts twice, as does a graph that is
named twice. The standard asks for their merge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import NamedNode, Quad, Store

from ..errors import BudgetExceeded
from ..terms import Text
from .lexer import Kind, Token, tokens
from .outline import read_prologue

MOST_MERGED = 250_000
"""Triples that one query may have merged for it."""


@dataclass(frozen=True, slots=True)
class QueryDataset:
    """The graphs a query runs over: those merged into its default graph, and the named ones.

    The two go together: the engine takes a missing list for "all graphs of the store", an empty one for none.
    """

    default: tuple[NamedNode, ...]
    named: tuple[NamedNode, ...]


def own_dataset(query: str, base: str | None = None) -> QueryDataset | None:
    """Return the dataset that a query describes by FROM and FROM NAMED (section 13.2), or None where it has neither.

    None, too, for what the engine will refuse to parse.

    >>> own_dataset("BASE <http://a.example/x/> ASK FROM <../g> FROM NAMED <h> {}")
    QueryDataset(default=(<NamedNode value=http://a.example/g>,), named=(<NamedNode value=http://a.example/x/h>,))
    """
    if "FROM" not in query.upper():
        return None
    _, body = read_prologue(query, list(tokens(query)))
    clauses = list(_clauses(body))
    if not clauses:
        return None
    written = " ".join(f"({'true' if is_named else 'false'} {term.text})" for is_named, term in clauses)
    try:  # the engine itself resolves the names, as it would where they stand
        prologue = query[: body[0].start]
        found = Store().query(f"{prologue} SELECT * {{ VALUES (?named ?graph) {{ {written} }} }}", base_iri=base)
        graphs = [(row["named"].value == "true", row["graph"]) for row in found]  # type: ignore[union-attr]
    except SyntaxError:
        return None
    default, named = ([graph for is_named, graph in graphs if is_named is wanted] for wanted in (False, True))
    return QueryDataset(tuple(default), tuple(named))


def _clauses(body: Sequence[Token]) -> Iterable[tuple[bool, Token]]:
    """Yield whether a clause says NAMED, and the name of its graph."""
    for token, second, third in zip(body, body[1:], [*body[2:], None], strict=False):
        is_named = second.keyword == "NAMED"
        term = third if is_named else second
        if token.keyword == "FROM" and term and term.kind in (Kind.IRI, Kind.PREFIXED_NAME):
            yield is_named, term


def merge(store: Store, default: Sequence[NamedNode], named: Sequence[NamedNode]) -> Store:
    """Return a store for one query: its default graph is the merge of some graphs of a store, beside the named ones.

    :raises BudgetExceeded: ``merge-too-large``
    """
    merged = Store()
    together = chain.from_iterable(store.quads_for_pattern(None, None, None, graph) for graph in default)
    apart = chain.from_iterable(store.quads_for_pattern(None, None, None, graph) for graph in named)
    copied = chain((Quad(one.subject, one.predicate, one.object) for one in together), apart)
    merged.bulk_extend(_at_most(copied, MOST_MERGED))
    return merged


def _at_most(quads: Iterable[Quad], limit: int) -> Iterable[Quad]:
    for number, quad in enumerate(quads):
        if number == limit:
            raise BudgetExceeded(
                "merge-too-large",
                Text(
                    f"The graphs to merge for this query have more than {limit:,} triples.",
                    f"Los grafos que hay que unir para esta consulta tienen más de {limit:,} tripletas.",
                ),
                Text(
                    "Name one graph for the default graph, or none: it is the whole dataset then.",
                    "Nombre un solo grafo por omisión, o ninguno: entonces vale todo el conjunto.",
                ),
            )
        yield quad
