"""Writing evidence: facts with their claims and passages into the right files, gaps, mentions, repair.

Every form of citing returns a `Change`. Nothing is written before `Change.write`, and a file is replaced as a whole or
not at all.
"""

from __future__ import annotations

from ..evidence import CONFIDENCES, QUALIFIERS, Cell, Locator
from .batch import COLUMNS, BatchRefused, cite_rows, read_rows
from .change import Change, locked
from .citer import Citer, Extract
from .find import Found, find
from .journal import Journal
from .ledger import AlreadyCited
from .manner import Manner, object_stem, parse_fact, parse_object, parse_predicate

__all__ = [
    "COLUMNS",
    "CONFIDENCES",
    "QUALIFIERS",
    "AlreadyCited",
    "BatchRefused",
    "Cell",
    "Change",
    "Citer",
    "Extract",
    "Found",
    "Journal",
    "Locator",
    "Manner",
    "cite_rows",
    "find",
    "locked",
    "object_stem",
    "parse_fact",
    "parse_object",
    "parse_predicate",
    "read_rows",
]
