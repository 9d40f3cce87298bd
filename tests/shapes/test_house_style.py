"""The shapes keep a house style, so that every engine reads them alike and every finding speaks both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from llika.evidence import Vocabulary
from llika.evidence.wording import TIES
from llika.terms import EV, OWL, RDF, RDFS, SH, XSD, BlankNode, Fact, Literal, NamedNode, Term, local_name
from llika.turtle import format_turtle, read, read_text

ROOT = Path(__file__).resolve().parents[2]
VOCABULARY = ROOT / "service" / "llika" / "evidence" / "evidence.ttl"
FILES = [ROOT / "service" / "llika" / "evidence" / "shapes.ttl", *sorted((ROOT / "shapes").glob("*.ttl"))]

STRUCTURE = {
    RDF.type,
    SH.property,
    SH.path,
    SH.message,
    SH.description,
    SH.severity,
    SH.targetClass,
    SH.targetSubjectsOf,
}
"""What a shape may have without constraining anything itself."""


class Shapes:
    """The named shapes of a file and what they have."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = list(facts)
        self.nodes = self._typed(SH.NodeShape)
        self.properties = self._typed(SH.PropertyShape)

    def _typed(self, kind: NamedNode) -> list[Term]:
        return [s for s, p, o in self.facts if p == RDF.type and o == kind and isinstance(s, NamedNode)]

    def values(self, shape: Term, predicate: NamedNode) -> list[Term]:
        return [o for s, p, o in self.facts if s == shape and p == predicate]

    def languages(self, shape: Term, predicate: NamedNode) -> list[str]:
        return sorted(str(o.language) for o in self.values(shape, predicate) if isinstance(o, Literal))

    def speaking(self) -> list[Term]:
        """The shapes that can have results of their own."""
        constraining = {s for s, p, _ in self.facts if p not in STRUCTURE}
        return [*self.properties, *(shape for shape in self.nodes if shape in constraining)]


def _untargeted(shapes: Shapes) -> Iterator[Term]:
    for shape in shapes.nodes:
        if not shapes.values(shape, SH.targetClass) + shapes.values(shape, SH.targetSubjectsOf):
            yield shape


def _unnamed(shapes: Shapes) -> Iterator[Term]:
    for shape in shapes.nodes:
        yield from (value for value in shapes.values(shape, SH.property) if value not in shapes.properties)


def _unused(shapes: Shapes) -> Iterator[Term]:
    used = {value for shape in shapes.nodes for value in shapes.values(shape, SH.property)}
    yield from (shape for shape in shapes.properties if shape not in used)


def _silent(shapes: Shapes) -> Iterator[Term]:
    for shape in shapes.speaking():
        if any(shapes.languages(shape, predicate) != ["en", "es"] for predicate in (SH.message, SH.description)):
            yield shape


def _unweighted(shapes: Shapes) -> Iterator[Term]:
    yield from (s for s in shapes.nodes + shapes.properties if len(shapes.values(s, SH.severity)) != 1)
    yield from (s for s, p, _ in shapes.facts if p == SH.severity and isinstance(s, BlankNode))


def _unspelled(shapes: Shapes) -> Iterator[Term]:
    for _, _, value in shapes.facts:
        if isinstance(value, Literal) and value.datatype == XSD.boolean and value.value not in ("true", "false"):
            yield value


def _explosive(shapes: Shapes) -> Iterator[Term]:
    """Yield patterns with a repeated group that ends in a repetition: some engines take exponential time on them."""
    for _, predicate, value in shapes.facts:
        if predicate == SH.pattern and isinstance(value, Literal) and re.search(r"[+*}]\)[+*{]", value.value):
            yield value


