"""All that is checked of a project, in its order: what one check gives is kept while its inputs are the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..dataset import (
    Cache,
    Dataset,
    Engine,
    Inference,
    check_inference,
    checks,
    closing,
    inconsistencies,
    infer,
    read_project,
)
from ..derive import ClosedWorldRule, read_rule
from ..errors import InputError
from ..evidence import Basis, check_sources, read_documents
from ..findings import Finding, as_finding, faults_of, violations
from ..hygiene import check_catalog, check_hygiene, named_in_evidence, own_rules
from ..profile import check_profile
from ..project import Project
from ..saved import SavedQuery, check_queries, load_sound, notes
from ..shapes import Validator
from ..sources import LoadedFile, Sources
from ..store import EmbeddedStore
from ..turtle import Document, Shelf
from .coverage import Coverage, cover
from .kept import Kept
from .recloser import Recloser


@dataclass(frozen=True, slots=True)
class Examination:
    """What the checks found.

    :param findings: in the order of files and lines
    :param dataset: where nothing forbids to publish it
    :param inference: what follows; None where files cannot be read
    :param coverage: how much of a list is held, where one was given
    """

    findings: tuple[Finding, ...]
    dataset: Dataset | None = None
    inference: Inference | None = None
    coverage: Coverage | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everything was checked; where files cannot be read, nothing but that is known."""
        return self.inference is not None


def examine(
    project: Project,
    *,
    engine: Engine = Engine.NATIVE,
    texts: Path | None = None,
    validator: Validator | None = None,
    listed: Path | None = None,
    cache: Path | None = None,
) -> Examination:
    """Return everything the checks find.

    Where files cannot be read, that is found of all of them, and nothing else.

    :param texts: folder of the source documents, to compare passages with
    :param validator: the engine that checks shapes; by default the fastest that is installed
    :param listed: a CSV file of what the data should hold, see :mod:`llika.check.coverage`
    :param cache: folder of the build cache; None works everything out anew and keeps nothing
    :raises InputError: for a folder, a document or a list that cannot be read
    """
    return Examiner(engine=engine, texts=texts, validator=validator, listed=listed, cache=cache).examine(project)


class Examiner:
    """Examines a project again and again, and works out anew only what a change touches.

    The dataset that an examination gives holds until the next one.
    """

    def __init__(
        self,
        *,
        engine: Engine = Engine.NATIVE,
        texts: Path | None = None,
        validator: Validator | None = None,
        listed: Path | None = None,
        cache: Path | None = None,
    ) -> None:
        self._engine = engine
        self._texts = texts
        self._listed = listed
        self._validator = validator or Validator.usual()
        self._kept = Kept()
        self._reclose = Recloser(closing(engine, Cache(cache, engine.value) if cache else None))
        self._shelf = Shelf()
        self._store: EmbeddedStore | None = None
        self._bases: set[Basis] = set()

    def examine(self, project: Project) -> Examination:
        """Return everything the checks find in a project as it stands now.

        :raises InputError: for a folder, a document or a list that cannot be read
        """
        try:
            version, sources, rules = read_project(project, self._engine, self._shelf)
        except InputError:
            if faults := _unreadable(project):
                return Examination(_in_order(faults + load_sound(project)[1]))
            raise
        findings = self._check(sources)
        inference = self._infer(sources, rules)
        findings += inconsistencies(sources, inference) + self._check_inference(sources, rules, inference)
        asked = [(path, _bytes(path)) for path in project.query_files]
        queries, wrong = self._kept.get("queries", (project, asked), partial(load_sound, project))
        findings += wrong + notes(queries.values())
        dataset = None
        if not violations(finding for finding in findings if finding not in wrong):
            dataset = Dataset(sources, version, inference, tuple(findings))
            findings += self._test(dataset, queries.values())
        coverage = cover(sources, self._listed) if self._listed is not None else None
        findings += coverage.findings if coverage else ()
        findings += self._check_hygiene(sources)
        return Examination(_in_order(findings), dataset, inference, coverage)

    def _check(self, sources: Sources) -> list[Finding]:
        """Return what is wrong with what is asserted."""
        said = sources.project, _documents(sources.ontology), _documents(sources.data)
        asked = [(path, _bytes(path)) for path in (*sources.project.rule_files, *sources.project.query_files)]
        more: dict[str, object] = {"terms": asked, "shapes": _documents(sources.asserted_shapes)}
        steps = checks(sources, self._validator) | {"profile": partial(check_profile, sources)}
        findings = [
            found
            for name, check in steps.items()
            for found in self._kept.get(name, (said, more.get(name)), partial(_findings, check))
        ]
        if self._texts is not None:
            texts = read_documents(sources.records, self._texts, sources.project.sections)
            findings += check_sources(sources.evidence, texts)
        return findings

    def _check_inference(self, sources: Sources, rules: list[ClosedWorldRule], inference: Inference) -> list[Finding]:
        """Return what is wrong with what follows."""
        said = [_documents(files) for files in (sources.ontology, sources.data, sources.closure_shapes)]
        check = partial(check_inference, sources, inference, self._validator)
        return self._kept.get("closure", (said, rules), partial(_findings, check))

    def _check_hygiene(self, sources: Sources) -> list[Finding]:
        """Return what is wrong with the ontology, the shapes and the catalog as such, which forbids nothing."""
        project = sources.project
        data = [file for file in sources.data if file.concerns_reasoning]
        turtle = [_documents(files) for files in (sources.ontology, data, sources.shapes)]
        others = [
            *project.query_files,
            *project.rule_files,
            *(path for _, path in own_rules(project)),
        ]
        given = project, turtle, named_in_evidence(sources), [(path, _bytes(path)) for path in others]
        # What the catalog names may lie anywhere, so it is looked at each time.
        return self._kept.get("hygiene", given, partial(check_hygiene, sources)) + check_catalog(sources)

    def _infer(self, sources: Sources, rules: list[ClosedWorldRule]) -> Inference:
        said = [file.document for file in (*sources.ontology, *sources.data) if file.concerns_reasoning]
        return self._kept.get("infer", (said, rules), lambda: infer(sources, rules, self._reclose))

    def _test(self, dataset: Dataset, queries: Collection[SavedQuery]) -> list[Finding]:
        bases = {test.basis for query in queries for test in query.tests}
        if self._store is None or bases != self._bases:
            self._store, self._bases = EmbeddedStore(dataset, bases, twice=False), bases
        else:
            self._store.turn_into(dataset)
        return check_queries(queries, self._store, dataset.resolve)


def _findings(check: Callable[[], list[Finding]]) -> list[Finding]:
    """Return what a check finds; what keeps it from finding anything is a finding as well."""
    try:
        return check()
    except InputError as error:
        return [as_finding(error)]


def _bytes(path: Path) -> bytes | None:
    """Return what a file holds; nothing where it has gone or may not be read, which whoever reads it tells."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _documents(files: Iterable[LoadedFile]) -> list[Document]:
    return [file.document for file in files]


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=_place))


def _place(finding: Finding) -> tuple[str, int, int]:
    place = finding.place
    return (place.file, place.line or 0, place.column or 0) if place else ("\U0010ffff", 0, 0)


def _unreadable(project: Project) -> list[Finding]:
    """Return what is wrong with the files of a project as texts."""
    turtle = [*project.ontology_files, *project.files("graph_data"), *project.shape_files]
    shelf = Shelf()
    readers: list[Callable[[], object]] = [
        *(partial(shelf.read, path, shown_as=project.shown(path)) for path in turtle),
        *(partial(read_rule, path, shown_as=project.shown(path)) for path in project.rule_files),
    ]
    return faults_of(readers)
