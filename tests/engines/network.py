"""A machine without a network, and a server in this process."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import HTTPServer

import pytest


@contextmanager
def serving(server: HTTPServer) -> Iterator[None]:
    """Let the server answer during the block."""
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield
    server.shutdown()
    thread.join()


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Afterwards whoever asks a socket for anything fails the test."""

    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError(f"the network was asked: {arguments} {named}")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
