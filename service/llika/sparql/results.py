"""Run a query and bring its whole answer back, as bytes or as terms.

The query must have passed the guard. An answer is complete or it is an error: nothing is handed out before the last
row is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from traceback import clear_frames

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

from ..errors import LlikaError, NotAcceptable, QueryError
from ..terms import Fact, Term, Text
from .diagnosis import diagnose, failed
from .graphs import QueryDataset, merge, own_dataset
from .media import MediaType
from .outline import Outline

Row = Mapping[str, Term | None]
_Answer = QuerySolutions | QueryBoolean | QueryTriples


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
    :raises NotAcceptable: ``not-in-xml``
    :raises BudgetExceeded: ``merge-too-large``
    """
    with _translated_errors(query):
        body = _serialised(_run(store, query, dataset, base), media)
    return _xml(body, media) if media.format in (QueryResultsFormat.XML, RdfFormat.RDF_XML) else body


def _serialised(answer: _Answer, media: MediaType) -> bytes:
    match answer, media.format:
        case QuerySolutions() | QueryBoolean(), QueryResultsFormat() as rows_format:
            return answer.serialize(format=rows_format) or b""
        case QueryTriples(), RdfFormat() as graph_format:
            return answer.serialize(format=graph_format) or b""
    raise _form_differs(media.essence)


_NO_XML_CHARACTER = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


def _xml(body: bytes, media: MediaType) -> bytes:
    """Return the engine's XML so that readers get every character back (XML 1.0, sections 2.2 and 2.11).

    The engine writes carriage returns as they are, which readers turn into line feeds, and characters that no XML
    document may hold.
    """
    if _NO_XML_CHARACTER.search(body):
        raise _not_in_xml(media.essence)
    return body.replace(b"\r", b"&#13;")


def rows(store: Store, query: str, *, dataset: QueryDataset | None = None) -> Table:
    """Return the answer of a SELECT as terms; that of an ASK as one row with one column, ``boolean``.

    :raises QuerySyntax: the query does not parse
    :raises QueryError: ``query-failed``; ``query-form-differs``, the answer is a graph; ``triple-term`` (RDF 1.2)
    """
    with _translated_errors(query):
        return _table(_run(store, query, dataset))


def _table(answer: _Answer) -> Table:
    match answer:
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
        return _facts(_run(store, query, dataset))


def _facts(answer: _Answer) -> list[Fact]:
    if isinstance(answer, QueryTriples):
        return list(dict.fromkeys(_fact(triple) for triple in answer))
    raise _form_differs("facts")


def _run(store: Store, query: str, dataset: QueryDataset | None, base: str | None = None) -> _Answer:
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
    """Translate the engine's errors, and let go of its answer.

    The engine forbids that another thread than the one that asked drops an answer, and errors travel between threads.
    """
    try:
        yield
    except SyntaxError as error:
        raise diagnose(query, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        clear_frames(error.__traceback__)
        raise failed(error) from error
    except LlikaError as error:
        clear_frames(error.__traceback__)
        raise


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


def _not_in_xml(asked: str) -> NotAcceptable:
    return NotAcceptable(
        "not-in-xml",
        Text(
            f"The answer holds a control character, which {asked} cannot hold.",
            f"La respuesta contiene un carácter de control, que {asked} no admite.",
        ),
        Text("Ask for JSON or another format.", "Pida JSON u otro formato."),
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
