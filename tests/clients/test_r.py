"""R: its own ``read.csv`` on an address, and the package SPARQL; Debian has both (r-base-core, r-cran-sparql)."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from typing import NoReturn

import httpx
import pytest
from tests.clients.questions import NETWORKS, TERMS, Row, cells, rows_of_csv, value

from llika.terms import Term

Rows = Callable[[str], list[Row]]
R = Callable[..., list[list[str]]]


@pytest.fixture
def r(missing: Callable[[str], NoReturn]) -> R:
    """Return what runs an expression of R, with ``args`` as given, and reads the table that it makes."""
    if shutil.which("Rscript") is None:
        missing("R (r-base-core, r-cran-sparql)")

    def run(expression: str, *arguments: str) -> list[list[str]]:
        written = f'args <- commandArgs(TRUE); write.csv({expression}, row.names = FALSE, na = "")'
        call = ["Rscript", "-e", written, *arguments]
        done = subprocess.run(call, capture_output=True, check=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"})
        return rows_of_csv(done.stdout)

    return run


@pytest.mark.parametrize("query", [NETWORKS, TERMS], ids=["networks", "terms"])
def test_read_csv_reads_a_query_by_its_address(address: str, rows: Rows, r: R, query: str) -> None:
    url = f"{address}/sparql?{httpx.QueryParams(query=query, format='csv')}"
    found = r("read.csv(args[1], colClasses = 'character', na.strings = NULL)", url)
    assert found == [[text.replace("\r\n", "\n") for text in row] for row in cells(rows(query))]  # R has one line end


def test_read_csv_reads_a_saved_query_with_its_accents(address: str, r: R) -> None:
    url = f"{address}/queries/functions-of-body"
    [expected] = httpx.get(f"{url}.json?body=cies").json()["rows"]
    found = r("read.csv(args[1], na.strings = NULL)[c('gap', 'reason_es')]", f"{url}.csv?body=cies")
    assert found == [[expected["gap"], expected["reason_es"]]]


@pytest.mark.parametrize(
    ("options", "written"),
    [("", str), (", format = 'csv', extra = list(format = 'csv')", value)],
    ids=["xml", "csv"],
)
def test_the_package_sparql_gets_the_rows(
    address: str, rows: Rows, r: R, options: str, written: Callable[[Term], str]
) -> None:
    ask = f"{{ suppressMessages(library(SPARQL)); SPARQL(args[1], args[2]{options})$results }}"
    expected = [["" if term is None else written(term) for term in row] for row in rows(NETWORKS)]
    assert r(ask, f"{address}/sparql", NETWORKS) == expected
