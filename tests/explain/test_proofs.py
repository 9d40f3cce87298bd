"""Every conclusion of the bundled project is explained down to claims, on the basis it has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from llika.dataset import Dataset
from llika.errors import NotFound
from llika.evidence import STRATA, Basis, basis_of_graph
from llika.explain import Explainer, Explanation, Grounds, Views, condense
from llika.terms import RDF, BlankNode, Fact, Namespace, Text

ABSENT = "absent"
I = Namespace("https://w3id.org/llika/id/")  # noqa: E741 - as the prefix in the files
T = Namespace("https://w3id.org/llika/ontology#")
C = Namespace("https://w3id.org/llika/concept/")


def conclusions(dataset: Dataset) -> Iterator[tuple[Fact, Basis]]:
    """Yield every entailed and every derived fact with its basis."""
    for stratum in dataset.inference.strata:
        derived = {
            one.fact for one in stratum.derived if dataset.inference.basis_of(one.fact, stratum.basis) is stratum.basis
        }
        for fact in sorted(stratum.fresh | derived, key=str):
            yield fact, stratum.basis


def steps(grounds: Grounds) -> Iterator[Grounds]:
    """Yield a step and all below it."""
    yield grounds
    for step in (*grounds.premises, *grounds.axioms):
        yield from steps(step)


@pytest.fixture(scope="module")
def explanations(dataset: Dataset, explainer: Explainer) -> list[Explanation]:
    """Return the explanation of every entailed and derived fact."""
    found = [explainer.explain(fact, basis) for fact, basis in conclusions(dataset)]
    assert len(found) > 250
    return found


def grounds_of(explanation: Explanation) -> Grounds:
    assert explanation.grounds is not None
    return explanation.grounds


def test_every_proof_ends_in_claims_axioms_and_what_is_absent(
    dataset: Dataset, explanations: list[Explanation]
) -> None:
    axioms = frozenset().union(*dataset.sources.modules.values())
    for explanation in explanations:
        for leaf in grounds_of(explanation).leaves():
            is_plain = not dataset.sources.vocabulary.needs_claim(leaf.fact)
            assert leaf.claims or leaf.fact in axioms or leaf.rule == ABSENT or is_plain
            assert leaf.rule in ("asserted", ABSENT)


def test_a_conclusion_about_the_data_rests_on_a_claim(dataset: Dataset, explanations: list[Explanation]) -> None:
    things = f"{dataset.project.base}id/"
    needs_claim = dataset.sources.vocabulary.needs_claim
    about_data = [one for one in explanations if str(one.fact[0]).startswith(f"<{things}")]
    assert len(about_data) > 60
    for grounds in map(grounds_of, about_data):
        assert grounds.all_claims() or not any(needs_claim(leaf.fact) for leaf in grounds.leaves())


def test_every_claim_of_a_proof_affirms_its_fact_on_no_weaker_basis(explanations: list[Explanation]) -> None:
    for explanation in explanations:
        assert explanation.basis is not None
        for leaf in grounds_of(explanation).leaves():
            for claim in leaf.claims:
                assert claim.affirms
                assert claim.fact == leaf.fact or claim.node == leaf.fact[0]
                assert basis_of_graph(claim.graph) <= explanation.basis


def test_the_basis_of_a_conclusion_is_the_weakest_of_its_facts_and_axioms(
    dataset: Dataset, explanations: list[Explanation]
) -> None:
    weaker = 0
    for explanation in explanations:
        assert explanation.basis is not None
        leaves = [leaf.fact for leaf in grounds_of(explanation).leaves() if leaf.rule != ABSENT]
        bases = [basis for fact in leaves if (basis := dataset.inference.basis_of(fact, explanation.basis)) is not None]
        assert len(bases) == len(leaves)
        assert max(bases) == explanation.basis == dataset.inference.basis_of(explanation.fact, explanation.basis)
        weaker += max(bases) > Basis.STATED
    assert weaker > 10, "the bundled project has conclusions from readings and from context"


def test_every_fact_of_the_data_is_explained_by_its_claims(dataset: Dataset, explainer: Explainer) -> None:
    for name, facts in dataset.sources.graphs.items():
        if name == "shared" or name.startswith("claims/"):
            continue
        for fact in filter(dataset.sources.vocabulary.is_fact, facts):
            basis = basis_of_graph(name)
            found = explainer.explain(fact, basis)
            if dataset.inference.basis_of(fact, basis) != basis:  # it follows from what is stronger
                continue
            assert found.layer == "asserted"
            assert found.basis == basis
            if dataset.sources.vocabulary.needs_claim(fact):
                assert grounds_of(found).claims


def test_the_short_form_keeps_every_claim_and_names_no_unnamed_class(explanations: list[Explanation]) -> None:
    shorter = 0
    for explanation in explanations:
        whole = grounds_of(explanation)
        short = condense(whole)
        assert set(short.all_claims()) == set(whole.all_claims())
        assert short.fact == whole.fact
        assert short.basis == whole.basis
        for step in premises(short):
            assert not (step.fact[1] == RDF.type and isinstance(step.fact[2], BlankNode))
        shorter += len(list(premises(short))) < len(list(premises(whole)))
    assert shorter > 20


def premises(step: Grounds) -> Iterator[Grounds]:
    """Yield the steps of an explanation without its axioms."""
    yield step
    for premise in step.premises:
        yield from premises(premise)


def test_the_short_form_names_every_axiom_of_the_long_one(explanations: list[Explanation]) -> None:
    for explanation in explanations:
        whole = grounds_of(explanation)
        assert {leaf.fact for leaf in condense(whole).leaves()} >= {leaf.fact for leaf in whole.leaves() if leaf.claims}
        assert {step.fact for step in steps(condense(whole))} >= {leaf.fact for leaf in whole.leaves()}


def test_a_step_folds_what_is_unnamed_into_the_axiom_that_says_why() -> None:
    unnamed, said = BlankNode("b"), Text("said", "dicho")
    leaf = Grounds((I.a, T.p, I.b), "asserted", said, Basis.STATED)
    axiom = Grounds((unnamed, T.q, T.C), "asserted", said, Basis.READING)
    through = Grounds((I.a, RDF.type, unnamed), "cls-hv2", Text("inner", "interno"), Basis.STATED, (), (leaf,))
    top = Grounds((I.a, RDF.type, T.C), "cls-int1", Text("outer", "externo"), Basis.READING, (axiom,), (through, leaf))
    short = condense(top)
    assert short.rule == "cls-int1 · cls-hv2"
    assert short.premises == (leaf,)
    assert short.axioms == (axiom,)
    assert short.wording.en == "inner"
    assert condense(Grounds(top.fact, "cax-sco", Text("why", "por qué"), top.basis, (), (through,))).wording.en == "why"


def test_a_sentence_tells_the_asserted_facts_once_in_both_languages(explanations: list[Explanation]) -> None:
    for explanation in explanations:
        for text in explanation.sentence:
            assert text
            assert "  " not in text
            clauses = text.partition(": ")[2].rstrip(".").split("; ")
            assert len(clauses) == len(set(clauses))
        assert "None" not in explanation.sentence.en


def test_sentences_name_no_unnamed_thing(explanations: list[Explanation]) -> None:
    for explanation in explanations:
        for step in steps(condense(grounds_of(explanation))):
            for text in (step.wording.en, step.wording.es):
                assert "_:" not in text
                assert "{" not in text


def test_what_is_derived_shows_the_denial_as_a_second_ground(explainer: Explainer) -> None:
    fact: Fact = (I.term("igf-peru-committee-2017"), RDF.type, T.CommitteeWithoutGovernment)
    found = explainer.explain(fact, Basis.READING)
    assert (found.layer, found.basis) == ("derived", Basis.STATED)
    assert grounds_of(found).rule == "committee-without-government"
    [denial] = found.denials
    assert not denial.affirms
    assert denial.fact == (fact[0], T.seatsGroup, C.government)
    shown = Views(explainer).explanation(found)["other_grounds"]
    assert isinstance(shown, list)
    assert [(one["kind"], one["iri"]) for one in shown] == [("denial", denial.iri.value)]
    absent = [step for step in grounds_of(found).premises if step.rule == ABSENT]
    assert [step.fact for step in absent] == [denial.fact]
    assert all(step.claims == () for step in absent)
    assert grounds_of(found).all_claims()


def test_the_same_fact_always_has_the_same_explanation(dataset: Dataset, explainer: Explainer) -> None:
    again = Explainer(dataset)
    for fact, basis in list(conclusions(dataset))[::20]:
        assert Views(again).explanation(again.explain(fact, basis)) == Views(explainer).explanation(
            explainer.explain(fact, basis)
        )


def test_a_fact_that_needs_a_weaker_basis_is_unknown_and_the_hint_names_it(
    dataset: Dataset, explainer: Explainer
) -> None:
    checked = 0
    for fact, basis in conclusions(dataset):
        if basis is Basis.STATED or any(explainer.lacking(fact, Basis(basis - 1))):
            continue
        with pytest.raises(NotFound) as unknown:
            explainer.explain(fact, Basis(basis - 1))
        assert unknown.value.code == "fact-unknown"
        assert f"basis={basis.dataset}" in unknown.value.hint.en
        checked += 1
    assert checked


def test_what_no_basis_holds_is_unknown(explainer: Explainer) -> None:
    for basis in STRATA:
        with pytest.raises(NotFound) as unknown:
            explainer.explain((I.remurpe, RDF.type, T.Committee), basis)
        assert unknown.value.code == "fact-unknown"
        assert "any basis" in unknown.value.hint.en


def test_a_conclusion_is_as_sure_as_the_weakest_fact_that_it_rests_on(explainer: Explainer) -> None:
    fact: Fact = (I.remurpe, RDF.type, T.MixedRoleNetwork)
    grounds = explainer.explain(fact, Basis.READING).grounds
    assert grounds is not None
    surest = [max(claim.confidence for claim in leaf.claims) for leaf in grounds.leaves() if leaf.claims]
    assert grounds.confidence == min(surest) < max(surest)
