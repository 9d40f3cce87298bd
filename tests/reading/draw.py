"""Draw claims at random, with false ones mixed in, for somebody who reads each beside its passage and nothing else.

    python -m tests.reading.draw --seed 7 --sources ../shared/sources --sheet sheet.json --key key.csv

The sheet is for the reader: number, claim, document, passage. A claim is its statement, its basis and confidence, and
the reason that it gives where it is not plain. The key tells which statements were falsified, and how; the reader's
verdicts are added to it. The passages are the documents' own sentences, so the sheet stays out of the repository.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from llika.dataset import Support
from llika.evidence import Claim, SourceText, basis_of_graph
from llika.evidence.ties import CLAIMS
from llika.explain.labels import Labels
from llika.project import Project
from llika.sources import Sources
from llika.terms import RDF, RDFS, XSD, Fact, Literal, NamedNode, Term, local_name

TEXTS = ("gist", "explanation")
"""Annotations that say a node's content in words; a reader must see them to judge the node."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing to judge.

    :param planted: how it was falsified; empty where it says what the claim says
    """

    claim: Claim
    text: str
    planted: str = ""


class Drawer:
    """Words claims of a project as statements, true to the claim or falsified."""

    def __init__(self, project: Project, texts: Path, seed: int) -> None:
        self.sources = Sources(project)
        self.records = self.sources.records
        self._texts = texts
        self._random = random.Random(seed)  # noqa: S311 - a sample, not a secret
        self._support = Support(self.sources.evidence)
        data = [fact for file in (*self.sources.ontology, *self.sources.data) for fact in file.document.facts]
        self._labels = Labels(data, project.prefixes)
        self._facts = set(data)
        self._reasons = {
            subject: value.value
            for subject, predicate, value in data
            if predicate == RDFS.comment and isinstance(value, Literal) and value.language == "en"
        }
        self._words: dict[tuple[str, Term], dict[str, str]] = defaultdict(dict)
        for file in self.sources.data:
            for subject, predicate, value in file.document.facts:
                if isinstance(value, Literal) and value.language and local_name(predicate.value) in TEXTS:
                    name = f"{local_name(predicate.value)} ({value.language})"
                    self._words[CLAIMS + file.graph, subject][name] = value.value

    @cached_property
    def _values(self) -> dict[NamedNode, list[Term]]:
        """Return what the claimed facts of each predicate lead to."""
        found: dict[NamedNode, dict[Term, None]] = defaultdict(dict)
        for claim in self._with_passage():
            for _, predicate, value in self.facts(claim):
                found[predicate][value] = None
        return {predicate: list(values) for predicate, values in found.items()}

    def _with_passage(self) -> list[Claim]:
        return sorted(
            (one for one in self.records.claims if one.support in self.records.passages), key=lambda one: one.iri.value
        )

    def draw(self, count: int, planted: int) -> list[Statement]:
        """Return that many claims as they are and that many others falsified, in random order."""
        claims = self._with_passage()
        self._random.shuffle(claims)
        true = [Statement(claim, self.word(claim, self.facts(claim))) for claim in claims[:count]]
        false: list[Statement] = []
        for claim in claims[count:]:
            if len(false) < planted and (statement := self._falsified(claim)) is not None:
                false.append(statement)
        statements = [*true, *false]
        self._random.shuffle(statements)
        return statements

    def facts(self, claim: Claim) -> list[Fact]:
        """Return what a claim says, or covers."""
        return self._support.covered(claim)

    def word(self, claim: Claim, facts: Sequence[Fact], words: dict[str, str] | None = None) -> str:
        """Return a claim as sentences: its facts, and what its node says in our words."""
        subject = facts[0][0]
        said = [self._labels.sentence(fact).en for fact in facts]
        own = self._words[claim.graph, subject] if claim.node is not None else {}
        spoken = own if words is None else words
        said += [f"{name}: {text}" for name, text in sorted(spoken.items())]
        denial = "" if claim.affirms else "The passage denies that: "
        qualifier = f" ({local_name(claim.qualifier.value)})" if claim.qualifier else ""
        return denial + "; ".join(said) + qualifier

    def standing(self, claim: Claim) -> dict[str, object]:
        """Return what a claim says of itself: its basis, how sure it is, and why it is not plain."""
        reason = self._reasons.get(claim.iri)
        basis = basis_of_graph(claim.graph).label
        return {"basis": basis, "confidence": float(claim.confidence)} | ({"reason": reason} if reason else {})

    def _falsified(self, claim: Claim) -> Statement | None:
        """Return a claim with one thing changed so that its passage no longer shows it."""
        facts = self.facts(claim)
        if claim.node is not None and self._words[claim.graph, claim.node]:
            return self._with_other_words(claim, facts)
        changeable = [fact for fact in facts if fact[1] != RDF.type]
        if not changeable:
            return None
        fact = self._random.choice(changeable)
        value = self._other(fact)
        if value is None:
            return None
        changed = [(*fact[:2], value) if one == fact else one for one in facts]
        return Statement(claim, self.word(claim, changed), f"{local_name(fact[1].value)}: {self._labels.of(value).en}")

    def _with_other_words(self, claim: Claim, facts: Sequence[Fact]) -> Statement | None:
        """Give a node the words of another of its class whose claim stands in the same document."""
        kinds = {fact[2] for fact in facts if fact[1] == RDF.type}
        document = self.records.passages[claim.support].document
        others = [
            one
            for one in self._with_passage()
            if one.node is not None
            and one.node != claim.node
            and self._words[one.graph, one.node]
            and kinds & {fact[2] for fact in self.facts(one) if fact[1] == RDF.type}
            and self.records.passages[one.support].document == document
        ]
        if not others:
            return None
        other = self._random.choice(others)
        assert other.node is not None
        label = self._labels.of(other.node).en
        said = [one for one in facts if one[1] == RDF.type]
        text = self.word(claim, said or facts, self._words[other.graph, other.node])
        own = self._labels.of(facts[0][0]).en
        return Statement(claim, text.replace(own, label), f"words of {local_name(other.node.value)}")

    def _other(self, fact: Fact) -> Term | None:
        subject, predicate, value = fact
        if isinstance(value, Literal) and value.datatype in (XSD.decimal, XSD.integer):
            number = float(value.value)
            other = f"{number * self._random.choice((0.5, 2, 3)):.1f}" if value.datatype == XSD.decimal else None
            return Literal(other or str(int(number) + self._random.choice((-3, 2, 4))), datatype=value.datatype)
        true = {o for s, p, o in self._facts if (s, p) == (subject, predicate)}
        others = [one for one in self._values[predicate] if one not in true]
        return self._random.choice(others) if others else None

    def passage(self, claim: Claim) -> tuple[str, str]:
        """Return the document with its section, and the text of the passage."""
        passage = self.records.passages[claim.support]
        document = self.records.documents[passage.document]
        text = SourceText.read(self._texts / str(document.file_name)).text[passage.char_start : passage.char_end]
        return f"{self._labels.of(passage.document).en}, § {passage.section}, line {passage.line_start}", text


def main(argv: Sequence[str] | None = None) -> None:
    """Write the sheet and the key."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--planted", type=int, default=20)
    parser.add_argument("--project", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--sources", type=Path, required=True)
    parser.add_argument("--sheet", type=Path, required=True)
    parser.add_argument("--key", type=Path, required=True)
    arguments = parser.parse_args(argv)
    drawer = Drawer(Project.open(arguments.project), arguments.sources, arguments.seed)
    statements = drawer.draw(arguments.count, arguments.planted)
    sheet = []
    for number, one in enumerate(statements, 1):
        place, text = drawer.passage(one.claim)
        said = {"number": number, "statement": one.text, **drawer.standing(one.claim)}
        sheet.append({**said, "place": place, "passage": text})
    arguments.sheet.write_text(json.dumps(sheet, ensure_ascii=False, indent=1), "utf-8")
    with arguments.key.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("number", "claim", "planted", "verdict", "note"))
        for number, one in enumerate(statements, 1):
            writer.writerow((number, one.claim.iri.value.rpartition("/")[2], one.planted, "", ""))


if __name__ == "__main__":
    main()
