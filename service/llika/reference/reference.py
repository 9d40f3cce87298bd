"""What a reader looks up: every class, property and concept of a project, with what is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from ..dataset import Dataset
from ..derive import ClosedWorldRule, read_rule
from ..evidence import Basis
from ..explain import Json, Labels
from ..saved import SavedQuery
from ..sparql import iris
from ..terms import DCTERMS, OWL, RDF, RDFS, SKOS, BlankNode, NamedNode, Term, local_name
from .axioms import Axioms, Known
from .expressions import Expressions
from .modules import modules_of, own_terms
from .phrases import Phrase, as_json, joined, said
from .rules import rule_as_json

_NOTES = {
    "alternative": SKOS.altLabel,
    "scope": SKOS.scopeNote,
    "example": SKOS.example,
    "editorial": SKOS.editorialNote,
}
_KINDS = {
    OWL.ObjectProperty: "object",
    OWL.DatatypeProperty: "data",
    OWL.AnnotationProperty: "annotation",
}
_CHARACTERISTICS = {
    OWL.FunctionalProperty: "functional",
    OWL.InverseFunctionalProperty: "inverse_functional",
    OWL.TransitiveProperty: "transitive",
    OWL.SymmetricProperty: "symmetric",
    OWL.AsymmetricProperty: "asymmetric",
    OWL.ReflexiveProperty: "reflexive",
    OWL.IrreflexiveProperty: "irreflexive",
}


class Reference:
    """The terms of a dataset's ontology.

    :param queries: the saved queries, which are named with the terms that they use
    :raises SyntaxFault: for a closed-world rule that cannot be read
    """

    def __init__(self, dataset: Dataset, labels: Labels, queries: Mapping[str, SavedQuery]) -> None:
        self._dataset = dataset
        self._labels = labels
        self._queries = queries
        self._axioms = Axioms(dataset.sources.modules)
        self._words = Expressions(self._axioms, labels)
        self._rules = [read_rule(path, shown_as=dataset.project.shown(path)) for path in dataset.project.rule_files]
        self._own = own_terms(dataset.sources)
        self._pages: dict[Basis, Json] = {}

    def ontology(self, basis: Basis) -> Json:
        """Return the whole reference; how many members and uses there are is told for a basis.

        :raises NotFound: ``basis-unpublished``
        """
        if basis not in self._pages:
            self._dataset.inference.stratum(basis)
            self._pages[basis] = self._ontology(basis)
        return self._pages[basis]

    def term(self, term: NamedNode, basis: Basis) -> Json | None:
        """Return what is said of a class, a property or a concept; None for anything else."""
        kinds = {kind for kind, _ in self._axioms.values(term, RDF.type)}
        if kinds & {OWL.Class, RDFS.Class}:
            return self._class(term, basis)
        if kind := next((name for key, name in _KINDS.items() if key in kinds), None):
            return self._property(term, kind, basis)
        return self._concept(term, basis) if SKOS.Concept in kinds else None

    def anchor(self, term: NamedNode) -> str:
        """Return the name of a term on the page of the ontology: its local name, or all of it where two share one.

        The fragment of the ontology's own IRI leads to its own term all the same.
        """
        name = local_name(term.value)
        is_fragment = term.value == f"{self._dataset.project.ontology}#{name}"
        return name if is_fragment or self._names[name] == 1 else term.value

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        """The anchors of the project's terms, by their IRIs."""
        return {term.value: self.anchor(term) for terms in self._own.values() for term in terms}

    @cached_property
    def _names(self) -> Mapping[str, int]:
        names: dict[str, int] = defaultdict(int)
        for term in {one for terms in self._own.values() for one in terms}:
            names[local_name(term.value)] += 1
        return names

    def _ontology(self, basis: Basis) -> Json:
        own = self._own
        classes = [self._class(term, basis) for term in own["class"]]
        return {
            "version": self._dataset.version,
            "basis": basis.dataset,
            "modules": modules_of(self._dataset, self._labels),
            "tree": self._tree(own["class"], basis),
            "classes": classes,
            "properties": [self._property(term, kind, basis) for kind in _KINDS.values() for term in own[kind]],
            "schemes": self._schemes(basis),
            "axioms": [self._general(*axiom) for axiom in self._unplaced()],
            "rules": [rule_as_json(rule, self._labels) for rule in self._rules],
        }

    def _head(self, term: NamedNode) -> Json:
        sources = [value for value, _ in self._axioms.values(term, DCTERMS.source) if isinstance(value, NamedNode)]
        return {
            "iri": term.value,
            "anchor": self.anchor(term),
            "label": self._labels.shown(term),
            "definition": self._labels.shown_definition(term),
            "notes": {name: found for name, key in _NOTES.items() if (found := self._axioms.texts(term, key))},
            "sources": [self._linked(source) for source in sources],
            "deprecated": self._axioms.value(term, OWL.deprecated) is not None,
            "queries": [
                {"name": query.name, "summary": query.summary._asdict()}
                for query in self._queries.values()
                if term.value in self._named_in[query.name]
            ],
        }

    def _class(self, term: NamedNode, basis: Basis) -> Json:
        above = self._axioms.values(term, RDFS.subClassOf)
        below = self._axioms.subjects(RDFS.subClassOf, term)
        same = [*self._axioms.values(term, OWL.equivalentClass), *self._axioms.subjects(OWL.equivalentClass, term)]
        apart = [*self._axioms.values(term, OWL.disjointWith), *self._axioms.subjects(OWL.disjointWith, term)]
        return {
            **self._head(term),
            "kind": "class",
            "members": self._members(term, basis),
            "parents": [self._linked(*known) for known in self._above(term)],
            "children": [self._linked(*known) for known in self._below.get(term, ())],
            "equivalent": [self._worded(self._words.noun(one), on) for one, on in same],
            "requires": [self._worded(self._words.condition(one), on) for one, on in _unnamed(above)],
            "suffices": [self._worded(self._words.noun(one), on) for one, on in _unnamed(below)],
            "disjoint": [self._linked(*known) for known in _named((*apart, *self._all_disjoint(term)))],
            "keys": [
                self._worded(joined(map(self._words.property, self._axioms.members(key)), ", ", ", "), on)
                for key, on in self._axioms.values(term, OWL.hasKey)
            ],
            "domain_of": [self._linked(*known) for known in _named(self._axioms.subjects(RDFS.domain, term))],
            "range_of": [self._linked(*known) for known in _named(self._axioms.subjects(RDFS.range, term))],
            "rules": [rule.name for rule in self._rules if term.value in self._concluded(rule)],
        }

    def _property(self, term: NamedNode, kind: str, basis: Basis) -> Json:
        inverse = [*self._axioms.values(term, OWL.inverseOf), *self._axioms.subjects(OWL.inverseOf, term)]
        same = [
            *self._axioms.values(term, OWL.equivalentProperty),
            *self._axioms.subjects(OWL.equivalentProperty, term),
        ]
        types = {found for found, _ in self._axioms.values(term, RDF.type)}
        return {
            **self._head(term),
            "kind": kind,
            "uses": len(self._dataset.merged(basis).using(term)),
            "parents": [self._linked(*known) for known in _named(self._axioms.values(term, RDFS.subPropertyOf))],
            "children": [self._linked(*known) for known in _named(self._axioms.subjects(RDFS.subPropertyOf, term))],
            "domain": [self._worded(self._words.noun(one), on) for one, on in self._axioms.values(term, RDFS.domain)],
            "range": [self._worded(self._words.noun(one), on) for one, on in self._axioms.values(term, RDFS.range)],
            "inverse": [self._linked(*known) for known in _named(inverse)],
            "equivalent": [self._linked(*known) for known in _named(same)],
            "characteristics": [name for key, name in _CHARACTERISTICS.items() if key in types],
            "chains": [
                self._worded(joined(map(self._words.property, self._axioms.members(chain)), " → ", " → "), on)
                for chain, on in self._axioms.values(term, OWL.propertyChainAxiom)
            ],
            "concluded": [self._general(*axiom) for axiom in self._conclusions.get(term, ())],
        }

    def _concept(self, term: NamedNode, basis: Basis) -> Json:
        types = [(kind, on) for kind, on in self._axioms.values(term, RDF.type) if kind != SKOS.Concept]
        return {
            **self._head(term),
            "kind": "concept",
            "types": [self._linked(*known) for known in _named(types)],
            "schemes": [self._linked(*known) for known in _named(self._axioms.values(term, SKOS.inScheme))],
            "broader": [self._linked(*known) for known in _named(self._axioms.values(term, SKOS.broader))],
            "narrower": [self._linked(*known) for known in _named(self._axioms.subjects(SKOS.broader, term))],
            "uses": sum(self._is_use(fact[0]) for fact in self._dataset.merged(basis).naming(term)),
        }

    def _is_use(self, subject: Term) -> bool:
        return isinstance(subject, NamedNode) and not self._axioms.values(subject, RDF.type)

    def _members(self, term: NamedNode, basis: Basis) -> int:
        return sum(predicate == RDF.type for _, predicate, _ in self._dataset.merged(basis).naming(term))

    def _tree(self, classes: Iterable[NamedNode], basis: Basis) -> list[Json]:
        """Return the classes under their parents; one that has several is opened under the first."""
        own = list(classes)
        opened: set[NamedNode] = set()

        def branch(term: NamedNode) -> Json:
            is_new = term not in opened
            opened.add(term)
            return {
                **self._linked(term),
                "members": self._members(term, basis),
                "children": [branch(child) for child, _ in self._below.get(term, ())] if is_new else [],
            }

        tree = [branch(term) for term in own if not any(parent in own for parent, _ in self._above(term))]
        return tree + [branch(term) for term in own if term not in opened]  # classes in a circle have no top

    def _above(self, term: NamedNode) -> list[tuple[NamedNode, Basis]]:
        """Return the classes that a class is said to be below, in its definition too."""
        found = self._axioms.values(term, RDFS.subClassOf)
        for definition, on in self._axioms.values(term, OWL.equivalentClass):
            conjuncts = self._axioms.members(self._axioms.value(definition, OWL.intersectionOf))
            found += [(one, on) for one in conjuncts]
        return [(one, on) for one, on in _named(found) if one != term]

    @cached_property
    def _below(self) -> Mapping[NamedNode, list[tuple[NamedNode, Basis]]]:
        """The project's own classes below each class."""
        found: dict[NamedNode, list[tuple[NamedNode, Basis]]] = defaultdict(list)
        for term in self._own["class"]:
            for parent, on in self._above(term):
                found[parent].append((term, on))
        return found

    def _schemes(self, basis: Basis) -> list[Json]:
        """Return the concepts by scheme, those in none at the end."""
        members: dict[Term | None, list[NamedNode]] = defaultdict(list)
        for concept in self._own["concept"]:
            schemes: list[Term | None] = [one for one, _ in self._axioms.values(concept, SKOS.inScheme)]
            for scheme in schemes or [None]:
                members[scheme].append(concept)
        named = sorted((one for one in members if isinstance(one, NamedNode)), key=str)
        return [
            {
                **(self._head(scheme) if scheme else {"iri": None, "anchor": None, "label": None, "definition": None}),
                "concepts": [self._concept(concept, basis) for concept in members[scheme]],
            }
            for scheme in (*named, *([None] if None in members else []))
        ]

    def _all_disjoint(self, term: NamedNode) -> Iterator[Known]:
        for axiom, on in self._axioms.subjects(RDF.type, OWL.AllDisjointClasses):
            members = self._axioms.members(self._axioms.value(axiom, OWL.members))
            if term in members:
                yield from ((other, on) for other in members if other != term and isinstance(other, NamedNode))

    @cached_property
    def _conclusions(self) -> Mapping[NamedNode, list[tuple[Term, Term, Basis]]]:
        """The axioms between unnamed classes, by the property that they conclude."""
        found: dict[NamedNode, list[tuple[Term, Term, Basis]]] = defaultdict(list)
        for lower, upper, on in self._between_unnamed():
            verb = self._axioms.value(upper, OWL.onProperty)
            if isinstance(verb, NamedNode):
                found[verb].append((lower, upper, on))
        return found

    def _unplaced(self) -> list[tuple[Term, Term, Basis]]:
        return [axiom for axiom in self._between_unnamed() if self._axioms.value(axiom[1], OWL.onProperty) is None]

    def _between_unnamed(self) -> list[tuple[Term, Term, Basis]]:
        found = [
            (lower, upper, on)
            for lower, upper, on in self._axioms.triples(RDFS.subClassOf)
            if isinstance(lower, BlankNode) and isinstance(upper, BlankNode)
        ]
        return sorted(found, key=lambda axiom: (axiom[2], str(self._general(*axiom)["en"])))

    def _general(self, lower: Term, upper: Term, on: Basis) -> Json:
        """Return an axiom about whatever fits a description."""
        return self._worded(
            said("whatever ", "todo lo que ")
            + self._words.condition(lower)
            + said(", ", ", ")
            + self._words.condition(upper),
            on,
        )

    @cached_property
    def _named_in(self) -> Mapping[str, frozenset[str]]:
        """The IRIs that each saved query names."""
        return {name: frozenset(iri for iri, _, _ in iris(query.text)) for name, query in self._queries.items()}

    def _concluded(self, rule: ClosedWorldRule) -> set[str]:
        return {iri for iri, _, _ in iris(f"{rule.prologue} CONSTRUCT {{ {rule.head} }} WHERE {{}}")}

    def _worded(self, phrase: Phrase, on: Basis) -> Json:
        return {**as_json(phrase), "basis": on.label}

    def _linked(self, term: Term, on: Basis | None = None) -> Json:
        anchor = {"anchor": self.anchor(term)} if isinstance(term, NamedNode) else {}
        return {
            "iri": term.value,
            "label": self._labels.shown(term),
            **anchor,
            **({} if on is None else {"basis": on.label}),
        }


def _named(known: Iterable[Known]) -> list[tuple[NamedNode, Basis]]:
    """Return what has a name, each once with its strongest basis."""
    found: dict[NamedNode, Basis] = {}
    for term, basis in sorted(known, key=lambda one: (one[1], str(one[0]))):
        if isinstance(term, NamedNode):
            found.setdefault(term, basis)
    return list(found.items())


def _unnamed(known: Iterable[Known]) -> list[tuple[BlankNode, Basis]]:
    return [(term, basis) for term, basis in known if isinstance(term, BlankNode)]
