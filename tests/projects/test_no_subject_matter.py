"""The engine names nothing of its flagship project: whoever serves bridges finds no network in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import llika
from llika.terms import NamedNode
from llika.turtle import read

PACKAGE = Path(llika.__file__).resolve().parent
DOMAIN = re.compile(
    r"llika/ontology|llika/(?:id|concept|source|claim|gap)/|remurpe|\bcies\b|peru|network|committee", re.IGNORECASE
)
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
TEMPLATES = sorted(path for path in (PACKAGE / "web").rglob("*") if path.suffix in {".html", ".css"})
TURTLE = sorted((PACKAGE / "evidence").glob("*.ttl"))
_ALLOWED = (
    "https://w3id.org/llika/evidence",
    "http://www.w3.org/",
    "https://www.w3.org/TR/",
    "http://purl.org/",
    "https://creativecommons.org/",
)


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the texts that a module uses; a text that stands alone only explains."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_names_a_term_of_the_bundled_project(path: Path) -> None:
    found = [one for one in strings(ast.parse(path.read_text("utf-8"))) if DOMAIN.search(one[1])]
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_template_names_one_either(path: Path) -> None:
    assert DOMAIN.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_vocabulary_of_the_engine_has_its_own_terms_and_those_of_the_w3c(path: Path) -> None:
    """Its examples may tell of anything, in words."""
    facts = read(path, shown_as=path.name).facts
    iris = {term.value for fact in facts for term in fact if isinstance(term, NamedNode)}
    assert {iri for iri in iris if not iri.startswith(_ALLOWED)} == set()


def test_the_search_finds_what_it_looks_for() -> None:
    tree = ast.parse('"""A network."""\nx = "https://w3id.org/llika/ontology#Network"\ny = f"a {x} of Peru"')
    assert [line for line, text in strings(tree) if DOMAIN.search(text)] == [2, 3]
    assert len(MODULES) > 60
    assert len(TEMPLATES) > 8
    assert len(TURTLE) == 2
