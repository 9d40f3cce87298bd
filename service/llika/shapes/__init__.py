"""Shapes: what asserted data must look like before anything is concluded from it."""

from .engine import Validator
from .gate import check_shapes, shape_files

__all__ = ["Validator", "check_shapes", "shape_files"]
