"""Pairs of term numbers as single integers, and sorted columns of them.

A *code* is ``subject << 32 | object`` in an ``int64``; numbers of terms stay below 2**31. A *column* is a
one-dimensional array of codes, sorted and without repetition, so that the pairs of one subject lie side by side and
membership is a binary search.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

SHIFT = 32
LOW = (1 << SHIFT) - 1
EMPTY: Codes = np.empty(0, np.int64)
EMPTY.flags.writeable = False

_FEW = 8
"""So many values are taken out of a column, or put in, by copying what lies between them."""


def pair(subjects: Codes, objects: Codes | int) -> Codes:
    """Return the codes of pairs; shapes (n,) and (n,) or a single object.

    >>> unpair(pair(np.array([3, 4]), 5))
    (array([3, 4]), array([5, 5]))
    """
    return (subjects << SHIFT) | objects


def unpair(codes: Codes) -> tuple[Codes, Codes]:
    """Return the subjects and the objects of codes."""
    return codes >> SHIFT, codes & LOW


def swap(codes: Codes) -> Codes:
    """Return the codes with subject and object exchanged; the order of rows stays."""
    return ((codes & LOW) << SHIFT) | (codes >> SHIFT)


def column(values: Codes) -> Codes:
    """Return the values sorted and each once.

    >>> column(np.array([2, 1, 2]))
    array([1, 2])
    """
    if len(values) < 2:
        return values
    if not bool((values[1:] > values[:-1]).all()):  # most columns arrive sorted: cheaper to look than to sort
        values = np.sort(values)
        values = values[np.concatenate(([True], values[1:] != values[:-1]))]
    return values


def contains(sorted_values: Codes, wanted: Codes) -> Mask:
    """Return for each wanted value whether a column has it; faster if the wanted ones are sorted too."""
    if not len(sorted_values):
        return np.zeros(len(wanted), np.bool_)
    at = sorted_values.searchsorted(wanted)
    at[at == len(sorted_values)] = 0
    found: Mask = sorted_values[at] == wanted
    return found


def has(sorted_values: Codes, wanted: int) -> bool:
    """Return whether a column has one value."""
    at = int(sorted_values.searchsorted(wanted))
    return at < len(sorted_values) and int(sorted_values[at]) == wanted


def without(values: Codes, removed: Codes) -> Codes:
    """Return the values that a column does not have."""
    return values[~contains(removed, values)] if len(removed) and len(values) else values


def difference(values: Codes, removed: Codes) -> Codes:
    """Return a column without the values of another, all of which it has."""
    at = values.searchsorted(removed)
    if len(at) > _FEW:
        return np.delete(values, at)
    return np.concatenate(_pieces(values, at, skip=1)) if len(at) else values


def union(one: Codes, other: Codes) -> Codes:
    """Return the column of two columns together; they must have nothing in common.

    >>> union(np.array([1, 4]), np.array([2]))
    array([1, 2, 4])
    """
    if not len(one) or not len(other):
        return one if len(one) else other
    small, large = (one, other) if len(one) < len(other) else (other, one)
    if len(small) <= _FEW:
        pieces = _pieces(large, large.searchsorted(small))
        between = [part for at, piece in enumerate(pieces) for part in (piece, small[at : at + 1])]
        return np.concatenate(between)
    if len(small) * 16 < len(large):  # copy once rather than sort
        return np.insert(large, large.searchsorted(small), small)
    return np.sort(np.concatenate((large, small)), kind="stable")


def _pieces(values: Codes, at: Codes, skip: int = 0) -> list[Codes]:
    """Return what lies before, between and after some positions, without so many values that begin there."""
    begins, ends = [0, *(at + skip).tolist()], [*at.tolist(), len(values)]
    return [values[first:last] for first, last in zip(begins, ends, strict=True)]


def spans(sorted_codes: Codes, subjects: Codes) -> tuple[Codes, Codes]:
    """Return where in a column the codes of each subject begin, and how many there are."""
    first = sorted_codes.searchsorted(subjects << SHIFT)
    return first, sorted_codes.searchsorted((subjects + 1) << SHIFT) - first


def positions(first: Codes, counts: Codes) -> tuple[Codes, Codes]:
    """Return, for spans laid end to end, which span each position belongs to and which position it is.

    >>> positions(np.array([7, 2]), np.array([2, 1]))
    (array([0, 0, 1]), array([7, 8, 2]))
    """
    span = np.repeat(np.arange(len(counts)), counts)
    begins = np.cumsum(counts) - counts
    return span, np.arange(len(span)) - np.repeat(begins - first, counts)
