"""Lines that ask a saved query from a terminal, from Python and from R.

What a caller chose stands in them percent-encoded only: an address holds no sign that any of these languages knows as
the end of a string.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from ...saved import MAX_PAGE_SIZE
from ...sparql import Form


class Snippet(NamedTuple):
    """A few lines of a language."""

    language: str
    code: str


def snippets(address: str, form: Form, arguments: Mapping[str, str], basis: str) -> list[Snippet]:
    """Return lines that get the whole answer of a query.

    :param address: of the query, without a suffix
    :param arguments: parameter name → text
    :param basis: the dataset to ask

    >>> snippets("http://127.0.0.1:8000/queries/people", Form.SELECT, {"body": "a'b"}, "documents")[0].code
    "curl -o people.csv 'http://127.0.0.1:8000/queries/people.csv?body=a%27b&basis=documents'"
    """
    asked = urlencode({**arguments, "basis": basis})
    name = address.rpartition("/")[2]
    if form.answers_graph:
        turtle = f"{address}.ttl?{asked}"
        return [
            Snippet("curl", f"curl -o {name}.ttl '{turtle}'"),
            Snippet("Python", f'import rdflib\n\ngraph = rdflib.Graph().parse("{turtle}", format="turtle")'),
            Snippet("R", f'library(rdflib)\n\ngraph <- rdf_parse("{turtle}", format = "turtle")'),
        ]
    csv, json = f"{address}.csv?{asked}", f"{address}.json?{asked}&page_size={MAX_PAGE_SIZE}"
    python = "import json\nfrom urllib.request import urlopen\n\n"
    return [
        Snippet("curl", f"curl -o {name}.csv '{csv}'"),
        Snippet("Python", f'{python}with urlopen("{json}") as answer:\n    rows = json.load(answer)["rows"]'),
        Snippet("R", f'rows <- read.csv("{csv}", fileEncoding = "UTF-8-BOM")'),
    ]
