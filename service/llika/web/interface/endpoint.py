"""The SPARQL endpoint as operations of OpenAPI; it is no route that FastAPI describes by itself."""

from __future__ import annotations

from typing import Any

from ..http.parameters import BASIS
from ..http.requests import FORM, QUERY

_TEXT = {"type": "string"}
_GRAPHS = {"type": "array", "items": _TEXT}
_SHARED = [
    BASIS,
    {"name": "format", "in": "query", "schema": _TEXT, "description": "json, xml, csv, tsv, ttl, nt …"},
    {"name": "default-graph-uri", "in": "query", "schema": _GRAPHS},
    {"name": "named-graph-uri", "in": "query", "schema": _GRAPHS},
]
_BODY = {
    "content": {
        QUERY: {"schema": _TEXT},
        FORM: {"schema": {"type": "object", "properties": {"query": _TEXT}, "required": ["query"]}},
    }
}


def endpoint_operations() -> dict[str, dict[str, Any]]:
    """Return the path of the endpoint with what may be done there."""
    query = {"name": "query", "in": "query", "required": True, "schema": _TEXT}
    return {
        "/sparql": {
            "get": {**_operation("sparql-get"), "parameters": [query, *_SHARED]},
            "post": {**_operation("sparql-post"), "parameters": _SHARED, "requestBody": _BODY},
        }
    }


def _operation(name: str) -> dict[str, Any]:
    return {"operationId": name, "summary": "SPARQL 1.1 query endpoint", "tags": ["SPARQL"]}
