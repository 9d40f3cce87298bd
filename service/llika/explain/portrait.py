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
    return {
        **entity,
        "kinds": [views.term(kind) for kind in nodes.kinds()],
        "texts": texts,
        "targets": nodes.targets(entity),
        "nodes": nodes.told(entity),
    }


def values_of(views: Views, subject: NamedNode, basis: Basis) -> list[Json]:
    """Return what is written of a thing besides its class, as the facts of a node."""
    return _Nodes(views, subject, basis).own_values()


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

    def kinds(self) -> list[NamedNode]:
        """Return the classes of the thing that none of the others is narrower than."""
        types = [o for _, p, o in self._merged.about(self._subject) if p == RDF.type and isinstance(o, NamedNode)]
        return self._narrowest([kind for kind in types if kind in self._dataset.sources.vocabulary.classes])

    def own_values(self) -> list[Json]:
        """Return what is written of the thing itself besides its class."""
        return self._told_values(self._values(self._subject, self._kind(self._subject)))

    def told(self, entity: Mapping[str, object]) -> list[Json]:
        """Return what names a thing, in groups of one class and one property.

        First nodes that are there for this thing alone and say who or what it is, as a post does; then figures; then
        what it takes part in; then what is said of it, and what it says itself; at last mere links.
        """
        groups: dict[tuple[NamedNode | None, NamedNode], list[tuple[NamedNode, Json]]] = defaultdict(list)
        for fact in self._links(entity):
            node, predicate = NamedNode(str(fact["subject"])), NamedNode(str(fact["predicate"]))
            groups[self._kind(node), predicate].append((node, fact))
        shown = [(kind, predicate, self._group(kind, predicate, found)) for (kind, predicate), found in groups.items()]
        return [group for *_, group in sorted(shown, key=lambda one: self._place(*one))]

    def _place(self, kind: NamedNode | None, predicate: NamedNode, group: Json) -> tuple[int, int, str, str]:
        """Return where a group stands on the page; of groups alike the larger first."""
        nodes = cast("list[dict[str, list[Json]]]", group["nodes"])
        is_said = any(node["texts"] for node in nodes) or any(
            self._is_saying(NamedNode(str(column["iri"]))) for column in cast("list[Json]", group["columns"])
        )
        has_figures = any(is_figure(fact) for node in nodes for fact in node["facts"])
        if not group["valued"]:
            place = 6
        elif self._is_saying(predicate):
            place = 5 if has_figures else 4
        elif has_figures:
            place = 1
        else:
            place = 3 if is_said else 0 if self._is_of_one(kind, predicate) else 2
        return place, -len(nodes), str(group["class"]), predicate.value

    def _is_saying(self, predicate: NamedNode) -> bool:
        """Tell whether a property leads to whoever said a thing."""
        return predicate == EV.attributedTo or any(
            p == RDFS.subPropertyOf and o == EV.attributedTo for _, p, o in self._merged.about(predicate)
        )

    def _is_of_one(self, kind: NamedNode | None, predicate: NamedNode) -> bool:
        """Tell whether a property leads from nodes of one class alone, and from each to one thing."""
        nodes = [node for node, _, _ in self._merged.using(predicate) if isinstance(node, NamedNode)]
        return len(set(nodes)) == len(nodes) and all(self._kind(node) == kind for node in nodes)

    def targets(self, entity: Mapping[str, object]) -> list[Json]:
        """Return the nodes that a thing is written to lead to with their values, such as both sides of a divergence.

        What stands beside such a node is told too, by its words alone where it is no node.
        """
        found: dict[NamedNode, Json] = {}
        links = [fact for fact in cast("list[Json]", entity["facts"]) if self._is_written_link(fact)]
        kinds = {str(fact["object"]): self._kind(NamedNode(str(fact["object"]))) for fact in links}
        leading = {fact["predicate"] for fact in links if self._is_node(kinds[str(fact["object"])])}
        for fact in links:
            node, kind = NamedNode(str(fact["object"])), kinds[str(fact["object"])]
            if fact["predicate"] in leading:
                values = self._values(node, kind) if self._is_node(kind) else []
                claims = self._claims([], values)
                found[node] = {**self._node(node, values, fact), "claims": self._views.claims(claims)}
        return list(found.values())

    def _is_written_link(self, fact: Json) -> bool:
        """Tell whether a fact is written and leads to an IRI: the view holds the text of a value in the same place."""
        return (fact["layer"], fact["predicate"] == RDF.type.value) == (ASSERTED, False) and any(
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
        return min(self._narrowest(written), key=str, default=None)

    def _narrowest(self, kinds: Sequence[NamedNode]) -> list[NamedNode]:
        above = {wider for kind in kinds for wider in self._wider(kind) if kind not in self._wider(wider)}
        return [kind for kind in kinds if kind not in above]

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
        parts = _parts([values for values, _, _ in nodes], columns)
        places = {node: (*_texts(values, parts), *_numbers(values, columns)) for values, node, _ in nodes}
        ranks = {place: number for number, place in enumerate(sorted(set(places.values())))}
        nodes.sort(key=lambda node: (ranks[places[node[1]]], self._views.labels.of(node[1]).en, node[1].value))
        return {
            "class": self._views.term(kind) if kind is not None else None,
            "predicate": self._views.term(predicate),
            "valued": is_node,
            "columns": [self._views.term(column) for column in columns],
            "nodes": [{**self._node(node, values, link), "rank": ranks[places[node]]} for values, node, link in nodes],
        }

    def _values(self, node: NamedNode, kind: NamedNode | None) -> list[Fact]:
        """Return what is written of a node besides its class and its link to the thing."""
        vocabulary = self._dataset.sources.vocabulary
        return [
            fact
            for fact in self._merged.about(node)
            if vocabulary.is_fact(fact)
            and fact[2] != kind
            and (node == self._subject or fact[2] != self._subject)
            and fact[1] != RDF.type
            and (fact[1] == EV.citedSource or not fact[1].value.startswith(EV))
            and self._is_written(fact)
        ]

    def _node(self, node: NamedNode, values: Sequence[Fact], link: Json) -> Json:
        return {
            **self._views.term(node),
            "texts": texts_of(self._views, node, self._basis),
            "facts": self._told_values(values),
            "link": link,
            "claims": self._views.claims(self._claims([self._arc(link)], values)),
        }

    def _told_values(self, values: Iterable[Fact]) -> list[Json]:
        return [
            {
                "predicate": predicate.value,
                "predicate_label": self._views.labels.shown(predicate),
                "object": value.value,
                "object_label": self._views.labels.shown(value),
                "number": isinstance(value, Literal) and value.datatype in _NUMBERS,
                **self._views.qualified(fact, self._dataset.support.claims(fact, self._basis)),
            }
            for fact in values
            for _, predicate, value in (fact,)
            if isinstance(value, NamedNode | Literal)
        ]

    def _arc(self, link: Json) -> Fact:
        return NamedNode(str(link["subject"])), NamedNode(str(link["predicate"])), self._subject

    def _claims(self, links: Iterable[Fact], values: Iterable[Fact]) -> list[Claim]:
        """Return a claim for every passage that a node rests on."""
        support = self._dataset.support
        found = {c.support: c for fact in (*links, *values) for c in reversed(support.claims(fact, self._basis))}
        return sorted(found.values(), key=lambda claim: claim.support.value)


def is_figure(value: Mapping[str, object]) -> bool:
    """Tell whether a value is a number with a point, as figures are written."""
    return bool(value["number"]) and "." in str(value["object"])


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


def _parts(nodes: Sequence[Sequence[Fact]], columns: Sequence[NamedNode]) -> list[NamedNode]:
    """Return the texts that every node has and within which alone its numbers count, as the part of a list does."""
    numbered = [tuple(_numbers(values, columns)) for values in nodes]
    if len(set(numbered)) == len(nodes):
        return []
    known = [
        {p: o.value for _, p, o in values if isinstance(o, Literal) and o.datatype == XSD.string} for values in nodes
    ]
    everywhere = [column for column in columns if all(column in texts for texts in known)]
    return [
        column
        for column in everywhere
        if len({(texts[column], numbers) for texts, numbers in zip(known, numbered, strict=True)}) == len(nodes)
        and len({texts[column] for texts in known}) < len(nodes)
    ]


def _texts(values: Iterable[Fact], columns: Sequence[NamedNode]) -> list[str]:
    found = {predicate: value.value for _, predicate, value in values}
    return [found[column] for column in columns]
