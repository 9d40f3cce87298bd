"""Views as ``llika.explain.views`` gives them, with every kind of content: a network, a committee, a saved query."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from llika.terms import PREFIXES, RDF, Text

View = dict[str, object]

BASE = "https://w3id.org/llika/"
TERM = f"{BASE}ontology#"
VERSION = "5fe1c04b9d72"
TITLE = Text("Networks and forums of Peru", "Redes y foros del Perú")
PROJECT_PREFIXES = {
    **PREFIXES,
    "": TERM,
    "i": f"{BASE}id/",
    "c": f"{BASE}concept/",
    "src": f"{BASE}source/",
    "gap": f"{BASE}gap/",
}

IFAD = "Scaling Up of IFAD Programs in Peru"
IGF = "Inside the Peruvian IGF 2017: New actors, dynamics and challenges"
TITLES = {"003": IFAD, "004": IGF, "000": "A Network Functions Approach", "001": "The CIES Consortium of Peru"}

REMURPE = Text("REMURPE", "REMURPE")
COMMITTEE = Text("Organising committee of IGF Peru 2017", "Comité organizador del IGF Perú 2017")
FACILITATING = Text("facilitating network", "red que facilita")
WITHOUT_GOVERNMENT = Text("committee without government", "comité sin gobierno")


SEARCHED = [{"document": f"{BASE}source/001", "title": TITLES["001"]}]


def label(en: str, es: str | None = None) -> dict[str, str]:
    """Return a label as views give it."""
    return Text(en, es or en)._asdict()


def passage(document: str, line: int, start: int, end: int, section: str | None = None) -> View:
    """Return a passage with its locator."""
    return {
        "document": f"{BASE}source/{document}",
        "title": TITLES[document],
        "iri": f"{BASE}source/{document}/{start}-{end}",
        "section": section,
        "lineStart": line,
        "lineEnd": line,
        "charStart": start,
        "charEnd": end,
        "digest": "52b0f9c1d3a84e6f" * 4,
    }


TRAINING = passage("003", 904, 131020, 131261, "6 Scaling up in practice")
ASSISTANCE = passage("003", 890, 124661, 124816, "6 Scaling up in practice")
AGREEMENT = passage("003", 453, 61204, 61390, "4.2 Partnerships") | {"table": 3, "row": 2, "column": 1, "lineEnd": 455}
SEATS = passage("004", 48, 21866, 22164, "Call for expressions of interest")
WEB: View = {
    "document": f"{BASE}source/cies-site",
    "title": "CIES, About us",
    "iri": f"{BASE}source/cies-site",
    "address": "https://example.org/about",
}


def fact(subject: tuple[str, Text], predicate: tuple[str, Text], value: tuple[str, Text]) -> View:
    """Return a fact with its sentence; each term is an IRI (or a text) and its label."""
    first, verb, last = subject[1], predicate[1], value[1]
    en, es = (f"{first.en} — {verb.en}: {last.en}", f"{first.es} — {verb.es}: {last.es}")
    if predicate == IS_A:
        en, es = f"{first.en} is a {last.en}", f"{first.es} es {last.es}"
    return {
        "subject": subject[0],
        "predicate": predicate[0],
        "object": value[0],
        "subject_label": first._asdict(),
        "predicate_label": verb._asdict(),
        "object_label": last._asdict(),
        "sentence": label(en, es),
    }


def claim(where: View, basis: str = "stated", confidence: float = 1.0, said: View | None = None) -> View:
    """Return a claim; with what it says where it denies something."""
    found: View = {
        "iri": f"{BASE}claim/0f3a9c77b210",
        "basis": basis,
        "stance": "denies" if said else "affirms",
        "confidence": confidence,
        "passage": where,
    }
    return found | ({"fact": said} if said else {})


def step(said: View, rule: str, wording: Text, basis: str = "stated", **parts: list[View]) -> View:
    """Return one step of a proof; parts are ``axioms``, ``premises`` and ``claims``."""
    return {
        "fact": said,
        "rule": rule,
        "wording": wording._asdict(),
        "basis": basis,
        "axioms": parts.get("axioms", []),
        "premises": parts.get("premises", []),
        "claims": parts.get("claims", []),
    }


def a_type(slug: str, name: str, words: Text, layer: str, basis: str) -> View:
    """Return an entry of ``types``."""
    query = urlencode({"subject": f"{BASE}id/{slug}", "predicate": RDF.type.value, "object": TERM + name})
    return {
        "iri": TERM + name,
        "label": words._asdict(),
        "layer": layer,
        "basis": basis,
        "evidence": [str(TRAINING["iri"]), str(ASSISTANCE["iri"])],
        "confidence": 0.8 if basis == "reading" else 1.0,
        "explain": f"/explain?{query}&basis=documents",
        "sentence": label(f"{slug} is a {words.en}, because: …", f"{slug} es {words.es}, porque: …"),
    }


def _class(name: str, en: str, es: str, **more: object) -> View:
    return {"iri": TERM + name, "label": label(en, es), **more}


THE_REMURPE = (f"{BASE}id/remurpe", REMURPE)
THE_COMMITTEE = (f"{BASE}id/igf-peru-committee-2017", COMMITTEE)
IS_A = (RDF.type.value, Text("is a", "es"))
ABOUT = (f"{TERM}about", Text("is about", "trata de"))
CARRIED_OUT_BY = (f"{TERM}carriedOutBy", Text("carried out by", "realizado por"))
REALISES = (f"{TERM}realises", Text("realises", "cumple"))
PERFORMS = (f"{TERM}performsFunction", Text("performs the function", "cumple la función"))
SEATS_GROUP = (f"{TERM}seatsGroup", Text("seats the group", "da asiento al grupo"))
HELPING = (f"{BASE}id/remurpe-assistance", Text("technical assistance to municipalities", "asistencia técnica"))
FACILITATE = (f"{BASE}concept/facilitating", Text("facilitating", "facilitar"))
THE_GOVERNMENT = (f"{BASE}concept/government", Text("government", "gobierno"))
ASSERTED = Text("it is asserted", "está afirmado")
REASON = label(
    "The function of the network is not named, nor any activity from which one would follow.",
    "No se nombra la función de la red ni actividad alguna de la que se siga una.",
)
GAP = f"{BASE}gap/77aa01c4d0e2"


def remurpe_types() -> View:
    """The types of a network: stated and read, one denied, two not stated, the rest unknown."""
    return {
        "subject": f"{BASE}id/remurpe",
        "label": REMURPE._asdict(),
        "version": VERSION,
        "basis": "documents",
        "types": [
            a_type("remurpe", "AgencyNetwork", Text("agency network", "red de agencia"), "entailed", "reading"),
            a_type("remurpe", "FacilitatingNetwork", FACILITATING, "entailed", "reading"),
            a_type("remurpe", "Network", Text("network", "red"), "asserted", "stated"),
            a_type("remurpe", "SupportNetwork", Text("support network", "red de apoyo"), "entailed", "reading"),
        ],
        "denied": [],
        "ruled_out": [],
        "not_stated": [
            _class(
                "AmplifyingNetwork",
                "amplifying network",
                "red que amplifica",
                reason=REASON,
                gap=GAP,
                searched=SEARCHED,
            ),
            _class(
                "FilteringNetwork", "filtering network", "red que filtra", reason=REASON, gap=GAP, searched=SEARCHED
            ),
        ],
        "unknown": [
            _class("ConveningNetwork", "convening network", "red que convoca", basis_needed="context"),
            _class("CommunityNetwork", "community network", "red de comunidad", basis_needed="reading"),
            _class("InvestingNetwork", "investing network", "red que invierte"),
        ],
    }


def committee_types() -> View:
    """The types of a committee: one derived by a closed-world rule, one denied by a document."""
    return {
        "subject": THE_COMMITTEE[0],
        "label": COMMITTEE._asdict(),
        "version": VERSION,
        "basis": "documents",
        "types": [
            a_type(
                "igf-peru-committee-2017",
                "CommitteeWithCivilSociety",
                Text("committee with civil society", "comité con sociedad civil"),
                "entailed",
                "stated",
            ),
            a_type("igf-peru-committee-2017", "CommitteeWithoutGovernment", WITHOUT_GOVERNMENT, "derived", "stated"),
            a_type(
                "igf-peru-committee-2017",
                "MultistakeholderCommittee",
                Text("multistakeholder committee", "comité de múltiples partes interesadas"),
                "entailed",
                "context",
            ),
        ],
        "denied": [
            _class(
                "CommitteeWithGovernment",
                "committee with government",
                "comité con gobierno",
                claim=f"{BASE}claim/0f3a9c77b210",
                claims=[denial()],
            )
        ],
        "ruled_out": [
            _class(
                "CommitteeWithAcademia",
                "committee with academia",
                "comité con academia",
                ruled_out_by=_no_academia(),
            )
        ],
        "not_stated": [],
        "unknown": [_class("CentralisedCommittee", "centralised committee", "comité centralizado")],
    }


def _no_academia() -> View:
    no_seat = (f"{TERM}hasNoSeatFor", Text("has no seat for", "no tiene asiento para"))
    academia = (f"{BASE}concept/academia", Text("academia", "academia"))
    known = {"layer": "derived", "basis": "stated", "explain": "/explain", "claims": []}
    return fact(THE_COMMITTEE, no_seat, academia) | known


def denial() -> View:
    return claim(SEATS, said=fact(THE_COMMITTEE, SEATS_GROUP, THE_GOVERNMENT))


def _parameter(
    name: str, kind: str, said: dict[str, str], *, required: bool = False, values: Sequence[str] = ()
) -> View:
    return {
        "name": name,
        "kind": kind,
        "required": required,
        "label": said,
        "default": None,
        "values": list(values),
    }


FUNCTIONS: View = {
    "name": "functions-of-body",
    "path": "/queries/functions-of-body",
    "form": "SELECT",
    "text": "SELECT ?function WHERE { ?_body_iri :performsFunction ?function }",
    "tests": [],
    "summary": label("Which functions does a network perform?", "¿Qué funciones cumple una red?"),
    "description": label(
        "Each function with the activity that shows it; where none is stated, the reason.",
        "Cada función con la actividad que la muestra; donde no consta ninguna, el motivo.",
    ),
    "parameters": [
        _parameter("body", "iri", label("Network", "Red"), required=True),
        _parameter("words", "string", label("Words", "Palabras")),
        _parameter("status", "string", label("Status", "Estado"), values=["done", "planned"]),
    ],
}

PEOPLE: View = {
    "name": "people-seated",
    "path": "/queries/people-seated",
    "summary": label("How many people sit on each committee?", "¿Cuántas personas integran cada comité?"),
    "description": label("People on two seats count once.", "Quien ocupa dos asientos cuenta una vez."),
    "parameters": [],
}


EXAMPLES: list[View] = [
    {
        "parameters": {"body": "cies"},
        "given": [{"parameter": label("Network", "Red"), "value": label("CIES")}],
        "basis": "stated",
        "expects": label("rows: 1", "filas: 1"),
    },
    {"parameters": {}, "given": [], "basis": "documents", "expects": label("rows: 0", "filas: 0")},
]


def home() -> View:
    """The overview of a project with two collections."""
    return {
        "title": TITLE._asdict(),
        "description": label(
            "What kind of network is this, and how do you know? Facts about networks, committees and forums of Peru, "
            "each with the passage that says so.",
            "¿Qué clase de red es esta y cómo se sabe? Hechos sobre redes, comités y foros del Perú, "
            "cada uno con el pasaje que lo dice.",
        ),
        "version": VERSION,
        "basis": "documents",
        "counts": {"stated": 1204, "reading": 38, "context": 6},
        "collections": [
            {
                "name": "networks",
                "label": label("Networks", "Redes"),
                "total": 7,
                "members": [_member("remurpe", REMURPE, remurpe_types())],
            },
            {
                "name": "committees",
                "label": label("Committees", "Comités"),
                "total": 1,
                "members": [_member("igf-peru-committee-2017", COMMITTEE, committee_types())],
            },
            {"name": "innovations", "label": label("Innovations", "Innovaciones"), "total": 0, "members": []},
        ],
        "queries": [
            {"name": FUNCTIONS["name"], "summary": FUNCTIONS["summary"], "example": EXAMPLES[0]},
            {"name": PEOPLE["name"], "summary": PEOPLE["summary"], "example": None},
        ],
    }


def collection() -> View:
    """A list of networks with their types."""
    return {
        "collection": "networks",
        "label": label("Networks", "Redes"),
        "version": VERSION,
        "basis": "documents",
        "total": 1,
        "members": [
            _member("remurpe", REMURPE, remurpe_types()),
            _member("igf-peru-committee-2017", COMMITTEE, committee_types()),
        ],
        "page": 1,
        "page_size": 100,
        "next": None,
    }


def collections() -> View:
    """All collections by name."""
    return {"collections": home()["collections"]}


def people() -> View:
    """A list of things that are classified no further, each with what is said of it."""
    types: View = {"types": [{}], "denied": [], "ruled_out": [], "not_stated": [], "unknown": []}
    told: View = {"definition": label("A person.", "Una persona."), "texts": [in_words("gist", {"en": ["Speaks."]})]}
    members = [_member(name.lower(), Text(name, name), types) | told for name in ("Zoe", "Ana")]
    return collection() | {"collection": "people", "label": label("People", "Personas"), "members": members}


def _member(slug: str, name: Text, types: View) -> View:
    return {
        "iri": f"{BASE}id/{slug}",
        "label": name._asdict(),
        "slug": slug,
        "types": types,
        "definition": None,
        "texts": [],
        "field": [cell(0, "decentralisation", is_number=False)],
    }


def in_words(name: str, texts: dict[str, list[str]]) -> View:
    return {"iri": f"{TERM}{name}", "label": label(name), "texts": texts}


def cell(at: int, value: str, *, is_number: bool) -> View:
    return {
        "predicate": f"{TERM}v{at}",
        "predicate_label": label(f"value {at}"),
        "object": value,
        "object_label": label(value),
        "number": is_number,
    }


def problem() -> View:
    """An error, already in the language of the page."""
    return {
        "title": "Nothing of this name",
        "detail": "https://w3id.org/llika/id/redes is not among “Networks”.",
        "hint": "See /api/networks for the list.",
        "status": 404,
        "code": "entity-unknown",
    }
