"""From files to a dataset: load, check, infer, derive, check again. The only place that knows the order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, partial
from pathlib import Path

from .. import infer as close_under
from ..derive import read_rule
from ..errors import Refused
from ..evidence import STRATA, Basis, Records, basis_of_graph, check_graphs, check_sources, check_ties, read_documents
from ..evidence.ties import CLAIMS, Evidence
from ..findings import Finding, Level, violations
from ..project import Project, Sources
from ..rules import Clash
from ..shapes import check_shapes
from ..terms import DCTERMS, OWL, RDF, Fact, Literal, NamedNode, Term, Text, expand
from .cache import load_closures, save_closures
from .infer import Inference, infer, stack
from .support import Support

Progress = Callable[[str], None]

_TITLE = DCTERMS.term("title")


class Engine(StrEnum):
    """Which reasoner closes the strata."""

    NATIVE = "native"
    OWLRL = "owlrl"


class FactIndex:
    """Facts by subject and by object, each in a fixed order."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = frozenset(facts)
        self._about: dict[Term, list[Fact]] = defaultdict(list)
        self._naming: dict[Term, list[Fact]] = defaultdict(list)
        for fact in sorted(self.facts, key=str):
            self._about[fact[0]].append(fact)
            self._naming[fact[2]].append(fact)

    def about(self, subject: Term) -> list[Fact]:
        """Return the facts with this subject."""
        return self._about.get(subject, [])

    def naming(self, value: Term) -> list[Fact]:
        """Return the facts with this object."""
        return self._naming.get(value, [])


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
            and (not name.startswith("derived") or name == own_derived)
        ]

    @cached_property
    def _merged(self) -> dict[Basis, FactIndex]:
        return {
            basis: FactIndex(fact for name in self.names(basis) for fact in self.graphs[name])
            for basis in self.published
        }

    def merged(self, basis: Basis) -> FactIndex:
        """Return the default graph of a dataset: each triple of its named graphs once.

        :raises NotFound: ``basis-unpublished``
        """
        return self._merged[self.inference.stratum(basis).basis]

    def title_of(self, document: NamedNode) -> str | None:
        """Return the title of a source document."""
        facts = self.graphs[self.records.documents[document].graph] if document in self.records.documents else ()
        titles = (o for s, p, o in facts if s == document and p == _TITLE and isinstance(o, Literal))
        return min((title.value for title in titles), default=None)

    def knows(self, term: Term) -> bool:
        """Tell whether any published graph names a term."""
        everything = self.merged(self.published[-1])
        return bool(everything.about(term) or everything.naming(term))

    def resolve(self, name: str) -> NamedNode | None:
        """Return the term that a full IRI, a CURIE or a slug names; a slug must name something the dataset knows."""
        found = expand(name, self.project.prefixes)
        if found is not None:
            return found
        for stem in (f"{self.project.base}id/", *self.project.prefixes.values()):
            try:
                term = NamedNode(stem + name)
            except ValueError:
                return None
            if self.knows(term):
                return term
        return None

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


def build(
    project: Project,
    *,
    engine: Engine = Engine.NATIVE,
    cache: Path | None = None,
    progress: Progress = lambda _: None,
) -> Dataset:
    """Build a project's dataset, or take what is costly from the cache.

    :param cache: folder of the cache; None builds anew and keeps nothing
    :param progress: told the name of each step
    :raises InputError: for a file that cannot be read
    :raises Refused: when a check forbids publishing; its findings say where and what to do
    """
    progress("read")
    version = project.version(engine.value)
    sources = Sources(project)
    rules = [read_rule(path, shown_as=project.shown(path)) for path in project.rule_files]
    known = load_closures(cache, version, sources) if cache else None
    if known is not None:
        return Dataset(sources, version, stack(known.closures, rules), known.findings)
    progress("check")
    findings = check(sources)
    if violations(findings):
        raise Refused(violations(findings))
    progress("infer")
    inference = infer(sources, rules, partial(close_under, engine=engine.value))
    inconsistent, contradicted = _inconsistencies(sources, inference), _contradictions(sources, inference)
    if violations(contradicted) or not inference.strata:
        raise Refused(violations(inconsistent + contradicted))
    findings += inconsistent + contradicted
    if cache:
        progress("keep")
        findings += save_closures(cache, version, inference, findings)
    return Dataset(sources, version, inference, tuple(findings))


def check_all(project: Project, *, engine: Engine = Engine.NATIVE, texts: Path | None = None) -> list[Finding]:
    """Return everything the checks find, in the data and in what follows from it.

    :param texts: folder of the source documents, to compare passages with
    :raises InputError: for a file that cannot be read
    """
    sources = Sources(project)
    findings = check(sources)
    if texts is not None:
        findings += check_sources(sources.evidence, read_documents(sources.records, texts))
    rules = [read_rule(path, shown_as=project.shown(path)) for path in project.rule_files]
    inference = infer(sources, rules, partial(close_under, engine=engine.value))
    return findings + _inconsistencies(sources, inference) + _contradictions(sources, inference)


def check(sources: Sources) -> list[Finding]:
    """Return what is wrong with the asserted data: terms, shapes, and the ties between facts and claims."""
    evidence = sources.evidence
    findings = check_graphs(evidence)
    findings += check_shapes(sources)
    if sources.has_evidence:
        findings += check_ties(evidence)
    return findings


def _inconsistencies(sources: Sources, inference: Inference) -> list[Finding]:
    if not inference.clashes:
        return []
    evidence, basis = sources.evidence, STRATA[len(inference.strata)]
    return [_clash_finding(evidence, basis, clash) for clash in inference.clashes]


def _contradictions(sources: Sources, inference: Inference) -> list[Finding]:
    return Support(sources.evidence).contradictions(inference.strata[0]) if inference.strata else []


def _clash_finding(evidence: Evidence, basis: Basis, clash: Clash) -> Finding:
    facts, wording = clash.facts, clash.sentence()
    told = "; ".join(evidence.tell(fact) for fact in facts)
    graph, subject = _home(evidence, clash)
    return Finding(
        "inconsistent",
        Level.VIOLATION,
        Text(
            f"The {basis.label} stratum contradicts itself by {clash.rule}: {wording.en} ({told}).",
            f"El estrato {basis.label} se contradice por {clash.rule}: {wording.es} ({told}).",
        ),
        Text("One of these facts or axioms is wrong.", "Uno de estos hechos o axiomas es erróneo."),
        evidence.place_of(graph, subject),
        evidence.name(subject),
    )


def _home(evidence: Evidence, clash: Clash) -> tuple[str, Term]:
    """Return a graph of the data and what it says of a contradiction: a fact of it, else of a subject of it."""
    said = {fact: name for name, facts in evidence.graphs.items() for fact in facts}
    about = {fact[0]: name for fact, name in said.items()}
    for fact in reversed(clash.facts):
        if fact in said:
            return said[fact], fact[0]
    subjects = [fact[0] for fact in reversed(clash.facts)]
    return next(((about[one], one) for one in subjects if one in about), ("", subjects[0]))
