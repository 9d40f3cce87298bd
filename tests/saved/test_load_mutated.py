"""Query files spoilt at random: whatever is in one, it is read, or refused at its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from tests.conftest import ROOT

from llika.errors import InputError
from llika.saved import SavedQuery

FULL = """#+ summary: {en: Members, es: Miembros}
#+ defaults:
#+   - year: 2017
#+ enumerate: [{status: [done, planned]}]
#+ parameters: {year: {en: Year, es: Año}, body: {en: Body, es: Órgano}}
#+ tests:
#+   - {parameters: {body: remurpe, status: done}, rows: 2, basis: stated}
PREFIX ex: <https://example.org/>
SELECT ?member (COUNT(?year) AS ?count) WHERE {
  ?_body_iri ex:hasMember ?member .  # ?_year
  ?member ex:year ?_year_integer , ?year ; ex:status ?_status ; ex:since ?since ; ex:unit ?_unit_ex_code .
  FILTER(COALESCE(?__from_xsd_date, ?since) <= ?since && ?year < ?_year_integer)
} GROUP BY ?member HAVING (COUNT(?year) > 1) ORDER BY ?member LIMIT 5
"""
SEEDS = [FULL, *(path.read_text("utf-8") for path in sorted((ROOT / "queries").glob("*.rq")))]
BITS = [
    '"', "'", "\\", "<", ">", "#", "{", "}", "(", ")", "[", ":", ",", "- ", "? ", "&a ", "*a", "|", "\t", "\r", "\0",
    "\x85", "\u2028", "\ufeff", "😀", "%", "^^", "@en", "\\u003E", "\\uD800", "?_x", "?__y_iri", "?_z_ex_t", "?_ñ",
    "?_x_page", "a", "\n#+ ", "#+ <<: {tags: [a]}\n", "#+ tests: [{rows: 1}]\n", "#+ defaults: {x: 2017-13-45}\n",
    "#+ tags: !!bool x\n",
    "#+ enumerate: [{x: [a]}]\n", "#+ ? [a]\n", "PREFIX ex: <a>\n", "PREFIX ex: <http://e/\\u003E>\n", "BASE <x>\n",
    " LIMIT ?_n ", " FROM ?_g_iri ", " SEPARATOR=?_x ", " ?_f_iri(?x) ", "<e:f>(?x)", "<<", " VALUES ?_x {} ", "1e999",
    " REGEX(?a, ?_x) ", " BOUND(?_x) ", " AS ?_x ", " ?_x<?_x ", "<'>?_n<'", "SERVICE ?_s_iri {}", " ORDER BY ?_x ",
]  # fmt: skip


def spoilt(chance: Random) -> str:
    """Return a query file with one to three changes."""
    text = chance.choice(SEEDS)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        start = chance.randrange(len(text) + 1)
        end = start if chance.random() < 0.5 else start + chance.randrange(12)
        text = text[:start] + (chance.choice(BITS) if chance.random() < 0.8 else "") + text[end:]
    return text


def fault(query_of: Callable[[str], SavedQuery], text: str) -> InputError | None:
    try:
        query_of(text)
    except InputError as error:
        return error
    return None


@pytest.mark.parametrize("seed", range(4))
def test_a_spoilt_file_is_read_or_refused_at_its_line(query_of: Callable[[str], SavedQuery], seed: int) -> None:
    chance, codes = Random(seed), Counter[str]()  # noqa: S311
    for _ in range(250):
        text = spoilt(chance)
        error = fault(query_of, text)
        codes[error.code if error else "read"] += 1
        if error:
            assert error.place is not None, text
            assert error.place.file == "queries/sample.rq"
            assert 1 <= (error.place.line or 0) <= text.count("\n") + 1, text
    assert min(codes["read"], codes["query-syntax"], codes["query-header"]) > 5
