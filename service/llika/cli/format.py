"""``llika format``: which files are written anew, and what is said of them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from ..errors import InputError, Place
from ..files import replace_file
from ..project import Project
from ..terms import Text
from ..turtle import ONTOLOGY_SUFFIXES, format_turtle, to_turtle
from .output import Output

_FOLDERS = ("ontology", "shapes", "graph_data")


def run(arguments: Namespace, output: Output) -> int:
    """Bring files into their one form, or say which are not in it; ontologies in other syntaxes become Turtle."""
    project = Project.open(arguments.project)
    files = arguments.files or [path for folder in _FOLDERS for path in project.files(folder)]
    changed = []
    for path in files:
        target = _target(path)
        text = to_turtle(_decoded(path.read_bytes, path), file=project.shown(path))
        former = _former(target, arguments.comments_from)
        formatted = format_turtle(text, file=project.shown(path), former=former)
        if not target.exists() or target.read_bytes() != formatted.encode():
            changed.append(project.shown(target))
            if not arguments.check:
                replace_file(target, [formatted])
    if output.as_json:
        output.json({"changed": changed})
    else:
        output.text("\n".join(changed) or "nothing to change")
    return 1 if changed and arguments.check else 0


def _target(path: Path) -> Path:
    """Return the Turtle file that a file is written to: itself, or one beside it.

    :raises InputError: ``turtle-exists`` where that would replace another
    """
    if path.suffix not in ONTOLOGY_SUFFIXES:
        return path
    target = path.with_suffix(".ttl")
    if target.exists():
        raise InputError(
            "turtle-exists",
            Text(f"{target} exists already.", f"Ya existe {target}."),
            Text(
                f"Delete it first if {path.name} replaces it; --comments-from HEAD keeps its comments.",
                f"Bórrelo antes si {path.name} lo sustituye; --comments-from HEAD conserva sus comentarios.",
            ),
            place=Place(str(path)),
        )
    return target


def _former(path: Path, revision: str | None) -> str | None:
    if revision is None:
        return None
    from ..adapters.git import file_at

    content = file_at(path, revision)
    return None if content is None else _decoded(lambda: content, path)


def _decoded(content: Callable[[], bytes], path: Path) -> str:
    try:
        return content().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "file-unreadable",
            Text(f"{path} cannot be read: {error}.", f"No se puede leer {path}: {error}."),
            Text("Name Turtle files in UTF-8.", "Indique archivos Turtle en UTF-8."),
        ) from error
