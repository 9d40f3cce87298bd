"""The files of an ontology: what each is called, its version and basis, and the terms that it declares."""

from __future__ import annotations

from collections.abc import Mapping

from ..dataset import Dataset
from ..evidence import basis_of_graph
from ..explain import Json, Labels
from ..sources import LoadedFile, Sources
from ..terms import DCTERMS, OWL, RDF, RDFS, SKOS, Literal, NamedNode, Term

_EXTERNAL = "ontology/external"
"""Where a project keeps the terms of others that it uses."""
_KINDS: Mapping[Term, str] = {
    OWL.Class: "class",
    RDFS.Class: "class",
    OWL.ObjectProperty: "object",
    OWL.DatatypeProperty: "data",
    OWL.AnnotationProperty: "annotation",
    SKOS.Concept: "concept",
}


def own_files(sources: Sources) -> list[LoadedFile]:
    """Return the modules that a project writes itself: neither the engine's vocabulary nor the stubs of others."""
    external = sources.project.root / _EXTERNAL
    return [file for file in sources.ontology[1:] if not file.path.is_relative_to(external)]


def own_terms(sources: Sources) -> dict[str, list[NamedNode]]:
    """Return the terms that a project declares, by kind: classes, three kinds of property, concepts."""
    found: dict[str, set[NamedNode]] = {kind: set() for kind in _KINDS.values()}
    for file in own_files(sources):
        for subject, predicate, value in file.document.facts:
            if predicate == RDF.type and value in _KINDS and isinstance(subject, NamedNode):
                found[_KINDS[value]].add(subject)
    return {kind: sorted(terms, key=str) for kind, terms in found.items()}


def module_of(sources: Sources, iri: str) -> LoadedFile | None:
    """Return the file whose ontology has an IRI."""
    return next((file for file in sources.ontology for header in _headers(file) if header.value == iri), None)


def modules_of(dataset: Dataset, labels: Labels) -> list[Json]:
    """Return the modules in words, the one that a project names as its ontology first."""
    sources = dataset.sources
    own = own_files(sources)
    found = [
        _module(file, header, labels, is_own=file in own) for file in sources.ontology for header in _headers(file)
    ]
    named = dataset.project.ontology
    return sorted(found, key=lambda module: (module["iri"] != named, not module["own"], str(module["iri"])))


def title_of(file: LoadedFile) -> tuple[str, Json]:
    """Return the IRI of a file of the ontology or of shapes with its label, else its title, else the file's name."""
    for header in _headers(file):
        about = [(p, o) for s, p, o in file.document.facts if s == header]
        found = _texts(about, RDFS.label) or _texts(about, DCTERMS.term("title"))
        if found:
            return header.value, {**found}
    return file.document.file, {"en": file.path.stem, "es": file.path.stem}


def _headers(file: LoadedFile) -> list[NamedNode]:
    return sorted(
        (s for s, p, o in file.document.facts if (p, o) == (RDF.type, OWL.Ontology) and isinstance(s, NamedNode)),
        key=str,
    )


def _module(file: LoadedFile, header: NamedNode, labels: Labels, *, is_own: bool) -> Json:
    about = [(p, o) for s, p, o in file.document.facts if s == header]
    return {
        "iri": header.value,
        "title": _texts(about, DCTERMS.term("title")) or labels.shown(header),
        "description": _texts(about, DCTERMS.description),
        "version": next((o.value for p, o in about if p == OWL.versionInfo), None),
        "version_iri": next((o.value for p, o in about if p == OWL.versionIRI), None),
        "licence": next((o.value for p, o in about if p == DCTERMS.license), None),
        "basis": basis_of_graph(file.graph).label,
        "file": file.document.file,
        "triples": len(file.document.facts),
        "imports": sorted(o.value for p, o in about if p == OWL.imports),
        "own": is_own,
    }


def _texts(about: list[tuple[NamedNode, Term]], predicate: NamedNode) -> dict[str, str] | None:
    found = {o.language or "": o.value for p, o in about if p == predicate and isinstance(o, Literal)}
    if not found:
        return None
    english = found.get("en") or found.get("") or next(iter(found.values()))
    return {"en": english, "es": found.get("es", english)}
