"""Makes the pictures of docs/protege.md anew: `make pictures`.

Needs git, a Java development kit with the OWL API (Debian: libowlapi-java) and chromium. A copy of the bundled project
is edited, saved by the OWL API as Protégé saves it, formatted, checked and served: the pictures show what came out.
"""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
OWL_API = Path(__file__).with_name("OwlApiCheck.java")
LLIKA = Path(sys.executable).with_name("llika")
JARS = "/usr/share/java/*"
EVIDENCE = Path("service/llika/evidence")  # where the catalog looks for the vocabulary
MODULE = Path("ontology/llika-readings.ttl")
ADDED = """
:Training rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :realises ; owl:hasValue c:convening ] .
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>.{unique_id}-matrix {{ font: {char_height}px monospace; }} .{unique_id}-title {{ font: bold 18px sans-serif; }}
{styles}</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""
"""Rich's own frame loads fonts from the network."""


def copied(folder: Path) -> Path:
    """Return a copy of the project in a repository of its own."""
    for name in ("ontology", "shapes", "graph_data", "queries"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "llika.toml", folder)
    shutil.copytree(ROOT / EVIDENCE, folder / EVIDENCE, ignore=shutil.ignore_patterns("*.py*", "__*"))
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for command in (["init", "--quiet"], ["add", "."], [*who, "commit", "--quiet", "--message", "As it was"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


def save_in_editor(project: Path, scratch: Path) -> None:
    """Add a restriction to the module (an example, and no reading of ours) and let the OWL API write the file."""
    with (project / MODULE).open("a", encoding="utf-8") as file:
        file.write(ADDED)
    subprocess.run(["javac", "-cp", JARS, "-d", scratch, OWL_API], check=True)
    program = ["java", "-cp", f"{scratch}:{JARS}", "OwlApiCheck", "roundtrip", "ontology/catalog-v001.xml"]
    subprocess.run([*program, "turtle", str(scratch), str(MODULE)], cwd=project, check=True, capture_output=True)
    header = "<https://w3id.org/llika/ontology/readings> rdf:type owl:Ontology"
    [saved] = [file for file in (scratch / "turtle").iterdir() if header in file.read_text("utf-8")]
    shutil.copy(saved, project / MODULE)


def terminal(commands: list[str], folder: Path, picture: str) -> None:
    """Run commands and draw what a terminal shows."""
    console = Console(record=True, width=110, file=open(os.devnull, "w"))  # noqa: SIM115, PTH123 (drawn, not shown)
    colours = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "color.ui", "GIT_CONFIG_VALUE_0": "always"}
    path = f"{LLIKA.parent}{os.pathsep}{os.environ['PATH']}"
    settings = {**os.environ, **colours, "PATH": path, "COLUMNS": "108"}
    for command in commands:
        words = shlex.split(command)
        done = subprocess.run(words, cwd=folder, env=settings, capture_output=True, text=True, check=False)
        console.print(Text(f"$ {command}", style="bold"))
        console.print(Text.from_ansi(done.stdout.rstrip()))
    console.print()
    svg = console.export_svg(title="after saving", theme=DEFAULT_TERMINAL_THEME, code_format=SVG, unique_id="t")
    (IMAGES / picture).write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", "utf-8")


def page(project: Path, path: str, picture: str) -> None:
    """Serve the project and take a picture of a page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = "{}:{}".format(*free.getsockname())
    command = [str(LLIKA), "serve", "--no-cache", "--project", str(project), "--listen", address]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as service:
        try:
            wait_for(f"http://{address}/health")
            browser = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", "--window-size=1000,690"]
            shot = [f"--screenshot={IMAGES / picture}", f"http://{address}{path}"]
            subprocess.run([*browser, *shot], check=True, capture_output=True)
        finally:
            service.terminate()


def wait_for(url: str) -> None:
    """Wait until an address answers."""
    for _ in range(300):
        with suppress(URLError), urlopen(url):
            return
        time.sleep(0.1)
    raise TimeoutError(url)


def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory() as name:
        project, scratch = Path(name, "llika"), Path(name, "scratch")
        scratch.mkdir()
        save_in_editor(copied(project), scratch)
        steps = ["git diff --stat", "llika format --project . --comments-from HEAD", "git diff -U0"]
        terminal([*steps, "llika check --project ."], project, "after-saving.svg")
        page(project, "/page/id/remurpe", "page.png")


if __name__ == "__main__":
    main()
