"""What a request prefers: its language, its basis, page or data."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from starlette.requests import Request

from ...errors import UsageError
from ...evidence import DEFAULT, Basis, basis_of_name
from ...sparql import prefer
from ...terms import Text

LANGUAGES = ("en", "es")
MOST_LINKED_BYTES = 2_000
"""Longer queries stand in no header: clients take 8 to 16 kB of headers."""
PATH_SIGNS = "/%:@!$&'()*+,;=~"
"""Signs that stand in the path of an address as they are (RFC 3986, section 3.3), escapes among them."""
_LANGUAGE_RANGE = re.compile(
    r"([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)(?:\s*;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?", re.ASCII | re.IGNORECASE
)
_UNNAMED = 0.0005
"""Below every weight that a header can give but 0."""


def language_of(request: Request) -> str:
    """Return the language of a request: ``lang=``, else the best of ``Accept-Language``, else English.

    A variant counts as its language. A ``lang=`` that is neither is passed over here: see `known_language`.
    """
    asked = _primary(request.query_params.get("lang", ""))
    return asked if asked in LANGUAGES else prefer_language(request.headers.get("accept-language", ""))


async def known_language(request: Request) -> None:
    """Check that ``lang=``, where it is given, names a language of the service.

    :raises UsageError: ``unknown-language``
    """
    asked = request.query_params.get("lang")
    if asked is not None and _primary(asked) not in LANGUAGES:
        raise UsageError(
            "unknown-language",
            Text(f"There is no language “{asked}” here.", f"Aquí no existe el idioma «{asked}»."),
            Text(f"Use {' or '.join(LANGUAGES)}.", f"Use {' o '.join(LANGUAGES)}."),
        )


def prefer_language(accepted: str) -> str:
    """Return the language that an ``Accept-Language`` header prefers (RFC 9110, 12.5.4; lookup of RFC 4647, 3.4).

    ``*`` stands for the languages that are not named. Of equals the one that the header names first wins; what no
    range matches comes after all that one does, and what has the weight 0 last.

    >>> prefer_language("qu, es-PE;q=0.8, en;q=0.5"), prefer_language("en;q=0"), prefer_language("*")
    ('es', 'es', 'en')
    """
    weights: dict[str, float] = {}
    for part in accepted.split(","):
        if match := _LANGUAGE_RANGE.fullmatch(part.strip()):
            name = _primary(match[1])
            weights[name] = max(weights.get(name, 0.0), float(match[2] or 1))
    named = [name for name, weight in weights.items() if name in LANGUAGES and weight]
    candidates = [*named, *(language for language in LANGUAGES if language not in named)]
    return max(candidates, key=lambda language: weights.get(language, weights.get("*", _UNNAMED)))


def _primary(tag: str) -> str:
    return tag.strip().lower().split("-")[0]


def basis_of(request: Request) -> Basis:
    """Return the basis of a request: ``basis=``, else documents and readings.

    :raises UsageError: ``unknown-basis``
    """
    name = request.query_params.get("basis")
    return DEFAULT if name is None else basis_of_name(name)


def origin_of(request: Request) -> str:
    """Return the address under which the service is known, without a final slash: that it was told, or the request's.

    >>> origin_of(Request({"type": "http", "scheme": "http", "path": "/x", "server": ("a.example", 80), "headers": []}))
    'http://a.example'
    """
    told: str | None = getattr(request.app.state, "public", None) if "app" in request.scope else None
    return told or str(request.base_url).rstrip("/")


def root_of(request: Request) -> str:
    """Return the path of that address, which every link begins with; empty for a service with a host of its own."""
    return urlsplit(origin_of(request)).path


def address_of(request: Request) -> str:
    """Return the whole address of a request without its parameters, as the public knows it."""
    path = str(request.scope["path"]).removeprefix(request.scope.get("root_path", ""))
    return origin_of(request) + quote(path, safe=PATH_SIGNS)


def wants_page(request: Request) -> bool:
    """Tell whether a request prefers a page to data: ``format=html``, or HTML before JSON in ``Accept``.

    :raises UsageError: ``unknown-format`` for a ``format=`` that is neither
    """
    asked = request.query_params.get("format")
    if asked in ("html", "json"):
        return asked == "html"
    if asked is not None:
        raise UsageError(
            "unknown-format",
            Text(f"There is no format “{asked}” here.", f"Aquí no existe el formato «{asked}»."),
            Text("Use html or json.", "Use html o json."),
        )
    return accepts_page(request)


def accepts_page(request: Request) -> bool:
    """Tell whether ``Accept`` prefers HTML to JSON, as browsers do; whoever accepts anything gets JSON."""
    return prefer(request.headers.get("accept", ""), ("application/json", "text/html")) == "text/html"
