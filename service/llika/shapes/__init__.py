"""Shapes: what asserted data must look like before anything is concluded from it."""

from .gate import check_shapes

__all__ = ["check_shapes"]
