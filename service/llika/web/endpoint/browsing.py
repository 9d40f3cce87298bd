"""The views of the endpoint's page: the form, an answer as a table, a fault marked in the query; and what there is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast

from ...errors import LlikaError
from ...evidence import Basis
from ...explain import Json
from ...sparql import first_triples
from ...terms import NOTATION, NamedNode
from ..served import Served

MOST_ROWS = 500
"""Rows or triples that a page shows; the links below them give all."""

FIRST_QUERY = """\
SELECT ?class (COUNT(?thing) AS ?things)
WHERE { ?thing a ?class }
GROUP BY ?class
ORDER BY DESC(?things)"""
"""What stands in the form before anything is asked: it finds something in any dataset."""

_LEAST_LINES, _MOST_LINES = 10, 30


def endpoint_view(here: Served, query: str) -> Json:
    """Return what the page of the endpoint shows besides an answer."""
    asked = _plain(query) if query.strip() else FIRST_QUERY
    return {
        "version": here.dataset.version,
        "query": asked,
        "height": min(max(asked.count("\n") + 2, _LEAST_LINES), _MOST_LINES),
        "examples": [{"summary": one.summary._asdict(), "query": one.text} for one in here.description.examples],
        "prefixes": "\n".join(f"PREFIX {prefix}: <{stem}>" for prefix, stem in here.dataset.project.prefixes.items()),
        "answer": None,
        "problem": None,
    }


def answer_view(here: Served, body: bytes) -> Json:
    """Return an answer of the endpoint, SPARQL JSON or Turtle, as the page shows it: its first rows or triples."""
    if not body.startswith(b"{"):
        text, total = first_triples(body, MOST_ROWS, here.dataset.project.prefixes)
        return {"graph": text, "total": total, "shown": min(total, MOST_ROWS)}
    found = json.loads(body)
    if "boolean" in found:
        return {"boolean": found["boolean"]}
    columns, rows = found["head"]["vars"], found["results"]["bindings"]
    shown = [[_cell(row.get(column), here) for column in columns] for row in rows[:MOST_ROWS]]
    return {"columns": columns, "rows": shown, "total": len(rows), "shown": len(shown)}


def problem_view(error: LlikaError, query: str, language: str) -> Json:
    """Return what is wrong with a query, and its lines with the place marked where it is known."""
    place = error.place if error.place is not None and error.place.line is not None else None
    marked = place.line if place else None
    return {
        "detail": error.message.said_in(language),
        "hint": error.hint.said_in(language),
        "code": error.code,
        "line": marked,
        "column": place.column if place else None,
        "lines": _plain(query).split("\n") if place else [],
    }


def contents_view(here: Served, basis: Basis) -> Json:
    """Return how much there is on each basis, and the classes with their members on one.

    :raises NotFound: ``basis-unpublished``
    """
    figures, basis = here.description.figures, here.dataset.inference.stratum(basis).basis
    classes = [
        {"iri": iri.value, "label": here.views.labels.of(iri)._asdict(), "members": members}
        for iri, members in figures[basis].classes.items()
        if not iri.value.startswith(NOTATION)
    ]
    return {
        "version": here.dataset.version,
        "figures": {
            one.dataset: {
                "triples": found.triples,
                "entities": found.entities,
                "classes": len(found.classes),
                "properties": len(found.properties),
            }
            for one, found in figures.items()
        },
        "classes": sorted(classes, key=lambda one: -cast("int", one["members"])),
    }


def _plain(text: str) -> str:
    """Return a text with line ends as everybody but a form writes them."""
    return text.replace("\r\n", "\n")


def _cell(term: Mapping[str, object] | None, here: Served) -> Json | None:
    """Return a term of SPARQL JSON as a cell of the table."""
    if term is None:
        return None
    value = term["value"]
    if not isinstance(value, str):  # a triple as a term (RDF 1.2)
        return {"kind": "literal", "value": json.dumps(value, ensure_ascii=False), "note": ""}
    if term["type"] == "uri":
        return {"kind": "uri", "value": value, "label": _label(here, NamedNode(value))}
    datatype = term.get("datatype")
    short = here.views.labels.short(NamedNode(str(datatype))) if datatype else ""
    language = term.get("xml:lang")
    return {"kind": str(term["type"]), "value": value, "note": f"@{language}" if language else short}


def _label(here: Served, iri: NamedNode) -> Json | None:
    found = here.views.labels.own(iri)
    return {**found._asdict()} if found else None
