"""What a catalog says it does not want to hear: the comment that silences checks in one entry.

    # l10n-flow:ignore=number,length;h=9c2e51d3a0b7

Like the state comment it is a translator's comment, and we write it without a blank, since that is
what every tool keeps; people may type blanks. `h` is the digest of the entry's context and source:
the comment holds for the text that somebody looked at, and ends when that text changes. Without
`h`, as people type it, it stays until `check --fix` adds one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from l10n_flow.catalogs.provenance.origins import PREFIX
from l10n_flow.model import Entry, digest

__all__ = ["EVERYTHING", "Silence", "is_comment", "listens", "silenced", "silences", "suppressed"]

EVERYTHING = "all"
"""In the place of names: every check."""

_COMMENT = re.compile(
    rf"{re.escape(PREFIX)}\s*ignore\s*=(?P<names>[^;]*)(?:;\s*h=(?P<digest>[0-9a-f]*)\s*)?"
)
_BETWEEN = re.compile(r"[\s,]+")


class Silence(NamedTuple):
    """One comment that is meant to silence checks."""

    names: tuple[str, ...]
    """As they are written; what no check is called does nothing."""
    digest: str | None
    """Of the context and source that it is for; None when it is for any."""
    expired: bool
    """Whether the entry has another text by now."""


def is_comment(line: str) -> bool:
    """Whether a translator's comment is one that silences checks, expired or not.

    >>> is_comment("l10n-flow:ignore=number;h=9c2e51d3a0b7"), is_comment("l10n-flow:o=mt")
    (True, False)
    """
    return _COMMENT.fullmatch(line) is not None


def silences(entry: Entry) -> Iterator[Silence]:
    """Yield what each of the entry's comments wants to silence, the expired ones too.

    >>> [one.names for one in silences(Entry("Peace", comments=("l10n-flow: ignore=copy, url",)))]
    [('copy', 'url')]
    """
    for line in entry.comments:
        match = _COMMENT.fullmatch(line)
        if match is not None:
            names = tuple([name for name in _BETWEEN.split(match["names"]) if name])
            expired = match["digest"] not in (None, digest(entry.context, entry.source))
            yield Silence(names, match["digest"], expired)


def silenced(entry: Entry) -> frozenset[str]:
    """The names that the entry's comments silence now; `EVERYTHING` may be among them.

    A comment whose `h` is another text's has expired and does nothing.

    >>> entry = suppressed(Entry("In 2015", "En el año quince"), ["number"])
    >>> sorted(silenced(entry)), sorted(silenced(replace(entry, source="In 2016")))
    (['number'], [])
    """
    return frozenset(
        [name for one in silences(entry) if not one.expired for name in one.names]
        if entry.comments
        else ()
    )


def suppressed(entry: Entry, names: Iterable[str]) -> Entry:
    """The entry with a comment that silences these checks, and those it silenced already.

    The comment ends when the text changes, also for those that were silenced without an end.
    Comments that have expired go. Without names, and nothing silenced already, the entry has no
    such comment afterwards. Raises `ValueError` for a name that no check could have. Law:
    `silenced(suppressed(entry, names)) == silenced(entry) | set(names)`.

    >>> suppressed(Entry("Peace", "Paz"), ["number", "copy"]).comments
    ('l10n-flow:ignore=copy,number;h=634e58334f74',)
    """
    wanted = sorted(silenced(entry).union(names))
    for name in wanted:
        if _NAME.fullmatch(name) is None:
            raise ValueError(f"{name!r} is no name of a check")
    kept = tuple([line for line in entry.comments if not is_comment(line)])
    if not wanted:
        return replace(entry, comments=kept)
    comment = f"{PREFIX}ignore={','.join(wanted)};h={digest(entry.context, entry.source)}"
    return replace(entry, comments=(*kept, comment))


_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def listens(check: str, silent: Collection[str]) -> bool:
    """Whether a check still speaks in an entry that has silenced so many.

    >>> listens("number", {"copy"}), listens("number", {EVERYTHING})
    (True, False)
    """
    return check not in silent and EVERYTHING not in silent
