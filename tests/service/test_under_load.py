"""Who asks much keeps nobody else waiting."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import anyio
import pytest
from starlette.testclient import TestClient

from llika.dataset import Dataset
from llika.saved import run
from llika.store import EmbeddedStore
from llika.web import create_app
from llika.web.http.requests import LONG, read_apart
from llika.web.queries import operations
from llika.web.served import SIMULTANEOUS_PAGES

from .running import running

STORM = 60
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _status(address: str, body: bytes | None = None) -> int:
    try:
        with urlopen(Request(address, body, FORM if body else {}), timeout=20) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_slow_saved_queries_keep_neither_pages_nor_the_endpoint_waiting(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slow(*arguments: object, **named: object) -> object:
        assert go_on.wait(40)
        return run(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(operations, "run", slow)
    with running(create_app(dataset)) as address, ThreadPoolExecutor(STORM) as pool:
        storm = [pool.submit(_status, f"{address}/queries/people-seated.csv?body=remurpe") for _ in range(STORM)]
        try:
            others = ["/health", "/", "/search?q=red", "/explain", "/sparql?query=ASK%7B%7D"]
            assert [_status(address + path) for path in others] == [200, 200, 200, 422, 200]
            assert not any(one.done() for one in storm)
        finally:
            go_on.set()
        assert {one.result() for one in storm} == {200}


def test_few_pages_are_made_at_once(dataset: Dataset) -> None:
    app = create_app(dataset)

    async def threads() -> float:
        return anyio.to_thread.current_default_thread_limiter().total_tokens

    app.add_api_route("/threads", threads)
    with TestClient(app) as client:
        assert client.get("/threads").json() == SIMULTANEOUS_PAGES


def test_the_description_of_the_interface_is_made_where_nobody_waits_for_it(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(dataset)
    makers: list[str] = []

    def document() -> dict[str, object]:
        makers.append(threading.current_thread().name)
        return {}

    monkeypatch.setattr(app, "openapi", document)
    assert TestClient(app).get("/openapi.json").json() == {}
    assert makers == ["AnyIO worker thread"]


@pytest.mark.parametrize(("length", "is_apart"), [(LONG - 1, False), (LONG, True)])
def test_a_long_text_is_read_where_nobody_waits_for_it(length: int, is_apart: bool) -> None:
    async def reader() -> int:
        return await read_apart(lambda _: threading.get_ident(), "x" * length)

    assert (anyio.run(reader) != threading.get_ident()) is is_apart


@pytest.mark.parametrize(("path", "name"), [("/sparql", "query"), ("/queries/functions-by-words", "words")])
def test_a_long_form_is_answered(dataset: Dataset, path: str, name: str) -> None:
    with running(create_app(dataset)) as address:
        assert _status(address + path, f"{name}={'%41' * 10_000}".encode()) == (400 if name == "query" else 200)


@pytest.mark.parametrize(
    ("address", "accept"),
    [
        ("/sparql?query=ASK%7B%7D", "*/*"),
        ("/rdf-graph-store?default", "*/*"),
        ("/sparql", "*/*"),
        ("/sparql", "text/html"),
    ],
)
def test_the_store_is_made_beside_the_event_loop(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, address: str, accept: str
) -> None:
    made_on_loop: list[bool] = []
    original = EmbeddedStore.__init__

    def noting(store: EmbeddedStore, made_of: Dataset) -> None:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            made_on_loop.append(False)
        else:
            made_on_loop.append(True)
        original(store, made_of)

    monkeypatch.setattr(EmbeddedStore, "__init__", noting)
    assert TestClient(create_app(dataset)).get(address, headers={"Accept": accept}).status_code == 200
    assert made_on_loop == [False]
