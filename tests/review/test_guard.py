"""What every request passes and every answer carries."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from l10n_flow.review.guard import LARGEST_BODY, Guard, Hosts, _again, _whole
from l10n_flow.review.room import Room

from .conftest import PORT, Visitor


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", f"127.0.0.2:{PORT}",
        f"localhost.evil.example:{PORT}", "", f"10.0.0.1:{PORT}",
    ],
)  # fmt: skip
def test_another_name_is_not_answered(host: str, reviewer: Visitor) -> None:
    answer = reviewer.get("/", host=host)
    assert answer.status == 421
    assert "Rain" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]", "localhost."])
def test_our_own_names_are(host: str, reviewer: Visitor) -> None:
    assert reviewer.get("/", host=f"{host}:{PORT}").status == 200


def test_a_name_without_a_port_is_that_of_port_eighty() -> None:
    assert Hosts.of("127.0.0.1", 80).allow("localhost")
    assert Hosts.of("127.0.0.1", 80).allow("127.0.0.1:80")
    named = Hosts.of("Desk.example", PORT)
    hosts = ("desk.example", "DESK.example.", "localhost", "127.0.0.1", "other.example")
    assert [named.allow(f"{host}:{PORT}") for host in hosts] == [True, True, True, False, False]


def asked(scope: dict[str, Any], *received: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """What an application behind the guard was called with, and what was sent without it."""
    called: list[Any] = []
    sent: list[Any] = []
    parts = list(received)

    async def receive() -> dict[str, Any]:
        return parts.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    async def app(scope: Any, receive: Any, _: Any) -> None:
        called.append((scope["type"], [await receive() for _ in range(len(parts) or 1)]))

    asyncio.run(Guard(app, Hosts.of("127.0.0.1", PORT))(scope, receive, send))
    return called, sent


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_request_names_one_host(number: int) -> None:
    headers = [(b"accept", b"*/*"), *[(b"host", f"localhost:{PORT}".encode())] * number]
    called, sent = asked({"type": "http", "headers": headers}, {"type": "http.request"})
    assert len(called) == (number == 1)
    assert [message.get("status") for message in sent] == ([] if number == 1 else [421, None])


def test_what_is_no_request_is_for_the_application() -> None:
    start, stop = {"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}
    called, sent = asked({"type": "lifespan"}, start, stop, stop)
    assert (called[0][0], called[0][1][:2], sent) == ("lifespan", [start, stop], [])


def test_a_body_ends_where_no_more_is_told_or_the_browser_is_gone() -> None:
    async def read(*given: dict[str, Any]) -> tuple[bytes | None, list[Any]]:
        left = list(given)

        async def receive() -> dict[str, Any]:
            return left.pop(0)

        body = await _whole(receive)
        again = _again(body or b"", receive)
        return body, [await again() for _ in range(1 + len(left))]

    part = {"type": "http.request", "body": b"a"}
    whole = {"type": "http.request", "body": b"a", "more_body": False}
    more, gone = {**part, "more_body": True}, {"type": "http.disconnect"}
    assert asyncio.run(read(part, gone)) == (b"a", [whole, gone])
    assert asyncio.run(read(more, part, gone)) == (b"aa", [{**whole, "body": b"aa"}, gone])
    assert asyncio.run(read(more, gone)) == (b"a", [whole])


def test_a_desk_for_all_addresses_answers_to_addresses_and_to_its_own_name_only() -> None:
    hosts = Hosts.of("0.0.0.0", PORT)
    assert hosts.allow(f"192.168.1.7:{PORT}")
    assert hosts.allow(f"[fe80::1]:{PORT}")
    assert not hosts.allow(f"evil.example:{PORT}")
    assert not hosts.allow("192.168.1.7:80")


@pytest.mark.parametrize("address", ["/", "/edit/fa/news/rain", "/nothing", "/edit/xx/nothing"])
def test_every_answer_shuts_the_doors(address: str, reviewer: Visitor) -> None:
    headers = reviewer.get(address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


def test_so_do_refusals(stranger: Visitor) -> None:
    for answer in (stranger.get("/"), stranger.get("/", host="evil.example")):
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_files_of_the_package_may_be_kept_by_the_browser(room: Room, stranger: Visitor) -> None:
    for name in room.static.files:
        answer = stranger.get(room.static.address(name))
        assert answer.status == 200
        assert "immutable" in answer.headers["cache-control"]
    assert stranger.get("/static/0/desk.css").status == 404
    assert stranger.get(f"/static/{room.static.version}/../room.py").status == 404


def test_a_body_that_is_too_large_is_refused_with_the_limit_named(
    room: Room, reviewer: Visitor
) -> None:
    row = room.desk.sheet("news/rain", "fa").rows[0]
    large = b"target=" + b"x" * 10_000_000
    answer = reviewer.post(f"/save/{row.id}/fa/news/rain", large, if_match=row.etag)
    assert answer.status == 413
    assert "4 MB" in answer.text
    assert room.desk.row("news/rain", "fa", row.id).target == row.target


@pytest.mark.parametrize(("length", "status"), [(4_000_000, 303), (4_000_001, 413)])
def test_a_body_of_four_million_bytes_is_the_largest(
    stranger: Visitor, length: int, status: int
) -> None:
    assert stranger.post("/language", b"language=" + b"x" * (length - 9)).status == status


def test_a_body_is_read_on_so_that_the_browser_hears_the_answer(reviewer: Visitor) -> None:
    parts = [b"x" * 1_000_000] * (LARGEST_BODY // 1_000_000 + 3)
    got: list[dict[str, Any]] = []
    read = 0

    async def receive() -> dict[str, Any]:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": parts[read - 1], "more_body": read < len(parts)}

    async def send(message: dict[str, Any]) -> None:
        got.append(message)

    scope = {"type": "http", "headers": [(b"host", f"localhost:{PORT}".encode())]}
    asyncio.run(reviewer.app(scope, receive, send))
    assert got[0]["status"] == 413
    assert read == len(parts)
    parts = [b"x" * 1_000_000] * 70
    read = 0
    asyncio.run(reviewer.app(scope, receive, send))
    assert read == 64  # and no further: it may have no end


def test_a_websocket_is_refused(reviewer: Visitor) -> None:
    got: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        got.append(message)

    async def receive() -> dict[str, Any]:
        raise AssertionError

    asyncio.run(reviewer.app({"type": "websocket"}, receive, send))
    assert got == [{"type": "websocket.close", "code": 1008}]
