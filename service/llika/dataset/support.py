"""Which claims support a fact, and what denials and gaps say against the closure."""

from __future__ import annotations

from collections import defaultdict

from ..evidence import Basis, Claim, Evidence, Gap, basis_of_graph, covered_facts, pairs
from ..findings import Finding, Level
from ..rules import Proof
from ..terms import EV, Fact, NamedNode, Term
from .infer import Stratum


class Support:
    """An index from facts to the claims that support or deny them."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self._affirming: dict[Fact, list[Claim]] = defaultdict(list)
        self._denying: dict[Fact, list[Claim]] = defaultdict(list)
        self._covered: dict[NamedNode, list[Fact]] = {}
        for name, _, claims in pairs(evidence):
            for claim, facts in covered_facts(claims, evidence.facts(name), evidence.vocabulary).items():
                self._covered[claim.iri] = sorted(facts, key=str)
                for fact in facts:
                    self._affirming[fact].append(claim)
            for claim in claims:
                if claim.fact:
                    (self._affirming if claim.affirms else self._denying)[claim.fact].append(claim)

    def claims(self, fact: Fact, basis: Basis | None = None) -> list[Claim]:
        """Return the claims for an asserted fact, the strongest basis first; with a basis, no weaker ones."""
        found = [c for c in self._affirming.get(fact, ()) if basis is None or basis_of_graph(c.graph) <= basis]
        return sorted(found, key=lambda claim: (basis_of_graph(claim.graph), -claim.confidence, claim.iri.value))

    def covered(self, claim: Claim) -> list[Fact]:
        """Return the fact that a claim is about, or those that a claim about a node covers."""
        return [claim.fact] if claim.fact else self._covered.get(claim.iri, [])

    def denials(self, fact: Fact, basis: Basis) -> list[Claim]:
        """Return the claims that deny a fact, up to a basis."""
        found = (claim for claim in self._denying.get(fact, ()) if basis_of_graph(claim.graph) <= basis)
        return sorted(found, key=lambda claim: claim.iri.value)

    def denials_about(self, subject: Term, basis: Basis) -> list[Claim]:
        """Return the claims that deny anything about a subject, up to a basis."""
        facts = sorted((fact for fact in self._denying if fact[0] == subject), key=str)
        return [claim for fact in facts for claim in self.denials(fact, basis)]

    def gaps(self, basis: Basis) -> list[Gap]:
        """Return what was looked for and not found, up to a basis."""
        return [gap for gap in self.evidence.records.gaps if basis_of_graph(gap.graph) <= basis]

    def documents(self, proof: Proof) -> set[NamedNode]:
        """Return the documents that a proof rests on."""
        claims = [claim for leaf in proof.leaves() for claim in self.claims(leaf)]
        found = (self.evidence.records.document_of(claim.support) for claim in claims)
        return {document for document in found if document is not None}

    def contradictions(self, stated: Stratum) -> list[Finding]:
        """Return where the stated closure holds what a document denies, or what a gap says is not stated."""
        return [*self._contradicted_denials(stated), *self._contradicted_gaps(stated)]

    def _contradicted_denials(self, stated: Stratum) -> list[Finding]:
        found = []
        for fact, denials in sorted(self._denying.items(), key=lambda item: str(item[0])):
            proof = stated.closure.explain(fact) if fact in stated.closure else None
            if proof is None:
                continue
            affirming = self.documents(proof)
            for claim in denials:
                same = self.evidence.records.document_of(claim.support) in affirming
                rule, level = ("denial-with-fact", Level.VIOLATION) if same else ("documents-disagree", Level.INFO)
                told = self.evidence.tell(fact)
                at = (EV.stance, EV.denies)
                found.append(self.evidence.find(rule, claim.graph, claim.iri, told, at=at, level=level))
        return found

    def _contradicted_gaps(self, stated: Stratum) -> list[Finding]:
        by_subject: dict[object, list[Fact]] = defaultdict(list)
        for fact in stated.closure.asserted | stated.closure.entailed:
            by_subject[fact[0]].append(fact)
        found = []
        for gap in self.evidence.records.gaps:
            for fact in sorted(by_subject[gap.subject], key=str):
                proof = stated.closure.explain(fact) if gap.is_filled_by(fact) else None
                if proof is not None and self.documents(proof) & set(gap.searched):
                    found.append(self.evidence.find("gap-beside-fact", gap.graph, gap.iri, self.evidence.tell(fact)))
        return found
