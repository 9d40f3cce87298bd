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
_TITLES = {"003": IFAD, "004": IGF, "000": "A Network Functions Approach", "001": "The CIES Consortium of Peru"}

REMURPE = Text("REMURPE", "REMURPE")
COMMITTEE = Text("Organising committee of IGF Peru 2017", "Comité organizador del IGF Perú 2017")
FACILITATING = Text("facilitating network", "red que facilita")
WITHOUT_GOVERNMENT = Text("committee without government", "comité sin gobierno")


def label(en: str, es: str | None = None) -> dict[str, str]:
    """Return a label as views give it."""
    return Text(en, es or en)._asdict()


def passage(document: str, line: int, start: int, end: int, section: str | None = None) -> View:
    """Return a passage with its locator."""
    return {
        "document": f"{BASE}source/{document}",
        "title": _TITLES[document],
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
    if predicate == _IS_A:
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
        "explain": f"/explain?{query}&basis=documents",
        "sentence": label(f"{slug} is a {words.en}, because: …", f"{slug} es {words.es}, porque: …"),
    }


def _class(name: str, en: str, es: str, **more: object) -> View:
    return {"iri": TERM + name, "label": label(en, es), **more}


_REMURPE = (f"{BASE}id/remurpe", REMURPE)
_COMMITTEE = (f"{BASE}id/igf-peru-committee-2017", COMMITTEE)
_IS_A = (RDF.type.value, Text("is a", "es"))
_CARRIED_OUT_BY = (f"{TERM}carriedOutBy", Text("carried out by", "realizado por"))
_REALISES = (f"{TERM}realises", Text("realises", "cumple"))
_PERFORMS = (f"{TERM}performsFunction", Text("performs the function", "cumple la función"))
_SEATS_GROUP = (f"{TERM}seatsGroup", Text("seats the group", "da asiento al grupo"))
_HELPING = (f"{BASE}id/remurpe-assistance", Text("technical assistance to municipalities", "asistencia técnica"))
_FACILITATE = (f"{BASE}concept/facilitating", Text("facilitating", "facilitar"))
_GOVERNMENT = (f"{BASE}concept/government", Text("government", "gobierno"))
_ASSERTED = Text("it is asserted", "está afirmado")
_REASON = label(
    "The function of the network is not named, nor any activity from which one would follow.",
    "No se nombra la función de la red ni actividad alguna de la que se siga una.",
)
_GAP = f"{BASE}gap/77aa01c4d0e2"


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
        "not_stated": [
            _class("AmplifyingNetwork", "amplifying network", "red que amplifica", reason=_REASON, gap=_GAP),
            _class("FilteringNetwork", "filtering network", "red que filtra", reason=_REASON, gap=_GAP),
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
        "subject": _COMMITTEE[0],
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
                claims=[_denial()],
            )
        ],
        "not_stated": [],
        "unknown": [_class("Committee", "committee with academia", "comité con academia")],
    }


def _denial() -> View:
    return claim(SEATS, said=fact(_COMMITTEE, _SEATS_GROUP, _GOVERNMENT))


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


_EXAMPLES: list[View] = [
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
                "members": [_member("remurpe", REMURPE, remurpe_types())],
            },
            {
                "name": "committees",
                "label": label("Committees", "Comités"),
                "members": [_member("igf-peru-committee-2017", COMMITTEE, committee_types())],
            },
            {"name": "innovations", "label": label("Innovations", "Innovaciones"), "members": []},
        ],
        "queries": [
            {"name": FUNCTIONS["name"], "summary": FUNCTIONS["summary"], "example": _EXAMPLES[0]},
            {"name": PEOPLE["name"], "summary": PEOPLE["summary"], "example": None},
        ],
    }


def _member(slug: str, name: Text, types: View) -> View:
    return {"iri": f"{BASE}id/{slug}", "label": name._asdict(), "slug": slug, "types": types}


def _shown(said: View, labels: tuple[Text, Text, Text], layer: str, basis: str, claims: list[View]) -> View:
    names = ("subject_label", "predicate_label", "object_label")
    return said | {
        **{name: text._asdict() for name, text in zip(names, labels, strict=True)},
        "layer": layer,
        "basis": basis,
        "claims": claims,
    }


def _stated(
    subject: tuple[str, Text], predicate: tuple[str, Text], value: tuple[str, Text], layer: str, claims: list[View]
) -> View:
    labels = (subject[1], predicate[1], value[1])
    return _shown(fact(subject, predicate, value), labels, layer, "stated", claims)


