"""Views of the ontology, of one class of it, and of the files of a dataset."""

from __future__ import annotations

from llika.terms import Text

from .entity_samples import entity
from .samples import AGREEMENT, BASE, FACILITATING, PERFORMS, TERM, VERSION, View, claim, label


def _linked(iri: str, words: Text, basis: str | None = None) -> View:
    found: View = {"iri": iri, "anchor": iri, "label": words._asdict()}
    return found if basis is None else found | {"basis": basis}


def _entry(iri: str, words: Text, kind: str) -> View:
    """What the reference says of every term."""
    return {
        "iri": iri,
        "anchor": iri.rpartition("#")[2],
        "label": words._asdict(),
        "definition": label("What it is.", "Lo que es."),
        "notes": {"example": {"en": ["One that trains."], "es": ["Una que capacita."]}, "scope": {"qu": ["Huk."]}},
        "sources": [_linked(f"{BASE}source/000", Text("report", "informe"))],
        "deprecated": True,
        "queries": [{"name": "functions-of-body", "summary": label("Which functions?", "¿Qué funciones?")}],
        "kind": kind,
    }


def _words(basis: str) -> View:
    """A class in words: a network that plays a part."""
    parts: list[View] = [
        {"en": "network", "es": "red", "iri": f"{TERM}Network"},
        {"en": " that ", "es": " que "},
        {**PERFORMS[1]._asdict(), "iri": f"{TERM}performsFunction", "property": True},
    ]
    return {"en": "network that “performs”", "es": "red que «cumple»", "parts": parts, "basis": basis}


def term() -> View:
    """The page of a class, with what the ontology says of it and who is not a member."""
    network, facilitating = f"{TERM}Network", f"{TERM}FacilitatingNetwork"
    many = ("parents", "children", "disjoint", "domain_of", "range_of")
    entry = {
        **_entry(facilitating, FACILITATING, "class"),
        "members": 1,
        **{key: [_linked(network, Text("network", "red"), "context")] for key in many},
        **{key: [_words("reading")] for key in ("equivalent", "requires", "suffices", "keys")},
        "rules": ["committee-without-government"],
    }
    gap = {"reason": label("It is not said.", "No se dice."), "searched": []}
    others = {
        "denied": [_linked(f"{BASE}id/a", Text("A", "A")) | {"claims": [claim(AGREEMENT)]}],
        "not_stated": [_linked(f"{BASE}id/b", Text("B", "B")) | gap],
        "ruled_out": [],
        "unknown": [_linked(f"{BASE}id/c", Text("C", "C")) | {"basis_needed": "reading"}],
    }
    found = entity()["entity"]
    assert isinstance(found, dict)
    thing = {**found, "subject": facilitating, "label": FACILITATING._asdict(), "facts": []}
    return {**entity(), "entity": thing, "types": None, "collection": None, "term": entry, "others": others}


def ontology() -> View:
    """An ontology with a term of each kind."""
    network = f"{TERM}Network"
    link = [_linked(network, Text("network", "red"), "stated")]
    verb = {
        **_entry(f"{TERM}performsFunction", PERFORMS[1], "object"),
        "uses": 1200,
        **dict.fromkeys(("parents", "children", "inverse", "equivalent"), link),
        **{key: [_words("stated")] for key in ("domain", "range", "chains", "concluded")},
        "characteristics": ["transitive"],
    }
    concept = {
        **_entry(f"{BASE}concept/facilitating", Text("facilitating", "facilitar"), "concept"),
        "anchor": "facilitating",
        "uses": 3,
        **dict.fromkeys(("types", "schemes", "broader", "narrower"), link),
    }
    scheme = {**_entry(f"{BASE}concept/functions", Text("functions", "funciones"), "concept"), "concepts": [concept]}
    lone = {"iri": None, "anchor": None, "label": None, "definition": None, "concepts": [concept | {"anchor": "lone"}]}
    return {
        "version": VERSION,
        "basis": "documents",
        "anchors": {network: "FacilitatingNetwork"},
        "modules": [
            {
                "iri": f"{BASE}ontology",
                "title": label("Vocabulary", "Vocabulario"),
                "description": label("Every term.", "Cada término."),
                "version": "1.0",
                "basis": "stated",
                "triples": 1204,
                "own": True,
            }
        ],
        "tree": [_linked(network, Text("network", "red")) | {"members": 2, "children": []}],
        "classes": [term()["term"]],
        "properties": [verb],
        "schemes": [scheme | {"anchor": "functions"}, lone],
        "axioms": [_words("context")],
        "rules": [
            {
                "name": "committee-without-government",
                "basis": "stated",
                "sentence": label("A committee has no seat.", "Un comité no tiene asiento."),
                "justification": label("The list is whole.", "La lista está completa."),
                "concludes": link,
                "where": "{ ?committee a :Committee }",
            }
        ],
    }


