"""Which findings nobody wants to hear of, by `check.ignore` or by a comment in a catalog."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import NamedTuple

from l10n_flow.bounded import bounded
from l10n_flow.checks.names import names
from l10n_flow.checks.suppress import EVERYTHING, listens, silenced, silences, suppressed
from l10n_flow.config import Silence
from l10n_flow.model import Entry, Finding

__all__ = ["Doubt", "dated", "doubts", "hears", "ignores", "is_silenced"]


def is_silenced(silences: Sequence[Silence], finding: Finding) -> bool:
    """Whether the configuration says that nobody wants to hear of a finding."""
    source = finding.key.source if finding.key else None
    return ignores(silences, finding.check, finding.article, finding.locale, source)


def ignores(
    silences: Sequence[Silence], check: str, article: str, locale: str, source: str | None
) -> bool:
    r"""Whether a check is not wanted there; `source` is None for what is about no entry.

    Each silence has to fit in all that it names; the patterns for sources are searched for as they
    stand. Raises `ConfigError` for one that takes too long.

    >>> silences = [Silence(("number",), articles=("news/*",), sources=(r"^v\d",))]
    >>> ignores(silences, "number", "news/a", "es", "v2 is out")
    True
    >>> ignores(silences, "number", "news/a", "es", None)
    False
    """
    return any(_fits(silence, check, article, locale, source) for silence in silences)


def _fits(silence: Silence, check: str, article: str, locale: str, source: str | None) -> bool:
    if check not in silence.checks or (silence.locales and locale not in silence.locales):
        return False
    if silence.articles and not any(fnmatchcase(article, name) for name in silence.articles):
        return False
    if not silence.sources:
        return True
    return source is not None and any(_occurs(pattern, source) for pattern in silence.sources)


def _occurs(pattern: str, source: str) -> bool:
    with bounded(pattern, "check.ignore"):
        return re.search(pattern, source) is not None


def hears(entry: Entry | None, check: str) -> bool:
    """Whether what a check finds in an entry is told: no comment in the catalog silences it.

    >>> entry = Entry("Peace", "Paz", comments=("l10n-flow:ignore=inconsistent",))
    >>> hears(entry, "inconsistent"), hears(entry, "number"), hears(None, "number")
    (False, True, True)
    """
    return entry is None or not entry.comments or listens(check, silenced(entry))


class Doubt(NamedTuple):
    """Something about a comment that is meant to silence checks."""

    concern: str
    """A row of `checks.projectlevel`."""
    message: str
    detail: str
    """Which of several."""


def doubts(entry: Entry) -> Iterator[Doubt]:
    """Yield the names that no check has, and comments that are over.

    >>> one = Entry("Peace", comments=("l10n-flow:ignore=trem,copy", "l10n-flow:ignore=url;h=0"))
    >>> for doubt in doubts(one):
    ...     print(doubt.concern, doubt.message)
    unknown-silence it silences 'trem', and no check has that name: did you mean 'term'?
    expired-silence the comment that silences url is for another text
    """
    for one in silences(entry):
        for name in one.names or ("",):
            if name not in _known():
                yield Doubt("unknown-silence", _unknown(name), name)
        if one.expired:
            told = ", ".join(one.names)
            yield Doubt(
                "expired-silence", f"the comment that silences {told} is for another text", told
            )


def dated(entry: Entry) -> Entry:
    """The entry whose silences end when its text changes; as it is when a name is misspelt.

    >>> dated(Entry("Peace", "Paz", comments=("l10n-flow: ignore=number, copy",))).comments
    ('l10n-flow:ignore=copy,number;h=634e58334f74',)
    """
    found = list(silences(entry)) if entry.comments else []
    if all(one.digest is not None for one in found):
        return entry
    is_known = all(name in _known() for one in found for name in one.names)
    return suppressed(entry, ()) if is_known else entry


def _known() -> frozenset[str]:
    return frozenset((EVERYTHING, *names()))


def _unknown(name: str) -> str:
    if not name:
        return "the comment that silences checks names none"
    meant = get_close_matches(name, sorted(_known()), n=1)
    hint = f": did you mean '{meant[0]}'?" if meant else ""
    return f"it silences '{name}', and no check has that name{hint}"
