"""What kind of thing is this: the candidate classes of a collection, each a type, denied, not stated or unknown."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import NotFound
from ..evidence import Basis, Claim, Gap
from ..project import Collection
from ..terms import OWL, RDF, RDFS, Fact, NamedNode, Text
from .proofs import Explainer, Explanation


@dataclass(frozen=True, slots=True)
class Typing:
    """What is known of one entity and one candidate class.

    :param explanation: why it is a type; None where it is not
    :param denials: claims that deny the class, or a condition of its definition
    :param gaps: what was looked for and not found: the class, or a condition of its definition
    :param basis_needed: the weaker basis on which it is a type
    """

    candidate: NamedNode
    explanation: Explanation | None = None
    denials: tuple[Claim, ...] = ()
    gaps: tuple[Gap, ...] = ()
    basis_needed: Basis | None = None

    @property
    def status(self) -> str:
        """``type``, ``denied``, ``not_stated`` or ``unknown``."""
        if self.explanation is not None:
            return "type"
        if self.denials:
            return "denied"
        return "not_stated" if self.gaps else "unknown"


class Classifier:
    """Answers which classes of a collection its members belong to, and how that is known."""

    def __init__(self, explainer: Explainer) -> None:
        self.explainer = explainer
        self.dataset = explainer.dataset
        self._candidates: dict[str, list[NamedNode]] = {}

    def classify(self, subject: NamedNode, collection: Collection, basis: Basis) -> list[Typing]:
        """Return what is known of every candidate class of a collection, types first.

        :raises NotFound: ``entity-unknown`` when the subject is no member of the collection
        """
        self.check_member(subject, collection, basis)
        if not self.dataset.inference.holds((subject, RDF.type, collection.member), basis):
            return []  # a record of evidence, such as a document: nothing is concluded about it
        found = [self.typing(subject, candidate, basis) for candidate in self.candidates(collection)]
        order = ("type", "denied", "not_stated", "unknown")
        return sorted(found, key=lambda typing: (order.index(typing.status), typing.candidate.value))

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
        return Typing(candidate, None, denials, gaps, self.dataset.inference.needed(fact, basis))


def unknown_member(subject: NamedNode, collection: Collection) -> NotFound:
    """Return the error that an entity is not in a collection."""
    label = collection.label
    return NotFound(
        "entity-unknown",
        Text(f"{subject.value} is not among “{label.en}”.", f"{subject.value} no está entre «{label.es}»."),
        Text(f"See /api/{collection.name} for the list.", f"Vea la lista en /api/{collection.name}."),
    )
