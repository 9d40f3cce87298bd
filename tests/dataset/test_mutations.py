"""Evidence holds: whatever is taken out of the bundled project, or changed in a digest, is found."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from tests.effort import scaled

from llika import evidence
from llika.check import examine
from llika.dataset import Support, build
from llika.evidence import Claim, check_sources, check_ties, expected_iris, read_documents
from llika.evidence.ties import CLAIMS, SHARED
from llika.findings import Finding, Refused, violations
from llika.project import Project
from llika.sources import Sources
from llika.terms import EV, RDF, SH, Fact, Literal, NamedNode, Term
from llika.turtle import read

EVIDENCE_SHAPES = Path(evidence.__file__).parent / "shapes.ttl"
Graphs = Mapping[str, frozenset[Fact]]
_T = TypeVar("_T")


@pytest.fixture(scope="module")
def sources(project: Project) -> Sources:
    """Return the bundled project's files, read once."""
    return Sources(project)


def found(sources: Sources, graphs: Graphs) -> list[Finding]:
    """Return the violations that graphs instead of the files would have."""
    return violations(check_ties(sources.evidence_of(graphs)))


def files_of(sources: Sources, name: str) -> set[str]:
    """Return the files of a data graph and of the claims beside it."""
    names = {name.removeprefix(CLAIMS), CLAIMS + name.removeprefix(CLAIMS)}
    return {file.document.file for file in sources.data if file.graph in names}


def in_its_files(sources: Sources, name: str, findings: list[Finding]) -> bool:
    """Tell whether a finding names a file of the graph, or of the claims beside it, and a line."""
    files = files_of(sources, name)
    return any(one.place is not None and one.place.file in files and one.place.line for one in findings)


def test_as_it_is_nothing_is_found(sources: Sources) -> None:
    assert found(sources, sources.graphs) == []


def test_any_one_claim_taken_out_is_found_with_its_file(sources: Sources) -> None:
    support = Support(sources.evidence)
    alone = [
        claim
        for claim in sources.records.claims
        if not claim.affirms or any(support.claims(fact) == [claim] for fact in covered(support, claim))
    ]
    assert len(alone) > 900
    missed = []
    for claim in drawn(alone):
        rest = frozenset(fact for fact in sources.graphs[claim.graph] if fact[0] != claim.iri)
        findings = found(sources, {**sources.graphs, claim.graph: rest})
        if claim.affirms and not in_its_files(sources, claim.graph, findings):
            missed.append(claim.iri)
    assert missed == []


def covered(support: Support, claim: Claim) -> list[Fact]:
    """Return what a claim says that needs one; a second claim for it makes the first no less true when it goes."""
    return [fact for fact in support.covered(claim) if support.evidence.vocabulary.needs_claim(fact)]


def drawn(things: Sequence[_T]) -> list[_T]:
    """Return some of the things: each costs a look at everything."""
    return random.Random(5).sample(things, scaled(150))  # noqa: S311 - any fixed choice will do


def test_any_one_fact_taken_out_is_found_with_its_file(sources: Sources) -> None:
    facts = [
        (name, fact)
        for name, known in sources.graphs.items()
        if not name.startswith(CLAIMS) and name != SHARED
        for fact in sorted(known, key=str)
        if sources.vocabulary.needs_claim(fact)
    ]
    assert len(facts) > 2000
    missed = []
    for name, fact in drawn(facts):
        findings = found(sources, {**sources.graphs, name: sources.graphs[name] - {fact}})
        if not in_its_files(sources, name, findings):
            missed.append(fact)
    assert missed == []


def test_any_one_character_of_the_digest_in_an_iri_is_found(sources: Sources) -> None:
    """Each IRI is compared on its own, so all of them may be wrong at once."""
    pick = random.Random(2)  # noqa: S311 - any fixed choice will do
    actual = [iri for _, iri, _ in expected_iris(sources.evidence)]
    renamed: dict[Term, NamedNode] = {
        iri: NamedNode(_changed(iri.value, len(iri.value) - 1 - pick.randrange(12))) for iri in actual
    }
    assert len(renamed) > 180
    graphs = {name: frozenset((renamed.get(s, s), p, o) for s, p, o in facts) for name, facts in sources.graphs.items()}
    stale = {one.subject for one in found(sources, graphs) if one.rule == "evidence-stale"}
    assert stale == {sources.evidence.name(iri) for iri in renamed.values()}


def test_any_one_character_of_a_digest_taken_out_or_replaced_breaks_its_pattern(sources: Sources) -> None:
    patterns = _digest_patterns()
    digests = list(_digests(sources))
    assert len(digests) > 120
    for predicate, digest in digests:
        assert patterns[predicate].search(digest)
        for at in range(len(digest)):
            shorter, longer = digest[:at] + digest[at + 1 :], digest[:at] + "0" + digest[at:]
            others = [digest[:at] + sign + digest[at + 1 :] for sign in ("g", "F", " ", "é")]
            assert not any(patterns[predicate].search(text) for text in (shorter, longer, *others))


