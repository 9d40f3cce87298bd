"""From a fact to its grounds: the proof, the claims its leaves rest on, and the passages of these."""

from __future__ import annotations

from dataclasses import dataclass

from ..dataset import Dataset
from ..derive import Derivation
from ..errors import NotFound
from ..evidence import Basis, Claim, Gap
from ..rules import Proof
from ..rules.wording import word
from ..terms import Fact, Term, Text
from .definitions import Definitions
from .grounds import Grounds
from .labels import Labels, polish

ASSERTED, ENTAILED, DERIVED = "asserted", "entailed", "derived"


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
        self.definitions = Definitions(f for facts in dataset.sources.modules.values() for f in facts)

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
            return self._explain_absence(fact, basis, first)
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
            polish(proof.sentence(self.labels.in_rules)),
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

    def lacking(self, fact: Fact, basis: Basis) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
        """Return the denials and gaps about a fact that does not hold, or about what its class requires."""
        inference = self.dataset.inference
        missing = [one for one in self.definitions.needed(fact) if not inference.holds(one, basis)]
        denials = (claim for one in missing for claim in self.dataset.support.denials(one))
        gaps = (gap for gap in self.dataset.records.gaps if any(gap.is_filled_by(one) for one in missing))
        return tuple(dict.fromkeys(denials)), tuple(gaps)

    def _explain_absence(self, fact: Fact, basis: Basis, needed: Basis | None) -> Explanation:
        told = self.labels.sentence(fact)
        denials, gaps = self.lacking(fact, basis)
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
