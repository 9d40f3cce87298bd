"""The benchmarks are a program beside the package, not in it: their folder's parent must be importable."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
