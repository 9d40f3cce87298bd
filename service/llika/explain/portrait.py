"""A thing as a reader wants it: what is said of it in words, and what points to it, a kind at a time.

A figure, a remark or a seat is a node of its own that points to its owner. On the page of the owner each is told with
its own words, values and passages, so that nobody has to open twenty pages to read twenty figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from ..evidence import Basis, Claim
from ..terms import DCTERMS, EV, RDF, RDFS, SKOS, XSD, Fact, Literal, NamedNode, Term
from .proofs import ASSERTED
from .views import Json, Views

_OTHERWISE_SHOWN = {RDFS.label, RDFS.comment, SKOS.prefLabel, SKOS.definition, DCTERMS.source, DCTERMS.term("title")}
_NUMBERS = {XSD.integer, XSD.decimal, XSD.double, XSD.term("float"), XSD.term("nonNegativeInteger")}


def portrait(
    views: Views, subject: NamedNode, basis: Basis, *, page: int = 1, page_size: int | None = None
) -> dict[str, object]:
    """Return all that a dataset holds about an entity, its texts, and the nodes that point to it with theirs.

    :param page: of what names it; pages count from 1
    :param page_size: how much of that is on a page; by default all
    """
    entity = views.entity(subject, basis, page=page, page_size=page_size)
    nodes = _Nodes(views, subject, basis)
    texts = texts_of(views, subject, basis)
    return {**entity, "texts": texts, "targets": nodes.targets(entity), "nodes": nodes.told(entity)}


def texts_of(views: Views, subject: NamedNode, basis: Basis) -> list[Json]:
    """Return what the data say of a thing in words, by annotation and language; the shortest first.

    :return: texts under ``und`` have no language
    """
    vocabulary = views.dataset.sources.vocabulary
    found: dict[NamedNode, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for _, predicate, value in views.dataset.merged(basis).about(subject):
        if predicate not in vocabulary.annotation_properties or predicate in _OTHERWISE_SHOWN:
            continue
        if isinstance(value, Literal) and not predicate.value.startswith(EV):
            found[predicate][value.language or "und"].append(value.value)
    shortest = sorted(found.items(), key=lambda one: (max(len(t) for ts in one[1].values() for t in ts), one[0].value))
    return [{**views.term(predicate), "texts": dict(texts)} for predicate, texts in shortest]


class _Nodes:
    """What points to one thing."""

    def __init__(self, views: Views, subject: NamedNode, basis: Basis) -> None:
        self._views = views
        self._subject = subject
        self._basis = basis
        self._dataset = views.dataset
        self._merged = views.dataset.merged(basis)

    def told(self, entity: Mapping[str, object]) -> list[Json]:
        """Return what names a thing, in groups of one class and one property."""
        groups: dict[tuple[NamedNode | None, NamedNode], list[tuple[NamedNode, Json]]] = defaultdict(list)
        for fact in self._links(entity):
            node, predicate = NamedNode(str(fact["subject"])), NamedNode(str(fact["predicate"]))
            groups[self._kind(node), predicate].append((node, fact))
        shown = [self._group(*key, found) for key, found in groups.items()]
        return sorted(shown, key=lambda group: (not group["valued"], str(group["class"]), str(group["predicate"])))

    def targets(self, entity: Mapping[str, object]) -> list[Json]:
        """Return the nodes that a thing is written to lead to with their values, such as both sides of a divergence."""
        found: dict[NamedNode, Json] = {}
        for fact in cast("list[Json]", entity["facts"]):
            node = NamedNode(str(fact["object"])) if fact["layer"] == ASSERTED and self._is_thing(fact) else None
            kind = self._kind(node) if node else None
            if node and fact["predicate"] != RDF.type.value and self._is_node(kind):
                values = self._values(node, kind)
                claims = self._claims([], values)
                found[node] = {**self._node(node, values, fact), "claims": self._views.claims(claims)}
        return list(found.values())

    def _is_thing(self, fact: Json) -> bool:
        """Tell whether the object of a fact is an IRI: the view holds the text of a value in the same place."""
        return any(
            isinstance(value, NamedNode) and (predicate.value, value.value) == (fact["predicate"], fact["object"])
            for _, predicate, value in self._merged.about(self._subject)
        )

    def _links(self, entity: Mapping[str, object]) -> list[Json]:
        """Return the facts that lead here, but for memberships and what the reasoner adds to a written link."""
        facts, incoming = (cast("list[Json]", entity[end]) for end in ("facts", "incoming"))
        written = {fact["object"] for fact in facts if fact["layer"] == ASSERTED}
        written |= {fact["subject"] for fact in incoming if fact["layer"] == ASSERTED}
        links = [fact for fact in incoming if fact["predicate"] != RDF.type.value]
        return [fact for fact in links if fact["layer"] == ASSERTED or fact["subject"] not in written]

    def _kind(self, node: NamedNode) -> NamedNode | None:
        """Return the narrowest class that a node is written to be in."""
        types = [o for _, p, o in self._merged.about(node) if p == RDF.type and isinstance(o, NamedNode)]
        written = [kind for kind in types if self._is_written((node, RDF.type, kind))]
        above = {wider for kind in written for wider in self._wider(kind) if kind not in self._wider(wider)}
        return min((kind for kind in written if kind not in above), key=str, default=None)

    def _wider(self, kind: Term) -> set[Term]:
        return {o for _, p, o in self._merged.about(kind) if p == RDFS.subClassOf} - {kind}

    def _is_written(self, fact: Fact) -> bool:
        return fact in self._dataset.inference.stratum(self._basis).closure.asserted

    def _is_node(self, kind: NamedNode | None) -> bool:
        kinds = self._dataset.sources.vocabulary.node_kinds
        return kind is not None and (kind in kinds or bool(self._wider(kind) & kinds))

    def _group(self, kind: NamedNode | None, predicate: NamedNode, found: Sequence[tuple[NamedNode, Json]]) -> Json:
        is_node = self._is_node(kind)
        nodes = [(self._values(node, kind) if is_node else [], node, link) for node, link in found]
        columns = _columns(fact for values, _, _ in nodes for fact in values)
        nodes.sort(key=lambda node: (*_numbers(node[0], columns), self._views.labels.of(node[1]).en, node[1].value))
        return {
            "class": self._views.term(kind) if kind is not None else None,
            "predicate": self._views.term(predicate),
            "valued": is_node,
            "columns": [self._views.term(column) for column in columns],
            "nodes": [self._node(node, values, link) for values, node, link in nodes],
        }

    def _values(self, node: NamedNode, kind: NamedNode | None) -> list[Fact]:
        """Return what is written of a node besides its class and its link to the thing."""
        vocabulary = self._dataset.sources.vocabulary
        return [
            fact
            for fact in self._merged.about(node)
            if vocabulary.is_fact(fact)
            and fact[2] not in (kind, self._subject)
            and fact[1] != RDF.type
            and not fact[1].value.startswith(EV)
            and self._is_written(fact)
        ]

    def _node(self, node: NamedNode, values: Sequence[Fact], link: Json) -> Json:
        return {
            **self._views.term(node),
            "texts": texts_of(self._views, node, self._basis),
            "facts": [
                {
                    "predicate": predicate.value,
                    "predicate_label": self._views.labels.shown(predicate),
                    "object": value.value,
                    "object_label": self._views.labels.shown(value),
                    "number": isinstance(value, Literal) and value.datatype in _NUMBERS,
                }
                for _, predicate, value in values
            ],
            "link": link,
            "claims": self._views.claims(self._claims([self._arc(link)], values)),
        }

    def _arc(self, link: Json) -> Fact:
        return NamedNode(str(link["subject"])), NamedNode(str(link["predicate"])), self._subject

    def _claims(self, links: Iterable[Fact], values: Iterable[Fact]) -> list[Claim]:
        """Return a claim for every passage that a node rests on."""
        support = self._dataset.support
        found = {c.support: c for fact in (*links, *values) for c in reversed(support.claims(fact, self._basis))}
        return sorted(found.values(), key=lambda claim: claim.support.value)


def _columns(facts: Iterable[Fact]) -> list[NamedNode]:
    """Return the predicates of facts, those of most nodes first."""
    counts = Counter({(fact[0], fact[1]): 1 for fact in facts}.keys())
    used = Counter(predicate for _, predicate in counts)
    return sorted(used, key=lambda predicate: (-used[predicate], predicate.value))


def _numbers(values: Iterable[Fact], columns: Sequence[NamedNode]) -> list[float]:
    """Return the whole numbers of a node in the order of the columns, by which its group is in order."""
    found: dict[NamedNode, float] = {
        predicate: float(value.value)
        for _, predicate, value in values
        if isinstance(value, Literal) and value.datatype == XSD.integer
    }
    return [found.get(column, float("inf")) for column in columns]
