"""Writing evidence: facts with their claims and passages into the right files, gaps, mentions, repair.

Every form of citing returns a `Change`. Nothing is written before `Change.write`, and a file is replaced as a whole or
not at all.
"""

from __future__ import annotations

from .change import Change, locked
from .citer import Citer, Extract
from .ledger import AlreadyCited
from .manner import CONFIDENCES, QUALIFIERS, Cell, Locator, Manner, parse_object

__all__ = [
    "CONFIDENCES",
    "QUALIFIERS",
    "AlreadyCited",
    "Cell",
    "Change",
    "Citer",
    "Extract",
    "Locator",
    "Manner",
    "locked",
    "parse_object",
]
