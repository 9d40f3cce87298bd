"""Hygiene of the ontology and the shapes themselves, one query a rule; and of the catalog that editors read."""

from __future__ import annotations

from .catalog import catalogs, check_catalog
from .check import check_hygiene
from .parts import named_in_evidence
from .rule import own_rules

__all__ = ["catalogs", "check_catalog", "check_hygiene", "named_in_evidence", "own_rules"]
