"""Citing: every form of it writes the right triples into the right files, or refuses and writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from llika.check import examine
from llika.cite import CONFIDENCES, QUALIFIERS, Cell, Citer, Locator, Manner, parse_object
from llika.errors import InputError, UsageError
from llika.evidence import Basis
from llika.terms import EV, XSD, Literal, NamedNode, Text

if TYPE_CHECKING:
    from tests.cite.conftest import Desk

CLAUSE = Manner(words="Skerry Light … 1844")
INSPECTION = """@prefix : <https://example.org/coast/ontology#> .
@prefix i: <https://example.org/coast/id/> .

# Seen by the harbour office.
i:inspection-1 a :Inspection ; :ofLight i:reef ; :passed true .
"""
NEW_CLAIMS = """@prefix : <https://example.org/coast/ontology#> .
@prefix claim: <https://example.org/coast/claim/> .
@prefix ev: <https://w3id.org/llika/evidence#> .
@prefix i: <https://example.org/coast/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pnorth: <https://example.org/coast/source/north/> .
@prefix src: <https://example.org/coast/source/> .

<https://example.org/coast/data/claims/north> a owl:Ontology ;
    owl:imports <https://w3id.org/llika/evidence> .

claim:914fe06628f8 a ev:Claim ;
    ev:claimPredicate :builtIn ;
    ev:claimSubject i:skerry ;
    ev:claimValue 1844 ;
    ev:confidence 1.0 ;
    ev:stance ev:affirms ;
    ev:supportedBy pnorth:64-94 .

pnorth:64-94 a ev:Passage ;
    ev:charEnd 94 ;
    ev:charStart 64 ;
    ev:inDocument src:north ;
    ev:lineEnd 7 ;
    ev:lineStart 7 ;
    ev:sectionPath "1.A" ;
    ev:textDigest "0f38997ccf68a6d5d1a58cf0ab08b5096ed9ba5bbcb16190d700cf148ea5f4dc" .

src:north a ev:Document ;
    ev:fileDigest "6189ddbc5881d7a6ee00cd4aef9fac4cb2a1b83eb4b698796e460c37ca19aa12" ;
    ev:fileName "north-coast.txt" .
"""
NEW_DATA = """@prefix : <https://example.org/coast/ontology#> .
@prefix i: <https://example.org/coast/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

<https://example.org/coast/data/north> a owl:Ontology ;
    owl:imports <https://example.org/coast/ontology> .

