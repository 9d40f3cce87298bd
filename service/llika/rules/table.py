"""The rules of OWL 2 RL/RDF, as data.

Source: W3C OWL 2 Web Ontology Language Profiles (Second Edition), section 4.3, tables 4 to 9; names, order and grouping
are the recommendation's. Where its wording leaves a choice:

* Cardinalities and literals are compared by value: ``"1"^^xsd:integer`` counts as well as ``xsd:nonNegativeInteger``.
* ``eq-ref``, ``dt-type2`` and ``dt-eq`` hold for every term: they are answered on demand, and stored only as far as
  other rules read them: where facts speak of ``owl:sameAs`` itself, where a rule asks for the members of a datatype,
  where a thing with a name is the same as a literal. A literal that does nothing but state a
  cardinality is not rewritten into other spellings.
* ``dt-diff`` would relate every literal to every other, and only ``eq-diff1`` reads that: the two are one rule here.
* A literal that is not in the lexical space of its own datatype is reported under ``dt-not-type``.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..terms import RDF, RDFS, Text
from .datatypes import DATATYPES
from .rule import Rule, parse_rules

_EQUALITY = """
eq-ref | => ?x owl:sameAs ?x
  en everything is the same as itself
  es todo es igual a sí mismo

eq-sym | ?x owl:sameAs ?y => ?y owl:sameAs ?x
  en {x} and {y} are the same
  es {x} y {y} son lo mismo

eq-trans | ?x owl:sameAs ?y ; ?y owl:sameAs ?z => ?x owl:sameAs ?z
  en {x} and {z} are both the same as {y}
  es {x} y {z} son lo mismo que {y}

eq-rep-s | ?x owl:sameAs ?y ; ?x ?p ?z => ?y ?p ?z
  en {x} and {y} are the same, and this is said of {x}
  es {x} y {y} son lo mismo, y esto se dice de {x}

eq-rep-p | ?p owl:sameAs ?q ; ?x ?p ?y => ?x ?q ?y
  en {p} and {q} are the same relation
  es {p} y {q} son la misma relación

eq-rep-o | ?y owl:sameAs ?z ; ?x ?p ?y => ?x ?p ?z
  en {y} and {z} are the same, and this is said with {y}
  es {y} y {z} son lo mismo, y esto se dice con {y}

eq-diff1 | ?x owl:differentFrom ?y ; ?x owl:sameAs ?y => false
  en {x} and {y} are stated to be different and are also the same
  es se afirma que {x} y {y} son cosas distintas, y son lo mismo

eq-diff2 | ?n owl:members (?m) ; ?n a owl:AllDifferent ; ?m_i owl:sameAs ?m_j => false
  en {m_i} and {m_j} are among things that are all different and are also the same
  es {m_i} y {m_j} están entre cosas que son todas distintas y también son lo mismo

eq-diff3 | ?n owl:distinctMembers (?m) ; ?n a owl:AllDifferent ; ?m_i owl:sameAs ?m_j => false
  en {m_i} and {m_j} are among things that are all different and are also the same
  es {m_i} y {m_j} están entre cosas que son todas distintas y también son lo mismo
"""

_PROPERTIES = """
prp-ap | => rdfs:label a owl:AnnotationProperty ; rdfs:comment a owl:AnnotationProperty ; \
rdfs:seeAlso a owl:AnnotationProperty ; rdfs:isDefinedBy a owl:AnnotationProperty ; \
owl:deprecated a owl:AnnotationProperty ; owl:versionInfo a owl:AnnotationProperty ; \
owl:priorVersion a owl:AnnotationProperty ; owl:backwardCompatibleWith a owl:AnnotationProperty ; \
owl:incompatibleWith a owl:AnnotationProperty
  en it is an annotation property of OWL itself
  es es una propiedad de anotación del propio OWL

prp-dom | ?p rdfs:domain ?c ; ?x ?p ?y => ?x a ?c
  en whatever has {p} is a {c}
  es todo lo que tiene {p} es {c}

prp-rng | ?p rdfs:range ?c ; ?x ?p ?y => ?y a ?c
  en every value of {p} is a {c}
  es todo valor de {p} es {c}

prp-fp | ?p a owl:FunctionalProperty ; ?x ?p ?y ; ?x ?p ?z => ?y owl:sameAs ?z
  en {x} can have only one {p}, so {y} and {z} are the same
  es {x} solo puede tener un valor de {p}, así que {y} y {z} son lo mismo

