"""Many approvals at once, and taking them back."""

from __future__ import annotations

from starlette.responses import Response

from l10n_flow.review import shown
from l10n_flow.review.asking import Ask
from l10n_flow.review.room import Room

__all__ = ["approve", "undo"]


def approve(room: Room, ask: Ask) -> Response:
    """The people's translations of a list are approved, and it is told what was left out."""
    listed = room.lists.chosen(ask.asked("list"), tuple)
    room.commits.begun(ask.article, ask.person)
    batch = room.desk.approve_batch(
        ask.article, ask.locale, listed.ids, by=ask.person.name, now=ask.now
    )
    return shown.part(room, ask, "batch.html", batch=batch, undone=False)


def undo(room: Room, ask: Ask) -> Response:
    """A batch of approvals is taken back, but for what somebody has changed since."""
    batch = room.desk.undo(ask.given.parts["token"], by=ask.person.name, now=ask.now)
    return shown.part(room, ask, "batch.html", batch=batch, undone=True)
