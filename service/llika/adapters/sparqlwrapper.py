"""Ask a SPARQL endpoint somewhere else, through SPARQLWrapper, and get pyoxigraph's terms.

SPARQLWrapper makes the request and reads the status; the body is parsed by pyoxigraph.
"""

from __future__ import annotations

import ast
import json
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from traceback import clear_frames
from typing import Protocol, TypeVar
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit

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
    length: int | None  # of what is not read yet, where the server has told

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


def ask_endpoint(
    url: str, query: str, *, graph: bool = False, timeout: int = 60, max_bytes: int = 100_000_000
) -> RemoteTable | list[Fact]:
    """Return the answer of a SPARQL endpoint: rows for SELECT and ASK, facts for CONSTRUCT and DESCRIBE.

    :param url: address of the endpoint, http or https
    :param query: the text of a query; the caller knows that it is no update
    :param graph: whether it asks for a graph
    :param timeout: seconds to wait for the server at each step
    :param max_bytes: size of the answer that is read at most
    :raises UsageError: ``endpoint-not-http``
    :raises QueryError: ``endpoint-failed``, not reached or an error status; ``endpoint-moved``;
        ``endpoint-unreadable``, which an answer cut short is too
    :raises BudgetExceeded: ``endpoint-too-large``
    """
    _check_address(url)
    with _translated_errors(url):
        answer = _fetch(url, query, graph, timeout, max_bytes)
    if len(answer.body) > max_bytes:
        raise _too_large(url, max_bytes)
    try:
        _check_whole(answer)
        return _parse_graph(answer) if graph else _parse_rows(answer)
    except (SyntaxError, ValueError) as error:
        clear_frames(error.__traceback__)  # the parser may not be dropped by another thread
        raise _unreadable(url, str(error).split("\n")[0][:200]) from error


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came back: its content type, its body, and how many bytes of it are missing."""

    content_type: str
    body: bytes
    missing: int


def _fetch(url: str, query: str, graph: bool, timeout: int, max_bytes: int) -> _Answer:
    from SPARQLWrapper import POST, SPARQLWrapper

    wrapper = SPARQLWrapper(url)
    wrapper.setOnlyConneg(True)  # or it adds `format=` and two more parameters
    wrapper.setMethod(POST)  # an address has no room for a long query
    wrapper.setTimeout(timeout)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        wrapper.setQuery(query)
    wrapper.queryType = "CONSTRUCT" if graph else "SELECT"  # its own guess may come out of a comment
    wrapper.addCustomHttpHeader("Accept", _GRAPH_ACCEPT if graph else _ROWS_ACCEPT)
    answer = wrapper.query()
    response: _Response = answer.response
    with closing(response):
        if (
            answer.geturl() != url.strip()
        ):  # it asked there by GET, without the query: any answer is to another question
            raise _moved(url, answer.geturl())
        content_type = str(answer.info().get("content-type", "")).partition(";")[0].strip().lower()
        body = response.read(max_bytes + 1)
        return _Answer(content_type, body, response.length or 0)


@contextmanager
def _translated_errors(url: str) -> Iterator[None]:
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    try:
        yield
    except SPARQLWrapperException as error:
        if isinstance(error.__context__, HTTPError):
            error.__context__.close()  # raised in its stead, and left open
        raise _failed(url, _reason(str(error.msg), _kept_by(error))) from error
    except HTTPError as error:
        with closing(error):
            raise _refused(url, error) from error
    except (OSError, HTTPException) as error:  # URLError and timeouts are OSErrors
        raise _failed(url, str(error)) from error


_MAX_REASON = 4000
"""Bytes of an error's body that are looked at."""


def _refused(url: str, error: HTTPError) -> QueryError:
    if (target := error.headers.get("Location")) and error.code in (307, 308):
        return _moved(url, urljoin(url, target))
    body = b""
    with suppress(OSError, HTTPException):
        body = error.read(_MAX_REASON)
    return _failed(url, _reason(str(error).split("\n")[0], body))


def _kept_by(error: Exception) -> bytes:
    """Return the body of an error status, which SPARQLWrapper keeps as the end of its message, as a Python literal."""
    literal = str(error).partition("Response:\n")[2]
    return bytes(ast.literal_eval(literal)) if literal else b""


def _reason(status: str, body: bytes) -> str:
    """Return the status with what the endpoint says about it: a problem (RFC 9457), or a line of plain text."""
    text = body.decode("utf-8", "replace").strip()
    with suppress(ValueError):
        problem = json.loads(text)
        text = str(problem.get("detail", "")) if isinstance(problem, dict) else ""
    line = "" if text.startswith("<") else text.split("\n")[0][:200]
    return f"{status}: {line}" if line else status


def _check_whole(answer: _Answer) -> None:
    if answer.missing:
        raise ValueError(f"it was cut off, {answer.missing} bytes are missing")


def _parse_rows(answer: _Answer) -> RemoteTable:
    parsed = parse_query_results(answer.body, _format(answer.content_type, _ROW_FORMATS))
    if isinstance(parsed, QueryBoolean):
        return RemoteTable(("boolean",), [{"boolean": Literal(bool(parsed))}])
    columns = tuple(variable.value for variable in parsed.variables)
    return RemoteTable(columns, [{name: _term(found[name]) for name in columns} for found in parsed])


def _parse_graph(answer: _Answer) -> list[Fact]:
    quads = parse(answer.body, _format(answer.content_type, _GRAPH_FORMATS))
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


def _failed(url: str, detail: str) -> QueryError:
    return QueryError(
        "endpoint-failed",
        Text(f"{url} did not answer the query: {detail}", f"{url} no respondió la consulta: {detail}"),
        Text(
            "Check the address and the query; the server may be busy or may refuse such queries.",
            "Revise la dirección y la consulta; el servidor puede estar ocupado o rechazar tales consultas.",
        ),
    )


def _moved(url: str, target: str) -> QueryError:
    return QueryError(
        "endpoint-moved",
        Text(
            f"{url} sends to another address: {target}",
            f"{url} remite a otra dirección: {target}",
        ),
        Text(
            "Give that address, if it is an endpoint that you trust.",
            "Dé esa dirección, si es un punto de consulta en el que confía.",
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
