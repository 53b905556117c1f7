"""Writing: one entry at a time, each with the version for which the change is meant."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from starlette.responses import RedirectResponse, Response

from l10n_flow.model import State
from l10n_flow.review import responses
from l10n_flow.review.access import remember
from l10n_flow.review.interface import LANGUAGES
from l10n_flow.review.lists import ChosenRows
from l10n_flow.review.pages import counts
from l10n_flow.review.people import Role
from l10n_flow.review.requests import DeskRequest
from l10n_flow.review.room import Room, address
from l10n_flow.review.unsaved import UnsavedDraft
from l10n_flow.workflow.review.refusals import Blocked, Stale, Vanished
from l10n_flow.workflow.review.rows import SegmentRow

LANGUAGE = "l10n-flow-language"
"""The cookie with the chosen language of the desk."""


def save(room: Room, request: DeskRequest) -> Response:
    """Save the words in the catalog and open the next row; or report why not.

    `If-Match` has the version over which the words were typed: without it (428) nothing is written,
    and where the entry on disk has another one (412) both texts are shown.
    """
    if request.etag is None:
        return _needs_version(room, request)
    state = State.REVIEWED if request.parameter("state") == "reviewed" else State.TRANSLATED
    if state == State.REVIEWED and request.person.role < Role.REVIEWER:
        return responses.message(room, request.words, "not-yours", status=403)
    words = request.field("target")
    try:
        row = _saved(room, request, words, state)
    except Stale as conflict:
        return _conflict(room, request, words, conflict.theirs)
    except Vanished:  # the page has no row any more in which the words could be found again
        _keep(room, request, words)
        raise
    except Blocked as blocked:
        answer = responses.part(room, request, "findings.html", 422, findings=blocked.findings)
        answer.headers.update({"hx-retarget": f"#findings-{request.id}", "hx-reswap": "innerHTML"})
        return answer
    room.drafts.drop(
        request.person.name, request.article, request.locale, request.id,
        words=words, tab=request.field("tab"),
    )  # fmt: skip
    return _moved_on(room, request, row)


def _saved(room: Room, request: DeskRequest, words: str, state: State) -> SegmentRow:
    row = room.desk.row(request.article, request.locale, request.id)
    if (row.state, row.target) == (State.REVIEWED, words) and state == State.TRANSLATED:
        return row  # nothing was changed, so the review stays
    room.commits.begun(request.article, request.person)
    return room.desk.save(
        request.article, request.locale, request.id, request.etag or "", words,
        by=request.person.name, now=request.now, state=state, opened=True,
    )  # fmt: skip


def _moved_on(room: Room, request: DeskRequest, row: SegmentRow) -> Response:
    """Return the row in its new state, closed, and the next one, open."""
    sheet = room.desk.sheet(request.article, request.locale)
    there = {one.id: one for one in sheet.rows}
    listed = room.lists.chosen(request.parameter("list"), lambda: tuple(there))
    after = _next(listed, request.id, there) if request.parameter("next") else None
    elsewhere = ""
    if after is not None and listed.page_of(after.id) != listed.page_of(request.id):
        elsewhere = address(
            "edit", request.locale, request.article, list=listed.name, at=after.id,
            filter=request.parameter("filter"), text=request.parameter("text"),
            order=request.parameter("order"),
        )  # fmt: skip
    answer = responses.part(
        room, request, "saved.html", sheet=sheet, row=row, after=None if elsewhere else after,
        drafts=room.drafts.of(request.person.name, request.article, request.locale),
        list=listed.name,
        State=State, counts=counts(sheet.rows),
        faulty=room.desk.faulty(request.article, request.locale, [row.id]),
    )  # fmt: skip
    event = {
        "id": row.id,
        "etag": row.etag,
        "next": elsewhere,
        "end": after is None and bool(request.parameter("next")),
    }
    answer.headers["hx-trigger"] = json.dumps({"desk:saved": event})
    return answer


def _next(listed: ChosenRows, id: str, there: dict[str, SegmentRow]) -> SegmentRow | None:  # noqa: A002
    """Return the next row of the list that the article still has."""
    after = listed.after(id)
    while after is not None and after not in there:
        after = listed.after(after)
    return there[after] if after is not None else None


def _conflict(room: Room, request: DeskRequest, mine: str | None, theirs: SegmentRow) -> Response:
    """Show both texts in the row, so that nothing is lost; `mine` is None if nobody wrote one."""
    sheet = room.desk.sheet(request.article, request.locale)
    return responses.part(
        room, request, "conflict.html", 412, sheet=sheet, row=theirs, State=State,
        list=request.parameter("list"), mine=mine,
    )  # fmt: skip


def _typed(room: Room, request: DeskRequest) -> str | None:
    """Return the words of the segment's field, which a comment does not bring with it."""
    drafts = room.drafts.of(request.person.name, request.article, request.locale)
    kept = drafts[request.id].words if request.id in drafts else None
    return request.field("target") if "target" in request.given.form else kept


