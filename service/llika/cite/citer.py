"""The forms of citing: a fact, a node, a mention, a gap; and repair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..errors import UsageError
from ..evidence import (
    Basis,
    Claim,
    SourceText,
    Span,
    basis_of_graph,
    claim_iri,
    covered_facts,
    gap_iri,
    graph_of_file,
    mention_iri,
    node_terms,
    passage_iri,
)
from ..evidence.ties import CLAIMS
from ..project import Project, Sources
from ..terms import EV, RDF, XSD, Fact, Literal, NamedNode, Term, Text, shorten
from .change import Change
from .library import Library
from .manner import CONFIDENCES, PLAINLY, Cell, Locator, Manner
from .repair import repair
from .spans import SPAN_KEYS, integer, numbers_of


class Citer:
    """Writes evidence into one project, reading the documents from a folder.

    :param texts: the folder with the source documents; None where only documents without kept text are cited
    """

    def __init__(self, project: Project, texts: Path | None = None) -> None:
        self.project = project
        self.sources = Sources(project)
        self._library = Library(texts)

    def cite_fact(self, fact: Fact, at: Locator, manner: Manner = PLAINLY) -> Change:
        """Add a fact with its claim and passage; a denial adds no fact.

        :raises UsageError: ``undeclared-term``, ``already-cited``, ``unknown-document``, ``passage-needed``,
            ``basis-mismatch``, and those of `SourceText.locate`
        """
        self._check_declared(fact)
        self._check_kind(fact)
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

        :raises UsageError: ``already-cited``, ``passage-needed``, and those of `SourceText.locate`
        """
        if at.first is None:
            raise _passage_needed(at.document)
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
        change = Change(self.sources)
        documents = list(dict.fromkeys(self._document(change, name) for name in searched))
        iri = self._new(change, gap_iri(self.project.base, subject, wanted, documents))
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
        return repair(self.sources, self._library)

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
        _check_basis(manner.basis, basis_of_graph(home), at.document)
        graph = "readings" if manner.basis is Basis.READING else home
        if at.first is None:
            known = self.sources.records.documents.get(document)
            if known is None or known.file_name is not None:
                raise _passage_needed(at.document)
            return document, graph
        text, _ = self._library.text(document, self.sources.records.documents.get(document))
        span = text.locate(at.first, at.last or at.first, manner.words)
        iri = passage_iri(document, span.start, span.end)
        if iri not in self.sources.records.passages:
            self._add(change, CLAIMS + home, iri, _passage_facts(iri, document, text, span, manner.cell))
        return iri, graph

    def _graph_of(self, document: NamedNode, name: str) -> str:
        known = self.sources.records.documents.get(document)
        return known.graph.removeprefix(CLAIMS) if known else graph_of_file(f"{name}.ttl")

    def _document(self, change: Change, name: str) -> NamedNode:
        """Return a document by its name, described by file name and digest where it is new."""
        iri = self.project.term(name, stem="source/")
        if iri in self.sources.records.documents:
            return iri
        text, digest = self._library.open(iri, name)
        facts: list[Fact] = [
            (iri, RDF.type, EV.Document),
            (iri, EV.fileName, Literal(text.name)),
            (iri, EV.fileDigest, Literal(digest)),
        ]
        self._add(change, CLAIMS + self._graph_of(iri, name), iri, facts)
        return iri

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


def _passage_facts(iri: NamedNode, document: NamedNode, text: SourceText, span: Span, cell: Cell) -> list[Fact]:
    numbers: dict[NamedNode, int | None] = dict(zip(SPAN_KEYS, numbers_of(span), strict=True))
    numbers |= {EV.table: cell.table, EV.row: cell.row, EV.column: cell.column}
    return [
        (iri, RDF.type, EV.Passage),
        (iri, EV.inDocument, document),
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
    return facts


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
