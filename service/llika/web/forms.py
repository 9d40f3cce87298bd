"""A form that is posted is asked as its address would be: for values too long for an address."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request

from ..errors import UsageError
from ..terms import Text
from .served import same_version

MAX_FORM_BYTES = 1_000_000
_FORM = "application/x-www-form-urlencoded"


async def as_address(request: Request) -> Request:
    """Return a request whose parameters are those of its address and of its form, if it has one.

    :raises UsageError: ``media-type-unsupported``, ``body-too-large``, ``not-utf8``
    :raises NotFound: ``version-unknown``
    """
    if request.method != "POST":
        return request
    body = await _body(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and kind != _FORM:
        raise UsageError(
            "media-type-unsupported",
            Text(f"Parameters do not come as “{kind}”.", f"Los parámetros no llegan como «{kind}»."),
            Text(f"Send {_FORM}, or put them in the address.", f"Envíe {_FORM}, o póngalos en la dirección."),
        )
    fields = [*request.query_params.multi_items(), *_decoded(body)]
    asked = Request({**request.scope, "query_string": urlencode(fields).encode()}, request.receive)
    same_version(asked)
    return asked


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_FORM_BYTES:
            raise UsageError(
                "body-too-large",
                Text(f"The body exceeds {MAX_FORM_BYTES} bytes.", f"El cuerpo supera {MAX_FORM_BYTES} bytes."),
                Text("Send shorter values.", "Envíe valores más cortos."),
            )
    return body


def _decoded(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict")
    except UnicodeDecodeError as error:
        raise UsageError(
            "not-utf8",
            Text("The request is not UTF-8.", "La solicitud no está en UTF-8."),
            Text("Percent-encode the values in UTF-8.", "Codifique los valores en UTF-8 con signos de porcentaje."),
        ) from error
