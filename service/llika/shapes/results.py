"""What the shapes find wrong with facts: validation, and each result as a finding in the shape's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..adapters.pyshacl import ValuesFault
from ..adapters.report import ShapeResult, ShapesFault, predicates
from ..errors import InputError, Place
from ..findings import Finding, Level
from ..sources import LoadedFile, Sources
from ..terms import SH, Fact, NamedNode, Text
from .engine import Validator, validate
from .unusable import unusable
from .wording import Wording

_LEVELS = {SH.Violation: Level.VIOLATION, SH.Warning: Level.WARNING, SH.Info: Level.INFO}
_COMPARISONS = {
    SH.lessThan,
    SH.lessThanOrEquals,
    SH.minInclusive,
    SH.minExclusive,
    SH.maxInclusive,
    SH.maxExclusive,
}


def validated(sources: Sources, data: list[Fact], files: list[LoadedFile], validator: Validator) -> list[ShapeResult]:
    """Check facts against files of shapes.

    :raises InputError: ``shapes-unusable`` with the file; ``values-incomparable``
    """
    shapes = _facts(files)
    try:
        return validate(data, shapes, validator)
    except ShapesFault as fault:
        raise unusable(sources, data, files, fault, validator) from fault
    except ValuesFault as fault:
        # Without the comparisons, the value that broke one off shows up as what it is: of the wrong datatype.
        results = validate(data, (fact for fact in shapes if fact[1] not in _COMPARISONS), validator)
        if any(result.severity not in (SH.Warning, SH.Info) for result in results):  # else unchecked data would pass
            return results
        raise _incomparable(fault) from fault


def as_findings(sources: Sources, files: list[LoadedFile], results: Iterable[ShapeResult]) -> list[Finding]:
    """Return results as findings, each once, in the order of files and lines."""
    wording = Wording(_facts(files), sources.project.prefixes)
    return sorted(dict.fromkeys(_finding(sources, wording, one) for one in results), key=_order)


def _facts(files: Sequence[LoadedFile]) -> list[Fact]:
    return [fact for file in files for fact in file.document.facts]


def _incomparable(fault: ValuesFault) -> InputError:
    return InputError(
        "values-incomparable",
        Text(
            f"A shape compares values that have no order: {fault}",
            f"Una forma compara valores que no se ordenan: {fault}",
        ),
        Text(
            "Give the compared property a sh:datatype as well; the values at fault are then found.",
            "Dé también un sh:datatype a la propiedad comparada; así se hallan los valores con error.",
        ),
    )


def _finding(sources: Sources, wording: Wording, result: ShapeResult) -> Finding:
    return Finding(
        rule=wording.rule(result),
        level=_LEVELS.get(result.severity, Level.VIOLATION),
        message=wording.message(result),
        advice=wording.advice(result),
        place=_place(sources, result),
        subject=wording.subject(result),
        shape=_place_of_shape(sources, wording.named(result)),
    )


def _place(sources: Sources, result: ShapeResult) -> Place | None:
    """Return where the value at fault stands; failing that a predicate of the path, failing that what was checked."""
    focus, value, paths = result.focus, result.value, predicates(result.path)
    homes = sources.graphs_of(focus)
    if value is not None:
        said = [(focus, predicate, value) for predicate in paths] + [(value, predicate, focus) for predicate in paths]
        for fact in said:
            for graph in sources.graphs_of(fact[0]):
                if fact in sources.graphs[graph]:
                    return sources.place_of(graph, *fact)
    for predicate in paths:
        for graph in homes:
            if (place := sources.place_of(graph, focus, predicate)) != sources.place_of(graph, focus):
                return place
    return sources.place_of(homes[0], focus) if homes else sources.place_among(sources.ontology, focus)


def _place_of_shape(sources: Sources, shape: NamedNode | None) -> Place | None:
    """Return where a shape of the project stands; those that come with the package need no mending."""
    place = sources.place_of("shapes", shape) if shape else None
    return place if place and place.line else None


def _order(finding: Finding) -> tuple[str, int, str, str, str]:
    file, line = (finding.place.file, finding.place.line or 0) if finding.place else ("", 0)
    return file, line, finding.subject or "", finding.rule, finding.message.en
