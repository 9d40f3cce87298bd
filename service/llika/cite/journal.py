"""Taking back the last citation, and never anything else.

Before files are written, what they held is kept, with the digest of what they are to hold. A file is put back only
while it is byte for byte what citing wrote: whoever changed it since loses nothing. A citation that was cut off between
two files is taken back in the same way.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import Place, UsageError
from ..files import bytes_of, put_back, replace_file
from ..project import Project
from ..terms import Text
from .change import Edit


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file as it was before a citation, and the digest of what the citation made of it."""

    path: Path
    before: bytes | None
    after: str


class Journal:
    """What the last citation into a project replaced.

    :param folder: where journals are kept; each project has one there
    """

    def __init__(self, folder: Path, project: Project) -> None:
        self._project = project
        self._path = folder / f"{_digest(str(project.root.resolve()).encode())[:16]}.json"

    def note(self, edits: Mapping[Path, Edit]) -> None:
        """Keep what files hold, before they are given new texts."""
        files = [
            {
                "file": path.relative_to(self._project.root).as_posix(),
                "before": None if edit.before is None else edit.before.decode("utf-8"),
                "after": _digest(edit.after.encode()),
            }
            for path, edit in edits.items()
        ]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self._path, [json.dumps(files, ensure_ascii=False)])

    def undo(self) -> list[Path]:
        """Put the files of the last citation back, claims before facts; return them.

        :raises UsageError: ``nothing-to-undo``, ``undo-changed``
        """
        kept = self._read()
        now = {one.path: bytes_of(one.path) for one in kept}
        written = [one for one in kept if (data := now[one.path]) is not None and _digest(data) == one.after]
        changed = [one.path for one in kept if one not in written and now[one.path] != one.before]
        if changed:
            raise self._changed(changed)
        if not written:
            raise _nothing()
        for one in reversed(written):
            put_back(one.path, one.before)
        self._path.unlink()
        return sorted(one.path for one in written)

    def _read(self) -> list[_Kept]:
        if not self._path.exists():
            raise _nothing()
        try:
            return [
                _Kept(
                    self._project.root / one["file"],
                    None if one["before"] is None else one["before"].encode(),
                    one["after"],
                )
                for one in json.loads(self._path.read_text("utf-8"))
            ]
        except (ValueError, KeyError, TypeError, AttributeError) as error:  # not as it was written
            raise _nothing() from error

    def _changed(self, paths: list[Path]) -> UsageError:
        names = ", ".join(self._project.shown(path) for path in paths)
        return UsageError(
            "undo-changed",
            Text(f"Changed since the last citation: {names}.", f"Cambió desde la última cita: {names}."),
            Text(
                "Nothing was taken back. Take it out by hand, or with `git restore -p`.",
                "No se deshizo nada. Quítelo a mano o con `git restore -p`.",
            ),
            place=Place(self._project.shown(paths[0])),
        )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _nothing() -> UsageError:
    return UsageError(
        "nothing-to-undo",
        Text("There is no citation to take back.", "No hay ninguna cita que deshacer."),
        Text(
            "Only the last one can be taken back, once; git has the earlier ones.",
            "Solo se deshace la última, una vez; git tiene las anteriores.",
        ),
    )
