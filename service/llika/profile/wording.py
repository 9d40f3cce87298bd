"""What the checks of profiles say: rule → message; its advice. `{0}`, `{1}` … are filled with names and words."""

from __future__ import annotations

from ..terms import Text

MESSAGES: dict[str, Text] = {
    "dl-anonymous": Text(
        "OWL 2 DL allows no blank node here: {0}.",
        "OWL 2 DL no admite aquí un nodo anónimo: {0}.",
    ),
    "dl-chain": Text(
        "This chain makes {0} depend on itself: OWL 2 DL wants properties in an order.",
        "Esta cadena hace que {0} dependa de sí misma: OWL 2 DL pide un orden entre propiedades.",
    ),
    "dl-datatype": Text(
        "{0} cannot stand here in OWL 2 DL: {1}.",
        "{0} no puede estar aquí en OWL 2 DL: {1}.",
    ),
    "dl-list": Text("This list makes no axiom of OWL 2: {0}.", "Esta lista no forma un axioma de OWL 2: {0}."),
    "dl-literal": Text(
        "“{0}” is no value of {1}.",
        "«{0}» no es un valor de {1}.",
    ),
    "dl-malformed": Text("This makes no axiom of OWL 2: {0}.", "Esto no forma un axioma de OWL 2: {0}."),
    "dl-not-simple": Text(
        "{0} is transitive or has a chain, itself or through a subproperty; OWL 2 DL does not allow that here.",
        "{0} es transitiva o tiene una cadena, ella o una subpropiedad; OWL 2 DL no lo permite aquí.",
    ),
    "dl-punning": Text(
        "{0} is declared both as {1} and as {2}; OWL 2 DL keeps these apart.",
        "{0} se declara a la vez como {1} y como {2}; OWL 2 DL no lo permite.",
    ),
    "dl-reserved": Text(
        "{0} belongs to the vocabulary of OWL, RDF or XML Schema, which has no such use for it.",
        "{0} pertenece al vocabulario de OWL, RDF o XML Schema, que no le da este uso.",
    ),
    "dl-undeclared": Text(
        "{0} is used as {1}, but nothing declares it as one.",
        "{0} se usa como {1}, pero no hay declaración de ello.",
    ),
    "rl-axiom": Text("OWL 2 RL has no such axiom: {0}.", "OWL 2 RL no tiene este axioma: {0}."),
    "rl-data-range": Text(
        "Of data ranges OWL 2 RL has datatypes and their intersections only, not {0}.",
        "De los rangos de datos, OWL 2 RL solo tiene tipos de datos y sus intersecciones, no {0}.",
    ),
    "rl-datatype": Text("OWL 2 RL does not have the datatype {0}.", "OWL 2 RL no tiene el tipo de datos {0}."),
    "rl-equivalent": Text(
        "OWL 2 RL does not allow {0} as an equivalent class.",
        "OWL 2 RL no admite {0} como clase equivalente.",
    ),
    "rl-subclass": Text(
        "OWL 2 RL does not allow {0} as a subclass, a disjoint class or one with a key.",
        "OWL 2 RL no admite {0} como subclase, clase disjunta o con clave.",
    ),
    "rl-superclass": Text(
        "OWL 2 RL does not allow {0} as a superclass, a domain, a range or a type.",
        "OWL 2 RL no admite {0} como superclase, dominio, rango o tipo.",
    ),
}

