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
from l10n_flow.review.drafts import Drafts
from l10n_flow.review.guard import Hosts, is_loopback
from l10n_flow.review.people import People, Person, alone
from l10n_flow.review.room import Room
from l10n_flow.review.routes import application
from l10n_flow.review.sessions import Sessions, own_key
from l10n_flow.workflow.review import Desk

__all__ = ["HOST", "PORT", "Opened", "opened"]

HOST = "127.0.0.1"
PORT = 8610
"""The first port that is tried when none is asked for. The same every time, so that a page that is
still open finds the desk again after a restart."""

NO_ADDRESS = "reviewer@localhost"
"""Stands in a commit for the address of somebody whose file of users has none: git wants one."""

_TRIES = 20
_GOODBYE = 2
"""Seconds that requests have when the desk closes."""


class _DeskServer(Server):
    """uvicorn's server, which says when it is there."""

    when_started: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.when_started()


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk with its socket: it can be reached once `serve` is called."""

    room: Room
    address: str
    """What opens it in a browser; the launch token is in it unless there is a team."""
    _server: _DeskServer
    _socket: socket.socket

    def serve(self, *, started: Callable[[], None] = lambda: None) -> None:
        """Answer until somebody presses Ctrl-C, or ends the process; then the port is free.

        `started` is called when requests are answered. What people have changed is committed at
        the end, where it is to be.
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
    """A desk for a project, behind its guard, on a socket that is bound already.

    Without `people`, whoever has the launch token is `by`, and may do everything; then nobody but
    this machine may reach it. Raises `UsageError` when `host` or `port` cannot be had.
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
    settings = Config(
        application(room, Hosts.of(host, number)),
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
        timeout_graceful_shutdown=_GOODBYE,
        timeout_keep_alive=60,
    )
    logging.getLogger("uvicorn.error").addFilter(is_a_fault)
    return Opened(room, f"http://{named}:{number}/{query}", _DeskServer(settings), bound)


def is_a_fault(record: logging.LogRecord) -> bool:
    """Whether people should see what uvicorn logs: a request that the end cuts off is none."""
    raised = record.exc_info[1] if record.exc_info else None
    return not isinstance(raised, asyncio.CancelledError)


def _bound(host: str, port: int | None) -> socket.socket:
    """A socket that listens at the port, or at the first of ours that is free."""
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
