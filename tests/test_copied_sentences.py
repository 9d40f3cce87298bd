"""No file of the project repeats sentences of the source documents: facts, names and titles carry over.

What may be repeated stands in tests/copied_allowed.txt: a line for each stretch, its file, a colon, and the words,
in the order of the files.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = ROOT / "tests" / "copied_allowed.txt"
TOOL = Path("tools") / "copied_sentences.py"


def test_no_sentence_of_the_documents_is_copied(shared_dir: Path, missing: Callable[[str], NoReturn]) -> None:
    if not (ROOT / ".git").exists():
        missing("the git repository of the project, which lists its files")
    found = [one for one in copied(shared_dir, ROOT) if not one.startswith(f"tests/{ALLOWED.name}: ")]
    assert found == ALLOWED.read_text("utf-8").splitlines()


def test_a_copied_sentence_would_be_found(shared_dir: Path, tmp_path: Path) -> None:
    source = next(path for path in sorted((shared_dir / "sources").glob("*.txt")))
    sentence = re.findall(r"\w+", source.read_text("utf-8", errors="replace"))[200:216]
    (tmp_path / "notes.md").write_text(f"\n\nHere: {' '.join(sentence)}.\n", "utf-8")
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    (found,) = copied(shared_dir, tmp_path)
    assert found.startswith("notes.md: ")
    assert " ".join(sentence[2:14]).lower() in found


def copied(shared: Path, project: Path) -> list[str]:
    """Return the stretches that files of a project share with a document: file and words, without line numbers."""
    command = [sys.executable, str(shared / TOOL), str(project), str(shared / "sources")]
    told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert told.returncode in (0, 1), told.stderr
    return [re.sub(r"^([^:]+):\d+: \d+ words of [^:]+: ", r"\1: ", line) for line in told.stdout.splitlines()]
