"""Where faults are planted: one copy of the project, a random choice, and what is spoken for already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from typing import TypeVar

from tests.faults.sheets import Folder, Line, Sheet, Statement, Value

T = TypeVar("T")
BASE = "https://w3id.org/llika/"
XSD = "http://www.w3.org/2001/XMLSchema#"
TIES = frozenset({"claim-without-fact", "evidence-stale", "fact-without-claim"})
"""What follows for the evidence when a fact is changed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A planted fault and what a check must say about it.

    :param lines: where it stands: on one of these
    :param rules: it must be found under one of these
    :param follow_ups: what else may be found because of it, in statements that hold one of ``names``
    """

    sheet: Sheet
    lines: tuple[Line, ...]
    rules: frozenset[str]
    follow_ups: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @property
    def places(self) -> set[tuple[str, int]]:
        """The file and the lines, as they are after all edits."""
        return {(self.sheet.name, self.sheet.number(line)) for line in self.lines}


class NoRoom(Exception):
    """Every place for a kind of fault is taken in this copy."""


class Bench:
    """One copy of the project in which faults are planted."""

    def __init__(self, folder: Folder, random: Random) -> None:
        self.folder = folder
        self.random = random
        self.properties = {name for sheet in folder.below("ontology/", ".ttl") for name in _properties(sheet)}
        self._taken: set[str] = set()

    def pick(self, places: Sequence[T], name: Callable[[T], str], fits: Callable[[T], bool] = lambda _: True) -> T:
        """Return a random place that fits and whose name is free, and take the name.

        :raises NoRoom: if there is none
        """
        for place in self.random.sample(places, len(places)):
            if self.is_free(name(place)) and fits(place):
                self._taken.add(name(place))
                return place
        raise NoRoom

    def is_free(self, name: str) -> bool:
        """Tell whether no fault has been planted there."""
        return name not in self._taken

    def pick_value(self, fits: Callable[[Statement, Value], bool]) -> tuple[Statement, Value]:
        """Return a random value of the data that fits, about a thing that is free and that one file alone describes.

        Where two documents tell of a thing, a fault in one file may be found in the other.
        """
        described = Counter(one.subject for one in self.data() if not _is_bare(one))
        places = [(one, value) for one in self.data() if described[one.subject] < 2 for value in one.values]
        return self.pick(places, lambda place: place[0].subject, lambda place: fits(*place))

    def pick_statement(self, fits: Callable[[Statement], bool]) -> Statement:
        """Return a random statement of the data that fits, about a thing that is free."""
        return self.pick(self.data(), lambda one: one.subject, fits)

    def pick_claim(self, fits: Callable[[Statement], bool]) -> Statement:
        """Return a random claim that fits, about a thing that is free."""
        return self.pick([one for one in self.claims() if one.term("a") == "ev:Claim"], _thing, fits)

    def data(self) -> list[Statement]:
        """Return all statements of the data files, without ``shared.ttl`` and without evidence."""
        sheets = self.folder.below("graph_data/", ".ttl")
        kept = [sheet for sheet in sheets if "/claims/" not in sheet.name and not sheet.name.endswith("shared.ttl")]
        return _statements(kept)

    def claims(self) -> list[Statement]:
        """Return all statements of evidence: claims, gaps, mentions, passages, documents."""
        return _statements(self.folder.below("graph_data/claims/", ".ttl"))

    def fact_of(self, claim: Statement) -> tuple[Statement, Value] | None:
        """Return where the fact of a claim stands in the data file beside it."""
        name = claim.sheet.name.replace("/claims/", "/")
        predicate = (claim.term("ev:claimPredicate") or "").replace("rdf:type", "a")
        term = claim.term("ev:claimObject") or claim.term("ev:claimValue")
        for one in self.folder.sheets[name].statements():
            for value in one.of(predicate):
                if one.subject == claim.term("ev:claimSubject") and value.term == term:
                    return one, value
        return None

    def claimed_nodes(self) -> set[tuple[str, str]]:
        """Return the claims files and the nodes that a claim of the file covers as a whole."""
        return {(one.sheet.name, node) for one in self.claims() if (node := one.term("ev:claimNode"))}

    def mentions_elsewhere(self, statement: Statement) -> bool:
        """Tell whether other data names the subject of a statement."""
        return any(statement.subject in one.names() for one in self.data() if one.subject != statement.subject)

    def around(self, *names: str) -> frozenset[str]:
        """Return things together with the passages that evidence about them rests on."""
        about = [one for one in self.claims() if one.names() & set(names)]
        rests = {one.term(predicate) for one in about for predicate in ("ev:supportedBy", "ev:inPassage")}
        return frozenset(names) | frozenset(filter(None, rests))


def digest(sheet: Sheet, *parts: str) -> str:
    """Return the digest that names evidence, as docs/evidence.md has it.

    :param parts: terms as they are written in the file
    """
    return sha256("\x1f".join(_in_full(sheet, part) for part in parts).encode()).hexdigest()[:12]


def random_digit(random: Random, text: str) -> str:
    """Return a text with another hexadecimal digit somewhere."""
    at = random.randrange(len(text))
    return text[:at] + random.choice([digit for digit in "0123456789abcdef" if digit != text[at]]) + text[at + 1 :]


def _properties(sheet: Sheet) -> list[str]:
    """Return the properties that the file declares and whose triples are facts."""
    return re.findall(r"^(\S+) a owl:(?:Object|Datatype)Property\b", sheet.text, re.MULTILINE)


def _is_bare(one: Statement) -> bool:
    """Tell whether a statement only says that there is a thing, which another file describes."""
    return [(value.predicate, value.term) for value in one.values] == [("a", "owl:NamedIndividual")]


def _in_full(sheet: Sheet, term: str) -> str:
    if term.startswith('"'):
        return term
    if term in ("true", "false"):
        return f'"{term}"^^<{XSD}boolean>'
    if re.fullmatch(r"\d+(\.\d+)?", term):
        return f'"{term}"^^<{XSD}{"decimal" if "." in term else "integer"}>'
    return f"<{sheet.full(term)}>"


def _statements(sheets: Sequence[Sheet]) -> list[Statement]:
    return [one for sheet in sheets for one in sheet.statements()]


def _thing(claim: Statement) -> str:
    return claim.term("ev:claimSubject") or claim.term("ev:claimNode") or claim.subject
