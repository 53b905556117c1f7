"""A desk without a network: requests are called as functions, answers are values."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest

pytest.importorskip("starlette", reason="the review desk needs the extra 'review'")

from l10n_flow.project import Project
from l10n_flow.review.guard import Hosts
from l10n_flow.review.people import People, Person, Role, sealed
from l10n_flow.review.room import Room
from l10n_flow.review.routes import application
from l10n_flow.review.sessions import Sessions
from l10n_flow.review.unsaved import Drafts
from l10n_flow.workflow.review.desk import Desk
from tests.workflow import newsroom

PORT = 8610
NOW = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)
TOKENS = {
    Role.READER: "the token of a reader",
    Role.TRANSLATOR: "the token of a translator",
    Role.REVIEWER: "the token of a reviewer",
}
NAMES = {Role.READER: "Rosa", Role.TRANSLATOR: "Tara", Role.REVIEWER: "Ravi"}

ARTICLE = """\
---
title: Rain
date: 2026-09-29
slug: rain
---

# Floods

Mud [everywhere](https://mud.example/).

The rain is over.
"""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str
    cookies: tuple[str, ...] = ()


@dataclass
class Visitor:
    """Somebody who asks, with what their browser sends along by itself."""

    app: Any
    headers: dict[str, str] = field(default_factory=dict)

    def ask(
        self,
        method: str,
        address: str,
        form: Mapping[str, str] | bytes = b"",
        /,
        **headers: str,
    ) -> Answer:
        """The answer; underscores in the names of headers are hyphens."""
        said = {"host": f"127.0.0.1:{PORT}", **self.headers}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = form if isinstance(form, bytes) else urlencode(form).encode()
        return asyncio.run(_call(self.app, method, address, said, data))

    def get(self, address: str, **headers: str) -> Answer:
        """Ask for a page, or a part of one."""
        return self.ask("GET", address, **headers)

    def post(
        self, address: str, form: Mapping[str, str] | bytes = b"", /, **headers: str
    ) -> Answer:
        """Send a form, as a page of our own does."""
        if "authorization" not in self.headers:
            headers.setdefault("sec_fetch_site", "same-origin")
        return self.ask("POST", address, form, **headers)


async def _call(
    app: Any, method: str, address: str, headers: Mapping[str, str], body: bytes
) -> Answer:
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "server": ("127.0.0.1", PORT),
        "client": ("127.0.0.1", 1),
    }
    sent = [{"type": "http.request", "body": body, "more_body": False}]
    got: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return sent.pop() if sent else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        got.append(message)

    await app(scope, receive, send)
    start = got[0]
    pairs = [(name.decode(), value.decode()) for name, value in start["headers"]]
    text = b"".join(message.get("body", b"") for message in got[1:]).decode("utf-8")
    cookies = tuple(value for name, value in pairs if name == "set-cookie")
    return Answer(start["status"], dict(pairs), text, cookies)


@pytest.fixture
def rain(project: Project) -> Project:
    """A project with one article, half translated."""
    return rained(project)


def rained(project: Project) -> Project:
    newsroom.write(project, news__rain=ARTICLE)
    newsroom.synced(project)
    words = {"Rain": "باران", "The rain is over.": "باران بند آمد."}
    newsroom.fill(project, "fa", "news/rain", words.get)
    return project


@pytest.fixture
def room(rain: Project) -> Room:
    """The desk of `rain`, with one person of each role."""
    return furnished(rain)


def furnished(project: Project) -> Room:
    people = People(
        tuple(Person(NAMES[role], role, sealed(TOKENS[role])) for role in TOKENS), are_a_team=True
    )
    return Room(
        project=project,
        desk=Desk(project),
        people=people,
        sessions=Sessions(b"k" * 32, people, project.root, PORT),
        drafts=Drafts(project.root / ".l10n-flow" / "drafts"),
        clock=lambda: NOW,
    )


@pytest.fixture
def stranger(room: Room) -> Visitor:
    """Somebody without a token."""
    return stranger_to(room)


def stranger_to(room: Room) -> Visitor:
    return Visitor(application(room, Hosts.of("127.0.0.1", PORT)))


@pytest.fixture
def sits(stranger: Visitor, room: Room) -> Callable[[Role], Visitor]:
    """Somebody of a role, in a browser that has the cookie."""
    return lambda role: seated(stranger, room, role)


def seated(stranger: Visitor, room: Room, role: Role) -> Visitor:
    person = room.people.named(NAMES[role])
    assert person is not None
    cookie = f"{room.sessions.cookie}={room.sessions.begun(person, NOW)}"
    return Visitor(stranger.app, {"cookie": cookie})


@pytest.fixture
def reviewer(sits: Callable[[Role], Visitor]) -> Visitor:
    """Somebody who may do everything."""
    return sits(Role.REVIEWER)
