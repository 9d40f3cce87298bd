"""Every check of a project behind one call, for one look at it or for watching it."""

from __future__ import annotations

from .conclusions import Conclusions
from .difference import Difference, difference
from .examiner import Examination, Examiner, examine
from .watch import changes

__all__ = ["Conclusions", "Difference", "Examination", "Examiner", "changes", "difference", "examine"]
