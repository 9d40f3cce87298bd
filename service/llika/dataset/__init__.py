"""The dataset: everything a project says and everything that follows, on what basis, under one version."""

from __future__ import annotations

from .build import Engine, build, check_inference, checks, closing, read_project
from .cache import Cache, default_cache
from .contradictions import inconsistencies
from .dataset import Dataset
from .infer import Close, Inference, Stratum, infer
from .support import Support

__all__ = [
    "Cache",
    "Close",
    "Dataset",
    "Engine",
    "Inference",
    "Stratum",
    "Support",
    "build",
    "check_inference",
    "checks",
    "closing",
    "default_cache",
    "inconsistencies",
    "infer",
    "read_project",
]
