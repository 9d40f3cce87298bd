"""A project made of a few files, for the tests of shapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from llika.project import Project
from llika.sources import Sources

MakeSources = Callable[[Mapping[str, str]], Sources]


@pytest.fixture
def make_sources(tmp_path: Path) -> MakeSources:
    """Return what makes a project of files, given by path, and reads it."""

    def make(files: Mapping[str, str]) -> Sources:
        (tmp_path / "graph_data").mkdir(exist_ok=True)
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        return Sources(Project.open(tmp_path))

    return make
