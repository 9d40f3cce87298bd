"""Contradictions: the inconsistency rules of the table, looked up in a finished closure."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass

from ..terms import OWL, Fact, Term, Text
from .compile import CLASHING, expand_lists
from .facts import Index, Lists
from .join import is_test, order_atoms, solve
from .rule import ground
from .table import ORDER
from .wording import Bindings, local_names, terms_named, word


@dataclass(frozen=True, slots=True)
class Clash:
    """Facts that cannot hold together.

    :param rule: the name of the inconsistency rule
    :param facts: the schema facts and data facts that make its body true
    :param wording: what is wrong, with the rule's variables in braces
    :param bindings: what these variables stand for
    """

    rule: str
    facts: tuple[Fact, ...]
    wording: Text
    bindings: Bindings = ()

    def sentence(self, name: Callable[[Term], Text] = local_names) -> Text:
        """Return what is wrong, in words, with every term called by its name."""
        return word(self.wording, self.bindings, name)


def find_clashes(index: Index, lists: Lists, asserted: Container[Fact]) -> tuple[Clash, ...]:
    """Return the contradictions in a closed index, in the order of the table."""
    return rank_clashes(_all_clashes(index, lists), index, asserted)


def rank_clashes(clashes: Iterable[Clash], index: Index, asserted: Container[Fact]) -> tuple[Clash, ...]:
    """Return contradictions in the order of the table.

    Of several that read the same, or would if things that are the same had one name, only the one nearest to what was
    asserted is kept.
    """
    kept: dict[tuple[str, frozenset[Term]], Clash] = {}

    def rank(clash: Clash) -> tuple[int, int, str]:
        derived = sum(fact not in asserted for fact in clash.facts)
        return ORDER[clash.rule], derived, str(clash.facts)

    for clash in sorted(clashes, key=rank):
        named = terms_named(clash.wording, clash.bindings)
        kept.setdefault((clash.rule, frozenset(_representative(term, index) for term in named)), clash)
    return tuple(kept.values())


def _representative(term: Term, index: Index) -> Term:
    return min((term, *(other for _, _, other in index.match(term, OWL.sameAs, None))), key=str)


def _all_clashes(index: Index, lists: Lists) -> Iterator[Clash]:
    for rule in CLASHING:
        for expanded, chosen in expand_lists(rule, index, lists):
            for binding in solve(order_atoms(expanded.body, chosen), index, chosen):
                facts = tuple(ground(atom, binding) for atom in expanded.body if not is_test(atom))
                yield Clash(rule.name, facts, rule.wording, tuple(binding.items()))
