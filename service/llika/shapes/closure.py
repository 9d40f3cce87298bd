"""Gate 2: what follows against the shapes in ``shapes/closure/``, after reasoning.

Checked are the asserted, entailed and derived facts of the weakest stratum, with the axioms that put classes in order;
annotations and claims are not among them. A finding names the first stratum that has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from ..adapters.report import ShapeResult
from ..evidence import Basis
from ..findings import Finding
from ..sources import LoadedFile, Sources
from ..terms import BlankNode, Fact, Text
from .engine import Validator
from .results import as_findings, validated


class Stratum(Protocol):
    """What holds on a basis and the stronger ones."""

    @property
    def basis(self) -> Basis:
        """The basis."""

    def facts(self) -> Iterable[Fact]:
        """Return all that holds: asserted, entailed and derived."""


def check_closure(sources: Sources, strata: Sequence[Stratum], *, validator: Validator | None = None) -> list[Finding]:
    """Return what the shapes of the closure find wrong with what follows.

    :param strata: the strongest first; none where what is stated contradicts itself
    :param validator: the engine; by default the fastest that is installed
    :raises InputError: ``shapes-unusable`` with the file; ``values-incomparable``
    """
    files = [file for file in sources.closure_shapes if file.document.facts]
    if not files or not strata:
        return []
    check = _Check(sources, files, validator or Validator.usual())
    results = check.results(strata[-1])
    found: list[Finding] = []
    for stratum in strata[:-1] if results else ():
        held = {_key(result) for result in check.results(stratum)}
        found += check.findings(stratum.basis, (one for one in results if _key(one) in held))
        results = [one for one in results if _key(one) not in held]
    return found + check.findings(strata[-1].basis, results)


class _Check:
    def __init__(self, sources: Sources, files: list[LoadedFile], validator: Validator) -> None:
        self._sources = sources
        self._files = files
        self._validator = validator

    def results(self, stratum: Stratum) -> list[ShapeResult]:
        """Return what is wrong in a stratum. Blank nodes stand for axioms, which shapes do not check."""
        facts = [fact for fact in stratum.facts() if not any(isinstance(term, BlankNode) for term in fact)]
        return validated(self._sources, facts, self._files, self._validator)

    def findings(self, basis: Basis, results: Iterable[ShapeResult]) -> list[Finding]:
        found = as_findings(self._sources, self._files, results)
        return [replace(finding, message=_within(basis, finding.message)) for finding in found]


def _key(result: ShapeResult) -> tuple[object, ...]:
    """Return what makes a result in one stratum the same as in another."""
    return result.focus, result.path, result.value, result.component, result.source_shape


def _within(basis: Basis, message: Text) -> Text:
    return Text(f"{message.en} In the stratum “{basis.words.en}”.", f"{message.es} En el estrato «{basis.words.es}».")
