"""The bundled project explained."""

from __future__ import annotations

import pytest

from llika.dataset import Dataset
from llika.explain import Explainer


@pytest.fixture(scope="session")
def explainer(dataset: Dataset) -> Explainer:
    """Return what explains the bundled project."""
    return Explainer(dataset)
