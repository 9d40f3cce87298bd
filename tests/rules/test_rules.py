"""Every rule of the table, on graphs written by hand: what follows, what does not, what clashes."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

import pytest

from llika.rules import RULES, Proof, Rule
from llika.rules.compile import is_schema
from llika.rules.rule import parse_rules, variables
from llika.rules.wording import terms_named
from llika.terms import OWL, RDF, RDFS, NamedNode

if TYPE_CHECKING:
    from tests.rules.conftest import Case

DERIVING = sorted({rule.name for rule in RULES if rule.head})
CLASHING = sorted({rule.name for rule in RULES if not rule.head})
RECOMMENDATION = {
    "eq": "ref sym trans rep-s rep-p rep-o diff1 diff2 diff3",
    "prp": "ap dom rng fp ifp irp symp asyp trp spo1 spo2 eqp1 eqp2 pdw adp inv1 inv2 key npa1 npa2",
    "cls": "thing nothing1 nothing2 int1 int2 uni com svf1 svf2 avf hv1 hv2 maxc1 maxc2 maxqc1 maxqc2 maxqc3 maxqc4 oo",
    "cax": "sco eqc1 eqc2 dw adc",
    "dt": "type1 type2 eq diff not-type",
    "scm": "cls sco eqc1 eqc2 op dp spo eqp1 eqp2 dom1 dom2 rng1 rng2 hv svf1 svf2 avf1 avf2 int uni",
}


def test_the_table_has_the_rules_of_the_recommendation_in_its_order() -> None:
    assert list(dict.fromkeys(rule.name for rule in RULES)) == [
        f"{table}-{name}" for table, names in RECOMMENDATION.items() for name in names.split()
    ]


def test_what_must_follow_does(case: Case) -> None:
    assert [fact for fact in case.entailed if fact not in case.closure] == []


def test_what_must_not_follow_does_not(case: Case) -> None:
    assert [fact for fact in case.absent if fact in case.closure] == []
    assert not case.absent & case.closure.entailed


def test_the_contradictions_are_found_and_no_others(case: Case) -> None:
    found = [(clash.rule, terms_named(clash.wording, clash.bindings)) for clash in case.closure.clashes]
    assert len(found) == len(case.clashes)
    assert set(found) == case.clashes


@pytest.mark.parametrize("rule", DERIVING)
def test_rule_fires(rule: str, cases: dict[str, Case]) -> None:
    case = cases[rule]
    proofs = [case.closure.explain(fact) for fact in case.entailed]
    assert any(step.rule == rule for proof in proofs if isinstance(proof, Proof) for step in proof.steps())


@pytest.mark.parametrize("rule", CLASHING)
def test_inconsistency_rule_fires(rule: str, cases: dict[str, Case]) -> None:
    assert {clash.rule for clash in cases[rule].closure.clashes} == {rule}


def test_every_kind_of_contradiction_has_a_fixture(cases: dict[str, Case]) -> None:
    kinds = {(clash.rule, clash.wording.en) for case in cases.values() for clash in case.closure.clashes}
    assert {rule for rule, _ in kinds} == set(CLASHING)
    assert len(kinds) == 19


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_wording_names_only_terms_that_the_rule_binds(rule: Rule) -> None:
    bound = {name for atom in (*rule.body, *rule.head) for name in variables(atom)}
    for wording in rule.wording:
        assert {field for _, field, _, _ in Formatter().parse(wording) if field} <= bound


def test_a_text_that_is_no_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="not a rule"):
        list(parse_rules("cax-sco: ?c rdfs:subClassOf ?d"))
    with pytest.raises(ValueError, match="not a term"):
        list(parse_rules("cax-sco | ?c unknown ?d => ?c a ?d\n  en x\n  es x"))


@pytest.mark.parametrize(
    ("predicate", "value", "expected"),
    [
        (RDFS.subClassOf, OWL.Thing, True),
        (RDF.type, OWL.TransitiveProperty, True),
        (RDF.type, OWL.Thing, False),
        (OWL.sameAs, OWL.Class, False),
        (OWL.disjointWith, OWL.Nothing, False),
        (RDFS.label, OWL.Class, False),
    ],
)
def test_schema_facts_are_those_that_deriving_rules_are_specialised_to(
    predicate: NamedNode, value: NamedNode, expected: bool
) -> None:
    assert is_schema((NamedNode("https://example.org/#a"), predicate, value)) is expected
