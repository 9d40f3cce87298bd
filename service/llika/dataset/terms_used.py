"""Terms that rules and queries name: a misspelt one finds nothing, and a rule would conclude from nothing found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

from ..errors import InputError, Place, QueryError
from ..evidence.wording import TIES
from ..findings import Finding, Level
from ..rules.datatypes import DATATYPES
from ..sources import Sources
from ..sparql import iris
from ..sparql.header import read_header
from ..terms import NamedNode, Text, shorten

_NAMESPACE = re.compile(r".*[#/]")
_HEADER_PATTERNS = ("because", "absent")


def check_query_terms(sources: Sources) -> list[Finding]:
    """Return a finding for each IRI of a rule or query that lies in a namespace of the project and names nothing there.

    The datatypes of XML Schema need no declaration (OWL 2 Structural Specification, 5.8.1). A file that does not
    read as a rule or query is passed over: whoever loads it says what is wrong. A project that has no ontology declares
    nothing, and its terms are whatever its files use.
    """
    if not sources.project.ontology_files[1:]:
        return []
    named = {term.value for term in _named(sources)}
    namespaces = {_namespace(iri) for iri in named}
    known = named | {datatype.value for datatype in DATATYPES}
    found = []
    for path in (*sources.project.rule_files, *sources.project.query_files):
        shown = sources.project.shown(path)
        with suppress(QueryError, InputError, UnicodeDecodeError):
            for iri, place in _used(path.read_text("utf-8"), shown):
                if iri not in known and _namespace(iri) in namespaces:
                    found.append(_undeclared(shorten(iri, sources.project.prefixes), place))
    return found


def _named(sources: Sources) -> Iterator[NamedNode]:
    """Yield what the ontology and the data say anything about."""
    for file in (*sources.ontology, *sources.data):
        yield from (subject for subject, _, _ in file.document.facts if isinstance(subject, NamedNode))


@lru_cache(maxsize=256)
def _used(text: str, shown: str) -> tuple[tuple[str, Place], ...]:
    """Return the IRIs that a query and the patterns in its header name, with their places; the last files are kept."""
    named = [(iri, Place(shown, line, column)) for iri, line, column in iris(text)]
    header = read_header(text, file=shown)
    for key in _HEADER_PATTERNS:
        named += _used_in_header(text, str(header.get(key, "")), shown)
    return tuple(named)


def _used_in_header(text: str, patterns: str, shown: str) -> Iterator[tuple[str, Place]]:
    prologue = [line for line in text.splitlines() if line.lstrip().upper().startswith("PREFIX")]
    marked = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.startswith("#+")]
    query = [*prologue, "ASK {", *patterns.splitlines(), "}"]
    for iri, line, column in iris("\n".join(query)):
        written = query[line - 1]
        homes = (Place(shown, number, there.index(written) + column) for number, there in marked if written in there)
        yield iri, next(homes, Place(shown))


def _namespace(iri: str) -> str:
    match = _NAMESPACE.match(iri)
    return match[0] if match else iri


def _undeclared(name: str, place: Place) -> Finding:
    message, advice = TIES["undeclared-term"]
    return Finding("undeclared-term", Level.VIOLATION, Text(*(words.format(name) for words in message)), advice, place)
