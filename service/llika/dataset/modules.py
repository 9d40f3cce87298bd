"""Ontology files as editors leave them: saved twice, or in another syntax than Turtle."""

from __future__ import annotations

from collections import defaultdict

from ..errors import Place
from ..findings import Finding, Level
from ..sources import Sources
from ..terms import OWL, RDF, NamedNode, Text

_HEADER = (RDF.type, OWL.Ontology)


def check_modules(sources: Sources) -> list[Finding]:
    """Return a finding for each file that repeats the ontology IRI of another, and for each that is not Turtle yet."""
    homes: defaultdict[NamedNode, list[str]] = defaultdict(list)
    for file in (*sources.ontology, *sources.data):
        for subject in dict.fromkeys(s for s, *pair in file.document.facts if tuple(pair) == _HEADER):
            if isinstance(subject, NamedNode):
                homes[subject].append(file.document.file)
    repeated = [_repeated(iri, first, other) for iri, (first, *others) in homes.items() for other in others]
    return repeated + [_not_turtle(file.document.file) for file in sources.ontology if not file.is_turtle]


def _repeated(iri: NamedNode, first: str, other: str) -> Finding:
    return Finding(
        "ontology-twice",
        Level.VIOLATION,
        Text(f"The ontology is in {first} already.", f"La ontología ya está en {first}."),
        Text(
            "Keep the file that you edit and delete the other, or give this one an IRI of its own.",
            "Conserve el archivo que edita y borre el otro, o dé a este un IRI propio.",
        ),
        Place(other),
        iri.value,
    )


def _not_turtle(file: str) -> Finding:
    return Finding(
        "not-in-turtle",
        Level.INFO,
        Text("The module is checked, but not kept as Turtle.", "El módulo se revisa, pero no se guarda como Turtle."),
        Text(
            f"Run `llika format {file}` and delete it: then findings have lines, and changes are easy to read.",
            f"Ejecute `llika format {file}` y bórrelo: así los avisos tendrán línea y los cambios se leerán bien.",
        ),
        Place(file),
    )
