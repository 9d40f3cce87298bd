"""Search: from what somebody types to the things that may be meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock

from ..dataset import Dataset
from ..evidence import Basis
from ..explain import Labels
from ..saved import SavedQuery
from ..terms import EV, NamedNode, Term, Text, expand
from .question import Question, read_question
from .shelf import Shelf
from .snippets import Matched, matched
from .things import SCHEMA, kind_label, things_of

_Scored = tuple[int, float]
"""The number of a thing on its shelf, and its score."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing among what was found.

    :param count: how many there are of it
    """

    iri: NamedNode
    label: Text
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found.

    :param kinds: its most special classes
    :param matched: what of it answers the question best; its label where it was asked for by kind or by IRI
    """

    iri: NamedNode
    label: Text
    kinds: tuple[tuple[NamedNode, Text], ...]
    matched: Matched
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """What a question found.

    :param kinds: those of everything that was found, before one of them was chosen
    :param partial: nothing holds all the words, and these hold some of them
    :param suggestions: the question with words that exist, where it has some that do not
    """

    total: int
    hits: tuple[Hit, ...]
    kinds: tuple[Kind, ...]
    partial: bool = False
    suggestions: tuple[str, ...] = ()


class Search:
    """Finds the things of one dataset and its saved queries; an index is made for each basis when it is first asked."""

    def __init__(self, dataset: Dataset, labels: Labels, queries: Mapping[str, SavedQuery]) -> None:
        self.dataset = dataset
        self._labels = labels
        self.queries = queries
        self._shelves: dict[Basis, Shelf] = {}
        self._lock = Lock()

    def find(
        self,
        text: str,
        *,
        basis: Basis,
        language: str = "en",
        kind: NamedNode | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Results:
        """Return what answers a text, whatever it is, the best first; without a text everything of a kind, by label.

        What the text names by IRI, CURIE or slug comes first.

        :param language: of the texts shown, where there is a choice
        :raises NotFound: ``basis-unpublished``
        """
        shelf, question = self._shelf(basis), read_question(text)
        is_asked = bool(text.strip())
        found, partial = self._answers(shelf, question) if is_asked else (shelf.in_order(language), False)
        chosen = [one for one in found if kind is None or kind in shelf.things[one[0]].kinds]
        if not is_asked and kind is None:
            chosen = []
        return Results(
            len(chosen),
            tuple(self._hit(shelf, *one, question, language) for one in chosen[offset : offset + limit]),
            self._kinds(shelf, [number for number, _ in found]),
            partial and bool(found),
            shelf.suggest(question) if partial else (),
        )

    def _answers(self, shelf: Shelf, question: Question) -> tuple[list[_Scored], bool]:
        """Return what answers a question, with its score, and whether nothing holds all the words."""
        found = self._named_first(shelf, question, shelf.ranked(question, shelf.index.find(question)))
        if found:
            return found, False
        return shelf.index.find(question, every=False) or shelf.index.find(question.begun()), True

    def _shelf(self, basis: Basis) -> Shelf:
        with self._lock:
            if basis not in self._shelves:
                things = things_of(self.dataset, self._labels, self.queries, basis)
                self._shelves[basis] = Shelf(things, self.dataset.merged(basis).facts, self._uses(basis))
            return self._shelves[basis]

    def _uses(self, basis: Basis) -> Counter[Term]:
        """Count the facts that each term stands in; evidence is none of them."""
        known = self.dataset.sources.vocabulary
        found = (fact for fact in self.dataset.merged(basis).facts if not fact[1].value.startswith(EV))
        return Counter(end for fact in found if not known or known.is_fact(fact) for end in (fact[0], fact[2]))

    def _named_first(self, shelf: Shelf, question: Question, found: list[_Scored]) -> list[_Scored]:
        """Return what was found with that before it which the text names, by IRI or CURIE, or by a whole name."""
        named = expand(question.text.strip(), self.dataset.project.prefixes)
        first = [shelf.numbers[named]] if named in shelf.numbers else []
        scores = dict(found)
        first += (number for number in shelf.called(question) if number in scores)
        best = max(scores.values(), default=1.0)
        return list({**dict.fromkeys(first, best), **scores}.items()) if first else found

    def _hit(self, shelf: Shelf, number: int, score: float, question: Question, language: str) -> Hit:
        thing = shelf.things[number]
        kinds = [(kind, kind_label(kind, self._labels)) for kind in shelf.special(thing.kinds)]
        kinds.sort(key=lambda kind: (kind[1], kind[0].value))
        return Hit(thing.iri, thing.label, tuple(kinds), matched(thing, question, language), score)

    def _kinds(self, shelf: Shelf, numbers: Iterable[int]) -> tuple[Kind, ...]:
        """Return the kinds of things, the most frequent first; those of the model itself last.

        A kind that has the same things as one more special is left out.
        """
        counts = Counter(kind for number in numbers for kind in shelf.things[number].kinds)
        same = {above for below in counts for above in shelf.above(below) if counts[above] == counts[below]}
        found = (
            Kind(kind, kind_label(kind, self._labels), count) for kind, count in counts.items() if kind not in same
        )
        return tuple(sorted(found, key=lambda kind: (kind.iri in SCHEMA, -kind.count, kind.label, kind.iri.value)))
