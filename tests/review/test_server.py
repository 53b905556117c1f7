"""Where the desk listens, and what it tells: faults, and nothing else."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
from collections.abc import Callable
from typing import Any

import pytest

from l10n_flow.errors import UsageError
from l10n_flow.review import server
from l10n_flow.review.people import People, Person, Role, sealed
from l10n_flow.review.server import is_a_fault, opened
from l10n_flow.workflow.init import init

from .conftest import NOW

TEAM = People((Person("Ana", Role.REVIEWER, sealed("the token of Ana")),), are_a_team=True)


@pytest.mark.parametrize(
    ("raised", "is_told"),
    [(asyncio.CancelledError(), False), (ValueError("odd"), True), (None, True)],
)
def test_a_request_that_the_end_cuts_off_is_no_fault(
    raised: BaseException | None, is_told: bool
) -> None:
    info = (type(raised), raised, None) if raised is not None else None
    record = logging.LogRecord("uvicorn.error", logging.ERROR, __file__, 1, "", (), info)
    assert is_a_fault(record) is is_told


class _Socket:
    """A socket of a machine on which the first so many ports are in use."""

    tried: list[tuple[str, int]]
    told: list[tuple[object, ...]]
    used: int
    error: OSError | OverflowError = OSError(errno.EADDRINUSE, "Address already in use")

    def __init__(self, *_: object) -> None:
        self.is_open = True

    def setsockopt(self, *given: object) -> None:
        """As told."""
        self.told.append(given)

    set_inheritable = listen = setsockopt

    def bind(self, at: tuple[str, int]) -> None:
        self.tried.append(at)
        if len(self.tried) <= self.used:
            raise self.error

    def getsockname(self) -> tuple[str, int]:
        return self.tried[-1]

    def close(self) -> None:
        self.is_open = False


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> type[_Socket]:
    """A machine whose ports only seem to be there."""
    made = type("_Own", (_Socket,), {"tried": [], "told": [], "used": 0})
    monkeypatch.setattr(socket, "socket", made)
    return made


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., server.Opened]:
    """Opens the desk of an empty project; nothing in here writes into it."""
    project = init(tmp_path_factory.mktemp("desk"), "en", ["es", "fa"]).project

    def at(**chosen: Any) -> server.Opened:
        return opened(project, by="Ana", clock=lambda: NOW, **chosen)

    return at


@pytest.mark.parametrize(("used", "port"), [(0, 8610), (1, 8611), (19, 8629), (20, 0)])
def test_the_first_of_twenty_ports_that_is_free_is_taken_and_then_any(
    machine: type[_Socket], desk: Callable[..., server.Opened], used: int, port: int
) -> None:
    machine.used = used
    found = desk()
    assert (
        machine.tried == [("127.0.0.1", number) for number in [*range(8610, 8630), 0]][: used + 1]
    )
    again = (socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # right after a desk was closed
    assert machine.told == [*[again] * (used + 1), (128,), (True,)]
    assert found.address.startswith(f"http://127.0.0.1:{port}/?token=")
    token = found.address.partition("=")[2]
    person = found.room.people.whose(token)
    assert person is not None
    assert (person.name, person.role) == ("Ana", Role.REVIEWER)
    assert len(token) == 32
    assert found.room.sessions.port == port


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(errno.EADDRINUSE, "Address already in use"), "Address already in use"),
        (OverflowError("bind(): port must be 0-65535."), "no such port"),
    ],
)
def test_a_port_that_was_asked_for_and_cannot_be_used_is_told(
    machine: type[_Socket],
    desk: Callable[..., server.Opened],
    error: OSError | OverflowError,
    why: str,
) -> None:
    machine.used, machine.error = 1, error
    with pytest.raises(UsageError) as caught:
        desk(port=70_000)
    assert caught.value.what == f"port 70000 of 127.0.0.1 cannot be used: {why}"
    assert caught.value.hint == "is another desk open there? give another --port, or none"
    assert machine.tried == [("127.0.0.1", 70_000)]


def test_where_no_port_is_left_the_first_is_named(
    machine: type[_Socket], desk: Callable[..., server.Opened]
) -> None:
    machine.used = 21
    with pytest.raises(UsageError, match=r"port 8610 of 127\.0\.0\.1 cannot be used"):
        desk()
    assert len(machine.tried) == 21


def test_a_host_that_nobody_knows_is_told(
    monkeypatch: pytest.MonkeyPatch, desk: Callable[..., server.Opened]
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UsageError, match="no address for 'desk': Name or service not known"):
        desk(host="desk", people=TEAM)


@pytest.mark.usefixtures("machine")
def test_others_reach_the_desk_only_where_users_are_named(
    desk: Callable[..., server.Opened],
) -> None:
    with pytest.raises(UsageError, match=r"a review desk at 0\.0\.0\.0 can be reached by others"):
        desk(host="0.0.0.0")
    assert desk(host="0.0.0.0", people=TEAM).address == "http://0.0.0.0:8610/"
    assert desk(host="::1", port=8700, people=TEAM).address == "http://[::1]:8700/"


@pytest.mark.usefixtures("machine")
def test_answers_name_no_program_and_a_desk_closes_soon(
    desk: Callable[..., server.Opened],
) -> None:
    found = desk()
    config = found._server.config
    assert (config.server_header, config.date_header, config.access_log) == (False, False, False)
    assert (config.timeout_graceful_shutdown, config.timeout_keep_alive) == (2, 60)
    assert not found._server.should_exit
    found.close()
    assert found._server.should_exit


@pytest.mark.usefixtures("machine")
def test_only_named_articles_are_on_the_desk_and_all_where_none_is_named(
    desk: Callable[..., server.Opened],
) -> None:
    assert desk().room.has("rain")
    chosen = desk(articles=["mud"]).room
    assert (chosen.has("mud"), chosen.has("rain")) == (True, False)
    assert not desk(articles=[]).room.has("rain")


@pytest.mark.parametrize(
    ("email", "commits", "made"),
    [
        ("ana@example.org", True, [("rain", "Ana", "ana@example.org")]),
        ("", True, [("rain", "Ana", "reviewer@localhost")]),
        ("ana@example.org", False, []),
    ],
)
@pytest.mark.usefixtures("machine")
def test_a_person_without_an_address_commits_with_one_that_git_accepts(
    monkeypatch: pytest.MonkeyPatch,
    desk: Callable[..., server.Opened],
    email: str,
    commits: bool,
    made: list[tuple[str, str, str]],
) -> None:
    done: list[tuple[str, str, str]] = []

    def commit(_desk: object, article: str, by: str, email: str) -> None:
        done.append((article, by, email))

    monkeypatch.setattr("l10n_flow.workflow.review.desk.Desk.commit", commit)
    room = desk(email=email, commits=commits).room
    room.commits.begun("rain", room.people.everybody[0])
    room.commits.finished()
    assert done == made
