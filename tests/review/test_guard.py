"""What every request passes and every answer carries."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from l10n_flow.review.guard import LARGEST_BODY, Hosts
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


def test_a_websocket_is_refused(reviewer: Visitor) -> None:
    got: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        got.append(message)

    async def receive() -> dict[str, Any]:
        raise AssertionError

    asyncio.run(reviewer.app({"type": "websocket"}, receive, send))
    assert got == [{"type": "websocket.close", "code": 1008}]
