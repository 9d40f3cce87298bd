"""Projects made of a few files, and a copy of the bridges to break."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from llika.project import Project

BRIDGES = Path(__file__).resolve().parent.parent / "projects" / "bridges"
SECOND_TEXT = """Notes of a second walker

The Lower Bridge was repaired in 1800 and carried a toll. The guild built it.
"""
SECOND_DOCUMENT = """@prefix ev: <https://w3id.org/llika/evidence#> .
<https://example.org/bridges/source/b2> a ev:Document ; <http://purl.org/dc/terms/title> "Notes of a second walker" ;
    ev:fileName "b2.txt" ; ev:fileDigest "{digest}" .
"""

PREFIXES = """
@prefix : <https://example.org/b/ontology#> .
@prefix ev: <https://w3id.org/llika/evidence#> .
@prefix i: <https://example.org/b/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
CONFIG = """base = "https://example.org/b/"
[prefixes]
"" = "https://example.org/b/ontology#"
i = "https://example.org/b/id/"
[collections.bridges]
class = ":Bridge"
classify = ":Bridge"
"""


@pytest.fixture(scope="session")
def write_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, str]], Project]:
    """Return what writes a project of files, given by path; Turtle gets the prefixes."""

    def write(files: Mapping[str, str]) -> Project:
        root = tmp_path_factory.mktemp("project")
        (root / "llika.toml").write_text(CONFIG, "utf-8")
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text((PREFIXES if name.endswith(".ttl") else "") + text, "utf-8")
        return Project.open(root)

    return write


@pytest.fixture
def bridges(tmp_path: Path) -> Project:
    """Return a copy of the bridges with a second document, which nothing cites yet."""
    root = Path(shutil.copytree(BRIDGES, tmp_path / "bridges"))
    (root / "sources/b2.txt").write_bytes(SECOND_TEXT.encode())
    digest = hashlib.sha256(SECOND_TEXT.encode()).hexdigest()
    (root / "graph_data/claims/b2.ttl").write_text(SECOND_DOCUMENT.format(digest=digest), "utf-8")
    return Project.open(root)


@pytest.fixture
def edit(bridges: Project) -> Callable[[str, str, str], None]:
    """Return what replaces a text in a file of the bridges; the text must be there."""

    def replace(name: str, old: str, new: str) -> None:
        path = bridges.root / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return replace
