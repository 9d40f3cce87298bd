"""The endpoint in the vocabulary of SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..evidence import Basis
from ..terms import DCTERMS, RDF, XSD, BlankNode, Fact, Literal, NamedNode, Text
from .names import Names
from .vocabulary import ENTAILMENT, FORMATS, PROFILES, SD, VOID, about, both

_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)
"""The names of the formats in http://www.w3.org/ns/formats/."""

_TITLES: Mapping[Basis, Text] = {
    Basis.STATED: Text("What the documents state", "Lo que consta en los documentos"),
    Basis.READING: Text("What the documents state, and readings of them", "Lo que consta en los documentos y lecturas"),
    Basis.CONTEXT: Text("Also what sources of context say", "También lo que dicen fuentes de contexto"),
}
_ENTAILMENT = Text(
    "The default graph holds what OWL 2 RL entails from the data, without trivial facts such as that everything is the "
    "same as itself, and what closed-world rules derive. The named graphs are answered as they stand.",
    "El grafo por defecto contiene lo que OWL 2 RL infiere de los datos, sin hechos triviales como que cada cosa es "
    "igual a sí misma, y lo que derivan las reglas de mundo cerrado. Los grafos con nombre se responden como están.",
)
_AVAILABLE = BlankNode("llika-graphs")
_SERVICE = BlankNode("llika-service")  # clients take an IRI for the address they asked, which may be another one


def service_facts(
    names: Names, graphs: Mapping[Basis, Iterable[NamedNode]], triples: Mapping[NamedNode, int], default: Basis
) -> Iterator[Fact]:
    """Yield the description of the endpoint.

    :param graphs: the named graphs of each basis
    :param triples: graph → how many it holds; the description itself is not counted
    :param default: the basis that is asked where a request names none
    """
    merged = [names.merged(basis) for basis in graphs]
    every = dict.fromkeys((*merged, *(graph for members in graphs.values() for graph in members)))
    nodes = {graph: BlankNode(f"llika-graph-{number}") for number, graph in enumerate(every)}
    yield from about(
        _SERVICE,
        (RDF.type, SD.Service),
        (SD.endpoint, names.endpoint),
        (SD.supportedLanguage, SD.SPARQL11Query),
        (SD.resultFormat, map(FORMATS.term, _FORMATS)),
        (SD.feature, SD.UnionDefaultGraph),
        (SD.defaultEntailmentRegime, ENTAILMENT.term("OWL-RDF-Based")),
        (SD.defaultSupportedEntailmentProfile, PROFILES.RL),
        (SD.defaultDataset, names.on(default)),
        (SD.availableGraphs, _AVAILABLE),
        (DCTERMS.description, both(_ENTAILMENT)),
    )
    for basis, members in graphs.items():
        yield from about(
            names.on(basis),
            (RDF.type, SD.Dataset),
            (DCTERMS.term("title"), both(_TITLES[basis])),
            (SD.defaultGraph, names.merged(basis)),
            (SD.namedGraph, [nodes[graph] for graph in members]),
        )
    yield from about(_AVAILABLE, (RDF.type, SD.GraphCollection), (SD.namedGraph, nodes.values()))
    for graph, node in nodes.items():
        yield from _graph_facts(graph, node, triples.get(graph), is_closed=graph in merged)


def _graph_facts(graph: NamedNode, node: BlankNode, triples: int | None, *, is_closed: bool) -> Iterator[Fact]:
    yield from about(
        node,
        (RDF.type, SD.NamedGraph),
        (SD.name, graph),
        (SD.graph, graph),
        (SD.entailmentRegime, ENTAILMENT.term("OWL-RDF-Based" if is_closed else "Simple")),
        (SD.supportedEntailmentProfile, [PROFILES.RL] if is_closed else []),
    )
    counted = [] if triples is None else [Literal(str(triples), datatype=XSD.integer)]
    yield from about(graph, (RDF.type, SD.Graph), (VOID.triples, counted))
