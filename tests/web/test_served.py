"""What every request passes through: the socket, the check of its version, and what is made once for all."""

from __future__ import annotations

import inspect
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest

from llika.dataset import Dataset
from llika.store import EmbeddedStore
from llika.web import served
from llika.web.served import Served, same_version
from llika.web.server import Address


def test_the_version_is_checked_without_a_thread() -> None:
    assert inspect.iscoroutinefunction(same_version), "a plain function would be sent to a thread: 0.2 ms of CPU"


def test_a_connection_sends_what_it_has_at_once() -> None:
    with Address("127.0.0.1", 0).listen() as listening, socket.create_connection(listening.getsockname()):
        connection, _ = listening.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


class Counted:
    """Makes things, and gives a second thread the time to make them too."""

    def __init__(self) -> None:
        self.times = 0
        self._both = Barrier(2, timeout=0.3)

    def count(self) -> None:
        self.times += 1
        with suppress(BrokenBarrierError):
            self._both.wait()


def test_two_first_requests_wait_for_one_store_and_its_description(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted()

    def opened(given: Dataset) -> EmbeddedStore:
        counted.count()
        return EmbeddedStore(given)

    monkeypatch.setattr(served, "EmbeddedStore", opened)
    here = Served.open(dataset)
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: here.store, range(4)))
        descriptions = list(pool.map(lambda _: here.description, range(4)))
    assert counted.times == 1
    assert {id(store) for store in stores} == {id(here.store)}
    assert {id(description) for description in descriptions} == {id(here.description)}


def test_two_first_requests_for_a_file_wait_for_one_packing(dataset: Dataset) -> None:
    counted, here = Counted(), Served.open(dataset)

    def content() -> bytes:
        counted.count()
        return b"facts"

    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(lambda _: here.pack("a.nq", content), range(4)))
    assert counted.times == 1
    assert len(set(files)) == 1
