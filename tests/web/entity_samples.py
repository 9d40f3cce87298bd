"""The page of a thing, as ``llika.explain.views`` gives it: facts, what points to it, gaps, denials, mentions."""

from __future__ import annotations

from llika.terms import Text

from .samples import (
    ABOUT,
    AGREEMENT,
    ASSISTANCE,
    BASE,
    CARRIED_OUT_BY,
    FACILITATE,
    GAP,
    HELPING,
    IFAD,
    IS_A,
    PERFORMS,
    REMURPE,
    TERM,
    THE_REMURPE,
    TITLES,
    TRAINING,
    VERSION,
    WEB,
    View,
    cell,
    claim,
    fact,
    in_words,
    label,
    remurpe_types,
)


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


def _node(node: tuple[str, Text], predicate: tuple[str, Text], values: list[tuple[str, bool]]) -> View:
    return {
        "iri": node[0] if ":" in node[0] else f"{BASE}id/{node[0]}",
        "label": node[1]._asdict(),
        "texts": [in_words("explanation", {"en": ["As printed."], "es": ["Tal como figura."]})],
        "facts": [cell(at, value, is_number=is_number) for at, (value, is_number) in enumerate(values)],
        "rank": 0,
        "link": _stated(node, predicate, THE_REMURPE, "asserted", [claim(TRAINING)]),
        "claims": [claim(TRAINING), claim(WEB, "context", 0.8)],
    }


def _nodes(kind: Text, predicate: tuple[str, Text], nodes: list[View]) -> View:
    return {
        "class": {"iri": f"{TERM}{kind.en}", "label": kind._asdict()},
        "predicate": {"iri": predicate[0], "label": predicate[1]._asdict()},
        "valued": True,
        "columns": [{"iri": f"{TERM}v{at}", "label": label(f"value {at}")} for at in range(2)],
        "nodes": nodes,
    }


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
                _stated(THE_REMURPE, IS_A, network, "asserted", [claim(ASSISTANCE)]),
                _stated(THE_REMURPE, member, institution, "asserted", [claim(AGREEMENT), claim(TRAINING)]),
                _stated(THE_REMURPE, carries_out, training, "entailed", []),
                _stated(THE_REMURPE, carries_out, HELPING, "entailed", []),
                _stated(THE_REMURPE, complete, ("false", Text("false", "false")), "asserted", [claim(AGREEMENT)]),
                _stated(THE_REMURPE, size, ("2007", Text("2007", "2007")), "asserted", [claim(WEB, "context", 0.8)]),
                _shown(
                    fact(THE_REMURPE, PERFORMS, FACILITATE),
                    (REMURPE, PERFORMS[1], FACILITATE[1]),
                    "entailed",
                    "reading",
                    [],
                ),
            ],
            "incoming": [
                _stated(training, CARRIED_OUT_BY, THE_REMURPE, "asserted", [claim(TRAINING)]),
                _stated(HELPING, CARRIED_OUT_BY, THE_REMURPE, "asserted", [claim(ASSISTANCE)]),
            ],
            "incoming_total": 102,
            "page": 2,
            "page_size": 100,
            "next": None,
            "denied": [claim(AGREEMENT, said=fact(THE_REMURPE, member, person))],
            "not_stated": [
                {
                    "gap": GAP,
                    "wanted": {"iri": f"{TERM}startYear", "label": label("founding year", "año de fundación")},
                    "value": None,
                    "reason": label("No year of founding is given.", "No se da año de fundación."),
                    "searched": [
                        {"document": f"{BASE}source/003", "title": IFAD},
                        {"document": f"{BASE}source/000", "title": TITLES["000"]},
                    ],
                }
            ],
            "kinds": [{"iri": network[0], "label": network[1]._asdict()}],
            "texts": [in_words("gist", {"en": ["It speaks for small towns."], "es": ["Habla por los pueblos."]})],
            "targets": [_node(institution, CARRIED_OUT_BY, [("12.5", True)])],
            "nodes": [
                _nodes(Text("training", "capacitación"), CARRIED_OUT_BY, [_node(training, CARRIED_OUT_BY, [])]),
                _nodes(
                    Text("observation", "observación"),
                    ABOUT,
                    [
                        _node(("members", Text("members in 2011", "miembros en 2011")), ABOUT, [("530.5", True)]),
                        _node(("budget", Text("budget", "presupuesto")), ABOUT, [("1204.0", True), ("soles", False)]),
                    ],
                ),
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
