"""What is read statement by statement stands where it stands in the text read as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode

from llika.errors import SyntaxFault
from llika.terms import Fact
from llika.turtle import places, read_text
from llika.turtle.grammar import take_apart
from llika.turtle.outline import outline
from llika.turtle.places import Places

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "graph_data").rglob("*.ttl"))


def assert_same_places(text: str, facts: tuple[Fact, ...]) -> None:
    """Compare all places of a text, read at once, with those that are looked up one by one, backwards."""
    plain = text.removeprefix("\ufeff")
    whole = Places(plain, take_apart(plain, file="a.ttl").triples)
    asked = [wanted for fact in reversed(facts) for wanted in (fact, fact[:2], fact[:1])]
    some = places(text, facts=facts)
    assert [some.exactly(*wanted) for wanted in asked] == [whole.exactly(*wanted) for wanted in asked]
    terms = [fact[2] for fact in facts]
    assert [places(text, facts=facts).of(term) for term in terms[:20]] == [whole.of(term) for term in terms[:20]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_triple_of_the_data_stands_where_it_stands(file: Path) -> None:
    text = file.read_text("utf-8")
    assert outline(text) is not None
    assert_same_places(text, read_text(text, file=file.name).facts)


def test_the_w3c_suite_is_found_either_way(shared_dir: Path) -> None:
    outlined = 0
    for file in sorted((shared_dir / "conformance").rglob("*.ttl")):
        text = file.read_bytes().decode("utf-8", errors="replace")
        try:
            facts = read_text(text, file=file.name).facts
        except SyntaxFault:
            continue
        if any(isinstance(term, BlankNode) for fact in facts for term in fact):
            continue
        outlined += outline(text.removeprefix("\ufeff")) is not None
        assert_same_places(text, facts)
    assert outlined > 100


_NAMES = st.sampled_from(["e:a", "e:a.b", "e:é", "<http://e/x.y>", "e:o\\'b", ":", "e:1.2", "e:a\\#b", "e:%20", "<#f>"])
_VALUES = _NAMES | st.sampled_from(
    ["1", "1.5", "-.5", "1.e3", '"a. b"', "'''x'.\n' # y'''", '"""a"". """', '"\\"."@en', "true", "'.'^^e:t", "'#'"]
)
_SPACES = st.sampled_from([" ", "\n", " # a. 'comment\n", "\t"])
_DOTS = st.sampled_from([" .", ".", " .\n", ".\n", " . # e:x e:y e:z .\n", ". "])


@st.composite
def _texts(draw: st.DrawFn) -> str:
    head = "@prefix e: <http://e/>.\nPREFIX : <http://d/>\n@base <http://b/> .\n"
    parts = [draw(st.sampled_from(["", "\ufeff", "# a. comment\n"])), head]
    for _ in range(draw(st.integers(0, 6))):
        space = draw(_SPACES)
        parts += [draw(_NAMES), space, draw(_NAMES), space, draw(_VALUES)]
        if draw(st.booleans()):
            parts += [draw(st.sampled_from([" , ", ",", " ; e:p ", ";a "])), draw(_VALUES)]
        parts.append(draw(_DOTS))
    return "".join(parts)


@given(_texts())
def test_any_text_is_found_either_way(text: str) -> None:
    try:
        facts = read_text(text, file="a.ttl").facts
    except SyntaxFault:
        return
    assert_same_places(text, facts)


def test_statements_without_a_space_between_them_are_found() -> None:
    text = "<http://e/a> <http://e/p> 1.<http://e/b> <http://e/p> 2."
    assert places(text).exactly(NamedNode("http://e/b")) == (1, 29)


def test_a_prefix_that_is_called_prefix_declares_nothing() -> None:
    text = "@prefix prefix: <http://e/> . prefix: <http://e/p> <http://e/o> . prefix:a a prefix:b ."
    assert_same_places(text, read_text(text, file="a.ttl").facts)


@pytest.mark.parametrize(
    "text",
    [
        "@prefix e: <http://e/> . e:a a e:B . @prefix e: <http://f/> . e:a a e:B .",
        "@prefix e: <http://e/> . @prefix e: <http://f/> . e:a a e:B .",
        "@base <http://e/> . <a> a <B> . @base <http://f/> . <a> a <B> .",
        "[] a <http://e/B> .",
        "( 1 ) a <http://e/B> .",
        "@prefix:<http://e/>. :a a :B .",
        "@prefix : <http://e/> . @prefix e: <http://d/> . :a :b :.e:a :b e:c .",
    ],
)
def test_a_text_whose_names_change_their_meaning_or_that_names_nothing_is_read_as_a_whole(text: str) -> None:
    assert outline(text) is None
    facts = read_text(text, file="a.ttl").facts
    if not any(isinstance(term, BlankNode) for fact in facts for term in fact):
        assert_same_places(text, facts)
