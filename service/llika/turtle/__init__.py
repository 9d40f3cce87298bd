"""Turtle: reading with places, writing without surprises."""

from .comments import Comments
from .foreign import ONTOLOGY_SUFFIXES, read_ontology, to_turtle
from .format import format_facts, format_turtle
from .places import Places, places
from .read import Document, read, read_any, read_text

__all__ = [
    "ONTOLOGY_SUFFIXES",
    "Comments",
    "Document",
    "Places",
    "format_facts",
    "format_turtle",
    "places",
    "read",
    "read_any",
    "read_ontology",
    "read_text",
    "to_turtle",
]
