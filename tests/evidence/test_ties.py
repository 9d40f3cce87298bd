"""The ties between facts and evidence: a project in order, and what is found when something in it is broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from llika.check import examine
from llika.cite import Citer, Locator, Manner
from llika.errors import InputError
from llika.evidence import Basis, Evidence, check_graphs, check_sources, check_ties, read_documents
from llika.evidence.ties import CLAIMS
from llika.evidence.wording import TIES
from llika.findings import Finding, Level
from llika.project import Project
from llika.sources import Sources
from llika.terms import EV, RDF, Fact, Literal, NamedNode, Text


def check(root: Path) -> list[Finding]:
    """Return what the ties, the graphs and the documents of a project show."""
    sources = Sources(Project.open(root))
    texts = read_documents(sources.records, root / "documents")
    return [*check_graphs(sources.evidence), *check_ties(sources.evidence), *check_sources(sources.evidence, texts)]


def edit(path: Path, old: str, new: str) -> None:
    """Replace what stands in a file once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")


@dataclass(frozen=True)
class Break:
    """One edit of a file, the rule it breaks, and what else is found then."""

    rule: str
    file: str
    old: str
    new: str
    also: frozenset[str] = frozenset()


def break_(rule: str, file: str, old: str, new: str, *also: str) -> Break:
    """Return one edit of a file below ``graph_data``."""
    return Break(rule, file, old, new, frozenset(also))


_INSPECTION = "i:inspection-1 a :Inspection ;\n    :ofLight i:reef ;\n    :passed true .\n"
_PASSAGE = "pnorth:284-296 a ev:Passage ;\n    ev:charEnd 296 ;\n    ev:charStart 284 ;"
_COPIED = (
    "<https://example.org/coast/source/north/284-296> a ev:Passage ; ev:charEnd 296 ; ev:charStart 284 ;"
    " ev:inDocument src:north ; ev:lineEnd 12 ; ev:lineStart 12 .\n\nsrc:harbour a ev:Document"
)
_MENTION = "ev:inPassage pnorth:284-296 ;\n    ev:mentions i:reef ;"
BREAKS = [
    break_("fact-without-claim", "north.ttl", ":height 530.0", ":height 530.0 , 531.0"),
    break_("fact-without-claim", "north.ttl", ":height 530.0", ":height 530", "claim-without-fact"),
    break_("fact-without-claim", "readings.ttl", "a :Expert", "a :Expert , :ListedLight"),
    break_("fact-without-claim", "context/almanac.ttl", ":inUse true", ":inUse true ; :height 1.0"),
    break_("fact-without-claim", "north.ttl", "i:skerry :builtIn", "i:skerry a :ListedLight ; :builtIn"),
    break_("claim-without-fact", "north.ttl", "    :height 530.0 ;\n", ""),
    break_("claim-without-fact", "north.ttl", _INSPECTION, ""),
    break_("claim-without-fact", "harbour.ttl", "i:reef :builtIn 1901 .", ""),
    break_(
        "denial-with-fact", "north.ttl", _INSPECTION, f"{_INSPECTION}i:dune :keptBy i:ana .\n", "fact-without-claim"
    ),
    break_("evidence-stale", "north.ttl", ":passed true", ":passed false"),
    break_("evidence-stale", "north.ttl", ":passed true", ":passed true ; :inUse true"),
    break_("evidence-stale", "claims/north.ttl", "ev:denies", "ev:affirms", "claim-without-fact"),
    break_("evidence-stale", "claims/north.ttl", "ev:gapType :ListedLight", "ev:gapType :Keeper"),
    break_(
        "evidence-stale",
        "claims/north.ttl",
        "ev:searchedIn src:harbour ,\n        src:north",
        "ev:searchedIn src:north",
    ),
    break_("evidence-stale", "claims/north.ttl", '"the old lady"', '"the old Lady"'),
    break_("evidence-stale", "claims/north.ttl", "claim:914fe06628f8", "claim:914fe06628f9"),
    break_(
        "passage-missing",
        "claims/north.ttl",
        "ev:supportedBy pnorth:64-130",
        "ev:supportedBy pnorth:64-131",
        "passage-unused",
        "evidence-stale",
    ),
    break_("passage-missing", "claims/context/almanac.ttl", "src:almanac a ev:Document", "src:almanach a ev:Document"),
    break_("passage-missing", "claims/north.ttl", "ev:charStart 284 ;", ""),
    break_(
        "passage-unused",
        "claims/harbour.ttl",
        "ev:supportedBy pharbour:0-33",
        "ev:supportedBy src:harbour",
        "evidence-stale",
    ),
    break_("passage-unused", "claims/north.ttl", "ev:Mention ;", "ev:Gap ;"),
    break_("passage-home", "claims/harbour.ttl", "src:harbour a ev:Document", _COPIED),
    break_("passage-iri", "claims/north.ttl", _PASSAGE, _PASSAGE.replace("End 296", "End 297"), "passage-digest"),
    break_(
        "passage-length",
        "claims/north.ttl",
        _PASSAGE,
        _PASSAGE.replace("End 296", "End 885"),
        "passage-iri",
        "passage-digest",
    ),
    break_(
        "passage-length",
        "claims/north.ttl",
        _PASSAGE,
        _PASSAGE.replace("End 296", "End 284"),
        "passage-iri",
        "passage-digest",
    ),
    break_("passage-digest", "claims/north.ttl", '"cd1870069f', '"cd1870069e'),
    break_("passage-digest", "claims/north.ttl", "ev:lineEnd 16", "ev:lineEnd 17"),
    break_("passage-digest", "../documents/harbour.txt", "1901", "1902", "document-digest"),
    break_("passage-heading", "claims/harbour.ttl", 'ev:sectionPath "-"', 'ev:sectionPath "Lists"'),
    break_("document-digest", "claims/north.ttl", '"6189ddbc', '"6189ddbd'),
    break_("document-digest", "../documents/north-coast.txt", "keeps Reef Light.\n", "keeps Reef Light. \n"),
    break_("gap-beside-fact", "claims/north.ttl", "ev:gapSubject i:reef", "ev:gapSubject i:skerry", "evidence-stale"),
    break_("blank-node", "shared.ttl", "i:dune a :Light", "[] a :Light . i:dune a :Light"),
    break_("blank-node", "claims/north.ttl", "ev:gapSubject i:dune", "ev:gapSubject []"),
    break_("shared-fact", "shared.ttl", "i:dune a :Light", "i:dune a :Light ; :builtIn 1900"),
    break_("untyped-node", "shared.ttl", "i:skerry a :Light ;", "i:skerry"),
    break_("undeclared-term", "north.ttl", ":height", ":hight", "claim-without-fact"),
    break_("undeclared-term", "shared.ttl", "i:dune a :Light", "i:dune a :Light , :Ligth"),
    break_("undeclared-term", "claims/north.ttl", _MENTION, f"{_MENTION} ev:mentionedBy i:ana ;"),
]


