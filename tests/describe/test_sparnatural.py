"""The configuration of Sparnatural: in its profile, and every way that it offers leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from llika.adapters.pyshacl import validate
from llika.dataset import Dataset, build
from llika.describe import Description, Wording
from llika.evidence import DEFAULT
from llika.explain import Labels
from llika.project import Project
from llika.saved import load_all
from llika.sparql import print_term
from llika.store import EmbeddedStore
from llika.terms import OWL, RDF, RDFS, SH, SKOS, Fact, NamedNode, Term
from llika.turtle import read

HERE = Path(__file__).resolve().parent
PROJECTS = HERE.parent / "projects"
HOME = "https://data.example/app"
CLASS = SH.term("class")
LABEL_ROLE = NamedNode("http://datashapes.org/dash#propertyRole")


def configured(dataset: Dataset) -> list[Fact]:
    """Return the configuration of a dataset's service."""
    description = Description.of(dataset, load_all(dataset.project), EmbeddedStore(dataset))
    labels = Labels(dataset.merged(DEFAULT).facts, dataset.project.prefixes)
    return description.builder(HOME, Wording(labels.of, labels.definition))


def values(facts: list[Fact], subject: Term, predicate: NamedNode) -> list[Term]:
    """Return what is said of a subject."""
    return [value for about, verb, value in facts if (about, verb) == (subject, predicate)]


@pytest.fixture(scope="module")
def facts(dataset: Dataset) -> list[Fact]:
    """Return the configuration of the bundled project."""
    return configured(dataset)


def test_it_keeps_to_the_profile(facts: list[Fact]) -> None:
    shapes = list(read(HERE / "sparnatural.ttl").facts)
    assert validate(facts, shapes) == []
    without_path = [fact for fact in facts if fact[1] != SH.path]
    assert validate(without_path, shapes) != []


@pytest.mark.parametrize("project", ["bridges", "garden", "grlc"])
def test_other_projects_have_one_too(project: str) -> None:
    found = configured(build(Project.open(PROJECTS / project)))
    assert found
    assert validate(found, list(read(HERE / "sparnatural.ttl").facts)) == []


def test_every_property_that_is_offered_has_values_for_its_class(facts: list[Fact], published: EmbeddedStore) -> None:
    shapes = [subject for subject, verb, value in facts if (verb, value) == (RDF.type, SH.NodeShape)]
    assert len(shapes) > 20
    offered = [
        (kind, path)
        for shape in shapes
        for kind in values(facts, shape, SH.targetClass)
        for part in values(facts, shape, SH.property)
        for path in values(facts, part, SH.path)
    ]
    assert len(offered) > 100
    for kind, path in offered[::7]:
        assert isinstance(kind, NamedNode)
        assert isinstance(path, NamedNode)
        query = f"SELECT ?s {{ ?s a {print_term(kind)} ; {print_term(path)} ?o }} LIMIT 1"
        assert published.select(query, DEFAULT).rows, (kind, path)


def test_things_are_listed_by_one_name(facts: list[Fact]) -> None:
    named = [part for part, verb, _ in facts if verb == LABEL_ROLE]
    paths = {path for part in named for path in values(facts, part, SH.path)}
    assert paths <= {RDFS.label, SKOS.prefLabel}
    owners = [subject for subject, verb, value in facts if verb == SH.property and value in named]
    assert len(owners) == len(set(owners)) > 10


def test_of_classes_below_one_another_only_the_widest_is_told(facts: list[Fact], dataset: Dataset) -> None:
    below = {(one, other) for one, _, other in dataset.merged(DEFAULT).using(RDFS.subClassOf) if one != other}
    lists = {part: choices(facts, head) for part, verb, head in facts if verb == SH.term("or")}
    assert lists
    for kinds in lists.values():
        assert not [(one, other) for one in kinds for other in kinds if (one, other) in below]
        assert OWL.Thing not in kinds


def choices(facts: list[Fact], cell: Term) -> list[Term]:
    """Return the classes in a list of alternatives."""
    if cell == RDF.nil:
        return []
    [choice], [rest] = values(facts, cell, RDF.first), values(facts, cell, RDF.rest)
    return [*values(facts, choice, CLASS), *choices(facts, rest)]
