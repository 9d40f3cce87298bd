"""The blocks of an inventory: what somebody who read the documents has listed in them, piece by piece.

A block is a row of a table without its header row, a bullet, or a paragraph. It is called by its section and its number
there: ``2.3-07``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SECTION = re.compile(r"##+ (\d(?:\.\d+)?)")
_RULE = re.compile(r"\|[-| :]+\|")
_BULLET = re.compile(r"\s*[-*] ")


def blocks(text: str) -> list[str]:
    """Return the names of the blocks in the numbered sections up to the sixth.

    >>> blocks("## 1. A\\ntext\\nmore\\n\\n| x |\\n|---|\\n| y |\\n### 1.1 B\\n- one\\n  more\\n- two\\n## 7. C\\nz")
    ['1-01', '1-02', '1.1-01', '1.1-02']
    """
    counts: dict[str, int] = {}
    section, is_open = "", False
    for line in text.splitlines():
        is_row = line.startswith("|")
        if heading := _SECTION.match(line):
            section, is_open = heading[1], False
        elif _RULE.fullmatch(line):
            counts[section] -= 1  # the row above it is a header
        elif is_row or _BULLET.match(line) or (line.strip() and not line.startswith("---") and not is_open):
            counts[section] = counts.get(section, 0) + 1
            is_open = not is_row
        elif not line.strip() or line.startswith("---"):
            is_open = False
    return [f"{name}-{at:02d}" for name, last in counts.items() if "0" <= name < "7" for at in range(1, last + 1)]


def unlisted(names: Iterable[str], rows: Iterable[str]) -> list[str]:
    """Return the blocks for which no row stands: of the same name, or of that name with a suffix after a dot.

    >>> unlisted(["2.3-07", "2.3-08", "2.3-09"], ["2.3-07.b", "2.3-08", "2.3-091"])
    ['2.3-09']
    """
    listed = {re.sub(r"(-\d+)\..*", r"\1", row) for row in rows}
    return [name for name in names if name not in listed]