def test_in_a_project_in_order_nothing_is_found(coast: Path) -> None:
    assert check(coast) == []
    assert examine(Project.open(coast), texts=coast / "documents").findings == ()


@pytest.mark.parametrize("broken", BREAKS, ids=lambda one: f"{one.rule}: {one.file}: {one.new[:24]!r}")
def test_what_is_broken_is_found(coast: Path, broken: Break) -> None:
    edit(coast / "graph_data" / broken.file, broken.old, broken.new)
    found = check(coast)
    assert {finding.rule for finding in found} == {broken.rule, *broken.also}
    assert all(finding.level is Level.VIOLATION for finding in found)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda one: f"{one.rule}: {one.file}: {one.new[:24]!r}")
def test_a_finding_says_where_what_and_what_to_do(coast: Path, broken: Break) -> None:
    edit(coast / "graph_data" / broken.file, broken.old, broken.new)
    for finding in check(coast):
        assert finding.place is not None
        assert (coast / finding.place.file).is_file()
        assert finding.subject
        for text in (finding.message, finding.advice):
            assert text.en
            assert text.es
            assert text.en != text.es
            assert not any(brace in part for part in text for brace in "{}")


def test_every_rule_has_a_test_that_fires_it() -> None:
    told_by_the_closure = {"documents-disagree"}
    assert {broken.rule for broken in BREAKS} | told_by_the_closure == set(TIES)


