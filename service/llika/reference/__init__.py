"""The ontology for readers: its terms, and its axioms in words, each with the basis of its module."""

from __future__ import annotations

from .glossary import Glossary
from .kinds import Kinds
from .modules import module_of
from .reference import Reference

__all__ = ["Glossary", "Kinds", "Reference", "module_of"]
