"""Functional syntax and OWL/XML, against the Turtle that the mapping to RDF makes of each construct."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from llika.errors import SyntaxFault
from llika.terms import OWL, RDF
from llika.turtle import Document, format_facts, read_foreign, read_text
from llika.turtle.owl.graph import EXPRESSIONS
from llika.turtle.owl.mapping import AXIOMS

SAVED = Path(__file__).parent / "saved"
FUNCTIONAL = "Prefix(:=<http://example.org/>)\nOntology(<http://example.org/>\n{}\n)"
XML = """<?xml version="1.0"?>
<!DOCTYPE Ontology [ <!ENTITY ex "http://example.org/"> ]>
<Ontology xmlns="http://www.w3.org/2002/07/owl#" xml:base="http://example.org/x" ontologyIRI="http://example.org/">
<Prefix name="" IRI="http://example.org/"/>
{}
</Ontology>"""
TURTLE = """@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<http://example.org/> a owl:Ontology .
"""
RESTRICTIONS = {
    "ObjectSomeValuesFrom(:p :B)": "owl:onProperty :p ; owl:someValuesFrom :B",
    "ObjectAllValuesFrom(ObjectInverseOf(:p) :B)": "owl:onProperty [ owl:inverseOf :p ] ; owl:allValuesFrom :B",
    "ObjectHasValue(:p :i)": "owl:onProperty :p ; owl:hasValue :i",
    "ObjectHasSelf(:p)": "owl:onProperty :p ; owl:hasSelf true",
    "ObjectMinCardinality(2 :p)": 'owl:onProperty :p ; owl:minCardinality "2"^^xsd:nonNegativeInteger',
    "ObjectMaxCardinality(2 :p :B)": (
        'owl:onProperty :p ; owl:maxQualifiedCardinality "2"^^xsd:nonNegativeInteger ; owl:onClass :B'
    ),
    "ObjectExactCardinality(0 :p)": 'owl:onProperty :p ; owl:cardinality "0"^^xsd:nonNegativeInteger',
    "ObjectExactCardinality(1 :p :B)": (
        'owl:onProperty :p ; owl:qualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onClass :B'
    ),
    "DataSomeValuesFrom(:d xsd:string)": "owl:onProperty :d ; owl:someValuesFrom xsd:string",
    "DataAllValuesFrom(:d :e :D)": "owl:onProperties ( :d :e ) ; owl:allValuesFrom :D",
    'DataHasValue(:d "x"@en-GB)': 'owl:onProperty :d ; owl:hasValue "x"@en-gb',
    "DataMinCardinality(1 :d)": 'owl:onProperty :d ; owl:minCardinality "1"^^xsd:nonNegativeInteger',
    "DataMaxCardinality(1 :d xsd:string)": (
        'owl:onProperty :d ; owl:maxQualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onDataRange xsd:string'
    ),
    "DataExactCardinality(3 :d)": 'owl:onProperty :d ; owl:cardinality "3"^^xsd:nonNegativeInteger',
}
CLASSES = {
    "ObjectIntersectionOf(:B :C)": "owl:intersectionOf ( :B :C )",
    "ObjectUnionOf(:B ObjectComplementOf(:C))": "owl:unionOf ( :B [ a owl:Class ; owl:complementOf :C ] )",
    "ObjectOneOf(:i _:x)": "owl:oneOf ( :i [] )",
}
RANGES = {
    "DataIntersectionOf(:D :E)": "owl:intersectionOf ( :D :E )",
    "DataUnionOf(:D :E)": "owl:unionOf ( :D :E )",
    "DataComplementOf(:D)": "owl:datatypeComplementOf :D",
    'DataOneOf("1.50"^^xsd:decimal "a \\"b\\" \\\\")': 'owl:oneOf ( 1.50 "a \\"b\\" \\\\" )',
    'DatatypeRestriction(xsd:integer xsd:minInclusive "1"^^xsd:integer xsd:maxExclusive "9"^^xsd:integer)': (
        "owl:onDatatype xsd:integer ; owl:withRestrictions ( [ xsd:minInclusive 1 ] [ xsd:maxExclusive 9 ] )"
    ),
}
WHY = "a owl:Axiom ; owl:annotatedSource :A ; owl:annotatedProperty"
FORMS = (
    ("SubClassOf", ":A rdfs:subClassOf [ a owl:Restriction ; {} ] .", RESTRICTIONS),
    ("SubClassOf", ":A rdfs:subClassOf [ a owl:Class ; {} ] .", CLASSES),
    ("DatatypeDefinition", ":A owl:equivalentClass [ a rdfs:Datatype ; {} ] .", RANGES),
)
CASES = {
    **{f"{axiom}(:A {text})": form.format(rdf) for axiom, form, texts in FORMS for text, rdf in texts.items()},
    "Declaration(Class(:A)) Declaration(Datatype(:D)) Declaration(NamedIndividual(:i))": (
        ":A a owl:Class . :D a rdfs:Datatype . :i a owl:NamedIndividual ."
    ),
    "Declaration(ObjectProperty(:p)) Declaration(DataProperty(:d)) Declaration(AnnotationProperty(:n))": (
        ":p a owl:ObjectProperty . :d a owl:DatatypeProperty . :n a owl:AnnotationProperty ."
    ),
    "EquivalentClasses(:A :B :C)": ":A owl:equivalentClass :B . :B owl:equivalentClass :C .",
    "DisjointClasses(:A :B)": ":A owl:disjointWith :B .",
    "DisjointClasses(:A :B :C)": "[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) .",
    "DisjointUnion(:A :B :C)": ":A owl:disjointUnionOf ( :B :C ) .",
    "SubObjectPropertyOf(:p :q)": ":p rdfs:subPropertyOf :q .",
    "SubObjectPropertyOf(ObjectPropertyChain(:p ObjectInverseOf(:q) :p) :r)": (
        ":r owl:propertyChainAxiom ( :p [ owl:inverseOf :q ] :p ) ."
    ),
    "EquivalentObjectProperties(:p :q)": ":p owl:equivalentProperty :q .",
    "DisjointObjectProperties(:p :q)": ":p owl:propertyDisjointWith :q .",
    "DisjointObjectProperties(:p :q :r)": "[] a owl:AllDisjointProperties ; owl:members ( :p :q :r ) .",
    "ObjectPropertyDomain(:p :A) ObjectPropertyRange(:p :B)": ":p rdfs:domain :A ; rdfs:range :B .",
    "InverseObjectProperties(:p :q)": ":p owl:inverseOf :q .",
    "FunctionalObjectProperty(:p) InverseFunctionalObjectProperty(:p) ReflexiveObjectProperty(:p)": (
        ":p a owl:FunctionalProperty , owl:InverseFunctionalProperty , owl:ReflexiveProperty ."
    ),
    "IrreflexiveObjectProperty(:p) SymmetricObjectProperty(:p) AsymmetricObjectProperty(:p)": (
        ":p a owl:IrreflexiveProperty , owl:SymmetricProperty , owl:AsymmetricProperty ."
    ),
    "TransitiveObjectProperty(ObjectInverseOf(:p))": "[ owl:inverseOf :p ] a owl:TransitiveProperty .",
    "SubDataPropertyOf(:d :e) EquivalentDataProperties(:d :e) FunctionalDataProperty(:d)": (
        ":d rdfs:subPropertyOf :e ; owl:equivalentProperty :e ; a owl:FunctionalProperty ."
    ),
    "DisjointDataProperties(:d :e :f)": "[] a owl:AllDisjointProperties ; owl:members ( :d :e :f ) .",
    "DataPropertyDomain(:d :A) DataPropertyRange(:d :D)": ":d rdfs:domain :A ; rdfs:range :D .",
    "HasKey(:A (ObjectInverseOf(:p)) (:d))": ":A owl:hasKey ( [ owl:inverseOf :p ] :d ) .",
    "HasKey(:A () (:d))": ":A owl:hasKey ( :d ) .",
    "SameIndividual(:i :j :k)": ":i owl:sameAs :j . :j owl:sameAs :k .",
    "DifferentIndividuals(:i :j)": ":i owl:differentFrom :j .",
    "DifferentIndividuals(:i :j :k)": "[] a owl:AllDifferent ; owl:members ( :i :j :k ) .",
    "ClassAssertion(:A _:x) ObjectPropertyAssertion(:p _:x :i)": "[] a :A ; :p :i .",
    "ObjectPropertyAssertion(ObjectInverseOf(:p) :i :j)": ":j :p :i .",
    'DataPropertyAssertion(:d :i "007"^^xsd:integer)': ":i :d 007 .",
    "NegativeObjectPropertyAssertion(:p :i :j)": (
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :i ;"
        " owl:assertionProperty :p ; owl:targetIndividual :j ."
    ),
    'NegativeDataPropertyAssertion(:d :i "5"^^xsd:integer)': (
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :i ; owl:assertionProperty :d ; owl:targetValue 5 ."
    ),
    'AnnotationAssertion(rdfs:label :A "x@es"^^rdf:PlainLiteral)': ':A rdfs:label "x"@es .',
    "SubAnnotationPropertyOf(:n rdfs:label) AnnotationPropertyDomain(:n :A) AnnotationPropertyRange(:n xsd:string)": (
        ":n rdfs:subPropertyOf rdfs:label ; rdfs:domain :A ; rdfs:range xsd:string ."
    ),
    'SubClassOf(Annotation(:n "why") Annotation(:m :A) :A :B)': (
        f':A rdfs:subClassOf :B . [] {WHY} rdfs:subClassOf ; owl:annotatedTarget :B ; :n "why" ; :m :A .'
    ),
    'EquivalentClasses(Annotation(:n "why") :A :B)': (
        f':A owl:equivalentClass :B . [] {WHY} owl:equivalentClass ; owl:annotatedTarget :B ; :n "why" .'
    ),
    'DisjointClasses(Annotation(:n "why") :A :B :C)': (
        '[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) ; :n "why" .'
    ),
    'AnnotationAssertion(Annotation(Annotation(:m "deep") :n "why") rdfs:label :A "x")': (
        f':A rdfs:label "x" . _:a {WHY} rdfs:label ; owl:annotatedTarget "x" ; :n "why" .'
        "[] a owl:Annotation ; owl:annotatedSource _:a ; owl:annotatedProperty :n ;"
        ' owl:annotatedTarget "why" ; :m "deep" .'
    ),
    "SubClassOf(:A ObjectComplementOf(:B)) SubClassOf(:A ObjectComplementOf(:B))": (
        ":A rdfs:subClassOf [ a owl:Class ; owl:complementOf :B ] ."
    ),
    'Import(<http://example.org/y>) Annotation(rdfs:label "the \n# whole") # Class(:none)': (
        '<http://example.org/> owl:imports <http://example.org/y> ; rdfs:label "the \\n# whole" .'
    ),
}
ELEMENTS = {
    '<Declaration><Class IRI="#A"/></Declaration>': "<http://example.org/x#A> a owl:Class .",
    '<SubClassOf xml:base="&ex;b/"><Class IRI="A"/><Class abbreviatedIRI=":B"/></SubClassOf>': (
        "<http://example.org/b/A> rdfs:subClassOf :B ."
    ),
    '<SubClassOf><Class IRI="&ex;A"/><ObjectMaxCardinality cardinality="2"><ObjectProperty IRI="p"/><Class IRI="B"/>'
    "</ObjectMaxCardinality></SubClassOf>": ":A rdfs:subClassOf [ a owl:Restriction ; "
    f"{RESTRICTIONS['ObjectMaxCardinality(2 :p :B)']} ] .",
    '<DataPropertyRange><DataProperty IRI="d"/><DatatypeRestriction><Datatype abbreviatedIRI="xsd:integer"/>'
    '<FacetRestriction facet="http://www.w3.org/2001/XMLSchema#minInclusive">'
    '<Literal datatypeIRI="http://www.w3.org/2001/XMLSchema#integer">1</Literal></FacetRestriction></DatatypeRestriction>'
    "</DataPropertyRange>": (
        ":d rdfs:range [ a rdfs:Datatype ; owl:onDatatype xsd:integer ;"
        " owl:withRestrictions ( [ xsd:minInclusive 1 ] ) ] ."
    ),
    '<HasKey><Class IRI="A"/><ObjectInverseOf><ObjectProperty IRI="p"/></ObjectInverseOf>'
    '<DataProperty IRI="d"/></HasKey>': (":A owl:hasKey ( [ owl:inverseOf :p ] :d ) ."),
    '<AnnotationAssertion><AnnotationProperty abbreviatedIRI="rdfs:label"/><AbbreviatedIRI>:A</AbbreviatedIRI>'
    '<Literal xml:lang="es" datatypeIRI="http://www.w3.org/1999/02/22-rdf-syntax-ns#PlainLiteral"> á &lt; </Literal>'
    "</AnnotationAssertion>": ':A rdfs:label " á < "@es .',
    '<ClassAssertion><Class IRI="A"/><AnonymousIndividual nodeID="_:x"/></ClassAssertion>'
    '<ObjectPropertyAssertion><ObjectProperty IRI="p"/><AnonymousIndividual nodeID="_:x"/><NamedIndividual IRI="i"/>'
    "</ObjectPropertyAssertion>": "[] a :A ; :p :i .",
    '<Import>y</Import><Annotation><AnnotationProperty IRI="n"/><IRI> y </IRI></Annotation>': (
        "<http://example.org/> owl:imports :y ; :n :y ."
    ),
}


def written(document: Document) -> str:
    return format_facts(document.facts, {})


@pytest.mark.parametrize("text", CASES)
def test_a_construct_is_mapped_to_rdf_as_the_standard_says(text: str) -> None:
    document = read_foreign(FUNCTIONAL.format(text), file="a.ofn")
    assert written(document) == written(read_text(TURTLE + CASES[text], file="a.ttl"))


def test_no_constructor_is_without_a_case() -> None:
    used = {name for text in CASES for name in re.findall(r"(\w+)\(", text)}
    assert used >= AXIOMS.keys() | EXPRESSIONS.keys()


@pytest.mark.parametrize("text", ELEMENTS)
def test_an_element_says_what_its_constructor_says(text: str) -> None:
    document = read_foreign(XML.format(text), file="a.owx")
    assert written(document) == written(read_text(TURTLE + ELEMENTS[text], file="a.ttl"))


def test_names_are_joined_to_the_base_as_the_author_of_the_file_does() -> None:
    text = XML.format('<SubClassOf><Class IRI="/A"/><Class IRI="2#B"/></SubClassOf>')
    by_the_standard = "<http://example.org/A> rdfs:subClassOf <http://example.org/2#B> ."
    by_the_owl_api = "<http://example.org/x/A> rdfs:subClassOf <http://example.org/x2#B> ."
    banner = "\n<!-- Generated by the OWL API (version 5.1.20) https://github.com/owlcs/owlapi/ -->"
    for owl_xml, turtle in ((text, by_the_standard), (text + banner, by_the_owl_api)):
        assert written(read_foreign(owl_xml, file="a")) == written(read_text(TURTLE + turtle, file="a"))


def test_an_ontology_has_a_version_or_no_name_at_all() -> None:
    facts = read_foreign("Ontology(<http://example.org/> <http://example.org/1>)", file="a").facts
    assert [str(term) for term in facts[1]][1:] == [str(OWL.versionIRI), "<http://example.org/1>"]
    [nameless] = read_foreign("Prefix(:=<http://example.org/>)Ontology()", file="a").facts
    assert nameless[1:] == (RDF.type, OWL.Ontology)


def fault(text: str) -> SyntaxFault:
    with pytest.raises(SyntaxFault) as caught:
        read_foreign(text, file="a")
    return caught.value


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("SubClassOf(:A)", "owl-syntax", 1),
        ("SubClassOf(:A :B :C)", "owl-syntax", 1),
        ('SubClassOf(:A "B")', "owl-syntax", 1),
        ("SubClassOf(:A ObjectSomeValuesFrom(:p DataComplementOf(:D)))", "owl-syntax", 15),
        ("SubClassOf(:A ObjectSome(:p :B))", "owl-syntax", 15),
        ("SubClassOf((:A) :B)", "owl-syntax", 12),
        ("ObjectUnionOf(:A :B)", "owl-syntax", 1),
        ("ObjectMinCardinality(-1 :p)", "owl-syntax", 22),
        ("Declaration(:A)", "owl-syntax", 1),
        ("Declaration(Class(:A :B))", "owl-syntax", 13),
        ("Annotation(:n)", "owl-syntax", 1),
        ("Import(:a :b)", "owl-syntax", 1),
        ("Declaration(Class(:A)) :B", "owl-syntax", 1),
        ('DataPropertyAssertion(:d :i "x"@en-123456789)', "owl-syntax", 29),
        ("Declaration(Class(<A>))", "owl-syntax", 19),
        ("Declaration(Class(no:A))", "unknown-prefix", 19),
        ("Ontology()", "owl-syntax", 1),
        ("Prefix(a:=<http://example.org/a>)", "owl-syntax", 1),
        (") Ontology(", "owl-syntax", 3),
        ("DLSafeRule(Body() Head())", "owl-syntax", 1),
    ],
)
def test_what_is_no_owl_is_a_fault_with_its_place(text: str, code: str, column: int) -> None:
    found = fault(FUNCTIONAL.format(text))
    assert (found.code, str(found.place)) == (code, f"a:3:{column}")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<SubClassOf><Class IRI="A"/></SubClassOf>', "owl-syntax"),
        ("<SubClassOf><Class/><Class/></SubClassOf>", "owl-syntax"),
        ("<Klass/>", "owl-syntax"),
        ('<Declaration xmlns="http://example.org/"/>', "owl-syntax"),
        ("<Ontology/>", "owl-syntax"),
        ("Declaration", "owl-syntax"),
        ("<Declaration>", "owl-syntax"),
        ('<SubClassOf><Class IRI="A"/><ObjectMinCardinality cardinality="²"/></SubClassOf>', "owl-syntax"),
        ("<DLSafeRule><Body/><Head/></DLSafeRule>", "owl-syntax"),
        ('<Declaration><Class abbreviatedIRI="no:A"/></Declaration>', "unknown-prefix"),
        ('<Prefix name="a"/>', "owl-syntax"),
    ],
)
def test_an_element_that_is_no_owl_is_a_fault(text: str, code: str) -> None:
    found = fault(XML.format(text))
    assert found.code == code
    assert found.place is not None
    assert found.place.line in {3, 5, 6}


def test_rules_are_refused_with_advice_of_their_own() -> None:
    assert "SWRL" in fault(FUNCTIONAL.format("DLSafeRule(Body() Head())")).hint.es


@pytest.mark.parametrize("suffix", ["ofn", "owx"])
def test_a_file_that_breaks_off_is_never_taken_for_a_whole_one(suffix: str) -> None:
    text = (SAVED / f"terms.{suffix}").read_text("utf-8")
    lines = text[: text.rindex("</Ontology>" if suffix == "owx" else ")") + 1].splitlines()
    start = next(number for number, line in enumerate(lines, 1) if "Ontology" in line)
    for count in range(start, len(lines)):
        found = fault("\n".join(lines[:count]))
        assert found.code == "owl-syntax"
        assert found.place is not None
        assert found.place.line is not None
        assert found.place.line <= count


@pytest.mark.parametrize("template", [FUNCTIONAL, XML])
def test_constructors_nested_without_end_are_refused(template: str) -> None:
    name = "ObjectComplementOf"
    opened, closed = (f"{name}(", ")") if template == FUNCTIONAL else (f"<{name}>", f"</{name}>")
    assert fault(template.format(opened * 5000 + closed * 5000)).code == "nested-too-deep"


def test_entities_that_could_grow_or_lie_elsewhere_are_refused() -> None:
    start = '<Ontology xmlns="http://www.w3.org/2002/07/owl#">&b;</Ontology>'
    assert fault(f'<!DOCTYPE Ontology [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>{start}').code == "entity-nested"
    assert fault(f'<!DOCTYPE Ontology SYSTEM "b.dtd">{start}').code == "owl-syntax"