def test_a_finding_has_the_place_of_the_value_it_is_about(coast: Path) -> None:
    path = coast / "graph_data" / "north.ttl"
    edit(path, ":height 530.0", ":height 530.0 , 531.0")
    (finding,) = check(coast)
    before, _, _ = path.read_text("utf-8").partition("531.0")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert str(finding.place) == f"graph_data/north.ttl:{line}:{column}"
    assert finding.subject == "i:skerry"
    assert finding.message == Text(
        "No claim covers the fact “i:skerry :height 531.0”.",
        "Ninguna afirmación respalda el hecho «i:skerry :height 531.0».",
    )


def test_a_missing_document_is_named(coast: Path) -> None:
    (coast / "documents" / "harbour.txt").unlink()
    with pytest.raises(InputError, match=r"harbour\.txt"):
        check(coast)


# Every single piece of the evidence matters.


def without(evidence: Evidence, sources: Sources, graph: str, gone: frozenset[Fact]) -> Evidence:
    """Return the evidence of a project that lacks some triples."""
    return sources.evidence_of({**evidence.graphs, graph: evidence.graphs[graph] - gone})


def pieces(sources: Sources) -> Iterator[tuple[str, frozenset[Fact]]]:
    """Yield each fact of the data outside the shared file, and each claim, mention, passage and document as a whole."""
    for name, facts in sources.graphs.items():
        if name.startswith(CLAIMS):
            kinds = (EV.Claim, EV.Mention, EV.Passage, EV.Document)
            nodes = {s for s, p, o in facts if p == RDF.type and o in kinds}
            yield from ((name, frozenset(fact for fact in facts if fact[0] == node)) for node in nodes)
        elif name != "shared":
            yield from ((name, frozenset({fact})) for fact in facts if sources.vocabulary.is_fact(fact))


def test_a_missing_fact_or_piece_of_evidence_is_always_found(coast: Path) -> None:
    sources = Sources(Project.open(coast))
    parts = list(pieces(sources))
    assert len(parts) > 20
    denials = {claim.iri for claim in sources.records.claims if not claim.affirms}
    for name, gone in parts:
        found = check_ties(without(sources.evidence, sources, name, gone))
        is_denial = bool({s for s, _, _ in gone} & denials)
        expected = "passage-unused" if is_denial else ""
        assert found, f"nobody misses {gone} in {name}"
        assert expected in {"", *(finding.rule for finding in found)}


def test_a_changed_character_of_a_digest_is_always_found(coast: Path) -> None:
    sources = Sources(Project.open(coast))
    texts = read_documents(sources.records, coast / "documents")
    for name, facts in sources.graphs.items():
        for fact in (one for one in facts if one[1] in (EV.textDigest, EV.fileDigest)):
            assert isinstance(fact[2], Literal)
            for at in range(0, 64, 7):
                digest = fact[2].value
                other = digest[:at] + ("0" if digest[at] != "0" else "1") + digest[at + 1 :]
                changed = (facts - {fact}) | {(fact[0], fact[1], Literal(other))}
                found = check_sources(sources.evidence_of({**sources.graphs, name: changed}), texts)
                assert [finding.rule for finding in found] in (["passage-digest"], ["document-digest"])


def list_sections(root: Path, lines: str) -> None:
    """List sections in the project's configuration."""
    with (root / "llika.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[sections]\n{lines}\n")


def test_a_passage_that_names_another_section_than_its_own_is_found(coast: Path) -> None:
    list_sections(coast, 'north = ["1-16", "14-16"]')
    found = check_closure(coast)
    assert {finding.rule for finding in found} == {"passage-heading"}
    told = {finding.message.en for finding in found}
    assert "The passage stands in section “LIGHTHOUSES OF THE NORTH COAST”, not “1.A”." in told
    Citer(Project.open(coast), coast / "documents").repair().write()
    assert check_closure(coast) == []


def test_sections_of_a_document_that_nobody_describes_are_refused(coast: Path) -> None:
    list_sections(coast, 'south = ["1-16"]')
    with pytest.raises(InputError, match="source/south has no text") as caught:
        check_closure(coast)
    assert caught.value.code == "sections-wrong"


# What the closure says about denials and gaps.


