"""What the axioms entail in each stratum, by an independent OWL 2 RL reasoner over one small body per definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import owlrl
import pytest
from pyoxigraph import NamedNode
from rdflib import RDF as RDFLIB_RDF
from rdflib import Graph, Literal, URIRef

from llika.terms import OWL, RDF, Fact, local_name

pytestmark = pytest.mark.xdist_group("definitions")  # one worker waits for owlrl

ONTOLOGY = "https://w3id.org/llika/ontology"
THINGS = "https://w3id.org/llika/id/"
MODULES = ("core", "concepts", "discourse", "forums", "definitions")
STRATA = {
    "stated": MODULES,
    "reading": (*MODULES, "readings"),
    "context": (*MODULES, "readings", "context"),
}
LOGIC = (f"{ONTOLOGY}#", RDF, OWL, "http://www.w3.org/2000/01/rdf-schema#sub")
"""Where the predicates of facts that a reasoner reads begin; labels and notes would only slow it down."""

BODIES = """
@prefix : <https://w3id.org/llika/ontology#> .
@prefix c: <https://w3id.org/llika/concept/> .
@prefix i: <https://w3id.org/llika/id/> .
i:filters a :Network . i:a1 :carriedOutBy i:filters ; :realises c:filtering .
i:amplifies a :Network . i:a2 :carriedOutBy i:amplifies ; :realises c:amplifying .
i:convenes a :Network . i:a3 :carriedOutBy i:convenes ; :realises c:convening .
i:invests a :Network . i:a4 :carriedOutBy i:invests ; :realises c:investing .
i:builds a :Network . i:a5 :carriedOutBy i:builds ; :realises c:community-building .
i:facilitates a :Network . i:a6 :carriedOutBy i:facilitates ; :realises c:facilitating .
i:acts a :Network . i:a7 :carriedOutBy i:acts ; :inRole c:agency .
i:supports a :Network . i:a8 :carriedOutBy i:supports ; :inRole c:support .
i:acts-and-supports a :Network . i:a9 :carriedOutBy i:acts-and-supports ; :inRole c:agency , c:support .
i:of-institutions a :Network ; :hasMemberKind c:institution .
i:of-people a :Network ; :hasMemberKind c:person .
i:counted a :Network . i:o1 :about i:counted ; :measure c:members .
i:visited a :ForumEdition .
i:o2 a :Observation ; :about i:visited ; :measure c:attendance-of-women , c:thematic-panels .
i:alone a :Organization . i:b13 :carriedOutBy i:alone ; :realises c:investing ; :inRole c:support .
i:listed a :Network . i:line a :SupportLine ; :about i:listed ; :saidBy i:filters .

i:assists a :Network . i:b1 a :TechnicalAssistance ; :carriedOutBy i:assists .
i:trains a :Network . i:b2 a :Training ; :carriedOutBy i:trains .
i:confers a :Network . i:b3 a :Conference ; :carriedOutBy i:confers .
i:lobbies a :Network . i:b4 a :PolicyLobbying ; :carriedOutBy i:lobbies .
i:serves-members a :Network . i:b5 a :MemberService ; :carriedOutBy i:serves-members .
i:of-municipalities a :Network ; :hasMemberKind c:municipality .

i:governed a :Committee . i:s1 :ofBody i:governed ; :forGroup c:government .
i:business a :Committee . i:s2 :ofBody i:business ; :forGroup c:private-sector .
i:civil a :Committee . i:s3 :ofBody i:civil ; :forGroup c:civil-society .
i:technical a :Committee . i:s4 :ofBody i:technical ; :forGroup c:technical-community .
i:academic a :Committee . i:s5 :ofBody i:academic ; :forGroup c:academia .
i:of-three a :Committee .
i:s6 :ofBody i:of-three ; :forGroup c:civil-society .
i:s7 :ofBody i:of-three ; :forGroup c:academia .
i:s8 :ofBody i:of-three ; :forGroup c:technical-community .
i:of-two a :Committee .
i:s9 :ofBody i:of-two ; :forGroup c:civil-society .
i:s10 :ofBody i:of-two ; :forGroup c:civil-society .
i:s11 :ofBody i:of-two ; :forGroup c:private-sector .
i:one-does-all a :Committee . i:w1 :arrangementOf i:one-does-all ; :taskHolding c:one-actor .
i:all-do-some a :Committee . i:w2 :arrangementOf i:all-do-some ; :taskHolding c:shared .

