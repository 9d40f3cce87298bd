"""A page of rows as JSON and as CSV, for people with a spreadsheet.

Typed answers (SPARQL JSON, XML, TSV) are the store's; here a value is a plain one.
"""

from __future__ import annotations

import csv
import io
import re

from .run import ResultPage
from .values import plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
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
    }


def as_csv(page: ResultPage) -> bytes:
    """Return a page as CSV (RFC 4180) in UTF-8, with the byte order mark by which Excel knows the encoding.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(page.columns)
    writer.writerows([_cell(plain(row[name])) for name in page.columns] for row in page.rows)
    return (_BOM + text.getvalue()).encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
