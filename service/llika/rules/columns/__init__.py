"""The reasoner over columns of numbers: the rules of :mod:`llika.rules`, for graphs of millions of facts.

Terms are numbered (:mod:`.dictionary`), facts are sorted columns of pairs (:mod:`.codes`, :mod:`.relations`). Clauses
become plans (:mod:`.plan`), which are joined (:mod:`.join`) until nothing new follows (:mod:`.evaluate`). Importing
this package imports numpy; :mod:`llika.rules` alone does not.
"""

from __future__ import annotations

from ...budget import Budget
from .change import Changes
from .closure import ColumnClosure, close
from .encode import Columns
from .load import read_ntriples

__all__ = ["Budget", "Changes", "ColumnClosure", "Columns", "close", "read_ntriples"]
