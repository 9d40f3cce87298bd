"""``llika cite --find``, and the dialogue that looks for the place of a fact."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Iterable

from rich.markup import escape
from rich.prompt import Confirm, Prompt

from ..cite import Cell, Citer, Found, Locator, Manner, find, parse_fact
from ..errors import UsageError
from ..evidence import MAX_PASSAGE_CHARS, Basis
from ..terms import Fact, Text, shorten
from .output import Output

_AROUND = 60
"""Characters shown on both sides of what was found."""
_OFFERED = 20
"""Places that the dialogue offers at once."""


def missing(what: str) -> UsageError:
    """Return what is raised where a form of citing lacks an option."""
    return UsageError(
        "arguments-missing",
        Text(f"This form of cite needs {what}.", f"Esta forma de cite necesita {what}."),
        Text("See llika cite --help.", "Vea llika cite --help."),
    )


def manner_of(arguments: Namespace) -> Manner:
    """Return how the command line wants a fact or a node to be claimed.

    :raises UsageError: ``arguments-missing`` where a reason is given in one language
    """
    reasons = (arguments.reason_en, arguments.reason_es)
    if any(reasons) and not all(reasons):
        raise missing("--reason-en TEXT --reason-es TEXT")
    return Manner(
        words=arguments.words,
        basis=Basis[arguments.basis.upper()],
        affirms=not arguments.deny,
        confidence=arguments.confidence,
        qualifier=arguments.qualifier,
        reason=Text(*reasons) if all(reasons) else None,
        cell=Cell(arguments.table, arguments.row, arguments.column),
    )


def plain(text: str) -> str:
    """Return a text in one line, without what a terminal would take for a command."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def print_found(citer: Citer, arguments: Namespace, output: Output) -> int:
    """Print where words stand in the documents, each place with the options that cite it."""
    names = arguments.searched.split(",") if arguments.searched else ()
    found = find(citer, arguments.find, names)
    if output.as_json:
        output.json({"found": [_as_json(one) for one in found]})
    elif found:
        for one in found:
            output.out.print(f"{_where(one)}  {_excerpt(one, is_coloured=output.out.is_terminal)}")
            output.text(f"    {_options(one)}")
            if one.cited_by:
                output.text(f"    cited by {_names(citer, one)}")
    else:
        output.err.print("nothing found")
    return 0 if found else 1


def choose(citer: Citer, arguments: Namespace, output: Output) -> bool:
    """Ask where a fact is said until somebody agrees to what is to be written; note the place in the arguments.

    :returns: False where nothing is to be written
    """
    subject, predicate, value = arguments.terms
    fact = parse_fact(subject, predicate, value, citer.project)
    try:
        one = _choose_place(citer, output)
        line = f"{one.name}:{one.hit.span.line_start}"
        whole = one.source.try_locate(one.hit.span.line_start, one.hit.span.line_start)
        arguments.at, arguments.words = one.at, one.words
        if whole is not None and whole != one.clause:
            part = Prompt.ask("clause or line", choices=["clause", "line"], default="clause", console=output.out)
            arguments.at, arguments.words = (line, None) if part == "line" else (one.at, one.words)
        _preview(citer, fact, arguments, output)
        return Confirm.ask("write this", default=True, console=output.out)
    except EOFError:
        return False


def _choose_place(citer: Citer, output: Output) -> Found:
    """Ask for words until they are found, and for one of the places."""
    answer = Prompt.ask("words to look for", console=output.out)
    while True:
        found = find(citer, answer)
        for number, one in enumerate(found[:_OFFERED], 1):
            told = f" (cited by {_names(citer, one)})" if one.cited_by else ""
            output.out.print(f"{number:>3}  {_where(one)}  {_excerpt(one, is_coloured=True)}[dim]{escape(told)}[/]")
        if len(found) > _OFFERED:
            output.text(f"     and {len(found) - _OFFERED} more: give more words")
        answer = Prompt.ask("number, or other words" if found else "nothing found; other words", console=output.out)
        if answer.isdecimal() and 1 <= int(answer) <= len(found[:_OFFERED]):
            return found[int(answer) - 1]


def _preview(citer: Citer, fact: Fact, arguments: Namespace, output: Output) -> None:
    at = Locator.parse(arguments.at)
    extract = citer.extract(at, arguments.words)
    change = citer.cite_fact(fact, at, manner_of(arguments))
    output.text(f"\n{plain(extract.text)}\n")
    for path, text in change.preview().items():
        output.text(f"# {citer.project.shown(path)}\n{text}")


def _as_json(one: Found) -> dict[str, object]:
    span = one.hit.span
    return {
        "at": one.at,
        "words": one.words,
        "line": span.line_start,
        "section": one.section,
        "phrase": one.hit.is_phrase,
        "clause": one.source.text[one.clause.start : one.clause.end],
        "citedBy": [iri.value for iri in one.cited_by],
    }


def _where(one: Found) -> str:
    return f"[bold]{escape(f'{one.name}:{one.hit.span.line_start}')}[/] § {escape(one.section)}"


def _options(one: Found) -> str:
    """Return what cites the place, ready to be pasted into a shell."""
    return f"--at {one.at}" if one.words is None else f"--at {one.at} --words {shlex.quote(one.words)}"


def _names(citer: Citer, one: Found) -> str:
    return ", ".join(shorten(iri.value, citer.project.prefixes) for iri in one.cited_by)


def _excerpt(one: Found, *, is_coloured: bool) -> str:
    """Return what stands around a hit in its lines, the words marked."""
    marks, text = _shown_marks(one), one.source.text
    first, last = one.source.lines(one.source.line_at(marks[0][0]), one.source.line_at(marks[-1][1] - 1))
    start, end = max(first, marks[0][0] - _AROUND), min(last, marks[-1][1] + _AROUND)
    if start > first:
        start = marks[0][0] - len(text[start : marks[0][0]].partition(" ")[2])  # from a whole word on
    if end < last:
        end = marks[-1][1] + len(text[marks[-1][1] : end].rpartition(" ")[0])
    parts, at = ["…" if start > first else ""], start
    opened, closed = ("[bold yellow]", "[/]") if is_coloured else ("**", "**")
    for left, right in marks:
        parts += [escape(plain(text[at:left])), opened, escape(plain(text[left:right])), closed]
        at = right
    return "".join([*parts, escape(plain(text[at:end])), "…" if end < last else ""])


def _shown_marks(one: Found) -> list[tuple[int, int]]:
    """Return the words that are near enough to the first one to be shown with it."""
    first = one.hit.marks[0]
    near: Iterable[tuple[int, int]] = (mark for mark in one.hit.marks if mark[1] - first[0] <= MAX_PASSAGE_CHARS)
    return [mark for place, mark in enumerate(near) if place == 0 or mark[0] >= one.hit.marks[place - 1][1]]
