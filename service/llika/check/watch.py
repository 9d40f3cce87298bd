"""Telling when the files of a project have changed.

The files are looked at again and again rather than waited for: this works on every file system, shared folders and
containers among them, and for folders that do not exist yet. A look costs about a millisecond for a hundred files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR
from time import sleep

from ..project import CONFIG, FOLDERS, loose_queries

Look = dict[Path, tuple[int, int, int, int]]
"""The files by name, each with the times of its text and its rights, its size and its number in the file system."""

_PAUSE = 0.03
"""Seconds between two looks; a save that takes longer than that may be seen half done, and is then seen again."""


def changes(
    root: Path, others: Iterable[Path] = (), pause: Callable[[], None] = lambda: sleep(_PAUSE)
) -> Iterator[list[str]]:
    """Return the names of the files that have changed, appeared or gone since now, each time that any have.

    They are told when all is quiet.

    :param root: the folder of a project
    :param others: further folders, as that of the source documents
    :param pause: waits between two looks
    """
    further = list(others)

    def look_again() -> Look:
        return look([*_places(root), *further])

    return _rounds(root, look_again(), look_again, pause)


def _places(root: Path) -> list[Path]:
    """Return where the files of a project may stand."""
    loose = [] if (root / "queries").exists() else loose_queries(root)
    return [root / CONFIG, *(root / name for name in FOLDERS), *loose]


def _rounds(root: Path, known: Look, look_again: Callable[[], Look], pause: Callable[[], None]) -> Iterator[list[str]]:
    while True:
        pause()
        seen = look_again()
        if seen == known:
            continue
        pause()
        while (settled := look_again()) != seen:
            seen = settled
            pause()
        yield sorted(_shown(path, root) for path in known.keys() | seen.keys() if known.get(path) != seen.get(path))
        known = seen


def look(tops: Iterable[Path]) -> Look:
    """Return the files at and below some places as they are now; what is not there or cannot be read is left out."""
    found: Look = {}
    for top in tops:
        for path in (top, *(Path(folder, name) for folder, _, names in os.walk(top) for name in names)):
            with suppress(OSError):
                state = path.stat()
                if not S_ISDIR(state.st_mode):
                    found[path] = state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino
    return found


def _shown(path: Path, root: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
