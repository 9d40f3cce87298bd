"""Explanations: from a fact to its proof, from its leaves to claims, from claims to passages."""

from __future__ import annotations

from .bounded import Description, describe
from .condense import condense
from .forms import as_jsonld, as_markdown
from .grounds import Grounds
from .labels import Labels
from .members import non_members
from .portrait import is_figure, portrait, texts_of, values_of
from .proofs import Explainer, Explanation
from .standard import KINDS
from .types import Classifier, Typing
from .views import Json, Views

__all__ = [
    "KINDS",
    "Classifier",
    "Description",
    "Explainer",
    "Explanation",
    "Grounds",
    "Json",
    "Labels",
    "Typing",
    "Views",
    "as_jsonld",
    "as_markdown",
    "condense",
    "describe",
    "is_figure",
    "non_members",
    "portrait",
    "texts_of",
    "values_of",
]
