"""What helps whoever writes: suggestions, terms, history, and the edition as it will read."""

from __future__ import annotations

from starlette.responses import HTMLResponse, Response

from l10n_flow.review import shown
from l10n_flow.review.asking import Ask
from l10n_flow.review.guard import PREVIEW_POLICY
from l10n_flow.review.room import Room

__all__ = ["aside", "history", "preview", "previewed"]


def aside(room: Room, ask: Ask) -> Response:
    """What helps with a segment: suggestions, terms, what its source said before.

    A machine is asked only when somebody wants that: it may take seconds.
    """
    where = (ask.article, ask.locale, ask.id)
    row = room.desk.row(*where)
    changed = room.desk.difference(*where) if row.is_changed else ()
    engine = bool(ask.asked("engine"))
    found = room.desk.suggestions(*where, engine=engine)
    return shown.part(
        room, ask, "aside.html", row=row, sheet=room.desk.sheet(ask.article, ask.locale),
        suggestions=found, terms=room.desk.terms(*where), changed=changed, engine=engine,
    )  # fmt: skip


def history(room: Room, ask: Ask) -> Response:
    """What the segment's words were, as git remembers."""
    versions = room.desk.history(ask.article, ask.locale, ask.id)
    sheet = room.desk.sheet(ask.article, ask.locale)
    return shown.part(room, ask, "history.html", versions=versions, sheet=sheet)


def preview(room: Room, ask: Ask) -> Response:
    """The edition as it will read: a page of its own, in which nothing can act."""
    sheet = room.desk.sheet(ask.article, ask.locale)
    body = room.desk.preview(ask.article, ask.locale)
    answer = shown.page(room, ask, "preview.html", sheet=sheet, body=body)
    answer.headers["content-security-policy"] = PREVIEW_POLICY
    return answer


def previewed(room: Room, ask: Ask) -> Response:
    """The body of the edition, with words in it that are being typed."""
    words = {ask.asked("id"): ask.field("target")} if ask.asked("id") else {}
    body = room.desk.preview(ask.article, ask.locale, words=words)
    return HTMLResponse(body, headers={"content-security-policy": PREVIEW_POLICY})