prp-ifp | ?p a owl:InverseFunctionalProperty ; ?x ?p ?z ; ?y ?p ?z => ?x owl:sameAs ?y
  en only one thing can have {p} with the value {z}, so {x} and {y} are the same
  es solo una cosa puede tener {p} con el valor {z}, así que {x} y {y} son lo mismo

prp-irp | ?p a owl:IrreflexiveProperty ; ?x ?p ?x => false
  en nothing can have {p} to itself, and {x} has
  es nada puede tener {p} consigo mismo, y {x} lo tiene

prp-symp | ?p a owl:SymmetricProperty ; ?x ?p ?y => ?y ?p ?x
  en {p} holds in both directions
  es {p} vale en ambos sentidos

prp-asyp | ?p a owl:AsymmetricProperty ; ?x ?p ?y ; ?y ?p ?x => false
  en {p} can hold in one direction only, and holds in both between {x} and {y}
  es {p} solo puede valer en un sentido, y entre {x} y {y} vale en ambos

prp-trp | ?p a owl:TransitiveProperty ; ?x ?p ?y ; ?y ?p ?z => ?x ?p ?z
  en {p} carries over from one to the next, here through {y}
  es {p} se transmite de uno a otro, aquí a través de {y}

prp-spo1 | ?p rdfs:subPropertyOf ?q ; ?x ?p ?y => ?x ?q ?y
  en whatever has {p} also has {q}
  es lo que tiene {p} también tiene {q}

prp-spo2 | ?p owl:propertyChainAxiom (?m) ; all ?u_i ?m_i ?u_next => ?u_0 ?p ?u_n
  en this path of relations amounts to {p}
  es este camino de relaciones equivale a {p}

prp-eqp1 | ?p owl:equivalentProperty ?q ; ?x ?p ?y => ?x ?q ?y
  en {p} and {q} mean the same
  es {p} y {q} significan lo mismo

prp-eqp2 | ?p owl:equivalentProperty ?q ; ?x ?q ?y => ?x ?p ?y
  en {p} and {q} mean the same
  es {p} y {q} significan lo mismo

prp-pdw | ?p owl:propertyDisjointWith ?q ; ?x ?p ?y ; ?x ?q ?y => false
  en {p} and {q} exclude each other, and {x} has both with {y}
  es {p} y {q} se excluyen, y {x} tiene ambas con {y}

prp-adp | ?n owl:members (?m) ; ?n a owl:AllDisjointProperties ; ?x ?m_i ?y ; ?x ?m_j ?y => false
  en {m_i} and {m_j} exclude each other, and {x} has both with {y}
  es {m_i} y {m_j} se excluyen, y {x} tiene ambas con {y}

prp-inv1 | ?p owl:inverseOf ?q ; ?x ?p ?y => ?y ?q ?x
  en {q} is {p} read from the other end
  es {q} es {p} leída desde el otro extremo

prp-inv2 | ?p owl:inverseOf ?q ; ?x ?q ?y => ?y ?p ?x
  en {p} is {q} read from the other end
  es {p} es {q} leída desde el otro extremo

prp-key | ?c owl:hasKey (?m) ; ?x a ?c ; ?y a ?c ; all ?x ?m_i ?z_i ; all ?y ?m_i ?z_i => ?x owl:sameAs ?y
  en {x} and {y} agree in everything that identifies a {c}
  es {x} y {y} coinciden en todo lo que identifica a {c}

prp-npa1 | ?n owl:sourceIndividual ?x ; ?n owl:assertionProperty ?p ; ?n owl:targetIndividual ?y ; ?x ?p ?y => false
  en it is stated that {x} does not have {p} with {y}, and it has
  es se afirma que {x} no tiene {p} con {y}, y lo tiene

prp-npa2 | ?n owl:sourceIndividual ?x ; ?n owl:assertionProperty ?p ; ?n owl:targetValue ?y ; ?x ?p ?y => false
  en it is stated that {x} does not have {p} with the value {y}, and it has
  es se afirma que {x} no tiene {p} con el valor {y}, y lo tiene
"""

_CLASSES = """
cls-thing | => owl:Thing a owl:Class
  en it is a class of OWL itself
  es es una clase del propio OWL

cls-nothing1 | => owl:Nothing a owl:Class
  en it is a class of OWL itself
  es es una clase del propio OWL

cls-nothing2 | ?x a owl:Nothing => false
  en {x} is in a class that can have no members
  es {x} está en una clase que no puede tener miembros

cls-int1 | ?c owl:intersectionOf (?m) ; all ?x a ?m_i => ?x a ?c
  en {x} meets every part of what defines {c}
  es {x} cumple cada parte de lo que define a {c}

