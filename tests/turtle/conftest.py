"""What the tests of Turtle share: when two graphs are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, Quad

from llika.terms import Fact

SameGraph = Callable[[Iterable[Fact], Iterable[Fact]], bool]


def _canonical(facts: Iterable[Fact]) -> Dataset:
    dataset = Dataset(Quad(s, p, o) for s, p, o in facts if not isinstance(s, Literal))
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return dataset


@pytest.fixture(scope="session")
def same_graph() -> SameGraph:
    """Return a comparison of graphs up to the labels of blank nodes."""
    return lambda one, other: _canonical(one) == _canonical(other)
