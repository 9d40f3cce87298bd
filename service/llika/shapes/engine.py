"""Which engine checks: the fast one, and the reference where that is missing or fails."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from enum import StrEnum

from ..adapters import pyshacl, shacl
from ..adapters.report import ShapeResult
from ..terms import Fact

_LOG = logging.getLogger(__name__)


class Validator(StrEnum):
    """The engines that can check shapes."""

    SHACL = "shacl"
    PYSHACL = "pyshacl"

    @classmethod
    def usual(cls) -> Validator:
        """Return the fast engine, or the reference where the fast one is not installed."""
        if shacl.is_installed():
            return cls.SHACL
        _LOG.info("the package shacl is not installed; shapes are checked by pyshacl, which takes longer")
        return cls.PYSHACL


Validate = Callable[[Iterable[Fact], Iterable[Fact]], list[ShapeResult]]


def validate(data: Iterable[Fact], shapes: Iterable[Fact], validator: Validator) -> list[ShapeResult]:
    """Check data against shapes; if the fast engine breaks off, the reference checks instead, and the log says so.

    :raises ShapesFault: when the shapes are not well-formed
    :raises ValuesFault: when pyshacl cannot compare values
    """
    data, shapes = list(data), list(shapes)
    if validator is Validator.SHACL:
        try:
            return shacl.validate(data, shapes)
        except shacl.EngineFault as fault:
            _LOG.warning("the engine shacl broke off (%s); pyshacl checks instead", fault)
    return pyshacl.validate(data, shapes)