_IN_DL = Text(
    "Ontology editors and reasoners may lose or misread what is not OWL 2 DL.",
    "Los editores y razonadores de ontologías pueden perder o leer mal lo que no es OWL 2 DL.",
)
_IN_RL = Text(
    "The rules do not conclude all that it means.",
    "Las reglas no concluyen todo lo que significa.",
)
_CURES: dict[str, Text] = {
    "dl-anonymous": Text("Give it an IRI.", "Dele una IRI."),
    "dl-chain": Text(
        "Take the property, or what lies above it, out of its own chain.",
        "Quite de la cadena la propiedad o lo que está por encima de ella.",
    ),
    "dl-datatype": Text(
        "Take a datatype of OWL 2 that fits, or make the property an annotation property.",
        "Use un tipo de datos de OWL 2 que convenga, o haga de la propiedad una de anotación.",
    ),
    "dl-list": Text(
        "Write the list in parentheses, where OWL has one.", "Escríbala entre paréntesis donde OWL la pide."
    ),
    "dl-literal": Text("Correct the value or its datatype.", "Corrija el valor o su tipo de datos."),
    "dl-malformed": Text("Complete or correct it.", "Complételo o corríjalo."),
    "dl-not-simple": Text(
        "Take out one of the two; a subproperty without them can carry the restriction.",
        "Quite una de las dos; una subpropiedad sin ellas puede llevar la restricción.",
    ),
    "dl-punning": Text("Keep one, and take another IRI for the other.", "Deje una y use otra IRI para la otra."),
    "dl-reserved": Text(
        "Use the word that OWL has for it, or a term of your own.",
        "Use la palabra que OWL tiene para ello, o un término propio.",
    ),
    "dl-undeclared": Text(
        "Correct the spelling, or declare it in the ontology.",
        "Corrija la ortografía o declárela en la ontología.",
    ),
    "rl-axiom": Text("Say it with other axioms.", "Dígalo con otros axiomas."),
    "rl-data-range": Text(
        "Take a datatype; shapes can check the rest.", "Use un tipo de datos; las formas comprueban lo demás."
    ),
    "rl-datatype": Text(
        "Take a datatype of OWL 2 RL, or make the property an annotation property.",
        "Use un tipo de datos de OWL 2 RL, o haga de la propiedad una de anotación.",
    ),
    "rl-equivalent": Text(
        "Write one or two axioms of rdfs:subClassOf, for the directions you need.",
        "Escriba uno o dos axiomas de rdfs:subClassOf, para las direcciones necesarias.",
    ),
    "rl-subclass": Text("Say it the other way round, or leave it to a rule.", "Dígalo al revés o déjelo a una regla."),
    "rl-superclass": Text("Weaken it, or leave it to a shape.", "Debilítelo o déjelo a una forma."),
}

ADVICE: dict[str, Text] = {
    rule: Text(*map(" ".join, zip(cure, _IN_DL if rule.startswith("dl-") else _IN_RL, strict=True)))
    for rule, cure in _CURES.items()
}
"""Rule → what to do, and why it matters."""

A_CLASS = Text("a class", "una clase")
A_DATATYPE = Text("a datatype", "un tipo de datos")
AN_OBJECT_PROPERTY = Text("an object property", "una propiedad de objeto")
A_DATA_PROPERTY = Text("a data property", "una propiedad de datos")
AN_ANNOTATION_PROPERTY = Text("an annotation property", "una propiedad de anotación")
A_PROPERTY = Text("a property", "una propiedad")
A_THING = Text("a thing", "una cosa")
A_VALUE = Text("a value", "un valor")
THIS = Text("this", "esto")
NOT_A = Text("{0} is not {1}", "{0} no es {1}")
NOT_BOTH = Text("{0} and {1} are not of one kind", "{0} y {1} no son de una misma clase")

IN_AN_ENUMERATION = Text("in an enumeration", "en una enumeración")
AS_A_VALUE = Text("as the value of a restriction", "como valor de una restricción")
SAME_OR_DIFFERENT = Text("among things the same or different", "entre cosas iguales o distintas")
IN_A_DENIAL = Text("in a negative assertion", "en una aserción negativa")
IN_A_CIRCLE = Text("tied in a circle", "en un círculo")
TIED_TWICE = Text("tied to two things that have IRIs", "unido a dos cosas que tienen IRI")

