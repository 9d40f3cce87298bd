"""Texts kept in a folder, each under a name and with its digest: what does not read back as it was written is gone."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


class Texts:
    """A folder of texts in files whose first line is the digest of the rest; those used last are kept longest.

    :param folder: it need not exist
    :param most: how many are kept
    """

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most

    def get(self, name: str) -> str | None:
        """Return a text; None where there is none, or no sound one."""
        path = self._folder / name
        try:
            digest, _, data = path.read_bytes().partition(b"\n")
            os.utime(path)
        except OSError:
            return None
        return data.decode() if digest == _digest(data) else None

    def put(self, name: str, text: str) -> None:
        """Keep a text, all of it or nothing; others may put one there at the same time.

        :raises OSError: the folder cannot be written
        """
        data = text.encode()
        self._folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._folder, prefix=".new-", delete=False) as file:
            file.write(_digest(data) + b"\n" + data)
        Path(file.name).replace(self._folder / name)
        with suppress(FileNotFoundError):  # others tidy up, too
            self._forget_old()

    def _forget_old(self) -> None:
        kept = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        for path in kept[: -self._most]:
            path.unlink()


def _digest(data: bytes) -> bytes:
    return b"# sha256 " + hashlib.sha256(data).hexdigest().encode()
