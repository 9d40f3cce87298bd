"""A form that is posted is asked as its address would be: for values too long for an address."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from starlette.requests import Request

from ..http.requests import FORM, body_of, content_type, decode, read_apart, wrong_type
from ..served import check_version


async def as_address(request: Request) -> Request:
    """Return a request whose parameters are those of its address and of its form, if it has one.

    :raises UsageError: ``media-type-unsupported``, ``body-too-large``, ``body-incomplete``, ``too-many-fields``,
        ``not-utf8``
    :raises NotFound: ``version-unknown``
    """
    if request.method != "POST":
        return request
    body = await body_of(request)
    if body and content_type(request).get_content_type() != FORM:
        raise wrong_type(request.headers.get("content-type", ""), (FORM,))
    return await read_apart(partial(_with_form, request), body)


def _with_form(request: Request, form: bytes) -> Request:
    fields = [*request.query_params.multi_items(), *decode(form)]
    asked = Request({**request.scope, "query_string": urlencode(fields).encode()}, request.receive)
    check_version(asked)
    return asked
