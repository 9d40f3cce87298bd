"""The dataset: everything a project says and everything that follows, on what basis, under one version."""

from __future__ import annotations

from .build import Engine, build, examine
from .dataset import Dataset
from .infer import Inference, Stratum

__all__ = ["Dataset", "Engine", "Inference", "Stratum", "build", "examine"]
