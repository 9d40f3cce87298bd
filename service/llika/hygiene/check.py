"""Run the hygiene rules: those of the package, and those of the project, which replace shipped ones of their name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from ..errors import Place
from ..findings import Finding, faults_of
from ..sources import Sources
from ..terms import BlankNode, NamedNode, Term, Text, shorten
from .parts import Part, Parts
from .rule import HygieneRule, Wording, own_rules, read_rule, shipped_rules


def check_hygiene(sources: Sources) -> list[Finding]:
    """Return what is wrong with the ontology and the shapes of a project as such, in the order of their places.

    Nothing is found about the engine's vocabulary and the stubs in ``ontology/external/``. A rule of the project that
    cannot be used is a finding as well.
    """
    check = _Check(sources)
    own = list(own_rules(sources.project))
    replaced = {path.stem for _, path in own}
    for rule in shipped_rules():
        if rule.name not in replaced:
            check.apply(rule)

    def apply(part: Part, path: Path) -> None:
        check.apply(read_rule(part, path, shown_as=sources.project.shown(path)))

    wrong = faults_of(partial(apply, part, path) for part, path in own)
    return sorted(check.found, key=_order) + wrong


class _Check:
    """The findings so far, and what they are put into words with."""

    def __init__(self, sources: Sources) -> None:
        self.found: list[Finding] = []
        self._sources = sources
        self._parts = Parts(sources)
        self._prefixes = {file.document.file: file.document.prefixes for file in self._parts.files}

    def apply(self, rule: HygieneRule) -> None:
        table = rule.ask(self._parts)
        if rule.is_shipped and not table.rows:
            return  # reading its header would cost more than its query did
        wording = rule.wording(table.columns)
        self.found += [self._finding(rule, wording, row) for row in table.rows]

    def _finding(self, rule: HygieneRule, wording: Wording, row: Mapping[str, Term | None]) -> Finding:
        subject, predicate, value = (row.get(name) for name in ("subject", "predicate", "value"))
        place = self._place(subject, predicate, value)
        prefixes = {**self._prefixes.get(place.file if place else "", {}), **self._sources.project.prefixes}
        names = {name: _named(term, prefixes) for name, term in row.items()}
        return Finding(
            rule.name,
            wording.level,
            Text(*(words.format(**names) for words in wording.problem)),
            Text(*(words.format(**names) for words in wording.solution)),
            place,
            names["subject"] if isinstance(subject, NamedNode) else None,
        )

    def _place(self, subject: Term | None, predicate: Term | None, value: Term | None) -> Place | None:
        if subject is None:
            return None
        known = predicate if isinstance(predicate, NamedNode) else None
        return self._sources.place_among(self._parts.files, subject, known, value)


def _named(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """Return a term as the file writes it in which it is found."""
    if isinstance(term, NamedNode):
        return shorten(term.value, prefixes)
    return "[]" if isinstance(term, BlankNode) else term.value if term else ""


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.place or Place("")
    return place.file, place.line or 0, place.column or 0, finding.rule, finding.message.en
