"""The model at a glance: the kinds of nodes that data are made of, and what joins them.

Nothing of it is drawn up for the purpose. The kinds are the classes that the ontology marks with ``ev:nodeKind`` and
those that shapes target (SHACL 2.1.3.1); their properties are the paths of their property shapes with ``sh:class`` or
``sh:datatype``, ``sh:minCount`` and ``sh:maxCount`` (SHACL 4.1, 4.2), and else ``rdfs:domain`` and ``rdfs:range``. What
stands in one file of shapes is one part of the model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..dataset import Dataset
from ..explain import Json, Labels
from ..shapes import shape_files
from ..sources import LoadedFile
from ..terms import OWL, RDF, RDFS, SH, SKOS, Literal, NamedNode, Term, local_name
from .axioms import Axioms
from .modules import own_files, own_terms, title_of

_NO_FILE = ""
_MOST_USED = 3
"""A property that leads to more kinds than these is said to lead to anything."""


@dataclass(frozen=True, slots=True)
class _Link:
    """A property of a kind: what it leads to, and how often it is given."""

    predicate: NamedNode
    classes: tuple[NamedNode, ...] = ()
    datatype: NamedNode | None = None
    least: int | None = None
    most: int | None = None

    def __or__(self, other: _Link) -> _Link:
        """Join what two shapes say of one property."""
        return replace(
            self,
            classes=tuple(dict.fromkeys((*self.classes, *other.classes))),
            datatype=self.datatype or other.datatype,
            least=max(filter(None, (self.least, other.least)), default=None),
            most=min(filter(None, (self.most, other.most)), default=None),
        )


@dataclass(slots=True)
class _Part:
    """What one file says: its kinds with their properties."""

    iri: str
    title: Json
    kinds: dict[NamedNode, dict[NamedNode, _Link]] = field(default_factory=dict)


class Kinds:
    """The kinds of nodes of a dataset's ontology and shapes."""

    def __init__(self, dataset: Dataset, labels: Labels) -> None:
        self._dataset = dataset
        self._labels = labels
        self._axioms = Axioms(dataset.sources.modules)
        self._own = own_terms(dataset.sources)

    @cached_property
    def parts(self) -> list[Json]:
        """The parts of the model, each with its kinds; where nothing marks any, those that axioms tell of."""
        parts = [part for part in (*self._by_shapes(), *self._by_module()) if part.kinds]
        homes = {kind: number for number, part in enumerate(parts) for kind in part.kinds}
        joining = self._dataset.sources.vocabulary.object_properties
        for kind, links in ((kind, links) for part in parts for kind, links in part.kinds.items()):
            open_ended = [one for one in links.values() if not one.classes and one.predicate in joining]
            links.update({one.predicate: replace(one, classes=self._used(kind, one, homes)) for one in open_ended})
        ends = self._other_ends(parts)
        return [
            {
                "iri": part.iri,
                "title": part.title,
                "kinds": [
                    {**self._kind(kind, links, homes), "entailed": ends[kind]}
                    for kind, links in sorted(part.kinds.items(), key=str)
                ],
            }
            for part in parts
        ]

    def _used(self, kind: NamedNode, link: _Link, homes: Iterable[NamedNode]) -> tuple[NamedNode, ...]:
        """Return the kinds that a property leads to in the data: those that all values share, or all, where few."""
        merged, kinds = self._dataset.merged(self._dataset.published[-1]), frozenset(homes)
        types = [
            {o for _, p, o in merged.about(value) if p == RDF.type and isinstance(o, NamedNode)} & kinds
            for subject, _, value in merged.using(link.predicate)
            if (subject, RDF.type, kind) in merged.facts
        ]
        shared = frozenset.intersection(*map(frozenset, types)) if types else frozenset()
        found = set().union(*map(self._narrowest, [shared] if shared else types))
        return tuple(sorted(found, key=str)) if len(found) <= _MOST_USED else ()

    def _narrowest(self, types: Iterable[NamedNode]) -> set[NamedNode]:
        return {one for one in types if not any(one in self._wider(other) - {other} for other in types)}

    def _other_ends(self, parts: Iterable[_Part]) -> Mapping[NamedNode, list[Json]]:
        """Return the inverses by which a kind leads back to the nodes that point to it: they only follow."""
        found: dict[NamedNode, list[Json]] = defaultdict(list)
        every = ((kind, link) for part in parts for kind, links in part.kinds.items() for link in links.values())
        for source, link in every:
            for inverse in self._inverses(link.predicate)[:1]:
                told = {**self._named(inverse), "of": link.predicate.value, "from": self._named(source)}
                for target in link.classes:
                    found[target].append(told)
        return found

    def _by_shapes(self) -> Iterator[_Part]:
        """Yield a part for each file of shapes, with the classes of which it says most."""
        own = self._dataset.sources.shapes
        listed = [*own, *(file for file in shape_files(self._dataset.sources) if file not in own)]
        files = [(file, dict(self._targeted(file))) for file in listed]
        said: dict[NamedNode, tuple[int, str]] = {}
        for file, found in files:
            for kind, links in found.items():
                said[kind] = max(said.get(kind, (0, _NO_FILE)), (len(links), file.document.file))
        for file, found in files:
            part = _Part(*title_of(file))
            for kind in found:
                everywhere = [other[kind] for _, other in files if other.get(kind)]
                if said[kind] == (len(found[kind]), file.document.file) and everywhere:
                    part.kinds[kind] = _joined(link for links in everywhere for link in links.values())
            yield part

    def _targeted(self, file: LoadedFile) -> Iterator[tuple[NamedNode, dict[NamedNode, _Link]]]:
        shapes = Axioms({"shapes": file.document.facts})
        found: dict[NamedNode, list[_Link]] = defaultdict(list)
        for shape, target, _ in shapes.triples(SH.targetClass):
            if isinstance(target, NamedNode):
                found[target] += self._properties(shapes, shape)
        yield from ((kind, _joined(links)) for kind, links in found.items())

    def _properties(self, shapes: Axioms, shape: Term) -> Iterator[_Link]:
        known = self._dataset.sources.vocabulary
        for one, _ in shapes.values(shape, SH.property):
            path = shapes.value(one, SH.path)
            most = _whole(shapes.value(one, SH.maxCount))
            if not isinstance(path, NamedNode) or path.value.startswith(RDFS) or not known.declares(path) or most == 0:
                continue
            kind = shapes.value(one, SH.datatype)
            least = _whole(shapes.value(one, SH.minCount))
            link = _Link(path, tuple(self._classes(shapes, one)), kind if isinstance(kind, NamedNode) else None)
            yield replace(link if link.classes or link.datatype else self._ranged(path), least=least, most=most)

    def _classes(self, shapes: Axioms, shape: Term) -> Iterator[NamedNode]:
        choices = [one for listed, _ in shapes.values(shape, SH.term("or")) for one in shapes.members(listed)]
        for node in (shape, *choices):
            yield from (o for o, _ in shapes.values(node, SH.term("class")) if isinstance(o, NamedNode))

    def _by_module(self) -> Iterator[_Part]:
        """Yield a part for each module, with its node kinds that no shape targets, or their wider classes.

        Where nothing marks any kind, it is the classes that axioms give properties.
        """
        vocabulary = self._dataset.sources.vocabulary
        targeted = {kind for part in self._by_shapes() for kind in part.kinds}
        wanted = {kind for kind in vocabulary.node_kinds - targeted if not self._wider(kind) & targeted}
        for file in own_files(self._dataset.sources):
            part = _Part(*title_of(file))
            declared = {s for s, p, o in file.document.facts if p == RDF.type and o in (OWL.Class, RDFS.Class)}
            for kind in sorted((one for one in declared if isinstance(one, NamedNode)), key=str):
                links = dict(self._described(kind))
                if kind in wanted or (not targeted and not vocabulary.node_kinds and links):
                    part.kinds[kind] = links
            yield part

    def _described(self, kind: NamedNode) -> Iterator[tuple[NamedNode, _Link]]:
        for predicate, _ in self._axioms.subjects(RDFS.domain, kind):
            if isinstance(predicate, NamedNode):
                yield predicate, self._ranged(predicate)

    def _ranged(self, predicate: NamedNode) -> _Link:
        """Return what axioms say a property leads to."""
        ranges = tuple(o for o, _ in self._axioms.values(predicate, RDFS.range) if isinstance(o, NamedNode))
        is_data = predicate in self._dataset.sources.vocabulary.data_properties
        return _Link(predicate, datatype=next(iter(ranges), None)) if is_data else _Link(predicate, ranges)

    def _kind(self, kind: NamedNode, links: Mapping[NamedNode, _Link], homes: Mapping[NamedNode, int]) -> Json:
        return {
            **self._named(kind),
            "definition": self._labels.shown_definition(kind),
            "node": kind in self._dataset.sources.vocabulary.node_kinds,
            "kinds": [self._named(one) for one in self._below(kind)],
            "properties": [self._property(link, homes) for link in sorted(links.values(), key=self._place)],
        }

    def _place(self, link: _Link) -> tuple[bool, bool, str]:
        """Return where a property stands among those of its kind: what is always given first."""
        return not link.least, bool(link.datatype), link.predicate.value

    def _property(self, link: _Link, homes: Mapping[NamedNode, int]) -> Json:
        inverse = next(iter(self._inverses(link.predicate)), None)
        return {
            **self._named(link.predicate),
            "range": [
                {**self._named(one), "part": homes.get(one), "concept": SKOS.Concept in self._wider(one)}
                for one in link.classes
            ],
            "datatype": local_name(link.datatype.value) if link.datatype else None,
            "least": link.least or 0,
            "most": link.most,
            "inverse": self._named(inverse) if inverse else None,
        }

    def _inverses(self, predicate: NamedNode) -> list[NamedNode]:
        both = (
            *self._axioms.values(predicate, OWL.inverseOf),
            *self._axioms.subjects(OWL.inverseOf, predicate),
        )
        return [one for one, _ in both if isinstance(one, NamedNode)]

    def _below(self, kind: NamedNode) -> list[NamedNode]:
        own = set(self._own["class"])
        found = [one for one, _ in self._axioms.subjects(RDFS.subClassOf, kind) if one in own]
        return [one for one in found if isinstance(one, NamedNode)]

    def _wider(self, kind: Term) -> set[Term]:
        """Return the named classes that a class is below, itself among them."""
        known, waiting = set[Term](), [kind]
        while waiting:
            one = waiting.pop()
            if one not in known:
                known.add(one)
                waiting += [wider for wider, _ in self._axioms.values(one, RDFS.subClassOf)]
        return {one for one in known if isinstance(one, NamedNode)}

    def _named(self, term: NamedNode) -> Json:
        return {"iri": term.value, "label": self._labels.shown(term)}


def _joined(links: Iterable[_Link]) -> dict[NamedNode, _Link]:
    found: dict[NamedNode, _Link] = {}
    for link in links:
        known = found.get(link.predicate)
        found[link.predicate] = known | link if known else link
    return found


def _whole(term: Term | None) -> int | None:
    return int(term.value) if isinstance(term, Literal) and term.value.isdecimal() else None
