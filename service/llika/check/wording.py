"""What is said of a row of a coverage list: rule → message and advice. Each rule is a heading in ``docs/errors.md``."""

from __future__ import annotations

from ..terms import Text

COVERAGE: dict[str, tuple[Text, Text]] = {
    "coverage-row": (
        Text(
            "The row has no name, or that of line {1}, or another word than yes in not_stated.",
            "La fila no tiene nombre, o tiene el de la línea {1}, u otra palabra que yes en not_stated.",
        ),
        Text(
            "Give every row a name of its own, and leave not_stated empty or write yes.",
            "Dé a cada fila un nombre propio, y deje not_stated vacía o escriba yes.",
        ),
    ),
    "coverage-locator": (
        Text("The locator of the row names no place: {0}", "El localizador de la fila no nombra ningún lugar: {0}"),
        Text("Write DOCUMENT:LINE, as in 003:890.", "Escriba DOCUMENTO:LÍNEA, como en 003:890."),
    ),
    "coverage-missing": (
        Text("Nothing in the data rests on {0}.", "Nada en los datos se basa en {0}."),
        Text(
            "Cite it with llika cite, or say in out_of_scope why it is left out.",
            "Cítelo con llika cite o diga en out_of_scope por qué se omite.",
        ),
    ),
    "coverage-unknown": (
        Text("There is no claim, gap or mention {0}.", "No existe la afirmación, laguna o mención {0}."),
        Text(
            "An IRI changes with what it covers: look up the new one with llika check.",
            "Una IRI cambia con lo que respalda: busque la nueva con llika check.",
        ),
    ),
    "coverage-elsewhere": (
        Text("{0} rests on another place than {1}.", "{0} se basa en otro lugar que {1}."),
        Text("Correct the locator or the claim.", "Corrija el localizador o la afirmación."),
    ),
    "coverage-gap": (
        Text(
            "{0} does not fit the row: a gap covers what is not stated, and nothing else does.",
            "{0} no corresponde a la fila: una laguna cubre lo que no consta, y solo eso.",
        ),
        Text("Correct not_stated or covered_by.", "Corrija not_stated o covered_by."),
    ),
    "coverage-value": (
        Text("No fact covered has the value {0}.", "Ningún hecho respaldado tiene el valor {0}."),
        Text("Compare the value with the passage.", "Compare el valor con el pasaje."),
    ),
    "coverage-scope": (
        Text("{0} of {1} rows are left out on purpose.", "{0} de {1} filas se omiten a propósito."),
        Text("At most three rows in a hundred should be.", "Deberían ser a lo sumo tres de cada cien."),
    ),
}
