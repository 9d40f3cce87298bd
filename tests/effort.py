"""How many random examples a test tries: all in the gate, many more under ``make fuzz``, a third elsewhere."""

from __future__ import annotations

import os

from hypothesis import settings

_USUAL = 1.0 if os.environ.get("LLIKA_REQUIRE") == "all" else 1 / 3
_TIMES = float(os.environ.get("LLIKA_EXAMPLES_TIMES", _USUAL))

QUICK_JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""What a Java program of a few seconds is started with: to compile it thoroughly takes longer than it runs."""


def scaled(number: int) -> int:
    """Return how many examples to try in place of the number that the gate tries."""
    return max(1, round(number * _TIMES))


def spread(number: int) -> range:
    """Return which of so many costly cases are tried: all in the gate, every third elsewhere."""
    return range(0, number, max(1, round(1 / _TIMES)))


def examples(number: int) -> settings:
    """Return settings for a number of examples."""
    return settings(max_examples=scaled(number))
