"""The saved queries as examples that an editor can show and run (``sh:SPARQLExecutable``), and the prefixes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import dropwhile

from ..errors import ParameterError
from ..evidence import DEFAULT
from ..saved import Resolve, SavedQuery, bound_text, parse_arguments, query_iri
from ..sparql import Form
from ..terms import OWL, RDF, RDFS, SH, XSD, BlankNode, Fact, Literal, NamedNode, Text
from .vocabulary import PREFIXES, SCHEMA, about, both

_KINDS: Mapping[Form, NamedNode] = {
    Form.SELECT: SH.SPARQLSelectExecutable,
    Form.ASK: SH.SPARQLAskExecutable,
    Form.CONSTRUCT: SH.SPARQLConstructExecutable,
}
"""DESCRIBE has no class of its own in SHACL."""


@dataclass(frozen=True, slots=True)
class Example:
    """A saved query with values for its parameters.

    :param text: a query that runs as it is
    """

    name: str
    summary: Text
    tags: tuple[str, ...]
    form: Form
    text: str


def example_of(query: SavedQuery, resolve: Resolve) -> Example | None:
    """Return a saved query as an example; None where nothing tells what its parameters could be."""
    for arguments in _arguments(query):
        try:
            text = bound_text(query, parse_arguments(query, arguments, resolve))
        except ParameterError:
            continue
        return Example(query.name, query.summary, query.tags, query.form, _without_header(text))
    return None


def example_facts(example: Example, *, base: str, endpoint: NamedNode) -> list[Fact]:
    """Return an example as SIB's editors look for it."""
    kind = (_KINDS[example.form],) if example.form in _KINDS else ()
    return about(
        query_iri(base, example.name),
        (RDF.type, (SH.SPARQLExecutable, *kind)),
        (RDFS.comment, both(example.summary)),
        (SH.term(example.form.lower()), Literal(example.text)),
        (SH.prefixes, _DECLARATIONS),
        (SCHEMA.target, endpoint),
        (SCHEMA.keywords, map(Literal, example.tags)),
    )


def prefix_facts(prefixes: Mapping[str, str]) -> Iterator[Fact]:
    """Yield the declarations of prefixes (SHACL, section 5.2.1): those given, and those of descriptions."""
    yield _DECLARATIONS, RDF.type, OWL.Ontology
    for prefix, stem in sorted({**PREFIXES, **prefixes}.items()):
        declared = BlankNode(f"llika-prefix-{prefix}")
        yield _DECLARATIONS, SH.declare, declared
        yield declared, SH.prefix, Literal(prefix)
        yield declared, SH.namespace, Literal(stem, datatype=XSD.anyURI)


_DECLARATIONS = BlankNode("llika-prefixes")


def _arguments(query: SavedQuery) -> Iterable[Mapping[str, str]]:
    """Yield what the parameters could be: of the tests first those that find something on the usual basis."""
    found = [test for test in query.tests if test.rows != 0 and test.answered is not False and test.basis == DEFAULT]
    yield from (test.arguments for test in (*found, *query.tests))
    yield {one.name: one.enumeration[0] for one in query.parameters if one.required and one.enumeration}


def _without_header(text: str) -> str:
    return "\n".join(dropwhile(lambda line: line.startswith("#+") or not line.strip(), text.split("\n")))
