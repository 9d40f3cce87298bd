"""The dataset: everything a project says and everything that follows, on what basis, under one version."""

from __future__ import annotations

from .build import Dataset, Engine, build, check_all
from .infer import Inference, Stratum

__all__ = ["Dataset", "Engine", "Inference", "Stratum", "build", "check_all"]
