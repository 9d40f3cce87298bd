"""What a request prefers: its language, its basis, page or data."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request

from ..errors import UsageError
from ..evidence import DEFAULT, Basis, basis_of_name
from ..sparql import prefer
from ..terms import Text

LANGUAGES = ("en", "es")
_PATH_SIGNS = "/%:@!$&'()*+,;=~"


def language_of(request: Request) -> str:
    """Return the language of a request: ``lang=``, else the best of ``Accept-Language``, else English."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    best, weight = LANGUAGES[0], 0.0
    for part in request.headers.get("accept-language", "").split(","):
        tag, _, parameters = part.strip().partition(";")
        language, quality = tag.lower().split("-")[0], _quality(parameters)
        if language in LANGUAGES and quality > weight:
            best, weight = language, quality
    return best


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


def address_of(request: Request) -> str:
    """Return the whole address of a request without its parameters, as the public knows it."""
    return origin_of(request) + quote(request.scope["path"], safe=_PATH_SIGNS)


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


def _quality(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.strip().lower() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
