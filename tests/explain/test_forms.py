"""Explanations as Markdown and as JSON-LD, down to passages."""

from __future__ import annotations

import json
import re

import pytest
from markdown_it import MarkdownIt
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from llika.evidence import Basis
from llika.explain import Explainer, Explanation, Views, as_jsonld, as_markdown
from llika.terms import EV, RDF, RDFS, XSD

BASE = "https://w3id.org/llika/"
PROV = "http://www.w3.org/ns/prov#"


def explained(explainer: Explainer, subject: str, kind: str, basis: Basis = Basis.READING) -> Explanation:
    """Return why a thing of the bundled project is of a class."""
    fact = (NamedNode(f"{BASE}id/{subject}"), RDF.type, NamedNode(f"{BASE}ontology#{kind}"))
    return explainer.explain(fact, basis)


def quads(explainer: Explainer, explanation: Explanation) -> set[Quad]:
    """Return an explanation in JSON-LD as triples."""
    text = json.dumps(as_jsonld(Views(explainer), explanation))
    return set(parse(text, format=RdfFormat.JSON_LD))


@pytest.mark.parametrize(("language", "layer"), [("en", "(entailed, reading)"), ("es", "(inferido, lectura)")])
def test_a_report_says_the_fact_the_reasons_and_the_passages(explainer: Explainer, language: str, layer: str) -> None:
    text = as_markdown(Views(explainer), explained(explainer, "remurpe", "FacilitatingNetwork"), language)
    assert layer in text
    assert text.count("https://w3id.org/llika/source/003/") == 4
    assert ("línea 890" if language == "es" else "line 890") in text
    assert explainer.dataset.version in text
    html = MarkdownIt().render(text)
    assert html.count("<h1>") == 1
    assert html.count("<ul>") == html.count("</ul>") > 3


def test_what_a_rule_did_not_find_and_what_a_document_denies_are_told(explainer: Explainer) -> None:
    found = explained(explainer, "igf-peru-committee-2017", "CommitteeWithoutGovernment")
    text = as_markdown(Views(explainer), found, "en")
    assert "seats the group: government: found nowhere" in text
    assert "A document denies it" in text


def test_a_gap_is_told_with_its_reason(explainer: Explainer) -> None:
    text = as_markdown(Views(explainer), explained(explainer, "cies", "AgencyNetwork"), "en")
    assert "(not stated)" in text
    assert re.search(r"^- .*no document says.* Searched in: \*.+\*", text, re.MULTILINE)


def test_the_caution_of_a_document_is_told_beside_the_value(explainer: Explainer) -> None:
    fact = (
        NamedNode(f"{BASE}id/obs-population-peru"),
        NamedNode(f"{BASE}ontology#value"),
        Literal("31000000.0", datatype=XSD.decimal),
    )
    found = explainer.explain(fact, Basis.STATED)
    assert found.sentence.es.endswith(": 31000000.0 (alrededor de).")
    assert as_markdown(Views(explainer), found, "en").count("31000000.0 (about)") == 3
    assert {t.object for t in quads(explainer, found) if t.predicate == EV.qualifier} == {EV.about}


def test_every_step_of_the_proof_is_an_activity_that_used_its_premises(explainer: Explainer) -> None:
    explanation = explained(explainer, "remurpe", "MixedRoleNetwork")
    facts = quads(explainer, explanation)
    objects = {t.object for t in facts if t.predicate.value == f"{RDF}object"}
    subjects = {t.subject for t in facts if t.predicate.value == f"{RDF}subject"}
    assert NamedNode(f"{BASE}ontology#MixedRoleNetwork") in objects
    derived = {t.subject for t in facts if t.predicate.value == f"{PROV}wasGeneratedBy"}
    sourced = {t.subject for t in facts if t.predicate.value == f"{PROV}hadPrimarySource"}
    assert derived
    assert sourced
    assert not derived & sourced
    assert {t.object for t in facts if t.predicate.value == f"{PROV}wasDerivedFrom"} <= subjects
    assert explanation.grounds is not None
    cited = {claim.support for claim in explanation.grounds.all_claims()}
    assert {t.object for t in facts if t.predicate.value == f"{PROV}hadPrimarySource"} == cited


def test_an_absence_is_marked_and_is_no_plain_fact(explainer: Explainer) -> None:
    facts = quads(explainer, explained(explainer, "igf-peru-committee-2017", "CommitteeWithoutGovernment"))
    marked = {t.subject for t in facts if (t.predicate, t.object) == (RDFS.label, Literal("found nowhere"))}
    assert len(marked) == 1
    assert all(isinstance(t.subject, BlankNode) for t in facts)


def test_what_does_not_hold_is_told_without_a_proof(explainer: Explainer) -> None:
    facts = quads(explainer, explained(explainer, "cies", "AgencyNetwork"))
    assert not any(t.predicate.value == f"{PROV}wasDerivedFrom" for t in facts)
