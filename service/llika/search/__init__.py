"""Search: words, in either language and as people type them, to the things of a dataset and its saved queries."""

from __future__ import annotations

from .complete import Completion, complete, complete_from, short_name
from .find import Hit, Kind, Results, Search
from .snippets import Matched
from .things import QUERY, Field

__all__ = [
    "QUERY",
    "Completion",
    "Field",
    "Hit",
    "Kind",
    "Matched",
    "Results",
    "Search",
    "complete",
    "complete_from",
    "short_name",
]