def entity() -> View:
    """The page of a network with facts of each kind, a gap, a denial and mentions."""
    member = (f"{TERM}hasMemberKind", Text("has members of kind", "tiene miembros de tipo"))
    complete = (f"{TERM}memberListComplete", Text("member list complete", "lista de miembros completa"))
    size = (f"{TERM}dateText", Text("date as written", "fecha como figura"))
    institution = (f"{BASE}concept/municipality", Text("municipality", "municipalidad"))
    person = (f"{BASE}concept/person", Text("person", "persona"))
    carries_out = (f"{TERM}carriesOut", Text("carries out", "realiza"))
    training = (f"{BASE}id/remurpe-training", Text("training of mayors and staff", "capacitación de alcaldes"))
    network = (f"{TERM}Network", Text("network", "red"))
    return {
        "entity": {
            "subject": f"{BASE}id/remurpe",
            "label": label("REMURPE"),
            "version": VERSION,
            "basis": "documents",
            "definition": label("The network of rural municipalities of Peru.", "La red de municipalidades rurales."),
            "facts": [
                _stated(_REMURPE, _IS_A, network, "asserted", [claim(ASSISTANCE)]),
                _stated(_REMURPE, member, institution, "asserted", [claim(AGREEMENT), claim(TRAINING)]),
                _stated(_REMURPE, carries_out, training, "entailed", []),
                _stated(_REMURPE, carries_out, _HELPING, "entailed", []),
                _stated(_REMURPE, complete, ("false", Text("false", "false")), "asserted", [claim(AGREEMENT)]),
                _stated(_REMURPE, size, ("2007", Text("2007", "2007")), "asserted", [claim(WEB, "context", 0.8)]),
                _shown(
                    fact(_REMURPE, _PERFORMS, _FACILITATE),
                    (REMURPE, _PERFORMS[1], _FACILITATE[1]),
                    "entailed",
                    "reading",
                    [],
                ),
            ],
            "incoming": [
                _stated(training, _CARRIED_OUT_BY, _REMURPE, "asserted", [claim(TRAINING)]),
                _stated(_HELPING, _CARRIED_OUT_BY, _REMURPE, "asserted", [claim(ASSISTANCE)]),
            ],
            "incoming_total": 102,
            "page": 2,
            "page_size": 100,
            "next": None,
            "denied": [claim(AGREEMENT, said=fact(_REMURPE, member, person))],
            "not_stated": [
                {
                    "gap": _GAP,
                    "wanted": {"iri": f"{TERM}startYear", "label": label("founding year", "año de fundación")},
                    "value": None,
                    "reason": label("No year of founding is given.", "No se da año de fundación."),
                    "searched": [
                        {"document": f"{BASE}source/003", "title": IFAD},
                        {"document": f"{BASE}source/000", "title": _TITLES["000"]},
                    ],
                }
            ],
            "mentions": [{"written_as": "REMURPE-the Rural Municipal Network", "passage": TRAINING}],
        },
        "types": remurpe_types(),
        "slug": "remurpe",
        "collection": "networks",
        "record": None,
        "term": None,
        "others": None,
    }


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
        {**_PERFORMS[1]._asdict(), "iri": f"{TERM}performsFunction", "property": True},
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
        **_entry(f"{TERM}performsFunction", _PERFORMS[1], "object"),
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


