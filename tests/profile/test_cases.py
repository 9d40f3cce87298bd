"""Every rule on small ontologies, against the OWL API: what is found, on which line, and who says so.

A case is a heading in ``cases/*.ttl`` and the Turtle below it, after the prelude. ``#! RULE`` ends a line on which that
rule finds something; ``#? REASON`` says why the OWL API comes to another verdict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from llika.profile import Violation, violations
from llika.profile.wording import ADVICE, MESSAGES
from llika.turtle import places, read_text

CASES = Path(__file__).resolve().parent / "cases"


class Case(NamedTuple):
    """One small ontology with what is expected of it."""

    title: str
    turtle: str

    @property
    def expected(self) -> set[tuple[int, str]]:
        """The rules with their lines below the heading."""
        marked = ((line, re.search(r"#! (.*)", text)) for line, text in enumerate(self.turtle.splitlines(), 1))
        return {(line, rule) for line, found in marked if found for rule in found[1].split()}

    @property
    def verdict(self) -> tuple[bool, bool]:
        """Whether it is expected to be OWL 2 DL, and OWL 2 RL."""
        return not any(rule.startswith("dl-") for _, rule in self.expected), not self.expected

    @property
    def departs(self) -> bool:
        """Whether the OWL API is known to judge otherwise."""
        return "#? " in self.turtle


def _cases() -> list[Case]:
    files = sorted(set(CASES.glob("*.ttl")) - {CASES / "prelude.ttl"})
    sections = (section for file in files for section in file.read_text("utf-8").split("\n## "))
    return [Case(*section.removeprefix("## ").split("\n", 1)) for section in sections]


ALL = _cases()


def _found(turtle: str) -> list[Violation]:
    return violations(read_text(turtle, file="case.ttl").facts)


@pytest.mark.parametrize("case", ALL, ids=[case.title.replace(" ", "-") for case in ALL])
def test_each_case_has_what_it_says_where_it_says(case: Case, prelude: str) -> None:
    where = places(prelude + case.turtle)
    found = {(where.of(*violation.fact), violation.rule) for violation in _found(prelude + case.turtle)}
    above = prelude.count("\n")
    assert {(place[0] - above, rule) for place, rule in found if place} == case.expected


def test_the_titles_of_the_cases_differ() -> None:
    assert len({case.title for case in ALL}) == len(ALL)


def test_every_rule_has_a_case_and_an_advice() -> None:
    assert {rule for case in ALL for _, rule in case.expected} == set(MESSAGES) == set(ADVICE)


CONSTRUCTS = """
    subClassOf equivalentClass disjointWith disjointUnionOf AllDisjointClasses hasKey subPropertyOf equivalentProperty
    propertyDisjointWith AllDisjointProperties inverseOf propertyChainAxiom domain range FunctionalProperty
    InverseFunctionalProperty ReflexiveProperty IrreflexiveProperty SymmetricProperty AsymmetricProperty
    TransitiveProperty sameAs differentFrom AllDifferent distinctMembers NegativePropertyAssertion targetIndividual
    targetValue Axiom intersectionOf unionOf complementOf oneOf someValuesFrom allValuesFrom hasValue hasSelf
    minCardinality maxCardinality cardinality minQualifiedCardinality maxQualifiedCardinality qualifiedCardinality
    onClass onDataRange datatypeComplementOf onDatatype withRestrictions versionIRI versionInfo deprecated
    Thing Nothing topObjectProperty topDataProperty NamedIndividual DeprecatedClass DeprecatedProperty
"""


def test_every_construct_of_owl_stands_in_a_case() -> None:
    used = {name for case in ALL for name in re.findall(r"\b(?:owl|rdfs):(\w+)", case.turtle)}
    assert set(CONSTRUCTS.split()) <= used


@pytest.mark.xdist_group("owl-api")  # one worker compiles the program
def test_the_owl_api_judges_alike_but_where_a_case_says_why_not(
    judge: Callable[[Sequence[str]], Sequence[tuple[bool, bool]]],
) -> None:
    judged = judge([case.turtle for case in ALL])
    departures = {case.title for case, theirs in zip(ALL, judged, strict=True) if theirs != case.verdict}
    assert departures == {case.title for case in ALL if case.departs}
