"""The server: a socket, an address with a token in it, and an end without a traceback."""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import current_thread, main_thread

from uvicorn import Config, Server

from l10n_flow.errors import UsageError
from l10n_flow.project import Project
from l10n_flow.review.committing import Commits
from l10n_flow.review.guard import Hosts, is_loopback
from l10n_flow.review.people import People, Person, alone
from l10n_flow.review.room import Room
from l10n_flow.review.routes import application
from l10n_flow.review.sessions import Sessions, own_key
from l10n_flow.review.unsaved import Drafts
from l10n_flow.workflow.review.desk import Desk

HOST = "127.0.0.1"
PORT = 8610
"""The first port that is tried when none is given. It is always the same, so that an open page
finds the desk again after a restart."""

NO_ADDRESS = "reviewer@localhost"
"""The address in a commit for a person without one in the file of users, because git requires
one."""

_TRIES = 20
_GOODBYE = 2
"""Seconds for running requests when the desk closes."""


class _DeskServer(Server):
    """uvicorn's server, which reports that it has started."""

    when_started: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.when_started()


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk with its socket, which responds after `serve` is called."""

    room: Room
    address: str
    """The address for the browser; it contains the launch token unless there is a team."""
    _server: _DeskServer
    _socket: socket.socket

    def serve(self, *, started: Callable[[], None] = lambda: None) -> None:
        """Respond until somebody presses Ctrl-C or ends the process; then free the port.

        `started` is called when requests can be sent. At the end, people's changes are committed if
        the desk commits.
        """
        if current_thread() is main_thread():  # uvicorn raises the signal again when it has closed
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        self._server.when_started = started
        try:
            with suppress(KeyboardInterrupt):
                self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()
            self.room.commits.finished()

    def close(self) -> None:
        """End `serve`, which runs in another thread."""
        self._server.should_exit = True


def opened(
    project: Project,
    *,
    by: str,
    clock: Callable[[], datetime],
    articles: Iterable[str] | None = None,
    host: str = HOST,
    port: int | None = None,
    people: People | None = None,
    email: str = "",
    commits: bool = False,
) -> Opened:
    """Return the desk of a project, behind its guard, on a bound socket.

    Without `people`, whoever has the launch token is `by`, with all rights; then only this machine
    may have access. Raises `UsageError` when `host` or `port` is not available.
    """
    if people is None and not is_loopback(host):
        raise UsageError(
            f"a review desk at {host} can be reached by others, and no users are named",
            hint="list the users in a file, and give it with --users (docs/review.md shows one)",
        )
    bound = _bound(host, port)
    number = int(bound.getsockname()[1])
    token = secrets.token_urlsafe(24)
    everybody = people if people is not None else alone(by, token, email)
    sessions = Sessions(own_key(), everybody, project.root, number)
    desk = Desk(project, by=by)

    def commit(article: str, person: Person) -> None:
        desk.commit(article, by=person.name, email=person.email or NO_ADDRESS)

    room = Room(
        project=project,
        desk=desk,
        people=everybody,
        sessions=sessions,
        drafts=Drafts(project.state.parent / "drafts"),
        clock=clock,
        commits=Commits(commit if commits else None),
        article_names=None if articles is None else frozenset(articles),
    )
    named = f"[{host}]" if ":" in host else host
    query = "" if everybody.are_a_team else f"?token={token}"
    server = _server(room, Hosts.of(host, number))
    return Opened(room, f"http://{named}:{number}/{query}", server, bound)


def _server(room: Room, hosts: Hosts) -> _DeskServer:
    settings = Config(
        application(room, hosts),
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
        timeout_graceful_shutdown=_GOODBYE,
        timeout_keep_alive=60,
    )
    logging.getLogger("uvicorn.error").addFilter(is_a_fault)
    return _DeskServer(settings)


def is_a_fault(record: logging.LogRecord) -> bool:
    """Whether people should see uvicorn's message; a request cut off at the end is no fault."""
    raised = record.exc_info[1] if record.exc_info else None
    return not isinstance(raised, asyncio.CancelledError)


def _bound(host: str, port: int | None) -> socket.socket:
    """Return a socket that listens at the port, or at the first free one of ours."""
    tried = [port] if port is not None else [*range(PORT, PORT + _TRIES), 0]
    try:
        family = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM)[0][0]
    except OSError as error:
        raise UsageError(f"no address for '{host}': {error.strerror}") from error
    last: OSError | None = None
    for number in tried:
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind((host, number))
            made.listen(128)
        except (OSError, OverflowError) as error:
            made.close()
            last = error if isinstance(error, OSError) else OSError(0, "no such port")
            continue
        made.set_inheritable(True)
        return made
    raise UsageError(
        f"port {tried[0]} of {host} cannot be used: {last.strerror if last else ''}",
        hint="is another desk open there? give another --port, or none",
    )
