"""Whether a translation is of another version of its source: many texts differ, in several ways.

A translator who changes a number makes one mistake; where a quarter of a page differs from its
source in links, code, numbers and sentences, the page was translated from an older or newer text.
Of 639 catalogs of Tails, Wagtail and Django this is told of none; of 37 pages of manuals whose
translation lags behind it is (docs/checks-evaluation-history.md, the tenth part).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from l10n_flow.model import Finding, Key, Severity

WAYS: Mapping[str, str] = {
    **dict.fromkeys(("link", "image", "tag", "element", "url", "placeholder", "footnote"), "links"),
    **dict.fromkeys(("code", "code-words"), "code"),
    **dict.fromkeys(("number", "date", "unit"), "numbers"),
    **dict.fromkeys(("dropped-sentence", "length"), "sentences"),
}
"""By check, in what a text differs from its source when it is of another version."""
_EFFECTS = frozenset(WAYS) | {
    "broken-off",
    "emphasis",
    "line-break",
    "link-order",
    "negation",
    "translated-code",
}
"""Checks whose findings such a version explains."""
_FEWEST = 4
"""Texts: of a short page that differs in three, each is told."""
_SHARE = 4
"""One of so many texts differs, or more. In Tails' 575 catalogs four of 21 do at most."""


class OtherVersion(NamedTuple):
    """The texts that differ from their source, and in what."""

    keys: frozenset[Key]
    ways: tuple[str, ...]


def other_version(found: Iterable[tuple[Key, str]], texts: int) -> OtherVersion | None:
    """Return what shows that people translated another version; None where too little does.

    `found` has the key of a text and the check that found something in it, for what is reported by
    itself in people's translations; `texts` is how many of these there are.
    """
    differing = [(key, WAYS[check]) for key, check in found if check in WAYS]
    keys = frozenset(key for key, _ in differing)
    ways = tuple(way for way in dict.fromkeys(WAYS.values()) if any(w == way for _, w in differing))
    if len(keys) < _FEWEST or _SHARE * len(keys) < texts or len(ways) == 1:
        return None
    return OtherVersion(keys, ways)


def is_of_version(finding: Finding, severity: Severity) -> bool:
    """Whether another version explains a finding: one of what differs, and not graver.

    A link that is missing is an error, and stays one beside it: who lost more must not pass sooner.
    """
    return finding.check in _EFFECTS and finding.severity <= severity