def _needs_version(room: Room, request: DeskRequest) -> Response:
    return responses.message(room, request.words, "no-version", status=428)


def draft(room: Room, request: DeskRequest) -> Response:
    """Keep unsaved words on disk, outside the catalog; saved words are not kept."""
    name = request.person.name
    words, tab = request.field("target"), request.given.form.get("tab")
    if request.parameter("drop"):
        room.drafts.drop(name, request.article, request.locale, request.id, words=words, tab=tab)
    else:
        _keep(room, request, words)
    return Response(status_code=204)


def _keep(room: Room, request: DeskRequest, words: str) -> None:
    time = request.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    kept = UnsavedDraft(words, request.etag or "", time, request.field("tab"))
    room.drafts.keep(request.person.name, request.article, request.locale, request.id, kept)


def needs_work(room: Room, request: DeskRequest) -> Response:
    """Mark a translation as one that needs work, or remove the mark."""
    return _changed(room, request, room.desk.needs_work)


def comment(room: Room, request: DeskRequest) -> Response:
    """Add a comment to the entry in the catalog."""
    return _changed(room, request, room.desk.comment, request.field("text"))


def send_back(room: Room, request: DeskRequest) -> Response:
    """Make the translation a draft again, with a note that has the reason."""
    return _changed(room, request, room.desk.send_back, request.field("text"))


def _changed(
    room: Room, request: DeskRequest, change: Callable[..., SegmentRow], *text: str
) -> Response:
    """Return the row, still open, after something beside its words was changed."""
    if request.etag is None:
        return _needs_version(room, request)
    room.commits.begun(request.article, request.person)
    try:
        row = change(
            request.article, request.locale, request.id, request.etag, *text,
            by=request.person.name, now=request.now,
        )  # fmt: skip
    except Stale as conflict:
        return _conflict(room, request, _typed(room, request), conflict.theirs)
    drafts = dict(room.drafts.of(request.person.name, request.article, request.locale))
    if row.id in drafts:  # the words were typed over the entry that has just got a comment
        drafts[row.id] = replace(drafts[row.id], etag=row.etag)
    sheet = room.desk.sheet(request.article, request.locale)
    return responses.part(
        room, request, "opened.html", sheet=sheet, row=row, before=None, drafts=drafts, State=State,
        faulty=frozenset(), list=request.parameter("list"),
    )  # fmt: skip


def sign_in(room: Room, request: DeskRequest) -> Response:
    """Sign a person in who gives a token by hand."""
    person = room.people.whose(request.field("token").strip())
    if person is None:
        return responses.message(room, request.words, "wrong-token", status=401)
    answer = RedirectResponse("/", status_code=303)
    remember(answer, room.sessions, person, request.now)
    return answer


def sign_out(room: Room, request: DeskRequest) -> Response:
    """Delete the browser's cookie."""
    del request
    answer = RedirectResponse("/", status_code=303)
    answer.delete_cookie(room.sessions.cookie, httponly=True, samesite="strict")
    return answer


def choose_language(room: Room, request: DeskRequest) -> Response:
    """Change the language of the desk in this browser."""
    del room
    chosen = request.field("language")
    back = request.field("back")
    safe = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
    answer = RedirectResponse(safe, status_code=303)
    if chosen in LANGUAGES:
        year = 365 * 24 * 3600
        answer.set_cookie(LANGUAGE, chosen, max_age=year, httponly=True, samesite="strict")
    return answer
