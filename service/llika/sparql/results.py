"""Run a query and bring its whole answer back, as bytes or as terms.

The query must have passed the guard. An answer is complete or it is an error: nothing is handed out before the last
row is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
)

from ..errors import QueryError
from ..terms import Fact, Term, Text
from .diagnosis import diagnose, failed
from .graphs import QueryDataset, merge, own_dataset
from .media import MediaType
from .outline import Outline

Row = Mapping[str, Term | None]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of terms under the columns of a SELECT; an unbound variable is None."""

    columns: tuple[str, ...]
    rows: list[dict[str, Term | None]]


def choose_dataset(outline: Outline, usual: QueryDataset, requested: QueryDataset | None = None) -> QueryDataset | None:
    """Return the graphs to run a query over: those of the request, else the query's own (None), else the usual ones.

    SPARQL 1.1 Protocol, section 2.1.4: a dataset in the request overrides FROM and FROM NAMED.
    """
    if requested is not None:
        return requested
    return None if outline.names_dataset else usual


def evaluate(
    store: Store, query: str, *, media: MediaType, dataset: QueryDataset | None = None, base: str | None = None
) -> bytes:
    """Return the serialised answer of a query.

    The standards for CSV and TSV define no answer for ASK; it is ``true`` or ``false`` without a line end.

    :param dataset: the graphs to run over; None where the query names its own, or for the whole store
    :param base: the IRI that relative IRIs are resolved against until the query declares its own
    :raises QuerySyntax: the query does not parse
    :raises QueryError: ``query-failed``; ``query-form-differs``, rows asked of a graph or the other way round
    :raises BudgetExceeded: ``merge-too-large``
    """
    with _translated_errors(query):
        match _run(store, query, dataset, base), media.format:
            case (QuerySolutions() | QueryBoolean()) as answer, QueryResultsFormat() as rows_format:
                return answer.serialize(format=rows_format) or b""
            case QueryTriples() as answer, RdfFormat() as graph_format:
                return answer.serialize(format=graph_format) or b""
    raise _form_differs(media.essence)


def rows(store: Store, query: str, *, dataset: QueryDataset | None = None) -> Table:
    """Return the answer of a SELECT as terms; that of an ASK as one row with one column, ``boolean``.

    :raises QuerySyntax: the query does not parse
    :raises QueryError: ``query-failed``; ``query-form-differs``, the answer is a graph; ``triple-term`` (RDF 1.2)
    """
    with _translated_errors(query):
        match _run(store, query, dataset):
            case QuerySolutions() as solutions:
                columns = tuple(variable.value for variable in solutions.variables)
                return Table(columns, [{name: _term(found[name]) for name in columns} for found in solutions])
            case QueryBoolean() as truth:
                return Table(("boolean",), [{"boolean": Literal(bool(truth))}])
    raise _form_differs("rows")


def facts(store: Store, query: str, *, dataset: QueryDataset | None = None) -> list[Fact]:
    """Return the answer of a CONSTRUCT or DESCRIBE, each fact once, in the engine's order.

    :raises QuerySyntax: the query does not parse
    :raises QueryError: ``query-failed``; ``query-form-differs``, the answer is no graph; ``triple-term`` (RDF 1.2)
    """
    with _translated_errors(query):
        answer = _run(store, query, dataset)
        if isinstance(answer, QueryTriples):
            return list(dict.fromkeys(_fact(triple) for triple in answer))
    raise _form_differs("facts")


def _run(
    store: Store, query: str, dataset: QueryDataset | None, base: str | None = None
) -> QuerySolutions | QueryBoolean | QueryTriples:
    dataset = dataset or own_dataset(query, base)
    if dataset is None:
        return store.query(query, base_iri=base)
    default, named = (tuple(dict.fromkeys(graphs)) for graphs in (dataset.default, dataset.named))
    if len(default) < 2:
        return store.query(query, base_iri=base, default_graph=list(default), named_graphs=list(named))
    merged = merge(store, default, named)
    return merged.query(query, base_iri=base, default_graph=DefaultGraph(), named_graphs=list(named))


@contextmanager
def _translated_errors(query: str) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise diagnose(query, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise failed(error) from error


def _term(value: NamedNode | BlankNode | Literal | Triple | None) -> Term | None:
    if isinstance(value, Triple):
        raise _no_triple_terms()
    return value


def _fact(triple: Triple) -> Fact:
    if isinstance(triple.subject, Triple) or isinstance(triple.object, Triple):
        raise _no_triple_terms()
    return triple.subject, triple.predicate, triple.object


def _no_triple_terms() -> QueryError:
    return QueryError(
        "triple-term",
        Text("The answer holds a triple used as a term.", "La respuesta contiene una tripleta usada como término."),
        Text(
            "Ask for its parts with SUBJECT(), PREDICATE() and OBJECT(), or for a serialised answer.",
            "Pida sus partes con SUBJECT(), PREDICATE() y OBJECT(), o una respuesta serializada.",
        ),
    )


def _form_differs(asked: str) -> QueryError:
    return QueryError(
        "query-form-differs",
        Text(
            f"The answer of this query form cannot be given as {asked}.",
            f"La respuesta de esta forma de consulta no se puede dar como {asked}.",
        ),
        Text(
            "SELECT and ASK give rows; CONSTRUCT and DESCRIBE give a graph.",
            "SELECT y ASK dan filas; CONSTRUCT y DESCRIBE dan un grafo.",
        ),
    )
