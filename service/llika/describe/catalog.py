"""The dataset and the endpoint as entries of a catalogue, in the vocabulary DCAT 3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..terms import DCTERMS, RDF, BlankNode, Fact, Literal, NamedNode, Text
from .names import Names
from .vocabulary import DCAT, FOAF, MEDIA_TYPES, about, both

_PUBLISHER = BlankNode("llika-publisher")
_ENDPOINT = BlankNode("llika-distribution")
_DUMP_TITLE = Text("All facts in one file (N-Quads)", "Todos los hechos en un archivo (N-Quads)")
_ENDPOINT_TITLE = Text("SPARQL endpoint", "Punto de consulta SPARQL")


def catalog_facts(names: Names, keywords: Iterable[str]) -> Iterator[Fact]:
    """Yield the catalogue with its one dataset and its one service.

    :param keywords: what the dataset is about
    """
    project = names.project
    licence = [NamedNode(project.licence.url)] if project.licence else []
    publisher = [_PUBLISHER] if project.publisher else []
    shared = (
        (DCTERMS.term("title"), both(project.title)),
        (DCTERMS.description, both(project.description)),
        (DCTERMS.publisher, publisher),
        (DCTERMS.license, licence),
    )
    yield from about(
        names.catalog,
        (RDF.type, DCAT.Catalog),
        *shared,
        (FOAF.homepage, names.at("/")),
        (DCAT.dataset, names.dataset),
        (DCAT.service, names.endpoint),
    )
    yield from about(
        names.dataset,
        (RDF.type, DCAT.Dataset),
        *shared,
        (DCAT.version, Literal(names.version)),
        (DCAT.keyword, map(Literal, keywords)),
        (DCAT.landingPage, names.at("/")),
        (DCAT.distribution, [names.dump, _ENDPOINT]),
    )
    if project.publisher:
        yield from about(_PUBLISHER, (RDF.type, FOAF.Agent), (FOAF.name, Literal(project.publisher)))
    yield from _access_facts(names, licence)


def _access_facts(names: Names, licence: list[NamedNode]) -> Iterator[Fact]:
    """Yield how the dataset is had: as a file, and by asking."""
    yield from about(
        names.dump,
        (RDF.type, DCAT.Distribution),
        (DCTERMS.term("title"), both(_DUMP_TITLE)),
        (DCTERMS.license, licence),
        (DCAT.accessURL, names.at("/")),
        (DCAT.downloadURL, names.dump),
        (DCAT.mediaType, MEDIA_TYPES.term("application/n-quads")),
        (DCAT.compressFormat, MEDIA_TYPES.term("application/gzip")),
    )
    yield from about(
        _ENDPOINT,
        (RDF.type, DCAT.Distribution),
        (DCTERMS.term("title"), both(_ENDPOINT_TITLE)),
        (DCTERMS.license, licence),
        (DCAT.accessURL, names.endpoint),
        (DCAT.accessService, names.endpoint),
    )
    yield from about(
        names.endpoint,
        (RDF.type, DCAT.DataService),
        (DCTERMS.term("title"), both(_ENDPOINT_TITLE)),
        (DCTERMS.license, licence),
        (DCTERMS.conformsTo, NamedNode("http://www.w3.org/TR/sparql11-protocol/")),
        (DCAT.endpointURL, names.endpoint),
        (DCAT.endpointDescription, [names.endpoint, names.at("/openapi.json")]),
        (DCAT.servesDataset, names.dataset),
    )
