"""Measure one engine on one file, in a process of its own, and print the figures as one line of JSON.

    python -m benchmarks.child simple universities.nt

A process of its own, because imports, memory and garbage of one engine must not count for another.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Store

from .engines import CATALOGUE, Columns, Engine, Row
from .lubm import DATA, VOCABULARY
from .probes import probe

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"


def measure(engine: Engine, path: Path, *, probed: bool = False) -> dict[str, object]:
    """Return CPU seconds by stage, peak memory in MB, and what was found, counted by class and property.

    ``start`` is the interpreter and the imports. Everything after ``output`` (counting, probing) is not measured.
    """
    stages = {"start": _cpu()}
    stages["load"] = _timed(lambda: engine.load(path))
    stages["reason"] = _timed(engine.reason)
    stages["output"] = _timed(lambda: sum(1 for _ in engine.entailed()))
    peak = _peak_megabytes()
    figures: dict[str, object] = {"stages": stages, "peak": peak, "found": census(engine.entailed())}
    return figures | ({"probe": probe(engine, stages["reason"])} if probed else {})


def census(entailed: Iterable[Row]) -> dict[str, int]:
    """Count the facts about named things, by the class or property of the vocabulary that they use.

    What engines add for completeness' sake (``owl:Thing``, reflexive facts, closed axioms, anonymous classes) differs
    without any of them being wrong, and is left out.
    """
    found: Counter[str] = Counter()
    for subject, predicate, value in entailed:
        if _iri(subject).startswith(DATA):
            used = _iri(value) if _iri(predicate) == _TYPE else _iri(predicate)
            if used.startswith(VOCABULARY) or (used == _SAME_AS and str(subject) != str(value)):
                found[used.removeprefix(VOCABULARY)] += 1
    return dict(sorted(found.items()))


def measure_command(path: Path) -> dict[str, object]:
    """Return the figures of ``llika reason --inferred-only`` as users run it, from its start to its end."""
    program = "from llika.cli import main; raise SystemExit(main())"
    out = path.with_suffix(".out.nt")
    arguments = ["reason", str(path), "--inferred-only", "--out", str(out)]
    subprocess.run([sys.executable, "-c", program, *arguments], check=True)  # noqa: S603 - this very interpreter
    out.unlink()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"stages": {"whole": usage.ru_utime + usage.ru_stime}, "peak": _megabytes(usage.ru_maxrss), "found": None}


def measure_publishing(path: Path) -> dict[str, object]:
    """Return the figures of closing a file and bringing what it says and what follows into a store of pyoxigraph.

    Of what follows, a dataset publishes what has names.
    """
    from llika.adapters.oxigraph import fill

    engine, store, entailed = Columns(), Store(), NamedNode("https://example.org/entailed")
    stages = {"start": _cpu()}
    stages["load"] = _timed(lambda: engine.load(path))
    stages["reason"] = _timed(engine.reason)
    stages["output"] = _timed(lambda: fill(store, engine.closure.asserted))
    stages["output"] += _timed(lambda: fill(store, engine.closure.entailed, entailed, anonymous=False))
    if not sum(1 for _ in engine.closure.asserted) < len(store) <= len(engine.closure):
        raise AssertionError("the store does not hold what the closure does")
    return {"stages": stages, "peak": _peak_megabytes(), "found": None}


WHOLE = {"llika reason": measure_command, "into a store": measure_publishing}
"""What is measured from start to end, and not stage by stage like an engine among its peers."""


def _iri(term: object) -> str:
    return str(term).strip("<>")  # pyoxigraph writes the brackets, rdflib does not


def _timed(work: Callable[[], object]) -> float:
    before = _cpu()
    work()
    return _cpu() - before


def _cpu() -> float:
    """Return the CPU seconds of this process so far, in all its threads, in the kernel too."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _peak_megabytes() -> float:
    """Return the most memory this process has held.

    Linux hands ``ru_maxrss`` down from the parent process; the account in ``/proc`` is the process's own.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    own = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), None)
    if own is not None:
        return own / 1024
    return _megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _megabytes(most: int) -> float:
    """Return a ``ru_maxrss`` in MB; it is in bytes on macOS and in kilobytes elsewhere."""
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.child")
    parser.add_argument("engine", choices=CATALOGUE)
    parser.add_argument("file", type=Path)
    parser.add_argument("--probe", action="store_true", help="measure proofs and changes as well")
    options = parser.parse_args()
    make = CATALOGUE[options.engine].make
    figures = measure(make(), options.file, probed=options.probe) if make else WHOLE[options.engine](options.file)
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