i:skerry :builtIn 1844 .
"""


def refused(act: Callable[[], object]) -> UsageError:
    """Return the error that an act is refused with."""
    with pytest.raises(UsageError) as caught:
        act()
    return caught.value


def test_the_first_fact_of_a_document_makes_its_two_files(desk: Desk) -> None:
    change = desk.cite("skerry builtIn 1844", "north:7", CLAUSE)
    assert change.iri == NamedNode("https://example.org/coast/claim/914fe06628f8")
    assert (desk.read("north.ttl"), desk.read("claims/north.ttl")) == (NEW_DATA, NEW_CLAIMS)
    assert desk.found() == []


def test_a_second_fact_goes_into_the_same_files(desk: Desk) -> None:
    desk.cite("skerry builtIn 1844", "north:7", CLAUSE)
    names = set(desk.files())
    desk.cite("skerry keptBy ana", "north:7", CLAUSE)
    assert set(desk.files()) == names
    assert "i:skerry :builtIn 1844 ;\n    :keptBy i:ana ." in desk.read("north.ttl")
    claims = desk.read("claims/north.ttl")
    assert (claims.count("a ev:Claim"), claims.count("a ev:Passage"), claims.count("a ev:Document")) == (2, 1, 1)
    assert desk.found() == []


def test_the_same_cites_in_another_order_give_the_same_files(desk: Desk) -> None:
    for words, at in (
        ("skerry builtIn 1844", "north:7"),
        ("dune inUse true", "north:8"),
        ("reef builtIn 1901", "harbour:1"),
    ):
        desk.cite(words, at)
    one = desk.files()
    for name in one.keys() - {"shared.ttl", "claims/context/almanac.ttl"}:
        (desk.data / name).unlink()
    for words, at in (
        ("reef builtIn 1901", "harbour:1"),
        ("dune inUse true", "north:8"),
        ("skerry builtIn 1844", "north:7"),
    ):
        desk.cite(words, at)
    assert desk.files() == one


def test_new_evidence_passes_every_check(full_desk: Desk) -> None:
    full_desk.cite("reef inUse true", "north:12", Manner(words="twice it … passed"))
    full_desk.cite("dune a ListedLight", "harbour:1")
    assert examine(full_desk.project, texts=full_desk.documents).findings == ()


def test_a_fact_goes_where_its_subject_stands_already(desk: Desk) -> None:
    (desk.data / "north-towers.ttl").write_text(INSPECTION, "utf-8")
    desk.cite("skerry builtIn 1844", "north:7", CLAUSE)
    assert set(desk.files()) >= {"north-towers.ttl", "north.ttl"}


def test_a_document_number_stands_for_the_document(desk: Desk) -> None:
    (desk.documents / "003_abc.txt").write_text("Dune Light is in use.\n", "utf-8")
    (desk.data / "003-dunes.ttl").write_text(INSPECTION, "utf-8")
    desk.cite("dune inUse true", "003:1")
    assert "i:dune :inUse true ." in desk.read("003-dunes.ttl")
    assert "src:003 a ev:Document" in desk.read("claims/003-dunes.ttl")
    assert desk.read("003-dunes.ttl").count("# Seen by the harbour office.\ni:inspection-1") == 1


def test_a_denial_writes_no_fact(desk: Desk) -> None:
    desk.cite("dune keptBy ana", "north:8", Manner(affirms=False))
    assert "north.ttl" not in desk.files()
    assert "ev:stance ev:denies" in desk.read("claims/north.ttl")
    assert desk.found() == []


def test_a_reading_is_filed_apart_and_its_passage_with_the_document(desk: Desk) -> None:
    desk.cite("ana a Expert", "north:16", Manner(basis=Basis.READING, confidence=Decimal("0.5")))
    assert "i:ana a :Expert ." in desk.read("readings.ttl")
    assert "ev:confidence 0.5" in desk.read("claims/readings.ttl")
    assert "a ev:Passage" not in desk.read("claims/readings.ttl")
    assert "a ev:Passage" in desk.read("claims/north.ttl")
    assert desk.found() == []


@pytest.mark.parametrize("basis", [Basis.STATED, Basis.CONTEXT])
def test_what_a_document_without_kept_text_says_is_context(desk: Desk, basis: Basis) -> None:
    desk.cite("skerry inUse true", "almanac", Manner(basis=basis))
    assert "i:skerry :inUse true ." in desk.read("context/almanac.ttl")
    assert "ev:supportedBy src:almanac" in desk.read("claims/context/almanac.ttl")
    assert desk.found() == []


@pytest.mark.parametrize(("at", "basis"), [("almanac", Basis.READING), ("north:7", Basis.CONTEXT)])
def test_a_basis_that_the_document_has_not_is_refused(desk: Desk, at: str, basis: Basis) -> None:
    error = refused(lambda: desk.cite("skerry inUse true", at, Manner(basis=basis)))
    assert error.code == "basis-mismatch"


def test_a_document_whose_text_is_kept_is_cited_by_line(full_desk: Desk) -> None:
    assert refused(lambda: full_desk.cite("skerry inUse true", "north")).code == "passage-needed"


def test_a_new_document_is_cited_by_line(desk: Desk) -> None:
    assert refused(lambda: desk.cite("skerry inUse true", "north")).code == "passage-needed"
    assert refused(lambda: desk.mention("reef", "Reef Light", "almanac")).code == "passage-needed"


def test_confidence_qualifier_and_cell_are_kept(desk: Desk) -> None:
    manner = Manner(confidence=CONFIDENCES[1], qualifier="atLeast", cell=Cell(table=3, row=2, column=1))
    desk.cite("skerry height 530.0", "north:7", manner)
    claims = desk.read("claims/north.ttl")
    for line in ("ev:confidence 0.8", "ev:qualifier ev:atLeast", "ev:table 3", "ev:row 2", "ev:column 1"):
        assert line in claims
    assert "ev:claimValue 530.0" in claims


@pytest.mark.parametrize(("given", "written"), [("1", "1.0"), ("0.80", "0.8"), ("5E-1", "0.5")])
def test_a_confidence_is_written_in_its_one_form(desk: Desk, given: str, written: str) -> None:
    desk.cite("skerry inUse true", "almanac", Manner(confidence=Decimal(given)))
    assert f"ev:confidence {written} " in desk.read("claims/context/almanac.ttl")


def test_qualifiers_and_confidences_are_those_the_vocabulary_declares(desk: Desk) -> None:
    vocabulary = desk.citer.sources.ontology[0].document.facts
    declared = {fact[0] for fact in vocabulary if fact[2] == EV.Qualifier}
    assert declared == {EV.term(name) for name in QUALIFIERS}
    assert sorted(map(str, CONFIDENCES)) == ["0.5", "0.8", "1.0"]


# Nodes.


def test_a_node_is_claimed_with_all_its_facts(desk: Desk) -> None:
    (desk.data / "north.ttl").write_text(INSPECTION, "utf-8")
    assert desk.found() == ["fact-without-claim"]
    desk.node("inspection-1", "north:12")
    assert "ev:claimNode i:inspection-1" in desk.read("claims/north.ttl")
    assert desk.found() == []


def test_a_fact_with_a_claim_of_its_own_leaves_the_claim_of_its_node(desk: Desk) -> None:
    (desk.data / "north.ttl").write_text(INSPECTION, "utf-8")
    one = desk.node("inspection-1", "north:12").iri
    another = desk.node("inspection-1", "north:12", Manner(words="twice it passed")).iri
    assert one is not None
    assert another is not None
    desk.cite("inspection-1 passed true", "north:12", Manner(words="it passed"))
    claims = desk.read("claims/north.ttl")
    assert f"claim:{one.value.split('/')[-1]}" not in claims
    assert f"claim:{another.value.split('/')[-1]}" not in claims
    assert claims.count("ev:claimNode") == 2
    assert desk.found() == []


def test_a_second_claim_for_a_fact_changes_no_claim_of_its_node(desk: Desk) -> None:
    (desk.data / "north.ttl").write_text(INSPECTION, "utf-8")
    desk.cite("inspection-1 passed true", "north:12", Manner(words="it passed"))
    iri = desk.node("inspection-1", "north:12").iri
    assert iri is not None
    desk.cite("inspection-1 passed true", "north:12", Manner(words="twice it"))
    assert iri.value.split("/")[-1] in desk.read("claims/north.ttl")
    assert desk.found() == []


def test_a_denial_takes_nothing_from_the_claim_of_a_node(desk: Desk) -> None:
    (desk.data / "north.ttl").write_text(INSPECTION, "utf-8")
    desk.node("inspection-1", "north:12")
    desk.cite("inspection-1 passed false", "north:12", Manner(affirms=False))
    assert desk.found() == []


def test_a_node_without_facts_or_in_another_document_is_refused(desk: Desk) -> None:
    (desk.data / "north.ttl").write_text(INSPECTION, "utf-8")
    assert refused(lambda: desk.node("nobody", "north:12")).code == "node-without-facts"
    assert refused(lambda: desk.node("inspection-1", "harbour:1")).code == "node-without-facts"
    assert refused(lambda: desk.node("inspection-1", "north:12", Manner(affirms=False))).code == "node-denied"


# Mentions and gaps.


def test_a_mention_keeps_the_words_as_written(desk: Desk) -> None:
    desk.mention("reef", "the old lady", "north:12")
    claims = desk.read("claims/north.ttl")
    assert 'ev:writtenAs "the old lady"' in claims
    assert "ev:mentions i:reef" in claims
    assert desk.found() == []


def test_the_same_words_are_mentioned_of_two_things(desk: Desk) -> None:
    desk.mention("reef", "the old lady", "north:12")
    desk.mention("skerry", "the old lady", "north:12")
    assert desk.read("claims/north.ttl").count("a ev:Mention") == 2
    assert desk.read("claims/north.ttl").count("a ev:Passage") == 1
    assert refused(lambda: desk.mention("reef", "the old lady", "north:12")).code == "already-cited"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("reef keptBy", ["ev:gapPredicate :keptBy"]),
        ("reef keptBy ana", ["ev:gapPredicate :keptBy", "ev:gapObject i:ana"]),
        ("reef a ListedLight", ["ev:gapType :ListedLight"]),
    ],
)
def test_a_gap_says_what_was_looked_for_where_by_whom_and_why(desk: Desk, words: str, written: list[str]) -> None:
    desk.gap(words, "north", "harbour", "north")
    claims = desk.read("claims/north.ttl")
    for line in (*written, "ev:gapSubject i:reef", "ev:checkedBy i:curator", '"Not told."@en', '"No se dice."@es'):
        assert line in claims
    assert ("ev:gapPredicate" in claims) != ("ev:gapType" in claims)
    assert "src:harbour a ev:Document" in desk.read("claims/harbour.ttl")
    assert desk.found() == []
    assert refused(lambda: desk.gap(words, "harbour", "north")).code == "already-cited"


def test_a_gap_in_a_document_without_kept_text_is_filed_with_it(desk: Desk) -> None:
    desk.gap("reef keptBy", "almanac")
    assert "a ev:Gap" in desk.read("claims/context/almanac.ttl")
    assert desk.found() == []


def test_a_gap_about_a_type_names_its_class(desk: Desk) -> None:
    assert refused(lambda: desk.gap("reef a", "north")).code == "class-needed"


# What is refused; nothing is written then.


@pytest.mark.parametrize(
    ("words", "at", "manner", "code"),
    [
        ("skerry bulitIn 1844", "north:7", Manner(), "undeclared-term"),
        ("skerry a Ligth", "north:7", Manner(), "undeclared-term"),
        ("skerry builtIn 1844", "south:7", Manner(), "unknown-document"),
        ("skerry builtIn 1844", "n:7", Manner(), "unknown-document"),
        ("skerry builtIn 1844", "nort:7", Manner(), "unknown-document"),
        ("skerry builtIn 1844", "..:7", Manner(), "unknown-document"),
        ("skerry builtIn 1844", "north:0", Manner(), "line-outside"),
        ("skerry builtIn 1844", "north:99", Manner(), "line-outside"),
        ("skerry builtIn 1844", "north:8-7", Manner(), "line-outside"),
        ("skerry builtIn 1844", "north:6", Manner(), "line-empty"),
        ("skerry builtIn 1844", "north:8", Manner(words="1844"), "words-missing"),
        ("skerry builtIn 1844", "north:12", Manner(words="twice"), "words-twice"),
        ("skerry builtIn 1844", "long:1", Manner(), "passage-too-long"),
        ("skerry builtIn 1844", "twin:1", Manner(), "unknown-document"),
        ("skerry builtIn 1844", "almanac:1", Manner(), "no-sources"),
    ],
)
def test_what_cannot_be_cited_is_refused_and_nothing_is_written(
    desk: Desk, words: str, at: str, manner: Manner, code: str
) -> None:
    (desk.documents / "long.txt").write_text("Ñ" * 601, "utf-8")
    (desk.documents / "twin_1.txt").write_text("1844", "utf-8")
    (desk.documents / "twin_2.txt").write_text("1844", "utf-8")
    before = desk.files()
    error = refused(lambda: desk.cite(words, at, manner))
    assert error.code == code
    assert error.hint.es
    assert desk.files() == before


@pytest.mark.parametrize("affirms", [True, False])
def test_citing_the_same_twice_is_refused(desk: Desk, affirms: bool) -> None:
    desk.cite("skerry builtIn 1844", "north:7", Manner(affirms=affirms))
    before = desk.files()
    error = refused(lambda: desk.cite("skerry builtIn 1844", "north:7", Manner(affirms=affirms)))
    assert (error.code, desk.files()) == ("already-cited", before)
    assert str(error.place).startswith("graph_data/claims/north.ttl:")


def test_the_same_is_known_under_whatever_iri(desk: Desk) -> None:
    desk.cite("skerry builtIn 1844", "north:7")
    path = desk.data / "claims" / "north.ttl"
    path.write_text(re.sub(r"claim:[0-9a-f]{12}", "claim:000000000000", path.read_text("utf-8")), "utf-8")
    assert refused(lambda: desk.cite("skerry builtIn 1844", "north:7")).code == "already-cited"


def test_the_same_fact_from_another_passage_corroborates_it(desk: Desk) -> None:
    desk.cite("skerry builtIn 1844", "north:7")
    desk.cite("skerry builtIn 1844", "north:7", CLAUSE)
    assert desk.read("claims/north.ttl").count("a ev:Claim") == 2
    assert desk.found() == []


def test_without_the_documents_only_web_pages_are_cited(desk: Desk) -> None:
    desk.cite("skerry builtIn 1844", "north:7")
    citer = Citer(desk.project)
    assert refused(lambda: citer.cite_fact(desk.fact("reef builtIn 1"), Locator("north", 8, 8))).code == "no-sources"
    assert (
        refused(lambda: citer.cite_fact(desk.fact("reef builtIn 1"), Locator("new", 8, 8))).code == "unknown-document"
    )
    citer.cite_fact(desk.fact("skerry inUse true"), Locator("almanac")).write()
    assert desk.found() == []


def test_a_project_without_an_ontology_may_cite_any_term(desk: Desk) -> None:
    (desk.root / "ontology" / "coast.ttl").unlink()
    desk.cite("skerry bulitIn 1844", "north:7")
    assert ":bulitIn 1844" in desk.read("north.ttl")


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":7",
        "north:",
        "north:x",
        "north:-7",
        "north:7-",
        "north:7:8",
        "../x:7",
        "a/b:7",
        "a b:7",
        "north:7\n",
        "north:７",
    ],
)
def test_what_is_no_locator_is_refused(text: str) -> None:
    assert refused(lambda: Locator.parse(text)).code == "bad-locator"


def test_a_line_number_beyond_measure_is_refused() -> None:
    assert refused(lambda: Locator.parse(f"north:{'9' * 5000}")).code == "bad-locator"


@pytest.mark.parametrize("name", ["../secret", "*", "n*", "north.txt", "north-coast.txt"])
def test_a_gap_searches_only_documents_of_the_folder(desk: Desk, name: str) -> None:
    (desk.root / "secret.txt").write_text("Hidden.", "utf-8")
    before = desk.files()
    assert refused(lambda: desk.gap("reef keptBy", name)).code == "unknown-document"
    assert desk.files() == before


def test_a_document_that_is_not_utf_8_is_refused(desk: Desk) -> None:
    (desk.documents / "latin.txt").write_bytes(b"a\xf1o")
    with pytest.raises(InputError) as caught:
        desk.cite("skerry builtIn 1844", "latin:1")
    assert caught.value.code == "not-utf8"


# Objects.


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("ana", NamedNode("https://example.org/coast/id/ana")),
        (":Light", NamedNode("https://example.org/coast/ontology#Light")),
        ("https://example.net/x", NamedNode("https://example.net/x")),
        ("1844", Literal("1844", datatype=XSD.integer)),
        ("-0530.0", Literal("-0530.0", datatype=XSD.decimal)),
        (".5", Literal(".5", datatype=XSD.decimal)),
        ("1e3", Literal("1e3", datatype=XSD.double)),
        ("true", Literal("true", datatype=XSD.boolean)),
        ('"Ana"', Literal("Ana")),
        ("'Núñez 🔦'@es", Literal("Núñez 🔦", language="es")),
        ('"say \\"hi\\""', Literal('say "hi"')),
        ('"01"^^xsd:integer', Literal("01", datatype=XSD.integer)),
    ],
)
def test_an_object_is_a_name_or_a_literal_as_turtle_writes_it(desk: Desk, text: str, term: NamedNode | Literal) -> None:
    assert parse_object(text, desk.project) == term


@pytest.mark.parametrize(
    "text",
    [
        '"open',
        '"a" , "b"',
        '"a" . <urn:x> <urn:y> <urn:z>',
        '"a"^^unknown:type',
        '"a"^^<relative>',
        "1844 m",
        "two words",
    ],
)
def test_what_is_no_object_is_refused(desk: Desk, text: str) -> None:
    assert refused(lambda: parse_object(text, desk.project)).code == "not-a-term"


def test_literals_are_written_as_given(desk: Desk) -> None:
    desk.cite("skerry height 530.0", "north:7")
    desk.cite('reef height "0530"^^xsd:integer', "north:12")
    data = desk.read("north.ttl")
    assert ":height 530.0" in data
    assert '"0530"^^' in data or ":height 0530" in data
    assert desk.found() == []


def test_a_passage_of_the_real_report_is_cited(shared_dir: Path, desk: Desk) -> None:
    texts = shared_dir / "sources"
    citer = Citer(desk.project, texts)
    change = citer.cite_fact(
        desk.fact("skerry inUse true"), Locator.parse("003:890"), Manner(words="REMURPE … assistance")
    )
    change.write()
    claims = desk.read("claims/003.ttl")
    assert "ev:lineStart 890" in claims
    assert 'ev:fileName "003_' in claims
    assert Citer(desk.project, texts).repair().write() == []


def test_reasons_are_kept_in_both_languages(desk: Desk) -> None:
    project = desk.project
    reason = Text('He said "no".\nTwice.', "Dijo «no» 🔦")
    desk.written(
        desk.citer.gap(
            project.term("reef"), (project.term(":keptBy"),), ["north"], reason=reason, by=project.term("ana")
        )
    )
    (gap,) = desk.citer.sources.records.gaps
    assert {(one.value, one.language) for one in gap.reasons} == {(reason.en, "en"), (reason.es, "es")}
