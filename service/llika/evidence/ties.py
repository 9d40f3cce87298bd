"""The ties between facts and evidence, checked both ways with set operations, a pair of graphs at a time.

Every fact of a graph is covered by a claim of the claims graph beside it, and every affirmed fact stands in the graph.
Every IRI that is a digest still is one. Nothing cites what is not described; nothing is described that nobody cites.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from ..errors import Place
from ..findings import Finding, Level
from ..terms import EV, OWL, RDF, BlankNode, Fact, Literal, NamedNode, Term, Text, shorten
from .passages import MAX_PASSAGE_CHARS, SourceText, Span
from .records import Claim, Gap, Passage, Records, claim_iri, gap_iri, mention_iri, node_terms, passage_iri
from .sections import Section, unknown_document
from .vocabulary import Vocabulary
from .wording import TIES

At = tuple[NamedNode | None, Term | None]
"""A predicate and an object of a subject, as far as what is found is about these."""
_ITSELF: At = (None, None)
_INDIVIDUAL = OWL.NamedIndividual
"""A type that editors give to whatever a file names; it says of nothing what it is."""


class PlaceOf(Protocol):
    """Tells where a subject of a graph stands in the files, or its predicate, or the value of that."""

    def __call__(
        self, graph: str, subject: Term, predicate: NamedNode | None = None, value: Term | None = None, /
    ) -> Place | None:
        """Return the most exact place that is known."""


CLAIMS = "claims/"
SHARED = "shared"


@dataclass(slots=True)
class Evidence:
    """What the checks compare.

    :param base: IRI stem of the project
    :param graphs: every graph of data and of claims, by name
    :param records: the evidence read from the claims graphs
    :param place_of: where a subject of a graph, its predicate or the value of that stands in the files
    """

    base: str
    graphs: Mapping[str, frozenset[Fact]]
    records: Records
    vocabulary: Vocabulary
    prefixes: Mapping[str, str]
    place_of: PlaceOf

    def facts(self, name: str) -> frozenset[Fact]:
        """Return the triples of a graph; an absent one is empty."""
        return self.graphs.get(name, frozenset())

    def find(
        self,
        rule: str,
        graph: str,
        subject: Term,
        *parts: object,
        at: At = _ITSELF,
        level: Level = Level.VIOLATION,
    ) -> Finding:
        """Return a finding about a subject of a graph, worded by its rule."""
        message, advice = (Text(*(words.format(*parts) for words in text)) for text in TIES[rule])
        return Finding(rule, level, message, advice, self.place_of(graph, subject, *at), self.name(subject))

    def name(self, term: Term) -> str:
        """Return a term as people write it."""
        if isinstance(term, NamedNode):
            return shorten(term.value, self.prefixes)
        return term.value if isinstance(term, Literal) else str(term)

    def tell(self, fact: Fact) -> str:
        """Return a fact as people write it."""
        subject, predicate, value = fact
        verb = "a" if predicate == RDF.type else self.name(predicate)
        return f"{self.name(subject)} {verb} {self.name(value)}"


def check_ties(evidence: Evidence) -> list[Finding]:
    """Return what is wrong between facts and claims, in the order of checks, graphs and subjects."""
    checks = (_check_facts, _check_claims, _check_iris, _check_supports, _check_passages, _check_gaps)
    return [finding for check in checks for finding in check(evidence)]


def check_graphs(evidence: Evidence) -> list[Finding]:
    """Return what is wrong with the graphs themselves: blank nodes, shared facts, untyped nodes, undeclared terms."""
    typed = {s for facts in evidence.graphs.values() for s, p, o in facts if p == RDF.type and o != _INDIVIDUAL}
    found: dict[tuple[str, str, Term, str], Finding] = {}
    declares = cache(evidence.vocabulary.declares if evidence.vocabulary else lambda _: True)
    for name, facts in sorted(evidence.graphs.items()):
        faulty = [fact for fact in facts if next(_faults_of_fact(evidence, name, fact, typed, declares), None)]
        for fact in sorted(faulty, key=str):
            for rule, told, at in _faults_of_fact(evidence, name, fact, typed, declares):
                if (key := (rule, name, fact[0], told)) not in found:
                    found[key] = evidence.find(rule, name, fact[0], told, at=at)
    return list(found.values())


def _faults_of_fact(
    evidence: Evidence, name: str, fact: Fact, typed: set[Term], declares: Callable[[Term], bool]
) -> Iterator[tuple[str, str, At]]:
    """Yield the rules that a fact of a graph breaks, each with what it names and where that stands."""
    subject, predicate, value = fact
    if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
        yield "blank-node", "", _ITSELF if isinstance(subject, BlankNode) else (predicate, value)
    if not declares(predicate):
        yield "undeclared-term", evidence.name(predicate), (predicate, None)
    if predicate == RDF.type and not declares(value):
        yield "undeclared-term", evidence.name(value), (predicate, value)
    if evidence.vocabulary.is_fact(fact):
        if name == SHARED and predicate != RDF.type:
            yield "shared-fact", evidence.tell(fact), (predicate, value)
        if subject not in typed:
            yield "untyped-node", "", _ITSELF


def loose_facts(claims: Iterable[Claim], facts: Iterable[Fact], vocabulary: Vocabulary) -> dict[Term, list[Fact]]:
    """Return, by subject, the facts without a claim of their own: what a claim about their node covers."""
    own = {claim.fact for claim in claims if claim.fact and claim.affirms}
    by_subject: dict[Term, list[Fact]] = defaultdict(list)
    for fact in facts:
        if vocabulary.is_fact(fact) and fact not in own:
            by_subject[fact[0]].append(fact)
    return by_subject


def covered_facts(claims: Iterable[Claim], facts: Iterable[Fact], vocabulary: Vocabulary) -> dict[Claim, list[Fact]]:
    """Return, for each claim about a node, the facts it covers: the node's facts without a claim of their own."""
    claims = list(claims)
    loose = loose_facts(claims, facts, vocabulary)
    return {claim: loose[claim.node] for claim in claims if claim.node}