i:mixed a :Network ; :hasMemberKind c:institution , c:person .
i:spread-out a :Network ; :fitsPole c:decentralised .
i:of-bodies a :Committee ; :hasMemberKind c:institution .
i:seated a :Committee . i:s13 :ofBody i:seated ; :heldBy i:firm . i:firm a :Organization .

i:organises-it a :Network . i:e1 :organisedBy i:organises-it ; :realises c:convening .
i:listed-edition a :ForumEdition . i:r1 a :Recognition ; :recognises i:listed-edition ; :certifies c:openness .
i:holds-forum a :Forum . i:e2 a :ForumEdition ; :editionOf i:holds-forum .
i:broadcasts a :Network . i:b6 a :Broadcasting ; :carriedOutBy i:broadcasts .
i:pays a :Network . i:b7 a :EconomicSupport ; :carriedOutBy i:pays .
i:meets a :Network . i:b8 a :Meeting ; :organisedBy i:meets .
i:advises-peers a :Network . i:b9 a :PeerAssistance ; :carriedOutBy i:advises-peers .
i:selects a :Network . i:b10 a :Selection ; :carriedOutBy i:selects .
i:learns a :CommunityOfPractice . i:b11 a :Course ; :carriedOutBy i:learns .
i:gives-the-hall a :Network . i:b12 a :Sponsorship ; :carriedOutBy i:gives-the-hall .
i:sends-a-remark a :Network . i:k1 a :Remark ; :about i:sends-a-remark ; :suggestsFunction c:convening .
i:unjudged a :ForumEdition . i:v0 :onEdition i:unjudged ; :ofPrinciple c:openness .
i:crossed a :ForumEdition .
i:v1 :onEdition i:crossed ; :ofPrinciple c:openness . i:v2 :onEdition i:crossed ; :verdict c:met .

