"""The reasoner: OWL 2 RL with proofs, in plain Python.

The rules are data (:mod:`.table`); they are specialised to the schema (:mod:`.compile`), run until nothing new follows
(:mod:`.evaluate`) and searched backward for proofs (:mod:`.proof`).
"""

from __future__ import annotations

from .clash import Clash
from .closure import Closure, close, is_trivial, restore
from .proof import Proof
from .rule import Rule
from .table import RULES

__all__ = ["RULES", "Clash", "Closure", "Proof", "Rule", "close", "is_trivial", "restore"]
