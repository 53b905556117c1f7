"""A translation of a text, and which of several is the better one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Pair", "Unit", "moment", "ordered"]

Pair = tuple[str, str]
"""The language of the sources and the language of the targets, as the configuration writes them."""

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|\+00:00)", flags=re.ASCII
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its translation, as somebody left them."""

    source: str
    target: str
    origin: str = ""
    """The article's name, or the name of the file that it was imported from."""
    time: str = ""
    """When it was made or last changed: `2026-11-02T10:00:00Z`; "" when nobody knows."""
    reviewed: bool = False
    context: str | None = None


def ordered(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units, the better first, each once.

    Reviewed before translated, then the newest, then by origin and words: the same units always
    have the same order. Of units with the same context, source and target the first is kept.

    >>> old, new = Unit("War", "Guerra", time="2020-01-01T00:00:00Z"), Unit("War", "La guerra")
    >>> vouched = Unit("War", "guerra", reviewed=True)
    >>> [unit.target for unit in ordered([new, old, vouched, old])]
    ['guerra', 'Guerra', 'La guerra']
    """
    found = sorted(units, key=_words)
    found.sort(key=lambda unit: (unit.reviewed, unit.time), reverse=True)  # stable
    best: dict[tuple[str | None, str, str], Unit] = {}
    for unit in found:
        best.setdefault((unit.context, unit.source, unit.target), unit)
    return tuple(best.values())


def moment(written: str) -> str:
    """The time as `Unit.time` has it; "" for what is no time in UTC.

    >>> moment("2026-11-02T10:00:00+00:00"), moment("yesterday")
    ('2026-11-02T10:00:00Z', '')
    """
    match = _ISO.fullmatch(written)
    return "{}-{}-{}T{}:{}:{}Z".format(*match.groups()) if match else ""


def _words(unit: Unit) -> tuple[str, str, bool, str, str]:
    context = unit.context
    return unit.origin, unit.source, context is not None, context or "", unit.target
