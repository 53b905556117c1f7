"""Checks of every request before its route, and headers of every response.

A server on a loopback address is open to every page that the user's browser shows: a foreign page
can send requests to it and, with a name that it points to 127.0.0.1, read the responses. So the
name is checked first (DNS rebinding), a write needs proof that one of our own pages sent it, and no
response may be framed, sniffed or embedded elsewhere. An article may contain scripts: the content
security policy runs none but our files, and loads nothing from anywhere else.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 4_000_000
"""Bytes of a request. A translation may have a million bytes, and Persian in a form needs three
bytes for each of them."""

_DRAINED = 64_000_000
"""The maximum bytes of a refused request that are read and discarded: a browser that is still
sending when the response comes shows a broken connection instead of it."""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PREVIEW_POLICY = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)
"""The preview runs no script, not even ours; our page accesses it from outside."""

_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
    "content-security-policy": PAGE_POLICY,
}
"""The headers of a response unless its route sets others. `no-referrer`: addresses may contain a
token."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server at this host.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts for which the desk responds."""

    names: frozenset[str]
    port: int
    any_address: bool = False
    """Whether any IP address is accepted: no foreign page has an address as its host."""

    @classmethod
    def of(cls, host: str, port: int) -> Hosts:
        """Return the names of a server that listens at `host` and `port`."""
        if is_loopback(host):
            return cls(frozenset({"localhost", "127.0.0.1", "::1", host}), port)
        names = {host.lower(), "localhost"}
        everywhere = host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
        if everywhere:
            names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
        return cls(frozenset(names), port, any_address=everywhere)

    def allow(self, host: str) -> bool:
        """Whether a request with this `Host` is for the desk.

        >>> ours = Hosts.of("127.0.0.1", 8100)
        >>> ours.allow("localhost:8100"), ours.allow("[::1]:8100"), ours.allow("evil.example:8100")
        (True, True, False)
        >>> ours.allow("localhost:80"), ours.allow("localhost"), ours.allow("")
        (False, False, False)
        """
        name, colon, port = host.rpartition(":")
        if not colon:
            name, port = host, "80"
        if port != str(self.port):
            return False
        name = name.removeprefix("[").removesuffix("]").lower().rstrip(".")
        return name in self.names or (self.any_address and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """The application behind its checks."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond, or call the application."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(given) != 1 or not self._hosts.allow(given[0]):
            await _plain(send, 421, "This review desk does not answer to that host name.\n")
            return
        body = await _whole(receive)
        if body is None:
            await _refuse_large(send)
            return
        await self._app(scope, _again(body, receive), _with_headers(send))


async def _whole(receive: Receive) -> bytes | None:
    """Return a request's body; None when it is larger than `LARGEST_BODY`."""
    parts: list[bytes] = []
    length, more = 0, True
    while more and length < _DRAINED:
        message = await receive()
        part = message.get("body", b"")
        length += len(part)
        more = message["type"] == "http.request" and message.get("more_body", False)
        if length <= LARGEST_BODY:
            parts.append(part)
    return b"".join(parts) if length <= LARGEST_BODY else None


def _again(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that first gives the body that was read, and then what follows."""
    first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return first.pop() if first else await receive()

    return receive_again


def _with_headers(send: Send) -> Send:
    """Return a `send` that adds the headers of every response."""

    async def send_with(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *_headers_beside(present)]
        await send(message)

    return send_with


def _headers_beside(present: set[bytes]) -> list[tuple[bytes, bytes]]:
    pairs = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
    return [pair for pair in pairs if pair[0] not in present]


async def _refuse_large(send: Send) -> None:
    limit = f"{LARGEST_BODY // 1_000_000} MB"
    await _plain(send, 413, f"The request is too large: the limit is {limit}. Nothing was saved.\n")


async def _plain(send: Send, status: int, words: str) -> None:
    body = words.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
    ]
    start = {"type": "http.response.start", "status": status}
    await send({**start, "headers": [*headers, *_headers_beside(set())]})
    await send({"type": "http.response.body", "body": body})
