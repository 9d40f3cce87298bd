"""Turtle: reading with places, writing without surprises."""

from .comments import Comments
from .foreign import ONTOLOGY_SUFFIXES, read_foreign, to_turtle
from .format import format_facts, format_turtle
from .places import Places, places
from .read import Document, contents, decoded, read, read_any, read_bytes, read_text
from .shelf import Shelf
from .write import write_bytes

__all__ = [
    "ONTOLOGY_SUFFIXES",
    "Comments",
    "Document",
    "Places",
    "Shelf",
    "contents",
    "decoded",
    "format_facts",
    "format_turtle",
    "places",
    "read",
    "read_any",
    "read_bytes",
    "read_foreign",
    "read_text",
    "to_turtle",
    "write_bytes",
]
