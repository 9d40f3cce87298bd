"""The saved queries as examples, and what editors ask of a description."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.describe.conftest import PREFIXES, Told, tell

from llika.dataset import build
from llika.evidence import DEFAULT
from llika.project import Project
from llika.saved import load_all
from llika.sparql import check
from llika.terms import SH, XSD

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
