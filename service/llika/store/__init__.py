"""The published dataset behind one protocol: what answers SPARQL, embedded or elsewhere."""

from __future__ import annotations

from .embedded import EmbeddedStore
from .protocol import QueryStore, RowStore
from .scratch import ScratchStore

__all__ = ["EmbeddedStore", "QueryStore", "RowStore", "ScratchStore"]
