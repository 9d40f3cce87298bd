"""A project without some of its facts, one time after another: nothing is written, and what stays is not redone."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from llika.check.recloser import Recloser
from llika.dataset import Dataset, Engine, closing, infer, read_project
from llika.evidence import Basis
from llika.project import Project
from llika.sources import LoadedFile, Sources
from llika.store import EmbeddedStore
from llika.terms import NamedNode, expand


class Without:
    """Takes facts away from a project.

    :param bases: those on which what is left will be asked
    """

    def __init__(self, project: Project, bases: set[Basis]) -> None:
        _, self._sources, self._rules = read_project(project, Engine.NATIVE)
        self._bases = bases
        assert self._sources.records.claims, "there is no evidence to take away"
        assert self._sources.vocabulary, "there is no ontology"
        self._reclose = Recloser(closing(Engine.NATIVE))
        self._store: EmbeddedStore | None = None

    def __call__(self, file: str, subject: str, predicate: str) -> tuple[EmbeddedStore, Dataset]:
        """Return the project without what a file says of a subject by one predicate: at least something must go.

        It holds until the next one. Facts and claims need not agree, so nothing is checked.
        """
        prefixes = self._sources.project.prefixes
        unwanted = expand(subject, prefixes), expand(predicate, prefixes)
        sources = _without(self._sources, file, unwanted)
        assert sources, f"{file} says nothing of {subject} {predicate}"
        dataset = Dataset(sources, "unchecked", infer(sources, self._rules, self._reclose))
        if self._store is None:
            self._store = EmbeddedStore(dataset, self._bases, twice=False)
        else:
            self._store.turn_into(dataset)
        return self._store, dataset


def _without(sources: Sources, file: str, unwanted: tuple[NamedNode | None, ...]) -> Sources | None:
    """Return what is read from the files, but for a few facts; None where these are not there."""
    home = next(one for one in (*sources.ontology, *sources.data) if one.document.file == file)
    kept = tuple(fact for fact in home.document.facts if fact[:2] != unwanted)
    if len(kept) == len(home.document.facts):
        return None
    changed = replace(home, document=replace(home.document, facts=kept))
    left = copy(sources)
    read_before = {"records"} if home.concerns_reasoning else {"vocabulary"}
    for name in {"graphs", "modules", "vocabulary", "records", "_homes"} - read_before:
        left.__dict__.pop(name, None)
    left.ontology, left.data = (_replaced(files, home, changed) for files in (sources.ontology, sources.data))
    return left


def _replaced(files: list[LoadedFile], home: LoadedFile, changed: LoadedFile) -> list[LoadedFile]:
    return [changed if file is home else file for file in files]
