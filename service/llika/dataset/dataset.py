"""The dataset as a value: its graphs, its terms, what supports a fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property

from ..errors import NotFound
from ..evidence import STRATA, Basis, Records, basis_of_graph
from ..evidence.ties import CLAIMS
from ..findings import Finding
from ..project import Project
from ..sources import Sources
from ..terms import DCTERMS, OWL, RDF, Fact, Literal, NamedNode, Term, Text, expand, quad
from .infer import Inference
from .support import Support

_TITLE = DCTERMS.term("title")


class FactIndex:
    """Facts by subject, predicate and object, each in a fixed order; grouped and ordered when they are asked for."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = frozenset(facts)

    def about(self, subject: Term) -> Sequence[Fact]:
        """Return the facts with this subject."""
        return _ordered(self._about, subject)

    def naming(self, value: Term) -> Sequence[Fact]:
        """Return the facts with this object."""
        return _ordered(self._naming, value)

    def using(self, predicate: Term) -> Sequence[Fact]:
        """Return the facts with this predicate."""
        return _ordered(self._using, predicate)

    @cached_property
    def _using(self) -> dict[Term, Sequence[Fact]]:
        return _grouped((fact[1], fact) for fact in self.facts)

    @cached_property
    def _about(self) -> dict[Term, Sequence[Fact]]:
        return _grouped((fact[0], fact) for fact in self.facts)

    @cached_property
    def _naming(self) -> dict[Term, Sequence[Fact]]:
        return _grouped((fact[2], fact) for fact in self.facts)


def _grouped(facts: Iterable[tuple[Term, Fact]]) -> dict[Term, Sequence[Fact]]:
    groups: dict[Term, list[Fact]] = defaultdict(list)
    for term, fact in facts:
        groups[term].append(fact)
    return dict(groups)


def _ordered(groups: dict[Term, Sequence[Fact]], term: Term) -> Sequence[Fact]:
    found = groups.get(term, ())
    if isinstance(found, list):  # not asked for before
        found = groups[term] = tuple(sorted(found, key=str))
    return found


