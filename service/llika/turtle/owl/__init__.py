"""Ontologies in the two notations that follow the OWL 2 Structural Specification: functional syntax and OWL/XML."""

from .functional import read_functional
from .owlxml import read_owl_xml

__all__ = ["read_functional", "read_owl_xml"]
