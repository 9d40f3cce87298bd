"""Terms and facts in words, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Literal

from llika.evidence import Basis
from llika.explain import Explainer, Labels
from llika.explain.labels import polish
from llika.explain.standard import STANDARD
from llika.terms import OWL, RDF, RDFS, SKOS, XSD, BlankNode, Fact, NamedNode, Namespace, Term, Text

FactsOf = Callable[[str], list[Fact]]
T = Namespace("https://example.org/b/ontology#")
I = Namespace("https://example.org/b/id/")  # noqa: E741 - as the prefix in the tests

TURTLE = """
:Bridge a owl:Class ; rdfs:label "bridge"@en , "puente"@es ; skos:definition "A way over water."@en , "Un paso."@es .
:Arch a owl:Class ; rdfs:label "arch"@en , "arco"@es .
:madeOf a owl:ObjectProperty ; rdfs:label "made of"@en , "hecho de"@es .
:stone skos:prefLabel "stone"@en-GB , "piedra"@es-PE .
:plain rdfs:label "plain" .
:french rdfs:label "pont"@fr .
:twice rdfs:label "z"@en , "a"@en .
:known a owl:DatatypeProperty ; rdfs:label "is known"@en , "se conoce"@es ; rdfs:comment "Whether."@en .
"""
CLASSES = {
    "[ owl:onProperty :madeOf ; owl:hasValue :stone ]": (
        "something that “made of: stone”",
        "algo que «hecho de: piedra»",
    ),
    "[ owl:onProperty :madeOf ; owl:someValuesFrom :Arch ]": (
        "something that “made of” arch",
        "algo que «hecho de» arco",
    ),
    "[ owl:onProperty :madeOf ; owl:maxCardinality 1 ]": (
        "something that limits “made of”",
        "algo que limita «hecho de»",
    ),
    "[ owl:intersectionOf ( :Bridge :Arch ) ]": ("bridge and arch", "puente y arco"),
    "[ owl:intersectionOf ( :Bridge [ owl:onProperty :madeOf ; owl:hasValue :stone ] ) ]": (
        "bridge that “made of: stone”",
        "puente que «hecho de: piedra»",
    ),
    """[ owl:intersectionOf (
        [ owl:onProperty :madeOf ; owl:someValuesFrom :Arch ] :Bridge [ owl:onProperty :madeOf ; owl:hasValue :stone ]
    ) ]""": (
        "bridge that “made of” arch and that “made of: stone”",
        "puente que «hecho de» arco y que «hecho de: piedra»",
    ),
    "[ owl:intersectionOf ( [ owl:onProperty :madeOf ; owl:hasValue :stone ] [ owl:onProperty :known ] ) ]": (
        "something that “made of: stone” and something that limits “is known”",
        "algo que «hecho de: piedra» y algo que limita «se conoce»",
    ),
    "[ owl:unionOf ( :Bridge :Arch ) ]": ("bridge or arch", "puente o arco"),
    "[ owl:intersectionOf ( :Bridge [ owl:unionOf ( :Arch :plain ) ] ) ]": (
        "bridge and arch or plain",
        "puente y arco o plain",
    ),
    "[ owl:complementOf :Bridge ]": ("anything", "cosa alguna"),
}


@pytest.fixture
def labels(facts_of: FactsOf) -> Labels:
    return Labels(facts_of(TURTLE), {"": T, "i": I})


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (T.Bridge, ("bridge", "puente")),
        (T.stone, ("stone", "piedra")),
        (T.plain, ("plain", "plain")),
        (T.french, ("pont", "pont")),
        (T.twice, ("a", "a")),
        (I.term("no-label"), ("no-label", "no-label")),
        (NamedNode("https://example.org/"), ("https://example.org/",) * 2),
        (Literal("1731"), ("1731", "1731")),
        (Literal("true", datatype=XSD.boolean), ("yes", "sí")),
        (Literal("false", datatype=XSD.boolean), ("no", "no")),
        (Literal("true"), ("true", "true")),
        (Literal("1", datatype=XSD.boolean), ("1", "1")),
        (BlankNode("nowhere"), ("anything", "cosa alguna")),
    ],
    ids=str,
)
def test_a_term_is_called_by_its_label_or_by_what_comes_nearest(
    labels: Labels, term: Term, text: tuple[str, str]
) -> None:
    assert labels.of(term) == text


@pytest.mark.parametrize(("turtle", "text"), CLASSES.items(), ids=CLASSES.keys())
def test_an_unnamed_class_is_said_in_words(facts_of: FactsOf, turtle: str, text: tuple[str, str]) -> None:
    facts = facts_of(f"{TURTLE} :This owl:equivalentClass {turtle} .")
    node = next(o for s, p, o in facts if p == OWL.equivalentClass)
    assert Labels(facts).of(node) == text


def test_a_list_that_runs_in_a_circle_is_said_once(facts_of: FactsOf) -> None:
    facts = facts_of("_:c owl:unionOf _:l . _:l rdf:first :Bridge ; rdf:rest _:l . :This owl:equivalentClass _:c .")
    node = next(o for s, p, o in facts if p == OWL.equivalentClass)
    assert Labels(facts).of(node).en == "Bridge"


def test_a_fact_is_a_short_sentence(labels: Labels) -> None:
    assert labels.sentence((I.old, RDF.type, T.Bridge)) == ("old is a bridge", "old es puente")
    assert labels.sentence((I.old, T.madeOf, T.stone)) == ("old — made of: stone", "old — hecho de: piedra")
    known: Fact = (I.old, T.known, Literal("true", datatype=XSD.boolean))
    assert labels.sentence(known) == ("old — is known: yes", "old — se conoce: sí")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("arch", "an arch"),
        ("bridge", "a bridge"),
        ("agency network", "an agency network"),
        ("university", "a university"),
    ],
)
def test_an_article_fits_what_follows(facts_of: FactsOf, kind: str, said: str) -> None:
    labels = Labels(facts_of(f':Kind rdfs:label "{kind}"@en .'))
    assert labels.sentence((I.old, RDF.type, T.Kind)).en == f"old is {said}"


@pytest.mark.parametrize(
    ("text", "polished"),
    [
        ("is a something that sings", "is something that sings"),
        ("every something that sings", "whatever sings"),
        ("a someone", "a someone"),
        ("cinema something", "cinema something"),
    ],
)
def test_english_is_polished(text: str, polished: str) -> None:
    assert polish(Text(text, "")).en == polished


def test_spanish_is_polished() -> None:
    assert polish(Text("", "todo lo que es algo que canta")).es == "todo lo que canta"


def test_rules_name_properties_in_quotation_marks(labels: Labels) -> None:
    assert labels.in_rules(T.madeOf) == ("“made of”", "«hecho de»")
    assert labels.in_rules(T.known) == ("“is known”", "«se conoce»")
    assert labels.in_rules(T.Bridge) == ("bridge", "puente")


def test_definitions_come_in_both_languages_or_not_at_all(labels: Labels) -> None:
    assert labels.definition(T.Bridge) == ("A way over water.", "Un paso.")
    assert labels.definition(T.known) == ("Whether.", "Whether.")
    assert labels.definition(T.Arch) is None


def test_the_short_name_is_a_curie_or_the_value(labels: Labels) -> None:
    assert labels.short(T.Bridge) == ":Bridge"
    assert labels.short(I.old) == "i:old"
    assert labels.short(Literal("3")) == "3"


def test_a_label_is_told_though_it_is_the_name_too(labels: Labels) -> None:
    assert labels.own(T.plain) == Text("plain", "plain")
    assert labels.own(T.unheard) is None


def test_terms_of_the_standards_have_labels_in_both_languages_and_a_project_may_give_others(facts_of: FactsOf) -> None:
    labels = Labels(facts_of('skos:altLabel rdfs:label "alternative label"@en .'))
    assert labels.shown(SKOS.altLabel) == {"en": "alternative label", "es": "otro nombre"}
    assert labels.own(RDFS.label) == Text("name", "nombre")


def test_every_term_of_the_standards_is_called_in_two_languages() -> None:
    assert all(words.en and words.es for words in STANDARD.values())


def test_what_states_and_classifies_in_the_bundled_project_is_called_in_both_languages(explainer: Explainer) -> None:
    labels = explainer.labels
    merged = explainer.dataset.merged(Basis.CONTEXT).facts
    used = {predicate for _, predicate, _ in merged} | {o for _, p, o in merged if p == RDF.type}
    foreign = {one for one in used if isinstance(one, NamedNode) and labels.shown(one).get("only")}
    assert foreign == set()
