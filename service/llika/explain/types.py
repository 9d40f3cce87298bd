"""What kind of thing is this: the candidate classes of a collection, each a type or not, and how that is known."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import NotFound
from ..evidence import Basis, Claim, Gap
from ..project import Collection
from ..terms import OWL, RDF, RDFS, Fact, NamedNode, Term, Text
from .proofs import Explainer, Explanation

STATUSES = ("type", "denied", "ruled_out", "not_stated", "unknown")
"""What may be known of an entity and a class, the most first."""


@dataclass(frozen=True, slots=True)
class Typing:
    """What is known of one entity and one candidate class.

    :param explanation: why it is a type; None where it is not
    :param denials: claims that deny the class, or a condition of its definition
    :param excluding: what holds and rules the class out
    :param gaps: what was looked for and not found: the class, or a condition of its definition
    :param basis_needed: the weaker basis on which it is a type
    """

    candidate: NamedNode
    explanation: Explanation | None = None
    denials: tuple[Claim, ...] = ()
    excluding: Fact | None = None
    gaps: tuple[Gap, ...] = ()
    basis_needed: Basis | None = None

    @property
    def status(self) -> str:
        """``type``, ``denied``, ``ruled_out``, ``not_stated`` or ``unknown``."""
        if self.explanation is not None:
            return "type"
        if self.denials:
            return "denied"
        if self.excluding is not None:
            return "ruled_out"
        return "not_stated" if self.gaps else "unknown"


class Classifier:
    """Answers which classes of a collection its members belong to, and how that is known."""

    def __init__(self, explainer: Explainer) -> None:
        self.explainer = explainer
        self.dataset = explainer.dataset
        self._candidates: dict[str, list[NamedNode]] = {}
        self._above: dict[Term, set[Term]] = {}

    def classify(self, subject: NamedNode, collection: Collection, basis: Basis) -> list[Typing]:
        """Return what is known of every candidate class of a collection, types first.

        :raises NotFound: ``entity-unknown`` when the subject is no member of the collection
        """
        self.check_member(subject, collection, basis)
        if not self.dataset.inference.holds((subject, RDF.type, collection.member), basis):
            return []  # a record of evidence, such as a document: nothing is concluded about it
        found = [self.typing(subject, candidate, basis) for candidate in self.candidates(collection)]
        told = [typing for typing in found if typing.status != "unknown" or self.is_near(typing, subject, basis)]
        return sorted(told, key=lambda typing: (STATUSES.index(typing.status), typing.candidate.value))

    def is_near(self, typing: Typing, subject: NamedNode, basis: Basis) -> bool:
        """Tell whether it may be asked of a thing if it is in a class: it is in one next above, or would be in it.

        Of an event that is no edition nobody asks which kind of edition it is.
        """
        above = self._next_above(typing.candidate)
        holds = self.dataset.inference.holds
        return typing.basis_needed is not None or not above or any(holds((subject, RDF.type, o), basis) for o in above)

    def _next_above(self, candidate: NamedNode) -> list[Term]:
        """Return the named classes that a class is a kind of, and none that is a kind of another of them."""
        above = self._wider(candidate)
        return [one for one in above if not any(one in self._wider(other) for other in above)]

    def _wider(self, kind: Term) -> set[Term]:
        """Return the named classes above a class, without those that mean the same."""
        if kind not in self._above:
            merged = self.dataset.merged(self.dataset.published[-1])
            found: set[Term] = {one for one in self.explainer.wider(kind) if isinstance(one, NamedNode)}
            same = {s for s, p, _ in merged.naming(kind) if p == RDFS.subClassOf}
            self._above[kind] = found - same - {kind, OWL.Thing}
        return self._above[kind]

    def check_member(self, subject: NamedNode, collection: Collection, basis: Basis) -> None:
        """Check that a subject is a member of a collection.

        :raises NotFound: ``entity-unknown`` when it is not
        """
        if (subject, RDF.type, collection.member) not in self.dataset.merged(basis).facts:
            raise unknown_member(subject, collection)

    def candidates(self, collection: Collection) -> list[NamedNode]:
        """Return the class a collection classifies by and its named subclasses."""
        if collection.name not in self._candidates:
            last = self.dataset.inference.strata[-1].closure
            below = {
                subject
                for facts in (last.asserted, last.entailed)
                for subject, predicate, value in facts
                if predicate == RDFS.subClassOf and value == collection.classify and isinstance(subject, NamedNode)
            }
            self._candidates[collection.name] = sorted((below | {collection.classify}) - {OWL.Nothing}, key=str)
        return self._candidates[collection.name]

    def members(self, collection: Collection, basis: Basis) -> list[NamedNode]:
        """Return the members of a collection on a basis."""
        naming = self.dataset.merged(basis).naming(collection.member)
        return [s for s, predicate, _ in naming if predicate == RDF.type and isinstance(s, NamedNode)]

    def held(self, subject: NamedNode, collection: Collection, basis: Basis) -> int:
        """Return how many candidate classes of a collection a subject is in, without asking why."""
        inference = self.dataset.inference
        return sum(inference.holds((subject, RDF.type, one), basis) for one in self.candidates(collection))

    def typing(self, subject: NamedNode, candidate: NamedNode, basis: Basis) -> Typing:
        """Return what is known of one entity and one class."""
        fact: Fact = (subject, RDF.type, candidate)
        if self.dataset.inference.holds(fact, basis):
            return Typing(candidate, self.explainer.explain(fact, basis))
        denials, gaps = self.explainer.lacking(fact, basis)
        excluding = self.explainer.excluding(fact, basis)
        return Typing(candidate, None, denials, excluding, gaps, self.dataset.inference.needed(fact, basis))


def unknown_member(subject: NamedNode, collection: Collection) -> NotFound:
    """Return the error that an entity is not in a collection."""
    label = collection.label
    return NotFound(
        "entity-unknown",
        Text(f"{subject.value} is not among “{label.en}”.", f"{subject.value} no está entre «{label.es}»."),
        Text(f"See /api/{collection.name} for the list.", f"Vea la lista en /api/{collection.name}."),
    )
