"""A desk to cite at: the project about lighthouses before anything was cited."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from llika.cite import Change, Citer, Locator, Manner, parse_object
from llika.evidence import check_graphs, check_sources, check_ties, read_documents
from llika.project import Project
from llika.sources import Sources
from llika.terms import RDF, Fact, Text

COAST = Path(__file__).parent.parent / "evidence" / "coast"
ALMANAC = """@prefix ev: <https://w3id.org/llika/evidence#> .

<https://example.org/coast/source/almanac> a ev:Document ; ev:webAddress <https://example.org/almanac> .
"""


class Desk:
    """Cites into one project, each time as a command would: the files are read anew."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "graph_data"
        self.documents = root / "documents"

    @property
    def project(self) -> Project:
        return Project.open(self.root)

    @property
    def citer(self) -> Citer:
        return Citer(self.project, self.documents)

    def fact(self, words: str) -> Fact:
        """Return a fact as the command line reads it: ``skerry builtIn 1844``."""
        subject, predicate, value = words.split(maxsplit=2)
        project = self.project
        if predicate == "a":
            return project.term(subject), RDF.type, project.term(value, stem="ontology#")
        return project.term(subject), project.term(f":{predicate}"), parse_object(value, project)

    def cite(self, words: str, at: str, manner: Manner | None = None) -> Change:
        """Cite a fact and write it."""
        return self.written(self.citer.cite_fact(self.fact(words), Locator.parse(at), manner or Manner()))

    def node(self, name: str, at: str, manner: Manner | None = None) -> Change:
        """Cite a node and write it."""
        return self.written(self.citer.cite_node(self.project.term(name), Locator.parse(at), manner or Manner()))

    def mention(self, name: str, words: str, at: str) -> Change:
        """Note a name and write it."""
        return self.written(self.citer.mention(self.project.term(name), words, Locator.parse(at)))

    def gap(self, words: str, *searched: str) -> Change:
        """Note a gap and write it."""
        subject, predicate, *value = words.split()
        project = self.project
        wanted = RDF.type if predicate == "a" else project.term(f":{predicate}")
        stem = "ontology#" if predicate == "a" else "id/"
        return self.written(
            self.citer.gap(
                project.term(subject),
                (wanted, *(project.term(term, stem=stem) for term in value)),
                searched,
                reason=Text("Not told.", "No se dice."),
                by=project.term("curator"),
            )
        )

    def repair(self) -> list[str]:
        """Repair and return the files that changed."""
        return [path.relative_to(self.data).as_posix() for path in self.citer.repair().write()]

    def found(self) -> list[str]:
        """Return the rules by which something is found, once each."""
        sources = Sources(self.project)
        texts = read_documents(sources.records, self.documents)
        evidence = sources.evidence
        found = [*check_graphs(evidence), *check_ties(evidence), *check_sources(evidence, texts)]
        return sorted({finding.rule for finding in found})

    def read(self, name: str) -> str:
        """Return a data file."""
        return (self.data / name).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Return everything below ``graph_data``."""
        paths = (path for path in self.data.rglob("*") if path.is_file())
        return {path.relative_to(self.data).as_posix(): path.read_bytes() for path in paths}

    @staticmethod
    def written(change: Change) -> Change:
        change.write()
        return change


def _cleared(root: Path) -> Desk:
    """Return a desk in a new folder, with the ontology, the documents and the shared file, and nothing cited."""
    shutil.copytree(COAST, root, ignore=shutil.ignore_patterns("graph_data"))
    (root / "graph_data" / "claims" / "context").mkdir(parents=True)
    shutil.copy(COAST / "graph_data" / "shared.ttl", root / "graph_data" / "shared.ttl")
    (root / "graph_data" / "claims" / "context" / "almanac.ttl").write_text(ALMANAC, "utf-8")
    return Desk(root)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk at which nothing was cited yet."""
    return _cleared(tmp_path / "coast")


@pytest.fixture
def full_desk(tmp_path: Path) -> Desk:
    """Return a desk at which everything was cited."""
    return Desk(Path(shutil.copytree(COAST, tmp_path / "full")))


@pytest.fixture(scope="session")
def desk_at() -> type[Desk]:
    """Return what makes a desk of a project's folder."""
    return Desk


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a project in which nothing was cited; tests copy it."""
    return _cleared(tmp_path_factory.mktemp("template") / "coast").root