NOT_IN_THE_MAP = Text("it is none of its datatypes", "no es uno de sus tipos de datos")
NO_VALUES = Text("only the datatypes of OWL 2 have literals", "solo los tipos de datos de OWL 2 tienen literales")
NO_FACETS = Text("a datatype that is defined has no facets", "un tipo de datos definido no tiene facetas")
NOT_ITS_FACET = Text("it does not restrict {0}", "no restringe {0}")
BUILT_IN = Text("it has a definition already", "ya tiene una definición")
DEFINED_BY_ITSELF = Text("it is defined by itself", "se define por sí mismo")

BROKEN_LIST = Text(
    "every cell needs one rdf:first and one rdf:rest, and the last one ends",
    "cada celda necesita un rdf:first y un rdf:rest, y la última termina",
)
TOO_SHORT = {
    1: Text("it must have a member", "debe tener un miembro"),
    2: Text("it must have two different members", "debe tener dos miembros distintos"),
}
STRAY_LIST = Text("no axiom uses it", "ningún axioma la usa")

TWO_INVERSES = Text("one property expression inverts two properties", "una expresión invierte dos propiedades")
NOTHING_MADE = Text("nothing says what this consists of", "nada dice de qué consta")
TOO_MUCH = Text("more is said than one expression can be", "se dice más de lo que puede ser una expresión")
UNTYPED_CLASS = Text(
    "this stands for a class, but is no owl:Restriction and no owl:Class",
    "esto hace de clase, pero no es owl:Restriction ni owl:Class",
)
UNTYPED_RANGE = Text(
    "this stands for a data range, but is no rdfs:Datatype", "esto hace de rango de datos, pero no es rdfs:Datatype"
)
NO_PROPERTY = Text("the restriction has no owl:onProperty", "la restricción no tiene owl:onProperty")
NO_SELF = Text("owl:hasSelf is true of an object property", "owl:hasSelf es true, de una propiedad de objeto")
NO_NUMBER = Text("a cardinality is a whole number, 0 or more", "una cardinalidad es un número entero, 0 o más")
WRONG_FILLER = Text(
    "a qualified cardinality has one owl:onClass, or one owl:onDataRange if its property has values; others have none",
    "una cardinalidad calificada tiene un owl:onClass, o un owl:onDataRange si la propiedad es de datos; otras ninguno",
)
NO_DATATYPE = Text("facets need owl:onDatatype", "las facetas necesitan owl:onDatatype")
NOT_ONE_FACET = Text("each member has one facet", "cada miembro tiene una faceta")
IN_ITSELF = Text("an expression lies in itself", "una expresión está dentro de sí misma")
TOO_DEEP = Text("expressions lie too deep in each other", "hay demasiadas expresiones una dentro de otra")
NO_EXPRESSION = Text("{0} belongs to a blank node", "{0} es de un nodo anónimo")
NEEDS_TYPE = Text("{0} belongs to a node of type {1}", "{0} es de un nodo de tipo {1}")
NEEDS_ONE = Text("it needs exactly one {0}", "necesita exactamente un {0}")

HAS_A_NAME = Text("only a blank node is {0}", "solo un nodo anónimo es {0}")
NOT_ANNOTATED = Text("the axiom that this annotates is not there", "el axioma que esto anota no está")

A_DISJOINT_UNION = Text("a disjoint union", "una unión disjunta")
A_REFLEXIVE_PROPERTY = Text("a reflexive property", "una propiedad reflexiva")
A_DEFINED_DATATYPE = Text("the definition of a datatype", "la definición de un tipo de datos")
ONE_TWICE = Text("it is about two, and names one twice", "trata de dos y nombra a uno dos veces")
NAME = Text("{0}", "{0}")
NOT_DECLARED = Text("only an IRI is declared", "solo se declara una IRI")
ONLY_AN_IRI = Text(
    "domain and range of an annotation property are IRIs", "dominio y rango de una propiedad de anotación son IRI"
)