@dataclass(frozen=True)
class Dataset:
    """What a project says and what follows, under one version; immutable.

    :param findings: what the checks found; a violation among them forbade publishing some weaker basis
    """

    sources: Sources
    version: str
    inference: Inference
    findings: tuple[Finding, ...] = ()
    support: Support = field(init=False)
    _merged: dict[Basis, FactIndex] = field(init=False, default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "support", Support(self.sources.evidence))

    @property
    def project(self) -> Project:
        """The project it was built from."""
        return self.sources.project

    @property
    def published(self) -> tuple[Basis, ...]:
        """The bases on which questions are answered, the strongest first: those without a contradiction."""
        return tuple(stratum.basis for stratum in self.inference.strata)

    @property
    def records(self) -> Records:
        """The evidence."""
        return self.sources.records

    @cached_property
    def graphs(self) -> dict[str, frozenset[Fact]]:
        """Every graph by its name below ``graph/``, the built ones among them."""
        built: dict[str, frozenset[Fact]] = {"service": self._description()}
        for stratum in self.inference.strata:
            built[f"entailed{stratum.basis.suffix}"] = stratum.fresh
            built[f"derived{stratum.basis.suffix}"] = frozenset(one.fact for one in stratum.derived)
        shapes = {"shapes": frozenset(fact for file in self.sources.shapes for fact in file.document.facts)}
        return {**self.sources.modules, **self.sources.graphs, **shapes, **built}

    def names(self, basis: Basis) -> list[str]:
        """Return the names of the graphs a dataset has: of the derived ones exactly one, the shapes never."""
        own_derived = f"derived{basis.suffix}"
        return [
            name
            for name in sorted(self.graphs)
            if name != "shapes"
            and basis_of_graph(name) <= basis
            and (name.split("/")[0] != "derived" or name == own_derived)
        ]

    def merged(self, basis: Basis) -> FactIndex:
        """Return the default graph of a dataset: each triple of its named graphs once.

        :raises NotFound: ``basis-unpublished``
        """
        if (published := self.inference.stratum(basis).basis) not in self._merged:
            named = (self.graphs[name] for name in self.names(published))
            self._merged[published] = FactIndex(fact for facts in named for fact in facts)
        return self._merged[published]

    @cached_property
    def _titles(self) -> dict[Term, str]:
        titles: dict[Term, str] = {}
        for document in self.records.documents.values():
            for subject, predicate, value in self.graphs[document.graph]:
                if subject == document.iri and predicate == _TITLE and isinstance(value, Literal):
                    titles[subject] = min(value.value, titles.get(subject, value.value))
        return titles

    def title_of(self, document: NamedNode) -> str | None:
        """Return the title of a source document."""
        return self._titles.get(document)

    def knows(self, term: Term) -> bool:
        """Tell whether any published graph names a term."""
        return term in self._terms

    @cached_property
    def _terms(self) -> frozenset[Term]:
        named = (self.graphs[name] for name in self.names(self.published[-1]))
        return frozenset(term for facts in named for fact in facts for term in fact)

    def resolve(self, name: str) -> NamedNode | None:
        """Return the term that a full IRI, a CURIE or a slug names; a slug must name something the dataset knows."""
        found = expand(name, self.project.prefixes)
        if found is not None or not name:
            return found
        for stem in self.project.stems:
            try:
                term = NamedNode(stem + name)
            except ValueError:
                return None
            if self.knows(term):
                return term
        return None

    def term(self, name: str) -> NamedNode:
        """Return the term that a full IRI, a CURIE or a slug names.

        :raises NotFound: ``term-unknown``
        """
        found = self.resolve(name)
        if found is None:
            raise NotFound(
                "term-unknown",
                Text(f"There is no “{name}” in this dataset.", f"No existe «{name}» en este conjunto de datos."),
                Text("Give a full IRI, a CURIE or a slug.", "Dé una IRI completa, un CURIE o un identificador corto."),
            )
        return found

    def fact(self, subject: str, predicate: str, value: str) -> Fact:
        """Return the fact that three names mean: ``a`` is rdf:type, the object a term or a literal of the subject's.

        A number names a literal by its value: the store that answers queries does not keep how it was written.

        :raises NotFound: ``term-unknown``
        """
        about = self.term(subject)
        verb = RDF.type if predicate == "a" else self.term(predicate)
        known = (fact[2] for fact in self.merged(self.published[-1]).about(about))
        literals = (term for term in known if isinstance(term, Literal) and _is_written(term, value))
        return about, verb, next(literals, None) or self.term(value)

    @cached_property
    def dump(self) -> bytes:
        """Every named graph as sorted N-Quads, with literals as the files write them."""
        graphs = ((self.project.graph_iri(name), facts) for name, facts in self.graphs.items())
        return "".join(sorted(f"{quad(fact, graph)} .\n" for graph, facts in graphs for fact in facts)).encode()

    def counts(self) -> dict[Basis, int]:
        """Return how many facts of the data rest on each basis."""
        counted: dict[Basis, int] = dict.fromkeys(STRATA, 0)
        for name, facts in self.sources.graphs.items():
            if not name.startswith(CLAIMS):
                counted[basis_of_graph(name)] += sum(self.sources.vocabulary.is_fact(fact) for fact in facts)
        return counted

    def _description(self) -> frozenset[Fact]:
        iri = NamedNode(f"{self.project.base}dataset/{self.version}")
        void = NamedNode("http://rdfs.org/ns/void#Dataset")
        titles = ((iri, _TITLE, Literal(self.project.title.said_in(tag), language=tag)) for tag in ("en", "es"))
        return frozenset({(iri, RDF.type, void), (iri, OWL.versionInfo, Literal(self.version)), *titles})


def _is_written(literal: Literal, text: str) -> bool:
    return literal.value == text or (_number(text) is not None and _number(text) == _number(literal.value))


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
