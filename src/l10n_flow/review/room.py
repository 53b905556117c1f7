"""State that all routes share: the desk, its people, their lists and unsaved words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlencode

from l10n_flow.files.reading import content_of
from l10n_flow.project import Project
from l10n_flow.review.committing import Commits
from l10n_flow.review.lists import Lists
from l10n_flow.review.people import People
from l10n_flow.review.presence import Presence
from l10n_flow.review.sessions import Sessions
from l10n_flow.review.unsaved import Drafts
from l10n_flow.workflow.review.desk import Desk

FOLDER = Path(__file__).parent / "static"

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
"""The types of files that the page loads, by suffix."""


@dataclass(frozen=True, slots=True)
class Static:
    """The style and the scripts, read once."""

    files: Mapping[str, bytes]
    """By path below `static/`, with `/`."""
    version: str
    """Changes with each of them: it is in their addresses, so browsers may keep them."""

    def address(self, name: str) -> str:
        """Return the address of a file."""
        return f"/static/{self.version}/{name}"


def static() -> Static:
    """Return the files in the package's folder `static`."""
    paths = sorted(path for path in FOLDER.rglob("*") if path.suffix in KINDS)
    files = {path.relative_to(FOLDER).as_posix(): content_of(path) for path in paths}
    whole = sha256()
    for name, data in files.items():
        whole.update(f"{name}\0{len(data)}\0".encode() + data)
    return Static(files, whole.hexdigest()[:12])


@dataclass(frozen=True, slots=True)
class Room:
    """A running desk."""

    project: Project
    desk: Desk
    people: People
    sessions: Sessions
    drafts: Drafts
    clock: Callable[[], datetime]
    commits: Commits = field(default_factory=Commits)
    """The people whose changes are to be committed, where saved words are committed."""
    article_names: frozenset[str] | None = None
    """The articles on the desk; None for all."""
    lists: Lists = field(default_factory=Lists)
    presence: Presence = field(default_factory=Presence)
    static: Static = field(default_factory=static)

    def has(self, article: str) -> bool:
        """Whether an article is on this desk."""
        return self.article_names is None or article in self.article_names


def address(
    what: str, locale: str = "", article: str = "", segment: str = "", **parameters: object
) -> str:
    """Return the address of a page or a part, without empty parameters.

    >>> address("save", "fa", "news/brief", "a1b2", list="x")
    '/save/a1b2/fa/news/brief?list=x'
    """
    parts = [part for part in (what, segment, locale) if part]
    path = "/" + "/".join([*parts, *([quote(article)] if article else [])])
    values = {name: str(value) for name, value in parameters.items() if value not in ("", None)}
    return f"{path}?{urlencode(values)}" if values else path