def test_any_one_character_of_a_digest_changed_is_found_with_the_documents(sources: Sources, shared_dir: Path) -> None:
    """Passages are compared one by one, so all of them may be wrong at once, at each of the 64 places in turn."""
    texts = read_documents(sources.records, shared_dir / "sources", sources.project.sections)
    tied = sources.evidence
    assert check_sources(tied, texts) == []
    passages = dict(tied.records.passages)
    documents = dict(tied.records.documents)
    kept = {iri for iri, passage in passages.items() if passage.document in texts}
    for at in range(64):
        tied.records.passages = {
            iri: replace(one, digest=_changed(one.digest, at)) if iri in kept else one for iri, one in passages.items()
        }
        tied.records.documents = {
            iri: replace(one, file_digest=_changed(one.file_digest, at)) if one.file_digest else one
            for iri, one in documents.items()
        }
        findings = check_sources(tied, texts)
        assert {one.subject for one in findings} == {tied.name(iri) for iri in kept | texts.keys()}
        assert all(one.place is not None and "graph_data/claims/" in one.place.file for one in findings)
    tied.records.passages, tied.records.documents = passages, documents


def test_a_claim_taken_out_of_its_file_refuses_the_build(project_copy: Project) -> None:
    path = project_copy.root / "graph_data/claims/003-scaling-up.ttl"
    text = path.read_text("utf-8")
    claim = re.search(r"^claim:\w+ a ev:Claim ;\n    ev:claimObject .*?\.\n\n", text, re.DOTALL | re.MULTILINE)
    assert claim is not None
    path.write_text(text.replace(claim[0], ""), "utf-8")
    findings = _refusal(project_copy)
    assert {one.rule for one in findings} <= {"fact-without-claim", "evidence-stale", "passage-unused"}
    for finding in findings:
        folder = "" if finding.rule == "fact-without-claim" else "claims/"
        _stands_at_a_line(project_copy, finding, f"graph_data/{folder}003-scaling-up.ttl")


def test_a_fact_taken_out_of_its_file_refuses_the_build(project_copy: Project) -> None:
    path = project_copy.root / "graph_data/003-scaling-up.ttl"
    text = path.read_text("utf-8")
    assert "    :publicationYear 2006 ;\n" in text
    path.write_text(text.replace("    :publicationYear 2006 ;\n", ""), "utf-8")
    for finding in _refusal(project_copy):
        _stands_at_a_line(project_copy, finding, "graph_data/claims/003-scaling-up.ttl")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_character_taken_out_of_a_digest_refuses_the_build(project_copy: Project, seed: int) -> None:
    pick = random.Random(seed)  # noqa: S311 - any fixed choice will do
    path = pick.choice(sorted((project_copy.root / "graph_data/claims").glob("00*.ttl")))
    text = path.read_text("utf-8")
    digest = pick.choice(list(re.finditer(r'(?:textDigest|fileDigest) "([0-9a-f]{64})"', text)))
    at = digest.start(1) + pick.randrange(64)
    path.write_text(text[:at] + text[at + 1 :], "utf-8")
    [finding] = _refusal(project_copy)
    assert finding.rule in ("passage-text-digest", "document-file-digest")
    _stands_at_a_line(project_copy, finding, f"graph_data/claims/{path.name}")


def test_a_character_changed_in_a_digest_is_found_by_the_check_with_the_documents(
    project_copy: Project, shared_dir: Path
) -> None:
    path = project_copy.root / "graph_data/claims/001-donor-event.ttl"
    text = path.read_text("utf-8")
    at = text.index('textDigest "') + len('textDigest "') + 40
    path.write_text(_changed(text, at), "utf-8")
    found = examine(project_copy, texts=shared_dir / "sources")
    [finding] = violations(found.findings)
    assert found.dataset is None
    assert finding.rule == "passage-digest"
    _stands_at_a_line(project_copy, finding, "graph_data/claims/001-donor-event.ttl")


def _refusal(project: Project) -> list[Finding]:
    with pytest.raises(Refused) as refused:
        build(project)
    return list(refused.value.findings)


def _stands_at_a_line(project: Project, finding: Finding, file: str) -> None:
    """Assert that a finding stands in a file at a line of the statement about its subject."""
    assert finding.place is not None
    assert finding.place.file == file
    assert finding.place.line is not None
    above = (project.root / file).read_text("utf-8").splitlines()[: finding.place.line]
    line = next(line for line in reversed(above) if not line.startswith(" "))
    assert finding.subject is not None
    assert re.split(r"[:/]", finding.subject.split()[0].strip("<>"))[-1] in line


def _changed(text: str, at: int) -> str:
    """Return a text with another hexadecimal digit at one place."""
    return text[:at] + ("0" if text[at] != "0" else "1") + text[at + 1 :]


def _digests(sources: Sources) -> Iterator[tuple[NamedNode, str]]:
    for facts in sources.graphs.values():
        for _, predicate, value in facts:
            if predicate in (EV.textDigest, EV.fileDigest) and isinstance(value, Literal):
                yield predicate, value.value


def _digest_patterns() -> dict[NamedNode, re.Pattern[str]]:
    """Return the pattern that the shapes shipped with the engine require of each kind of digest."""
    facts = read(EVIDENCE_SHAPES, shown_as="shapes.ttl").facts
    values = {(s, p): o for s, p, o in facts if p in (SH.path, SH.pattern)}
    shapes = {s for s, p, o in facts if p == RDF.type and o == SH.PropertyShape}
    return {
        path: re.compile(pattern.value)
        for shape in shapes
        if isinstance(path := values.get((shape, SH.path)), NamedNode)
        and path in (EV.textDigest, EV.fileDigest)
        and isinstance(pattern := values.get((shape, SH.pattern)), Literal)
    }
