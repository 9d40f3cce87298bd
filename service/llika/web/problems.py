"""From an error to an answer: RFC 9457 problem details, or their page for a browser.

Here is the one table from error to status.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from ..errors import (
    BudgetExceeded,
    InputError,
    LlikaError,
    NotAcceptable,
    NotFound,
    ParameterError,
    QueryError,
    QueryRefused,
    QuerySyntax,
    UsageError,
)
from ..findings import Refused
from ..terms import Text
from .http.methods import allowed
from .http.preferences import accepts_page, address_of, basis_of, language_of, root_of
from .served import served

_LOG = logging.getLogger(__name__)

STATUS: Mapping[type[LlikaError], int] = {
    UsageError: 400,
    QuerySyntax: 400,
    QueryRefused: 403,
    QueryError: 400,
    NotFound: 404,
    NotAcceptable: 406,
    ParameterError: 422,
    BudgetExceeded: 503,
    Refused: 500,
    InputError: 500,
    LlikaError: 500,
}
"""Status by class of error; the nearest class counts."""

STATUS_OF_CODE: Mapping[str, int] = {
    "basis-unpublished": 503,
    "body-too-large": 413,
    "media-type-unsupported": 415,
    "merge-too-large": 413,
    "query-too-long": 413,
    "query-too-many-patterns": 413,
    "query-too-many-tokens": 413,
    "query-too-nested": 413,
    "too-many-fields": 413,
}
"""Status by code, where it differs from its class."""

_TITLES: Mapping[int, Text] = {
    400: Text("Bad request", "Solicitud incorrecta"),
    403: Text("Refused", "Rechazado"),
    404: Text("Not found", "No encontrado"),
    405: Text("Method not allowed", "Método no permitido"),
    406: Text("Not acceptable", "Formato no disponible"),
    413: Text("Too large", "Demasiado grande"),
    415: Text("Unsupported media type", "Tipo de contenido no admitido"),
    422: Text("Wrong parameter", "Parámetro incorrecto"),
    500: Text("Internal error", "Error interno"),
    503: Text("Limit reached", "Límite alcanzado"),
}


def status_of(error: LlikaError) -> int:
    """Return the status an error is answered with."""
    by_class = next(STATUS[cls] for cls in type(error).__mro__ if cls in STATUS)
    return STATUS_OF_CODE.get(error.code, by_class)


def answer_error(request: Request, error: LlikaError) -> Response:
    """Answer a request with an error."""
    language = language_of(request)
    details: dict[str, object] = {"code": error.code, "hint": error.hint.said_in(language)}
    if isinstance(error, ParameterError):
        details["parameter"] = error.parameter
    if error.place is not None and error.place.line is not None:
        details |= {"line": error.place.line, "column": error.place.column}
    return _answer(request, status_of(error), error.message.said_in(language), details)


def install(app: FastAPI) -> None:
    """Make every error of an application a problem."""

    async def on_known(request: Request, error: Exception) -> Response:
        assert isinstance(error, LlikaError)  # noqa: S101 - registered for this class only
        return answer_error(request, error)

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101
        language = language_of(request)
        where = "/docs" if hasattr(request.app.state, "served") else "/"
        hint = Text(f"See {where} for what there is.", f"Vea en {where} lo que hay.").said_in(language)
        title = _TITLES.get(error.status_code, _TITLES[400]).said_in(language)
        details: dict[str, object] = {"code": f"http-{error.status_code}", "hint": hint}
        response = _answer(request, error.status_code, f"{title}: {request.url.path}", details)
        response.headers.update(error.headers or {})
        if error.status_code == 405:
            response.headers["Allow"] = allowed(request.scope)  # of all routes of the address, not of the first
        return response

    async def on_validation(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101
        first = error.errors()[0]
        name = str(first["loc"][-1])
        language = language_of(request)
        detail = Text(f"The parameter “{name}” is missing or wrong.", f"El parámetro «{name}» falta o es incorrecto.")
        details: dict[str, object] = {"code": "parameter-type", "hint": str(first["msg"]), "parameter": name}
        return _answer(request, 422, detail.said_in(language), details)

    async def on_unknown(request: Request, error: Exception) -> Response:
        number = uuid.uuid4().hex[:12]
        _LOG.error("error %s at %s", number, request.url.path, exc_info=error)
        text = Text(f"Something went wrong; it is logged as {number}.", f"Algo falló; está registrado como {number}.")
        hint = Text("Tell us this number.", "Indíquenos este número.").said_in(language_of(request))
        response = _answer(request, 500, text.said_in(language_of(request)), {"code": "internal", "hint": hint})
        response.headers.update(getattr(request.app.state, "cors", {}))  # this one passes no middleware
        return response

    app.add_exception_handler(LlikaError, on_known)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(Exception, on_unknown)


def _answer(request: Request, status: int, detail: str, details: Mapping[str, object]) -> Response:
    language = language_of(request)
    problem = {
        "type": f"{root_of(request)}/docs/errors#{details['code']}",
        "title": _TITLES.get(status, _TITLES[400]).said_in(language),
        "detail": detail,
        "status": status,
        **details,
    }
    headers = {"Content-Language": language, "Vary": "Accept, Accept-Language"}
    if accepts_page(request) and hasattr(request.app.state, "served"):
        page = served(request).pages.render(
            "problem",
            problem,
            language=language,
            basis=_basis_name(request),
            url=address_of(request),
            query=dict(request.query_params),
            root=root_of(request),
        )
        return HTMLResponse(page, status, headers)
    return JSONResponse(problem, status, headers, media_type="application/problem+json")


def _basis_name(request: Request) -> str:
    try:
        return basis_of(request).dataset
    except UsageError:
        return "documents"
