"""The hooks for pre-commit that other repositories may name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
PATHS = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture
def repository(bridges_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with a project, which uses the hooks as they are, but from this environment."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", PATHS)
    hooks = [{**hook, "language": "system"} for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (bridges_copy / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=bridges_copy, check=True)
    subprocess.run(["git", "add", "."], cwd=bridges_copy, check=True)
    return bridges_copy


def run(repository: Path) -> tuple[int, str]:
    """Run all hooks on all files; return the exit status and what was said."""
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_the_manifest_is_valid() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)]
    assert subprocess.run(command, check=False).returncode == 0


def test_the_hooks_pass_on_a_sound_project(repository: Path) -> None:
    status, said = run(repository)
    assert status == 0, said
    assert said.count("Passed") == 2


def test_turtle_that_is_not_in_its_one_form_is_formatted(repository: Path) -> None:
    path = repository / "ontology" / "bridges.ttl"
    before = path.read_text("utf-8")
    path.write_text(before.replace(" ;\n", ";"), "utf-8")
    status, said = run(repository)
    assert status == 1
    assert "files were modified by this hook" in said
    assert path.read_text("utf-8") == before


def test_what_is_wrong_stops_the_commit(repository: Path) -> None:
    path = repository / "ontology" / "bridges.ttl"
    path.write_text(path.read_text("utf-8").replace(":madeOf a ", ":builtOf a "), "utf-8")
    status, said = run(repository)
    assert status == 1
    assert "[undeclared-term]" in said
