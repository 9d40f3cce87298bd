"""A page of rows: as JSON and as CSV, for people with a spreadsheet, and in the formats of the standards."""

from __future__ import annotations

import csv
import io
import json
import re

from pyoxigraph import QueryResultsFormat, parse_query_results

from ..sparql import Form, MediaType
from ..terms import XSD, Literal, NamedNode, Term
from .run import ResultPage
from .values import plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell; some take the wide signs of East Asian keyboards for the plain ones."""
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_BOM = "\ufeff"


def as_json(page: ResultPage) -> dict[str, object]:
    """Return a page as the JSON object that every door gives."""
    return {
        "query": page.query,
        "version": page.version,
        "basis": page.basis.dataset,
        "parameters": {name: plain(term) for name, term in page.parameters.items()},
        "columns": list(page.columns),
        "rows": [{name: plain(term) for name, term in row.items()} for row in page.rows],
        "page": page.page,
        "page_size": page.page_size,
        "next": page.next,
        "total": page.total,
    }


def as_csv(page: ResultPage) -> bytes:
    """Return a page as CSV (RFC 4180) in UTF-8, with the byte order mark by which Excel knows the encoding.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_cell(name) for name in page.columns])
    writer.writerows([_cell(plain(row[name])) for name in page.columns] for row in page.rows)
    return (_BOM + text.getvalue()).encode()


def as_sparql(page: ResultPage, media: MediaType) -> bytes:
    """Return a page in a format of SPARQL 1.1 for results (JSON, XML, CSV, TSV), with every term as it is."""
    assert isinstance(media.format, QueryResultsFormat)  # noqa: S101 - graphs have no pages
    written = _sparql_json(page)
    if media.format == QueryResultsFormat.JSON:
        return written
    return parse_query_results(written, QueryResultsFormat.JSON).serialize(format=media.format) or b""


def _sparql_json(page: ResultPage) -> bytes:
    """Write SPARQL 1.1 Query Results JSON (sections 3 and 4)."""
    answer: dict[str, object]
    if page.form is Form.ASK:
        answer = {"head": {}, "boolean": any(plain(term) is True for row in page.rows for term in row.values())}
    else:
        bound = [{name: _binding(term) for name, term in row.items() if term is not None} for row in page.rows]
        answer = {"head": {"vars": list(page.columns)}, "results": {"bindings": bound}}
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        return {**found, "xml:lang": term.language}
    return found if term.datatype == XSD.string else {**found, "datatype": term.datatype.value}


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
