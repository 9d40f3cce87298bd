"""What every client asks, and how its answer is brought into pyoxigraph's terms."""

from __future__ import annotations

import csv
import io

import rdflib
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from llika.adapters.rdflib import from_rdflib
from llika.terms import Fact, Term

Row = tuple[Term | None, ...]

ONTOLOGY = "https://w3id.org/llika/ontology#"
REMURPE = "https://w3id.org/llika/id/remurpe"
PREFIXES = f"PREFIX : <{ONTOLOGY}> "
NETWORKS = PREFIXES + "SELECT ?n ?f WHERE { ?n a :Network OPTIONAL { ?n :performsFunction ?f } } ORDER BY ?n ?f"
TERMS = """
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?at ?term WHERE {
  VALUES (?at ?term) {
    (1 "") (2 "one, two; three") (3 "she said \\"no\\"") (4 "two\\nlines\\tand a tab") (5 "ñandú"@es)
    (6 "<&>'") (7 UNDEF) (8 42) (9 2.5) (10 true) (11 "2016"^^xsd:gYear) (12 <https://example.org/ñ?a=1&b=2>)
    (13 " spaces ") (14 "=1+1") (15 "%2B+&amp;") (16 "\\\\n") (17 "colour"@en-gb) (18 "𝔘") (19 "null") (20 "NA")
    (21 "line\\r\\nend")
  }
}
ORDER BY ?at"""
"""Terms that one format or another is known to spoil."""
YES = PREFIXES + "ASK { ?n a :Network }"
NO = PREFIXES + "ASK { :Network a :Network }"
CONSTRUCT = PREFIXES + "CONSTRUCT { ?n ?p ?o } WHERE { ?n a :Network ; ?p ?o }"
DESCRIBE = f"DESCRIBE <{REMURPE}>"
SYNTAX_ERROR = "SELECT ?s\nWHERE { ?s ?p }"


def rows_of(body: bytes | str, form: QueryResultsFormat) -> list[Row]:
    """Return the rows of a document in one of SPARQL's typed formats."""
    answer = parse_query_results(body, form)
    assert isinstance(answer, QuerySolutions)
    return [tuple(solution[variable] for variable in answer.variables) for solution in answer]


def rows_of_csv(body: bytes) -> list[list[str]]:
    """Return the cells below the header."""
    return list(csv.reader(io.StringIO(body.decode(), newline="")))[1:]


def cells(rows: list[Row]) -> list[list[str]]:
    """Return what is left of rows in CSV: the values, and no word on their kind."""
    return [[value(term) or "" for term in row] for row in rows]


def value(term: Term | None) -> str | None:
    """Return the value of a term without its kind."""
    return None if term is None else term.value


def facts_of(body: bytes | str, form: RdfFormat) -> frozenset[Fact]:
    """Return the facts of a document."""
    return frozenset((quad.subject, quad.predicate, quad.object) for quad in parse(body, form))


def facts_of_rdflib(graph: rdflib.Graph) -> frozenset[Fact]:
    """Return the facts of an rdflib graph; of a conjunctive one, of all its graphs."""
    return frozenset(from_rdflib(graph.triples((None, None, None))))


def row_of_rdflib(row: object) -> Row:
    """Return the terms of one of rdflib's rows."""
    assert isinstance(row, rdflib.query.ResultRow)
    return tuple(None if node is None else _term(node) for node in row)


def _term(node: rdflib.term.Node) -> Term:
    blank = rdflib.BNode()
    [(_, _, term)] = from_rdflib([(blank, rdflib.RDF.value, node)])
    return term