LINT: dict[str, Callable[[Shapes], Iterator[Term]]] = {
    "a node shape names its target": _untargeted,
    "a property shape has a name": _unnamed,
    "a property shape belongs to a node shape": _unused,
    "a shape says what is wrong and what to do in both languages": _silent,
    "a shape has a severity, and nothing else has": _unweighted,
    "booleans are spelled out": _unspelled,
    "patterns repeat no repetition": _explosive,
}
SOUND = """
    @prefix e: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
    e:node a sh:NodeShape ; sh:targetClass e:Thing ; sh:severity sh:Violation ; sh:property e:property .
    e:property a sh:PropertyShape ; sh:path e:name ; sh:pattern "^a+$" ; sh:uniqueLang true ; sh:severity sh:Warning ;
        sh:message "No."@en , "No."@es ; sh:description "Do."@en , "Haga."@es .
    e:unused a sh:NodeShape ; sh:targetSubjectsOf e:name ; sh:severity sh:Violation .
"""
FAULTS = [
    ("sh:targetClass e:Thing ;", "", "a node shape names its target"),
    (
        "sh:property e:property",
        "sh:property e:property , [ sh:path e:age ; sh:maxCount 1 ]",
        "a property shape has a name",
    ),
    ("sh:property e:property", "sh:node e:unused", "a property shape belongs to a node shape"),
    (' , "No."@es', "", "a shape says what is wrong and what to do in both languages"),
    ('"Haga."@es', '"Haga."@es , "Ya."@es', "a shape says what is wrong and what to do in both languages"),
    (
        "e:name ; sh:severity",
        "e:name ; sh:closed true ; sh:severity",
        "a shape says what is wrong and what to do in both",
    ),
    ("; sh:severity sh:Warning", "", "a shape has a severity, and nothing else has"),
    ("e:Thing ;", "e:Thing ; sh:sparql [ sh:severity sh:Info ] ;", "a shape has a severity, and nothing else has"),
    ("sh:uniqueLang true", 'sh:uniqueLang "1"^^<http://www.w3.org/2001/XMLSchema#boolean>', "booleans are spelled out"),
    ('"^a+$"', '"^(a+)+$"', "patterns repeat no repetition"),
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@pytest.mark.parametrize("rule", LINT)
def test_shapes_keep_the_house_style(file: Path, rule: str) -> None:
    assert list(LINT[rule](Shapes(read(file).facts))) == []


@pytest.mark.parametrize(("old", "new", "rule"), FAULTS)
def test_a_breach_of_the_house_style_is_found(old: str, new: str, rule: str) -> None:
    assert SOUND.count(old) == 1
    broken = Shapes(read_text(SOUND.replace(old, new), file="shapes.ttl").facts)
    assert rule in " ".join(name for name, find in LINT.items() if list(find(broken)))


def test_the_sound_example_breaks_no_rule() -> None:
    sound = Shapes(read_text(SOUND, file="shapes.ttl").facts)
    assert [name for name, find in LINT.items() if list(find(sound))] == []


def test_every_breach_has_an_example() -> None:
    assert all(any(name.startswith(rule) for _, _, rule in FAULTS) for name in LINT)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_shapes_are_well_formed_by_the_shapes_of_shacl(file: Path) -> None:
    assert _is_well_formed(file.read_text("utf-8"))


def test_ill_formed_shapes_are_found_by_the_shapes_of_shacl() -> None:
    assert not _is_well_formed(SOUND.replace('sh:pattern "^a+$"', "sh:nodeKind e:Thing"))


def _is_well_formed(shapes: str) -> bool:
    from pyshacl.entrypoints import meta_validate
    from rdflib import Graph

    return bool(meta_validate(Graph().parse(data=shapes, format="turtle"))[0])


def test_no_two_checks_share_a_name() -> None:
    shapes = [Shapes(read(file).facts) for file in FILES]
    names = [local_name(str(s).strip("<>")) for each in shapes for s in each.nodes + each.properties]
    assert sorted(names) == sorted(set(names) - set(TIES))


def test_shapes_use_only_declared_terms() -> None:
    ontology = [VOCABULARY, *sorted((ROOT / "ontology").rglob("*.ttl"))]
    facts = [fact for file in ontology for fact in read(file).facts]
    vocabulary, described = Vocabulary.read(facts), {s for s, _, _ in facts}
    own = (EV, "https://w3id.org/llika/ontology#", "https://w3id.org/llika/concept/")
    used = {
        term
        for file in FILES
        for _, predicate, term in read(file).facts
        if isinstance(term, NamedNode) and term.value.startswith(own) and predicate not in (OWL.imports, RDFS.seeAlso)
    }
    assert used
    assert [term for term in used if not vocabulary.declares(term) and term not in described] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_shapes_are_formatted(file: Path) -> None:
    text = file.read_text("utf-8")
    assert format_turtle(text, file=file.name) == text
