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
        claims = {file.path: file.document for file in self.sources.data if file.graph.startswith(CLAIMS)}
        stale = {path for path, file in claims.items() if any(self.apply(fact) != fact for fact in file.facts)}
        texts = {path: self._text(path, path in claims) for path in sorted({*self.added, *stale})}
        changed = [path for path, text in texts.items() if not path.exists() or path.read_bytes() != text.encode()]
        for path in changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, [texts[path]])
        return changed

    def _text(self, path: Path, is_evidence: bool) -> str:
        project = self.sources.project
        shown = project.shown(path)
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else _header(project, path)
        document = read_text(text, file=shown)
        facts = [self.apply(fact) if is_evidence else fact for fact in document.facts] + self.added.get(path, [])
        prefixes = {**project.prefixes, **_document_prefixes(project, facts), **document.prefixes}
        comments = comments_of(text, take_apart(text, file=shown))
        above = {self.renamed.get(subject, subject): lines for subject, lines in comments.above.items()}
        return format_facts(facts, prefixes, Comments(comments.head, above, comments.tail))


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
