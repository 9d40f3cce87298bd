"""Several people at once: nobody's fact is written over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from llika.check import examine
from llika.project import Project
from llika.sources import Sources

WORDS = ("Upper", "Bridge", "built", "stone", "three")


def test_facts_cited_at_the_same_time_are_all_kept(bridges_copy: Path, tmp_path: Path) -> None:
    before = len(Sources(Project.open(bridges_copy)).records.mentions)
    call = [sys.executable, "-c", "import sys; from llika.cli import main; sys.exit(main())", "cite"]
    places = ["--at", "a1:3", "--project", str(bridges_copy), "--sources", str(bridges_copy / "sources")]
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    running = [
        subprocess.Popen([*call, "--mention", "i:upper-bridge", word, *places], env=environment) for word in WORDS
    ]
    assert [process.wait(60) for process in running] == [0] * len(WORDS)
    project = Project.open(bridges_copy)
    assert len(Sources(project).records.mentions) == before + len(WORDS)
    assert examine(project).findings == ()


def test_the_same_table_cited_twice_at_the_same_time_is_cited_once(bridges_copy: Path, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    rows = "".join(f"mention,i:upper-bridge,a1:3,{word}\n" for word in WORDS)
    table.write_text(f"kind,subject,locator,words\n{rows}", "utf-8")
    before = len(Sources(Project.open(bridges_copy)).records.mentions)
    call = [sys.executable, "-c", "import sys; from llika.cli import main; sys.exit(main())", "cite"]
    places = ["--project", str(bridges_copy), "--sources", str(bridges_copy / "sources")]
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    running = [
        subprocess.Popen([*call, "--from", str(table), "--skip-existing", *places], env=environment) for _ in range(3)
    ]
    assert [process.wait(60) for process in running] == [0] * 3
    project = Project.open(bridges_copy)
    assert len(Sources(project).records.mentions) == before + len(WORDS)
    assert examine(project).findings == ()
