"""What is shipped: the package, its files and the bundled project; installed elsewhere, it answers the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

from llika.project import CONFIG, FOLDERS, Project

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "service/llika"
BUNDLED = (*FOLDERS, "docs")
QUESTION = ["query", "functions-of-body", "body=remurpe", "--json"]


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the source archive, and the wheel built from it."""
    out = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT), cwd=out)
    [archive], [wheel] = out.glob("*.tar.gz"), out.glob("*.whl")
    return archive, wheel


@pytest.fixture(scope="module")
def wheel(distributions: tuple[Path, Path]) -> Iterator[zipfile.ZipFile]:
    """Return the wheel, opened."""
    with zipfile.ZipFile(distributions[1]) as opened:
        yield opened


@pytest.fixture(scope="module")
def installed(distributions: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command of a clean environment outside the checkout that has the wheel.

    Its dependencies are those of the running environment, made visible by a path file: the path file of the editable
    install there is not followed, so the package itself is not visible.
    """
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    scheme = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    python = Path(scheme["scripts"]) / Path(sys.executable).name
    (Path(scheme["purelib"]) / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    options = ("--no-deps", "--no-index", "--ignore-installed", "--quiet", "--disable-pip-version-check")
    _run(sys.executable, "-m", "pip", "--python", str(python), "install", *options, str(distributions[1]), cwd=home)
    return Path(scheme["scripts"]) / "llika"


def test_the_wheel_holds_the_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    shipped = {name for name in wheel.namelist() if not name.startswith("llika/bundle/")}
    metadata = {name for name in shipped if ".dist-info/" in name}
    expected = {f"llika/{path.relative_to(ROOT / PACKAGE).as_posix()}" for path in _files(ROOT / PACKAGE)}
    assert shipped - metadata == expected
    assert {Path(name).name for name in metadata} >= {"METADATA", "WHEEL", "RECORD", "LICENSE", "LICENSE-DATA"}


def test_the_wheel_holds_what_is_no_code(wheel: zipfile.ZipFile) -> None:
    assert set(wheel.namelist()) >= {
        "llika/py.typed",
        "llika/evidence/evidence.ttl",
        "llika/evidence/shapes.ttl",
        "llika/hygiene/ontology/label-missing.rq",
        "llika/hygiene/shapes/message-missing.rq",
        "llika/web/static/llika.css",
        "llika/web/templates/base.html",
    }


def test_the_wheel_holds_the_whole_bundled_project(wheel: zipfile.ZipFile) -> None:
    bundle = {name.removeprefix("llika/bundle/") for name in wheel.namelist() if name.startswith("llika/bundle/")}
    expected = {path.relative_to(ROOT).as_posix() for folder in BUNDLED for path in _files(ROOT / folder)}
    assert bundle == expected | {CONFIG}
    for name in bundle:
        assert wheel.read(f"llika/bundle/{name}") == (ROOT / name).read_bytes()


def test_the_wheel_names_its_command(wheel: zipfile.ZipFile) -> None:
    [name] = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    points = ConfigParser()
    points.read_string(wheel.read(name).decode())
    assert dict(points["console_scripts"]) == {"llika": "llika.cli:main"}


def test_the_source_archive_holds_what_builds_and_tests_it(distributions: tuple[Path, Path]) -> None:
    with tarfile.open(distributions[0]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = ["pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA", "Makefile", "constraints.txt", CONFIG]
    assert names >= {*needed, "tests/conftest.py", f"{PACKAGE}/py.typed"}
    assert names >= {
        path.relative_to(ROOT).as_posix() for folder in (*FOLDERS, PACKAGE) for path in _files(ROOT / folder)
    }
    assert not [name for name in names if "__pycache__" in name or name.startswith((".venv", ".git/", "dist/"))]


def test_an_installed_wheel_answers_from_anywhere(installed: Path, tmp_path: Path) -> None:
    code = "import llika; print(llika.__file__)"
    place = Path(_run(str(installed.parent / Path(sys.executable).name), "-c", code, cwd=tmp_path).strip())
    assert place.is_relative_to(installed.parent.parent)
    assert not place.is_relative_to(ROOT)
    found = json.loads(_run(str(installed), *QUESTION, cwd=tmp_path))
    functions = {row["function"].rpartition("/")[2] for row in found["rows"] if row["function"]}
    assert functions
    assert [path.name for path in (tmp_path / "cache/llika/versions").iterdir()] == [found["version"]]
    assert json.loads(_run(str(installed), *QUESTION, cwd=tmp_path)) == found


def test_an_installed_wheel_has_the_version_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    found = json.loads(_run(str(installed), *QUESTION, cwd=tmp_path))
    assert found["version"] == Project.open(ROOT).version("native")


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder that are kept: no bytecode."""
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def _run(*command: str, cwd: Path) -> str:
    """Run a command with a cache of its own and nothing of this environment's Python; return what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "COV_"))}
    environment = kept | {"XDG_CACHE_HOME": str(cwd / "cache")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
