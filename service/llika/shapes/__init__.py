"""Shapes: what asserted data must look like before anything is concluded from it, and what follows afterwards."""

from .closure import check_closure
from .engine import Validator
from .gate import check_shapes, shape_files

__all__ = ["Validator", "check_closure", "check_shapes", "shape_files"]
