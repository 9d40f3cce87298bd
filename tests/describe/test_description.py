"""What a service says of itself: true figures, examples that run, and the form that the specifications ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from llika.adapters.pyshacl import validate
from llika.dataset import Dataset, Inference, build
from llika.describe import Description
from llika.describe.vocabulary import DCAT, SD, VOID
from llika.evidence import DEFAULT, STRATA, Basis
from llika.project import Project
from llika.saved import load_all
from llika.sparql import check
from llika.store import EmbeddedStore
from llika.terms import OWL, RDF, RDFS, SH, XSD, Fact, Literal, NamedNode
from llika.turtle import read

HERE = Path(__file__).resolve().parent
PROJECTS = HERE.parent / "projects"
HOME = "https://data.example/app"
PREFIXES = """
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
"""
Row = tuple[str, ...]


class Told(NamedTuple):
    """A dataset in a store that was told of its description."""

    dataset: Dataset
    description: Description
    store: EmbeddedStore
    untold: EmbeddedStore

    def rows(self, query: str, basis: Basis = DEFAULT) -> list[Row]:
        """Return rows as texts; what is unbound is empty."""
        found = self.store.select(PREFIXES + query, basis).rows
        return [tuple("" if term is None else term.value for term in row.values()) for row in found]

    def data(self, query: str, basis: Basis = DEFAULT) -> list[Row]:
        """Return rows of a store that was not told; `#data` keeps ``?s`` from being the dataset itself."""
        itself = f"{self.dataset.project.base}dataset/{self.dataset.version}"
        return self._replace(store=self.untold).rows(query.replace("#data", f"FILTER(?s != <{itself}>)"), basis)

    def number(self, query: str, basis: Basis = DEFAULT) -> int:
        """Return the one number that a query finds."""
        [[value]] = self.rows(query, basis)
        return int(value)

    def graph(self, basis: Basis) -> str:
        """Return the merged graph of a basis as queries write it."""
        return str(self.dataset.project.graph_iri(f"basis/{basis.dataset}"))


def tell(dataset: Dataset) -> Told:
    """Put a dataset and its description in a store."""
    store = EmbeddedStore(dataset)
    description = Description.of(dataset, load_all(dataset.project), store)
    store.describe(description.everything(HOME))
    return Told(dataset, description, store, EmbeddedStore(dataset))


NUMBERS = """
<http://example.org/a> <http://example.org/size> 1 , 01 , 1.0 , 1.00 .
<http://example.org/b> <http://example.org/size> "007"^^<http://www.w3.org/2001/XMLSchema#int> .
<http://example.org/a> a <http://example.org/Thing> . _:c a <http://example.org/Thing> .
"""


@pytest.fixture(scope="module", params=["bundled", "garden", "bridges", "numbers"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Told:
    """Return each project told of itself; one writes numbers in several ways and has a thing without a name."""
    if request.param == "bundled":
        return tell(dataset)
    if request.param != "numbers":
        return tell(build(Project.open(PROJECTS / request.param)))
    root = tmp_path_factory.mktemp("numbers")
    (root / "ontology").mkdir()
    (root / "ontology" / "numbers.ttl").write_text(
        "<http://example.org/o> a <http://www.w3.org/2002/07/owl#Ontology> ." + NUMBERS, "utf-8"
    )
    return tell(build(Project.open(root)))


@pytest.fixture(scope="module")
def peru(dataset: Dataset) -> Told:
    """Return the bundled project told of itself."""
    return tell(dataset)


@pytest.fixture(scope="module")
def bridges() -> Told:
    """Return the small project of bridges told of itself."""
    return tell(build(Project.open(PROJECTS / "bridges")))


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


# Examples, and what editors ask

EDITOR_EXAMPLES = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?sq ?comment ?query
WHERE {
  ?sq a sh:SPARQLExecutable ;
    rdfs:comment ?comment ;
    sh:select|sh:ask|sh:construct|sh:describe ?query .
} ORDER BY ?sq"""
EDITOR_PREFIXES = """SELECT DISTINCT ?prefix ?namespace
WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix}
ORDER BY ?prefix"""
EDITOR_CLASSES = """SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype
WHERE {
  {
    ?cp void:class ?subjectClass ;
        void:propertyPartition ?pp .
    ?pp void:property ?prop .
    OPTIONAL {
        {
            ?pp  void:classPartition [ void:class ?objectClass ] .
        } UNION {
            ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] .
        }
    }
  } UNION {
    ?ls void:subjectsTarget [ void:class ?subjectClass ] ;
        void:linkPredicate ?prop ;
        void:objectsTarget [ void:class ?objectClass ] .
  }
}"""
EDITOR_USES = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?graph ?graphLabel ?subjectClass ?prop ?objectClass ?objectDatatype
?triples ?subjectClassLabel ?objectClassLabel ?subjectClassComment ?objectClassComment ?propLabel ?propComment
WHERE {
      {
        OPTIONAL {
          ?graph sd:graph ?graphDesc .
          OPTIONAL { ?graph rdfs:label ?graphLabel }
          ?graphDesc void:classPartition ?cp .
        }
        ?cp void:class ?subjectClass ;
          void:propertyPartition ?pp .
        OPTIONAL { ?subjectClass rdfs:label ?subjectClassLabel }
        OPTIONAL { ?subjectClass rdfs:comment ?subjectClassComment }

        ?pp void:property ?prop .
        OPTIONAL { ?pp void:triples ?triples }
        OPTIONAL { ?prop rdfs:label ?propLabel }
        OPTIONAL { ?prop rdfs:comment ?propComment }
        OPTIONAL {
          {
            ?pp  void:classPartition [ void:class ?objectClass ] .
            OPTIONAL { ?objectClass rdfs:label ?objectClassLabel }
            OPTIONAL { ?objectClass rdfs:comment ?objectClassComment }
          } UNION {
            ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] .
          }
        }
      } UNION {
        ?linkset void:subjectsTarget [ void:class ?subjectClass ] ;
          void:linkPredicate ?prop ;
          void:objectsTarget [ void:class ?objectClass ] .
      }
} ORDER BY ?subjectClass ?objectClass ?objectDatatype ?graph ?triples"""
ASKED: Mapping[str, str] = {
    "examples": EDITOR_EXAMPLES,
    "prefixes": EDITOR_PREFIXES,
    "classes": EDITOR_CLASSES,
    "uses": EDITOR_USES,
}
"""What the SPARQL editor of the Swiss Institute of Bioinformatics sends to an endpoint, word for word."""
N = "https://w3id.org/llika/ontology#"


@pytest.mark.parametrize("name", ASKED)
def test_what_editors_ask_finds_something(peru: Told, name: str) -> None:
    check(PREFIXES + ASKED[name])
    assert peru.rows(ASKED[name])


def test_an_editor_learns_which_classes_a_property_connects(peru: Told) -> None:
    found = peru.rows(EDITOR_CLASSES)
    assert (f"{N}Network", f"{N}performsFunction", f"{N}NetworkFunction", "") in found
    assert (f"{N}Observation", f"{N}value", "", XSD.decimal.value) in found


def test_an_editor_gets_the_projects_prefixes(told: Told) -> None:
    assert set(told.rows(EDITOR_PREFIXES)) >= {(key, str(stem)) for key, stem in told.dataset.project.prefixes.items()}


def test_every_saved_query_is_an_example_in_both_languages_that_finds_something(peru: Told) -> None:
    found = peru.rows(EDITOR_EXAMPLES)
    queries = load_all(peru.dataset.project)
    base = f"{peru.dataset.project.base}queries/"
    assert sorted({row[0] for row in found}) == [f"{base}{name}" for name in queries]
    assert {row[1] for row in found} == {text for query in queries.values() for text in query.summary}
    for _, _, text in found:
        assert not text.startswith("#+")
        assert peru.store.select(text, DEFAULT).rows, text


def test_an_example_without_tests_takes_the_values_that_are_listed(tmp_path: Path) -> None:
    queries = {
        "listed": "#+ enumerate: [{kind: [one, two]}]\nSELECT ?x { BIND(?_kind AS ?x) }",
        "preset": "#+ defaults: [{kind: three}]\nSELECT ?x { BIND(?_kind AS ?x) }",
        "open": "ASK { FILTER(?__kind = 1) }",
        "graph": "CONSTRUCT WHERE { ?s ?p ?o }",
        "told": "DESCRIBE <http://example.org/a>",
        "unknown": "SELECT ?x { BIND(?_kind AS ?x) }",
        "wrong": "#+ tests: [{parameters: {kind: nothing}, rows: 1}]\nSELECT ?x { BIND(?_kind_integer AS ?x) }",
    }
    (tmp_path / "queries").mkdir()
    for name, text in queries.items():
        (tmp_path / "queries" / f"{name}.rq").write_text(text, "utf-8")
    told = tell(build(Project.open(tmp_path)))
    found = {example.name: example.text for example in told.description.examples}
    assert sorted(found) == ["graph", "listed", "open", "preset", "told"]
    assert '"one"' in found["listed"]
    assert '"three"' in found["preset"]
    kinds = told.rows(
        "SELECT ?q ?kind WHERE { ?q a sh:SPARQLExecutable OPTIONAL { ?q a ?kind "
        "FILTER(?kind != sh:SPARQLExecutable) } }"
    )
    assert {(q.rpartition("/")[2], kind.removeprefix(SH)) for q, kind in kinds} == {
        ("graph", "SPARQLConstructExecutable"),
        ("listed", "SPARQLSelectExecutable"),
        ("open", "SPARQLAskExecutable"),
        ("preset", "SPARQLSelectExecutable"),
        ("told", ""),
    }


def test_a_member_of_each_collection_is_shown(peru: Told) -> None:
    shown = {row[0] for row in peru.rows("SELECT ?x WHERE { ?d void:exampleResource ?x }")}
    for collection in peru.dataset.project.collections.values():
        members = {row[0] for row in peru.rows(f"SELECT ?x WHERE {{ ?x a {collection.member} }}")}
        assert len(shown & members) >= 1


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
