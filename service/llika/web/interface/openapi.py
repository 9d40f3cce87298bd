"""The interface as OpenAPI 3.1: the routes with what they answer, and one typed operation for each saved query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from ...saved import SavedQuery
from .endpoint import endpoint_operations
from .query_operations import operations_of
from .responses import ANSWERS, PROBLEMS, Answers, problem, response
from .schemas import schemas

Operation = dict[str, Any]


def describe_app(app: FastAPI, queries: Iterable[SavedQuery], version: str) -> None:
    """Let an application describe itself; the document is made when it is first asked for.

    :param version: of the dataset that is served
    """
    known = list(queries)

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app, known, version)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]  # FastAPI's own way of changing it


def _document(app: FastAPI, queries: Iterable[SavedQuery], version: str) -> dict[str, Any]:
    found: dict[str, Any] = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    found["paths"] |= endpoint_operations()
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            _complete(operation, ANSWERS.get((method, path)))
    for query in queries:
        found["paths"] |= operations_of(query, version)
    found["components"] = {"schemas": schemas()}
    return found


def _complete(operation: Operation, answers: Answers | None) -> None:
    """Say what an operation answers, in place of what is guessed."""
    if answers is None:
        return
    operation["responses"] = {
        answers.status: response(answers.description, answers.content),
        **{status: problem(status) for status in (*PROBLEMS, *answers.problems)},
    }


def undescribed(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the operations of which the document does not say in what they answer: method and path."""
    return [
        (method, path)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if not any("application/problem+json" in one.get("content", {}) for one in operation["responses"].values())
    ]
