"""``llika cite``: facts with their claims and passages, gaps and mentions, one at a time or from a table."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from ..cite import (
    CONFIDENCES,
    Cell,
    Change,
    Citer,
    Extract,
    Journal,
    Locator,
    cite_rows,
    locked,
    object_stem,
    parse_fact,
    parse_predicate,
    read_rows,
)
from ..dataset import default_cache
from ..errors import UsageError
from ..project import Project
from ..terms import Text
from .cite_find import choose, manner_of, missing, plain, print_found
from .folders import sources_folder
from .output import Output

_OF_ONE: dict[str, object] = {
    "terms": [],
    "at": None,
    "words": None,
    "basis": "stated",
    "deny": False,
    "confidence": CONFIDENCES[0],
    "qualifier": None,
    "table": None,
    "row": None,
    "column": None,
}
"""What says how one thing is cited, as it is when nothing is said."""


def run(arguments: Namespace, output: Output) -> int:
    """Cite, and print what is new and the files that changed."""
    project = Project.open(arguments.project)
    _check_alone(arguments)
    if arguments.undo:
        return _undo(project, output)
    if arguments.find is not None:
        return print_found(Citer(project, sources_folder(arguments)), arguments, output)
    if _is_asking(arguments, output) and not choose(Citer(project, sources_folder(arguments)), arguments, output):
        return 1
    with locked(project):
        citer = Citer(project, sources_folder(arguments))
        change = _from_table(arguments, citer, output) if arguments.table_file else _cited(arguments, citer)
        if arguments.dry_run:
            return _preview(change, output)
        written = change.write(Journal(_journals(), project).note)
    if arguments.table_file:
        return _answer_table(change, written, output)
    _answer(change, written, _cell_of(arguments, citer), output)
    return 0


def _check_alone(arguments: Namespace) -> None:
    """Refuse what says how one thing is cited where none is named: nobody shall believe that it counts.

    :raises UsageError: ``arguments-unused``
    """
    form = next((name for name in ("find", "table_file", "repair", "undo") if getattr(arguments, name)), None)
    given = [name for name, usual in _OF_ONE.items() if getattr(arguments, name) != usual]
    given += ["dry-run"] if arguments.dry_run and form in ("find", "undo") else []
    if form and given:
        told = "SUBJECT PREDICATE OBJECT" if given[0] == "terms" else f"--{given[0]}"
        option = "--from" if form == "table_file" else f"--{form}"
        raise UsageError(
            "arguments-unused",
            Text(f"{option} does not use {told}.", f"{option} no usa {told}."),
            Text("Leave it out; a table says it in its columns.", "Omítalo; una tabla lo dice en sus columnas."),
        )


def _is_asking(arguments: Namespace, output: Output) -> bool:
    """Tell whether somebody at a terminal gives a fact without its place."""
    other_form = arguments.table_file or arguments.repair or arguments.gap or arguments.mention or arguments.node
    is_watched = sys.stdin.isatty() and output.out.is_terminal and not output.as_json
    return is_watched and not other_form and arguments.at is None and len(arguments.terms) == 3


def _from_table(arguments: Namespace, citer: Citer, output: Output) -> Change:
    rows = read_rows(arguments.table_file)
    with output.counting() as progress:
        return cite_rows(citer, rows, skip_existing=arguments.skip_existing, progress=progress)


def _cited(arguments: Namespace, citer: Citer) -> Change:
    project = citer.project
    if arguments.repair:
        return citer.repair()
    if arguments.gap:
        return _cited_gap(arguments, citer)
    if arguments.at is None:
        raise missing("--at DOCUMENT:LINE")
    at = Locator.parse(arguments.at)
    if arguments.mention:
        return citer.mention(project.term(arguments.mention[0]), arguments.mention[1], at)
    manner = manner_of(arguments)
    if arguments.node:
        return citer.cite_node(project.term(arguments.node), at, manner)
    if len(arguments.terms) != 3:
        raise missing("SUBJECT PREDICATE OBJECT")
    subject, predicate, value = arguments.terms
    return citer.cite_fact(parse_fact(subject, predicate, value, project), at, manner)


def _cited_gap(arguments: Namespace, citer: Citer) -> Change:
    if len(arguments.terms) not in (2, 3) or not (arguments.searched and arguments.reason_en and arguments.reason_es):
        raise missing("--gap SUBJECT PREDICATE [OBJECT] --in DOCUMENTS --reason-en TEXT --reason-es TEXT")
    project = citer.project
    subject, predicate, *value = arguments.terms
    wanted = parse_predicate(predicate, project), *(project.term(term, stem=object_stem(predicate)) for term in value)
    reason = Text(arguments.reason_en, arguments.reason_es)
    searched = arguments.searched.split(",")
    return citer.gap(project.term(subject), wanted, searched, reason=reason, by=project.term(arguments.by))


def _cell_of(arguments: Namespace, citer: Citer) -> Extract | None:
    """Return the cell that was cited by its numbers, which is shown for control."""
    if arguments.at is None:
        return None
    at = Locator.parse(arguments.at).with_cell(Cell(arguments.table, arguments.row, arguments.column))
    words = arguments.mention[1] if arguments.mention else arguments.words
    return citer.extract(at, words) if at.first is None and at.cell.table is not None else None


def _journals() -> Path:
    return default_cache() / "cite"


def _undo(project: Project, output: Output) -> int:
    with locked(project):
        files = _shown(project, Journal(_journals(), project).undo())
    if output.as_json:
        output.json({"files": files})
    else:
        output.text("\n".join(files))
    return 0


def _preview(change: Change, output: Output) -> int:
    texts = {change.sources.project.shown(path): text for path, text in change.preview().items()}
    if output.as_json:
        output.json({"iri": change.iri.value if change.iri else None, "files": list(texts), "gained": texts})
    else:
        output.text("\n".join(f"# {name}\n{text}" for name, text in texts.items()).rstrip() or "nothing to change")
    return 0


def _answer(change: Change, written: Iterable[Path], extract: Extract | None, output: Output) -> None:
    files = _shown(change.sources.project, written)
    iri = change.iri.value if change.iri else None
    cell = {} if extract is None or extract.headings is None else {"text": extract.text, **asdict(extract.headings)}
    if output.as_json:
        output.json({"iri": iri, "files": files} | ({"cell": cell} if cell else {}))
        return
    output.text("\n".join(filter(None, [iri, *files])) or "nothing to change")
    if cell:
        beside = " · ".join(filter(None, (cell["row"], cell["column"])))
        output.text(f"{beside}: {plain(cell['text'])}" if beside else plain(cell["text"]))


def _shown(project: Project, paths: Iterable[Path]) -> list[str]:
    return [project.shown(path) for path in paths]


def _answer_table(change: Change, written: Iterable[Path], output: Output) -> int:
    files, iris = _shown(change.sources.project, written), [iri.value for iri in change.iris]
    if output.as_json:
        output.json({"iris": iris, "files": files})
    else:
        output.text("\n".join([f"{len(iris)} cited", *files]))
    return 0
