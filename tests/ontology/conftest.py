"""The ontology as files, as facts and as the OWL API sees it."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, cast

import pytest
from pyoxigraph import RdfFormat, parse
from tests.effort import QUICK_JAVA

from llika.terms import Fact

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
CATALOG = ONTOLOGY / "catalog-v001.xml"
JARS = Path("/usr/share/java")  # where Debian's libowlapi-java puts them

Turtle = Path | str
OwlApi = Callable[[str, Sequence[Turtle]], tuple[int, list[list[str]]]]
"""A mode and what follows the catalog on the command line → how many axioms were checked, the findings as columns."""


def _read(turtle: Turtle) -> list[Fact]:
    text = turtle.read_text(encoding="utf-8") if isinstance(turtle, Path) else turtle
    return [cast("Fact", tuple(quad)[:3]) for quad in parse(text, format=RdfFormat.TURTLE)]


@pytest.fixture(scope="session")
def read() -> Callable[[Turtle], list[Fact]]:
    """Read the facts of a Turtle file or text; blank nodes of different files never meet."""
    return _read


@pytest.fixture(scope="session")
def catalog() -> dict[str, Path]:
    """The catalog: ontology IRI to file."""
    entries = ElementTree.parse(CATALOG).getroot()  # noqa: S314 (our own file)
    return {entry.attrib["name"]: (ONTOLOGY / entry.attrib["uri"]).resolve() for entry in entries}


@pytest.fixture(scope="session")
def modules(catalog: dict[str, Path]) -> dict[str, list[Fact]]:
    """The facts of every file of the ontology and of the engine's vocabulary, by ontology IRI."""
    return {iri: _read(file) for iri, file in catalog.items() if ROOT / "graph_data" not in file.parents}


@pytest.fixture(scope="session")
def facts(modules: dict[str, list[Fact]]) -> list[Fact]:
    """The facts of all modules."""
    return [fact for module in modules.values() for fact in module]


@pytest.fixture(scope="session")
def owl_api(missing: Callable[[str], NoReturn], tmp_path_factory: pytest.TempPathFactory) -> OwlApi:
    """Compile ``OwlApiCheck.java`` once and return a function that runs it."""
    java, javac = shutil.which("java"), shutil.which("javac")
    if java is None or javac is None:
        missing("a Java development kit (17 or later) is not installed")
    if not (JARS / "owlapi-distribution.jar").exists():
        missing("the OWL API is not installed (Debian: libowlapi-java)")
    classes = tmp_path_factory.mktemp("classes")
    source = Path(__file__).with_name("OwlApiCheck.java")
    subprocess.run([javac, "-cp", f"{JARS}/*", "-d", str(classes), str(source)], check=True)

    def check(mode: str, arguments: Sequence[Turtle]) -> tuple[int, list[list[str]]]:
        program = [java, *QUICK_JAVA, "-cp", f"{classes}:{JARS}/*", "OwlApiCheck"]
        command = [*program, mode, str(CATALOG), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        lines = [line.split("\t") for line in done.stdout.splitlines()]
        assert lines, done.stderr
        return int(lines[0][1]), lines[1:]

    return check
