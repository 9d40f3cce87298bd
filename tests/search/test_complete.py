"""Completion: what people begin to type, and what the parameter takes."""

from __future__ import annotations

import pytest

from llika.dataset import Dataset
from llika.evidence import Basis
from llika.search import QUERY, Search, complete, complete_from
from llika.terms import Text

VALUES = [("c:done", Text("done", "realizada")), ("c:planned", Text("planned", "prevista"))]


@pytest.mark.parametrize("text", ["igf", "remurpe", "comité", "a", "function", "c:agency"])
def test_every_value_names_the_thing_that_was_found(search: Search, dataset: Dataset, text: str) -> None:
    found = complete(search, text, basis=Basis.READING, limit=50)
    assert found
    hits = search.find(text, basis=Basis.READING, limit=1000).hits
    expected = [hit.iri for hit in hits if QUERY not in [kind for kind, _ in hit.kinds]][:50]
    assert [dataset.resolve(one.value) for one in found] == expected


def test_things_of_one_label_are_told_apart_by_what_they_are(search: Search) -> None:
    found = complete(search, "internet governance", basis=Basis.READING)
    assert (found[0].value, found[0].description) == ("c:internet-governance", Text("field", "campo temático"))


def test_no_more_is_offered_than_wanted(search: Search) -> None:
    assert len(complete(search, "network", basis=Basis.READING, limit=3)) == 3


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", ["c:done", "c:planned"]),
        ("pre", ["c:planned"]),
        ("REALIZADA", ["c:done"]),
        ("c:d", ["c:done"]),
        ("done planned", []),
    ],
)
def test_of_listed_values_those_are_offered_that_hold_the_words(text: str, values: list[str]) -> None:
    assert [one.value for one in complete_from(VALUES, text)] == values
    assert [one.value for one in complete_from(VALUES, text, limit=1)] == values[:1]
