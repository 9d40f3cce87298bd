"""One step of an explanation, down to claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..evidence import Basis, Claim
from ..terms import XSD, Fact, Literal, NamedNode, Term, Text

_MEASURED = {XSD.decimal, XSD.double, XSD.term("float")}


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

    @property
    def qualifiers(self) -> list[NamedNode]:
        """What the documents say with caution of the value of this step."""
        return qualifiers_of(self.fact, self.claims)

    @property
    def confidence(self) -> Decimal:
        """How sure the weakest part is: the lowest confidence of its leaves, each by the surest of its claims."""
        surest = (max(claim.confidence for claim in leaf.claims) for leaf in self.leaves() if leaf.claims)
        return min(surest, default=Decimal(1))

    def leaves(self) -> Iterator[Grounds]:
        """Yield the steps that rest on no other."""
        if not self.premises and not self.axioms:
            yield self
        for step in (*self.premises, *self.axioms):
            yield from step.leaves()

    def all_claims(self) -> list[Claim]:
        """Return every claim that the explanation rests on, once, in the order of the leaves."""
        return list(dict.fromkeys(claim for leaf in self.leaves() for claim in leaf.claims))


def qualifiers_of(fact: Fact, claims: Iterable[Claim]) -> list[NamedNode]:
    """Return the qualifiers, such as “at least”, that the claims for a fact put on its value, each once.

    One of a claim about a whole node is said of its figure, not of its other values.
    """
    meant = (claim.qualifier for claim in claims if claim.fact is not None or _is_figure(fact[2]))
    return list(dict.fromkeys(qualifier for qualifier in meant if qualifier is not None))


def _is_figure(value: Term) -> bool:
    return isinstance(value, Literal) and value.datatype in _MEASURED
