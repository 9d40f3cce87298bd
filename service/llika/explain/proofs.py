"""From a fact to its grounds: the proof, the claims its leaves rest on, and the passages of these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..dataset import Dataset
from ..derive import Derivation
from ..errors import NotFound
from ..evidence import Basis, Claim, Gap
from ..rules import Proof
from ..rules.wording import word
from ..terms import Fact, Term, Text
from .labels import Labels

ASSERTED, ENTAILED, DERIVED = "asserted", "entailed", "derived"


@dataclass(frozen=True, slots=True)
class Grounds:
    """A step of an explanation, down to what is asserted.

    :param rule: the rule's name; ``asserted`` for a leaf, ``absent`` for what a closed-world rule did not find
    :param wording: the rule in words
    :param basis: the basis of this step's fact
    :param axioms: what the ontology contributes
    :param premises: what the data contributes
    :param claims: the claims for an asserted fact of the data
    """

    fact: Fact
    rule: str
    wording: Text
    basis: Basis
    axioms: tuple[Grounds, ...] = ()
    premises: tuple[Grounds, ...] = ()
    claims: tuple[Claim, ...] = ()

    def leaves(self) -> Iterator[Grounds]:
        """Yield the steps that rest on no other."""
        if not self.premises and not self.axioms:
            yield self
        for step in (*self.premises, *self.axioms):
            yield from step.leaves()

    def all_claims(self) -> list[Claim]:
        """Return every claim that the explanation rests on, once, in the order of the leaves."""
        return list(dict.fromkeys(claim for leaf in self.leaves() for claim in leaf.claims))


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a fact holds in a dataset, or what is known instead.

    :param layer: ``asserted``, ``entailed`` or ``derived``; ``denied`` or ``not_stated`` where the fact does not hold
    :param basis: the basis of the fact; None where it does not hold
    :param denials: claims that deny the fact, or what a closed-world rule found absent: a second ground
    :param gaps: what was looked for and not found
    """

    fact: Fact
    layer: str
    basis: Basis | None
    sentence: Text
    grounds: Grounds | None
    denials: tuple[Claim, ...] = ()
    gaps: tuple[Gap, ...] = ()


class Explainer:
    """Explains the facts of one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.labels = Labels((f for facts in dataset.graphs.values() for f in facts), dataset.project.prefixes)

    def explain(self, fact: Fact, basis: Basis) -> Explanation:
        """Explain a fact on a basis.

        :raises NotFound: ``fact-unknown``, with the basis it needs if there is one
        """
        inference = self.dataset.inference
        first = inference.basis_of(fact)
        derivation = inference.derivation_of(fact, basis)
        if derivation is not None:
            return self._explain_derived(derivation, first if first is not None and first <= basis else basis)
        if first is None or first > basis or fact not in inference.strata[first].closure:
            return self._explain_absence(fact, first)
        proof = inference.strata[first].closure.explain(fact)
        if proof is None:
            raise NotFound(
                "no-proof",
                Text("No proof was found within the budget.", "No se halló una prueba dentro del límite."),
                Text("Raise the budget; the fact holds all the same.", "Suba el límite; el hecho se cumple igual."),
            )
        layer = ASSERTED if fact in inference.strata[first].closure.asserted else ENTAILED
        grounds = self._grounds(proof, first)
        denials = tuple(self.dataset.support.denials(fact))
        return Explanation(fact, layer, first, self.say(grounds), grounds, denials)

    def say(self, grounds: Grounds) -> Text:
        """Return an explanation as one sentence: the fact, and the asserted facts of the data it rests on."""
        known = [leaf for leaf in grounds.leaves() if leaf.claims or leaf.rule == "absent"]
        reasons = list(dict.fromkeys(self._clause(leaf) for leaf in known if leaf.fact != grounds.fact))
        told = self.labels.sentence(grounds.fact)
        if not reasons:
            return Text(f"{told.en}.", f"{told.es}.")
        english, spanish = "; ".join(r.en for r in reasons), "; ".join(r.es for r in reasons)
        return Text(f"{told.en}, because: {english}.", f"{told.es}, porque: {spanish}.")

    def _clause(self, leaf: Grounds) -> Text:
        told = self.labels.sentence(leaf.fact)
        if leaf.rule == "absent":
            return Text(f"nowhere: {told.en}", f"en ningún lugar: {told.es}")
        return told

    def _grounds(self, proof: Proof, stratum: Basis) -> Grounds:
        claims = tuple(self.dataset.support.claims(proof.fact, stratum)) if proof.rule == ASSERTED else ()
        return Grounds(
            proof.fact,
            proof.rule,
            proof.sentence(self.labels.of),
            self._basis(proof.fact, stratum),
            tuple(self._grounds(axiom, stratum) for axiom in proof.axioms),
            tuple(self._grounds(premise, stratum) for premise in proof.premises),
            claims,
        )

    def _basis(self, fact: Fact, stratum: Basis) -> Basis:
        found = self.dataset.inference.basis_of(fact)
        return stratum if found is None else found

    def _explain_derived(self, derivation: Derivation, basis: Basis) -> Explanation:
        stratum = self.dataset.inference.strata[basis]
        premises = []
        for premise in derivation.premises:
            proof = stratum.closure.explain(premise)
            if proof is not None:
                premises.append(self._grounds(proof, basis))
        absent = [Grounds(fact, "absent", derivation.justification, basis) for fact in derivation.absent]
        wording = word(derivation.sentence, derivation.bindings, self.labels.of)
        grounds = Grounds(derivation.fact, derivation.rule, wording, basis, (), (*premises, *absent))
        denials = tuple(claim for fact in derivation.absent for claim in self.dataset.support.denials(fact))
        return Explanation(derivation.fact, DERIVED, basis, wording, grounds, denials)

    def _explain_absence(self, fact: Fact, needed: Basis | None) -> Explanation:
        told = self.labels.sentence(fact)
        denials = tuple(self.dataset.support.denials(fact))
        gaps = tuple(gap for gap in self.dataset.records.gaps if gap.is_filled_by(fact))
        if denials:
            sentence = Text(f"Denied: {told.en}.", f"Negado: {told.es}.")
            return Explanation(fact, "denied", None, sentence, None, denials, gaps)
        if gaps:
            sentence = Text(f"Not stated: {told.en}.", f"No consta: {told.es}.")
            return Explanation(fact, "not_stated", None, sentence, None, (), gaps)
        hint = (
            Text("Nothing is known of it on any basis.", "No se sabe nada de ello con ninguna base.")
            if needed is None
            else Text(f"It holds with basis={needed.dataset}.", f"Se cumple con basis={needed.dataset}.")
        )
        raise NotFound(
            "fact-unknown",
            Text(f"The dataset does not hold: {told.en}.", f"El conjunto de datos no contiene: {told.es}."),
            hint,
        )


def passages_of(claims: list[Claim]) -> list[Term]:
    """Return what claims cite, each once, in their order."""
    return list(dict.fromkeys(claim.support for claim in claims))
