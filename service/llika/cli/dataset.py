"""The dataset of the project that a command names."""

from __future__ import annotations

from argparse import Namespace

from ..dataset import Dataset, Engine, build, default_cache
from ..project import Project
from .output import Output


def dataset_of(arguments: Namespace, output: Output) -> Dataset:
    """Build the dataset, or take it from the cache."""
    cache = None if arguments.no_cache else default_cache()
    with output.working("building") as console:
        return build(
            Project.open(arguments.project),
            engine=Engine(arguments.engine),
            cache=cache,
            progress=lambda step: console.print(f"[dim]{step} …[/]") if console.is_terminal else None,
        )
