"""The service over HTTP: SPARQL, saved queries, the API of collections, explanations, pages."""

from __future__ import annotations

from .app import create_app
from .server import serve

__all__ = ["create_app", "serve"]
