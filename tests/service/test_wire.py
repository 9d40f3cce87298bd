"""Requests that no client library would send, on a socket."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest

HEAD = b" HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n"
DIRECT = b"POST /sparql" + HEAD + b"Content-Type: application/sparql-query\r\n"


def _send(address: str, *pieces: bytes, hang_up: bool = False) -> bytes:
    """Send bytes as they are, and return all that comes back."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        for piece in pieces:
            connection.sendall(piece)
        if hang_up:
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        while received := connection.recv(65536):
            answer += received
        return answer


def _status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    ("pieces", "status"),
    [
        ((b"GET /sparql?query=ASK%7B%7D" + HEAD + b"\r\n",), 200),
        ((DIRECT + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nA\r\n", b"4\r\nSK{}\r\n0\r\n\r\n"), 200),
        ((DIRECT + b"Transfer-Encoding: chunked\r\n\r\n", b"zz\r\nASK{}\r\n0\r\n\r\n"), 400),
        ((DIRECT + b"Content-Length: 5\r\n\r\nASK{}EXTRA",), 200),
        ((DIRECT + b"Content-Length: -5\r\n\r\nASK{}",), 400),
        ((DIRECT + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nASK{}",), 400),
        ((b"OPTIONS *" + HEAD + b"\r\n",), 404),
        ((b"GET /sparql?query=\xff" + HEAD + b"\r\n",), 400),
        ((b"GET /sparql?query=" + b"x" * 30_000 + HEAD + b"\r\n",), 413),
        ((b"GET /sparql?query=" + b"x" * 20_000,), 400),  # and it goes on
        ((b"GET /sparql?query=ASK%7B%7D&format=json\r\nX-Other: here" + HEAD + b"\r\n",), 400),
    ],
)
def test_odd_requests_are_answered(address: str, pieces: tuple[bytes, ...], status: int) -> None:
    answer = _send(address, *pieces)
    assert _status(answer) == status
    assert b"X-Other" not in answer


def test_a_body_that_breaks_off_is_no_fault_of_ours(address: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = _send(address, DIRECT + b"Content-Length: 500\r\n\r\nASK{}", hang_up=True)
    assert not answer or _status(answer) == 400
    assert _status(_send(address, b"GET /health" + HEAD + b"\r\n")) == 200
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
