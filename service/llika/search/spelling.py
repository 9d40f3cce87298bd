"""The nearest words that there are to one that there is not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from .question import folded, written_words

_COMPARED = 60
_OFFERED = 2
_SHORT = 5
_LONGEST = 32


class Spelling:
    """The words of some texts, as these write them."""

    def __init__(self, texts: Iterable[str]) -> None:
        counted = Counter(word for text in texts for word in written_words(text))
        self._written: dict[str, str] = {}
        for word, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
            self._written.setdefault(folded(word), word)
        self._frequency = counted
        self._holding: dict[str, list[str]] = defaultdict(list)
        for word in self._written:
            for trigram in set(_trigrams(word)):
                self._holding[trigram].append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._written

    def goes_on(self, start: str) -> bool:
        """Tell whether some word begins so."""
        return any(word.startswith(start) for word in self._written)

    def nearest(self, word: str) -> list[str]:
        """Return the words that differ from a folded word by one or two letters, the nearest first."""
        if len(word) > _LONGEST:
            return []
        shared = Counter(other for trigram in _trigrams(word) for other in self._holding.get(trigram, ()))
        most = 1 if len(word) < _SHORT else 2
        likely = [other for other, _ in shared.most_common(_COMPARED) if abs(len(other) - len(word)) <= most]
        found = sorted((distance(word, other), -self._frequency[self._written[other]], other) for other in likely)
        return [self._written[other] for far, _, other in found if far <= most][:_OFFERED]


def distance(one: str, other: str) -> int:
    """Return how many letters must be added, left out, changed or swapped with their neighbour.

    The restricted edit distance of Damerau and Levenshtein.

    >>> distance("municipailty", "municipality"), distance("red", "redes")
    (1, 2)
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, facing in enumerate(other, 1):
            best = min(last[column] + 1, here[-1] + 1, last[column - 1] + (letter != facing))
            if row > 1 < column and letter == other[column - 2] and facing == one[row - 2]:
                best = min(best, before[column - 2] + 1)
            here.append(best)
        before, last = last, here
    return last[-1]


def _trigrams(word: str) -> Iterator[str]:
    """Yield the parts by which words are alike; a swap or a wrong letter in a short word leaves its ends."""
    padded = f"  {word} "
    for start in range(len(padded) - 2):
        yield padded[start : start + 3]
    yield f"{word[:1]}…{word[-1:]}"
