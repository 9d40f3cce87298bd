"""The forms of citing: a fact, a node, a mention, a gap; and repair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import UsageError
from ..evidence import (
    Basis,
    Claim,
    Gap,
    Headings,
    Mention,
    SourceText,
    Span,
    basis_of_graph,
    claim_iri,
    find_table,
    gap_iri,
    graph_of_file,
    mention_iri,
    node_terms,
    passage_iri,
)
from ..evidence.locators import CONFIDENCES, Cell, Locator
from ..evidence.ties import CLAIMS
from ..project import Project
from ..sources import Sources
from ..terms import EV, RDF, RDFS, XSD, Fact, Literal, NamedNode, Text, shorten
from .change import Change
from .ledger import Ledger, Record
from .library import Library
from .manner import PLAINLY, Manner
from .repair import repair
from .spans import SPAN_KEYS, integer, numbers_of

_Described = tuple[str, NamedNode, list[Fact]]
"""The name of a claims graph, a document or passage that is new in it, and its description."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What a locator leads to in the text of a document.

    :param headings: of a cell that was found by its numbers
    """

    document: NamedNode
    source: SourceText
    span: Span
    cell: Cell
    headings: Headings | None

    @property
    def text(self) -> str:
        """The passage itself."""
        return self.source.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class _Support:
    """What is cited: a passage or a document, the data graph of what rests on it, and what it needs described."""

    iri: NamedNode
    graph: str
    described: list[_Described]


class Citer:
    """Writes evidence into one project, reading the documents from a folder.

    All that one citer is given becomes one change, which every form returns.

    :param texts: the folder with the source documents; None where only documents without kept text are cited
    """

    def __init__(self, project: Project, texts: Path | None = None) -> None:
        self.project = project
        self.sources = Sources(project)
        self.change = Change(self.sources)
        self._library = Library(texts, project.sections)
        self._ledger = Ledger(self.sources)

    def cite_fact(self, fact: Fact, at: Locator, manner: Manner = PLAINLY) -> Change:
        """Add a fact with its claim and passage; a denial adds no fact.

        :raises UsageError: ``undeclared-term``, ``already-cited``, ``unknown-document``, ``passage-needed``,
            ``basis-mismatch``, and those of `extract`
        """
        self._check_declared(fact)
        self._check_kind(fact)
        support = self._support(at, manner)
        subject, predicate, value = fact
        iri = claim_iri(self.project.base, fact, support.iri, manner.affirms)
        claim = Claim(iri, fact, None, support.iri, manner.affirms, CLAIMS + support.graph)
        facts: list[Fact] = [
            (iri, EV.claimSubject, subject),
            (iri, EV.claimPredicate, predicate),
            (iri, EV.claimValue if isinstance(value, Literal) else EV.claimObject, value),
        ]
        self._enter(claim, [*facts, *_claim_facts(iri, support.iri, manner)], support.described)
        if manner.affirms:
            self.change.added[self._ledger.file_for(support.graph, subject)].append(fact)
            self.change.renamed.update(self._ledger.release(support.graph, fact))
        return self.change

    def cite_node(self, node: NamedNode, at: Locator, manner: Manner = PLAINLY) -> Change:
        """Claim all facts of a node that have no claim of their own; they must be in the data already.

        :raises UsageError: ``node-denied``, ``node-without-facts``, ``already-cited``, and as `cite_fact` does
        """
        if not manner.affirms:
            raise UsageError(
                "node-denied",
                Text(f"{node.value} cannot be denied as a whole.", f"{node.value} no se puede negar entero."),
                Text("Deny its facts one by one.", "Niegue sus hechos uno por uno."),
            )
        support = self._support(at, manner)
        graph = support.graph
        covered = self._ledger.covered(graph, node)
        if not covered:
            raise UsageError(
                "node-without-facts",
                Text(f"{node.value} has no facts in graph {graph}.", f"{node.value} no tiene hechos en {graph}."),
                Text("Write its facts into the data file first.", "Escriba antes sus hechos en el archivo de datos."),
            )
        iri = claim_iri(self.project.base, node_terms(node, covered), support.iri, affirms=True)
        claim = Claim(iri, None, node, support.iri, affirms=True, graph=CLAIMS + graph)
        facts = [(iri, EV.claimNode, node), *_claim_facts(iri, support.iri, manner)]
        return self._enter(claim, facts, support.described)

    def mention(self, thing: NamedNode, written: str, at: Locator) -> Change:
        """Note a name as a passage writes it.

        :raises UsageError: ``already-cited``, ``passage-needed``, and those of `extract`
        """
        if at.first is None and at.cell.table is None:
            raise _passage_needed(at.document)
        support = self._support(at, Manner(words=written))
        iri = mention_iri(self.project.base, thing, written, support.iri)
        facts: list[Fact] = [
            (iri, RDF.type, EV.Mention),
            (iri, EV.mentions, thing),
            (iri, EV.writtenAs, Literal(written)),
            (iri, EV.inPassage, support.iri),
        ]
        return self._enter(Mention(iri, thing, written, support.iri, CLAIMS + support.graph), facts, support.described)

    def gap(
        self,
        subject: NamedNode,
        wanted: tuple[NamedNode, ...],
        searched: Sequence[str],
        *,
        reason: Text,
        by: NamedNode,
    ) -> Change:
        """Note that something was looked for in some documents and not found.

        :param wanted: a predicate, a predicate and an object, or ``rdf:type`` and a class
        :raises UsageError: ``already-cited``, ``undeclared-term``, ``unknown-document``, ``class-needed``
        """
        is_type = wanted[0] == RDF.type
        if is_type and len(wanted) == 1:
            raise UsageError(
                "class-needed",
                Text("A gap about a type names a class.", "Un vacío sobre un tipo nombra una clase."),
                Text("Write SUBJECT a CLASS.", "Escriba SUJETO a CLASE."),
            )
        self._check_declared((subject, wanted[0], wanted[-1]))
        found = dict(self._document(name) for name in searched)
        documents = list(found)
        iri = gap_iri(self.project.base, subject, wanted, documents)
        graph = CLAIMS + self._graph_of(documents[0], searched[0])
        value = wanted[1] if len(wanted) > 1 else None
        predicate, value, kind = (None, None, value) if is_type else (wanted[0], value, None)
        gap = Gap(iri, subject, predicate, value, kind, tuple(documents), (), graph)
        keys = (EV.gapType,) if is_type else (EV.gapPredicate, EV.gapObject)
        facts: list[Fact] = [(iri, RDF.type, EV.Gap), (iri, EV.gapSubject, subject), (iri, EV.checkedBy, by)]
        facts += [(iri, key, term) for key, term in zip(keys, wanted[is_type:], strict=False)]
        facts += [(iri, EV.searchedIn, document) for document in documents]
        facts += _in_both_languages(iri, EV.reason, reason)
        return self._enter(gap, facts, [one for described in found.values() for one in described])

    def repair(self) -> Change:
        """Recompute what is derived: sections and places of passages, digests of documents, IRIs of evidence.

        A passage whose text its document holds no more, or more than once, is left as it is: the check still finds it.
        """
        return repair(self.sources, self._library)

    def document_names(self) -> list[str]:
        """Return the names of the documents that can be cited by line: those described, and others in the folder.

        :raises UsageError: ``no-sources``
        """
        stem = f"{self.project.base}source/"
        kept = [one for one in self.sources.records.documents.values() if one.file_name is not None]
        known = {one.iri.value.removeprefix(stem) for one in kept if one.iri.value.startswith(stem)}
        return sorted(known | set(self._library.names({one.file_name for one in kept})))

    def document_text(self, name: str) -> tuple[NamedNode, SourceText]:
        """Return a document with its text.

        :raises UsageError: ``unknown-document``, ``no-sources``
        """
        document, _ = self._document(name)
        return document, self._library.text(document, self.sources.records.documents.get(document))[0]

    def extract(self, at: Locator, words: str | None = None) -> Extract:
        """Return what a locator leads to, without citing it.

        :raises UsageError: ``unknown-document``, ``no-sources``, ``passage-needed``, and those of `SourceText.locate`,
            `find_table` and `Table.stretch`
        """
        cell = at.cell
        if at.first is None and cell.table is None:
            raise _passage_needed(at.document)
        document, text = self.document_text(at.document)
        if at.first is not None:
            span = text.locate(at.first, at.last or at.first, words)
            return Extract(document, text, span, cell, None)
        table = find_table(text, cell.table or 0)
        span = text.locate_within(*table.stretch(cell.row, cell.column), table.name, words)
        return Extract(document, text, span, cell, table.headings(cell.row, cell.column))

    def _support(self, at: Locator, manner: Manner) -> _Support:
        """Return the passage or document cited, and the name of the data graph."""
        at = at.with_cell(manner.cell)
        document, described = self._document(at.document)
        home = self._graph_of(document, at.document)
        _check_basis(manner.basis, basis_of_graph(home), at.document)
        graph = "readings" if manner.basis is Basis.READING else home
        known = self.sources.records.documents.get(document)
        if at.first is None and at.cell.table is None and known is not None and known.file_name is None:
            return _Support(document, graph, described)
        extract = self.extract(at, manner.words)
        iri = passage_iri(document, extract.span.start, extract.span.end)
        if not self._ledger.describes(iri):
            described = [*described, (CLAIMS + home, iri, _passage_facts(iri, extract))]
        return _Support(iri, graph, described)

    def _graph_of(self, document: NamedNode, name: str) -> str:
        known = self.sources.records.documents.get(document)
        return known.graph.removeprefix(CLAIMS) if known else graph_of_file(f"{name}.ttl")

    def _document(self, name: str) -> tuple[NamedNode, list[_Described]]:
        """Return a document by its name, with its file name and digest where it is new."""
        iri = self.project.term(name, stem="source/")
        if self._ledger.describes(iri):
            return iri, []
        text, digest = self._library.open(iri, name)
        facts: list[Fact] = [
            (iri, RDF.type, EV.Document),
            (iri, EV.fileName, Literal(text.name)),
            (iri, EV.fileDigest, Literal(digest)),
        ]
        return iri, [(CLAIMS + self._graph_of(iri, name), iri, facts)]

    def _enter(self, record: Record, facts: list[Fact], described: list[_Described]) -> Change:
        """Add new evidence and what it rests on.

        :raises UsageError: ``already-cited``
        """
        self._ledger.enter(record)
        for graph, iri, description in described:
            self._ledger.describe(iri)
            self.change.added[self._ledger.file_for(graph, iri)] += description
        self.change.added[self._ledger.file_for(record.graph, record.iri)] += facts
        self.change.cited.append(record.iri)
        return self.change

    def _check_declared(self, fact: Fact) -> None:
        _, predicate, value = fact
        vocabulary = self.sources.vocabulary
        for term in (predicate, value) if predicate == RDF.type else (predicate,):
            if vocabulary and isinstance(term, NamedNode) and not vocabulary.declares(term):
                name = shorten(term.value, self.project.prefixes)
                raise UsageError(
                    "undeclared-term",
                    Text(f"{name} is not declared in the ontology.", f"{name} no está declarado en la ontología."),
                    Text("Correct the spelling, or declare it.", "Corrija la ortografía o declárelo."),
                )

    def _check_kind(self, fact: Fact) -> None:
        """Check that a data property has a literal and an object property a thing.

        :raises UsageError: ``object-kind``
        """
        _, predicate, value = fact
        vocabulary = self.sources.vocabulary
        is_data = predicate in vocabulary.data_properties
        if (is_data or predicate in vocabulary.object_properties) and is_data != isinstance(value, Literal):
            name = shorten(predicate.value, self.project.prefixes)
            wanted = Text("a value", "un valor") if is_data else Text("a thing", "una cosa")
            raise UsageError(
                "object-kind",
                Text(
                    f"{name} takes {wanted.en}, not “{value.value}”.", f"{name} lleva {wanted.es}, no «{value.value}»."
                ),
                Text('Write values as in Turtle: 1999, "Lima".', 'Escriba valores como en Turtle: 1999, "Lima".'),
            )


def _passage_facts(iri: NamedNode, extract: Extract) -> list[Fact]:
    text, span, cell = extract.source, extract.span, extract.cell
    numbers: dict[NamedNode, int | None] = dict(zip(SPAN_KEYS, numbers_of(span), strict=True))
    numbers |= {EV.table: cell.table, EV.row: cell.row, EV.column: cell.column}
    return [
        (iri, RDF.type, EV.Passage),
        (iri, EV.inDocument, extract.document),
        (iri, EV.sectionPath, Literal(text.section_at(span.line_start))),
        (iri, EV.textDigest, Literal(text.digest(span.start, span.end))),
        *((iri, key, integer(number)) for key, number in numbers.items() if number is not None),
    ]


def _claim_facts(iri: NamedNode, support: NamedNode, manner: Manner) -> list[Fact]:
    confidence = CONFIDENCES[CONFIDENCES.index(manner.confidence)]
    facts: list[Fact] = [
        (iri, RDF.type, EV.Claim),
        (iri, EV.supportedBy, support),
        (iri, EV.stance, EV.affirms if manner.affirms else EV.denies),
        (iri, EV.confidence, Literal(str(confidence), datatype=XSD.decimal)),
    ]
    if manner.qualifier is not None:
        facts.append((iri, EV.qualifier, EV.term(manner.qualifier)))
    return [*facts, *_in_both_languages(iri, RDFS.comment, manner.reason)]


def _in_both_languages(subject: NamedNode, predicate: NamedNode, text: Text | None) -> list[Fact]:
    told = text._asdict() if text is not None else {}
    return [(subject, predicate, Literal(words, language=tag)) for tag, words in told.items()]


def _check_basis(asked: Basis, home: Basis, name: str) -> None:
    """Refuse to file as a reading what rests on context, and as context what a kept document says."""
    if asked is Basis.STATED or Basis.CONTEXT not in (asked, home) or asked is home:
        return
    raise UsageError(
        "basis-mismatch",
        Text(
            f"What is taken from “{name}” has the basis {home.label}, not {asked.label}.",
            f"Lo que se toma de «{name}» tiene la base {home.label}, no {asked.label}.",
        ),
        Text("Leave out --basis, or cite another document.", "Omita --basis o cite otro documento."),
    )


def _passage_needed(name: str) -> UsageError:
    return UsageError(
        "passage-needed",
        Text(f"“{name}” names a document, not a line of it.", f"«{name}» nombra un documento, no una línea suya."),
        Text("Write DOCUMENT:LINE, as in 003:890.", "Escriba DOCUMENTO:LÍNEA, como en 003:890."),
    )
