"""The list of saved queries, the page of one, and what a search finds."""

from __future__ import annotations

from llika.terms import Text

from .samples import (
    BASE,
    COMMITTEE,
    EXAMPLES,
    FACILITATE,
    FACILITATING,
    FUNCTIONS,
    GAP,
    PEOPLE,
    REMURPE,
    TERM,
    VERSION,
    View,
    label,
)


def queries() -> View:
    """The list of saved queries."""
    return {"queries": [FUNCTIONS, PEOPLE]}


_AROUND: View = {
    "query": FUNCTIONS,
    "choices": {
        "body": [
            {"value": "remurpe", "label": label("REMURPE"), "needed": ""},
            {"value": "cies", "label": label("CIES"), "needed": "context"},
        ],
        "status": [
            {"value": "done", "label": label("done", "hecho"), "needed": ""},
            {"value": "planned", "label": label("planned"), "needed": ""},
        ],
    },
    "examples": EXAMPLES,
    "labels": {f"{BASE}concept/facilitating": label("facilitating", "facilitar")},
    "formats": {"json": "JSON", "csv": "CSV"},
    "snippets": [{"language": "curl", "code": "curl -o a.csv 'http://127.0.0.1:8000/queries/a.csv?basis=documents'"}],
}


def query_form() -> View:
    """A query that was not asked yet."""
    return {**_AROUND, "result": None, "arguments": {}}


def query_result() -> View:
    """The second page of rows, with every kind of value."""
    columns = ["function", "label_en", "label_es", "activities", "complete", "gap"]
    return {
        **_AROUND,
        "arguments": {"body": "remurpe", "status": "planned"},
        "result": {
            "columns": columns,
            "rows": [
                dict(zip(columns, (FACILITATE[0], "facilitating", "facilitar", 3, True, None), strict=True)),
                dict(zip(columns, (None, "convening", "convocar", 0, False, GAP), strict=True)),
            ],
            "version": VERSION,
            "page": 2,
            "page_size": 2,
            "next": 3,
            "previous": 1,
            "total": 1205,
        },
    }


def search() -> View:
    """What a search found: a thing by its label, one by a definition, a saved query."""
    kind = {"iri": f"{TERM}Network", "slug": ":Network", "label": label("network", "red"), "count": 1}
    return {
        "q": "redes que facilitan",
        "kind": None,
        "version": VERSION,
        "basis": "documents",
        "total": 5,
        "partial": True,
        "results": [
            _found("remurpe", REMURPE, {"field": "label", "text": "REMURPE", "language": "es", "marks": []}),
            _found(
                "i:x",
                FACILITATING,
                {"field": "definition", "text": "Facilita & une", "language": "es", "marks": [[0, 8], [11, 14]]},
            ),
            _found(
                "people-seated",
                COMMITTEE,
                {"field": "name", "text": "people-seated", "language": None, "marks": [[0, 6]]},
                stem="queries",
            ),
        ],
        "kinds": [kind | {"slug": f":K{number}"} for number in range(14)],
        "suggestions": ["redes que facilita"],
        "page": 2,
        "page_size": 2,
        "next": 3,
    }


def search_empty() -> View:
    """What there is, before anything is asked."""
    return search() | {"q": "", "total": 0, "partial": False, "results": [], "suggestions": [], "page": 1, "next": None}


def _found(slug: str, called: Text, matched: View, stem: str = "id") -> View:
    return {
        "iri": f"{BASE}{stem}/{slug}",
        "slug": slug,
        "label": called._asdict(),
        "kinds": [{"iri": f"{TERM}Network", "slug": ":Network", "label": label("network", "red")}],
        "matched": matched,
        "address": f"http://127.0.0.1:8000/{stem}/{slug}",
    }