cls-int2 | ?c owl:intersectionOf (?m) ; ?x a ?c => ?x a ?m_i
  en being a {m_i} is part of what defines {c}
  es ser {m_i} es parte de lo que define a {c}

cls-uni | ?c owl:unionOf (?m) ; ?x a ?m_i => ?x a ?c
  en being a {m_i} is one of the ways of being a {c}
  es ser {m_i} es una de las maneras de ser {c}

cls-com | ?c owl:complementOf ?d ; ?x a ?c ; ?x a ?d => false
  en to be a {c} is not to be a {d}, and {x} is both
  es ser {c} es no ser {d}, y {x} es ambas cosas

cls-svf1 | ?c owl:someValuesFrom ?d ; ?c owl:onProperty ?p ; ?x ?p ?y ; ?y a ?d => ?x a ?c
  en whatever has {p} with some {d} is a {c}
  es todo lo que tiene {p} con algo que es {d} es {c}

cls-svf2 | ?c owl:someValuesFrom owl:Thing ; ?c owl:onProperty ?p ; ?x ?p ?y => ?x a ?c
  en whatever has {p} at all is a {c}
  es todo lo que tiene {p}, con lo que sea, es {c}

cls-avf | ?c owl:allValuesFrom ?d ; ?c owl:onProperty ?p ; ?x a ?c ; ?x ?p ?y => ?y a ?d
  en a {c} has {p} with {d} only
  es todo lo que es {c} tiene {p} solo con lo que es {d}

cls-hv1 | ?c owl:hasValue ?y ; ?c owl:onProperty ?p ; ?x a ?c => ?x ?p ?y
  en every {c} has {p} with {y}
  es todo lo que es {c} tiene {p} con {y}

cls-hv2 | ?c owl:hasValue ?y ; ?c owl:onProperty ?p ; ?x ?p ?y => ?x a ?c
  en whatever has {p} with {y} is a {c}
  es todo lo que tiene {p} con {y} es {c}

cls-maxc1 | ?c owl:maxCardinality ?n ; ?n value:equals 0 ; ?c owl:onProperty ?p ; ?x a ?c ; ?x ?p ?y => false
  en a {c} has no {p}, and {x} has one
  es lo que es {c} no tiene {p}, y {x} sí

cls-maxc2 | ?c owl:maxCardinality ?n ; ?n value:equals 1 ; ?c owl:onProperty ?p ; ?x a ?c ; ?x ?p ?y ; ?x ?p ?z \
=> ?y owl:sameAs ?z
  en a {c} has at most one {p}, so {y} and {z} are the same
  es lo que es {c} tiene a lo sumo un valor de {p}, así que {y} y {z} son lo mismo

cls-maxqc1 | ?c owl:maxQualifiedCardinality ?n ; ?n value:equals 0 ; ?c owl:onProperty ?p ; ?c owl:onClass ?d ; \
?x a ?c ; ?x ?p ?y ; ?y a ?d => false
  en a {c} has {p} with no {d}, and {x} has one
  es lo que es {c} no tiene {p} con nada que sea {d}, y {x} sí

cls-maxqc2 | ?c owl:maxQualifiedCardinality ?n ; ?n value:equals 0 ; ?c owl:onProperty ?p ; ?c owl:onClass owl:Thing ; \
?x a ?c ; ?x ?p ?y => false
  en a {c} has no {p}, and {x} has one
  es lo que es {c} no tiene {p}, y {x} sí

cls-maxqc3 | ?c owl:maxQualifiedCardinality ?n ; ?n value:equals 1 ; ?c owl:onProperty ?p ; ?c owl:onClass ?d ; \
?x a ?c ; ?x ?p ?y ; ?y a ?d ; ?x ?p ?z ; ?z a ?d => ?y owl:sameAs ?z
  en a {c} has {p} with at most one {d}, so {y} and {z} are the same
  es lo que es {c} tiene {p} con una sola cosa que sea {d}, así que {y} y {z} son lo mismo

cls-maxqc4 | ?c owl:maxQualifiedCardinality ?n ; ?n value:equals 1 ; ?c owl:onProperty ?p ; ?c owl:onClass owl:Thing ; \
?x a ?c ; ?x ?p ?y ; ?x ?p ?z => ?y owl:sameAs ?z
  en a {c} has at most one {p}, so {y} and {z} are the same
  es lo que es {c} tiene a lo sumo un valor de {p}, así que {y} y {z} son lo mismo

cls-oo | ?c owl:oneOf (?m) => ?m_i a ?c
  en {m_i} is on the list of what is a {c}
  es {m_i} está en la lista de lo que es {c}
