"""What is written: one entry at a time, each with the version that it is meant for."""

from __future__ import annotations

import json
from collections.abc import Callable

from starlette.responses import RedirectResponse, Response

from l10n_flow.model import State
from l10n_flow.review import shown
from l10n_flow.review.access import remember
from l10n_flow.review.asking import Ask
from l10n_flow.review.drafts import Draft
from l10n_flow.review.lists import Chosen
from l10n_flow.review.pages import counts
from l10n_flow.review.people import Role
from l10n_flow.review.room import Room, address
from l10n_flow.review.wording import LANGUAGES
from l10n_flow.workflow.review import Blocked, Row, Stale

__all__ = ["LANGUAGE"]

LANGUAGE = "l10n-flow-language"
"""The cookie that remembers which language somebody chose for the desk."""


def save(room: Room, ask: Ask) -> Response:
    """The words are in the catalog, and the next row is open; or it is told why not.

    The version that the words were typed over is in `If-Match`: without it (428) nothing is
    written, and where the entry on disk is another one (412) both texts are shown.
    """
    if ask.etag is None:
        return _needs_version(room, ask)
    state = State.REVIEWED if ask.asked("state") == "reviewed" else State.TRANSLATED
    if state == State.REVIEWED and ask.person.role < Role.REVIEWER:
        return shown.message(room, ask.words, "not-yours", status=403)
    words = ask.field("target")
    try:
        row = _saved(room, ask, words, state)
    except Stale as conflict:
        return _conflict(room, ask, words, conflict.theirs)
    except Blocked as blocked:
        answer = shown.part(room, ask, "findings.html", 422, findings=blocked.findings)
        answer.headers.update({"hx-retarget": f"#findings-{ask.id}", "hx-reswap": "innerHTML"})
        return answer
    room.drafts.drop(ask.person.name, ask.article, ask.locale, ask.id)
    return _moved_on(room, ask, row)


def _saved(room: Room, ask: Ask, words: str, state: State) -> Row:
    row = room.desk.row(ask.article, ask.locale, ask.id)
    if (row.state, row.target) == (State.REVIEWED, words) and state == State.TRANSLATED:
        return row  # somebody reads on: that takes nobody's review away
    room.commits.begun(ask.article, ask.person)
    return room.desk.save(
        ask.article, ask.locale, ask.id, ask.etag or "", words,
        by=ask.person.name, now=ask.now, state=state, opened=True,
    )  # fmt: skip


def _moved_on(room: Room, ask: Ask, row: Row) -> Response:
    """The row as it is now, closed, and the next one, open."""
    sheet = room.desk.sheet(ask.article, ask.locale)
    there = {one.id: one for one in sheet.rows}
    listed = room.lists.chosen(ask.asked("list"), lambda: tuple(there))
    after = _next(listed, ask.id, there) if ask.asked("next") else None
    elsewhere = ""
    if after is not None and listed.page_of(after.id) != listed.page_of(ask.id):
        elsewhere = address(
            "edit", ask.locale, ask.article, list=listed.name, at=after.id,
            filter=ask.asked("filter"), text=ask.asked("text"), order=ask.asked("order"),
        )  # fmt: skip
    answer = shown.part(
        room, ask, "saved.html", sheet=sheet, row=row, after=None if elsewhere else after,
        drafts=room.drafts.of(ask.person.name, ask.article, ask.locale), list=listed.name,
        State=State, counts=counts(sheet.rows),
    )  # fmt: skip
    said = {"id": row.id, "next": elsewhere, "end": after is None and bool(ask.asked("next"))}
    answer.headers["hx-trigger"] = json.dumps({"desk:saved": said})
    return answer


def _next(listed: Chosen, id: str, there: dict[str, Row]) -> Row | None:  # noqa: A002
    """The next row of the list that the article still has."""
    after = listed.after(id)
    while after is not None and after not in there:
        after = listed.after(after)
    return there[after] if after is not None else None


