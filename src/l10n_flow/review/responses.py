"""Responses: filled templates, and every expected failure as a page or a note on one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from l10n_flow.errors import CatalogError, FileError, L10nFlowError, UsageError
from l10n_flow.language.tags import direction, own_name
from l10n_flow.review.interface import LANGUAGES, InterfaceLanguage
from l10n_flow.review.people import Role
from l10n_flow.review.requests import DeskRequest
from l10n_flow.review.room import Room, address
from l10n_flow.workflow.review.refusals import TooLong, Unholdable, Vanished

TEMPLATES = Path(__file__).parent / "templates"

NOTES: tuple[tuple[type[L10nFlowError], str, int], ...] = (
    (Vanished, "vanished", 410),
    (TooLong, "too-long", 413),
    (Unholdable, "unholdable", 422),
    (CatalogError, "unreadable", 422),
    (FileError, "not-saved", 507),
    (UsageError, "missing", 404),
    (L10nFlowError, "failed", 500),
)
"""The message and HTTP status for an expected failure; the first row that matches is used."""

_MARKS = re.compile(
    r"(?P<tag>\{\d+\}|<[^<>]+>|\[\^[^\]\s]+\])"
    r"|(?P<code>`[^`]+`)"
    r"|(?P<mark>\*\*|__|\*|\[(?=[^\]]*\]\()|\]\((?=[^)]*\)))"
)


@cache
def _environment() -> Environment:
    loaded = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    loaded.globals.update(
        address=address,
        pieces=pieces,
        direction=direction,
        own_name=own_name,
        LANGUAGES=LANGUAGES,
        Role=Role,
    )
    return loaded


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield pieces of a text with kinds: "tag" and "code" stay as they are, "mark" is Markdown.

    >>> list(pieces("See **it** at [the site]({1})."))[:4]
    [('', 'See '), ('mark', '**'), ('', 'it'), ('mark', '**')]
    """
    last = 0
    for match in _MARKS.finditer(text):
        if match.start() > last:
            yield "", text[last : match.start()]
        yield match.lastgroup or "", match[0]
        last = match.end()
    if last < len(text):
        yield "", text[last:]


def _filled(room: Room, words: InterfaceLanguage, template: str, values: dict[str, Any]) -> str:
    return (
        _environment()
        .get_template(template)
        .render(values, room=room, _=words.gettext, words=words, static=room.static.address)
    )


def page(room: Room, request: DeskRequest, template: str, **values: object) -> Response:
    """Return a whole page."""
    values |= {
        "request": request,
        "person": request.person,
        "may_write": request.person.role >= Role.TRANSLATOR,
    }
    values |= {"may_approve": request.person.role >= Role.REVIEWER}
    return HTMLResponse(_filled(room, request.words, template, values))


def part(
    room: Room, request: DeskRequest, template: str, status: int = 200, **values: object
) -> Response:
    """Return a part of a page, for a script."""
    answer = page(room, request, template, **values)
    answer.status_code = status
    return answer


def message(
    room: Room, words: InterfaceLanguage, which: str, status: int, **values: object
) -> Response:
    """Return a page with a message and what to do: see `message.html`."""
    known: dict[str, Any] = {"error": "", "which": which, **values}
    return HTMLResponse(_filled(room, words, "message.html", known), status)


def failing(
    room: Room, request: DeskRequest, answer: Callable[[Room, DeskRequest], Response]
) -> Response:
    """Return the response; for an expected failure, a message with what to do.

    A script gets a note for the page's place for notes, so that the row with a person's words
    stays.
    """
    try:
        return answer(room, request)
    except L10nFlowError as error:
        which, status = next((w, s) for kind, w, s in NOTES if isinstance(error, kind))
        limit = getattr(error, "limit", 0)
        if not request.is_of_a_script:
            return message(room, request.words, which, status, error=str(error), limit=limit)
        typed = request.field("target") or request.field("text")
        note = part(
            room,
            request,
            "note.html",
            status,
            which=which,
            error=str(error),
            typed=typed,
            limit=limit,
        )
        note.headers.update({"hx-retarget": "#notice", "hx-reswap": "innerHTML"})
        return note
