"""Writing evidence: facts with their claims and passages into the right files, gaps, mentions, repair.

Every form of citing returns a `Change`. Nothing is written before `Change.write`, and a file is replaced as a whole or
not at all.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from .errors import InputError, UsageError
from .evidence import (
    Basis,
    Claim,
    Passage,
    SourceText,
    Span,
    claim_iri,
    covered_facts,
    expected_iris,
    gap_iri,
    mention_iri,
    node_terms,
    passage_iri,
)
from .evidence.ties import CLAIMS
from .project import Project, Sources
from .terms import EV, OWL, RDF, XSD, Fact, Literal, NamedNode, Term, Text, shorten
from .turtle import Comments, format_facts, read_text
from .turtle.comments import comments_of
from .turtle.grammar import take_apart

CONFIDENCES = (Decimal("1.0"), Decimal("0.8"), Decimal("0.5"))
QUALIFIERS = ("about", "atLeast", "atMost", "estimate", "target")

_LOCATOR = re.compile(r"(?P<document>[\w.-]+)(?::(?P<first>\d+)(?:-(?P<last>\d+))?)?", re.ASCII)
_LITERAL = re.compile(r"""["'].*|[+-]?\d.*|[+-]?\.\d.*|true|false""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a fact is supported: lines of a document, or a document whose text is not kept.

    >>> Locator.parse("003:890-892")
    Locator(document='003', first=890, last=892)
    """

    document: str
    first: int | None = None
    last: int | None = None

    @classmethod
    def parse(cls, text: str) -> Locator:
        """Read ``DOCUMENT:LINE``, ``DOCUMENT:FROM-TO`` or ``DOCUMENT``.

        :raises UsageError: ``bad-locator``
        """
        match = _LOCATOR.fullmatch(text)
        if match is None:
            raise UsageError(
                "bad-locator",
                Text(f"“{text}” is no locator.", f"«{text}» no es un localizador."),
                Text("Write DOCUMENT:LINE, as in 003:890.", "Escriba DOCUMENTO:LÍNEA, como en 003:890."),
            )
        first = int(match["first"]) if match["first"] else None
        return cls(match["document"], first, int(match["last"]) if match["last"] else first)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a printed table a passage stands: numbers from 1."""

    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is claimed.

    :param words: the clause that says so, "first … last"; None for the whole line
    :param affirms: False for a denial
    """

    words: str | None = None
    basis: Basis = Basis.STATED
    affirms: bool = True
    confidence: Decimal = CONFIDENCES[0]
    qualifier: str | None = None
    cell: Cell = Cell()


@dataclass(slots=True)
class Change:
    """What is to be written.

    :param iri: the claim, gap or mention that is new; None for a repair
    :param added: triples by file
    :param renamed: evidence whose IRI changes, in every claims file
    :param replaced: triples of evidence that change, in every claims file
    """

    sources: Sources
    iri: NamedNode | None = None
    added: dict[Path, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    renamed: dict[Term, NamedNode] = field(default_factory=dict)
    replaced: dict[Fact, Fact] = field(default_factory=dict)

    def apply(self, fact: Fact) -> Fact:
        """Return a triple of evidence as it is after the change."""
        subject, predicate, value = self.replaced.get(fact, fact)
        return self.renamed.get(subject, subject), predicate, self.renamed.get(value, value)

    def write(self) -> list[Path]:
        """Write the files that change, formatted, comments kept; return them."""
        claims = {file.path for file in self.sources.data if file.graph.startswith(CLAIMS)}
        affected = set(self.added) | (claims if self.renamed or self.replaced else set())
        texts = {path: self._text(path, path in claims) for path in sorted(affected)}
        changed = [path for path, text in texts.items() if not path.exists() or path.read_text("utf-8") != text]
        for path in changed:
            replace_file(path, texts[path])
        return changed

    def _text(self, path: Path, is_evidence: bool) -> str:
        project = self.sources.project
        shown = project.shown(path)
        text = path.read_text("utf-8") if path.exists() else _header(project, path)
        document = read_text(text, file=shown)
        facts = [self.apply(fact) if is_evidence else fact for fact in document.facts] + self.added.get(path, [])
        prefixes = {**project.prefixes, **_document_prefixes(project, facts), **document.prefixes}
        comments = comments_of(text, take_apart(text, file=shown))
        above = {self.renamed.get(subject, subject): lines for subject, lines in comments.above.items()}
        return format_facts(facts, prefixes, Comments(comments.head, above, comments.tail))


def replace_file(path: Path, text: str) -> None:
    """Replace a file's content as a whole: a reader sees the old text or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            Path(name).chmod(path.stat().st_mode & 0o777)
        else:
            Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


class Citer:
    """Writes evidence into one project, reading the documents from a folder.

    :param texts: the folder with the source documents; None where only documents without kept text are cited
    """

    def __init__(self, project: Project, texts: Path | None = None) -> None:
        self.project = project
        self.sources = Sources(project)
        self.texts = texts
        self._read: dict[NamedNode, tuple[SourceText, str]] = {}

    def cite_fact(self, fact: Fact, at: Locator, manner: Manner = Manner()) -> Change:
        """Add a fact with its claim and passage; a denial adds no fact.

        :raises UsageError: ``undeclared-term``, ``already-cited``, and those of `SourceText.locate`
        """
        self._check_declared(fact)
        change = Change(self.sources)
        support, graph = self._support(change, at, manner)
        subject, predicate, value = fact
        iri = self._new(change, claim_iri(self.project.base, fact, support, manner.affirms))
        if manner.affirms:
            self._add(change, graph, subject, [fact])
            self._release(change, fact, graph)
        facts: list[Fact] = [
            (iri, EV.claimSubject, subject),
            (iri, EV.claimPredicate, predicate),
            (iri, EV.claimValue if isinstance(value, Literal) else EV.claimObject, value),
        ]
        self._add(change, CLAIMS + graph, iri, [*facts, *_claim_facts(iri, support, manner)])
        return change

    def cite_node(self, node: NamedNode, at: Locator, manner: Manner = Manner()) -> Change:
        """Claim all facts of a node that have no claim of their own; they must be in the data already.

        :raises UsageError: ``node-without-facts``, ``already-cited``, and those of `SourceText.locate`
        """
        change = Change(self.sources)
        support, graph = self._support(change, at, manner)
        probe = Claim(node, None, node, support, affirms=True, graph=CLAIMS + graph)
        covered = self._covered(graph, probe)[probe]
        if not covered:
            raise UsageError(
                "node-without-facts",
                Text(f"{node.value} has no facts in graph {graph}.", f"{node.value} no tiene hechos en {graph}."),
                Text("Write its facts into the data file first.", "Escriba antes sus hechos en el archivo de datos."),
            )
        iri = self._new(change, claim_iri(self.project.base, node_terms(node, covered), support, affirms=True))
        self._add(change, CLAIMS + graph, iri, [(iri, EV.claimNode, node), *_claim_facts(iri, support, manner)])
        return change

    def mention(self, thing: NamedNode, written: str, at: Locator) -> Change:
        """Note a name as a passage writes it.

        :raises UsageError: ``already-cited``, and those of `SourceText.locate`
        """
        change = Change(self.sources)
        passage, graph = self._support(change, at, Manner(words=written))
        iri = self._new(change, mention_iri(self.project.base, thing, written, passage))
        facts: list[Fact] = [
            (iri, RDF.type, EV.Mention),
            (iri, EV.mentions, thing),
            (iri, EV.writtenAs, Literal(written)),
            (iri, EV.inPassage, passage),
        ]
        self._add(change, CLAIMS + graph, iri, facts)
        return change

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
        :raises UsageError: ``already-cited``, ``undeclared-term``, ``unknown-document``
        """
        self._check_declared((subject, wanted[0], wanted[-1]))
        change = Change(self.sources)
        documents = [self._document(change, name) for name in searched]
        iri = self._new(change, gap_iri(self.project.base, subject, wanted, documents))
        is_type = wanted[0] == RDF.type
        keys = (EV.gapType,) if is_type else (EV.gapPredicate, EV.gapObject)
        facts: list[Fact] = [(iri, RDF.type, EV.Gap), (iri, EV.gapSubject, subject), (iri, EV.checkedBy, by)]
        facts += [(iri, key, term) for key, term in zip(keys, wanted[is_type:], strict=False)]
        facts += [(iri, EV.searchedIn, document) for document in documents]
        facts += [(iri, EV.reason, Literal(words, language=tag)) for tag, words in reason._asdict().items()]
        self._add(change, CLAIMS + self._graph_of(documents[0], searched[0]), iri, facts)
        return change

    def repair(self) -> Change:
        """Recompute what is derived: offsets and lines of moved passages, digests of documents, IRIs of evidence.

        A passage whose text its document holds no more, or more than once, is left as it is: the check still finds it.
        """
        change = Change(self.sources)
        if self.texts is not None:
            for passage in self.sources.records.passages.values():
                self._repair_passage(change, passage)
            for iri, document in self.sources.records.documents.items():
                if document.file_digest is not None:
                    old, new = (Literal(digest) for digest in (document.file_digest, self._text(iri)[1]))
                    change.replaced[iri, EV.fileDigest, old] = (iri, EV.fileDigest, new)
        graphs = {
            name: frozenset(map(change.apply, facts)) if name.startswith(CLAIMS) else facts
            for name, facts in self.sources.graphs.items()
        }
        for _, actual, expected in expected_iris(self.sources.evidence_of(graphs)):
            if actual != expected:
                change.renamed[actual] = expected
        return change

    def _repair_passage(self, change: Change, passage: Passage) -> None:
        text, _ = self._text(passage.document)
        span = text.span(passage.char_start, passage.char_end)
        if text.digest(span.start, span.end) != passage.digest:
            found = list(text.find_digest(passage.char_end - passage.char_start, passage.digest))
            if len(found) != 1:
                return
            span = found[0]
        old = (passage.char_start, passage.char_end, passage.line_start, passage.line_end)
        for key, was, now in zip(_SPAN_KEYS, old, _numbers(span), strict=True):
            change.replaced[passage.iri, key, _integer(was)] = (passage.iri, key, _integer(now))
        change.renamed[passage.iri] = passage_iri(passage.document, span.start, span.end)

    def _release(self, change: Change, fact: Fact, graph: str) -> None:
        """Give a claim about the whole node its new IRI, now that one of its facts has a claim of its own."""
        for claim, covered in self._covered(graph).items():
            if claim.node is not None and fact in covered:
                rest = node_terms(claim.node, (one for one in covered if one != fact))
                change.renamed[claim.iri] = claim_iri(self.project.base, rest, claim.support, claim.affirms)

    def _covered(self, graph: str, *more: Claim) -> dict[Claim, list[Fact]]:
        claims = [claim for claim in self.sources.records.claims if claim.graph == CLAIMS + graph]
        facts = self.sources.graphs.get(graph, frozenset())
        return covered_facts([*claims, *more], facts, self.sources.vocabulary)

    def _support(self, change: Change, at: Locator, manner: Manner) -> tuple[NamedNode, str]:
        """Return the passage or document cited, described where it is new, and the name of the data graph."""
        document = self._document(change, at.document)
        home = self._graph_of(document, at.document)
        graph = "readings" if manner.basis is Basis.READING else home
        if at.first is None:
            return document, graph
        text, _ = self._text(document)
        span = text.locate(at.first, at.last or at.first, manner.words)
        iri = passage_iri(document, span.start, span.end)
        if iri not in self.sources.records.passages:
            self._add(change, CLAIMS + home, iri, _passage_facts(iri, document, text, span, manner.cell))
        return iri, graph

    def _graph_of(self, document: NamedNode, name: str) -> str:
        known = self.sources.records.documents.get(document)
        return known.graph.removeprefix(CLAIMS) if known else name

    def _document(self, change: Change, name: str) -> NamedNode:
        """Return a document by its name, described by file name and digest where it is new."""
        iri = self.project.term(name, stem="source/")
        if iri in self.sources.records.documents:
            return iri
        found = sorted(self.texts.glob(f"{name}*.txt")) if self.texts else []
        if len(found) != 1:
            raise _unknown_document(name)
        self._read[iri] = text, digest = _read_document(found[0])
        facts: list[Fact] = [
            (iri, RDF.type, EV.Document),
            (iri, EV.fileName, Literal(text.name)),
            (iri, EV.fileDigest, Literal(digest)),
        ]
        self._add(change, CLAIMS + name, iri, facts)
        return iri

    def _text(self, document: NamedNode) -> tuple[SourceText, str]:
        if document not in self._read:
            record = self.sources.records.documents.get(document)
            if self.texts is None or record is None or record.file_name is None:
                raise UsageError(
                    "no-sources",
                    Text("Lines are cited only where the documents are.", "Solo se citan líneas con los documentos."),
                    Text("Name their folder with --sources DIR.", "Indique su carpeta con --sources DIR."),
                )
            self._read[document] = _read_document(self.texts / record.file_name)
        return self._read[document]

    def _add(self, change: Change, graph: str, subject: Term, facts: Iterable[Fact]) -> None:
        """Add triples to the file of a graph in which a subject stands already, or its first one, or a new one."""
        change.added[self._file(graph, subject)] += facts

    def _file(self, graph: str, subject: Term) -> Path:
        files = [file for file in self.sources.data if file.graph == graph]
        for file in files:
            if any(fact[0] == subject for fact in file.document.facts):
                return file.path
        if files:
            return files[0].path
        beside = [file for file in self.sources.data if file.graph == graph.removeprefix(CLAIMS)]
        folder = self.project.root / "graph_data"
        if graph.startswith(CLAIMS) and beside:
            return folder / CLAIMS / beside[0].path.relative_to(folder)
        return folder / f"{graph}.ttl"

    def _new(self, change: Change, iri: NamedNode) -> NamedNode:
        """Note the IRI of new evidence.

        :raises UsageError: ``already-cited``
        """
        if any(iri == fact[0] for name, facts in self.sources.graphs.items() if CLAIMS in name for fact in facts):
            raise UsageError(
                "already-cited",
                Text(f"This is cited already: {iri.value}.", f"Esto ya está citado: {iri.value}."),
                Text("Nothing to do.", "No hay nada que hacer."),
            )
        change.iri = iri
        return iri

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


def parse_object(text: str, project: Project, *, stem: str = "id/") -> Term:
    """Read the object of a fact: a literal as Turtle writes it, or a term.

    :param stem: what a slug is appended to, below the base

    :raises UsageError: ``not-a-term``
    """
    if not _LITERAL.fullmatch(text):
        return project.term(text, stem=stem)
    lines = [f"@prefix {name}: <{stem}> ." for name, stem in project.prefixes.items()]
    try:
        facts = read_text("\n".join([*lines, f"<urn:s> <urn:p> {text} ."]), file="object").facts
    except InputError as error:
        raise UsageError(
            "not-a-term",
            Text(f"“{text}” is no literal.", f"«{text}» no es un literal."),
            Text(
                'Write it as Turtle does: 530.0, true, "Lima"@es.', 'Escríbalo como en Turtle: 530.0, true, "Lima"@es.'
            ),
        ) from error
    if len(facts) != 1:
        return project.term(text, stem=stem)
    return facts[0][2]


_SPAN_KEYS = (EV.charStart, EV.charEnd, EV.lineStart, EV.lineEnd)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)


def _numbers(span: Span) -> tuple[int, int, int, int]:
    return span.start, span.end, span.line_start, span.line_end


def _read_document(path: Path) -> tuple[SourceText, str]:
    return SourceText.read(path), hashlib.sha256(path.read_bytes()).hexdigest()


def _passage_facts(iri: NamedNode, document: NamedNode, text: SourceText, span: Span, cell: Cell) -> list[Fact]:
    numbers: dict[NamedNode, int | None] = dict(zip(_SPAN_KEYS, _numbers(span), strict=True))
    numbers |= {EV.table: cell.table, EV.row: cell.row, EV.column: cell.column}
    return [
        (iri, RDF.type, EV.Passage),
        (iri, EV.inDocument, document),
        (iri, EV.sectionPath, Literal(text.section_at(span.line_start))),
        (iri, EV.textDigest, Literal(text.digest(span.start, span.end))),
        *((iri, key, _integer(number)) for key, number in numbers.items() if number is not None),
    ]


def _claim_facts(iri: NamedNode, support: NamedNode, manner: Manner) -> list[Fact]:
    facts: list[Fact] = [
        (iri, RDF.type, EV.Claim),
        (iri, EV.supportedBy, support),
        (iri, EV.stance, EV.affirms if manner.affirms else EV.denies),
        (iri, EV.confidence, Literal(str(manner.confidence), datatype=XSD.decimal)),
    ]
    if manner.qualifier is not None:
        facts.append((iri, EV.qualifier, EV.term(manner.qualifier)))
    return facts


def _header(project: Project, path: Path) -> str:
    """Return the text of a new data file: its ontology header, so that it opens alone in an ontology editor."""
    name = path.relative_to(project.root / "graph_data").with_suffix("").as_posix()
    imported = EV.removesuffix("#") if name.startswith(CLAIMS) else project.ontology
    header = f"<{project.base}data/{name}> a <{OWL.Ontology.value}>"
    return f"{header} ; <{OWL.imports.value}> <{imported}> .\n" if imported else f"{header} .\n"


def _document_prefixes(project: Project, facts: Iterable[Fact]) -> dict[str, str]:
    """Return a prefix per cited document, so that ``p003:4499-4545`` is read as document and offsets."""
    stem = f"{project.base}source/"
    terms = [term.value for fact in facts for term in fact if isinstance(term, NamedNode)]
    names = {
        term.removeprefix(stem).split("/")[0] for term in terms if term.startswith(stem) and term.count("/", len(stem))
    }
    return {f"p{name}": f"{stem}{name}/" for name in sorted(names)}


def _unknown_document(name: str) -> UsageError:
    return UsageError(
        "unknown-document",
        Text(f"There is no document “{name}”.", f"No existe el documento «{name}»."),
        Text(
            "Name the folder with its text with --sources, or describe it (ev:Document) in a claims file.",
            "Indique la carpeta de su texto con --sources o descríbalo (ev:Document) en un archivo de afirmaciones.",
        ),
    )
