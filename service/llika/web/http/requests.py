"""Requests of the SPARQL 1.1 Protocol (section 2): what is asked, however it was sent.

A query comes by GET, in a form, or as the body itself; an update in the latter two ways. Parameters that are not of the
protocol are passed over: clients add several of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl

from anyio import to_thread
from starlette.requests import ClientDisconnect, Request

from ...errors import UsageError
from ...sparql import QueryDataset
from ...terms import NamedNode, Text

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

MAX_BODY_BYTES = 1_000_000
MAX_FIELDS = 1_000
LONG = 2_000
"""From how many characters on a text is read in a thread: some kinds of 20,000 take a tenth of a second."""

FORMAT_NAMES = ("format", "output", "results")
"""The parameters by which clients of SPARQL ask for a format."""

Fields = list[tuple[str, str]]
_Text = TypeVar("_Text", str, bytes)
_Read = TypeVar("_Read")


class Operation(StrEnum):
    """The operations of the protocol; the values are the names of their parameters."""

    QUERY = "query"
    UPDATE = "update"


_DIRECT = {QUERY: Operation.QUERY, UPDATE: Operation.UPDATE}
_GRAPHS = {
    Operation.QUERY: ("default-graph-uri", "named-graph-uri"),
    Operation.UPDATE: ("using-graph-uri", "using-named-graph-uri"),
}


@dataclass(frozen=True, slots=True)
class ProtocolRequest:
    """One query or update.

    :param dataset: the graphs that the request names (section 2.1.4, 2.2.3), if it names any
    :param fields: all its parameters, of the address and of the form
    """

    operation: Operation
    text: str
    dataset: QueryDataset | None
    fields: Fields


async def read_request(request: Request) -> ProtocolRequest | None:
    """Return what a request asks, or None for a GET that asks nothing.

    :raises UsageError: ``one-query``, ``update-by-get``, ``media-type-unsupported``, ``body-too-large``,
        ``body-incomplete``, ``too-many-fields``, ``not-utf8``, ``not-a-term``
    """
    fields = decode(request.scope["query_string"])
    if request.method == "POST":
        fields += await _posted(request)
    found = [(Operation(name), value) for name, value in fields if name in list(Operation)]
    if not found and request.method == "GET":
        return None
    if len(found) != 1:
        raise _not_one()
    operation, text = found[0]
    if operation is Operation.UPDATE and request.method == "GET":
        raise _update_by_get()
    return ProtocolRequest(operation, text, _dataset(fields, operation), fields)


def is_direct_update(request: Request) -> bool:
    """Tell whether the body of a request is an update itself."""
    return content_type(request).get_content_type() == UPDATE


def content_type(request: Request) -> Message:
    """Return the parsed ``Content-Type`` of a request; without one it is ``text/plain``, which nothing here takes."""
    message = Message()
    message["Content-Type"] = request.headers.get("content-type", "")
    return message


async def body_of(request: Request, most: int = MAX_BODY_BYTES) -> bytes:
    """Return the body of a request.

    :param most: how many bytes it may have
    :raises UsageError: ``media-type-unsupported`` for a compressed body or one in another charset, ``body-too-large``,
        ``body-incomplete``
    """
    _check_coding(request)
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise _too_large(most)
    except ClientDisconnect as error:
        raise UsageError(
            "body-incomplete",
            Text("The body of the request broke off.", "El cuerpo de la solicitud quedó incompleto."),
            Text("Send it again.", "Envíelo de nuevo."),
        ) from error
    return bytes(body)


async def read_apart(read: Callable[[_Text], _Read], text: _Text) -> _Read:
    """Return what a text is read as; where it is long, nobody else waits for that."""
    return read(text) if len(text) < LONG else await to_thread.run_sync(read, text)


def decode(data: bytes) -> Fields:
    """Return the fields of a form or of the query part of an address, each decoded once.

    >>> decode(b"query=ASK+%7B%7D&x=%2525")
    [('query', 'ASK {}'), ('x', '%25')]

    :raises UsageError: ``not-utf8``, ``too-many-fields``, ``body-too-large``
    """
    if len(data) > MAX_BODY_BYTES:
        raise _too_large(MAX_BODY_BYTES)
    if data.count(b"&") >= MAX_FIELDS:
        raise UsageError(
            "too-many-fields",
            Text(
                f"The request has more than {MAX_FIELDS} parameters.", f"La solicitud tiene más de {MAX_FIELDS} campos."
            ),
            Text("Send fewer.", "Envíe menos."),
        )
    try:
        return parse_qsl(data.decode(), keep_blank_values=True, encoding="utf-8", errors="strict")
    except UnicodeDecodeError as error:
        raise not_utf8() from error


def graph_name(value: str) -> NamedNode:
    """Return the name of a graph.

    :raises UsageError: ``not-a-term``
    """
    try:
        return NamedNode(value)
    except ValueError as error:
        raise UsageError(
            "not-a-term",
            Text(f"“{value[:200]}” is no IRI.", f"«{value[:200]}» no es una IRI."),
            Text("Give absolute IRIs of graphs.", "Dé IRI absolutas de grafos."),
        ) from error


def not_utf8() -> UsageError:
    """Return the error for a request that is not UTF-8."""
    return UsageError(
        "not-utf8",
        Text("The request is not UTF-8.", "La solicitud no está en UTF-8."),
        Text(
            "Encode it in UTF-8, percent-encoded in an address or a form.",
            "Codifíquela en UTF-8, con signos de porcentaje en una dirección o un formulario.",
        ),
    )


def wrong_type(sent: str, accepted: Iterable[str]) -> UsageError:
    """Return the error for a body of a type that is not taken."""
    said = Text(f"“{sent[:200]}”", f"«{sent[:200]}»") if sent else Text("no Content-Type", "ningún Content-Type")
    listed = ", ".join(accepted)
    return UsageError(
        "media-type-unsupported",
        Text(f"This body cannot be read: it has {said.en}.", f"Este cuerpo no se puede leer: tiene {said.es}."),
        Text(f"Send it in UTF-8 as one of: {listed}.", f"Envíelo en UTF-8 como uno de estos: {listed}."),
    )


async def _posted(request: Request) -> Fields:
    kind = content_type(request).get_content_type()
    if kind == FORM:
        return await read_apart(decode, await body_of(request))
    if kind in _DIRECT:
        return [(_DIRECT[kind].value, _text(await body_of(request)))]
    raise wrong_type(request.headers.get("content-type", ""), (FORM, *_DIRECT))


def _check_coding(request: Request) -> None:
    charset = content_type(request).get_param("charset", "utf-8")
    if str(charset).lower() not in ("utf-8", "utf8"):
        raise wrong_type(request.headers.get("content-type", ""), (content_type(request).get_content_type(),))
    coding = request.headers.get("content-encoding", "identity")
    if coding.strip().lower() not in ("", "identity"):
        raise UsageError(
            "media-type-unsupported",
            Text(f"A body packed with “{coding[:200]}” is not read.", f"No se lee un cuerpo en «{coding[:200]}»."),
            Text("Send it as it is.", "Envíelo sin comprimir."),
        )


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise not_utf8() from error


def _dataset(fields: Fields, operation: Operation) -> QueryDataset | None:
    default, named = (
        tuple(dict.fromkeys(graph_name(value) for name, value in fields if name == wanted))
        for wanted in _GRAPHS[operation]
    )
    return QueryDataset(default, named) if default or named else None


def _not_one() -> UsageError:
    return UsageError(
        "one-query",
        Text("A request carries exactly one query or update.", "Una solicitud lleva una consulta o actualización."),
        Text("Give query=… once, and no update=… beside it.", "Dé query=… una vez, y ningún update=… junto a ella."),
    )


def _update_by_get() -> UsageError:
    return UsageError(
        "update-by-get",
        Text("GET changes nothing, so it takes no update.", "GET no cambia nada, así que no admite update."),
        Text("Send updates by POST, where they are taken.", "Envíe las actualizaciones por POST, donde se admiten."),
    )


def _too_large(most: int) -> UsageError:
    return UsageError(
        "body-too-large",
        Text(f"The request exceeds {most:,} bytes.", f"La solicitud supera {most:,} bytes."),
        Text("Send less at once.", "Envíe menos de una vez."),
    )
