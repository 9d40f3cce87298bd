"""The command line: one subcommand per verb, each with ``--project`` and ``--json``.

Exit status: 0 fine; 1 findings (violations, inconsistency, a fact that does not hold; for ``check`` unreadable files);
2 usage or unreadable input.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from ..budget import too_much_memory
from ..errors import LlikaError
from ..project import bundled
from .output import Output, refused_by_system
from .parser import parse

__all__ = ["main"]

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start a thread per core for algebra that nobody does
gc.set_threshold(100_000, 20, 50)  # little of what a command makes is ever garbage: looking for it took a seventh
_FINDINGS = {"build-refused", "fact-unknown"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without our letters still gets the answer
    arguments = parse(sys.argv[1:] if argv is None else argv)
    language = getattr(arguments, "lang", "en")
    output = Output(as_json=arguments.json, root=arguments.project or bundled(), language=language)
    try:
        return _command(arguments.command)(arguments, output)
    except LlikaError as error:
        output.error(error)
        return 1 if error.code in _FINDINGS else 2
    except MemoryError:  # where the system refuses before our own limit does
        output.error(too_much_memory())
        return 2
    except BrokenPipeError:
        return 0
    except OSError as error:
        output.error(refused_by_system(error))
        return 2
    except KeyboardInterrupt:
        return 130


def _command(name: str) -> Callable[[Namespace, Output], int]:
    """Return what a command runs; only its own module is loaded, for most need little of the package."""
    return cast("Callable[[Namespace, Output], int]", import_module(f".{name}", __package__).run)
