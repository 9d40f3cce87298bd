"""Folders that commands are told of."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from ..errors import InputError
from ..terms import Text


def sources_folder(arguments: Namespace) -> Path | None:
    """Return the folder of the source documents: ``--sources``, else ``LLIKA_SOURCES``; None where neither is given.

    :raises InputError: ``file-missing``
    """
    named = arguments.sources or os.environ.get("LLIKA_SOURCES")
    folder = Path(named) if named else None
    if folder is not None and not folder.is_dir():
        raise InputError(
            "file-missing",
            Text(f"There is no folder {folder}.", f"No existe la carpeta {folder}."),
            Text("Name the folder with the documents.", "Indique la carpeta de los documentos."),
        )
    return folder
