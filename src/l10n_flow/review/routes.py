"""The table of routes, and the steps of every request: person, role, response or error.

A route is a function from the room and a request to a response; it runs in a thread of its own,
because all work below the page is synchronous.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request as HTTPRequest
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from l10n_flow.review import actions, batches, helping, pages, responses
from l10n_flow.review.access import came_from_us, known, may, remember
from l10n_flow.review.guard import Guard, Hosts
from l10n_flow.review.interface import LANGUAGES, InterfaceLanguage, preferred, wording
from l10n_flow.review.people import Person, Role
from l10n_flow.review.requests import DeskRequest, Given, given
from l10n_flow.review.room import Room

_CATALOG = "{locale}/{article:path}"
_SEGMENT = "{id}/" + _CATALOG


class DeskRoute(NamedTuple):
    """A route: its pattern, its function, and the required role."""

    method: str
    path: str
    answer: Callable[[Room, DeskRequest], Response]
    role: Role


ROUTES = (
    DeskRoute("GET", "/", pages.overview, Role.READER),
    DeskRoute("GET", f"/edit/{_CATALOG}", pages.editor, Role.READER),
    DeskRoute("GET", f"/list/{_CATALOG}", pages.listed, Role.READER),
    DeskRoute("GET", f"/rows/{_CATALOG}", pages.rows, Role.READER),
    DeskRoute("GET", f"/open/{_SEGMENT}", pages.opened, Role.READER),
    DeskRoute("GET", f"/aside/{_SEGMENT}", helping.aside, Role.READER),
    DeskRoute("GET", f"/history/{_SEGMENT}", helping.history, Role.READER),
    DeskRoute("GET", f"/preview/{_CATALOG}", helping.preview, Role.READER),
    DeskRoute("POST", f"/preview/{_CATALOG}", helping.previewed, Role.READER),
    DeskRoute("GET", f"/watch/{_CATALOG}", pages.watched, Role.READER),
    DeskRoute("POST", f"/findings/{_SEGMENT}", pages.findings, Role.READER),
    DeskRoute("POST", f"/draft/{_SEGMENT}", actions.draft, Role.TRANSLATOR),
    DeskRoute("POST", f"/save/{_SEGMENT}", actions.save, Role.TRANSLATOR),
    DeskRoute("POST", f"/needs-work/{_SEGMENT}", actions.needs_work, Role.TRANSLATOR),
    DeskRoute("POST", f"/comment/{_SEGMENT}", actions.comment, Role.TRANSLATOR),
    DeskRoute("POST", f"/send-back/{_SEGMENT}", actions.send_back, Role.REVIEWER),
    DeskRoute("POST", f"/approve/{_CATALOG}", batches.approve, Role.REVIEWER),
    DeskRoute("POST", "/undo/{token}", batches.undo, Role.REVIEWER),
    DeskRoute("POST", "/sign-out", actions.sign_out, Role.READER),
)

OPEN = (
    DeskRoute("GET", "/static/{version}/{name:path}", pages.static, Role.NOBODY),
    DeskRoute("POST", "/sign-in", actions.sign_in, Role.NOBODY),
    DeskRoute("POST", "/language", actions.choose_language, Role.NOBODY),
)
"""Open to everybody: the package's own files, and signing in."""


def application(room: Room, hosts: Hosts) -> Guard:
    """Return the desk as an ASGI application."""
    routes = [
        Route(row.path, _endpoint(room, row), methods=[row.method]) for row in (*ROUTES, *OPEN)
    ]

    async def nothing(http: HTTPRequest, error: Exception) -> Response:
        request = given(http, b"")
        return responses.message(
            room, _words(request), "missing", status=getattr(error, "status_code", 404)
        )

    return Guard(Starlette(routes=routes, exception_handlers={404: nothing, 405: nothing}), hosts)


def _endpoint(room: Room, row: DeskRoute) -> Callable[[HTTPRequest], object]:
    async def endpoint(http: HTTPRequest) -> Response:
        sent = given(http, await http.body())
        return await to_thread.run_sync(_answer, room, row, sent)

    return endpoint


def _answer(room: Room, row: DeskRoute, sent: Given) -> Response:
    """Return the response to a request from anybody."""
    now = room.clock()
    words = _words(sent)
    who = known(sent, room.sessions, now)
    if not who.by_header and not came_from_us(sent):
        return responses.message(room, words, "elsewhere", status=403)
    if row.role == Role.NOBODY:
        nobody = who.person or Person("", Role.NOBODY, b"")
        return row.answer(room, DeskRequest(nobody, words, sent, now))
    if who.person is None:
        which = "wrong-token" if who.had_token else "no-token"
        return responses.message(room, words, which, status=401)
    if who.by_address:
        return _without_token(room, who.person, sent)
    if not may(who.person, row.role):
        return responses.message(room, words, "not-yours", status=403)
    request = DeskRequest(who.person, words, sent, now)
    return responses.failing(room, request, row.answer)


def _words(sent: Given) -> InterfaceLanguage:
    """Return the language of the response: the chosen one, else the browser's."""
    chosen = sent.cookies.get(actions.LANGUAGE, "")
    if chosen in LANGUAGES:
        return wording(chosen)
    return wording(preferred(sent.headers.get("accept-language", "")))


def _without_token(room: Room, person: Person, sent: Given) -> Response:
    """Redirect to the page with a cookie and without the token: addresses are visible."""
    rest = urlencode({name: value for name, value in sent.query.items() if name != "token"})
    answer = RedirectResponse(f"{sent.path}?{rest}" if rest else sent.path, status_code=303)
    remember(answer, room.sessions, person, room.clock())
    return answer
