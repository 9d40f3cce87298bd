"""Explanations of facts: entailed, derived, not stated."""

from __future__ import annotations

from llika.terms import Text

from .samples import (
    ASSERTED,
    ASSISTANCE,
    BASE,
    CARRIED_OUT_BY,
    COMMITTEE,
    FACILITATE,
    FACILITATING,
    GAP,
    HELPING,
    IS_A,
    PERFORMS,
    REALISES,
    REASON,
    SEATS,
    SEATS_GROUP,
    TERM,
    THE_COMMITTEE,
    THE_GOVERNMENT,
    THE_REMURPE,
    TITLES,
    TRAINING,
    VERSION,
    WITHOUT_GOVERNMENT,
    View,
    claim,
    denial,
    fact,
    label,
    step,
)


def explain() -> View:
    """Why a network facilitates: two steps, an axiom that is a reading, a claim at the end."""
    is_facilitating = fact(THE_REMURPE, IS_A, (f"{TERM}FacilitatingNetwork", FACILITATING))
    axiom = fact(
        (f"{TERM}TechnicalAssistance", Text("technical assistance", "asistencia técnica")),
        ("http://www.w3.org/2000/01/rdf-schema#subClassOf", Text("is a kind of", "es una clase de")),
        (f"{TERM}ActivityThatFacilitates", Text("activity that facilitates", "actividad que facilita")),
    )
    carried_out = step(
        fact(HELPING, CARRIED_OUT_BY, THE_REMURPE), "asserted", ASSERTED, claims=[claim(ASSISTANCE, confidence=0.8)]
    )
    assistance = fact(HELPING, IS_A, (f"{TERM}TechnicalAssistance", Text("technical assistance", "asistencia")))
    realises = step(
        fact(HELPING, REALISES, FACILITATE),
        "cls-hv1",
        Text(
            "every activity that facilitates realises facilitating",
            "toda actividad que facilita cumple la función de facilitar",
        ),
        "reading",
        axioms=[step(axiom, "asserted", ASSERTED, "reading")],
        premises=[step(assistance, "asserted", ASSERTED, claims=[claim(ASSISTANCE), claim(TRAINING)])],
    )
    performs = step(
        fact(THE_REMURPE, PERFORMS, FACILITATE),
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
        axioms=[step(axiom, "asserted", ASSERTED)],
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
    derived = fact(THE_COMMITTEE, IS_A, (f"{TERM}CommitteeWithoutGovernment", WITHOUT_GOVERNMENT))
    complete = (f"{TERM}memberListComplete", Text("member list complete", "lista de miembros completa"))
    wording = Text(
        f"{COMMITTEE.en} has no seat for government: its member list is complete and every seat has another group",
        f"{COMMITTEE.es} no tiene asiento para el gobierno: su lista está completa y cada asiento es de otro grupo",
    )
    closed = Text(
        "A document presents the list of seats as whole, and the group of every seat is known.",
        "Un documento presenta la lista de asientos como completa y se conoce el grupo de cada asiento.",
    )
    listed = fact(THE_COMMITTEE, complete, ("true", Text("yes", "sí")))
    proof = step(
        derived,
        "committee-without-government",
        wording,
        premises=[
            step(listed, "asserted", ASSERTED, claims=[claim(SEATS)]),
            step(fact(THE_COMMITTEE, SEATS_GROUP, THE_GOVERNMENT), "absent", closed),
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
        "other_grounds": [{"kind": "denial", **denial()}],
    }


def explain_not_stated() -> View:
    """A fact that does not hold: what was looked for, and where."""
    return {
        "subject": f"{BASE}id/cies",
        "predicate": PERFORMS[0],
        "object": FACILITATE[0],
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
                "gap": GAP,
                "wanted": {"iri": PERFORMS[0], "label": PERFORMS[1]._asdict()},
                "value": None,
                "reason": REASON,
                "searched": [{"document": f"{BASE}source/001", "title": TITLES["001"]}],
            }
        ],
    }