def cite(root: Path, words: str, at: str, manner: Manner) -> None:
    """Cite a fact of the project."""
    project = Project.open(root)
    subject, predicate, value = words.split()
    fact = (project.term(subject), project.term(f":{predicate}"), project.term(value))
    Citer(project, root / "documents").cite_fact(fact, Locator.parse(at), manner).write()


def check_closure(root: Path) -> list[Finding]:
    """Return everything that all checks find."""
    return list(examine(Project.open(root), texts=root / "documents").findings)


def test_documents_that_disagree_are_shown_and_break_nothing(coast: Path) -> None:
    cite(coast, "dune keptBy ana", "harbour:1", Manner(words="lit in"))
    (finding,) = check_closure(coast)
    assert (finding.rule, finding.level) == ("documents-disagree", Level.INFO)
    assert "i:dune :keptBy i:ana" in finding.message.es


def test_a_document_that_denies_what_follows_from_its_own_words_is_found(coast: Path) -> None:
    cite(coast, "skerry lookedAfterBy ana", "north:8", Manner(words="so Ana", affirms=False))
    (finding,) = check_closure(coast)
    assert (finding.rule, finding.level) == ("denial-with-fact", Level.VIOLATION)


def test_a_gap_about_what_follows_from_the_searched_document_is_found(coast: Path) -> None:
    project = Project.open(coast)
    citer = Citer(project, coast / "documents")
    wanted = (project.term(":lookedAfterBy"),)
    reason = Text("Not told.", "No se dice.")
    citer.gap(project.term("skerry"), wanted, ["north"], reason=reason, by=project.term("ana")).write()
    (finding,) = check_closure(coast)
    assert finding.rule == "gap-beside-fact"


def test_a_gap_is_broken_only_by_a_document_it_searched(coast: Path) -> None:
    project = Project.open(coast)
    gap = (project.term("skerry"), (project.term(":keptBy"),), ["harbour"])
    reason = Text("Not told.", "No se dice.")
    Citer(project, coast / "documents").gap(*gap, reason=reason, by=project.term("ana")).write()
    assert check_closure(coast) == []


def test_a_reading_beside_a_gap_is_legal(coast: Path) -> None:
    cite(coast, "reef keptBy ana", "north:16", Manner(basis=Basis.READING))
    assert check_closure(coast) == []


def test_the_same_words_as_a_plain_fact_break_the_gap(coast: Path) -> None:
    cite(coast, "reef keptBy ana", "north:16", Manner())
    assert {finding.rule for finding in check_closure(coast)} == {"gap-beside-fact"}


def test_a_claim_about_a_node_breaks_no_gap_unless_it_states_the_fact(coast: Path) -> None:
    project = Project.open(coast)
    gap = (project.term("inspection-1"), (project.term(":keptBy"),), ["north"])
    reason = Text("Not told.", "No se dice.")
    Citer(project, coast / "documents").gap(*gap, reason=reason, by=project.term("ana")).write()
    assert check(coast) == []


def test_annotations_and_node_kinds_need_no_claim(coast: Path) -> None:
    edit(
        coast / "graph_data" / "north.ttl",
        "i:skerry :builtIn",
        'i:inspection-2 a :Inspection . i:skerry <http://www.w3.org/2000/01/rdf-schema#label> "Skerry" ; :builtIn',
    )
    assert check(coast) == []


def test_an_undeclared_term_is_named_once_for_each_subject(coast: Path) -> None:
    edit(coast / "graph_data" / "shared.ttl", "i:dune a :Light", "i:reef :seenBy 1 , 2 . i:dune :seenBy 3 ; a :Light")
    found = [finding for finding in check(coast) if finding.rule == "undeclared-term"]
    assert [finding.subject for finding in found] == ["i:dune", "i:reef"]


def test_a_project_without_an_ontology_has_no_undeclared_terms(coast: Path) -> None:
    (coast / "ontology" / "coast.ttl").unlink()
    assert "undeclared-term" not in {finding.rule for finding in check(coast)}


def test_names_without_a_prefix_are_told_as_iris(coast: Path) -> None:
    evidence = Sources(Project.open(coast)).evidence
    other = NamedNode("https://example.net/x")
    assert evidence.tell((other, RDF.type, other)) == "<https://example.net/x> a <https://example.net/x>"
