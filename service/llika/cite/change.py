"""What a citing adds and changes, and how it gets into the files."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..evidence.ties import CLAIMS
from ..files import replace_file
from ..project import Project, Sources
from ..terms import EV, OWL, Fact, NamedNode, Term
from ..turtle import Comments, format_facts, read_text
from ..turtle.comments import comments_of
from ..turtle.grammar import take_apart

try:
    import fcntl
except ImportError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment]


@dataclass(slots=True)
class Change:
    """What is to be written.

    :param cited: the claims, gaps and mentions that are new, under the IRIs they were first given
    :param added: triples by file
    :param renamed: evidence whose IRI changes, in every claims file
    :param replaced: triples of evidence that change, in every claims file
    """

    sources: Sources
    cited: list[NamedNode] = field(default_factory=list)
    added: dict[Path, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    renamed: dict[Term, NamedNode] = field(default_factory=dict)
    replaced: dict[Fact, Fact] = field(default_factory=dict)

    @property
    def iris(self) -> list[NamedNode]:
        """The new evidence by the IRIs it is written under."""
        return [self.renamed.get(iri, iri) for iri in self.cited]

    @property
    def iri(self) -> NamedNode | None:
        """What was cited last; None for a repair."""
        return self.iris[-1] if self.cited else None

    def apply(self, fact: Fact) -> Fact:
        """Return a triple of evidence as it is after the change."""
        subject, predicate, value = self.replaced.get(fact, fact)
        return self.renamed.get(subject, subject), predicate, self.renamed.get(value, value)

    def texts(self) -> dict[Path, str]:
        """Return the new text of every file that changes: formatted, comments kept; data files before claims files.

        The files are read again, so that what others wrote into them meanwhile stays.

        :raises InputError: where a file cannot be read any more
        """
        claims = {file.path: file.document for file in self.sources.data if file.graph.startswith(CLAIMS)}
        stale = {path for path, file in claims.items() if any(self.apply(fact) != fact for fact in file.facts)}
        paths = sorted({*self.added, *stale}, key=lambda path: (self._is_evidence(path), path))
        texts = {path: self._text(path) for path in paths}
        return {path: text for path, text in texts.items() if _bytes(path) != text.encode()}

    def write(self) -> list[Path]:
        """Write the files that change and return them; where one cannot be written, those before it are put back."""
        texts = self.texts()
        before = {path: _bytes(path) for path in texts}
        done: list[Path] = []
        try:
            for path, text in texts.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                replace_file(path, [text])
                done.append(path)
        except OSError:
            for path in done:
                put_back(path, before[path])
            raise
        return sorted(done)

    def _is_evidence(self, path: Path) -> bool:
        return path.is_relative_to(self.sources.project.root / "graph_data" / CLAIMS)

    def _text(self, path: Path) -> str:
        project, is_evidence = self.sources.project, self._is_evidence(path)
        shown, data = project.shown(path), _bytes(path)
        text = _header(project, path) if data is None else data.decode("utf-8-sig")
        document = read_text(text, file=shown)
        facts = [*document.facts, *self.added.get(path, [])]
        facts = [self.apply(fact) for fact in facts] if is_evidence else facts
        prefixes = {**project.prefixes, **_document_prefixes(project, facts), **document.prefixes}
        comments = comments_of(text, take_apart(text, file=shown))
        above = {self.renamed.get(subject, subject): lines for subject, lines in comments.above.items()}
        return format_facts(facts, prefixes, Comments(comments.head, above, comments.tail))


def put_back(path: Path, before: bytes | None) -> None:
    """Give a file its earlier content; take it away where there was none."""
    if before is None:
        path.unlink(missing_ok=True)
    else:
        replace_file(path, [before.decode("utf-8")])


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


@contextmanager
def locked(project: Project) -> Iterator[None]:
    """Hold the data of a project: whoever cites meanwhile waits, so that no fact is written over.

    The lock is on the folder itself and ends with the process. Where the system has no such lock, nobody waits.
    """
    if fcntl is None:
        yield
        return
    (project.root / "graph_data").mkdir(exist_ok=True)
    handle = os.open(project.root / "graph_data", os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


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