"""

_CLASS_AXIOMS = """
cax-sco | ?c rdfs:subClassOf ?d ; ?x a ?c => ?x a ?d
  en every {c} is a {d}
  es todo lo que es {c} es {d}

cax-eqc1 | ?c owl:equivalentClass ?d ; ?x a ?c => ?x a ?d
  en to be a {c} is to be a {d}
  es ser {c} es ser {d}

cax-eqc2 | ?c owl:equivalentClass ?d ; ?x a ?d => ?x a ?c
  en to be a {d} is to be a {c}
  es ser {d} es ser {c}

cax-dw | ?c owl:disjointWith ?d ; ?x a ?c ; ?x a ?d => false
  en nothing is both a {c} and a {d}, and {x} is
  es nada es a la vez {c} y {d}, y {x} lo es

cax-adc | ?n owl:members (?m) ; ?n a owl:AllDisjointClasses ; ?x a ?m_i ; ?x a ?m_j => false
  en nothing is both a {m_i} and a {m_j}, and {x} is
  es nada es a la vez {m_i} y {m_j}, y {x} lo es
"""

_DATATYPES = """
dt-type2 | ?x value:inside ?d => ?x a ?d
  en {x} is a value of {d}
  es {x} es un valor de {d}

dt-eq | ?x value:equals ?y => ?x owl:sameAs ?y
  en {x} and {y} are two ways of writing one value
  es {x} y {y} son dos maneras de escribir un mismo valor

dt-diff | ?x owl:sameAs ?y ; ?x value:differs ?y => false
  en {x} and {y} are different values and would have to be the same
  es {x} y {y} son valores distintos y tendrían que ser el mismo

dt-not-type | ?x a ?d ; ?x value:outside ?d => false
  en {x} would have to be a {d} and is none
  es {x} tendría que ser {d} y no lo es

dt-not-type | ?x ?p ?y ; ?y value:malformed ?y => false
  en {y} is not a way of writing a value of its datatype
  es {y} no es una forma de escribir un valor de su tipo de dato
"""

_SCHEMA = """
scm-cls | ?c a owl:Class => ?c rdfs:subClassOf ?c ; ?c owl:equivalentClass ?c ; ?c rdfs:subClassOf owl:Thing ; \
owl:Nothing rdfs:subClassOf ?c
  en {c} is a class
  es {c} es una clase

scm-sco | ?c rdfs:subClassOf ?d ; ?d rdfs:subClassOf ?e => ?c rdfs:subClassOf ?e
  en every {c} is a {d}, and every {d} is a {e}
  es todo lo que es {c} es {d}, y todo lo que es {d} es {e}

scm-eqc1 | ?c owl:equivalentClass ?d => ?c rdfs:subClassOf ?d ; ?d rdfs:subClassOf ?c
  en to be a {c} is to be a {d}
  es ser {c} es ser {d}

scm-eqc2 | ?c rdfs:subClassOf ?d ; ?d rdfs:subClassOf ?c => ?c owl:equivalentClass ?d
  en every {c} is a {d}, and every {d} is a {c}
  es todo lo que es {c} es {d}, y todo lo que es {d} es {c}

scm-op | ?p a owl:ObjectProperty => ?p rdfs:subPropertyOf ?p ; ?p owl:equivalentProperty ?p
  en {p} is a relation
  es {p} es una relación

scm-dp | ?p a owl:DatatypeProperty => ?p rdfs:subPropertyOf ?p ; ?p owl:equivalentProperty ?p
  en {p} is a property with values
  es {p} es una propiedad con valores

scm-spo | ?p rdfs:subPropertyOf ?q ; ?q rdfs:subPropertyOf ?r => ?p rdfs:subPropertyOf ?r
  en whatever has {p} has {q}, and whatever has {q} has {r}
  es lo que tiene {p} tiene {q}, y lo que tiene {q} tiene {r}

scm-eqp1 | ?p owl:equivalentProperty ?q => ?p rdfs:subPropertyOf ?q ; ?q rdfs:subPropertyOf ?p
  en {p} and {q} mean the same
  es {p} y {q} significan lo mismo

scm-eqp2 | ?p rdfs:subPropertyOf ?q ; ?q rdfs:subPropertyOf ?p => ?p owl:equivalentProperty ?q
  en whatever has {p} has {q}, and whatever has {q} has {p}
  es lo que tiene {p} tiene {q}, y lo que tiene {q} tiene {p}

scm-dom1 | ?p rdfs:domain ?c ; ?c rdfs:subClassOf ?d => ?p rdfs:domain ?d
  en whatever has {p} is a {c}, and every {c} is a {d}
  es todo lo que tiene {p} es {c}, y todo lo que es {c} es {d}

