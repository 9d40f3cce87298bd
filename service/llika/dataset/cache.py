"""The build cache: the entailed facts of each stratum, by version, as N-Quads with a digest. Data, never code.

A cache that does not read back as it was written is not used; the dataset is then built anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, parse, serialize

from ..errors import Place
from ..evidence import Basis
from ..findings import Finding, Level
from ..rules import Closure, restore
from ..sources import Sources
from ..terms import Fact, NamedNode, Text, quad
from .infer import Inference, reasoning_input

_FACTS = "entailed.nq"
_MANIFEST = "manifest.json"
_STEM = "urn:llika:stratum:"
_KEPT_VERSIONS = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """What a cache holds of a build."""

    closures: list[Closure]
    findings: tuple[Finding, ...]


def default_cache() -> Path:
    """Return the folder of the build cache: under ``XDG_CACHE_HOME``, else ``~/.cache``."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "llika"


def save_closures(folder: Path, version: str, inference: Inference, findings: Sequence[Finding]) -> list[Finding]:
    """Keep the entailed facts of a build; a build that others make at the same time does no harm.

    :returns: nothing, or a warning where the folder cannot be written: the next build then begins anew
    """
    quads = [
        quad(fact, NamedNode(_STEM + stratum.basis.label))
        for stratum in inference.strata
        for fact in sorted(stratum.closure.entailed, key=str)
    ]
    data = serialize(quads, format=RdfFormat.N_QUADS) or b""
    manifest = {
        "version": version,
        "strata": [stratum.basis.label for stratum in inference.strata],
        "sha256": hashlib.sha256(data).hexdigest(),
        "findings": [finding.as_json() for finding in findings],
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".new-", ignore_cleanup_errors=True) as name:
            fresh = Path(name)
            (fresh / _FACTS).write_bytes(data)
            (fresh / _MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
            _put(fresh, folder / version)
        _forget_old(folder)
    except OSError as error:
        return [_unwritable(error)]
    return []


def _put(fresh: Path, kept: Path) -> None:
    """Put a folder in its place, where a damaged one may lie."""
    shutil.rmtree(kept, ignore_errors=True)
    with suppress(OSError):  # somebody else has put the same version there since
        fresh.rename(kept)


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


def load_closures(folder: Path, version: str, sources: Sources) -> Kept | None:
    """Return what was kept of a version, or None where nothing usable is."""
    try:
        manifest = json.loads((folder / version / _MANIFEST).read_text("utf-8"))
        data = (folder / version / _FACTS).read_bytes()
        if manifest["version"] != version or manifest["sha256"] != hashlib.sha256(data).hexdigest():
            return None
        findings = tuple(_read_finding(found) for found in manifest["findings"])
        strata = [Basis[label.upper()] for label in manifest["strata"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    entailed: dict[str, set[Fact]] = {basis.label: set() for basis in strata}
    for subject, predicate, value, graph in parse(data, format=RdfFormat.N_QUADS):
        entailed[graph.value.removeprefix(_STEM)].add((subject, predicate, value))
    closures = [_restore(sources, basis, frozenset(entailed[basis.label])) for basis in strata]
    return Kept(closures, findings)


def _restore(sources: Sources, basis: Basis, entailed: frozenset[Fact]) -> Closure:
    return restore(reasoning_input(sources, basis), entailed)


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


def _forget_old(folder: Path) -> None:
    kept = sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for path in kept[:-_KEPT_VERSIONS]:
        shutil.rmtree(path, ignore_errors=True)
