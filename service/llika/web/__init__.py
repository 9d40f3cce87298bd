"""The service over HTTP: SPARQL, saved queries, the API of collections, explanations, pages."""

from __future__ import annotations

from .app import create_app
from .server import Address, serve

__all__ = ["Address", "create_app", "serve"]
