"""The W3C suites for the SPARQL 1.1 Protocol and the Graph Store HTTP Protocol, on a running server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from pyoxigraph import NamedNode, RdfFormat

from llika.dataset import Dataset
from llika.store import ScratchStore
from llika.web import create_app, create_scratch_app

from .running import running
from .w3c import Manifest, Send, sender

Suite = Callable[[str], Manifest]


@pytest.fixture(scope="module")
def suite(shared_dir: Path, missing: Callable[[str], None]) -> Suite:
    """Return what reads a manifest of the SPARQL 1.1 suites."""

    def manifest(name: str) -> Manifest:
        path = shared_dir / "conformance" / "sparql" / "sparql11" / name
        if not path.is_file():
            missing(f"the W3C suite {name} is not in ../shared/conformance")
        return Manifest(path)

    return manifest


class Scratch:
    """A scratch server, emptied before each test."""

    def __init__(self, app: FastAPI, send: Send) -> None:
        self._app = app
        self.send = send

    def failures(self, manifest: Manifest, path: Callable[[str], str]) -> dict[str, list[str]]:
        """Run all tests of a manifest, and return what is wrong with those that fail."""
        found = {}
        for name in manifest.names():
            self._app.state.scratch = ScratchStore()
            for graph, triples in manifest.graphs(name).items():
                target = f"/rdf-graph-store?graph={quote(graph, safe='')}"
                assert self.send("PUT", target, {"Content-Type": "application/n-triples"}, triples).status == 201
            found[name] = manifest.failures(name, self.send, path)
        return {name: wrong for name, wrong in found.items() if wrong}


@pytest.fixture(scope="module")
def scratch() -> Iterator[Scratch]:
    app = create_scratch_app()
    with running(app) as address:
        yield Scratch(app, sender(address))


def _same(path: str) -> str:
    return path


def _graph_store(path: str) -> str:
    return path.replace("/gsp", "/rdf-graph-store", 1)


def test_the_scratch_server_passes_the_protocol_suite(scratch: Scratch, suite: Suite) -> None:
    manifest = suite("protocol/manifest.ttl")
    assert len(manifest.names()) == 34
    assert scratch.failures(manifest, _same) == {}


@pytest.mark.parametrize(("kind", "count"), [("direct", 4), ("indirect", 9)])
def test_the_scratch_server_passes_the_graph_store_suite(scratch: Scratch, suite: Suite, kind: str, count: int) -> None:
    manifest = suite(f"graph-store-protocol/manifest-{kind}.ttl")
    assert len(manifest.names()) == count
    assert scratch.failures(manifest, _graph_store) == {}


@pytest.fixture(scope="module")
def reading(dataset: Dataset, suite: Suite) -> Iterator[Send]:
    """Return what asks the usual service, whose store holds the graphs of the protocol suite too."""
    app = create_app(dataset)
    manifest = suite("protocol/manifest.ttl")
    for name in manifest.names():
        for graph, triples in manifest.graphs(name).items():
            app.state.served.store._store.load(triples, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(graph))
    with running(app) as address:
        yield sender(address)


def test_the_service_passes_what_the_protocol_suite_asks_of_queries(reading: Send, suite: Suite) -> None:
    manifest = suite("protocol/manifest.ttl")
    names = [name for name in manifest.names() if not name.startswith("update_")]
    assert len(names) == 27
    assert {name: wrong for name in names if (wrong := manifest.failures(name, reading, _same))} == {}


def test_the_service_refuses_every_update_of_the_protocol_suite(reading: Send, suite: Suite) -> None:
    manifest = suite("protocol/manifest.ttl")
    updates = [name for name in manifest.names() if name.startswith("update_")]
    firsts = [manifest.failures(name, reading, _same)[0] for name in updates]
    assert [first[: first.index(",")] for first in firsts] == ["request 1: status 403"] * 7
