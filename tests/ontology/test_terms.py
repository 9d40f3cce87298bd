"""Every term is declared and explained: label, definition and example in two languages, source, locator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from llika.terms import DCTERMS, EV, OWL, RDF, RDFS, SKOS, Fact, Term, local_name

ROOT = Path(__file__).resolve().parents[2]
LLIKA = "https://w3id.org/llika/"
OWN = (LLIKA + "ontology#", LLIKA + "concept/", LLIKA + "evidence#")
BORROWED = (SKOS, DCTERMS, "http://purl.org/vocab/vann/", "http://www.w3.org/ns/org#", "http://www.w3.org/ns/prov#")
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual}
SOURCE = re.compile(re.escape(LLIKA) + r"source/(\d{3})")
Read = Callable[[str], list[Fact]]


def is_term(term: Term) -> bool:
    """Tell whether an IRI lies in a vocabulary and is more than its namespace."""
    return isinstance(term, NamedNode) and term.value.startswith((*OWN, *BORROWED)) and local_name(term.value) != ""


def kinds(facts: Iterable[Fact]) -> dict[Term, set[Term]]:
    """Return what each term is declared as; what is of a class is an individual."""
    found: dict[Term, set[Term]] = {}
    for s, p, o in facts:
        if p == RDF.type and (o in KINDS or is_term(o)):
            found.setdefault(s, set()).add(o if o in KINDS else OWL.NamedIndividual)
    return found


def undeclared(facts: list[Fact]) -> set[Term]:
    """Return the terms that are used somewhere and declared nowhere."""
    return {term for fact in facts for term in fact if is_term(term)} - set(kinds(facts))


def of_two_kinds(facts: list[Fact]) -> set[Term]:
    return {term for term, found in kinds(facts).items() if len(found) > 1}


def own_terms(facts: list[Fact]) -> set[Term]:
    return {term for term in kinds(facts) if isinstance(term, NamedNode) and term.value.startswith(OWN)}


def texts(facts: Iterable[Fact], predicate: NamedNode) -> Counter[tuple[Term, str | None]]:
    """Count the texts of a property by term and language."""
    return Counter((s, o.language) for s, p, o in facts if p == predicate and isinstance(o, Literal))


def badly_explained(facts: list[Fact]) -> set[tuple[str, str]]:
    """Return what terms lack or have twice, as (local name, what is wrong)."""
    found: set[tuple[str, str]] = set()
    for predicate, most in ((RDFS.label, 1), (SKOS.definition, 1), (SKOS.example, 9)):
        count = texts(facts, predicate)
        wanted = [(term, language) for term in own_terms(facts) for language in ("en", "es")]
        wrong = [key for key in wanted if not 1 <= count[key] <= most]
        found |= {
            (local_name(str(term)[1:-1]), f"{local_name(predicate.value)} {language}") for term, language in wrong
        }
    sourced = {s for s, p, _ in facts if p == DCTERMS.source}
    return found | {(local_name(str(term)[1:-1]), "source") for term in own_terms(facts) - sourced}


def shared_texts(facts: list[Fact], predicate: NamedNode) -> set[str]:
    """Return the texts that explain two terms alike."""
    count = Counter((o.value, o.language) for s, p, o in facts if p == predicate and isinstance(o, Literal))
    return {value for (value, _), times in count.items() if times > 1}


def locators(facts: Iterable[Fact]) -> set[tuple[Term, str]]:
    return {(s, o.value) for s, p, o in facts if p == EV.locator and isinstance(o, Literal)}


def untied_locators(facts: list[Fact]) -> set[tuple[Term, str]]:
    """Return (term, document) where only one of the two, a locator and a document as source, is given."""
    by_source = {(s, m[1]) for s, p, o in facts if p == DCTERMS.source and (m := SOURCE.match(str(o)[1:]))}
    return by_source ^ {(s, locator.partition(":")[0]) for s, locator in locators(facts)}


def dead_locators(facts: list[Fact], sources: Path) -> set[str]:
    """Return the locators at which their document has no text."""
    dead = set()
    for _, locator in locators(facts):
        document, _, number = locator.partition(":")
        lines = [
            line for file in sources.glob(f"{document}_*.txt") for line in file.read_text(encoding="utf-8").split("\n")
        ]
        if not (number.isdigit() and 1 <= int(number) <= len(lines) and lines[int(number) - 1].strip()):
            dead.add(locator)
    return dead


def test_every_term_used_is_declared(facts: list[Fact]) -> None:
    assert undeclared(facts) == set()


def test_every_term_of_a_closed_world_rule_is_declared(facts: list[Fact]) -> None:
    prefixes = {"": OWN[0], "c": OWN[1], "ev": OWN[2]}
    for file in (ROOT / "ontology" / "rules").glob("*.rq"):
        names = re.findall(r"(?<![\w<?])(c|ev|):([A-Za-z][\w-]*)", file.read_text(encoding="utf-8"))
        assert names
        assert {NamedNode(prefixes[prefix] + name) for prefix, name in names} <= set(kinds(facts))


def test_no_term_is_of_two_kinds(facts: list[Fact]) -> None:
    assert of_two_kinds(facts) == set()


def test_every_term_has_label_definition_example_and_source(facts: list[Fact]) -> None:
    assert badly_explained(facts) == set()
    assert len(own_terms(facts)) > 200


@pytest.mark.parametrize("predicate", [SKOS.definition, SKOS.editorialNote])
def test_no_two_terms_are_explained_by_the_same_text(facts: list[Fact], predicate: NamedNode) -> None:
    assert shared_texts(facts, predicate) == set()


def test_a_document_as_source_comes_with_a_locator(facts: list[Fact]) -> None:
    assert untied_locators(facts) == set()


def test_every_locator_points_at_a_line_with_text(facts: list[Fact], shared_dir: Path) -> None:
    assert len(locators(facts)) > 50
    assert dead_locators(facts, shared_dir / "sources") == set()


TERM = """
@prefix : <https://w3id.org/llika/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ev: <https://w3id.org/llika/evidence#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix src: <https://w3id.org/llika/source/> .
:Bridge a owl:Class .
:Bridge rdfs:label "bridge"@en .
:Bridge rdfs:label "puente"@es .
:Bridge skos:definition "A way over a river."@en .
:Bridge skos:definition "Un paso sobre un río."@es .
:Bridge skos:example "Three planks."@en .
:Bridge skos:example "Tres tablas."@es .
:Bridge dcterms:source src:000 .
:Bridge ev:locator "000:11" .
"""


def without(line: str) -> str:
    assert line in TERM
    return TERM.replace(line, "")


def test_a_term_that_lacks_nothing_passes(read: Read) -> None:
    facts = read(TERM)
    assert badly_explained(facts) == set()
    assert untied_locators(facts) == set()


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (':Bridge rdfs:label "bridge"@en .', "label en"),
        (':Bridge rdfs:label "puente"@es .', "label es"),
        (':Bridge skos:definition "A way over a river."@en .', "definition en"),
        (':Bridge skos:definition "Un paso sobre un río."@es .', "definition es"),
        (':Bridge skos:example "Three planks."@en .', "example en"),
        (':Bridge skos:example "Tres tablas."@es .', "example es"),
        (":Bridge dcterms:source src:000 .", "source"),
    ],
)
def test_a_missing_annotation_is_found(read: Read, line: str, complaint: str) -> None:
    assert badly_explained(read(without(line))) == {("Bridge", complaint)}


def test_a_second_label_in_one_language_is_found(read: Read) -> None:
    assert badly_explained(read(TERM + ':Bridge rdfs:label "crossing"@en .')) == {("Bridge", "label en")}


def test_an_undeclared_term_is_found(read: Read) -> None:
    declared = read(TERM + "dcterms:source a owl:AnnotationProperty . ev:locator a owl:AnnotationProperty .")
    assert undeclared(declared) == {SKOS.definition, SKOS.example}


def test_a_term_of_two_kinds_is_found(read: Read) -> None:
    assert of_two_kinds(read(TERM + ":Bridge a owl:ObjectProperty .")) == {NamedNode(OWN[0] + "Bridge")}


def test_a_definition_given_to_two_terms_is_found(read: Read) -> None:
    twice = read(TERM + ':Ford skos:definition "A way over a river."@en .')
    assert shared_texts(twice, SKOS.definition) == {"A way over a river."}


@pytest.mark.parametrize("line", [':Bridge ev:locator "000:11" .', ":Bridge dcterms:source src:000 ."])
def test_a_document_without_locator_or_the_reverse_is_found(read: Read, line: str) -> None:
    assert untied_locators(read(without(line))) == {(NamedNode(OWN[0] + "Bridge"), "000")}


@pytest.mark.parametrize("locator", ["000:2", "000:9", "000:0", "001:1", "000:x"])
def test_a_locator_that_leads_nowhere_is_found(read: Read, tmp_path: Path, locator: str) -> None:
    (tmp_path / "000_text.txt").write_text("first\n\nthird\n", encoding="utf-8")
    assert dead_locators(read(TERM.replace("000:11", locator)), tmp_path) == {locator}
    assert dead_locators(read(TERM.replace("000:11", "000:3")), tmp_path) == set()
