"""Two reasoners, one dataset: owlrl publishes what ours does, but for its known defects."""

from __future__ import annotations

import pytest

from llika.dataset import Dataset, Engine, build
from llika.evidence import STRATA, Basis
from llika.explain import Explainer, Views
from llika.rules.compile import is_schema
from llika.terms import OWL, RDF, RDFS, XSD, Fact

pytestmark = pytest.mark.xdist_group("owlrl")  # one worker waits for it

OWLRL_DEFECTS: set[Fact] = {
    (RDF.HTML, RDF.type, RDFS.Datatype),
    (XSD.time, RDF.type, RDFS.Datatype),
    (XSD.boolean, OWL.disjointWith, XSD.decimal),
}
"""Datatypes that are not of the profile are called datatypes of OWL, and disjoint value spaces become axioms."""


@pytest.fixture(scope="module")
def by_owlrl(dataset: Dataset) -> Dataset:
    """Return the bundled project's dataset as owlrl closes it."""
    return build(dataset.project, engine=Engine.OWLRL)


def test_owlrl_publishes_the_same_graphs_but_for_its_defects(dataset: Dataset, by_owlrl: Dataset) -> None:
    """The graph that names the version differs, for the engine is part of the version."""
    assert by_owlrl.graphs.keys() == dataset.graphs.keys()
    differing = {name for name in dataset.graphs if dataset.graphs[name] != by_owlrl.graphs[name]}
    assert differing == {"service", "entailed"}
    assert by_owlrl.graphs["entailed"] - dataset.graphs["entailed"] == OWLRL_DEFECTS
    assert dataset.graphs["entailed"] <= by_owlrl.graphs["entailed"]


def test_owlrl_gives_the_same_types_on_the_same_basis(dataset: Dataset, by_owlrl: Dataset) -> None:
    for one in STRATA:
        types = {fact for fact in dataset.merged(one).facts if fact[1] == RDF.type and not is_schema(fact)}
        assert len(types) > 100
        for fact in types - {fact for name in ("service", "ontology") for fact in dataset.graphs[name]}:
            assert by_owlrl.inference.basis_of(fact, one) == dataset.inference.basis_of(fact, one)


def test_a_dataset_closed_by_owlrl_answers_and_explains(dataset: Dataset, by_owlrl: Dataset) -> None:
    fact = (
        dataset.resolve("remurpe") or RDF.nil,
        RDF.type,
        dataset.resolve("AgencyNetwork") or RDF.nil,
    )
    ours, theirs = (Explainer(one).explain(fact, Basis.READING) for one in (dataset, by_owlrl))
    assert ours.basis == theirs.basis == Basis.READING
    assert ours.grounds is not None
    assert theirs.grounds is not None
    assert ours.grounds.all_claims() == theirs.grounds.all_claims()
    assert Views(Explainer(by_owlrl)).explanation(theirs)["version"] == by_owlrl.version != dataset.version
