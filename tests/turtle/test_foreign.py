"""Ontologies as editors save them in other syntaxes. The files in ``saved/`` were written by the OWL API 5.1.20."""

from __future__ import annotations

from pathlib import Path

import pytest

from llika.errors import SyntaxFault
from llika.turtle import ONTOLOGY_SUFFIXES, Shelf, format_turtle, read, read_any, read_foreign, to_turtle
from llika.turtle.sniff import Syntax, syntax_of

SAVED = Path(__file__).parent / "saved"
NAMES = {
    "owl": Syntax.RDF_XML,
    "owx": Syntax.OWL_XML,
    "ofn": Syntax.FUNCTIONAL,
    "omn": Syntax.MANCHESTER,
    "ttl": Syntax.TURTLE,
}
READ = ["owl", "owx", "ofn"]


@pytest.mark.parametrize("suffix", NAMES)
def test_a_saved_file_is_recognised_by_its_text(suffix: str) -> None:
    text = (SAVED / f"terms.{suffix}").read_text("utf-8")
    assert syntax_of(text) == NAMES[suffix]
    assert syntax_of(f"\ufeff\n{text}") == NAMES[suffix]


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        (
            '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [ <!ENTITY a "b>" > ]>\n<!-- <x> -->\n<rdf:RDF xmlns:rdf="…">',
            "RDF/XML",
        ),
        ('<RDF xmlns="…">', "RDF/XML"),
        ("# by hand\nOntology (<http://example.org/>)", "OWL functional syntax"),
        ("Prefix: : <http://example.org/>", "Manchester syntax"),
        ("<http://example.org/RDF> a <http://example.org/Ontology> .", "Turtle"),
        ("PREFIX : <http://example.org/>\n:Ontology a :RDF .", "Turtle"),
        ("# <rdf:RDF >\n<Ontology> a <RDF> .", "Turtle"),
        ("", "Turtle"),
        ("<html>", "Turtle"),
    ],
)
def test_a_text_is_told_by_how_it_begins(text: str, syntax: str) -> None:
    assert syntax_of(text).value == syntax


@pytest.mark.parametrize("suffix", READ)
def test_another_syntax_becomes_the_turtle_that_the_same_editor_saves(suffix: str) -> None:
    saved = (SAVED / "terms.ttl").read_text("utf-8")
    text = to_turtle("\ufeff" + (SAVED / f"terms.{suffix}").read_text("utf-8"), file="terms")
    assert format_turtle(text, file="terms") == format_turtle(saved, file="terms.ttl")


def test_a_module_is_read_by_its_text_and_not_by_its_name(tmp_path: Path) -> None:
    turtle = tmp_path / "terms.owl"
    turtle.write_bytes((SAVED / "terms.ttl").read_bytes())
    one, other = (Shelf().read(path, shown_as="terms") for path in (turtle, SAVED / "terms.owl"))
    assert len(one.facts) == len(other.facts) > 100
    assert one.prefixes == other.prefixes


def test_manchester_syntax_is_refused_by_name() -> None:
    path = SAVED / "terms.omn"
    assert path.suffix in ONTOLOGY_SUFFIXES
    with pytest.raises(SyntaxFault) as caught:
        read_foreign(path.read_text("utf-8"), file="terms")
    assert caught.value.code == "saved-in-other-syntax"
    assert "Manchester syntax" in caught.value.message.en
    assert "llika format" not in caught.value.hint.en


@pytest.mark.parametrize("suffix", [*READ, "omn"])
def test_another_syntax_in_a_turtle_file_is_named(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / "terms.ttl"
    path.write_bytes((SAVED / f"terms.{suffix}").read_bytes())
    with pytest.raises(SyntaxFault) as caught:
        read(path, shown_as="ontology/terms.ttl")
    assert caught.value.code == "saved-in-other-syntax"
    assert NAMES[suffix].value in caught.value.message.es
    assert ("llika format ontology/terms.ttl" in caught.value.hint.es) == (suffix != "omn")


def test_a_fault_of_turtle_stays_a_fault_of_turtle(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<http://example.org/a> a", "utf-8")
    with pytest.raises(SyntaxFault) as caught:
        read(tmp_path / "a.ttl")
    assert caught.value.code == "turtle-syntax"


def test_entities_made_of_entities_are_refused() -> None:
    text = '<!DOCTYPE rdf:RDF [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>\n<rdf:RDF xmlns:rdf="http://…#"></rdf:RDF>'
    with pytest.raises(SyntaxFault) as caught:
        to_turtle(text, file="a.owl")
    assert caught.value.code == "entity-nested"


@pytest.mark.parametrize("end", ["</owl:Class>", "</rdf:first>", "</rdf:RDF>"])
def test_rdf_xml_that_breaks_off_is_a_fault_with_its_place(end: str) -> None:
    text = (SAVED / "terms.owl").read_text("utf-8").partition(end)[0]
    with pytest.raises(SyntaxFault) as caught:
        to_turtle(text, file="a.owl")
    assert caught.value.code == "rdf-syntax"
    assert caught.value.place is not None
    assert caught.value.place.line == text.count("\n") + 1


@pytest.mark.parametrize("name", ["a.rdf", "a.owl", "a.xml"])
def test_rdf_xml_that_breaks_off_is_not_read_for_reasoning_either(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text((SAVED / "terms.owl").read_text("utf-8")[:3000], "utf-8")
    with pytest.raises(SyntaxFault):
        read_any(tmp_path / name)


@pytest.mark.parametrize(
    "head", ["#" * 10_000, "# a\n" * 10_000, "<!-- a -->\n" * 10_000, "<?a?>" * 10_000, " \n" * 10_000]
)
def test_long_banners_take_no_longer_than_their_length(head: str) -> None:
    assert syntax_of(f"{head}\nx") == Syntax.TURTLE
