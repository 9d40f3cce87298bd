"""What the ties between facts and evidence say when they are broken: rule → message and advice.

`{0}`, `{1}` … are filled with names of terms. Each rule is a heading in ``docs/errors.md``.
"""

from __future__ import annotations

from ..terms import Text

_READ_AGAIN = Text(
    "Read the passage again, then run llika cite --repair.",
    "Lea de nuevo el pasaje y ejecute llika cite --repair.",
)

TIES: dict[str, tuple[Text, Text]] = {
    "fact-without-claim": (
        Text("No claim covers the fact “{0}”.", "Ninguna afirmación respalda el hecho «{0}»."),
        Text(
            "Cite it: llika cite SUBJECT PREDICATE OBJECT --at DOCUMENT:LINE.",
            "Cítelo: llika cite SUJETO PREDICADO OBJETO --at DOCUMENTO:LÍNEA.",
        ),
    ),
    "claim-without-fact": (
        Text("The claimed fact is not in the data: “{0}”.", "El hecho afirmado no está en los datos: «{0}»."),
        Text(
            "Put the fact back into the data file beside this one, or take out the claim.",
            "Devuelva el hecho al archivo de datos correspondiente o quite la afirmación.",
        ),
    ),
    "denial-with-fact": (
        Text(
            "“{0}” is denied and affirmed by the same document.",
            "«{0}» se niega y se afirma en el mismo documento.",
        ),
        Text(
            "A denial has no plain triple: take out the triple, or the denial.",
            "Una negación no lleva triple: quite el triple o la negación.",
        ),
    ),
    "documents-disagree": (
        Text("One document denies what another affirms: “{0}”.", "Un documento niega lo que otro afirma: «{0}»."),
        Text("Both sides are shown; nothing to mend.", "Se muestran ambas partes; no hay nada que corregir."),
    ),
    "evidence-stale": (
        Text(
            "What this covers has changed since it was compared with its passage; now it would be {0}.",
            "Lo que respalda ha cambiado desde que se comparó con su pasaje; ahora sería {0}.",
        ),
        _READ_AGAIN,
    ),
    "passage-missing": (
        Text("{0} is cited but described nowhere.", "{0} se cita, pero no se describe en ningún lugar."),
        Text("Describe it with llika cite --at DOCUMENT:LINE.", "Descríbalo con llika cite --at DOCUMENTO:LÍNEA."),
    ),
    "passage-unused": (
        Text("No claim or mention cites this passage.", "Ninguna afirmación ni mención cita este pasaje."),
        Text("Put the claim back, or take out the passage.", "Devuelva la afirmación o quite el pasaje."),
    ),
    "passage-home": (
        Text("The passage is described in {0}.", "El pasaje se describe en {0}."),
        Text(
            "Describe it once, in the claims file of its document.",
            "Descríbalo una sola vez, en el archivo de afirmaciones de su documento.",
        ),
    ),
    "passage-iri": (
        Text("By its offsets this passage is {0}.", "Por sus posiciones, este pasaje es {0}."),
        Text("Run llika cite --repair.", "Ejecute llika cite --repair."),
    ),
    "passage-length": (
        Text("The passage has {0} characters; 1 to {1} are allowed.", "El pasaje tiene {0} caracteres; de 1 a {1}."),
        Text("Take a clause instead of the whole.", "Tome una cláusula en lugar del todo."),
    ),
    "passage-digest": (
        Text(
            "The document holds another text at these offsets and lines.",
            "El documento contiene otro texto en esas posiciones y líneas.",
        ),
        _READ_AGAIN,
    ),
    "passage-heading": (
        Text("The passage stands in section “{0}”, not “{1}”.", "El pasaje está en la sección «{0}», no en «{1}»."),
        Text(
            "Run llika cite --repair; where headings are misread, list them in llika.toml, [sections].",
            "Ejecute llika cite --repair; si los títulos se leen mal, indíquelos en llika.toml, [sections].",
        ),
    ),
    "document-digest": (
        Text("The document's file has another digest.", "El archivo del documento tiene otra huella."),
        Text(
            "Compare the two editions, then run llika cite --repair.",
            "Compare las dos ediciones y ejecute llika cite --repair.",
        ),
    ),
    "gap-beside-fact": (
        Text(
            "The gap says “not stated”, but a document it searched affirms “{0}”.",
            "La laguna dice «no consta», pero un documento revisado afirma «{0}».",
        ),
        Text("Take out the gap, or correct the fact.", "Quite la laguna o corrija el hecho."),
    ),
    "blank-node": (
        Text("Data has no blank nodes.", "Los datos no llevan nodos anónimos."),
        Text("Give the node an IRI.", "Dé una IRI al nodo."),
    ),
    "shared-fact": (
        Text(
            "The shared file holds identity and labels only; “{0}” needs a claim.",
            "El archivo compartido solo lleva identidad y etiquetas; «{0}» requiere una afirmación.",
        ),
        Text("Move the fact to its document's file and cite it.", "Mueva el hecho al archivo de su documento."),
    ),
    "untyped-node": (
        Text("No file says what kind of thing this is.", "Ningún archivo dice qué clase de cosa es esta."),
        Text("Give it a class with `a`.", "Dele una clase con `a`."),
    ),
    "undeclared-term": (
        Text("{0} is used but never declared.", "{0} se usa, pero no está declarado."),
        Text(
            "Correct the spelling, or declare the term in the ontology.",
            "Corrija la ortografía o declare el término en la ontología.",
        ),
    ),
}
