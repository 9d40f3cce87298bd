"""What follows on what basis: strata, derived facts, the graphs of each dataset."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from llika.dataset import Dataset, build
from llika.evidence import STRATA, Basis, basis_of_graph
from llika.project import Project
from llika.store import EmbeddedStore
from llika.terms import OWL, RDF, XSD, Fact, Literal, NamedNode, Namespace

WriteProject = Callable[[Mapping[str, str]], Project]
T = Namespace("https://example.org/b/ontology#")
I = Namespace("https://example.org/b/id/")  # noqa: E741 - as the prefix in the files

FILES = {
    "ontology/core.ttl": """<https://example.org/b/ontology> a owl:Ontology .
        :Bridge a owl:Class . :Old a owl:Class . :Monument a owl:Class . :Dated a owl:Class . :Unlit a owl:Class .
        :StoneBridge a owl:Class ; rdfs:subClassOf :Bridge .
        :lamp a owl:ObjectProperty . :name a owl:AnnotationProperty .""",
    "ontology/readings.ttl": """<https://example.org/b/readings> a owl:Ontology ; ev:basis ev:reading .
        :StoneBridge rdfs:subClassOf :Old .""",
    "ontology/context.ttl": """<https://example.org/b/context> a owl:Ontology ; ev:basis ev:context .
        :Old rdfs:subClassOf :Monument .""",
    "ontology/rules/unlit.rq": """#+ because: ?bridge a :Bridge
        PREFIX : <https://example.org/b/ontology#>
        CONSTRUCT { ?bridge a :Unlit } WHERE { ?bridge a :Bridge FILTER NOT EXISTS { ?bridge :lamp ?lamp } }""".replace(
        "\n        ", "\n"
    ),
    "ontology/rules/dated.rq": """#+ basis: documents
        PREFIX : <https://example.org/b/ontology#>
        CONSTRUCT { ?bridge a :Dated } WHERE { ?bridge a :Old }""".replace("\n        ", "\n"),
    "shapes/bridge.ttl": """@prefix sh: <http://www.w3.org/ns/shacl#> .
        :any a sh:NodeShape ; sh:targetClass :Bridge ; sh:nodeKind sh:IRI .""",
    "graph_data/a1.ttl": "i:one a :StoneBridge . i:six a :StoneBridge .",
    "graph_data/readings.ttl": "i:two a :StoneBridge . i:one a :StoneBridge . i:four a :Bridge .",
    "graph_data/context/map.ttl": "i:three a :StoneBridge . i:four a :StoneBridge . i:six :lamp i:gas .",
}


@pytest.fixture(scope="module")
def bridges(write_project: WriteProject) -> Dataset:
    """Return the dataset of bridges known on three bases."""
    return build(write_project(FILES))


def is_a(thing: str, kind: str) -> Fact:
    return I.term(thing), RDF.type, T.term(kind)


@pytest.mark.parametrize(
    ("thing", "kind", "basis"),
    [
        ("one", "StoneBridge", Basis.STATED),
        ("one", "Bridge", Basis.STATED),
        ("one", "Old", Basis.READING),
        ("one", "Monument", Basis.CONTEXT),
        ("two", "StoneBridge", Basis.READING),
        ("two", "Bridge", Basis.READING),
        ("two", "Monument", Basis.CONTEXT),
        ("three", "Bridge", Basis.CONTEXT),
        ("four", "Bridge", Basis.READING),
        ("one", "Unlit", Basis.STATED),
        ("two", "Unlit", Basis.READING),
        ("three", "Unlit", Basis.CONTEXT),
        ("one", "Dated", Basis.READING),
        ("three", "Dated", Basis.CONTEXT),
        ("five", "Bridge", None),
    ],
)
def test_the_basis_of_a_fact_is_the_first_stratum_that_holds_it(
    bridges: Dataset, thing: str, kind: str, basis: Basis | None
) -> None:
    fact = is_a(thing, kind)
    for asked in STRATA:
        holds = basis is not None and basis <= asked
        assert bridges.inference.holds(fact, asked) is holds
        assert bridges.inference.basis_of(fact, asked) == (basis if holds else None)
        if not holds:
            assert bridges.inference.needed(fact, asked) == basis


def test_what_is_derived_from_an_absence_does_not_hold_where_more_is_known(bridges: Dataset) -> None:
    fact = is_a("six", "Unlit")
    assert [bridges.inference.holds(fact, basis) for basis in STRATA] == [True, True, False]
    assert [bridges.inference.basis_of(fact, basis) for basis in STRATA] == [Basis.STATED, Basis.STATED, None]
    assert bridges.inference.needed(fact, Basis.CONTEXT) is None


def test_entailed_graphs_share_no_fact(bridges: Dataset, dataset: Dataset) -> None:
    for one in (bridges, dataset):
        fresh = [stratum.fresh for stratum in one.inference.strata]
        assert all(fresh)
        assert len(frozenset().union(*fresh)) == sum(map(len, fresh))


def test_an_entailed_fact_is_new_in_its_stratum_and_names_nothing_anonymous(dataset: Dataset) -> None:
    for stratum in dataset.inference.strata:
        asserted = {
            fact
            for name, facts in {**dataset.sources.modules, **dataset.sources.graphs}.items()
            if basis_of_graph(name) <= stratum.basis
            for fact in facts
        }
        assert not stratum.fresh & asserted
        assert all(isinstance(subject, NamedNode) for subject, _, _ in stratum.fresh)


def test_every_derived_graph_holds_all_that_is_derived_in_its_stratum(bridges: Dataset) -> None:
    stated, reading, context = (bridges.graphs[f"derived{basis.suffix}"] for basis in STRATA)
    assert stated == {is_a("one", "Unlit"), is_a("six", "Unlit")}
    assert reading == stated | {is_a(n, "Unlit") for n in ("two", "four")} | {
        is_a(n, "Dated") for n in ("one", "two", "six")
    }
    assert is_a("six", "Unlit") not in context, "what is derived from an absence ends where the absence ends"


def test_a_dataset_has_exactly_one_derived_graph_and_no_shapes(bridges: Dataset) -> None:
    for basis in STRATA:
        names = bridges.names(basis)
        assert [name for name in names if name.startswith("derived")] == [f"derived{basis.suffix}"]
        assert "shapes" in bridges.graphs
        assert "shapes" not in names
        assert "service" in names


def test_the_graphs_of_a_dataset_are_those_of_its_basis_and_stronger(bridges: Dataset) -> None:
    assert bridges.names(Basis.STATED) == ["a1", "derived", "entailed", "ontology", "service"]
    assert set(bridges.names(Basis.READING)) == {
        *("a1", "derived/readings", "entailed", "entailed/readings"),
        *("ontology", "ontology/readings", "readings", "service"),
    }
    assert {"context/map", "ontology/context", "entailed/context"} <= set(bridges.names(Basis.CONTEXT))


def test_what_a_weaker_basis_no_longer_derives_is_not_in_its_dataset(bridges: Dataset) -> None:
    fact = is_a("six", "Unlit")
    assert [fact in bridges.merged(basis).facts for basis in STRATA] == [True, True, False]
    store = EmbeddedStore(bridges)
    asked = "SELECT ?x { <https://example.org/b/id/six> a <https://example.org/b/ontology#Unlit> BIND(1 AS ?x) }"
    assert [len(store.select(asked, basis).rows) for basis in STRATA] == [1, 1, 0]


def test_the_default_graph_holds_every_fact_of_the_named_ones_once(bridges: Dataset, dataset: Dataset) -> None:
    for one in (bridges, dataset):
        store = EmbeddedStore(one)
        for basis in STRATA:
            whole = frozenset().union(*(one.graphs[name] for name in one.names(basis)))
            assert one.merged(basis).facts == whole
            [row] = store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", basis).rows
            assert row["n"] is not None
            assert int(row["n"].value) == len(whole)


def test_a_fact_that_two_graphs_state_is_in_both_and_counts_once_in_the_merged_one(bridges: Dataset) -> None:
    fact = is_a("one", "StoneBridge")
    assert fact in bridges.graphs["a1"]
    assert fact in bridges.graphs["readings"]
    assert bridges.merged(Basis.READING).about(fact[0]).count(fact) == 1


def test_facts_are_counted_by_the_file_that_says_them(bridges: Dataset) -> None:
    assert bridges.counts() == {Basis.STATED: 2, Basis.READING: 3, Basis.CONTEXT: 3}


def test_facts_about_and_naming_a_term_come_in_one_order(dataset: Dataset) -> None:
    merged = dataset.merged(Basis.CONTEXT)
    for term in (OWL.Class, NamedNode("https://w3id.org/llika/id/remurpe")):
        for facts in (merged.about(term), merged.naming(term)):
            assert list(facts) == sorted(facts, key=str)
    assert merged.about(NamedNode("urn:x:nothing")) == merged.naming(NamedNode("urn:x:nothing")) == ()


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("one", "https://example.org/b/id/one"),
        ("Bridge", "https://example.org/b/ontology#Bridge"),
        (":Bridge", "https://example.org/b/ontology#Bridge"),
        ("i:nobody", "https://example.org/b/id/nobody"),
        ("https://example.org/else", "https://example.org/else"),
        ("nobody", None),
        ("not a slug", None),
    ],
)
def test_a_term_is_found_by_iri_curie_or_by_the_slug_of_something_known(
    bridges: Dataset, name: str, iri: str | None
) -> None:
    found = bridges.resolve(name)
    assert (found.value if found else None) == iri


def test_a_value_that_is_asserted_is_not_published_in_a_second_way_of_writing_it(write_project: WriteProject) -> None:
    project = write_project(
        {
            "ontology/core.ttl": """<https://example.org/b/ontology> a owl:Ontology .
                :Bridge a owl:Class . :spans a owl:DatatypeProperty . :measure a owl:DatatypeProperty .
                :length a owl:DatatypeProperty ; rdfs:subPropertyOf :measure .""",
            "graph_data/a1.ttl": "i:one a :Bridge ; :spans 5 . i:two a :Bridge ; :length 5.0 .",
        }
    )
    dataset = build(project)
    (stratum, *_) = dataset.inference.strata
    rewritten = I.term("one"), T.term("spans"), Literal("5.0", datatype=XSD.decimal)
    assert rewritten in stratum.closure  # so says OWL 2 RL (rule dt-eq with eq-rep-o)
    values = sorted((str(s), str(p), o.value) for s, p, o in stratum.fresh if isinstance(o, Literal))
    assert rewritten not in stratum.fresh
    assert {value for *_, value in values} == {"5", "5.0"}  # the measure, which nobody wrote
