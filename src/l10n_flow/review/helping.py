"""Help for translators: suggestions, terms, history, and a preview of the edition."""

from __future__ import annotations

from starlette.responses import HTMLResponse, Response

from l10n_flow.review import responses
from l10n_flow.review.guard import PREVIEW_POLICY
from l10n_flow.review.requests import DeskRequest
from l10n_flow.review.room import Room


def aside(room: Room, request: DeskRequest) -> Response:
    """Return help for a segment: suggestions, terms, earlier sources.

    An engine is used only on request, because it may take seconds.
    """
    where = (request.article, request.locale, request.id)
    row = room.desk.row(*where)
    changed = room.desk.difference(*where) if row.is_changed else ()
    engine = bool(request.parameter("engine"))
    found = room.desk.suggestions(*where, engine=engine)
    return responses.part(
        room, request, "aside.html", row=row, sheet=room.desk.sheet(request.article,
        request.locale),
        suggestions=found, terms=room.desk.terms(*where), changed=changed, engine=engine,
    )  # fmt: skip


def history(room: Room, request: DeskRequest) -> Response:
    """Return the segment's earlier words, from git."""
    versions = room.desk.history(request.article, request.locale, request.id)
    sheet = room.desk.sheet(request.article, request.locale)
    return responses.part(room, request, "history.html", versions=versions, sheet=sheet)


def preview(room: Room, request: DeskRequest) -> Response:
    """Return a preview of the edition: a page of its own, without scripts."""
    sheet = room.desk.sheet(request.article, request.locale)
    body = room.desk.preview(request.article, request.locale)
    answer = responses.page(room, request, "preview.html", sheet=sheet, body=body)
    answer.headers["content-security-policy"] = PREVIEW_POLICY
    return answer


def previewed(room: Room, request: DeskRequest) -> Response:
    """Return the body of the edition, with words that are being typed."""
    words = {request.parameter("id"): request.field("target")} if request.parameter("id") else {}
    body = room.desk.preview(request.article, request.locale, words=words)
    return HTMLResponse(body, headers={"content-security-policy": PREVIEW_POLICY})
