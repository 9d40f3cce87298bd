"""The Turtle of a project, read once: files, graphs, vocabulary and evidence, and where everything stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .errors import InputError, Place
from .evidence import Evidence, Records, Vocabulary, basis_of_term, graph_of_file, read_records
from .evidence.ties import CLAIMS
from .project import Project
from .terms import EV, OWL, RDF, Fact, NamedNode, Term, Text
from .turtle import Document, Shelf


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file with the graph it belongs to."""

    path: Path
    graph: str
    document: Document

    @property
    def concerns_reasoning(self) -> bool:
        """Whether a reasoner reads it: claims are about facts, and none themselves."""
        return not self.graph.startswith(CLAIMS)

    @property
    def is_turtle(self) -> bool:
        """Whether it is Turtle by its name, and so in its text."""
        return self.path.suffix == ".ttl"


_BUILT = ("basis", "derived", "entailed", "ontology", "service", "shapes")
"""Graphs that the build makes, or that come from other folders: no data file may have their names."""


class Sources:
    """The Turtle of a project, read once: files, graphs, vocabulary and evidence.

    :param shelf: where files lie that were read before
    """

    def __init__(self, project: Project, shelf: Shelf | None = None) -> None:
        self.project = project
        self._shelf = shelf or Shelf()
        self.ontology = [self._module(path) for path in project.ontology_files]
        self.data = [LoadedFile(path, self._graph(path), self._read(path)) for path in project.files("graph_data")]
        self.shapes = [LoadedFile(path, "shapes", self._read(path)) for path in project.shape_files]

    def _graph(self, path: Path) -> str:
        """Return the graph of a data file.

        :raises InputError: ``graph-reserved`` for a name that a built graph has
        """
        name = graph_of_file(path.relative_to(self.project.root / "graph_data").as_posix())
        if name.split("/")[0] in _BUILT:
            raise InputError(
                "graph-reserved",
                Text(f"The graph name “{name}” is reserved.", f"El nombre de grafo «{name}» está reservado."),
                Text(
                    f"Rename the file: {', '.join(_BUILT)} are built.",
                    f"Renombre el archivo: {', '.join(_BUILT)} se construyen.",
                ),
                place=Place(self.project.shown(path)),
            )
        return name

    def _read(self, path: Path) -> Document:
        return self._shelf.read(path, shown_as=self.project.shown(path))

    def _module(self, path: Path) -> LoadedFile:
        document = self._read(path)
        headers = {subject for subject, predicate, value in document.facts if (predicate, value) == _HEADER}
        basis = next((o for s, p, o in document.facts if p == EV.basis and s in headers), None)
        return LoadedFile(path, f"ontology{basis_of_term(basis).suffix}", document)

    @cached_property
    def graphs(self) -> dict[str, frozenset[Fact]]:
        """The triples of every graph of data and of claims, by name."""
        return _gather(self.data)

    @cached_property
    def modules(self) -> dict[str, frozenset[Fact]]:
        """The triples of the ontology graphs, by name."""
        return _gather(self.ontology)

    @property
    def asserted_shapes(self) -> list[LoadedFile]:
        """The shapes of the project that what is asserted is checked by."""
        return [file for file in self.shapes if not self._is_of_closure(file)]

    @property
    def closure_shapes(self) -> list[LoadedFile]:
        """The shapes of the project that what follows is checked by: those in ``shapes/closure/``."""
        return [file for file in self.shapes if self._is_of_closure(file)]

    def _is_of_closure(self, file: LoadedFile) -> bool:
        return file.path.is_relative_to(self.project.root / "shapes" / "closure")

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The declared terms; false where the project itself declares nothing."""
        own = [file for file in self.ontology[1:] if file.document.facts]
        return Vocabulary.read(fact for file in self.ontology if own for fact in file.document.facts)

    @cached_property
    def records(self) -> Records:
        """The evidence of the project."""
        return _records(self.graphs)

    @property
    def has_evidence(self) -> bool:
        """Whether the project works with claims at all; without any, facts need none."""
        return any(name.startswith(CLAIMS) for name in self.graphs)

    @property
    def evidence(self) -> Evidence:
        """What the ties between facts and claims are checked on."""
        return self.evidence_of(self.graphs)

    def evidence_of(self, graphs: Mapping[str, frozenset[Fact]]) -> Evidence:
        """Return the same for graphs that may differ from the files: what a change would make of them."""
        records = self.records if graphs is self.graphs else _records(graphs)
        return Evidence(self.project.base, graphs, records, self.vocabulary, self.project.prefixes, self.place_of)

    def place_in(self, file: LoadedFile, fact: Fact) -> Place:
        """Return where a triple of a file stands in it."""
        return Place(file.document.file, *(self._shelf.places(file.path).of(*fact) or ()))

    def place_of(
        self, graph: str, subject: Term, predicate: NamedNode | None = None, value: Term | None = None
    ) -> Place | None:
        """Return where a triple, or a predicate of a subject, or the subject stands in the files of a graph.

        That is the most exact place known; the file alone where no line is.
        """
        files = [file for file in (*self.data, *self.ontology, *self.shapes) if file.graph == graph]
        known = self.place_among(files, subject, predicate, value)
        return known or (Place(files[0].document.file) if files else None)

    def place_among(
        self, files: Iterable[LoadedFile], subject: Term, predicate: NamedNode | None = None, value: Term | None = None
    ) -> Place | None:
        """Return the same in the first of some files that holds it; None where none does."""
        known = self._homes.get(subject, {})
        homes = [file for file in files if file in known.get(file.graph, ())]
        for wanted in ((predicate, value), (predicate, None), (None, None)):
            for file in homes:
                if at := self._shelf.places(file.path).exactly(subject, *wanted):
                    return Place(file.document.file, *at)
        return None

    @cached_property
    def _homes(self) -> dict[Term, dict[str, list[LoadedFile]]]:
        """The files that describe each subject, by graph."""
        homes: dict[Term, dict[str, list[LoadedFile]]] = defaultdict(lambda: defaultdict(list))
        for file in (*self.data, *self.ontology, *self.shapes):
            for subject in {subject for subject, _, _ in file.document.facts}:
                homes[subject][file.graph].append(file)
        return homes

    def graphs_of(self, subject: Term) -> list[str]:
        """Return the names of the graphs of data that describe a subject."""
        return [graph for graph in self._homes.get(subject, {}) if graph in self.graphs]


_HEADER = (RDF.type, OWL.Ontology)


def _records(graphs: Mapping[str, frozenset[Fact]]) -> Records:
    return read_records((name, facts) for name, facts in graphs.items() if name.startswith(CLAIMS))


def _gather(files: list[LoadedFile]) -> dict[str, frozenset[Fact]]:
    graphs: dict[str, set[Fact]] = defaultdict(set)
    for file in files:
        graphs[file.graph].update(file.document.facts)
    return {name: frozenset(facts) for name, facts in sorted(graphs.items())}
