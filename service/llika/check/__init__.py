"""Every check of a project behind one call, for one look at it or for watching it."""

from __future__ import annotations

from .conclusions import Conclusions
from .coverage import Coverage, cover
from .difference import Difference, difference
from .examiner import Examination, Examiner, examine
from .watch import changes

__all__ = [
    "Conclusions",
    "Coverage",
    "Difference",
    "Examination",
    "Examiner",
    "changes",
    "cover",
    "difference",
    "examine",
]
