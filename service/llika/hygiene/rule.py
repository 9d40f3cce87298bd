"""A hygiene rule is one file, ``NAME.rq``: a SELECT of what is wrong whose ``#+`` header says so in words.

    #+ level: warning              or violation, info
    #+ problem: {en: …, es: …}     {name} stands for the value of ?name
    #+ solution: {en: …, es: …}
    #+ source: …                   where the rule comes from; for readers

It projects ``?subject``, what the finding is about, and perhaps ``?predicate`` and ``?value``, the rest of the triple
at fault, which tell the exact place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import Place, QueryError, SyntaxFault
from ..findings import Level
from ..project import Project
from ..sparql import Table, check, rows
from ..sparql.header import header_text, read_header, slots_of
from ..terms import Text
from ..turtle import contents, decoded
from .parts import Part, Parts

_HOME = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Wording:
    """How a rule tells what it finds."""

    level: Level
    problem: Text
    solution: Text


@dataclass(frozen=True, slots=True)
class HygieneRule:
    """A rule as its file gives it.

    :param name: the name of its findings
    :param part: what is judged, ``ontology`` or ``shapes``
    :param file: the file as people are shown it
    :param is_shipped: whether it came with the package, and so needs no check before it is run
    """

    name: str
    part: Part
    text: str
    file: str
    is_shipped: bool

    def ask(self, parts: Parts) -> Table:
        """Return what the rule finds.

        :raises SyntaxFault: ``query-syntax`` and whatever else a query is refused for, with its place
        """
        try:
            if not self.is_shipped:
                check(self.text)
            return rows(parts.store, self.text, dataset=parts.judged(self.part))
        except QueryError as error:
            at = (error.place.line, error.place.column) if error.place else ()
            raise SyntaxFault(error.code, error.message, error.hint, place=Place(self.file, *at)) from error

    def wording(self, columns: Iterable[str]) -> Wording:
        """Return the words of the header.

        :param columns: the variables that the query projects
        :raises SyntaxFault: ``query-header``; ``hygiene-form`` where the words do not fit the query
        """
        header, columns = read_header(self.text, file=self.file), set(columns)
        if "subject" not in columns:
            raise self._fault("SELECT", "the query does not project ?subject", "la consulta no proyecta ?subject")
        level = {one.name.lower(): one for one in Level}.get(str(header.get("level")))
        if level is None:
            raise self._fault(
                "level", "`level` is not violation, warning or info", "`level` no es violation, warning ni info"
            )
        return Wording(level, self._sentence(header, "problem", columns), self._sentence(header, "solution", columns))

    def _sentence(self, header: Mapping[str, object], key: str, columns: set[str]) -> Text:
        text = header_text(header.get(key))
        if not text.en:
            raise self._fault(key, f"`{key}` says nothing", f"`{key}` no dice nada")
        try:
            named = {slot for words in text for slot in slots_of(words)}
        except ValueError as error:
            raise self._fault(
                key,
                f"`{key}` has a lone brace, or more than a name between braces",
                f"`{key}` tiene una llave suelta, o más que un nombre entre llaves",
            ) from error
        if wrong := ", ".join(f"{{{slot}}}" for slot in sorted(named - columns)):
            raise self._fault(
                key,
                f"`{key}` names {wrong}, which the query does not project",
                f"`{key}` nombra {wrong}, que la consulta no proyecta",
            )
        return text

    def _fault(self, at: str, problem: str, problema: str) -> SyntaxFault:
        """Return the error for a rule that is none, at the first line that begins with a word."""
        found = re.search(rf"^(?:#\+ *)?{at}\b", self.text, re.MULTILINE)
        return SyntaxFault(
            "hygiene-form",
            Text(f"This is no hygiene rule: {problem}.", f"Esto no es una regla de higiene: {problema}."),
            Text("See docs/projects.md for the form of one.", "Vea su forma en docs/projects.md."),
            place=Place(self.file, self.text.count("\n", 0, found.start()) + 1 if found else 1),
        )


def shipped_rules() -> Iterator[HygieneRule]:
    """Yield the rules that come with the package."""
    for part in Part:
        for path in sorted((_HOME / part).glob("*.rq")):
            yield HygieneRule(path.stem, part, path.read_text("utf-8"), f"{part}/{path.name}", is_shipped=True)


def own_rules(project: Project) -> Iterator[tuple[Part, Path]]:
    """Yield the files of a project's own rules, each with the part that it judges."""
    for part in Part:
        yield from ((part, path) for path in project.hygiene_files(part))


def read_rule(part: Part, path: Path, *, shown_as: str) -> HygieneRule:
    """Read a project's own rule.

    :raises InputError: ``file-unreadable``
    :raises SyntaxFault: ``not-utf8``
    """
    return HygieneRule(path.stem, part, decoded(contents(path, shown_as), shown_as), shown_as, is_shipped=False)
