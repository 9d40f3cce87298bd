"""The recipes of docs/clients.md are run against the service and give what the page shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from ast import literal_eval
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from tests.clients.questions import NETWORKS, value

from llika.evidence import Basis
from llika.store import QueryStore

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "clients.md").read_text("utf-8")
PUBLIC = "http://127.0.0.1:8000"
RUNNERS = {
    "sh": ["bash", "-c"],
    "python": [sys.executable, "-c"],
    "r": ["Rscript", "-e"],
    "javascript": ["node", "--input-type=module", "--eval"],
}
NOT_RUN = {"text", "html"}
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_RECIPE = re.compile(r"^```(sh|python|r|javascript)\n(.*?)^```\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
RECIPES = _RECIPE.findall(PAGE)


def run(kind: str, code: str, address: str) -> list[str]:
    """Return the lines that a recipe prints."""
    done = subprocess.run(
        [*RUNNERS[kind], code.replace(PUBLIC, address)],
        cwd=ROOT / "tests" / "clients",  # where Node.js looks for packages
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_every_recipe_shows_its_output() -> None:
    kinds = [kind for kind, _ in _BLOCK.findall(PAGE)]
    assert {*kinds} <= {*RUNNERS, *NOT_RUN}
    assert [kind for kind in kinds if kind in RUNNERS] == [kind for kind, _, _ in RECIPES]
    assert {kind for kind, _, _ in RECIPES} == {*RUNNERS}
    assert all(PUBLIC in code for _, code, _ in RECIPES)


@pytest.mark.parametrize(
    ("kind", "code", "shown"), RECIPES, ids=[f"{kind}-{number}" for number, (kind, _, _) in enumerate(RECIPES)]
)
def test_a_recipe_gives_what_is_shown(
    address: str, missing: Callable[[str], NoReturn], kind: str, code: str, shown: str
) -> None:
    if shutil.which(RUNNERS[kind][0]) is None:
        missing(RUNNERS[kind][0])
    if "@comunica" in code and not (ROOT / "tests/clients/node_modules").is_dir():
        missing("the clients in JavaScript: run make clients")
    assert [line.rstrip() for line in run(kind, code, address)] == [line.rstrip() for line in shown.splitlines()]


def test_the_example_of_the_readme_gives_the_networks_that_are_stated(address: str, store: QueryStore) -> None:
    [code] = [block for kind, block in _BLOCK.findall((ROOT / "README.md").read_text("utf-8")) if kind == "python"]
    [line] = run("python", code, address)
    stated = store.select(NETWORKS, Basis.STATED).rows
    assert {row["network"]["value"] for row in literal_eval(line)} == {value(row["n"]) for row in stated} != set()
