"""What every request passes through: the socket, and the check of its version."""

from __future__ import annotations

import inspect
import socket

from llika.web.served import same_version
from llika.web.server import Address


def test_the_version_is_checked_without_a_thread() -> None:
    assert inspect.iscoroutinefunction(same_version), "a plain function would be sent to a thread: 0.2 ms of CPU"


def test_a_connection_sends_what_it_has_at_once() -> None:
    with Address("127.0.0.1", 0).listen() as listening, socket.create_connection(listening.getsockname()):
        connection, _ = listening.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
