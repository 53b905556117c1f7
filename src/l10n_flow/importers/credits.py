"""The credit: the first publisher, named at the start of a text (`Three Shores – Interview: …`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from l10n_flow.importers.profile import REACH, Profile, folded

_DASHES = r"\-\u2010-\u2015\u2212\u06d4"
"""The hyphens and dashes of General Punctuation, the minus sign, and the Urdu full stop, which is
on Persian keyboards and used as a dash on some pages."""

_BEFORE = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\\s*_]*"
"""Direction marks, and emphasis where the page was HTML."""

_PHRASE = re.compile(
    rf"{_BEFORE}(?P<credit>[^\s{_DASHES}.!?:;,؟،؛…]+(?:\s+[^\s{_DASHES}.!?:;,؟،؛…]+){{0,5}})"
    rf"\s*[{_DASHES}]+\s"
)
"""At most six words without punctuation, then a dash and a blank."""

_KIND = re.compile(r"(?P<kind>[^\W\d_]+(?:[\s\u200c]+[^\W\d_]+){0,2})\s*[:：]\s*")


class Lifted(NamedTuple):
    """A text without its credit."""

    credit: str
    kind: str
    """The kind of article named after the credit, as the profile calls it; "" without one."""
    rest: str
    unknown: str
    """A single word before a colon in the place of a kind, which the profile does not have."""


class Credits:
    """The credits that a page may have: the profile's, and those that several texts repeat."""

    def __init__(self, profile: Profile, texts: Iterable[str]) -> None:
        names = list(profile.credit.names)
        if profile.credit.repeated:
            names += _repeated(texts)
        self._kinds = profile.kinds
        self._pattern = _starting_with(names)

    def lift(self, text: str) -> Lifted | None:
        """Return the text without the credit that it opens with; None when it opens with none.

        >>> credits = Credits(Profile("x", kinds={"interview": "interview"}), [])
        >>> credits.lift("Three Shores – Interview: A river rose.") is None
        True
        """
        match = self._pattern.match(text, 0, REACH) if self._pattern else None
        if match is None:
            return None
        credit = " ".join(match["credit"].split())
        rest = text[match.end() :]
        prefix = _KIND.match(rest)
        if prefix is None:
            return Lifted(credit, "", rest, "")
        kind = self._kinds.get(folded(prefix["kind"]), "")
        if kind:
            return Lifted(credit, kind, rest[prefix.end() :], "")
        return Lifted(credit, "", rest, "" if " " in prefix["kind"] else prefix["kind"])


def _repeated(texts: Iterable[str]) -> list[str]:
    """Return the phrases that open at least two different texts."""
    openings: Mapping[str, dict[str, str]] = defaultdict(dict)
    for text in texts:
        match = _PHRASE.match(text, 0, REACH)
        if match is not None:
            openings[folded(match["credit"])][folded(text[match.end() :])] = match["credit"]
    return [next(iter(found.values())) for found in openings.values() if len(found) > 1]


def _starting_with(names: Iterable[str]) -> re.Pattern[str] | None:
    written = [r"[\s\u200c]+".join(map(re.escape, re.split(r"[\s\u200c]+", n))) for n in names]
    if not written:
        return None
    longest_first = "|".join(sorted(written, key=len, reverse=True))
    end = rf"[\s*_]*(?:[{_DASHES}:：]+[\s*_]*|$)"
    return re.compile(f"{_BEFORE}(?P<credit>{longest_first}){end}", re.IGNORECASE)
