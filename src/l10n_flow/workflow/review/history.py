"""The history of a segment's words, from git."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from l10n_flow.catalogs.po import entrylines
from l10n_flow.errors import L10nFlowError
from l10n_flow.model import Entry, Key, Origin, State
from l10n_flow.workflow.git import Logged, Repository

COMMITS = 200
PATIENCE = 3.0
"""The maximum number of seconds for reading older commits."""


@dataclass(frozen=True, slots=True)
class PastWords:
    """A translation that a segment had, and the commit that added it."""

    target: str
    state: State
    origin: Origin | None
    who: str
    """The commit's author."""
    when: str
    """ISO 8601 with the author's offset."""
    commit: str
    """The commit's full name."""
    what: str
    """The first line of the commit's message."""


def history(root: Path, path: Path, key: Key, locale: str) -> tuple[PastWords, ...]:
    """The versions of an entry of the catalog `path`, the newest first.

    A version is listed when words or state differ from the one before. The result is empty without
    git, a repository or a commit. It ends at a catalog that could not be read or did not have the
    text.
    """
    try:
        repository = Repository(root, "the history")
        logged = repository.log(path, COMMITS)
    except L10nFlowError:
        return ()
    found: list[PastWords] = []
    for version in _versions(repository, logged, key, path, locale):
        if found and (found[-1].target, found[-1].state) == (version.target, version.state):
            found[-1] = version  # an older commit already had these words
        else:
            found.append(version)
    return tuple(found)


def _versions(
    repository: Repository, logged: list[Logged], key: Key, path: Path, locale: str
) -> Iterator[PastWords]:
    """Yield the entry after each commit, the newest first."""
    until = time.monotonic() + PATIENCE
    entry: Entry | None = None
    block = b""
    for one in logged:
        try:
            (data,) = repository.contents([one.blob])
            if not block or block not in data:
                read = entrylines.found(data, key, path, locale)
                if read is None:
                    return
                entry, block = read
        except L10nFlowError:
            return
        if entry is not None:
            about = one.who, one.when, one.commit, one.what
            yield PastWords(entry.target, entry.state, entry.origin, *about)
        if time.monotonic() > until:
            return
