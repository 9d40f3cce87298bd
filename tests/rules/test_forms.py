"""Proofs to hand on: text, Markdown and JSON-LD tell the same steps, and the page of rules is the table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from markdown_it import MarkdownIt
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.namespace import PROV

from llika.rules import RULES, Proof, close
from llika.rules.forms import as_jsonld, as_markdown, as_text
from llika.rules.page import rule_page
from llika.terms import PREFIXES, RDF, BlankNode, NamedNode
from llika.turtle import read_text

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Lit owl:equivalentClass [ a owl:Restriction ; owl:onProperty :has ; owl:hasValue "a `lamp` *on* [it]"@en ] .
:Safe owl:intersectionOf ( :Lit :Landmark ) .
:Lit rdfs:subClassOf :Landmark .
:dune :has "a `lamp` *on* [it]"@en .
"""
DOCUMENT = read_text(DATA, file="data.ttl")
NAMES = {**PREFIXES, **DOCUMENT.prefixes}
DUNE, SAFE = NamedNode("https://example.org/dune"), NamedNode("https://example.org/Safe")


@pytest.fixture(scope="module")
def proof() -> Proof:
    """Return a proof in which two premises rest on the same step, through an anonymous class and a literal."""
    found = close(DOCUMENT.facts).explain((DUNE, RDF.type, SAFE))
    assert found is not None
    return found


def test_text_writes_every_step_once_and_numbers_anonymous_classes(proof: Proof) -> None:
    text = as_text(proof, NAMES)
    lines = text.split("\n")
    assert lines[0] == ":dune a :Safe: :dune meets every part of what defines :Safe (cls-int1)"
    assert sum(line.strip().startswith(":dune a :Lit: ") for line in lines) == 2
    assert sum(line.strip() == ":dune a :Lit: shown above" for line in lines) == 1
    assert "_:1" in text
    assert len(lines) == len(list(proof.steps())) + 1, "every step, and the one that is shown above"


def test_text_says_it_in_spanish(proof: Proof) -> None:
    assert "ya mostrado" in as_text(proof, NAMES, language="es")
    assert ":dune cumple cada parte" in as_text(proof, NAMES, language="es")


def test_markdown_keeps_marks_of_the_data_from_becoming_markup(proof: Proof) -> None:
    html = MarkdownIt().render(as_markdown(proof, NAMES))
    assert html.count("<li>") == len(as_text(proof, NAMES).split("\n"))
    assert "<em>" not in html
    assert "<code>:dune :has &quot;a `lamp` *on* [it]&quot;@en</code>" in html


def test_jsonld_is_a_derivation_in_the_terms_of_prov(proof: Proof) -> None:
    graph = Graph().parse(data=as_jsonld(proof), format="json-ld")
    told = []
    for fact in graph.subjects(rdflib.RDF.type, PROV.Entity):
        premises = set(graph.objects(fact, PROV.wasDerivedFrom))
        step = graph.value(fact, PROV.wasGeneratedBy)
        assert (step is None) == (not premises)
        assert set(graph.objects(step, PROV.used)) == premises if step else True
        plan = (
            next(graph.objects(step, PROV.qualifiedAssociation / PROV.hadPlan / rdflib.RDFS.label), None)
            if step
            else None
        )
        told.append((str(plan or "asserted"), len(premises)))
    assert sorted(told) == sorted((step.rule, len(step.axioms) + len(step.premises)) for step in proof.steps())


def test_jsonld_keeps_the_terms(proof: Proof) -> None:
    quads = list(parse(as_jsonld(proof), RdfFormat.JSON_LD))
    values = {quad.object for quad in quads if quad.predicate == RDF.object}
    assert {step.fact[2] for step in proof.steps() if not isinstance(step.fact[2], BlankNode)} <= values


def test_a_proof_that_is_a_large_graph_is_written_out_once() -> None:
    steps = 40
    text = "@prefix : <https://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . :x a :C0 .\n"
    text += "\n".join(
        f":C{n + 1} owl:intersectionOf ( :A{n} :B{n} ) . :C{n} owl:intersectionOf (:A{n} :B{n}) ." for n in range(steps)
    )
    proof = close(read_text(text, file="data.ttl").facts).explain(
        (NamedNode("https://example.org/x"), RDF.type, NamedNode(f"https://example.org/C{steps}"))
    )
    assert proof is not None
    assert len(as_text(proof).split("\n")) < 10 * steps
    assert len(json.loads(as_jsonld(proof))["@graph"]) < 15 * steps


def test_the_page_of_rules_is_generated_from_the_table() -> None:
    page = (ROOT / "docs" / "rule-table.md").read_text("utf-8")
    assert page == rule_page(), "run: python -m llika.rules.page > docs/rule-table.md"
    assert all(f"`{rule.name}`" in page and rule.wording.es in page for rule in RULES)
