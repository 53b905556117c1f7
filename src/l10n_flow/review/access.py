"""Authentication and authorisation: every route is behind this module.

no token, no cookie        401, and a page with a field for a token
a cookie, from elsewhere   403: a write has to come from one of our own pages
an insufficient role       403
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from l10n_flow.review.people import Person, Role
from l10n_flow.review.requests import Given
from l10n_flow.review.sessions import LASTS, Sessions

_HARMLESS = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person who has shown a token, and how."""

    person: Person | None
    had_token: bool
    """Whether a token was shown at all: a wrong token is another mistake than none."""
    by_address: bool = False
    """The token is in the address, and should not be in the next page's."""
    by_header: bool = False
    """A program's own token: no foreign page can make a browser send it."""


def known(given: Given, sessions: Sessions, now: datetime) -> Visitor:
    """Identify the visitor by `Authorization: Bearer`, else the address's token, else the cookie.

    A wrong token in the address is ignored if the cookie is right: it is an old link.
    """
    scheme, _, token = given.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return Visitor(sessions.people.whose(token.strip()), had_token=True, by_header=True)
    written = given.query.get("token") if given.method in _HARMLESS else None
    if written is not None:
        person = sessions.people.whose(written)
        if person is not None:
            return Visitor(person, by_address=True, had_token=True)
    cookie = given.cookies.get(sessions.cookie, "")
    person = sessions.whose(cookie, now) if cookie else None
    return Visitor(person, by_address=written is not None, had_token=bool(written or cookie))


def came_from_us(given: Given) -> bool:
    """Whether one of our own pages sent this.

    Browsers report it in `Sec-Fetch-Site`, which no page can set; browsers without it report in
    `Origin` where a write comes from. A page on another port of this machine is "same-site", and
    its requests carry our cookie (`SameSite` compares the host alone).
    """
    if given.method in _HARMLESS:
        return True
    site = given.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return given.headers.get("origin") == given.origin


def may(person: Person, required: Role) -> bool:
    """Whether a person's role is sufficient."""
    return person.role >= required


def remember(answer: Response, sessions: Sessions, person: Person, now: datetime) -> None:
    """Set the cookie that identifies the person in this browser."""
    answer.set_cookie(
        sessions.cookie,
        sessions.begun(person, now),
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="strict",
    )
