"""The ontology for readers: its terms, and its axioms in words, each with the basis of its module."""

from __future__ import annotations

from .modules import module_of
from .reference import Reference

__all__ = ["Reference", "module_of"]
