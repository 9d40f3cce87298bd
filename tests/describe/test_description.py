"""What a service says of itself: true figures, and the form that the specifications ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.describe.conftest import HERE, HOME, Told, tell

from llika.adapters.pyshacl import validate
from llika.dataset import Dataset, Inference
from llika.describe.vocabulary import DCAT, SD, VOID
from llika.evidence import STRATA, Basis
from llika.terms import OWL, RDF, RDFS, SH, Fact, Literal, NamedNode
from llika.turtle import read

# Figures


def of_data(variable: str) -> str:
    """Return a pattern for classes that are not of the languages ontologies are written in."""
    languages = "|".join(stem.replace("#", "") for stem in (RDF, RDFS, OWL))
    return f"FILTER(isIRI({variable}) && !REGEX(STR({variable}), '^({languages})'))"


TOTALS = {
    "triples": "COUNT(*)",
    "distinctSubjects": "COUNT(DISTINCT ?s)",
    "distinctObjects": "COUNT(DISTINCT ?o)",
    "properties": "COUNT(DISTINCT ?p)",
    "classes": "COUNT(DISTINCT ?c)",
}


@pytest.mark.parametrize("basis", STRATA)
@pytest.mark.parametrize("figure", TOTALS)
def test_a_figure_is_what_a_query_counts(told: Told, basis: Basis, figure: str) -> None:
    typed = f"FILTER(?p = {RDF.type} && isIRI(?o)) BIND(?o AS ?c)" if figure == "classes" else ""
    [[counted]] = told.data(f"SELECT ({TOTALS[figure]} AS ?n) WHERE {{ ?s ?p ?o #data {typed} }}", basis)
    assert told.rows(f"SELECT ?n WHERE {{ {told.graph(basis)} void:{figure} ?n }}", basis) == [(counted,)]
    assert counted != "0"


@pytest.mark.parametrize("basis", STRATA)
def test_entities_are_the_subjects_below_the_base(told: Told, basis: Basis) -> None:
    below = f"FILTER(isIRI(?s) && STRSTARTS(STR(?s), '{told.dataset.project.base}'))"
    [[counted]] = told.data(f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s ?p ?o #data {below} }}", basis)
    assert told.rows(f"SELECT ?n WHERE {{ {told.graph(basis)} void:entities ?n }}", basis) == [(counted,)]
    assert (told.rows("SELECT ?space WHERE { ?d void:uriSpace ?space }") != []) is (counted != "0")


@pytest.mark.parametrize("basis", STRATA)
def test_every_class_and_property_is_a_part_with_its_number(told: Told, basis: Basis) -> None:
    classes = "[ void:class ?key ; void:entities ?n ]"
    properties = "[ void:property ?key ; void:triples ?n ]"
    said = [
        told.rows(f"SELECT ?key ?n WHERE {{ {told.graph(basis)} void:{part} {node} }}", basis)
        for part, node in (("classPartition", classes), ("propertyPartition", properties))
    ]
    members = "SELECT ?key (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?key #data FILTER(isIRI(?key)) } GROUP BY ?key"
    triples = "SELECT ?key (COUNT(*) AS ?n) WHERE { ?s ?key ?o #data } GROUP BY ?key"
    assert [sorted(rows) for rows in said] == [sorted(told.data(query, basis)) for query in (members, triples)]


def test_the_use_of_a_property_by_a_class_is_counted(told: Told) -> None:
    said = told.rows(
        """SELECT ?c ?p ?n WHERE { ?part void:class ?c ; void:entities ?members ;
           void:propertyPartition [ void:property ?p ; void:triples ?n ] }"""
    )
    found = told.data(f"SELECT ?c ?p (COUNT(*) AS ?n) WHERE {{ ?s a ?c ; ?p ?o #data {of_data('?c')} }} GROUP BY ?c ?p")
    assert sorted(said) == sorted(found)


def test_the_values_of_a_property_are_told_by_class_and_datatype(told: Told) -> None:
    said = told.rows(
        """SELECT ?c ?p ?kind WHERE { ?part void:class ?c ; void:propertyPartition ?pp . ?pp void:property ?p .
           { ?pp void:classPartition [ void:class ?kind ] } UNION
           { ?pp void-ext:datatypePartition [ void-ext:datatype ?kind ] } }"""
    )
    by_class = "SELECT DISTINCT ?c ?p ?kind WHERE { ?s a ?c ; ?p ?o #data ?o a ?kind }"
    by_datatype = """SELECT DISTINCT ?c ?p ?kind
                     WHERE { ?s a ?c ; ?p ?o #data FILTER(isLiteral(?o)) BIND(DATATYPE(?o) AS ?kind) }"""
    found = told.data(
        f"""SELECT ?c ?p ?kind WHERE {{ {{ {{ {by_class} }} {of_data("?kind")} }} UNION {{ {by_datatype} }}
            {of_data("?c")} }}"""
    )
    assert sorted(said) == sorted(found)


@pytest.mark.parametrize("basis", STRATA)
def test_every_named_graph_is_named_with_its_size(told: Told, basis: Basis) -> None:
    said = told.rows(
        f"""SELECT ?name ?n WHERE {{ ?d sd:defaultGraph {told.graph(basis)} ; sd:namedGraph ?node .
            ?node sd:name ?name ; sd:graph ?graph . OPTIONAL {{ ?graph void:triples ?n }} }}""",
        basis,
    )
    found = told.rows("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", basis)
    itself = told.dataset.project.graph_iri("service").value
    sizes = {name: size for name, size in found if name != itself}
    empty = {told.dataset.project.graph_iri(name).value for name in told.dataset.names(basis)} - {*sizes, itself}
    assert sorted(said) == sorted((sizes | dict.fromkeys({*empty, itself}, "")).items())


# What it is part of, and what not


def test_the_description_is_in_its_graph_and_in_every_default_graph_and_changes_nothing_else(told: Told) -> None:
    service = told.dataset.project.graph_iri("service").value
    own = f"GRAPH <{service}> {{ ?s ?p ?o }}"
    described = told.number(f"SELECT (COUNT(*) AS ?n) WHERE {{ {own} }}")
    assert described > len(told.dataset.graphs["service"])
    for basis in STRATA:
        assert told.number(f"SELECT (COUNT(*) AS ?n) WHERE {{ {own} ?s ?p ?o }}", basis) == described
        whole = told.number("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", basis)
        unless = f"FILTER NOT EXISTS {{ {own} }}"
        assert told.number(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s ?p ?o {unless} }}", basis) == whole - described
        assert told.rows(f"SELECT ?n WHERE {{ {told.graph(basis)} void:triples ?n }}") == [(str(whole - described),)]
    assert len(told.dataset.graphs["service"]) == 4
    assert HOME.encode() not in told.dataset.dump


