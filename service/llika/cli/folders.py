"""Which folders a command line names."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from ..errors import InputError
from ..terms import Text


def texts_of(arguments: Namespace) -> Path | None:
    """Return the folder of the documents, from ``--sources`` or ``LLIKA_SOURCES``.

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