def explain() -> View:
    """Why a network facilitates: two steps, an axiom that is a reading, a claim at the end."""
    is_facilitating = fact(_REMURPE, _IS_A, (f"{TERM}FacilitatingNetwork", FACILITATING))
    axiom = fact(
        (f"{TERM}TechnicalAssistance", Text("technical assistance", "asistencia técnica")),
        ("http://www.w3.org/2000/01/rdf-schema#subClassOf", Text("is a kind of", "es una clase de")),
        (f"{TERM}ActivityThatFacilitates", Text("activity that facilitates", "actividad que facilita")),
    )
    carried_out = step(
        fact(_HELPING, _CARRIED_OUT_BY, _REMURPE), "asserted", _ASSERTED, claims=[claim(ASSISTANCE, confidence=0.8)]
    )
    assistance = fact(_HELPING, _IS_A, (f"{TERM}TechnicalAssistance", Text("technical assistance", "asistencia")))
    realises = step(
        fact(_HELPING, _REALISES, _FACILITATE),
        "cls-hv1",
        Text(
            "every activity that facilitates realises facilitating",
            "toda actividad que facilita cumple la función de facilitar",
        ),
        "reading",
        axioms=[step(axiom, "asserted", _ASSERTED, "reading")],
        premises=[step(assistance, "asserted", _ASSERTED, claims=[claim(ASSISTANCE), claim(TRAINING)])],
    )
    performs = step(
        fact(_REMURPE, _PERFORMS, _FACILITATE),
        "prp-spo2",
        Text("who carries out an activity performs its functions", "quien realiza una actividad cumple sus funciones"),
        "reading",
        premises=[carried_out, realises],
    )
    proof = step(
        is_facilitating,
        "cls-hv2",
        Text(
            "whatever performs the function facilitating is a facilitating network",
            "lo que cumple la función de facilitar es una red que facilita",
        ),
        "reading",
        axioms=[step(axiom, "asserted", _ASSERTED)],
        premises=[performs],
    )
    return {
        **{part: is_facilitating[part] for part in ("subject", "predicate", "object")},
        "layer": "entailed",
        "basis": "reading",
        "version": VERSION,
        "sentence": label(
            "REMURPE is a facilitating network, because: technical assistance to municipalities — carried out by: "
            "REMURPE; technical assistance to municipalities is a technical assistance.",
            "REMURPE es red que facilita, porque: asistencia técnica — realizado por: REMURPE; "
            "asistencia técnica es asistencia.",
        ),
        "steps": proof | {"axioms": []},
        "proof": proof,
        "other_grounds": [],
    }


def explain_derived() -> View:
    """Why a committee has no government: a rule over a complete list, and a document's own denial beside it."""
    derived = fact(_COMMITTEE, _IS_A, (f"{TERM}CommitteeWithoutGovernment", WITHOUT_GOVERNMENT))
    complete = (f"{TERM}memberListComplete", Text("member list complete", "lista de miembros completa"))
    wording = Text(
        f"{COMMITTEE.en} has no seat for government: its member list is complete and every seat has another group",
        f"{COMMITTEE.es} no tiene asiento para el gobierno: su lista está completa y cada asiento es de otro grupo",
    )
    closed = Text(
        "A document presents the list of seats as whole, and the group of every seat is known.",
        "Un documento presenta la lista de asientos como completa y se conoce el grupo de cada asiento.",
    )
    listed = fact(_COMMITTEE, complete, ("true", Text("yes", "sí")))
    proof = step(
        derived,
        "committee-without-government",
        wording,
        premises=[
            step(listed, "asserted", _ASSERTED, claims=[claim(SEATS)]),
            step(fact(_COMMITTEE, _SEATS_GROUP, _GOVERNMENT), "absent", closed),
        ],
    )
    return {
        **{part: derived[part] for part in ("subject", "predicate", "object")},
        "layer": "derived",
        "basis": "stated",
        "version": VERSION,
        "sentence": wording._asdict(),
        "steps": proof,
        "proof": proof,
        "other_grounds": [{"kind": "denial", **_denial()}],
    }


def explain_not_stated() -> View:
    """A fact that does not hold: what was looked for, and where."""
    return {
        "subject": f"{BASE}id/cies",
        "predicate": _PERFORMS[0],
        "object": _FACILITATE[0],
        "layer": "not_stated",
        "basis": None,
        "version": VERSION,
        "sentence": label(
            "Not stated: CIES — performs the function: facilitating.",
            "No consta: CIES — cumple la función: facilitar.",
        ),
        "steps": None,
        "proof": None,
        "other_grounds": [],
        "gaps": [
            {
                "gap": _GAP,
                "wanted": {"iri": _PERFORMS[0], "label": _PERFORMS[1]._asdict()},
                "value": None,
                "reason": _REASON,
                "searched": [{"document": f"{BASE}source/001", "title": _TITLES["001"]}],
            }
        ],
    }


def queries() -> View:
    """The list of saved queries."""
    return {"queries": [FUNCTIONS, PEOPLE]}


_AROUND: View = {
    "query": FUNCTIONS,
    "choices": {
        "body": [{"value": "remurpe", "label": label("REMURPE")}],
        "status": [{"value": "done", "label": label("done", "hecho")}, {"value": "planned", "label": label("planned")}],
    },
    "examples": _EXAMPLES,
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
                dict(zip(columns, (_FACILITATE[0], "facilitating", "facilitar", 3, True, None), strict=True)),
                dict(zip(columns, (None, "convening", "convocar", 0, False, _GAP), strict=True)),
            ],
            "version": VERSION,
            "page": 2,
            "page_size": 2,
            "next": 3,
            "previous": 1,
            "total": 1205,
        },
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
