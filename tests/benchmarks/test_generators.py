"""The benchmark data: the same every time, of the size asked for, and with work for each kind of axiom."""

from __future__ import annotations

from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest
from benchmarks.lubm import VOCABULARY as U
from pyoxigraph import RdfFormat, parse

from benchmarks import lubm, taxonomy
from llika.rules import close
from llika.terms import OWL, RDF, NamedNode

AXIOMS = [
    OWL.disjointWith,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    OWL.intersectionOf,
    OWL.unionOf,
    OWL.someValuesFrom,
    OWL.allValuesFrom,
    OWL.hasValue,
    OWL.inverseOf,
    OWL.propertyChainAxiom,
]
CHARACTERISTICS = [OWL.TransitiveProperty, OWL.SymmetricProperty, OWL.FunctionalProperty]
CONCLUSIONS = [
    U.Chair,
    U.Student,
    U.Researcher,
    U.Alumnus,
    U.RemoteCourse,
    U.AdvancedStudy,
    U.affiliatedWith,
    U.collaboratesWith,
    U.hasHead,
    U.subOrganizationOf,
    U.writtenBy,
]


@pytest.mark.parametrize("size", [5_000, 20_000])
def test_as_many_distinct_facts_come_as_asked_for(size: int) -> None:
    facts = list(lubm.generate(size))
    assert len(facts) == len(set(facts)) == size


def test_the_same_seed_gives_the_same_facts() -> None:
    assert list(lubm.generate(5_000)) == list(lubm.generate(5_000))


def test_another_seed_gives_other_facts() -> None:
    assert set(lubm.generate(5_000, seed=1)) != set(lubm.generate(5_000, seed=2))


def test_a_smaller_set_is_a_prefix_of_a_larger_one() -> None:
    assert list(islice(lubm.generate(20_000), 5_000)) == list(lubm.generate(5_000))


def test_the_file_is_what_earlier_runs_measured(tmp_path: Path) -> None:
    lubm.main(["5k", str(tmp_path / "data.nt")])
    digest = sha256((tmp_path / "data.nt").read_bytes()).hexdigest()
    assert digest == "9e09829e3c53fcfad3f4555112023e1a966e556eefa1899595e17a6183396d47", (
        "other data: figures can no longer be compared"
    )


def test_the_file_holds_the_facts_generated(tmp_path: Path) -> None:
    lubm.write(tmp_path / "data.nt", lubm.generate(2_000))
    triples = parse(path=str(tmp_path / "data.nt"), format=RdfFormat.N_TRIPLES)
    read = {(str(triple.predicate), str(triple.object)) for triple in triples}
    assert read == {(str(predicate), str(value)) for _, predicate, value in lubm.generate(2_000)}


@pytest.mark.parametrize("axiom", AXIOMS)
def test_the_schema_has_each_kind_of_axiom(axiom: NamedNode) -> None:
    assert any(predicate == axiom for _, predicate, _ in lubm.schema())


@pytest.mark.parametrize("kind", CHARACTERISTICS)
def test_the_schema_has_each_kind_of_property(kind: NamedNode) -> None:
    assert any(value == kind for _, _, value in lubm.schema())


def test_each_construct_concludes_something_and_nothing_clashes() -> None:
    closure = close(lubm.generate(5_000))
    used = {term for _, predicate, value in closure.entailed for term in (predicate, value)}
    assert used.issuperset(CONCLUSIONS)
    assert closure.clashes == ()


@pytest.mark.parametrize("switched_on", [False, True])
def test_people_are_the_same_only_if_mailboxes_are_inverse_functional(*, switched_on: bool) -> None:
    facts = list(lubm.generate(5_000, inverse_functional=switched_on))
    assert any(value == OWL.InverseFunctionalProperty for _, _, value in facts) is switched_on
    assert any(predicate == OWL.sameAs for _, predicate, _ in close(facts).entailed) is switched_on


def test_a_taxonomy_has_the_classes_asked_for_and_no_fact_twice() -> None:
    facts = list(taxonomy.generate(400))
    assert sum(fact[1:] == (RDF.type, OWL.Class) for fact in facts) == 400
    assert len(facts) == len(set(facts))
    assert close(facts).clashes == ()
