"""What a change of the facts given changes in what follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .codes import EMPTY, Codes, union, without
from .dictionary import TYPE, Dictionary
from .factset import FactSet, Listed
from .relations import ANY, Tables, by_class


@dataclass(frozen=True, slots=True)
class Changes:
    """The inferences that a change of the facts given made and unmade; the facts changed are not among them.

    :param added: facts that hold now and did not
    :param removed: facts that held and do not any more
    """

    added: FactSet
    removed: FactSet


def compare(before: Iterable[FactSet], after: Iterable[FactSet], given: Tables, dictionary: Dictionary) -> Changes:
    """Return what changed between two closures, each as what was asserted and what was entailed."""
    changed = Listed(dictionary, given).by_predicate()
    former, latter = (_whole(sets) for sets in (before, after))
    added, removed = (
        {
            predicate: without(without(codes, other.get(predicate, EMPTY)), changed.get(predicate, EMPTY))
            for predicate, codes in one.items()
        }
        for one, other in ((latter, former), (former, latter))
    )
    return Changes(Listed(dictionary, _keyed(added)), Listed(dictionary, _keyed(removed)))


def _whole(sets: Iterable[FactSet]) -> dict[int, Codes]:
    """Return the facts of several sets, which have nothing in common, as one column for each predicate."""
    whole: dict[int, Codes] = {}
    for each in sets:
        for predicate, codes in each.by_predicate().items():
            whole[predicate] = union(whole.get(predicate, EMPTY), codes)
    return whole


def _keyed(columns: dict[int, Codes]) -> Tables:
    tables: Tables = {}
    for predicate, codes in columns.items():
        if len(codes):
            tables.update(by_class(codes) if predicate == TYPE else {(predicate, ANY): codes})
    return tables
