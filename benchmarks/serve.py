"""Compare the processor time of ``llika serve`` per request with other SPARQL servers, over HTTP.

    python -m benchmarks.serve             50k triples, three servers: a minute or two

Each server is a process of its own on loopback; one client keeps one connection to each. The servers take turns, every
figure is the median of the rounds, and the rows are counted before anything is timed. Linux only: the seconds are read
from /proc.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import quote

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from llika.terms import Fact

from . import lubm

_U = lubm.VOCABULARY
_DEPARTMENTS = [f"{lubm.DATA}u0/d{index}" for index in range(4)]
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_PATIENCE_SECONDS = 60
_ROWS = "application/sparql-results+json"

_LOOKUP = "SELECT ?property ?value {{ <{department}/FullProfessor3> ?property ?value }}"
_JOIN = f"""SELECT ?student ?advisor ?name ?course {{{{
  ?student <{_U.memberOf.value}> <{{department}}> ; <{_U.advisor.value}> ?advisor ; <{_U.takesCourse.value}> ?course .
  ?advisor <{_U.name.value}> ?name }}}}"""
_AGGREGATE = f"""SELECT ?property (COUNT(*) AS ?times) {{{{
  ?subject ?property ?value FILTER(STRSTARTS(STR(?property), "{_U}")) }}}} GROUP BY ?property"""
_SAVED = "SELECT ?property ?value { ?_who_iri ?property ?value }\n"


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks for; ``etag`` is of the answer that it has."""

    path: str
    etag: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers to send."""
        return {"Accept": f"{_ROWS}, application/json;q=0.5", **({"If-None-Match": self.etag} if self.etag else {})}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    etag: str | None

    @property
    def rows(self) -> int:
        """How many rows the answer holds: those of SPARQL JSON, or of a page of a saved query."""
        found = json.loads(self.body)
        return len(found["rows"] if "rows" in found else found["results"]["bindings"])


class Server:
    """A running server and a connection to it that is kept."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, path: str) -> None:
        self.process = process
        self.path = path
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask(self, request: Request, method: str = "GET", body: bytes | None = None) -> Answer:
        """Send a request and read the whole answer."""
        headers = request.headers | ({"Content-Type": "application/n-triples"} if body else {})
        try:
            return self._answer(method, request.path, body, headers)
        except http.client.RemoteDisconnected:  # idle for too long
            self._connection.close()
            return self._answer(method, request.path, body, headers)

    def _answer(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        self._connection.request(method, path, body, headers)
        with self._connection.getresponse() as response:
            return Answer(response.status, response.read(), response.headers["ETag"])

    def sparql(self, query: str) -> Request:
        """Return the request for a query, by GET, as the protocol has it."""
        return Request(f"{self.path}?query={quote(query)}")

    def stop(self) -> None:
        """End the process and the connection."""
        self._connection.close()
        self.process.kill()
        self.process.wait()

    @property
    def cpu(self) -> float:
        """The CPU seconds that the process has used, with all its threads, in the kernel too."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS_PER_SECOND

    def measure(self, requests: Sequence[Request], seconds: float) -> float:
        """Return the CPU seconds per request, of as many requests as fit into some seconds on the clock.

        :raises AssertionError: an answer is neither whole nor a 304
        """
        start, before, done = time.monotonic(), self.cpu, 0
        while time.monotonic() < start + seconds or not done:
            request = requests[done % len(requests)]
            if self.ask(request).status != (304 if request.etag else 200):
                raise AssertionError(f"{request.path} is not answered")
            done += 1
        return (self.cpu - before) / done


def write(folder: Path, triples: int) -> Path:
    """Write universities without their schema, from which nothing follows, as a project, and return the data file."""
    schema = set(lubm.schema())
    facts: Iterator[Fact] = (fact for fact in lubm.generate(triples + len(schema)) if fact not in schema)
    for name in ("graph_data", "queries"):
        (folder / name).mkdir()
    lubm.write(folder / "graph_data" / "universities.ttl", facts)
    (folder / "queries" / "lookup.rq").write_text(_SAVED, "utf-8")
    return folder / "graph_data" / "universities.ttl"


def _llika(folder: Path, _: Path, port: int) -> list[str]:
    program = "from llika.cli import main; raise SystemExit(main())"
    return [sys.executable, "-c", program, "serve", "--project", str(folder), "--listen", f"127.0.0.1:{port}"]


def _oxigraph(_: Path, __: Path, port: int) -> list[str]:
    return [program("oxigraph") or "oxigraph", "serve", "--bind", f"127.0.0.1:{port}"]


def _rdflib(_: Path, data: Path, port: int) -> list[str]:
    found = program("rdflib-endpoint") or "rdflib-endpoint"
    return [found, "serve", "--host", "127.0.0.1", "--port", str(port), str(data)]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of server.

    :param command: the folder of the project, the data file and a port → what to run
    :param path: of its SPARQL endpoint
    :param upload: where the data are to be put once it runs; None where it reads the file
    """

    command: Callable[[Path, Path, int], list[str]]
    path: str = "/sparql"
    upload: str | None = None


KINDS: Mapping[str, Kind] = {
    "llika": Kind(_llika),
    "oxigraph": Kind(_oxigraph, "/query", "/store?default"),
    "rdflib-endpoint": Kind(_rdflib, "/"),
}


def is_installed(name: str) -> bool:
    """Return whether a server can be run here."""
    return name == "llika" or program(name) is not None


def program(name: str) -> str | None:
    """Return the path of a program that is installed beside this Python, or else anywhere."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


@contextmanager
def running(name: str, folder: Path, data: Path) -> Iterator[Server]:
    """Run a server with the data until the block ends."""
    kind, port = KINDS[name], _free_port()
    process = subprocess.Popen(kind.command(folder, data, port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    server = Server(process, port, kind.path)
    try:
        _wait_for(process, port)
        if kind.upload:
            server.ask(Request(kind.upload), "PUT", data.read_bytes())
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(_PATIENCE_SECONDS * 10):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} does not answer")


def workloads(server: Server) -> dict[str, list[Request]]:
    """Return the requests of each kind of work that every server is asked, about some departments of a university."""
    return {
        name: [server.sparql(query) for query in dict.fromkeys(text.format(department=one) for one in _DEPARTMENTS)]
        for name, text in (("lookup", _LOOKUP), ("join", _JOIN), ("aggregate", _AGGREGATE))
    }


def own_workloads(server: Server) -> dict[str, list[Request]]:
    """Return the requests that only we answer: a saved query, and the same from a client that has the answer."""
    paths = [f"/queries/lookup.json?who={quote(f'{department}/FullProfessor3')}" for department in _DEPARTMENTS]
    return {
        "saved lookup": [Request(path) for path in paths],
        "saved, 304": [Request(path, server.ask(Request(path)).etag) for path in paths],
    }


def count_rows(server: Server, requests: Mapping[str, Sequence[Request]]) -> dict[str, list[int]]:
    """Return how many rows each request is answered with."""
    return {name: [server.ask(one).rows for one in group] for name, group in requests.items()}


def disagreements(rows: Mapping[str, Mapping[str, Sequence[int]]]) -> Iterator[str]:
    """Yield where a server answers with other numbers of rows than the first."""
    (first, expected), *others = rows.items()
    for name, found in others:
        for work in expected:
            if found[work] != expected[work]:
                yield f"{work}: {name} answers with {found[work]} rows, {first} with {expected[work]}"


Figures = dict[tuple[str, str], float]
"""CPU seconds per request by server and work."""


def measure(servers: Mapping[str, Server], rounds: int, seconds: float) -> Figures:
    """Return the medians of the rounds; the servers take turns on each kind of work."""
    found: dict[tuple[str, str], list[float]] = {}
    asked = {name: workloads(server) for name, server in servers.items()}
    if "llika" in servers:
        asked["llika"] |= own_workloads(servers["llika"])
    for _ in range(rounds):
        for work in dict.fromkeys(work for own in asked.values() for work in own):
            for name, server in servers.items():
                if work in asked[name]:
                    found.setdefault((name, work), []).append(server.measure(asked[name][work], seconds))
    return {key: median(runs) for key, runs in found.items()}


def table(figures: Figures, rows: Mapping[str, Sequence[int]]) -> Table:
    """Return the servers side by side, in milliseconds of CPU per request and as multiples of the first."""
    first, *others = dict.fromkeys(name for name, _ in figures)
    shown = Table(title=f"CPU ms per request; × = multiples of {first}", title_justify="left", box=SIMPLE_HEAD)
    for title in ("", "rows", first, *(text for name in others for text in (name, "×"))):
        shown.add_column(title, justify="right" if title else "left", no_wrap=True)
    for work in dict.fromkeys(work for _, work in figures):
        base = figures.get((first, work))
        ratios = (_pair(figures.get((name, work)), base) for name in others)
        shown.add_row(
            work, _span(rows.get(work, ())), _pair(base, base)[0], *(text for pair in ratios for text in pair)
        )
    return shown


def _span(numbers: Sequence[int]) -> str:
    """Return the least and the most, or the one number; nothing for none.

    >>> _span([3, 1, 2]), _span([4, 4])
    ('1–3', '4')
    """
    return "–".join(str(number) for number in sorted({min(numbers), max(numbers)})) if numbers else ""


def _pair(taken: float | None, base: float | None) -> tuple[str, str]:
    if taken is None:
        return "–", "–"
    return f"{taken * 1000:.3g}", f"{taken / base:.3g}" if base else "–"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit status is 1 if two servers answer with different numbers of rows."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serve", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--servers", nargs="+", choices=KINDS, default=[*KINDS])
    parser.add_argument("--triples", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="on the clock, for one server and kind of work")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the medians as JSON")
    options = parser.parse_args(arguments)
    console = Console()
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        data = write(folder, options.triples)
        servers = {}
        for server in options.servers:
            if is_installed(server):
                servers[server] = stack.enter_context(running(server, folder, data))
            else:
                console.print(f"{server} is left out: it is not installed.")
        return _compare(servers, options, console)


def _compare(servers: Mapping[str, Server], options: argparse.Namespace, console: Console) -> int:
    rows = {name: count_rows(server, workloads(server)) for name, server in servers.items()}
    wrong = list(disagreements(rows))
    for line in wrong:
        console.print(f"[red]wrong[/] {line}", highlight=False)
    if wrong:
        return 1
    figures = measure(servers, options.rounds, options.seconds)
    console.print(table(figures, next(iter(rows.values()))))
    if options.json:
        keyed = {f"{name}: {work}": seconds for (name, work), seconds in figures.items()}
        options.json.write_text(json.dumps(keyed, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
