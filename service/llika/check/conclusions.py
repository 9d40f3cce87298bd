"""What follows from a project, and which of it a change makes or unmakes."""

from __future__ import annotations

from collections.abc import Mapping

from ..dataset import Inference
from ..evidence import Basis
from ..terms import Fact


class Conclusions:
    """The facts that are entailed or derived, each with the strongest basis on which it holds."""

    def __init__(self, inference: Inference | None) -> None:
        found: dict[Fact, Basis] = {}
        for stratum in inference.strata if inference else ():
            for fact in (*stratum.fresh, *(one.fact for one in stratum.derived)):
                found.setdefault(fact, stratum.basis)
        self.bases: Mapping[Fact, Basis] = found

    def beyond(self, others: Conclusions) -> dict[Fact, Basis]:
        """Return the facts that do not hold among others, or on another basis there, in a fixed order."""
        more = (item for item in self.bases.items() if others.bases.get(item[0]) != item[1])
        return dict(sorted(more, key=lambda item: str(item[0])))
