"""The OWL API as a judge of many small ontologies at once."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest
from tests.effort import QUICK_JAVA

HERE = Path(__file__).resolve().parent
PRELUDE = (HERE / "cases" / "prelude.ttl").read_text("utf-8")
JARS = Path("/usr/share/java")  # where Debian's libowlapi-java puts them


class Verdict(NamedTuple):
    """Which profiles an ontology is in."""

    dl: bool
    rl: bool


Judge = Callable[[Sequence[str]], list[Verdict]]
"""Ontologies, without the prelude that declares their terms → what the OWL API finds, each judged alone."""


@pytest.fixture(scope="session")
def prelude() -> str:
    """Return the declarations that every case and every random ontology begins with."""
    return PRELUDE


@pytest.fixture(scope="session")
def judge(missing: Callable[[str], NoReturn], tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Compile ``ProfileJudge.java`` once and return a function that runs it."""
    java, javac = shutil.which("java"), shutil.which("javac")
    if java is None or javac is None:
        missing("a Java development kit (17 or later) is not installed")
    if not (JARS / "owlapi-distribution.jar").exists():
        missing("the OWL API is not installed (Debian: libowlapi-java)")
    folder = tmp_path_factory.mktemp("judge")
    subprocess.run([javac, "-cp", f"{JARS}/*", "-d", str(folder), str(HERE / "ProfileJudge.java")], check=True)

    def run(ontologies: Sequence[str]) -> list[Verdict]:
        files = [folder / f"{number}.ttl" for number in range(len(ontologies))]
        for file, turtle in zip(files, ontologies, strict=True):
            file.write_text(PRELUDE + turtle, encoding="utf-8")
        command = [java, *QUICK_JAVA, "-cp", f"{folder}:{JARS}/*", "ProfileJudge"]
        done = subprocess.run(command, input="\n".join(map(str, files)), capture_output=True, text=True, check=True)
        return [_verdict(line) for line in done.stdout.splitlines()]

    return run


def _verdict(line: str) -> Verdict:
    _, unparsed, dl, rl = line.split("\t")
    return Verdict(unparsed == "0" and not dl, unparsed == "0" and not dl and not rl)
