"""The build cache: what the checks of a version found, and what its strata entail. Data, never code.

What a stratum entails is kept by what it follows from, not by version: no reasoner reads labels, evidence, shapes or
queries, so that nothing is closed anew when these change. A cache that does not read back as it was written, or that
another state of this program wrote, is not used; the dataset is then built anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from .. import __version__
from ..errors import Place
from ..evidence import STRATA, Basis
from ..findings import Finding, Level
from ..rules import Closure, restore
from ..sources import Sources
from ..terms import Fact, Text
from .infer import Inference, reasoning_input
from .keeping import Texts

_MOST_VERSIONS = 8
_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Kept:
    """What a cache holds of a build."""

    closures: list[Closure]
    findings: tuple[Finding, ...]


def default_cache() -> Path:
    """Return the folder of the build cache: under ``XDG_CACHE_HOME``, else ``~/.cache``."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "llika"


class Cache:
    """A folder with the build cache.

    :param folder: it need not exist
    :param engine: which reasoner closes; another one has closures of its own
    """

    def __init__(self, folder: Path, engine: str) -> None:
        self._versions = Texts(folder / "versions", _MOST_VERSIONS)
        self._closures = Texts(folder / "closures", _MOST_VERSIONS * len(STRATA))
        self._engine = engine
        self._program = _program()
        self._names: dict[Basis, str] = {}

    def close(self, basis: Basis, facts: frozenset[Fact], compute: Callable[[frozenset[Fact]], Closure]) -> Closure:
        """Return the closure of the facts of a stratum; it is computed where none is kept.

        One with contradictions is not kept: they would be lost.
        """
        name = self._names[basis] = self._name(facts)
        known = self._restore(name, facts)
        if known is not None:
            return known
        closure = compute(facts)
        if not closure.clashes:
            with suppress(OSError):  # it will be computed again
                lines = (f"{subject} {predicate} {value} .\n" for subject, predicate, value in closure.entailed)
                self._closures.put(name, "".join(lines))
        return closure

    def _name(self, facts: frozenset[Fact]) -> str:
        lines = sorted(f"{subject} {predicate} {value}" for subject, predicate, value in facts)
        return hashlib.sha256("\n".join((self._program, self._engine, *lines)).encode()).hexdigest()[:32]

    def _restore(self, name: str, facts: frozenset[Fact]) -> Closure | None:
        text = self._closures.get(name)
        if text is None:
            return None
        return restore(
            facts, [(one.subject, one.predicate, one.object) for one in parse(text, format=RdfFormat.N_TRIPLES)]
        )

    def save(self, version: str, inference: Inference, findings: Sequence[Finding]) -> list[Finding]:
        """Keep what is known of a version whose strata were closed here.

        :returns: nothing, or a warning where the folder cannot be written: the next build then begins anew
        """
        kept = {
            "version": version,
            "program": self._program,
            "closures": {one.basis.label: self._names[one.basis] for one in inference.strata},
            "findings": [finding.as_json() for finding in findings],
        }
        try:
            self._versions.put(version, json.dumps(kept, ensure_ascii=False))
        except OSError as error:
            return [_unwritable(error)]
        return []

    def load(self, version: str, sources: Sources) -> Kept | None:
        """Return what was kept of a version, or None where nothing usable is."""
        try:
            kept = json.loads(self._versions.get(version) or "")
            if (kept["version"], kept["program"]) != (version, self._program):
                return None
            findings = tuple(_read_finding(found) for found in kept["findings"])
            names = {Basis[label.upper()]: str(name) for label, name in kept["closures"].items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        closures = [self._restore(name, reasoning_input(sources, basis)) for basis, name in names.items()]
        found = [closure for closure in closures if closure is not None]
        return Kept(found, findings) if len(found) == len(closures) else None


def _program() -> str:
    """Return what tells one state of this program from another: a version alone stays the same while it is changed."""
    modules = sorted((path.relative_to(_PACKAGE).as_posix(), path.stat()) for path in _PACKAGE.rglob("*.py"))
    told = [f"{name} {found.st_size} {found.st_mtime_ns}" for name, found in modules]
    return hashlib.sha256("\n".join((__version__, *told)).encode()).hexdigest()[:16]


def _unwritable(error: OSError) -> Finding:
    return Finding(
        "cache-unwritable",
        Level.WARNING,
        Text(
            f"The build cache cannot be written: {error.strerror}.",
            f"No se puede escribir la caché de construcción: {error.strerror}.",
        ),
        Text(
            "Name another folder in XDG_CACHE_HOME, or build with --no-cache.",
            "Indique otra carpeta en XDG_CACHE_HOME o construya con --no-cache.",
        ),
    )


def _read_finding(found: dict[str, object]) -> Finding:
    message, advice = found["message"], found["advice"]
    if not isinstance(message, dict) or not isinstance(advice, dict):
        raise TypeError("a finding has texts")
    subject, shape = found["subject"], found["shape"]
    return Finding(
        str(found["rule"]),
        Level[str(found["level"]).upper()],
        Text(**message),
        Text(**advice),
        _read_place(found),
        str(subject) if subject else None,
        _read_place(shape) if isinstance(shape, dict) else None,
    )


def _read_place(found: Mapping[str, object]) -> Place | None:
    file, line, column = (found[key] for key in ("file", "line", "column"))
    if not file:
        return None
    return Place(str(file), line if isinstance(line, int) else None, column if isinstance(column, int) else None)
