"""What a service says of itself in RDF: Service Description, VoID, DCAT, and its saved queries as examples."""

from __future__ import annotations

from .description import Description
from .examples import Example
from .sparnatural import Wording, builder_facts

__all__ = ["Description", "Example", "Wording", "builder_facts"]
