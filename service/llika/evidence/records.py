"""Claims, passages, gaps and mentions as values, and the IRIs that are digests of what they say.

The IRI of a claim changes when what it covers changes: a claim under an old IRI is a claim that nobody has compared
with its passage since. Source: design of the evidence model, ``docs/evidence.md``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from ..terms import EV, RDF, Fact, Literal, NamedNode, Term, Text, canonical

_DIGEST_CHARS = 12
_NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document: where it stands and the digest of its text."""

    iri: NamedNode
    document: NamedNode
    section: str
    line_start: int
    line_end: int
    char_start: int
    char_end: int
    digest: str
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One support for one fact, or for all facts of a node that have no claim of their own.

    :param fact: what is claimed; None for a claim about a node
    :param node: the node whose facts are claimed; None for a claim about one fact
    :param support: a passage, or a document whose text is not kept
    :param affirms: False for a denial
    :param graph: name of the claims graph it stands in
    """

    iri: NamedNode
    fact: Fact | None
    node: NamedNode | None
    support: NamedNode
    affirms: bool
    graph: str
    confidence: Decimal = Decimal(1)
    qualifier: NamedNode | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something looked for and not found: a predicate (with an object), or a type."""

    iri: NamedNode
    subject: NamedNode
    predicate: NamedNode | None
    object: NamedNode | None
    type: NamedNode | None
    searched: tuple[NamedNode, ...]
    reasons: tuple[Literal, ...]
    graph: str

    @property
    def reason(self) -> Text:
        """Why nothing was found, in both languages; the English words where the Spanish ones are missing."""
        words = {reason.language: reason.value for reason in self.reasons}
        english = words.get("en", "")
        return Text(english, words.get("es", english))

    @property
    def wanted(self) -> tuple[NamedNode, ...]:
        """What was looked for, as the IRI is made of it: a predicate, predicate and object, or rdf:type and class."""
        if self.type is not None:
            return RDF.type, self.type
        return tuple(term for term in (self.predicate, self.object) if term is not None)

    def is_filled_by(self, fact: Fact) -> bool:
        """Tell whether a fact is what the gap says was not found."""
        subject, predicate, value = fact
        if subject != self.subject:
            return False
        if self.type is not None:
            return predicate == RDF.type and value == self.type
        return predicate == self.predicate and self.object in (None, value)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as a passage writes it."""

    iri: NamedNode
    thing: NamedNode
    written: str
    passage: NamedNode
    graph: str


@dataclass(frozen=True, slots=True)
class Document:
    """A source: a kept text (file name and digest), or a page seen on a day (address and date)."""

    iri: NamedNode
    file_name: str | None
    file_digest: str | None
    web_address: str | None
    graph: str


@dataclass(slots=True)
class Records:
    """All evidence of a project, read from its claims graphs; what is incomplete is left to the shapes."""

    documents: dict[NamedNode, Document] = field(default_factory=dict)
    passages: dict[NamedNode, Passage] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def document_of(self, support: NamedNode) -> NamedNode | None:
        """Return the document a support stands in, or is."""
        if passage := self.passages.get(support):
            return passage.document
        return support if support in self.documents else None


def claim_iri(base: str, claimed: Iterable[Term | str], support: NamedNode, affirms: bool) -> NamedNode:
    """Return the IRI of a claim.

    :param base: IRI stem of the project
    :param claimed: subject, predicate and object; or a node followed by its covered facts (see `node_terms`)
    """
    stance = EV.affirms if affirms else EV.denies
    return _digest_iri(f"{base}claim/", [*map(str, claimed), str(support), str(stance)])


def node_terms(node: NamedNode, covered: Iterable[Fact]) -> list[str]:
    """Return a node and its covered facts, sorted, as the text a claim about the node is a digest of."""
    return [str(node), *sorted(f"{s} {p} {o}" for s, p, o in covered)]


def gap_iri(base: str, subject: NamedNode, wanted: Iterable[NamedNode], searched: Iterable[NamedNode]) -> NamedNode:
    """Return the IRI of a gap; ``wanted`` is a predicate, a predicate and an object, or ``rdf:type`` and a class."""
    return _digest_iri(f"{base}gap/", [canonical([subject, *wanted]), *sorted(map(str, searched))])


def mention_iri(base: str, thing: NamedNode, written: str, passage: NamedNode) -> NamedNode:
    """Return the IRI of a mention."""
    return _digest_iri(f"{base}mention/", [canonical([thing, Literal(written), passage])])


def passage_iri(document: NamedNode, start: int, end: int) -> NamedNode:
    """Return the IRI of a passage.

    >>> passage_iri(NamedNode("https://w3id.org/llika/source/003"), 4499, 4545).value
    'https://w3id.org/llika/source/003/4499-4545'
    """
    return NamedNode(f"{document.value}/{start}-{end}")


def _digest_iri(stem: str, parts: Iterable[str]) -> NamedNode:
    return NamedNode(stem + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_DIGEST_CHARS])


class _Node:
    """The triples of one subject, read leniently: a missing or odd value is None."""

    def __init__(self, iri: NamedNode, values: Mapping[NamedNode, list[Term]]) -> None:
        self.iri = iri
        self._values = values

    def all(self, predicate: NamedNode) -> Sequence[Term]:
        return self._values.get(predicate, ())

    def iri_of(self, predicate: NamedNode) -> NamedNode | None:
        return next((value for value in self.all(predicate) if isinstance(value, NamedNode)), None)

    def text_of(self, predicate: NamedNode) -> str | None:
        return next((value.value for value in self.all(predicate) if isinstance(value, Literal)), None)

    def number_of(self, predicate: NamedNode) -> int | None:
        text = self.text_of(predicate)
        return int(text) if text is not None and _NUMBER.fullmatch(text) else None


def read_records(graphs: Iterable[tuple[str, Iterable[Fact]]]) -> Records:
    """Read the evidence out of claims graphs, given as (name, facts)."""
    records = Records()
    for name, facts in graphs:
        nodes: dict[Term, dict[NamedNode, list[Term]]] = {}
        for subject, predicate, value in facts:
            nodes.setdefault(subject, {}).setdefault(predicate, []).append(value)
        for iri, values in nodes.items():
            if isinstance(iri, NamedNode):
                _read_node(records, _Node(iri, values), name)
    return records


def _read_node(records: Records, node: _Node, graph: str) -> None:
    kinds = set(node.all(RDF.type))
    if EV.Claim in kinds and (claim := _read_claim(node, graph)):
        records.claims.append(claim)
    if EV.Passage in kinds and (passage := _read_passage(node)):
        records.passages[node.iri] = passage
    if EV.Gap in kinds and (gap := _read_gap(node, graph)):
        records.gaps.append(gap)
    if EV.Mention in kinds and (mention := _read_mention(node, graph)):
        records.mentions.append(mention)
    if EV.Document in kinds:
        address = next((str(getattr(value, "value", value)) for value in node.all(EV.webAddress)), None)
        records.documents[node.iri] = Document(
            node.iri, node.text_of(EV.fileName), node.text_of(EV.fileDigest), address, graph
        )


def _read_claim(node: _Node, graph: str) -> Claim | None:
    support, about = node.iri_of(EV.supportedBy), node.iri_of(EV.claimNode)
    subject, predicate = node.iri_of(EV.claimSubject), node.iri_of(EV.claimPredicate)
    value = next((v for key in (EV.claimObject, EV.claimValue) for v in node.all(key)), None)
    fact = (subject, predicate, value) if subject and predicate and value is not None else None
    if support is None or (fact is None) == (about is None):
        return None
    try:
        confidence = Decimal(node.text_of(EV.confidence) or "1")
    except InvalidOperation:
        return None
    if not confidence.is_finite():
        return None
    affirms = node.iri_of(EV.stance) != EV.denies
    return Claim(node.iri, fact, about, support, affirms, graph, confidence, node.iri_of(EV.qualifier))


def _read_passage(node: _Node) -> Passage | None:
    document = node.iri_of(EV.inDocument)
    numbers = [node.number_of(key) for key in (EV.lineStart, EV.lineEnd, EV.charStart, EV.charEnd)]
    if document is None or any(number is None for number in numbers):
        return None
    line_start, line_end, char_start, char_end = (number or 0 for number in numbers)
    return Passage(
        node.iri,
        document,
        node.text_of(EV.sectionPath) or "-",
        line_start,
        line_end,
        char_start,
        char_end,
        node.text_of(EV.textDigest) or "",
        node.number_of(EV.table),
        node.number_of(EV.row),
        node.number_of(EV.column),
    )


def _read_gap(node: _Node, graph: str) -> Gap | None:
    subject = node.iri_of(EV.gapSubject)
    predicate, kind = node.iri_of(EV.gapPredicate), node.iri_of(EV.gapType)
    if subject is None or (predicate is None) == (kind is None):
        return None
    searched = tuple(sorted((v for v in node.all(EV.searchedIn) if isinstance(v, NamedNode)), key=str))
    reasons = tuple(v for v in node.all(EV.reason) if isinstance(v, Literal))
    return Gap(node.iri, subject, predicate, node.iri_of(EV.gapObject), kind, searched, reasons, graph)


def _read_mention(node: _Node, graph: str) -> Mention | None:
    thing, written, passage = node.iri_of(EV.mentions), node.text_of(EV.writtenAs), node.iri_of(EV.inPassage)
    if thing is None or written is None or passage is None:
        return None
    return Mention(node.iri, thing, written, passage, graph)
