"""What can be found on one basis: things in an order that stays, their index, their classes, their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cached_property

from ..terms import RDFS, Fact, NamedNode, Term
from .index import Index
from .question import Question, Token, folded, forms, name_key, read_question, tokens
from .spelling import Spelling
from .things import NAMES, Field, Thing

_SUGGESTED = 2


class Shelf:
    """The things of one basis.

    :param uses: in how many facts each term stands
    """

    def __init__(self, things: Iterable[Thing], facts: Iterable[Fact], uses: Mapping[Term, int]) -> None:
        self._uses = uses
        self.things = sorted(things, key=lambda thing: (thing.label.en.casefold(), thing.iri.value))
        self.numbers = {thing.iri: number for number, thing in enumerate(self.things)}
        self.index = Index(self.things)
        self._called: dict[str, dict[int, int]] = defaultdict(dict)
        for number, thing in enumerate(self.things):
            for one in thing.said:
                if one.field in NAMES:
                    weight = NAMES.index(one.field)
                    called = self._called[name_key(one.text)]
                    called[number] = min(weight, called.get(number, weight))
        self._above: dict[Term, set[NamedNode]] = defaultdict(set)
        for subject, predicate, value in facts:
            if predicate == RDFS.subClassOf and isinstance(value, NamedNode):
                self._above[subject].add(value)

    def called(self, question: Question) -> list[int]:
        """Return the numbers of the things of which the question is a whole name, labels before other names."""
        found = (
            (weight, number) for name in question.whole_names() for number, weight in self._called.get(name, {}).items()
        )
        return [number for _, number in sorted(found)]

    def ranked(self, question: Question, found: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
        """Return what was found in the order of its places; what has the same place stays as the index has it."""
        return sorted(found, key=lambda one: self._place(question, one[0]))

    def _place(self, question: Question, number: int) -> tuple[int, ...]:
        """Return where a thing stands among those found.

        First what holds every word whole in its label: of these what is of a kind so called, and then what most facts
        are about. Of the rest, for which the words may only begin or stand in a text, the index knows best.
        """
        said = self.things[number].said
        if not _holds(question, (one.text for one in said if one.field is Field.LABEL)):
            return (1,)
        is_kind = _holds(question, (one.text for one in said if one.field is Field.KIND))
        return 0, not is_kind, -self._uses.get(self.things[number].iri, 0)

    def in_order(self, language: str) -> list[tuple[int, float]]:
        """Return all things in the order of their labels, none with a score."""
        labels = [folded(thing.label.said_in(language)) for thing in self.things]
        return [(number, 0.0) for number in sorted(range(len(labels)), key=labels.__getitem__)]

    def above(self, kind: NamedNode) -> set[NamedNode]:
        """Return the classes that are wider than one."""
        return {wider for wider in self._above.get(kind, ()) if kind not in self._above.get(wider, ())}

    def special(self, kinds: Set[NamedNode]) -> Set[NamedNode]:
        """Return those classes of a thing that none of the others is narrower than."""
        return kinds - {wider for kind in kinds for wider in self.above(kind)}

    def suggest(self, question: Question) -> tuple[str, ...]:
        """Return a question with the nearest words that there are in place of those that there are not."""
        unknown = [token for one in question.wanted for token in one.tokens if not self._knows(token, one.goes_on)]
        nearest = {token: near for token in unknown if (near := self._spelling.nearest(token.word))}
        if not nearest:
            return ()
        offered = dict.fromkeys(_replaced(question.text, nearest, choice) for choice in range(_SUGGESTED))
        found = tuple(text for text in offered if self.index.find(read_question(text)))
        return found or tuple(offered)[:1]

    def _knows(self, token: Token, goes_on: bool) -> bool:
        known = any(form in self._spelling for form in forms(token.word))
        return known or (goes_on and self._spelling.goes_on(token.word))

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(one.text for thing in self.things for one in thing.said if one.field is not Field.NAME)


def _holds(question: Question, texts: Iterable[str]) -> bool:
    """Tell whether every word of a question stands whole in one of some texts, in singular or plural."""
    return any(all(one.stands_whole(words) for one in question.wanted) for words in map(tokens, texts))


def _replaced(text: str, nearest: dict[Token, list[str]], choice: int) -> str:
    """Return a text with each of some words replaced by the choice-th of its nearest words, or the last of them."""
    for token in sorted(nearest, key=lambda token: token.start, reverse=True):
        near = nearest[token]
        text = text[: token.start] + near[min(choice, len(near) - 1)] + text[token.end :]
    return text
