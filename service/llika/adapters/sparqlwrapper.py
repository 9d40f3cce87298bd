"""Ask a SPARQL endpoint somewhere else, through SPARQLWrapper, and get pyoxigraph's terms.

SPARQLWrapper makes the request and reads the status; the body is parsed by pyoxigraph.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from typing import Protocol, TypeVar
from urllib.error import HTTPError
from urllib.parse import urlsplit

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from ..errors import BudgetExceeded, QueryError, UsageError
from ..terms import Fact, Term, Text


@dataclass(frozen=True, slots=True)
class RemoteTable:
    """Rows of terms under their columns; the answer of an ASK is one row with one column, ``boolean``."""

    columns: tuple[str, ...]
    rows: list[dict[str, Term | None]]


class _Response(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


_ROWS_ACCEPT = "application/sparql-results+json, application/sparql-results+xml;q=0.7"
_GRAPH_ACCEPT = "text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.7"
_ROW_FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
}
_GRAPH_FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


def ask_endpoint(url: str, query: str, *, timeout: int = 60, max_bytes: int = 100_000_000) -> RemoteTable | list[Fact]:
    """Return the answer of a SPARQL endpoint: rows for SELECT and ASK, facts for CONSTRUCT and DESCRIBE.

    :param url: address of the endpoint, http or https
    :param timeout: seconds to wait for the server at each step
    :param max_bytes: size of the answer that is read at most
    :raises UsageError: ``endpoint-not-http``, ``endpoint-update``
    :raises QueryError: ``endpoint-failed``, not reached or an error status; ``endpoint-unreadable``
    :raises BudgetExceeded: ``endpoint-too-large``
    """
    _check_address(url)
    with _translated_errors(url):
        content_type, body, is_graph = _fetch(url, query, timeout, max_bytes)
    if len(body) > max_bytes:
        raise _too_large(url, max_bytes)
    try:
        return _parse_graph(body, content_type) if is_graph else _parse_rows(body, content_type)
    except (SyntaxError, ValueError) as error:
        raise _unreadable(url, str(error).split("\n")[0][:200]) from error


def _fetch(url: str, query: str, timeout: int, max_bytes: int) -> tuple[str, bytes, bool]:
    """Return content type, body and whether the query asks for a graph."""
    from SPARQLWrapper import POST, SPARQLWrapper

    wrapper = SPARQLWrapper(url)
    wrapper.setOnlyConneg(True)  # or it adds `format=` and two more parameters
    wrapper.setMethod(POST)  # an address has no room for a long query
    wrapper.setTimeout(timeout)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # it takes an unreadable query for a SELECT; the server judges
        wrapper.setQuery(query)
    if wrapper.isSparqlUpdateRequest():
        raise _update()
    is_graph = wrapper.queryType in ("CONSTRUCT", "DESCRIBE")
    wrapper.addCustomHttpHeader("Accept", _GRAPH_ACCEPT if is_graph else _ROWS_ACCEPT)
    answer = wrapper.query()
    response: _Response = answer.response
    with closing(response):
        content_type = str(answer.info().get("content-type", "")).partition(";")[0].strip().lower()
        return content_type, response.read(max_bytes + 1), is_graph


@contextmanager
def _translated_errors(url: str) -> Iterator[None]:
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    try:
        yield
    except SPARQLWrapperException as error:
        if isinstance(error.__context__, HTTPError):
            error.__context__.close()  # raised in its stead, and left open
        raise _failed(url, str(error.msg)) from error
    except HTTPError as error:
        error.close()
        raise _failed(url, str(error)) from error
    except (OSError, HTTPException) as error:  # URLError and timeouts are OSErrors
        raise _failed(url, str(error)) from error


def _parse_rows(body: bytes, content_type: str) -> RemoteTable:
    answer = parse_query_results(body, _format(content_type, _ROW_FORMATS))
    if isinstance(answer, QueryBoolean):
        return RemoteTable(("boolean",), [{"boolean": Literal(bool(answer))}])
    columns = tuple(variable.value for variable in answer.variables)
    return RemoteTable(columns, [{name: _term(found[name]) for name in columns} for found in answer])


def _parse_graph(body: bytes, content_type: str) -> list[Fact]:
    quads = parse(body, _format(content_type, _GRAPH_FORMATS))
    return [(_node(quad.subject), quad.predicate, _node(quad.object)) for quad in quads]


_Format = TypeVar("_Format")


def _format(content_type: str, formats: Mapping[str, _Format]) -> _Format:
    if content_type not in formats:
        raise ValueError(f"the content type is {content_type or 'missing'}")
    return formats[content_type]


def _term(value: NamedNode | BlankNode | Literal | Triple | None) -> Term | None:
    return None if value is None else _node(value)


def _node(value: NamedNode | BlankNode | Literal | Triple) -> Term:
    if isinstance(value, Triple):
        raise ValueError("a triple is used as a term")  # noqa: TRY004 - the answer's fault, not the caller's
    return value


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme in ("http", "https") and parts.hostname:
        return
    raise UsageError(
        "endpoint-not-http",
        Text(f"“{url}” is not the address of an endpoint.", f"“{url}” no es la dirección de un punto de consulta."),
        Text("Give an http or https address.", "Dé una dirección http o https."),
    )


def _update() -> UsageError:
    return UsageError(
        "endpoint-update",
        Text("This would change the data of the endpoint.", "Esto cambiaría los datos del punto de consulta."),
        Text("Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.", "Pregunte con SELECT, ASK, CONSTRUCT o DESCRIBE."),
    )


def _failed(url: str, detail: str) -> QueryError:
    return QueryError(
        "endpoint-failed",
        Text(f"{url} did not answer the query: {detail}", f"{url} no respondió la consulta: {detail}"),
        Text(
            "Check the address and the query; the server may be busy or may refuse such queries.",
            "Revise la dirección y la consulta; el servidor puede estar ocupado o rechazar tales consultas.",
        ),
    )


def _unreadable(url: str, detail: str) -> QueryError:
    return QueryError(
        "endpoint-unreadable",
        Text(
            f"The answer of {url} cannot be read: {detail}",
            f"La respuesta de {url} no se puede leer: {detail}",
        ),
        Text(
            "Check that the address is a SPARQL endpoint and not a page about one.",
            "Compruebe que la dirección es un punto de consulta SPARQL y no una página sobre él.",
        ),
    )


def _too_large(url: str, max_bytes: int) -> BudgetExceeded:
    return BudgetExceeded(
        "endpoint-too-large",
        Text(
            f"The answer of {url} has more than {max_bytes} bytes.",
            f"La respuesta de {url} tiene más de {max_bytes} bytes.",
        ),
        Text("Ask for less, with LIMIT and OFFSET.", "Pida menos, con LIMIT y OFFSET."),
    )