def pairs(evidence: Evidence) -> Iterator[tuple[str, str, list[Claim]]]:
    """Yield the name of each data graph, the name of the claims graph beside it, and the claims there."""
    by_graph: dict[str, list[Claim]] = defaultdict(list)
    for claim in evidence.records.claims:
        by_graph[claim.graph].append(claim)
    names = {name for name in evidence.graphs if not name.startswith(CLAIMS)}
    for name in sorted(names | {graph.removeprefix(CLAIMS) for graph in by_graph}):
        yield name, CLAIMS + name, by_graph[CLAIMS + name]


def expected_iris(evidence: Evidence) -> Iterator[tuple[str, NamedNode, NamedNode]]:
    """Yield (graph, IRI as it stands, IRI as it should be) for every claim, gap and mention."""
    for name, claims_name, claims in pairs(evidence):
        covered = covered_facts(claims, evidence.facts(name), evidence.vocabulary)
        for claim in claims:
            if claim.node and not covered[claim]:
                continue  # it covers nothing, which is a finding of its own
            claimed = claim.fact or (node_terms(claim.node, covered[claim]) if claim.node else ())
            yield claims_name, claim.iri, claim_iri(evidence.base, claimed, claim.support, claim.affirms)
    for gap in evidence.records.gaps:
        yield gap.graph, gap.iri, gap_iri(evidence.base, gap.subject, gap.wanted, gap.searched)
    for mention in evidence.records.mentions:
        iri = mention_iri(evidence.base, mention.thing, mention.written, mention.passage)
        yield mention.graph, mention.iri, iri


def _check_facts(evidence: Evidence) -> Iterator[Finding]:
    for name, _, claims in pairs(evidence):
        if name == SHARED:
            continue
        covered = {claim.fact for claim in claims if claim.fact and claim.affirms}
        nodes = {claim.node for claim in claims if claim.node}
        needing = (fact for fact in evidence.facts(name) if evidence.vocabulary.needs_claim(fact))
        for fact in sorted((one for one in needing if one not in covered and one[0] not in nodes), key=str):
            yield evidence.find("fact-without-claim", name, fact[0], evidence.tell(fact), at=fact[1:])


def _check_claims(evidence: Evidence) -> Iterator[Finding]:
    for name, claims_name, claims in pairs(evidence):
        facts = evidence.facts(name)
        covered = covered_facts(claims, facts, evidence.vocabulary)
        for claim in claims:
            if claim.node and not covered[claim]:
                yield evidence.find("claim-without-fact", claims_name, claim.iri, evidence.name(claim.node))
            elif claim.fact and claim.affirms and claim.fact not in facts:
                yield evidence.find("claim-without-fact", claims_name, claim.iri, evidence.tell(claim.fact))
            elif claim.fact and not claim.affirms and claim.fact in facts:
                told = evidence.tell(claim.fact)
                yield evidence.find("denial-with-fact", claims_name, claim.iri, told, at=(EV.stance, EV.denies))


def _check_iris(evidence: Evidence) -> Iterator[Finding]:
    for graph, actual, expected in expected_iris(evidence):
        if actual != expected:
            yield evidence.find("evidence-stale", graph, actual, evidence.name(expected))


def _check_supports(evidence: Evidence) -> Iterator[Finding]:
    records = evidence.records
    cited = [(claim.graph, claim.iri, EV.supportedBy, claim.support) for claim in records.claims]
    cited += [(mention.graph, mention.iri, EV.inPassage, mention.passage) for mention in records.mentions]
    for graph, subject, by, support in cited:
        if records.document_of(support) not in records.documents:
            yield evidence.find("passage-missing", graph, subject, evidence.name(support), at=(by, support))
    uses = Counter(support for *_, support in cited)
    for graph, iri in _described_passages(evidence):
        if not uses[iri]:
            yield evidence.find("passage-unused", graph, iri)