def test_a_dataset_without_readings_is_asked_on_what_is_stated(dataset: Dataset) -> None:
    stated = replace(dataset, inference=Inference(dataset.inference.strata[:1]))
    told = tell(stated)
    assert told.rows("SELECT ?g WHERE { ?s a sd:Service ; sd:defaultDataset/sd:defaultGraph ?g }", Basis.STATED) == [
        (f"{dataset.project.base}graph/basis/stated",)
    ]
    assert told.rows("SELECT ?n WHERE { ?g void:distinctSubjects ?n }", Basis.STATED) == [
        (str(told.description.figures[Basis.STATED].subjects),)
    ]


def test_everything_is_said_once_and_always_in_the_same_words(told: Told) -> None:
    facts = told.description.everything(HOME)
    assert sorted(map(str, facts)) == sorted(map(str, set(facts)))
    assert facts == tell(told.dataset).description.everything(HOME)


def test_another_address_changes_addresses_alone(peru: Told) -> None:
    facts = peru.description.everything(HOME)
    elsewhere = peru.description.everything("http://127.0.0.1:8000")
    assert [str(fact).replace(HOME, "http://127.0.0.1:8000") for fact in facts] == [str(fact) for fact in elsewhere]


# Form


def shapes() -> tuple[Fact, ...]:
    """Return the shapes that a description must meet."""
    return tuple(read(HERE / "shapes.ttl").facts)


def described(told: Told) -> list[Fact]:
    """Return everything that is said, with what the dataset says of itself."""
    return [*told.description.everything(HOME), *told.dataset.graphs["service"]]


def test_a_description_has_the_form_that_the_specifications_ask_for(told: Told) -> None:
    assert validate(described(told), shapes()) == []


@pytest.mark.parametrize(
    "predicate",
    [
        *(SD.endpoint, SD.supportedLanguage, SD.resultFormat, SD.defaultDataset, SD.defaultGraph, SD.graph),
        *(SD.term("name"), SD.availableGraphs, SD.entailmentRegime, VOID.triples, VOID.entities, VOID.term("class")),
        *(DCAT.version, DCAT.accessURL, DCAT.endpointURL, DCAT.servesDataset, DCAT.dataset, SH.select, SH.prefixes),
        *(SH.namespace, VOID.property),
    ],
    ids=str,
)
def test_a_description_that_lacks_something_has_not(bridges: Told, predicate: NamedNode) -> None:
    lacking = [fact for fact in described(bridges) if fact[1] != predicate]
    assert validate(lacking, shapes()) != []


def test_no_feature_is_claimed_that_is_not_there(peru: Told) -> None:
    assert peru.rows("SELECT ?f WHERE { ?s sd:feature ?f }") == [(SD.UnionDefaultGraph.value,)]
    named, default = (
        peru.number(f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ SELECT DISTINCT ?s ?p ?o WHERE {{ {pattern} }} }} }}")
        for pattern in ("GRAPH ?g { ?s ?p ?o }", "?s ?p ?o")
    )
    assert named == default, "the default graph is the union of the named ones"


def test_the_title_and_licence_are_the_projects(peru: Told) -> None:
    project = peru.dataset.project
    facts = set(described(peru))
    dataset = NamedNode(f"{project.base}dataset/{peru.dataset.version}")
    assert project.licence
    for predicate, value in (
        ("title", Literal(project.title.es, language="es")),
        ("description", Literal(project.description.en, language="en")),
        ("license", NamedNode(project.licence.url)),
    ):
        assert (dataset, NamedNode(f"http://purl.org/dc/terms/{predicate}"), value) in facts
    assert (dataset, DCAT.version, Literal(peru.dataset.version)) in facts
