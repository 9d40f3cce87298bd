"""A third witness: HermiT, a complete reasoner for OWL 2 DL, which Protégé brings along.

It finds no contradiction where ours finds none, and where ours finds one so does HermiT, but for what is listed. On the
bundled project both give every individual the same types: nothing of what the ontology means is beyond OWL 2 RL.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from tests.effort import QUICK_JAVA

from llika.dataset import Dataset
from llika.evidence import STRATA
from llika.terms import OWL, RDF, RDFS, BlankNode, Fact, Literal, NamedNode, Namespace, Term, quad

if TYPE_CHECKING:
    from tests.rules.conftest import Case

EX = Namespace("https://example.org/#")
Hermit = Callable[[str, Sequence[Path]], list[str]]

DIFFERENCES = {
    "datatypes-found-the-same": "consistent",  # its parser takes datatypes that are told apart for individuals
    "different-from-itself": "consistent",  # its parser makes sets of what differs: nothing is in one twice
    "dt-diff": "UnsupportedDatatypeException",  # xsd:date is none of OWL 2's datatypes
    "empty-lists": "IllegalArgumentException",  # OWL 2 has no empty chain
    "forbidden-datatype": "consistent",  # a datatype is no class there: its name is taken for one of a class
    "malformed-cardinality": "consistent",  # the restriction is passed over
    "malformed-literal": "MalformedLiteralException",  # found while reading, which is as good
    "one-datatype-under-two-names": "consistent",  # as for the datatypes found the same
    "one-thing-listed-twice": "consistent",  # as above
    "vocabulary-in-a-circle": "consistent",  # as for the datatypes found the same
}
"""Verdicts of HermiT that differ from ours, by fixture."""

CLASSES = {
    RDF.type: "o",
    RDFS.domain: "o",
    RDFS.range: "o",
    RDFS.subClassOf: "so",
    OWL.equivalentClass: "so",
    OWL.disjointWith: "so",
    OWL.complementOf: "so",
    OWL.intersectionOf: "s",
    OWL.unionOf: "s",
    OWL.oneOf: "s",
    OWL.hasKey: "s",
    OWL.someValuesFrom: "so",
    OWL.allValuesFrom: "so",
    OWL.onClass: "so",
}
PROPERTIES = {
    RDFS.domain: "s",
    RDFS.range: "s",
    RDFS.subPropertyOf: "so",
    OWL.equivalentProperty: "so",
    OWL.propertyDisjointWith: "so",
    OWL.inverseOf: "so",
    OWL.propertyChainAxiom: "s",
    OWL.onProperty: "o",
    OWL.assertionProperty: "o",
}
"""At which end of a triple a class or a property stands: s for subject, o for object."""
RESTRICTING = {
    *(OWL.onProperty, OWL.onClass, OWL.someValuesFrom, OWL.allValuesFrom, OWL.hasValue),
    *(OWL.maxCardinality, OWL.maxQualifiedCardinality),
}
MEMBERS = {OWL.intersectionOf: OWL.Class, OWL.unionOf: OWL.Class, OWL.hasKey: RDF.Property}


@pytest.fixture(scope="session")
def hermit(missing: Callable[[str], NoReturn]) -> Hermit:
    """Return a function that runs HermiT over files: a mode, the files → the lines it prints."""
    java, owlready = shutil.which("java"), find_spec("owlready2")
    if java is None or owlready is None or owlready.origin is None:
        missing("HermiT needs Java and owlready2 (pip install -e '.[witness]')")
    jar = Path(owlready.origin).parent / "hermit" / "HermiT.jar"
    source = Path(__file__).with_name("HermitWitness.java")

    def run(mode: str, files: Sequence[Path]) -> list[str]:
        command = [java, *QUICK_JAVA, "-cp", str(jar), str(source), mode, *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return run


def _used(facts: Iterable[Fact], ends: dict[NamedNode, str]) -> Iterator[Term]:
    for subject, predicate, value in facts:
        side = ends.get(predicate, "")
        yield from ([subject] if "s" in side else []) + ([value] if "o" in side else [])


def _listed(facts: frozenset[Fact], kind: NamedNode) -> Iterator[Term]:
    first = {subject: value for subject, predicate, value in facts if predicate == RDF.first}
    rest = {subject: value for subject, predicate, value in facts if predicate == RDF.rest}
    for _, predicate, value in facts:
        seen, node = set[Term](), value
        while MEMBERS.get(predicate) == kind and node in first and node not in seen:
            seen.add(node)
            yield first[node]
            node = rest.get(node, RDF.nil)


def declared(facts: frozenset[Fact]) -> Iterator[Fact]:
    """Yield the facts with the declarations that OWL 2 DL asks for and the rules of OWL 2 RL do without."""
    chained = {value for _, predicate, value in facts if predicate == OWL.propertyChainAxiom}
    data: set[Term] = {predicate for _, predicate, value in facts if isinstance(value, Literal)}
    data |= {subject for subject, _, value in facts if value == OWL.DatatypeProperty}
    properties = {*(fact[1] for fact in facts), *_used(facts, PROPERTIES), *_listed(facts, RDF.Property)}
    classes = {*_used(facts, CLASSES), *_listed(facts, OWL.Class)}
    links = {subject for subject, predicate, _ in facts if predicate == OWL.sourceIndividual}
    yield EX.term("ontology"), RDF.type, OWL.Ontology
    yield from _with_anonymous_restrictions(facts)
    yield from ((one, RDF.type, OWL.NegativePropertyAssertion) for one in links)
    yield from ((one, RDF.type, OWL.Class) for one in classes if _is_own(one))
    for one in filter(_is_own, properties):
        yield one, RDF.type, OWL.DatatypeProperty if one in data and one not in chained else OWL.ObjectProperty


def _with_anonymous_restrictions(facts: frozenset[Fact]) -> Iterator[Fact]:
    """Yield the facts with every named restriction as an anonymous one that is equivalent to the name."""
    named = {one: BlankNode() for one, predicate, _ in facts if predicate == OWL.onProperty and _is_own(one)}
    for subject, predicate, value in facts:
        yield named.get(subject, subject) if predicate in RESTRICTING else subject, predicate, value
        if predicate == OWL.onProperty:
            yield named.get(subject, subject), RDF.type, OWL.Restriction
    yield from ((one, OWL.equivalentClass, restriction) for one, restriction in named.items())


def _is_own(term: Term) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(EX)


def written(facts: Iterable[Fact], path: Path) -> Path:
    """Write facts as N-Triples."""
    path.write_text("".join(f"{quad(fact)} .\n" for fact in facts), "utf-8")
    return path


def test_contradictions_are_contradictions_and_nothing_else_is(
    cases: dict[str, Case], hermit: Hermit, tmp_path: Path
) -> None:
    files = [written(declared(case.facts), tmp_path / f"{name}.nt") for name, case in cases.items()]
    verdicts = dict(zip(cases, hermit("verdicts", files), strict=True))
    ours = {name: "inconsistent" if case.closure.clashes else "consistent" for name, case in cases.items()}
    assert {name: said for name, said in verdicts.items() if said != ours[name]} == DIFFERENCES


@pytest.mark.parametrize("basis", STRATA, ids=lambda basis: basis.label)
def test_both_give_the_same_types_in_the_bundled_project(
    dataset: Dataset, hermit: Hermit, tmp_path: Path, basis: int
) -> None:
    closure = dataset.inference.strata[basis].closure
    imports = {fact for fact in closure.asserted if fact[1] == OWL.imports}
    lines = hermit("types", [written(closure.asserted - imports, tmp_path / "project.nt")])
    found = {(NamedNode(left), NamedNode(right)) for left, _, right in (line.partition("\t") for line in lines)}
    things = {thing for thing, _ in found}
    ours = {
        (subject, value)
        for subject, predicate, value in closure.asserted | closure.entailed
        if predicate == RDF.type and subject in things and not isinstance(value, BlankNode)
    }
    assert len(things) > 50
    assert {pair for pair in found if pair[1] != OWL.Thing} == {pair for pair in ours if not _of_owl(pair[1])}


def test_every_class_of_the_bundled_ontology_can_have_members(dataset: Dataset, hermit: Hermit, tmp_path: Path) -> None:
    asserted = dataset.inference.strata[-1].closure.asserted
    axioms = {fact for facts in dataset.sources.modules.values() for fact in facts} & asserted
    facts = [fact for fact in axioms if fact[1] != OWL.imports]
    assert len(facts) > 1000
    assert hermit("empty", [written(facts, tmp_path / "ontology.nt")]) == []


def test_a_class_that_can_have_no_members_is_found(hermit: Hermit, tmp_path: Path) -> None:
    classes = [(one, RDF.type, OWL.Class) for one in (EX.A, EX.B, EX.C)]
    below = [(EX.A, RDFS.subClassOf, EX.B), (EX.A, RDFS.subClassOf, EX.C)]
    file = written([*classes, *below, (EX.B, OWL.disjointWith, EX.C)], tmp_path / "empty.nt")
    assert hermit("empty", [file]) == [EX.A.value]


def _of_owl(term: Term) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(OWL)
