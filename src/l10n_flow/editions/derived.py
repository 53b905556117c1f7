"""The fields that l10n-flow writes into an edition's front matter. docs/editions.md explains them.

They are computed from the article, its catalog and the configuration alone: no clock, no folder
of this machine, so that building twice gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from l10n_flow.editions import plainyaml
from l10n_flow.editions.links import way
from l10n_flow.editions.notices import Notice, Progress
from l10n_flow.language import (
    DateStyle,
    direction,
    display_date,
    isolate,
    language_tag,
    reading_minutes,
)

__all__ = ["FIELDS", "DerivedFacts", "alternates", "as_yaml", "derive"]

FIELDS = (
    "lang",
    "dir",
    "displayed_date",
    "displayed_updated",
    "reading_time",
    "alternates",
    "labels",
    "translation",
)
"""The fields, in the order in which an edition has them. None is written without a value."""


@dataclass(frozen=True, slots=True)
class DerivedFacts:
    """What the derived fields of one edition are derived from."""

    locale: str
    """The edition's language."""
    source: str
    """The article's language."""
    revision: str
    """The `model.digest` of the article's text that the edition was built from."""
    words: int = 0
    """The words of the edition as it stands."""
    day: dt.date | None = None
    """The article's date."""
    updated: dt.date | None = None
    """When the article says that it was last changed."""
    dates: DateStyle = DateStyle()  # noqa: RUF009 - frozen
    """How dates are shown."""
    progress: Progress | None = None
    """None for the edition in the article's own language."""
    alternates: Mapping[str, str] = field(default_factory=dict)
    """The other editions: language to path, relative to this edition (`alternates`)."""
    labels: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    """What the article's ids are called in this language (`taxonomy.labels`)."""
    notice: Notice | None = None
    """To be told in the front matter; None where the body tells it or there is none."""
    catalog: str = ""
    """What identifies the catalog's file that the words are from; "" for none."""


def derive(facts: DerivedFacts) -> dict[str, object]:
    """The derived fields with their values, in the order of `FIELDS`.

    >>> facts = DerivedFacts("fa", "en", "f3a2", words=933, day=dt.date(2020, 9, 29),
    ...               progress=Progress(20, translated=19, reviewed=5, machine=2),
    ...               alternates={"en": "../en/peace.md"})
    >>> print(as_yaml(derive(facts)), end="")
    lang: fa
    dir: rtl
    displayed_date: ۸ مهر ۱۳۹۹
    reading_time: 4
    alternates:
      en: "../en/peace.md"
    translation:
      source: en
      status: partial
      complete: 95
      reviewed: 25
      machine: 10
      revision: f3a2
    """
    found: dict[str, object] = {"lang": language_tag(facts.locale), "dir": direction(facts.locale)}
    if facts.day is not None:
        found["displayed_date"] = display_date(facts.day, facts.locale, facts.dates)
    if facts.updated is not None:
        found["displayed_updated"] = display_date(facts.updated, facts.locale, facts.dates)
    if facts.words:
        found["reading_time"] = reading_minutes(facts.words, facts.locale)
    if facts.alternates:
        found["alternates"] = dict(facts.alternates)
    if facts.labels:
        found["labels"] = dict(facts.labels)
    found["translation"] = _translation(facts)
    return found


def alternates(place: PurePosixPath, editions: Mapping[str, PurePosixPath]) -> dict[str, str]:
    """Where the other editions of an article are, seen from the edition at `place`, by language.

    `editions` holds the editions that exist, this one or not, from the same starting point. The
    order is theirs.

    >>> files = {tag: PurePosixPath(f"{tag}/news/peace.md") for tag in ("en", "es", "fa")}
    >>> alternates(files["es"], files)
    {'en': '../../en/news/peace.md', 'fa': '../../fa/news/peace.md'}
    """
    folder = place.parent.as_posix()
    return {
        language_tag(locale): way(other.as_posix(), folder)
        for locale, other in editions.items()
        if other != place
    }


def as_yaml(fields: Mapping[str, object]) -> str:
    """The fields as lines of block-style YAML, to stand at the end of a front matter."""
    return plainyaml.dump(fields)


def _translation(facts: DerivedFacts) -> dict[str, object]:
    progress = facts.progress
    if progress is None:
        return {"status": "source", "revision": facts.revision}
    found: dict[str, object] = {
        "source": language_tag(facts.source),
        "status": progress.status,
        "complete": _minimum(progress.translated, progress.segments),
        "reviewed": _minimum(progress.reviewed, progress.segments),
        "machine": _maximum(progress.machine, progress.segments),
        "revision": facts.revision,
    }
    if facts.notice is not None:
        notice = facts.notice
        found["notice"] = isolate(notice.text, notice.lang, within=facts.locale)
        if notice.lang != language_tag(facts.locale):
            found["notice_lang"] = notice.lang
    return found


def _minimum(part: int, whole: int) -> int:
    """Whole percent, rounded down: 100 is said only of all."""
    return part * 100 // whole if whole else 100


def _maximum(part: int, whole: int) -> int:
    """Whole percent, rounded up: 0 is said only of none."""
    return -(-part * 100 // whole) if whole else 0
