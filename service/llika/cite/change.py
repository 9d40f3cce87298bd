"""What a citing adds and changes, and how it gets into the files."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import InputError, Place
from ..evidence.ties import CLAIMS
from ..files import bytes_of, put_back, replace_file
from ..project import Project
from ..sources import Sources
from ..terms import EV, OWL, Fact, NamedNode, Term, Text
from ..turtle import Comments, format_facts, read_text
from ..turtle.comments import comments_of
from ..turtle.grammar import take_apart

try:
    import fcntl
except ImportError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Edit:
    """What a file holds, None where there is none, and the text that it is to hold."""

    before: bytes | None
    after: str

    def gained(self) -> str:
        """Return the triples that are new, in Turtle."""
        new = read_text(self.after, file="after")
        old = read_text("" if self.before is None else self.before.decode("utf-8-sig"), file="before")
        return format_facts(set(new.facts) - set(old.facts), new.prefixes)


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

    def edits(self) -> dict[Path, Edit]:
        """Return what becomes of every file that changes: formatted, comments kept; data files before claims files.

        The files are read again, so that what others wrote into them meanwhile stays.

        :raises InputError: where a file cannot be read any more
        """
        claims = {file.path: file.document for file in self.sources.data if file.graph.startswith(CLAIMS)}
        stale = {path for path, file in claims.items() if any(self.apply(fact) != fact for fact in file.facts)}
        paths = sorted({*self.added, *stale}, key=lambda path: (self._is_evidence(path), path))
        edits = {path: self._edit(path) for path in paths}
        return {path: edit for path, edit in edits.items() if edit.before != edit.after.encode()}

    def preview(self) -> dict[Path, str]:
        """Return the triples that each file gains, in Turtle."""
        return {path: edit.gained() for path, edit in sorted(self.edits().items())}

    def write(self, journal: Callable[[Mapping[Path, Edit]], None] | None = None) -> list[Path]:
        """Write the files that change and return them; where one cannot be written, those before it are put back.

        :param journal: is told first what becomes of the files
        :raises InputError: ``file-changed`` where somebody else writes at the same time
        """
        edits = self.edits()
        if journal is not None and edits:
            journal(edits)
        done: list[Path] = []
        try:
            for path, edit in edits.items():
                if bytes_of(path) != edit.before:
                    raise _file_changed(self.sources.project.shown(path))
                path.parent.mkdir(parents=True, exist_ok=True)
                replace_file(path, [edit.after])
                done.append(path)
        except (OSError, InputError):
            for path in done:
                if bytes_of(path) == edits[path].after.encode():
                    put_back(path, edits[path].before)
            raise
        return sorted(done)

    def _is_evidence(self, path: Path) -> bool:
        return path.is_relative_to(self.sources.project.root / "graph_data" / CLAIMS)

    def _edit(self, path: Path) -> Edit:
        project, is_evidence, before = self.sources.project, self._is_evidence(path), bytes_of(path)
        shown = project.shown(path)
        text = _header(project, path) if before is None else before.decode("utf-8-sig")
        document = read_text(text, file=shown)
        facts = [*document.facts, *self.added.get(path, [])]
        facts = [self.apply(fact) for fact in facts] if is_evidence else facts
        prefixes = {**project.prefixes, **_document_prefixes(project, facts), **document.prefixes}
        comments = comments_of(text, take_apart(text, file=shown))
        above = {self.renamed.get(subject, subject): lines for subject, lines in comments.above.items()}
        return Edit(before, format_facts(facts, prefixes, Comments(comments.head, above, comments.tail)))


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


def _file_changed(shown: str) -> InputError:
    return InputError(
        "file-changed",
        Text("Somebody changed this file meanwhile.", "Alguien cambió este archivo entretanto."),
        Text("Nothing was written. Cite again.", "No se escribió nada. Cite de nuevo."),
        place=Place(shown),
    )


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