i:person-and-committee a :Person , :Committee .
i:seated-and-seatless a :Committee ; :hasNoSeatFor c:academia .
i:s14 :ofBody i:seated-and-seatless ; :forGroup c:academia .
i:with-and-without a :CommitteeWithoutGovernment . i:s12 :ofBody i:with-and-without ; :forGroup c:government .
"""
PRINCIPLES = {
    "bottom-up": "BottomUpApproach",
    "inclusiveness": "Inclusiveness",
    "non-profit": "NonProfitApproach",
    "openness": "Openness",
    "transparency": "Transparency",
}
"""The principles of the forums, each with how the names of the classes of editions end."""
DEGREES = {"met": "Meeting", "partly-met": "PartlyMeeting", "not-met": "FallingShortOf"}
"""The degrees of fulfilment, each with what stands before the principle in the name of a class."""
JUDGED = "".join(
    f"i:{principle}-{degree} a :ForumEdition . i:v-{principle}-{degree} :onEdition i:{principle}-{degree} ; "
    f":ofPrinciple c:{principle} ; :verdict c:{degree} .\n"
    for principle in PRINCIPLES
    for degree in DEGREES
)
"""An edition for each principle and degree."""
PRACTISING = (
    "".join(
        f"i:{principle}-torn a :ForumEdition .\n"
        f"i:{principle}-well :practiceOf i:{principle}-torn ; :advances c:{principle} .\n"
        f"i:{principle}-ill :practiceOf i:{principle}-torn ; :fallsShortOf c:{principle} .\n"
        for principle in PRINCIPLES
    )
    + "i:one-sided a :ForumEdition . i:well :practiceOf i:one-sided ; :advances c:openness .\n"
)
"""For each principle, an edition with a practice that serves it and one that leaves it unfulfilled."""
CLASHING = {"person-and-committee", "with-and-without", "seated-and-seatless"}

STATED: dict[str, set[str]] = {
    "filters": {"FilteringNetwork"},
    "amplifies": {"AmplifyingNetwork"},
    "convenes": {"ConveningNetwork"},
    "invests": {"InvestingNetwork"},
    "builds": {"CommunityBuildingNetwork"},
    "facilitates": {"FacilitatingNetwork"},
    "acts": {"AgencyNetwork"},
    "supports": {"SupportNetwork"},
    "acts-and-supports": {"AgencyNetwork", "SupportNetwork", "MixedRoleNetwork"},
    "of-institutions": {"InstitutionalMemberNetwork"},
    "of-people": {"IndividualMemberNetwork"},
    "governed": {"CommitteeWithGovernment"},
    "business": {"CommitteeWithPrivateSector"},
    "civil": {"CommitteeWithCivilSociety"},
    "technical": {"CommitteeWithTechnicalCommunity"},
    "academic": {"CommitteeWithAcademia"},
    "of-three": {
        "BodyWithThreeGroups",
        "CommitteeWithCivilSociety",
        "CommitteeWithAcademia",
        "CommitteeWithTechnicalCommunity",
    },
    "of-two": {"CommitteeWithCivilSociety", "CommitteeWithPrivateSector"},
    "all-do-some": {"SharedTaskCommittee"},
    "mixed": {"IndividualMemberNetwork", "InstitutionalMemberNetwork", "MixedMemberNetwork"},
    "spread-out": {"DecentralisedNetwork"},
    "of-bodies": {"InstitutionalMemberCommittee"},
    "organises-it": {"ConveningNetwork"},
    "listed-edition": {"RecognisedEdition"},
    **{
        f"{principle}-{degree}": {f"Edition{before}{after}"}
        for principle, after in PRINCIPLES.items()
        for degree, before in DEGREES.items()
    },
}
BY_READING: dict[str, set[str]] = {
    "assists": {"FacilitatingNetwork"},
    "trains": {"FacilitatingNetwork"},
    "confers": {"ConveningNetwork"},
    "lobbies": {"AgencyNetwork"},
    "serves-members": {"SupportNetwork"},
    "of-municipalities": {"InstitutionalMemberNetwork"},
    "one-does-all": {"CentralisedCommittee"},
    "seated": {"InstitutionalMemberCommittee"},
    "holds-forum": {"ConveningNetwork"},
    "broadcasts": {"AmplifyingNetwork"},
    "pays": {"InvestingNetwork"},
    "meets": {"ConveningNetwork"},
    "advises-peers": {"FacilitatingNetwork"},
    "selects": {"FilteringNetwork"},
    "learns": {"FacilitatingNetwork"},
    **{f"{principle}-torn": {f"EditionPartlyMeeting{after}"} for principle, after in PRINCIPLES.items()},
}
BY_CONTEXT: dict[str, set[str]] = {"of-three": {"MultistakeholderCommittee"}}

Modules = Mapping[str, list[Fact]]


def close(facts: list[Fact]) -> Graph:
    """Return the OWL 2 RL closure of what a reasoner reads in the facts."""
    logic = [fact for fact in facts if fact[1].value.startswith(LOGIC) and fact[1] != OWL.imports]
    graph = Graph().parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in logic), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


@pytest.fixture(scope="module")
def closures(modules: Modules, read: Callable[[str], list[Fact]]) -> dict[str, Graph]:
    """The closure of the bodies under the axioms of each stratum."""
    axioms = {
        basis: [fact for name in names for fact in modules[f"{ONTOLOGY}/{name}"]] for basis, names in STRATA.items()
    }
    return {basis: close(axioms[basis] + read(BODIES + JUDGED + PRACTISING)) for basis in STRATA}


def given(closure: Graph, classes: set[str]) -> dict[str, set[str]]:
    """Return the types of each body that clashes with nothing, as far as they are among some classes."""
    found: dict[str, set[str]] = {}
    for thing, _, kind in closure.triples((None, RDFLIB_RDF.type, None)):
        body = local_name(str(thing))
        if str(thing).startswith(THINGS) and body not in CLASHING and str(kind).removeprefix(f"{ONTOLOGY}#") in classes:
            found.setdefault(body, set()).add(local_name(str(kind)))
    return found


@pytest.fixture(scope="module")
def defined(modules: Modules) -> set[str]:
    """The classes that the modules of definitions and of context declare."""
    facts = [fact for name in ("definitions", "context") for fact in modules[f"{ONTOLOGY}/{name}"]]
    return {local_name(s.value) for s, p, o in facts if (p, o) == (RDF.type, OWL.Class) and isinstance(s, NamedNode)}


def merged(*expected: dict[str, set[str]]) -> dict[str, set[str]]:
    return {body: set().union(*(part.get(body, set()) for part in expected)) for part in expected for body in part}


def test_stated_facts_alone_give_these_types(closures: dict[str, Graph], defined: set[str]) -> None:
    assert given(closures["stated"], defined) == STATED


def test_readings_add_these_types(closures: dict[str, Graph], defined: set[str]) -> None:
    assert given(closures["reading"], defined) == merged(STATED, BY_READING)


def test_context_adds_these_types(closures: dict[str, Graph], defined: set[str]) -> None:
    assert given(closures["context"], defined) == merged(STATED, BY_READING, BY_CONTEXT)


def test_every_defined_class_is_exercised_save_the_one_that_a_rule_derives(defined: set[str]) -> None:
    reached = set().union(*merged(STATED, BY_READING, BY_CONTEXT).values())
    assert defined - reached == {"CommitteeWithoutGovernment"}


def concepts(closure: Graph, body: str, *properties: str) -> set[str]:
    """Return the names of what a body has for some properties of the ontology."""
    found = (closure.objects(URIRef(f"{THINGS}{body}"), URIRef(f"{ONTOLOGY}#{name}")) for name in properties)
    return {local_name(str(one)) for values in found for one in values}


def test_what_is_measured_is_found_by_each_of_its_measures(closures: dict[str, Graph]) -> None:
    assert concepts(closures["stated"], "counted", "hasMeasure") == {"members"}
    assert concepts(closures["stated"], "visited", "hasMeasure") == {"attendance-of-women", "thematic-panels"}


def test_functions_and_roles_are_those_of_collectives(closures: dict[str, Graph]) -> None:
    assert concepts(closures["stated"], "invests", "performsFunction", "playsRole") == {"investing"}
    assert concepts(closures["context"], "alone", "performsFunction", "playsRole") == set()


def test_a_recognition_and_a_verdict_stay_apart(closures: dict[str, Graph]) -> None:
    listed = URIRef(f"{THINGS}listed-edition")
    certified, met = (URIRef(f"{ONTOLOGY}#{name}") for name in ("certifiedFor", "meetsPrinciple"))
    openness = URIRef("https://w3id.org/llika/concept/openness")
    assert (listed, certified, openness) in closures["stated"]
    assert (listed, met, openness) not in closures["context"]


def test_contradictions_are_reported_and_nothing_else_is(closures: dict[str, Graph]) -> None:
    errors = [
        str(o) for _, p, o in closures["context"] if str(p).endswith("agent-ont#error") and isinstance(o, Literal)
    ]
    assert {body for body in CLASHING if any(body in error for error in errors)} == CLASHING
    assert all(any(body in error for body in CLASHING) for error in errors)
