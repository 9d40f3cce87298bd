"""``llika format``: which files are written anew, and what is said of them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from ..errors import InputError
from ..files import replace_file
from ..project import Project
from ..terms import Text
from ..turtle import format_turtle
from .output import Output

_FOLDERS = ("ontology", "shapes", "graph_data")


def format_files(arguments: Namespace, output: Output) -> int:
    """Bring files into their one form, or say which are not in it."""
    project = Project.open(arguments.project)
    files = arguments.files or [path for folder in _FOLDERS for path in project.files(folder)]
    changed = []
    for path in files:
        text = _decoded(path.read_bytes, path)
        former = _former(path, arguments.comments_from)
        formatted = format_turtle(text, file=project.shown(path), former=former)
        if formatted != text:
            changed.append(project.shown(path))
            if not arguments.check:
                replace_file(path, [formatted])
    if output.as_json:
        output.json({"changed": changed})
    else:
        output.text("\n".join(changed) or "nothing to change")
    return 1 if changed and arguments.check else 0


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
