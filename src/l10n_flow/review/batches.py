"""Approving many translations at once, and undoing that."""

from __future__ import annotations

from starlette.responses import Response

from l10n_flow.review import responses
from l10n_flow.review.requests import DeskRequest
from l10n_flow.review.room import Room


def approve(room: Room, request: DeskRequest) -> Response:
    """Approve the people's translations of a list; the response lists what was left out."""
    listed = room.lists.chosen(request.parameter("list"), tuple)
    room.commits.begun(request.article, request.person)
    batch = room.desk.approve_batch(
        request.article, request.locale, listed.ids, by=request.person.name, now=request.now
    )
    return responses.part(room, request, "batch.html", batch=batch, undone=False)


def undo(room: Room, request: DeskRequest) -> Response:
    """Undo a batch of approvals, except where somebody has made changes since."""
    batch = room.desk.undo(request.given.parts["token"], by=request.person.name, now=request.now)
    return responses.part(room, request, "batch.html", batch=batch, undone=True)
