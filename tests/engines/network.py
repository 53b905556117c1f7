"""A machine without a network."""

from __future__ import annotations

import socket

import pytest


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Afterwards whoever asks a socket for anything fails the test."""

    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError(f"the network was asked: {arguments} {named}")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
