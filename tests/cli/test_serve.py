"""``llika serve`` on the command line."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from llika.cli import main


@pytest.mark.parametrize("options", [["--project", "."], ["--sources", "."], ["--public-url", "https://a.example"]])
def test_the_scratch_server_has_no_project(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--scratch", "--json", *options]) == 2
    assert json.loads(capsys.readouterr().out)["code"] == "scratch-alone"


def test_the_scratch_server_is_refused_beyond_this_machine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--scratch", "--json", "--listen", "0.0.0.0:0"]) == 2
    assert json.loads(capsys.readouterr().out)["code"] == "scratch-not-public"


def test_a_public_address_that_is_none_is_refused_before_anything_is_built(
    bridges_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (bridges_copy / "llika.toml").write_text("nonsense", "utf-8")
    argv = ["serve", "--project", str(bridges_copy), "--json", "--public-url", "a.example"]
    assert main(argv) == 2
    assert json.loads(capsys.readouterr().out)["code"] == "bad-address"


def test_the_scratch_server_runs() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    start = "from llika.cli import main; main()"
    command = [sys.executable, "-c", start, "serve", "--scratch", "--listen", listen]
    environment = {**os.environ, "NO_COLOR": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stderr is not None
            found = re.search(r"http://\S+", process.stderr.readline())
            assert found is not None
            update = Request(f"{found[0]}sparql", b"update=CLEAR+ALL", method="POST")
            with urlopen(update) as answer:
                assert answer.status == 204
        finally:
            process.terminate()
