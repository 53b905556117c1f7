"""The blocks of a page, and the features that are compared with its translation's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from l10n_flow.documents import Document
from l10n_flow.model import Segment
from l10n_flow.pretranslate.carryover.evidence import Feature, trait

Lookup = Callable[[str], Iterable[str]]

_NUMBERED = re.compile(r"\{\d+\}")
_TARGETS = frozenset(("link", "image", "reference", "autolink"))
_ENDING = re.compile(r"(?:index)?\.(?:md|markdown|html?)(?=#|\Z)|/(?=#|\Z)")


@dataclass(frozen=True, slots=True)
class PlacedSegment:
    """A segment with its place in a page."""

    segment: Segment
    line: int
    trait: Feature
    hard: Mapping[str, int]
    """Its numbers of several digits, marks and links, which its translation has, too."""

    @property
    def sort(self) -> str:
        """The kind of block as a translation keeps it: a heading keeps its level."""
        return self.segment.kind


def blocks(
    document: Document, locale: str, lookup: Lookup | None = None
) -> tuple[PlacedSegment, ...]:
    """Return the blocks of a page in their order. `lookup` returns a lexicon's stems for a word."""
    return tuple(
        [block(slot.segment, document.line(slot.start), locale, lookup) for slot in document.slots]
    )


def block(segment: Segment, line: int, locale: str, lookup: Lookup | None = None) -> PlacedSegment:
    """Return a segment as a block."""
    found = _trait(segment, locale, lookup)
    hard = {name: count for name, count in found.anchors.items() if name[0] in "#m"}
    return PlacedSegment(segment, line, found, hard)


def _trait(segment: Segment, locale: str, lookup: Lookup | None) -> Feature:
    """Return the features of a sentence; a link counts by its target, which a translation keeps."""
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
    """Return the target of a link without the language of its page.

    >>> leads_to("/es/docs/rain/", "es"), leads_to("../docs/rain.es.md#mud", "es")
    ('docs/rain', 'docs/rain#mud')
    """
    plain = re.sub(rf"(?:\A|(?<=/)){re.escape(locale)}/|\.{re.escape(locale)}(?=\.)", "", value)
    return _ENDING.sub("", re.sub(r"\A(?:\.{0,2}/)+", "", plain))


def weights(
    source: Sequence[PlacedSegment], target: Sequence[PlacedSegment]
) -> Mapping[str, float]:
    """Return the weight of a shared anchor: an anchor of many blocks has little."""
    count = Counter(name for one in source for name in one.trait.anchors)
    other = Counter(name for one in target for name in one.trait.anchors)
    whole = log(2 + max(len(source), len(target)))
    return {
        name: 1 - log(1 + max(times, other[name])) / whole + 0.15
        for name, times in count.items()
        if name in other
    }
