"""Watching a project: after every change, what it broke, what it mended, and what follows now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from time import perf_counter, strftime
from typing import NoReturn

from ..check import Conclusions, Difference, Examination, Examiner, changes, difference
from ..errors import LlikaError
from ..evidence import Basis
from ..findings import Finding, violations
from ..project import Project
from ..terms import PREFIXES, RDF, Fact, NamedNode, Text, shorten
from .output import Output, refused_by_system
from .summary import summary

_SHOWN = 12
"""How many things of a kind are listed of a change; of more, the number is told."""
_MORE = Text("and {:,} more", "y {:,} más")
_MENDED = Text("mended", "corregido")
_FOLLOWS = Text("follows now", "ahora se sigue")
_GONE = Text("does not follow any more", "ya no se sigue")


class Watching:
    """Examines a project after every change and tells what is different.

    With JSON each change is one line, an object with ``changed``, ``new``, ``mended``, ``concluded``, ``withdrawn``,
    ``violations``, ``findings`` and ``seconds``; where the project cannot be examined at all, with ``changed`` and
    ``error``.

    :param root: the folder of the project
    """

    def __init__(self, root: Path, examiner: Examiner, output: Output) -> None:
        self._root = root
        self._examiner = examiner
        self._output = output
        self._prefixes: Mapping[str, str] = PREFIXES
        self._conclusions = Conclusions(None)
        self._whole: tuple[Finding, ...] = ()
        self._unreadable: tuple[Finding, ...] = ()

    def run(self, others: Iterable[Path]) -> NoReturn:
        """Report until interrupted.

        :param others: folders and files to watch beside those of the project
        :raises KeyboardInterrupt: which is the end
        """
        rounds = changes(self._root, others)
        changed: list[str] = []
        while True:
            self._look(changed)
            changed = next(rounds)

    def _look(self, changed: list[str]) -> None:
        start = perf_counter()
        try:
            project = Project.open(self._root)
            found = self._examiner.examine(project)
        except (LlikaError, OSError) as trouble:
            error = trouble if isinstance(trouble, LlikaError) else refused_by_system(trouble)
            if self._output.as_json:
                self._output.json_line({"changed": changed, "error": error.as_json()})
            else:
                self._heading(changed)
                self._output.error(error)
            return
        self._prefixes = project.prefixes
        self._tell(changed, found, perf_counter() - start)

    def _tell(self, changed: list[str], found: Examination, seconds: float) -> None:
        """Tell what is different; what stands in files that cannot be read is neither mended nor withdrawn."""
        former, followed = self._unreadable, self._conclusions
        if found.is_whole:
            former += self._whole
            self._whole, self._unreadable = found.findings, ()
            self._conclusions = Conclusions(found.inference)
        else:
            self._unreadable = found.findings
        different = difference((former, followed), (found.findings, self._conclusions))
        if self._output.as_json:
            self._output.json_line(self._as_json(changed, found, different, seconds))
        else:
            self._print(changed, found, different, seconds)

    def _print(self, changed: list[str], found: Examination, different: Difference, seconds: float) -> None:
        output, language = self._output, self._output.language
        self._heading(changed)
        shown = different.found if not changed else different.found[:_SHOWN]
        output.findings(shown)
        self._rest(len(different.found) - len(shown))
        self._list("✓", _MENDED, [finding.headline(language) for finding in different.mended])
        if changed:
            self._list("+", _FOLLOWS, self._told(different.concluded))
            self._list("−", _GONE, self._told(different.withdrawn))
        output.note(f"{summary(found).said_in(language)} · {seconds:.2f} s")

    def _list(self, sign: str, words: Text, things: list[str]) -> None:
        for thing in things[:_SHOWN]:
            self._output.note(f"{sign} {words.said_in(self._output.language)}: {thing}")
        self._rest(len(things) - _SHOWN)

    def _rest(self, number: int) -> None:
        if number > 0:
            self._output.note(f"  … {_MORE.said_in(self._output.language).format(number)}")

    def _told(self, facts: Mapping[Fact, Basis]) -> list[str]:
        language = self._output.language
        return [f"{self._written(fact)} ({basis.words.said_in(language)})" for fact, basis in facts.items()]

    def _heading(self, changed: list[str]) -> None:
        if changed:
            self._output.note(f"\n{strftime('%H:%M:%S')} {', '.join(changed)}")

    def _as_json(
        self, changed: list[str], found: Examination, different: Difference, seconds: float
    ) -> dict[str, object]:
        return {
            "changed": changed,
            "new": [finding.as_json() for finding in different.found],
            "mended": [finding.as_json() for finding in different.mended],
            "concluded": self._listed(different.concluded),
            "withdrawn": self._listed(different.withdrawn),
            "violations": len(violations(found.findings)),
            "findings": len(found.findings),
            "seconds": round(seconds, 3),
        }

    def _listed(self, facts: Mapping[Fact, Basis]) -> list[dict[str, str]]:
        return [{"fact": self._written(fact), "basis": basis.label} for fact, basis in facts.items()]

    def _written(self, fact: Fact) -> str:
        subject, predicate, value = (
            shorten(term.value, self._prefixes) if isinstance(term, NamedNode) else str(term) for term in fact
        )
        return f"{subject} {'a' if fact[1] == RDF.type else predicate} {value}"