def data() -> View:
    """The files of a dataset."""
    formats = {"ttl": "/data/graph/003.ttl", "nt": "/data/graph/003.nt"}
    return {
        "version": VERSION,
        "files": [
            {"name": "all", "triples": 7948, "formats": {"nq": "/data/all.nq.gz"}},
            {"name": "documents", "triples": 6791, "formats": {"nt": "/data/basis/documents.nt.gz"}},
        ],
        "graphs": [
            {"name": "003", "iri": f"{BASE}graph/003", "basis": "stated", "triples": 170, "formats": formats},
            {"name": "shapes", "iri": f"{BASE}graph/shapes", "basis": None, "triples": 872, "formats": formats},
        ],
    }


def model() -> View:
    """A model of two parts with a property of each kind."""

    def kind(name: str, properties: list[View]) -> View:
        return {
            **_named(name),
            "definition": label(f"What a {name} is.", f"Qué es {name}."),
            "node": name == "seat",
            "kinds": [_named("narrower")],
            "properties": properties,
            "entailed": [{**_named("seat of"), "of": f"{TERM}in", "from": _named("seat")}] if name == "body" else [],
        }

    def link(name: str, *targets: str, datatype: str | None = None, least: int = 0, most: int | None = None) -> View:
        known = {"body": 0, "person": 1}
        return {
            **_named(name),
            "range": [{**_named(one), "part": known.get(one), "concept": one == "group"} for one in targets],
            "datatype": datatype,
            "least": least,
            "most": most,
            "inverse": _named("seat of") if name == "in" else None,
        }

    seat = [link("in", "body", least=1, most=1), link("for", "group"), link("since", datatype="integer", most=1)]
    seat += [link("held", "person", least=1), link("about"), link("as", datatype="duration")]
    return {
        "version": VERSION,
        "basis": "documents",
        "parts": [
            {"iri": f"{TERM}a", "title": label("Seats", "Asientos"), "kinds": [kind("body", []), kind("seat", seat)]},
            {"iri": f"{TERM}b", "title": label("People", "Personas"), "kinds": [kind("person", [link("in", "body")])]},
        ],
    }


def glossary() -> View:
    """A glossary with a definition of each origin."""
    place = {"line": 24, "section": "2 Barriers", "passage": f"{BASE}source/000/1-20"}
    by = [
        {**_named("the report"), "kind": "document", "places": [place, {"line": 7, "section": None, "passage": None}]},
        {**_named("a rule"), "kind": "outside", "places": []},
        {**_named("a vocabulary"), "kind": "web"},
        {**_named("ours"), "kind": "project"},
    ]
    entries = [
        {
            **_named(name),
            "anchor": name,
            "definition": label(f"What {name} means."),
            "kind": "concept",
            "alternative": {"en": [f"another {name}"], "es": [f"otra {name}"]},
            "schemes": [_named("roles")],
            "by": [one],
        }
        for name, one in zip(("zeal", "Église", "agency", "forum"), by, strict=True)
    ]
    return {
        "version": VERSION,
        "basis": "documents",
        "scheme": None,
        "classes": 0,
        "schemes": [{**_named("roles"), "count": 4}],
        "entries": entries,
    }


def _named(name: str) -> View:
    return {"iri": f"{TERM}{name.replace(' ', '')}", "label": label(name, f"{name} (es)")}
