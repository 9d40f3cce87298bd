"""Shapes: what asserted data must look like before anything is concluded from it."""

from .engine import Validator
from .gate import check_shapes

__all__ = ["Validator", "check_shapes"]
