"""Every check of a project behind one call, for one look at it or for watching it."""

from __future__ import annotations

from .conclusions import Conclusions
from .examine import Examination, Examiner, examine

__all__ = ["Conclusions", "Examination", "Examiner", "examine"]
