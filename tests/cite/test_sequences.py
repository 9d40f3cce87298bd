"""Whatever is cited in whatever order, the ties hold: property tests over short sequences."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from tests.effort import examples

from llika.cite import Citer, Locator, Manner
from llika.errors import UsageError
from llika.evidence import Basis

if TYPE_CHECKING:
    from tests.cite.conftest import Desk

SUBJECTS = ("skerry", "inspection-1", "inspection-2")
FACTS = ("builtIn 1844", "height 530.0", 'height "530"^^xsd:decimal', "keptBy ana", "a ListedLight")
NODES = """@prefix : <https://example.org/coast/ontology#> .
@prefix i: <https://example.org/coast/id/> .

i:inspection-1 a :Inspection .
i:inspection-2 a :Inspection .
"""
REFUSALS = {"already-cited", "node-without-facts", "words-missing", "words-twice", "line-empty"}

_at = st.sampled_from(["north:7", "north:8", "north:12", "north:16", "north:7-8", "harbour:1"])
# Each of these stands in one place of one document: repair leaves a passage whose text is in two places.
_words = st.sampled_from([None, "1844", "lamp", "Ana … .", "sea … keeper"])
_manner = st.builds(Manner, words=_words, basis=st.sampled_from([Basis.STATED, Basis.READING]))
_moved_by = st.builds(str.format, st.sampled_from(["THE ", "🔦 {:06}\n", "a {:06}\r\n"]), st.integers(0, 999_999))
_subject = st.sampled_from(SUBJECTS)
# What is denied and what is missing is about another node: a document that contradicts itself is found, and rightly.
_step = st.one_of(
    st.tuples(st.just("fact"), _subject, st.sampled_from(FACTS), _at, _manner),
    st.tuples(st.just("fact"), _subject, st.sampled_from(FACTS), st.just("almanac"), st.just(Manner())),
    st.tuples(st.just("deny"), st.just("dune"), st.sampled_from(FACTS), _at, st.just(Manner(affirms=False))),
    st.tuples(st.just("node"), _subject, st.just(""), _at, _manner),
    st.tuples(st.just("mention"), _subject, st.sampled_from(["lamp", "old lady", "1901"]), _at, st.none()),
    st.tuples(
        st.just("gap"), st.just("reef"), st.sampled_from(["keptBy", "keptBy ana", "a ListedLight"]), _at, st.none()
    ),
    st.tuples(st.just("shift"), st.just(""), _moved_by, _at, st.none()),
)
Step = tuple[str, str, str, str, Manner | None]


def perform(desk: Desk, step: Step) -> None:
    """Cite once; what cannot be cited is refused with a known code."""
    kind, subject, what, at, manner = step
    document = at.split(":")[0]
    try:
        match kind:
            case "fact" | "deny":
                desk.cite(f"{subject} {what}", at, manner)
            case "node":
                desk.node(subject, at, manner)
            case "mention":
                desk.mention(subject, what, at)
            case "gap":
                desk.gap(f"{subject} {what}", document, "harbour")
            case _:
                (path,) = desk.documents.glob(f"{document}*.txt")
                path.write_bytes(what.encode() + path.read_bytes())
                desk.repair()
    except UsageError as error:
        assert error.code in REFUSALS  # noqa: PT017 - any other code is a fault


@examples(40)
@given(steps=st.lists(_step, max_size=7))
def test_any_sequence_of_cites_leaves_the_ties_intact(desk_at: type[Desk], template: Path, steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_at(Path(shutil.copytree(template, Path(folder) / "coast")))
        (desk.data / "north.ttl").write_text(NODES, "utf-8")
        for step in steps:
            perform(desk, step)
            assert desk.found() == []
        before = desk.files()
        assert desk.repair() == []
        assert desk.files() == before


def put(citer: Citer, desk: Desk, step: Step) -> None:
    """Give one step to a citer; what cannot be cited is refused with a known code."""
    kind, subject, what, at, manner = step
    project, place = desk.project, Locator.parse(at)
    try:
        match kind:
            case "fact" | "deny":
                citer.cite_fact(desk.fact(f"{subject} {what}"), place, manner or Manner())
            case "node":
                citer.cite_node(project.term(subject), place, manner or Manner())
            case "mention":
                citer.mention(project.term(subject), what, place)
    except UsageError as error:
        assert error.code in REFUSALS  # noqa: PT017 - any other code is a fault


@examples(40)
@given(steps=st.lists(_step.filter(lambda step: step[0] not in {"shift", "gap"}), max_size=7))
def test_what_is_cited_together_is_what_is_cited_one_after_the_other(
    desk_at: type[Desk], template: Path, steps: list[Step]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other = (desk_at(Path(shutil.copytree(template, Path(folder) / name / "coast"))) for name in "ab")
        for desk in (one, other):
            (desk.data / "north.ttl").write_text(NODES, "utf-8")
        together = one.citer
        for step in steps:
            put(together, one, step)
            perform(other, step)
        together.change.write()
        assert one.files() == other.files()
