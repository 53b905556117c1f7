"""Signed cookies, by which a browser identifies its person after the first visit.

The cookie names a person and a day, and has a code that only this user's key makes (RFC 2104). So
the server stores nothing, a page still works after a restart, and a person who is removed from the
file of users, or gets another token, loses access at once.
"""

from __future__ import annotations

import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from hmac import new as hmac
from pathlib import Path

from l10n_flow.errors import L10nFlowError
from l10n_flow.files.reading import bytes_of
from l10n_flow.files.writing import create_file
from l10n_flow.review.people import People, Person

LASTS = timedelta(days=7)
"""How long a cookie is valid: a person who comes back every week never signs in again."""

_KEY = 32


@dataclass(frozen=True, slots=True)
class Sessions:
    """Makes cookies, and accepts only its own."""

    key: bytes
    people: People
    root: Path
    """The project's name: a cookie of one project is not valid for another."""
    port: int

    @property
    def cookie(self) -> str:
        """The cookie's name, because browsers send cookies to every port of a host."""
        return f"l10n-flow-{self.port}"

    def begun(self, person: Person, now: datetime) -> str:
        """Return a cookie value for this person, valid for `LASTS` from `now`."""
        until = int((now + LASTS).timestamp())
        name = urlsafe_b64encode(person.name.encode("utf-8", "surrogatepass"))
        return f"{until}.{name.decode().rstrip('=')}.{self._code(person, until)}"

    def whose(self, cookie: str, now: datetime) -> Person | None:
        """Return a cookie's person; None if it expired, is damaged, or the person has left."""
        until, _, rest = cookie.partition(".")
        encoded, _, code = rest.partition(".")
        try:
            padded = f"{encoded}==".encode("ascii")  # more signs than needed are no fault
            name = urlsafe_b64decode(padded).decode("utf-8", "surrogatepass")
            ends = int(until)
        except (ValueError, Error):
            return None
        person = self.people.named(name)
        if person is None or ends <= now.timestamp():
            return None
        fits = compare_digest(code.encode("utf-8", "replace"), self._code(person, ends).encode())
        return person if fits else None

    def _code(self, person: Person, until: int) -> str:
        # Without a team the token changes at each launch, and pages must work after a restart.
        seal = person.seal.hex() if self.people.are_a_team else ""
        text = "\n".join([str(self.root), str(self.port), str(until), seal, person.name])
        return hmac(self.key, text.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def own_key() -> bytes:
    """Return this user's key: made at first use, stored where only the user can read it.

    It is in the user's state folder (XDG Base Directory Specification), not in the project, because
    a checkout may come from a stranger. Where it cannot be stored (no home, a read-only home), the
    key is new each time, and a page must be opened again after a restart.
    """
    fresh = secrets.token_bytes(_KEY)
    try:
        base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
        file = Path(base) / "l10n-flow" / "review.key"
        if create_file(file, fresh, private=True):
            return fresh
        kept = bytes_of(file, max_bytes=_KEY)
    except (L10nFlowError, OSError, RuntimeError):
        return fresh
    return kept if kept is not None and len(kept) == _KEY else fresh