def _described_passages(evidence: Evidence) -> list[tuple[str, NamedNode]]:
    is_passage = RDF.type, EV.Passage
    return [
        (name, subject)
        for name, facts in sorted(evidence.graphs.items())
        for subject in sorted((fact[0] for fact in facts if fact[1:] == is_passage), key=str)
        if isinstance(subject, NamedNode)
    ]


def _check_passages(evidence: Evidence) -> Iterator[Finding]:
    homes: dict[NamedNode, list[str]] = defaultdict(list)
    for graph, iri in _described_passages(evidence):
        homes[iri].append(graph)
    for passage in evidence.records.passages.values():
        graphs = homes[passage.iri]
        document = evidence.records.documents.get(passage.document)
        if len(graphs) > 1 or (document and document.graph not in graphs):
            yield evidence.find("passage-home", graphs[-1], passage.iri, ", ".join(graphs))
        expected = passage_iri(passage.document, passage.char_start, passage.char_end)
        if passage.iri != expected:
            yield evidence.find("passage-iri", graphs[0], passage.iri, evidence.name(expected))
        length = passage.char_end - passage.char_start
        if not 0 < length <= MAX_PASSAGE_CHARS:
            at = (EV.charEnd, None)
            yield evidence.find("passage-length", graphs[0], passage.iri, length, MAX_PASSAGE_CHARS, at=at)


def _check_gaps(evidence: Evidence) -> Iterator[Finding]:
    """Compare gaps with claims of the searched documents; a reading beside a gap is legal."""
    by_subject: dict[Term, list[Claim]] = defaultdict(list)
    for claim in evidence.records.claims:
        if claim.fact:
            by_subject[claim.fact[0]].append(claim)
    for gap in evidence.records.gaps:
        for claim in by_subject[gap.subject]:
            if claim.fact and is_contradicted(evidence, gap, claim):
                yield evidence.find("gap-beside-fact", gap.graph, gap.iri, evidence.tell(claim.fact))


def is_contradicted(evidence: Evidence, gap: Gap, claim: Claim) -> bool:
    """Tell whether a claim affirms, in a document's own graph, what a gap says this document does not state."""
    document = evidence.records.document_of(claim.support)
    own_voice = document in evidence.records.documents and claim.graph == evidence.records.documents[document].graph
    return (
        claim.affirms and own_voice and document in gap.searched and bool(claim.fact and gap.is_filled_by(claim.fact))
    )


def check_sources(evidence: Evidence, texts: Mapping[NamedNode, tuple[SourceText, str]]) -> list[Finding]:
    """Compare passages with their documents, where these are at hand.

    :param texts: the text of each document and the SHA-256 of its file
    """
    records, found = evidence.records, []
    for iri, (_, digest) in texts.items():
        if records.documents[iri].file_digest != digest:
            graph = records.documents[iri].graph
            found.append(evidence.find("document-digest", graph, iri, at=(EV.fileDigest, None)))
    for passage in records.passages.values():
        if passage.document not in texts:
            continue
        text, _ = texts[passage.document]
        graph = records.documents[passage.document].graph
        span = text.span(passage.char_start, passage.char_end)
        wrong = _misdescribed(passage, text, span)
        if wrong is not None:
            found.append(evidence.find("passage-digest", graph, passage.iri, at=(wrong, None)))
        elif (section := text.section_at(span.line_start)) != passage.section:
            at = (EV.sectionPath, None)
            found.append(evidence.find("passage-heading", graph, passage.iri, section, passage.section, at=at))
    return found


def _misdescribed(passage: Passage, text: SourceText, span: Span) -> NamedNode | None:
    """Return what a passage says of its text that is not so."""
    if text.digest(span.start, span.end) != passage.digest:
        return EV.textDigest
    if span.line_start != passage.line_start:
        return EV.lineStart
    return EV.lineEnd if span.line_end != passage.line_end else None


def read_documents(
    records: Records, folder: Path, sections: Mapping[NamedNode, Sequence[Section]] = MappingProxyType({})
) -> dict[NamedNode, tuple[SourceText, str]]:
    """Read the texts of all documents that have one, each with the SHA-256 of its file.

    :param sections: of documents whose headings are not told by their looks
    :raises InputError: ``file-missing``, ``not-utf8`` or ``sections-wrong``
    """
    paths = {iri: folder / document.file_name for iri, document in records.documents.items() if document.file_name}
    if unknown := next((iri for iri in sections if iri not in paths), None):
        raise unknown_document(unknown)
    texts = {iri: SourceText.read(path, sections.get(iri)) for iri, path in paths.items()}
    return {iri: (text, hashlib.sha256(paths[iri].read_bytes()).hexdigest()) for iri, text in texts.items()}
