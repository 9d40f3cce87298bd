"""From a fact to its grounds: the proof, the claims its leaves rest on, and the passages of these."""

from __future__ import annotations

from dataclasses import dataclass

from ..dataset import Dataset
from ..errors import BudgetExceeded, NotFound
from ..evidence import Basis, Claim, Gap
from ..rules import Closure, Proof
from ..rules.wording import word
from ..terms import RDFS, Fact, Term, Text
from .definitions import Definitions
from .exclusions import Exclusions
from .grounds import Grounds
from .labels import Labels, polish

ASSERTED, ENTAILED, DERIVED, ABSENT = "asserted", "entailed", "derived", "absent"
DENIED, RULED_OUT, NOT_STATED = "denied", "ruled_out", "not_stated"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a fact holds in a dataset, or what is known instead.

    :param layer: ``asserted``, ``entailed`` or ``derived``; ``denied``, ``ruled_out`` or ``not_stated`` where the fact
        does not hold
    :param basis: the basis of the fact; None where it does not hold
    :param denials: claims that deny the fact, or what a closed-world rule found absent: a second ground
    :param gaps: what was looked for and not found
    :param against: what holds and rules the fact out
    """

    fact: Fact
    layer: str
    basis: Basis | None
    sentence: Text
    grounds: Grounds | None
    denials: tuple[Claim, ...] = ()
    gaps: tuple[Gap, ...] = ()
    against: Grounds | None = None


class Explainer:
    """Explains the facts of one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.labels = Labels((f for facts in dataset.graphs.values() for f in facts), dataset.project.prefixes)
        self._known: dict[tuple[Fact, Basis], Explanation] = {}
        axioms = [fact for facts in dataset.sources.modules.values() for fact in facts]
        self.definitions = Definitions(axioms)
        self._exclusions = Exclusions(axioms, self.definitions, self.wider)

    def explain(self, fact: Fact, basis: Basis) -> Explanation:
        """Explain a fact on a basis.

        :raises NotFound: ``fact-unknown``, with the basis it needs if there is one; ``basis-unpublished``
        """
        known = self._known.get((fact, basis))
        if known is None:
            known = self._known[fact, basis] = self._explain(fact, basis)
        return known

    def _explain(self, fact: Fact, basis: Basis) -> Explanation:
        inference = self.dataset.inference
        found = inference.basis_of(fact, basis)
        if found is None:
            return self._explain_absence(fact, basis)
        closure = inference.strata[found].closure
        if fact not in closure:
            return self._explain_derived(fact, found, basis)
        layer = ASSERTED if fact in closure.asserted else ENTAILED
        denials = tuple(self.dataset.support.denials(fact, basis))
        proof = _prove(closure, fact)
        if proof is None:
            told = self.labels.sentence(fact)
            unproved = Text(
                f"{told.en}; no proof was found within the budget.", f"{told.es}; no se halló prueba dentro del límite."
            )
            return Explanation(fact, layer, found, unproved, None, denials)
        grounds = self._grounds(proof, found)
        return Explanation(fact, layer, found, self.say(grounds), grounds, denials)

    def say(self, grounds: Grounds) -> Text:
        """Return an explanation as one sentence: the fact, and the asserted facts of the data it rests on."""
        known = [leaf for leaf in grounds.leaves() if leaf.claims or leaf.rule == ABSENT]
        reasons = list(dict.fromkeys(self._clause(leaf) for leaf in known if leaf.fact != grounds.fact))
        told = self.told(grounds)
        if not reasons:
            return Text(f"{told.en}.", f"{told.es}.")
        english, spanish = "; ".join(r.en for r in reasons), "; ".join(r.es for r in reasons)
        return Text(f"{told.en}, because: {english}.", f"{told.es}, porque: {spanish}.")

    def told(self, step: Grounds) -> Text:
        """Return the fact of a step as a sentence, with the caution of the documents."""
        return self.labels.qualified(self.labels.sentence(step.fact), step.qualifiers)

    def _clause(self, leaf: Grounds) -> Text:
        told = self.told(leaf)
        if leaf.rule == ABSENT:
            return Text(f"nowhere: {told.en}", f"en ningún lugar: {told.es}")
        return told

    def _grounds(self, proof: Proof, stratum: Basis) -> Grounds:
        claims = tuple(self.dataset.support.claims(proof.fact, stratum)) if proof.rule == ASSERTED else ()
        return Grounds(
            proof.fact,
            proof.rule,
            polish(proof.sentence(self.labels.in_rules)),
            self.dataset.inference.basis_of(proof.fact, stratum) or Basis.STATED,
            tuple(self._grounds(axiom, stratum) for axiom in proof.axioms),
            tuple(self._grounds(premise, stratum) for premise in proof.premises),
            claims,
        )

    def _explain_derived(self, fact: Fact, found: Basis, basis: Basis) -> Explanation:
        """Explain a derived fact as the dataset that was asked derives it."""
        inference, support = self.dataset.inference, self.dataset.support
        derivation = inference.derivation_of(fact, basis)
        if derivation is None:
            return self._explain_absence(fact, basis)
        proofs = (_prove(inference.strata[basis].closure, premise) for premise in derivation.premises)
        premises = [self._grounds(proof, basis) for proof in proofs if proof is not None]
        premises += [Grounds(one, ABSENT, derivation.justification, found) for one in derivation.absent]
        wording = word(derivation.sentence, derivation.bindings, self.labels.of)
        grounds = Grounds(fact, derivation.rule, wording, found, (), tuple(premises))
        denials = tuple(claim for one in derivation.absent for claim in support.denials(one, basis))
        return Explanation(fact, DERIVED, found, wording, grounds, denials)

    def lacking(self, fact: Fact, basis: Basis) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
        """Return the denials and gaps about a fact that does not hold, or about what its class requires."""
        inference = self.dataset.inference
        missing = [one for one in self.definitions.needed(fact) if not inference.holds(one, basis)]
        support = self.dataset.support
        denials = (claim for one in missing for claim in support.denials(one, basis))
        gaps = (gap for gap in support.gaps(basis) if any(gap.is_filled_by(one) for one in missing))
        return tuple(dict.fromkeys(denials)), tuple(gaps)

    def excluding(self, fact: Fact, basis: Basis) -> Fact | None:
        """Return a fact that holds and beside which another, which does not hold, cannot; None where there is none."""
        inference = self.dataset.inference
        return next((one for one in self._exclusions.against(fact) if inference.holds(one, basis)), None)

    def wider(self, kind: Term) -> list[Term]:
        """Return the classes above a class, on whatever basis, those that mean the same among them."""
        about = self.dataset.merged(self.dataset.published[-1]).about(kind)
        return [value for _, predicate, value in about if predicate == RDFS.subClassOf]

    def _explain_absence(self, fact: Fact, basis: Basis) -> Explanation:
        needed = self.dataset.inference.needed(fact, basis)
        told = self.labels.sentence(fact)
        denials, gaps = self.lacking(fact, basis)
        excluding = self.excluding(fact, basis)
        against = self.explain(excluding, basis).grounds if excluding is not None else None
        if denials:
            sentence = Text(f"Denied: {told.en}.", f"Negado: {told.es}.")
            return Explanation(fact, DENIED, None, sentence, None, denials, gaps, against)
        if against is not None:
            sentence = Text(f"Ruled out: {told.en}.", f"Descartado: {told.es}.")
            return Explanation(fact, RULED_OUT, None, sentence, None, (), gaps, against)
        if gaps:
            sentence = Text(f"Not stated: {told.en}.", f"No consta: {told.es}.")
            return Explanation(fact, NOT_STATED, None, sentence, None, (), gaps)
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


def _prove(closure: Closure, fact: Fact) -> Proof | None:
    """Return a proof of a fact that holds, or None where the search gave up."""
    try:
        return closure.explain(fact)
    except BudgetExceeded:
        return None


def passages_of(claims: list[Claim]) -> list[Term]:
    """Return what claims cite, each once, in their order."""
    return list(dict.fromkeys(claim.support for claim in claims))
