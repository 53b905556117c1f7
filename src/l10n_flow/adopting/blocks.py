"""The blocks of a page and what of them is compared with those of its translation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from l10n_flow.documents import Document
from l10n_flow.model import Segment
from l10n_flow.pretranslate.carryover.evidence import Feature, trait

__all__ = ["PlacedSegment", "block", "blocks", "leads_to", "weights"]

Lookup = Callable[[str], Iterable[str]]

_NUMBERED = re.compile(r"\{\d+\}")
_TARGETS = frozenset(("link", "image", "reference", "autolink"))
_ENDING = re.compile(r"(?:index)?\.(?:md|markdown|html?)(?=#|\Z)|/(?=#|\Z)")


@dataclass(frozen=True, slots=True)
class PlacedSegment:
    """A segment at its place in a page."""

    segment: Segment
    line: int
    trait: Feature
    hard: Mapping[str, int]
    """Its numbers of several digits, marks and links: what a translation has, too."""

    @property
    def sort(self) -> str:
        """What kind of block it is, as far as a translation keeps it: a heading keeps its level."""
        return self.segment.kind


def blocks(
    document: Document, locale: str, lookup: Lookup | None = None
) -> tuple[PlacedSegment, ...]:
    """The blocks of a page in their order. `lookup` gives what a lexicon has for a word."""
    return tuple(
        [block(slot.segment, document.line(slot.start), locale, lookup) for slot in document.slots]
    )


def block(segment: Segment, line: int, locale: str, lookup: Lookup | None = None) -> PlacedSegment:
    """A segment as a block."""
    found = _trait(segment, locale, lookup)
    hard = {name: count for name, count in found.anchors.items() if name[0] in "#m"}
    return PlacedSegment(segment, line, found, hard)


def _trait(segment: Segment, locale: str, lookup: Lookup | None) -> Feature:
    """As of a sentence; a link counts by where it leads, which a translation keeps."""
    if not segment.placeholders:
        return trait(segment.source, lookup)
    found = trait(_NUMBERED.sub("x", segment.source), lookup)
    anchors: Counter[str] = Counter(
        {name: count for name, count in found.anchors.items() if not name.startswith("m[](")}
    )
    for value, kind, _ in segment.placeholders:
        anchors[f"m{leads_to(value, locale) if kind in _TARGETS else value}"] += 1
    return Feature(found.letters, anchors)


def leads_to(value: str, locale: str) -> str:
    """Where a link leads, whatever language's page it is.

    >>> leads_to("/es/docs/rain/", "es"), leads_to("../docs/rain.es.md#mud", "es")
    ('docs/rain', 'docs/rain#mud')
    """
    plain = re.sub(rf"(?:\A|(?<=/)){re.escape(locale)}/|\.{re.escape(locale)}(?=\.)", "", value)
    return _ENDING.sub("", re.sub(r"\A(?:\.{0,2}/)+", "", plain))


def weights(
    source: Sequence[PlacedSegment], target: Sequence[PlacedSegment]
) -> Mapping[str, float]:
    """What it says that two blocks share an anchor: little of what many blocks have."""
    count = Counter(name for one in source for name in one.trait.anchors)
    other = Counter(name for one in target for name in one.trait.anchors)
    whole = log(2 + max(len(source), len(target)))
    return {
        name: 1 - log(1 + max(times, other[name])) / whole + 0.15
        for name, times in count.items()
        if name in other
    }