def _conflict(room: Room, ask: Ask, mine: str, theirs: Row) -> Response:
    """Both texts, in the row: nothing of either is lost."""
    sheet = room.desk.sheet(ask.article, ask.locale)
    drafts = {ask.id: Draft(mine, ask.etag or "", "")}
    return shown.part(
        room, ask, "conflict.html", 412, sheet=sheet, row=theirs, drafts=drafts, State=State,
        list=ask.asked("list"), mine=mine,
    )  # fmt: skip


def _needs_version(room: Room, ask: Ask) -> Response:
    return shown.message(room, ask.words, "no-version", status=428)


def draft(room: Room, ask: Ask) -> Response:
    """The words are kept on disk, in no catalog yet; nothing is kept of words that are saved."""
    time = ask.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    name = ask.person.name
    if ask.asked("drop"):
        room.drafts.drop(name, ask.article, ask.locale, ask.id)
    else:
        kept = Draft(ask.field("target"), ask.etag or "", time)
        room.drafts.keep(name, ask.article, ask.locale, ask.id, kept)
    return Response(status_code=204)


def needs_work(room: Room, ask: Ask) -> Response:
    """A translation is marked as one that needs work, or not any more."""
    return _changed(
        room,
        ask,
        lambda etag: room.desk.needs_work(
            ask.article, ask.locale, ask.id, etag, by=ask.person.name, now=ask.now
        ),
    )


def comment(room: Room, ask: Ask) -> Response:
    """A comment stands beside the entry, in the catalog."""
    return _changed(
        room,
        ask,
        lambda etag: room.desk.comment(
            ask.article, ask.locale, ask.id, etag, ask.field("text"),
            by=ask.person.name, now=ask.now,
        ),
    )  # fmt: skip


def send_back(room: Room, ask: Ask) -> Response:
    """The translation is a draft again, with a note that says why."""
    return _changed(
        room,
        ask,
        lambda etag: room.desk.send_back(
            ask.article, ask.locale, ask.id, etag, ask.field("text"),
            by=ask.person.name, now=ask.now,
        ),
    )  # fmt: skip


def _changed(room: Room, ask: Ask, change: Callable[[str], Row]) -> Response:
    """The row, still open, after something beside its words was changed."""
    if ask.etag is None:
        return _needs_version(room, ask)
    room.commits.begun(ask.article, ask.person)
    try:
        row = change(ask.etag)
    except Stale as conflict:
        return _conflict(room, ask, ask.field("target"), conflict.theirs)
    drafts = dict(room.drafts.of(ask.person.name, ask.article, ask.locale))
    if row.id in drafts:  # the words were typed over the entry that has just got a comment
        drafts[row.id] = Draft(drafts[row.id].words, row.etag, drafts[row.id].time)
    sheet = room.desk.sheet(ask.article, ask.locale)
    return shown.part(
        room, ask, "opened.html", sheet=sheet, row=row, before=None, drafts=drafts, State=State,
        list=ask.asked("list"),
    )  # fmt: skip


def sign_in(room: Room, ask: Ask) -> Response:
    """Somebody who gives a token by hand is let in."""
    person = room.people.whose(ask.field("token").strip())
    if person is None:
        return shown.message(room, ask.words, "wrong-token", status=401)
    answer = RedirectResponse("/", status_code=303)
    remember(answer, room.sessions, person, ask.now)
    return answer


def sign_out(room: Room, ask: Ask) -> Response:
    """The browser forgets who sits before it."""
    del ask
    answer = RedirectResponse("/", status_code=303)
    answer.delete_cookie(room.sessions.cookie, httponly=True, samesite="strict")
    return answer


def speak(room: Room, ask: Ask) -> Response:
    """The desk speaks another language from now on, in this browser."""
    del room
    chosen = ask.field("language")
    back = ask.field("back")
    safe = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
    answer = RedirectResponse(safe, status_code=303)
    if chosen in LANGUAGES:
        year = 365 * 24 * 3600
        answer.set_cookie(LANGUAGE, chosen, max_age=year, httponly=True, samesite="strict")
    return answer
