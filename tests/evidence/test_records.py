"""Records: evidence read leniently, and IRIs that are digests of what they say."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from itertools import permutations

import pytest

from llika.evidence import Claim, Records, claim_iri, gap_iri, mention_iri, node_terms, passage_iri, read_records
from llika.terms import EV, RDF, XSD, Fact, Literal, NamedNode
from llika.turtle import read_text

BASE = "https://example.org/coast/"
ID, TERM = f"{BASE}id/", f"{BASE}ontology#"
SKERRY, ANA, REEF, DUNE = (NamedNode(ID + name) for name in ("skerry", "ana", "reef", "dune"))
KEPT_BY, HEIGHT, LISTED = (NamedNode(TERM + name) for name in ("keptBy", "height", "ListedLight"))
NORTH, HARBOUR = (NamedNode(f"{BASE}source/{name}") for name in ("north", "harbour"))
KEPT: Fact = (SKERRY, KEPT_BY, ANA)
PASSAGE = passage_iri(NORTH, 138, 155)


def test_the_iri_of_a_claim_is_the_digest_of_fact_passage_and_stance() -> None:
    parts = [
        "<https://example.org/coast/id/skerry>",
        "<https://example.org/coast/ontology#keptBy>",
        "<https://example.org/coast/id/ana>",
        "<https://example.org/coast/source/north/138-155>",
        "<https://w3id.org/llika/evidence#affirms>",
    ]
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
    assert digest == "b4bad34d0909"
    assert claim_iri(BASE, KEPT, PASSAGE, affirms=True) == NamedNode(f"{BASE}claim/{digest}")


def test_golden_iris_of_a_node_claim_a_gap_and_a_mention() -> None:
    node = NamedNode(f"{ID}inspection-1")
    covered: list[Fact] = [
        (node, RDF.type, NamedNode(f"{TERM}Inspection")),
        (node, NamedNode(f"{TERM}ofLight"), REEF),
        (node, NamedNode(f"{TERM}passed"), Literal("true", datatype=XSD.boolean)),
    ]
    iris = {
        claim_iri(BASE, node_terms(node, covered), passage_iri(NORTH, 302, 338), affirms=True),
        gap_iri(BASE, REEF, (KEPT_BY,), (NORTH, HARBOUR)),
        gap_iri(BASE, DUNE, (RDF.type, LISTED), (NORTH,)),
        mention_iri(BASE, REEF, "the old lady", passage_iri(NORTH, 284, 296)),
    }
    names = {"claim/cd2dfadba6f7", "gap/b787e0391d5e", "gap/ae4f5de7fadc", "mention/d8a6c8aa499c"}
    assert iris == {NamedNode(BASE + name) for name in names}


def test_the_iri_of_a_node_claim_does_not_depend_on_the_order_of_facts() -> None:
    facts: list[Fact] = [(SKERRY, HEIGHT, Literal(str(n))) for n in range(3)]
    assert len({tuple(node_terms(SKERRY, some)) for some in permutations(facts)}) == 1


def test_the_iri_of_a_gap_does_not_depend_on_the_order_of_documents() -> None:
    assert gap_iri(BASE, REEF, (KEPT_BY,), (NORTH, HARBOUR)) == gap_iri(BASE, REEF, (KEPT_BY,), (HARBOUR, NORTH))


def test_whatever_a_claim_says_is_in_its_iri() -> None:
    height: Fact = (SKERRY, HEIGHT, Literal("530.0", datatype=XSD.decimal))
    iris = {
        claim_iri(BASE, KEPT, PASSAGE, affirms=True),
        claim_iri(BASE, KEPT, PASSAGE, affirms=False),
        claim_iri(BASE, KEPT, passage_iri(NORTH, 138, 156), affirms=True),
        claim_iri(BASE, (SKERRY, KEPT_BY, REEF), PASSAGE, affirms=True),
        claim_iri(BASE, (REEF, KEPT_BY, ANA), PASSAGE, affirms=True),
        claim_iri(BASE, height, PASSAGE, affirms=True),
        claim_iri(BASE, (*height[:2], Literal("530", datatype=XSD.integer)), PASSAGE, affirms=True),
        claim_iri(BASE, (*height[:2], Literal("530.0")), PASSAGE, affirms=True),
        claim_iri(BASE, node_terms(SKERRY, [KEPT]), PASSAGE, affirms=True),
        claim_iri(BASE, node_terms(SKERRY, [KEPT, height]), PASSAGE, affirms=True),
    }
    assert len(iris) == 10


def test_what_a_gap_wants_and_where_it_looked_are_in_its_iri() -> None:
    iris = {
        gap_iri(BASE, REEF, (KEPT_BY,), (NORTH,)),
        gap_iri(BASE, REEF, (KEPT_BY, ANA), (NORTH,)),
        gap_iri(BASE, REEF, (KEPT_BY,), (NORTH, HARBOUR)),
        gap_iri(BASE, DUNE, (KEPT_BY,), (NORTH,)),
    }
    assert len(iris) == 4


def test_a_mention_of_other_words_is_another_one() -> None:
    written = {mention_iri(BASE, REEF, words, PASSAGE) for words in ("Reef", "reef", 'Reef"', "Réef", "Re\u0301ef")}
    assert len(written) == 5


def records_of(turtle: str, graph: str = "claims/north") -> Records:
    """Read the evidence of one claims graph."""
    prefixes = f"@prefix ev: <{EV}> . @prefix src: <{BASE}source/> . @prefix i: <{ID}> . @prefix : <{TERM}> .\n"
    return read_records([(graph, read_text(prefixes + turtle, file="claims.ttl").facts)])


PASSAGE_NODE = "<urn:p> a ev:Passage ; ev:inDocument src:north ; ev:lineStart 1 ; ev:lineEnd 1"
CLAIM = "<urn:c> a ev:Claim ; ev:claimSubject i:skerry ; ev:claimPredicate :keptBy ; ev:supportedBy src:almanac"


def test_a_claim_without_stance_and_confidence_affirms_surely() -> None:
    (claim,) = records_of(f"{CLAIM} ; ev:claimObject i:ana .").claims
    assert claim == Claim(NamedNode("urn:c"), KEPT, None, NamedNode(f"{BASE}source/almanac"), True, "claims/north")
    assert claim.confidence == Decimal(1)


def test_a_denial_with_its_confidence_and_qualifier_is_read() -> None:
    (claim,) = records_of(
        f"{CLAIM} ; ev:claimObject i:ana ; ev:stance ev:denies ; ev:confidence 0.5 ; ev:qualifier ev:about ."
    ).claims
    assert (claim.affirms, claim.confidence, claim.qualifier) == (False, Decimal("0.5"), EV.about)


@pytest.mark.parametrize(
    "turtle",
    [
        f"{CLAIM} .",
        f"{CLAIM} ; ev:claimObject i:ana ; ev:claimNode i:skerry .",
        f'{CLAIM} ; ev:claimObject i:ana ; ev:confidence "much" .',
        f'{CLAIM} ; ev:claimObject i:ana ; ev:confidence "NaN" .',
        "<urn:c> a ev:Claim ; ev:claimNode i:skerry .",
        "<urn:c> a ev:Claim ; ev:claimNode i:skerry ; ev:supportedBy 'north' .",
        "[] a ev:Claim ; ev:claimNode i:skerry ; ev:supportedBy src:almanac .",
        "<urn:g> a ev:Gap ; ev:gapSubject i:skerry .",
        "<urn:g> a ev:Gap ; ev:gapSubject i:skerry ; ev:gapType :ListedLight ; ev:gapPredicate :keptBy .",
        "<urn:g> a ev:Gap ; ev:gapPredicate :keptBy .",
        "<urn:m> a ev:Mention ; ev:mentions i:skerry ; ev:inPassage <urn:p> .",
        "<urn:m> a ev:Mention ; ev:writtenAs 'S' ; ev:inPassage <urn:p> .",
        "<urn:p> a ev:Passage ; ev:inDocument src:north ; ev:charStart 1 ; ev:charEnd 2 ; ev:lineStart 1 .",
        f"{PASSAGE_NODE} ; ev:charStart -1 ; ev:charEnd 2 .",
        "<urn:p> a ev:Passage ; ev:charStart 1 ; ev:charEnd 2 ; ev:lineStart 1 ; ev:lineEnd 1 .",
        f"{PASSAGE_NODE} ; ev:charStart 1 ; ev:charEnd {'9' * 5000} .",
    ],
)
def test_what_is_incomplete_is_left_out_and_left_to_the_shapes(turtle: str) -> None:
    assert records_of(turtle) == Records()


def test_a_passage_is_read_with_its_place_in_a_table() -> None:
    (passage,) = records_of(
        f"{PASSAGE_NODE} ; ev:charStart 0 ; ev:charEnd 2 ; ev:table 3 ; ev:row 2 ; ev:column 1 ."
    ).passages.values()
    assert (passage.table, passage.row, passage.column) == (3, 2, 1)
    assert (passage.section, passage.digest) == ("-", "")


def test_a_support_is_a_passage_or_a_document() -> None:
    records = records_of(
        "src:almanac a ev:Document ; ev:webAddress <https://example.org/almanac> .\n"
        f"{PASSAGE_NODE} ; ev:charStart 0 ; ev:charEnd 2 ."
    )
    almanac = NamedNode(f"{BASE}source/almanac")
    assert records.documents[almanac].web_address == "https://example.org/almanac"
    assert records.document_of(almanac) == almanac
    assert records.document_of(NamedNode("urn:p")) == NORTH
    assert records.document_of(NamedNode("urn:q")) is None


@pytest.mark.parametrize(
    ("wanted", "fact", "filled"),
    [
        ("ev:gapPredicate :keptBy", KEPT, True),
        ("ev:gapPredicate :keptBy ; ev:gapObject i:ana", KEPT, True),
        ("ev:gapPredicate :keptBy ; ev:gapObject i:reef", KEPT, False),
        ("ev:gapPredicate :height", KEPT, False),
        ("ev:gapPredicate :keptBy", (REEF, KEPT_BY, ANA), False),
        ("ev:gapType :ListedLight", (SKERRY, RDF.type, LISTED), True),
        ("ev:gapType :ListedLight", (SKERRY, RDF.type, KEPT_BY), False),
        ("ev:gapType :ListedLight", (SKERRY, KEPT_BY, LISTED), False),
    ],
)
def test_a_gap_is_filled_by_what_it_says_was_not_found(wanted: str, fact: Fact, filled: bool) -> None:
    (gap,) = records_of(f"<urn:g> a ev:Gap ; ev:gapSubject i:skerry ; {wanted} .").gaps
    assert gap.is_filled_by(fact) is filled
