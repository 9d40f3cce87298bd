"""A saved query as an operation of OpenAPI 3.1."""

from __future__ import annotations

import json
from typing import Any

from ...saved import MAX_PAGE_SIZE, PAGE_SIZE, Parameter, SavedQuery, columns_of
from ...sparql import Form
from ...terms import XSD
from ..http.parameters import BASIS, LANG
from ..queries.views import path_of
from .responses import TEXT, Content, problem, response, standard
from .schemas import SPARQL_JSON, Schema, rows_of

Described = dict[str, Any]

_PROBLEMS = ("400", "404", "406", "422", "503")
_INTEGERS = ("integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt")
_TYPES = {
    **{XSD.term(name): "integer" for name in _INTEGERS},
    **{XSD.term(name): "number" for name in ("decimal", "double", "float")},
    XSD.boolean: "boolean",
}
_FORMATS = {XSD.date: "date"}
_ROWS = ["json", "csv", "srj", "xml", "tsv", "html"]
_GRAPHS = ["ttl", "nt", "rdf", "jsonld", "html"]


def operations_of(query: SavedQuery, version: str) -> dict[str, Described]:
    """Return the path of a saved query with what may be done there.

    :param version: of the dataset that answers
    """
    found = {"get": {**_operation(query), "parameters": [*_own(query), *_shared(query, version)]}}
    if query.by_post:
        found["post"] = _posted(query, version)
    return {path_of(query): found}


def _operation(query: SavedQuery) -> Described:
    return {
        "operationId": query.name,
        "summary": query.summary.en,
        "x-summary-es": query.summary.es,
        "description": query.description.en,
        "x-description-es": query.description.es,
        "tags": list(query.tags) or ["Saved queries"],
        "responses": {
            "200": response("The answer, in pages where it is JSON or a page", _content(query)),
            **{status: problem(status) for status in _PROBLEMS},
        },
    }


def _posted(query: SavedQuery, version: str) -> Described:
    """Return the operation whose values come in a form."""
    own = _own(query)
    form: Schema = {
        "type": "object",
        "properties": {one["name"]: {**one["schema"], "description": one["description"]} for one in own},
        "required": [one["name"] for one in own if one["required"]],
    }
    operation = _operation(query)
    operation["responses"] |= {status: problem(status) for status in ("413", "415")}
    return {
        **operation,
        "operationId": f"{query.name}-post",
        "parameters": _shared(query, version),
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}},
    }


def _content(query: SavedQuery) -> Content:
    if query.form.answers_graph:
        return {**standard(query.form), "text/html": TEXT}
    rows = rows_of(query.name, columns_of(query))
    return {
        "application/json": rows,
        **standard(Form.SELECT),
        "application/sparql-results+json": SPARQL_JSON,
        "text/html": TEXT,
    }


def _own(query: SavedQuery) -> list[Described]:
    return [
        {
            "name": one.name,
            "in": "query",
            "required": one.required and one.default is None,
            "description": f"{one.label.en} ({one.kind})",
            "x-description-es": f"{one.label.es} ({one.kind})",
            "schema": _schema(one),
            **_example(query, one),
        }
        for one in query.parameters
    ]


def _schema(parameter: Parameter) -> Schema:
    kind = parameter.kind
    name = "number" if kind.name == "number" else _TYPES.get(kind.datatype, "string") if kind.datatype else "string"
    found: Schema = {"type": name}
    if kind.datatype in _FORMATS:
        found["format"] = _FORMATS[kind.datatype]
    elif name == "string":
        found["minLength"] = 1
    if parameter.enumeration:
        found["enum"] = [_value(text, name) for text in parameter.enumeration]
    if parameter.default is not None:
        found["default"] = _value(parameter.default, name)
    return found


def _example(query: SavedQuery, parameter: Parameter) -> Described:
    """Return the value that the first test gives, which is an example too."""
    given = (test.arguments[parameter.name] for test in query.tests if parameter.name in test.arguments)
    text = next(given, None)
    return {} if text is None else {"example": _value(text, str(_schema(parameter)["type"]))}


def _value(text: str, name: str) -> object:
    """Return a text as the value of its type in JSON; as it is, where it writes none."""
    if name == "string":
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def _shared(query: SavedQuery, version: str) -> list[Described]:
    rows = [
        ("page", {"type": "integer", "minimum": 1, "default": 1}, "Which page of the rows"),
        (
            "page_size",
            {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": query.page_size or PAGE_SIZE},
            "Rows of a page",
        ),
        ("sort", {"type": "string"}, "Columns to order by, joined by commas; `-` before one for descending"),
    ]
    common = [
        ("format", {"type": "string", "enum": _GRAPHS if query.form.answers_graph else _ROWS}, "Instead of `Accept`"),
        ("version", {"type": "string", "enum": [version]}, "The version of the dataset that must answer"),
    ]
    listed = common if query.form.answers_graph else [*rows, *common]
    own = [{"name": name, "in": "query", "schema": schema, "description": told} for name, schema, told in listed]
    return [*own, BASIS, LANG]
