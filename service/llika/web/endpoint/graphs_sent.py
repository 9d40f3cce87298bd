"""Graphs that come as the body of a request, alone or as files of a form."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from anyio import to_thread
from starlette.requests import Request

from ...errors import SyntaxFault, UsageError
from ...sparql import syntax_sent
from ...terms import Fact, NamedNode
from ...turtle import read_bytes
from ..http.requests import body_of, content_type, wrong_type

MAX_GRAPH_BYTES = 10_000_000
SYNTAXES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "multipart/form-data")


async def facts_sent(request: Request, graph: NamedNode | None) -> list[Fact]:
    """Return the facts in the body of a request; the name of their graph is their base.

    :raises UsageError: ``media-type-unsupported``, ``body-too-large``, ``body-incomplete``; what is wrong with the
        text, with line and column
    """
    sent = request.headers.get("content-type", "")
    if content_type(request).get_content_type() != "multipart/form-data":
        body = await body_of(request, MAX_GRAPH_BYTES)
        return list(await to_thread.run_sync(_facts, sent, body, graph))
    return await to_thread.run_sync(_facts_of_form, sent, await body_of(request, MAX_GRAPH_BYTES), graph)


def _facts_of_form(sent: str, body: bytes, graph: NamedNode | None) -> list[Fact]:
    form = message_from_bytes(b"Content-Type: " + sent.encode("latin-1") + b"\r\n\r\n" + body, policy=policy.HTTP)
    files = [cast("EmailMessage", part) for part in form.iter_parts()]
    if not files:
        raise wrong_type(sent, SYNTAXES)
    return [fact for part in files for fact in _facts(str(part["Content-Type"] or ""), _content(part), graph)]


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _facts(sent: str, body: bytes, graph: NamedNode | None) -> tuple[Fact, ...]:
    media = syntax_sent(sent)
    if media is None:
        raise wrong_type(sent, SYNTAXES)
    try:
        return read_bytes(body, media.syntax, file="body", base=graph.value if graph else None).facts
    except SyntaxFault as fault:  # of a file it would be our fault
        raise UsageError(fault.code, fault.message, fault.hint, place=fault.place) from fault
