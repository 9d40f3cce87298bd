"""Views as ``llika.web.endpoint.browsing`` gives them: the endpoint before and after a query, and what there is."""

from __future__ import annotations

from .samples import PROJECT_PREFIXES, TERM, VERSION, View, label

_EXAMPLE = {"summary": label("Which networks?", "¿Qué redes?"), "query": f"SELECT ?n WHERE {{ ?n a <{TERM}Network> }}"}


def form() -> View:
    """The endpoint before anything is asked."""
    declared = "\n".join(f"PREFIX {prefix}: <{stem}>" for prefix, stem in PROJECT_PREFIXES.items())
    return {
        "version": VERSION,
        "query": "SELECT ?n ?label\nWHERE { ?n a ?class }",
        "height": 10,
        "examples": [_EXAMPLE],
        "prefixes": declared,
        "answer": None,
        "problem": None,
    }


def rows() -> View:
    """Rows with every kind of term, of more than are shown."""
    network = {"kind": "uri", "value": f"{TERM}Network", "label": label("network", "red")}
    bare = {"kind": "uri", "value": "https://example.org/a", "label": None}
    odd = {"kind": "uri", "value": "urn:a", "label": label("a thing", "una cosa")}
    node = {"kind": "bnode", "value": "b0"}
    text = {"kind": "literal", "value": "facilitar", "note": "@es"}
    number = {"kind": "literal", "value": "3", "note": "xsd:integer"}
    shown = [[network, text], [bare, number], [odd, node], [{**odd, "label": None}, None]]
    return form() | {"answer": {"columns": ["n", "x"], "rows": shown, "shown": 4, "total": 1234}}


def graph() -> View:
    """A graph."""
    return form() | {"answer": {"graph": "<urn:a> a <urn:b> .\n", "shown": 1, "total": 1}}


def truth() -> View:
    """A truth value."""
    return form() | {"answer": {"boolean": True}}


def fault() -> View:
    """A query with a fault in its second line."""
    problem = {
        "detail": "«]» no cierra nada.",
        "hint": "Quítelo.",
        "code": "query-syntax",
        "line": 2,
        "column": 3,
        "lines": ["SELECT ?n", "{ ] }", ""],
    }
    return form() | {"problem": problem}


def contents() -> View:
    """How much there is."""
    figures = {"triples": 6659, "entities": 711, "classes": 74, "properties": 124}
    return {
        "version": VERSION,
        "figures": dict.fromkeys(("stated", "documents", "context"), figures),
        "classes": [{"iri": f"{TERM}Network", "label": label("network", "red"), "members": 1204}],
    }
