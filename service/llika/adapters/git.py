"""Files as git keeps them, through its command line."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ..errors import InputError, Place
from ..terms import Text


def file_at(path: Path, revision: str) -> bytes | None:
    """Return the content of a file in a revision, or nothing where the revision has no such file.

    :raises InputError: ``revision-unknown`` where git or the repository is missing, or it has no such revision
    """
    commit = _git(path, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit.returncode:
        raise _unknown(path, revision)
    content = _git(path, "cat-file", "blob", f"{commit.stdout.decode().strip()}:./{path.name}")
    return None if content.returncode else content.stdout


def _git(path: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(path.resolve().parent), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (no shell; the revision is checked)
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, 127)


def _unknown(path: Path, revision: str) -> InputError:
    return InputError(
        "revision-unknown",
        Text(f"git knows no revision “{revision}” here.", f"git no conoce aquí la revisión «{revision}»."),
        Text(
            "Give a commit, a branch or HEAD of the repository that holds the file; git must be installed.",
            "Indique un commit, una rama o HEAD del repositorio del archivo; git debe estar instalado.",
        ),
        place=Place(str(path)),
    )
