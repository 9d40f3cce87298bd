"""What the rules are asked of: the Turtle of a project in one store, a graph for each part that it plays.

part:ontology   the modules of the project, without ontology/external/
part:borrowed   the stubs in ontology/external/ and the engine's vocabulary: their terms are declared, not judged
part:data       the facts, without claims
part:shapes     the shapes
part:mentions   what queries, rules, llika.toml and the evidence name: WHICH dcterms:references TERM
part:spelling   typed values of shapes as they are written; a store keeps only what they mean
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import StrEnum

from pyoxigraph import Store

from ..adapters.oxigraph import fill
from ..errors import QuerySyntax
from ..evidence.ties import CLAIMS
from ..project import CONFIG
from ..sources import LoadedFile, Sources
from ..sparql import QueryDataset, iris
from ..terms import DCTERMS, RDF, XSD, Fact, Literal, NamedNode, Namespace, Term

PART = Namespace("https://w3id.org/llika/hygiene/")

_EXTERNAL = "external"
_REFERENCES = DCTERMS.references
_PLAIN = (XSD.string, RDF.langString)


class Part(StrEnum):
    """What rules judge; the query's default graph."""

    ONTOLOGY = "ontology"
    SHAPES = "shapes"


class Parts:
    """The parts of a project, ready to be asked.

    :ivar store: one named graph for each part
    :ivar files: the files that findings may be about, those of the ontology first
    """

    def __init__(self, sources: Sources) -> None:
        own, borrowed = _divided(sources)
        data = [file for file in sources.data if not file.graph.startswith(CLAIMS)]
        parts: dict[NamedNode, Iterable[Fact]] = {
            PART.ontology: _facts(own),
            PART.borrowed: _facts(borrowed),
            PART.data: _facts(data),
            PART.shapes: _facts(sources.shapes),
            PART.mentions: _mentions(sources),
            PART.spelling: _spelling(sources.shapes),
        }
        self.files = [*own, *data, *sources.shapes]
        self._graphs = tuple(parts)
        self.store = Store()
        for graph, facts in parts.items():
            fill(self.store, facts, graph)

    def judged(self, part: Part) -> QueryDataset:
        """Return the dataset in which one part is the default graph, and every part a named one."""
        return QueryDataset((PART.term(part),), self._graphs)


def _divided(sources: Sources) -> tuple[list[LoadedFile], list[LoadedFile]]:
    """Return the modules that are the project's own, and those that speak of other people's vocabularies."""
    engine, *modules = sources.ontology
    external = sources.project.root / "ontology" / _EXTERNAL
    own = [file for file in modules if not file.path.is_relative_to(external)]
    return own, [engine, *(file for file in modules if file.path.is_relative_to(external))]


def _facts(files: Iterable[LoadedFile]) -> list[Fact]:
    return [fact for file in files for fact in file.document.facts]


def _mentions(sources: Sources) -> Iterator[Fact]:
    project = sources.project
    for path in (*project.query_files, *project.rule_files):
        file = NamedNode(path.absolute().as_uri())
        with suppress(QuerySyntax, UnicodeDecodeError, OSError):  # whoever loads it says what is wrong
            yield from ((file, _REFERENCES, NamedNode(iri)) for iri, _, _ in iris(path.read_text("utf-8")))
    config = NamedNode((project.root / CONFIG).absolute().as_uri())
    for collection in project.collections.values():
        yield from ((config, _REFERENCES, term) for term in (collection.member, collection.classify))
    yield from ((record, _REFERENCES, term) for term, record in named_in_evidence(sources).items())


def named_in_evidence(sources: Sources) -> dict[Term, NamedNode]:
    """Return the terms that claims and gaps name, each with one of these: all that rules see of the evidence."""
    records = sources.records
    claimed = ((term, claim.iri) for claim in records.claims for term in claim.fact or ())
    return dict(claimed) | {term: gap.iri for gap in records.gaps for term in gap.wanted}


def _spelling(files: Iterable[LoadedFile]) -> Iterator[Fact]:
    for subject, predicate, value in _facts(files):
        if isinstance(value, Literal) and value.datatype not in _PLAIN:
            yield subject, predicate, Literal(value.value)
