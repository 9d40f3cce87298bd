"""What each route answers: one table for the description of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...sparql import Form, offered
from .schemas import SPARQL_JSON, Schema, schema_of

Content = Mapping[str, Schema]
"""Media type → schema."""

TEXT: Schema = {"type": "string"}
_BYTES: Schema = {}
_WORDS = {
    "400": "The request is wrong, or a query does not parse",
    "403": "Refused: SERVICE, LOAD, updates",
    "404": "There is no such thing, or no such version here",
    "406": "None of the formats asked for is on offer",
    "413": "Too large",
    "415": "The body is of a type that is not taken",
    "422": "A parameter is missing or wrong",
    "503": "A limit was reached",
}
PROBLEMS = ("400", "404")
"""What any route may answer: a wrong ``basis`` or ``format``, another ``version``."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a route answers.

    :param content: of a success
    :param problems: statuses besides those that any route may answer
    """

    content: Content
    description: str = "The answer"
    status: str = "200"
    problems: tuple[str, ...] = ()


def page_and(name: str) -> Content:
    """Return an object in JSON, and its page."""
    return {"application/json": schema_of(name), "text/html": TEXT}


def standard(form: Form) -> dict[str, Schema]:
    """Return the formats of the standards in which queries of some form are answered."""
    schemas = {"application/sparql-results+json": SPARQL_JSON, "application/ld+json": _BYTES}
    return {media.essence: schemas.get(media.essence, TEXT) for media in offered(form)}


def response(description: str, content: Content) -> dict[str, Any]:
    """Return a response of OpenAPI."""
    found = {"description": description}
    return {**found, "content": {media: {"schema": schema} for media, schema in content.items()}} if content else found


def problem(status: str) -> dict[str, Any]:
    """Return the response of OpenAPI for a problem (RFC 9457)."""
    return response(_WORDS[status], {"application/problem+json": schema_of("Problem"), "text/html": TEXT})


_SPARQL = Answers(
    {**standard(Form.SELECT), **standard(Form.CONSTRUCT), "text/html": TEXT},
    problems=("403", "406", "413", "415", "503"),
)
_ENTITY = {"application/json": schema_of("Entity"), **standard(Form.CONSTRUCT)}
_ONTOLOGY = Answers({**page_and("Ontology"), **standard(Form.CONSTRUCT)}, problems=("406",))
_PACKED = Answers({"application/gzip": _BYTES})

ANSWERS: Mapping[tuple[str, str], Answers] = {
    ("get", "/health"): Answers({"application/json": schema_of("Health")}),
    ("get", "/sparql"): _SPARQL,
    ("post", "/sparql"): _SPARQL,
    ("get", "/rdf-graph-store"): Answers(standard(Form.CONSTRUCT), problems=("406", "413")),
    ("get", "/search"): Answers(page_and("SearchResults"), problems=("422",)),
    ("get", "/complete"): Answers({"application/json": schema_of("Completions")}, problems=("422",)),
    ("get", "/api"): Answers(page_and("Collections")),
    ("get", "/api/{collection}"): Answers(page_and("Members"), problems=("422",)),
    ("get", "/api/{collection}/{slug}"): Answers({"application/json": schema_of("Entity")}),
    ("get", "/api/{collection}/{slug}/types"): Answers({"application/json": schema_of("Types")}),
    ("get", "/explain"): Answers(
        {**page_and("Explanation"), "application/ld+json": _BYTES, "text/markdown": TEXT}, problems=("406", "422")
    ),
    ("get", "/queries"): Answers(page_and("SavedQueries")),
    ("get", "/id/{path}"): Answers({}, "See the page or the data", status="303", problems=("406",)),
    ("get", "/data"): Answers({**_ENTITY, **page_and("Files|Entity")}, problems=("406", "422")),
    ("get", "/data/all.nq.gz"): _PACKED,
    ("get", "/data/all.trig.gz"): _PACKED,
    ("get", "/data/basis/{name}.nt.gz"): _PACKED,
    ("get", "/data/graph/{name}.{suffix}"): Answers(standard(Form.CONSTRUCT), problems=("406",)),
    ("get", "/data/{name}.{suffix}"): Answers(_ENTITY, problems=("406", "422")),
    ("get", "/ontology"): _ONTOLOGY,
    ("get", "/ontology.{ending}"): _ONTOLOGY,
    ("get", "/glossary"): Answers(page_and("Glossary")),
    ("get", "/model"): Answers(page_and("Model")),
    ("get", "/sparnatural.ttl"): Answers({"text/turtle": TEXT}),
    ("get", "/void"): Answers({"text/html": TEXT, **standard(Form.CONSTRUCT)}, problems=("406",)),
}
"""Method and path → what it answers."""
