"""How an answer is cited: its address with the dataset version, as plain text, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .preferences import MOST_LINKED_BYTES, address_of

_BIBTEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_BIBTEX |= {sign: f"\\{sign}" for sign in "{}%&#$_"}
_UNCITED = ("/docs", "/health", "/openapi.json", "/static")


@dataclass(frozen=True, slots=True)
class Citation:
    """An answer, as a list of references names it. There is no year: a version is a digest, and has no date.

    :param heading: what the answer is about
    :param title: of the dataset
    :param address: of the answer, with ``version=``
    """

    heading: str
    title: str
    publisher: str | None
    version: str
    address: str
    language: str

    def bibtex(self) -> str:
        """Return the entry for BibTeX; the address stands as it is, for ``url`` is read verbatim."""
        fields = {
            "author": f"{{{_escaped(self.publisher)}}}" if self.publisher else None,
            "title": f"{{{_escaped(self.heading)}}}",
            "howpublished": _escaped(self.title),
            "version": self.version,
            "url": self.address,
            "language": self.language,
        }
        lines = (f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        return f"@misc{{{self._key()},\n" + ",\n".join(lines) + "\n}"

    def csl(self) -> str:
        """Return the item in CSL-JSON (Citation Style Language 1.0.2), as Zotero and pandoc read it."""
        item = {
            "id": self._key(),
            "type": "dataset",
            "title": self.heading,
            "container-title": self.title,
            **({"publisher": self.publisher, "author": [{"literal": self.publisher}]} if self.publisher else {}),
            "version": self.version,
            "URL": self.address,
            "language": self.language,
        }
        return json.dumps([item], ensure_ascii=False, indent=2)

    def _key(self) -> str:
        return f"{re.sub(r'[^a-z0-9]+', '-', self.heading.lower()).strip('-') or 'dataset'}-{self.version}"


class CiteAs:
    """ASGI middleware that names the address to cite with every answer (RFC 8574, ``rel="cite-as"``)."""

    def __init__(self, app: ASGIApp, *, version: str) -> None:
        self._app = app
        self._version = version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; its answer, where it succeeds, gets the header."""
        is_cited = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not is_cited or len(scope["query_string"]) > MOST_LINKED_BYTES or _path(scope).startswith(_UNCITED):
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, partial(self._send, scope, send))

    async def _send(self, scope: Scope, send: Send, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            kept = [(name, value) for name, value in _parameters(scope) if name not in ("lang", "version")]
            query = urlencode([*kept, ("version", self._version)])
            link = f'<{address_of(Request(scope))}?{query}>; rel="cite-as"'
            MutableHeaders(raw=message["headers"]).append("Link", link)
        await send(message)


def _path(scope: Scope) -> str:
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))


def _parameters(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(sign, sign) for sign in text)
