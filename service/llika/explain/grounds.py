"""One step of an explanation, down to claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..evidence import Basis, Claim
from ..terms import Fact, Text


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
