"""The description of one thing as RDF that reads alone: its facts, what names it, the evidence and every label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..dataset import Dataset
from ..evidence import Basis
from ..terms import DCTERMS, EV, RDFS, SKOS, BlankNode, Fact, NamedNode, Term

_NAMES = (RDFS.label, SKOS.prefLabel, DCTERMS.term("title"))


@dataclass(frozen=True, slots=True)
class Description:
    """What a dataset holds about one thing.

    :param facts: a symmetric concise bounded description: blank nodes are followed until something has a name
    :param total: how many facts name the thing; those of one page are among `facts`
    :param next: the number of the next page; None on the last
    """

    facts: frozenset[Fact]
    total: int
    next: int | None


def describe(dataset: Dataset, subject: Term, basis: Basis, *, page: int = 1, page_size: int = 100) -> Description:
    """Describe a thing on a basis.

    Claims, gaps and mentions come whole and with their passages; those that support no fact shown here do not come.

    :param page: of the facts that name the thing, counted from 1
    """
    return _Describer(dataset, basis).describe(subject, page, page_size)


class _Describer:
    def __init__(self, dataset: Dataset, basis: Basis) -> None:
        self._dataset = dataset
        self._basis = basis
        self._merged = dataset.merged(basis)

    def describe(self, subject: Term, page: int, page_size: int) -> Description:
        naming = self._merged.naming(subject)
        if not self._is_evidence(subject):
            naming = [fact for fact in naming if not fact[1].value.startswith(EV)]
        shown = naming[(page - 1) * page_size : page * page_size]
        own = set(self._downward(subject))
        for fact in shown:
            own |= {fact, *self._upward(fact[0])}
        evidence = {one for node in self._evidence(subject, own) for one in self._merged.about(node)}
        facts = own | evidence
        following = page + 1 if page * page_size < len(naming) else None
        names = set(self._names(facts))
        return Description(frozenset({*facts, *names, *self._names(names)}), len(naming), following)

    def _is_evidence(self, subject: Term) -> bool:
        """Tell whether a thing is evidence: what names it is told then, and else with the facts that it supports."""
        records = self._dataset.records
        named = [record.iri for kind in (records.claims, records.gaps, records.mentions) for record in kind]
        return subject in records.passages or subject in records.documents or subject in named

    def _downward(self, subject: Term) -> Iterator[Fact]:
        waiting, seen = [subject], {subject}
        for node in waiting:
            for fact in self._merged.about(node):
                yield fact
                if isinstance(fact[2], BlankNode) and fact[2] not in seen:
                    seen.add(fact[2])
                    waiting.append(fact[2])

    def _upward(self, subject: Term) -> Iterator[Fact]:
        """Yield what a blank node stands in, up to something with a name, and all of that."""
        waiting, seen = [subject] if isinstance(subject, BlankNode) else [], {subject}
        for node in waiting:
            yield from self._downward(node)
            for fact in self._merged.naming(node):
                yield fact
                if isinstance(fact[0], BlankNode) and fact[0] not in seen:
                    seen.add(fact[0])
                    waiting.append(fact[0])

    def _evidence(self, subject: Term, facts: Iterable[Fact]) -> Iterator[Term]:
        support, records = self._dataset.support, self._dataset.records
        claims = [claim for fact in facts for claim in support.claims(fact, self._basis)]
        for claim in (*claims, *support.denials_about(subject, self._basis)):
            yield from (claim.iri, claim.support)
        for mention in (one for one in records.mentions if one.thing == subject):
            yield from (mention.iri, mention.passage)
        yield from (gap.iri for gap in support.gaps(self._basis) if gap.subject == subject)

    def _names(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        terms = {term for fact in facts for term in fact if isinstance(term, NamedNode)}
        return (fact for term in terms for fact in self._merged.about(term) if fact[1] in _NAMES)
