"""A sound project, and how tests break it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from llika.findings import Finding
from llika.hygiene import check_catalog, check_hygiene
from llika.project import Project
from llika.sources import Sources

SOUND = Path(__file__).resolve().parent / "sound"

Edit = Callable[[str, str, str], None]


@pytest.fixture
def orchard(tmp_path: Path) -> Path:
    """Return a copy of the sound project that a test may change."""
    return Path(shutil.copytree(SOUND, tmp_path / "orchard"))


@pytest.fixture
def edit(orchard: Path) -> Edit:
    """Return a function that replaces words that stand once in a file of the project."""

    def replace(file: str, old: str, new: str) -> None:
        text = (orchard / file).read_text("utf-8")
        assert text.count(old) == 1
        (orchard / file).write_text(text.replace(old, new), "utf-8")

    return replace


@pytest.fixture
def findings(orchard: Path) -> Callable[[], list[Finding]]:
    """Return a function that checks the project as it now is."""

    def check() -> list[Finding]:
        sources = Sources(Project.open(orchard))
        return check_hygiene(sources) + check_catalog(sources)

    return check
