"""A small project about lighthouses in which everything is in order; tests break a copy of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

COAST = Path(__file__).parent / "coast"


@pytest.fixture
def coast(tmp_path: Path) -> Path:
    """Return a copy of the project that a test may change."""
    return Path(shutil.copytree(COAST, tmp_path / "coast"))