scm-dom2 | ?q rdfs:domain ?c ; ?p rdfs:subPropertyOf ?q => ?p rdfs:domain ?c
  en whatever has {p} has {q}, and whatever has {q} is a {c}
  es lo que tiene {p} tiene {q}, y todo lo que tiene {q} es {c}

scm-rng1 | ?p rdfs:range ?c ; ?c rdfs:subClassOf ?d => ?p rdfs:range ?d
  en every value of {p} is a {c}, and every {c} is a {d}
  es todo valor de {p} es {c}, y todo lo que es {c} es {d}

scm-rng2 | ?q rdfs:range ?c ; ?p rdfs:subPropertyOf ?q => ?p rdfs:range ?c
  en whatever has {p} has {q}, and every value of {q} is a {c}
  es lo que tiene {p} tiene {q}, y todo valor de {q} es {c}

scm-hv | ?c owl:hasValue ?y ; ?c owl:onProperty ?p ; ?d owl:hasValue ?y ; ?d owl:onProperty ?q ; \
?p rdfs:subPropertyOf ?q => ?c rdfs:subClassOf ?d
  en whatever has {p} with {y} has {q} with {y}
  es lo que tiene {p} con {y} tiene {q} con {y}

scm-svf1 | ?c owl:someValuesFrom ?e ; ?c owl:onProperty ?p ; ?d owl:someValuesFrom ?f ; ?d owl:onProperty ?p ; \
?e rdfs:subClassOf ?f => ?c rdfs:subClassOf ?d
  en whatever has {p} with some {e} has {p} with some {f}
  es lo que tiene {p} con algo que es {e} tiene {p} con algo que es {f}

scm-svf2 | ?c owl:someValuesFrom ?e ; ?c owl:onProperty ?p ; ?d owl:someValuesFrom ?e ; ?d owl:onProperty ?q ; \
?p rdfs:subPropertyOf ?q => ?c rdfs:subClassOf ?d
  en whatever has {p} with some {e} has {q} with some {e}
  es lo que tiene {p} con algo que es {e} tiene {q} con algo que es {e}

scm-avf1 | ?c owl:allValuesFrom ?e ; ?c owl:onProperty ?p ; ?d owl:allValuesFrom ?f ; ?d owl:onProperty ?p ; \
?e rdfs:subClassOf ?f => ?c rdfs:subClassOf ?d
  en what has {p} with {e} only has {p} with {f} only
  es lo que tiene {p} solo con {e} tiene {p} solo con {f}

scm-avf2 | ?c owl:allValuesFrom ?e ; ?c owl:onProperty ?p ; ?d owl:allValuesFrom ?e ; ?d owl:onProperty ?q ; \
?p rdfs:subPropertyOf ?q => ?d rdfs:subClassOf ?c
  en what has {q} with {e} only has {p} with {e} only
  es lo que tiene {q} solo con {e} tiene {p} solo con {e}

scm-int | ?c owl:intersectionOf (?m) => ?c rdfs:subClassOf ?m_i
  en being a {m_i} is part of what defines {c}
  es ser {m_i} es parte de lo que define a {c}

scm-uni | ?c owl:unionOf (?m) => ?m_i rdfs:subClassOf ?c
  en being a {m_i} is one of the ways of being a {c}
  es ser {m_i} es una de las maneras de ser {c}
"""


_DATATYPE_AXIOMS = Rule(
    "dt-type1",
    body=(),
    head=tuple((datatype, RDF.type, RDFS.Datatype) for datatype in sorted(DATATYPES, key=str)),
    wording=Text("it is a datatype of OWL", "es un tipo de dato de OWL"),
)

TABLES: Mapping[str, tuple[Rule, ...]] = {
    "Table 4, equality": tuple(parse_rules(_EQUALITY)),
    "Table 5, properties": tuple(parse_rules(_PROPERTIES)),
    "Table 6, classes": tuple(parse_rules(_CLASSES)),
    "Table 7, class axioms": tuple(parse_rules(_CLASS_AXIOMS)),
    "Table 8, datatypes": (_DATATYPE_AXIOMS, *parse_rules(_DATATYPES)),
    "Table 9, schema": tuple(parse_rules(_SCHEMA)),
}
"""The rules by the tables of the recommendation."""

RULES: tuple[Rule, ...] = tuple(rule for rules in TABLES.values() for rule in rules)
"""All rules in the order of the recommendation."""

ORDER: Mapping[str, int] = {rule.name: number for number, rule in enumerate(RULES)}
"""Where a rule stands in the table; ties between proofs are broken by it."""
