"""The service over HTTP: SPARQL, saved queries, the API of collections, explanations, pages."""

from __future__ import annotations

from .app import create_app
from .scratch import create_scratch_app
from .server import Address, public_address, serve, serve_scratch

__all__ = ["Address", "create_app", "create_scratch_app", "public_address", "serve", "serve_scratch"]
