"""Plain words for the constraint components of SHACL, for shapes that have no message of their own.

Source: SHACL, sections 4 and 5.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..terms import Text

ANY_COMPONENT = Text("The shape does not hold.", "La forma no se cumple.")

COMPONENTS: Mapping[str, Text] = {
    f"{name}ConstraintComponent": text
    for name, text in {
        "Class": Text("The value is not of the class asked for.", "El valor no es de la clase pedida."),
        "Datatype": Text("The value is not of the datatype asked for.", "El valor no es del tipo de dato pedido."),
        "NodeKind": Text("The value is not of the kind asked for.", "El valor no es de la especie pedida."),
        "MinCount": Text("A value is missing.", "Falta un valor."),
        "MaxCount": Text("There are too many values.", "Hay demasiados valores."),
        "MinExclusive": Text("The value is too small.", "El valor es demasiado pequeño."),
        "MinInclusive": Text("The value is too small.", "El valor es demasiado pequeño."),
        "MaxExclusive": Text("The value is too large.", "El valor es demasiado grande."),
        "MaxInclusive": Text("The value is too large.", "El valor es demasiado grande."),
        "MinLength": Text("The value is too short.", "El valor es demasiado corto."),
        "MaxLength": Text("The value is too long.", "El valor es demasiado largo."),
        "Pattern": Text("The value does not have the form asked for.", "El valor no tiene la forma pedida."),
        "LanguageIn": Text("The text is not in a language asked for.", "El texto no está en un idioma pedido."),
        "UniqueLang": Text("One language has several texts.", "Un idioma tiene varios textos."),
        "Equals": Text("Two properties differ in a value.", "Dos propiedades difieren en un valor."),
        "Disjoint": Text("Two properties share a value.", "Dos propiedades comparten un valor."),
        "LessThan": Text("The value is not less than the other.", "El valor no es menor que el otro."),
        "LessThanOrEquals": Text("The value is greater than the other.", "El valor es mayor que el otro."),
        "Not": Text("What must not hold does.", "Se cumple lo que no debe cumplirse."),
        "And": Text("Not all that must hold together does.", "No se cumple todo lo que debe cumplirse a la vez."),
        "Or": Text("None of the alternatives holds.", "No se cumple ninguna de las alternativas."),
        "Xone": Text("Not exactly one of the alternatives holds.", "No se cumple exactamente una de las alternativas."),
        "Node": Text("The value does not fit its shape.", "El valor no se ajusta a su forma."),
        "QualifiedMinCount": Text("Too few values fit the shape.", "Muy pocos valores se ajustan a la forma."),
        "QualifiedMaxCount": Text("Too many values fit the shape.", "Demasiados valores se ajustan a la forma."),
        "Closed": Text("The node has no such property.", "El nodo no lleva esa propiedad."),
        "HasValue": Text("The value asked for is missing.", "Falta el valor pedido."),
        "In": Text("The value is not one of those allowed.", "El valor no es uno de los admitidos."),
        "SPARQL": Text("The query of the shape finds a fault.", "La consulta de la forma encuentra una falta."),
    }.items()
}
"""Component by local name → what is wrong."""
