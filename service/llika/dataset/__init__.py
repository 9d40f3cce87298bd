"""The dataset: everything a project says and everything that follows, on what basis, under one version."""

from __future__ import annotations

from .build import Engine, build, check_inference, checks, read_project
from .contradictions import inconsistencies
from .dataset import Dataset
from .infer import Inference, Stratum, infer
from .support import Support

__all__ = [
    "Dataset",
    "Engine",
    "Inference",
    "Stratum",
    "Support",
    "build",
    "check_inference",
    "checks",
    "inconsistencies",
    "infer",
    "read_project",
]
