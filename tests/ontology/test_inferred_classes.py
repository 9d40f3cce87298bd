"""What the reasoner adds to the bundled data: classes whose members nobody wrote down and no single fact gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pytest

from llika.dataset import Dataset
from llika.evidence import Basis
from llika.rules import Closure
from llika.terms import RDF, RDFS, Fact, Namespace, Term, local_name

TERMS = Namespace("https://w3id.org/llika/ontology#")
NETWORKS = {
    *("AgencyNetwork", "AmplifyingNetwork", "CommunityBuildingNetwork", "ConveningNetwork", "FacilitatingNetwork"),
    *("FilteringNetwork", "InstitutionalMemberNetwork", "MixedRoleNetwork", "SupportNetwork"),
}
BODIES = {
    *("BodyWithThreeGroups", "CentralisedCommittee", "CommitteeWithAcademia", "CommitteeWithCivilSociety"),
    *("CommitteeWithGovernment", "CommitteeWithPrivateSector", "CommitteeWithTechnicalCommunity"),
    *("InstitutionalMemberCommittee", "MultistakeholderCommittee", "SharedTaskCommittee"),
}
EDITIONS = {
    *("EditionFallingShortOfBottomUpApproach", "EditionMeetingNonProfitApproach", "EditionMeetingOpenness"),
    *("EditionPartlyMeetingTransparency", "RecognisedEdition"),
}
"""Classes of networks, of bodies and of editions that the bundled data gives members to, each by several facts."""


@dataclass(frozen=True)
class Inferred:
    """A closure with what was written in it as data, and what it gives types to."""

    closure: Closure
    written: frozenset[Fact]

    @cached_property
    def superclasses(self) -> dict[Term, set[Term]]:
        """The classes above each class."""
        found: dict[Term, set[Term]] = {}
        for subject, predicate, above in (*self.closure.asserted, *self.closure.entailed):
            if predicate == RDFS.subClassOf:
                found.setdefault(subject, set()).add(above)
        return found

    def above(self, kind: Term) -> Iterator[Term]:
        """Yield a class and all classes above it, as the ontology names them."""
        yield kind
        yield from self.superclasses.get(kind, ())

    def types(self, *, of_activities: bool) -> Iterator[Fact]:
        """Yield the types in the ontology that follow for written things: kinds of activity, or all others."""
        things = {subject for subject, _, _ in self.written}
        for fact in self.closure.entailed:
            subject, predicate, kind = fact
            is_own = predicate == RDF.type and subject in things and str(kind).startswith(f"<{TERMS}")
            if is_own and (TERMS.Activity in self.above(kind)) is of_activities:
                yield fact

    def joined(self, *, of_activities: bool) -> set[str]:
        """Return the names of the classes with a member whose proof rests on two written facts or more.

        The classes above a written type are none of them: for those the one type is enough.
        """
        return {
            local_name(str(fact[2])[1:-1]) for fact in self.types(of_activities=of_activities) if self.is_joined(fact)
        }

    def is_joined(self, fact: Fact) -> bool:
        """Tell whether the proof of a fact rests on at least two written ones."""
        proof = self.closure.explain(fact)
        return proof is not None and len(self.written.intersection(proof.leaves())) >= 2


@pytest.fixture(scope="module")
def inferred(dataset: Dataset) -> Inferred:
    """What follows in the bundled project from everything there is."""
    graphs = dataset.sources.graphs
    written = frozenset(fact for name, facts in graphs.items() if not name.startswith("claims/") for fact in facts)
    return Inferred(dataset.inference.stratum(Basis.CONTEXT).closure, written)


def test_a_score_of_classes_has_members_that_only_several_facts_together_give(inferred: Inferred) -> None:
    joined = inferred.joined(of_activities=False)
    assert joined >= NETWORKS | BODIES
    assert len(joined) >= 15


def test_editions_are_judged_by_several_facts_together(inferred: Inferred) -> None:
    assert inferred.joined(of_activities=True) >= EDITIONS


def test_whatever_an_observation_is_about_is_found_by_what_it_measures(inferred: Inferred) -> None:
    """Whatever is given a figure can be asked for by its measure, so that a gap of a measure says something."""
    measured = [(s, o) for s, p, o in inferred.written if p == TERMS.measure]
    about = {(s, o) for s, p, o in inferred.written if p == TERMS.about}
    wanted = {(thing, TERMS.hasMeasure, measure) for node, measure in measured for one, thing in about if one == node}
    assert len({measure for _, _, measure in wanted}) > 50
    assert wanted <= set(inferred.closure.entailed)
