"""The pages of the sample project, and the views of the bundled one."""

from __future__ import annotations

import pytest

from llika.dataset import Dataset
from llika.explain import Explainer, Views
from llika.web.pages.render import Pages

from . import samples


@pytest.fixture(scope="module")
def pages() -> Pages:
    """Return the pages of the sample project."""
    return Pages(samples.TITLE, base=samples.BASE, prefixes=samples.PROJECT_PREFIXES, version=samples.VERSION)


@pytest.fixture(scope="module")
def views(dataset: Dataset) -> Views:
    """Return the views of the bundled project."""
    return Views(Explainer(dataset))
