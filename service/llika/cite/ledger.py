"""The evidence of a project as it becomes with what is being cited: what is described, where it goes, who covers what.

Everything is looked up in indexes that are made once, so that a thousand citations cost little more than one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import Place, UsageError
from ..evidence import Claim, Gap, Mention, claim_iri, loose_facts, node_terms
from ..evidence.ties import CLAIMS
from ..sources import Sources
from ..terms import Fact, NamedNode, Term, Text
from ..turtle import Places, places

Record = Claim | Gap | Mention


class AlreadyCited(UsageError):
    """The same claim, gap or mention is there.

    :param iri: its IRI
    """

    def __init__(self, iri: NamedNode, place: Place | None) -> None:
        super().__init__(
            "already-cited",
            Text(f"This is cited already: {iri.value}.", f"Esto ya está citado: {iri.value}."),
            Text(
                "Nothing to do; another passage may be cited too.", "Nada que hacer; puede citar otro pasaje también."
            ),
            place=place,
        )
        self.iri = iri


class Ledger:
    """What the claims files describe, and what is cited in addition."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        graphs = {name: facts for name, facts in sources.graphs.items() if name.startswith(CLAIMS)}
        self._described: dict[Term, str] = {fact[0]: name for name, facts in graphs.items() for fact in facts}
        records = sources.records
        self._supports = {*records.documents, *records.passages}
        known: Iterable[Record] = (*records.claims, *records.gaps, *records.mentions)
        self._said = {_said(record): record.iri for record in known}
        self._loose: dict[str, dict[Term, list[Fact]]] = {}
        self._node_claims: dict[tuple[str, Term], list[Claim]] = defaultdict(list)
        for claim in records.claims:
            if claim.node is not None:
                self._node_claims[claim.graph, claim.node].append(claim)
        self._places: dict[Path, Places] = {}
        self._files = {file.graph: file.path for file in reversed(sources.data)}
        self._homes = {
            (file.graph, fact[0]): file.path for file in reversed(sources.data) for fact in file.document.facts
        }

    def describes(self, iri: NamedNode) -> bool:
        """Tell whether a document or a passage is described."""
        return iri in self._supports

    def describe(self, iri: NamedNode) -> None:
        """Note a passage or a document as described."""
        self._supports.add(iri)

    def enter(self, record: Record) -> None:
        """Note new evidence.

        :raises AlreadyCited: where the same is said already, under whatever IRI
        """
        said = _said(record)
        known = self._said.get(said) or (record.iri if record.iri in self._described else None)
        if known is not None:
            raise AlreadyCited(known, self._place_of(known))
        self._said[said] = record.iri
        self._described[record.iri] = record.graph
        if isinstance(record, Claim) and record.node is not None:
            self._node_claims[record.graph, record.node].append(record)

    def covered(self, graph: str, node: NamedNode) -> list[Fact]:
        """Return the facts of a node that have no claim of their own: what a claim about the node covers."""
        return self._loose_in(graph).get(node, [])

    def release(self, graph: str, fact: Fact) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Take a fact that now has a claim of its own from the claims about its node; yield their old and new IRIs."""
        covered = self._loose_in(graph).get(fact[0], [])
        if fact not in covered:
            return
        covered.remove(fact)
        for claim in self._node_claims[CLAIMS + graph, fact[0]]:
            if claim.node is not None:
                terms = node_terms(claim.node, covered)
                yield claim.iri, claim_iri(self._sources.project.base, terms, claim.support, claim.affirms)

    def file_for(self, graph: str, subject: Term) -> Path:
        """Return the file of a graph in which a subject stands already, or its first one, or a new one."""
        if known := self._homes.get((graph, subject)) or self._files.get(graph):
            return known
        beside = self._files.get(graph.removeprefix(CLAIMS))
        folder = self._sources.project.root / "graph_data"
        if graph.startswith(CLAIMS) and beside:
            return folder / CLAIMS / beside.relative_to(folder)
        return folder / f"{graph}.ttl"

    def _place_of(self, iri: NamedNode) -> Place | None:
        """Return where evidence stands in the files; None for what is only being cited."""
        path = self._homes.get((self._described.get(iri, ""), iri))
        if path is None:
            return None
        if path not in self._places:
            self._places[path] = places(path.read_bytes().decode("utf-8-sig"))
        return Place(self._sources.project.shown(path), *(self._places[path].of(iri) or ()))

    def _loose_in(self, graph: str) -> dict[Term, list[Fact]]:
        if graph not in self._loose:
            claims = (claim for claim in self._sources.records.claims if claim.graph == CLAIMS + graph)
            facts = self._sources.graphs.get(graph, frozenset())
            self._loose[graph] = loose_facts(claims, facts, self._sources.vocabulary)
        return self._loose[graph]


def _said(record: Record) -> tuple[object, ...]:
    """Return what evidence says, whatever its IRI."""
    match record:
        case Claim(fact=None):
            return record.node, record.support, record.affirms, record.graph
        case Claim():
            return record.fact, record.support, record.affirms
        case Gap():
            return record.subject, record.wanted, frozenset(record.searched)
        case Mention():
            return record.thing, record.written, record.passage
