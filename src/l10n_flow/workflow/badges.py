"""Completeness as badges: the data from which shields.io draws one for each language and for all.

The format is that of its endpoint badge (https://shields.io/badges/endpoint-badge).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from l10n_flow.files.reading import bytes_of
from l10n_flow.files.writing import replace_file
from l10n_flow.language.numerals import digits
from l10n_flow.language.tags import direction, own_name
from l10n_flow.model import State
from l10n_flow.reports import Completeness
from l10n_flow.reports.jsontext import dump
from l10n_flow.reports.report import percent

_COLOURS = (
    (100, "brightgreen"),
    (90, "green"),
    (75, "yellowgreen"),
    (50, "yellow"),
    (25, "orange"),
    (0, "red"),
)
"""Colours by minimum percent: names of shields.io, which chooses readable letters for them."""


def badge(locale: str, share: float) -> Mapping[str, object]:
    """The badge of a language that is `share` percent translated; "" means all languages.

    The name and the digits are the language's own; the percentage is rounded down.

    >>> badge("fa", 71.9)["label"], badge("fa", 71.9)["message"], badge("es", 95)["color"]
    ('فارسی', '۷۱٪', 'green')
    """
    whole = int(share + 1e-9)
    sign = "٪" if locale and direction(locale) == "rtl" else " %"
    number = percent(whole)
    return {
        "schemaVersion": 1,
        "label": own_name(locale) if locale else "translated",
        "message": f"{digits(number, locale) if locale else number}{sign}",
        "color": next(colour for limit, colour in _COLOURS if whole >= limit),
    }


def save_badges(folder: Path, completeness: Iterable[Completeness]) -> tuple[Path, ...]:
    """Make the folder hold `es.json`, `fa.json`… and `all.json` for the totals in `completeness`.

    Each has the share of words that are translated. Returns the files that were written, without
    those that had the same content already. Raises `FileError`.
    """
    written = []
    for row in completeness:
        if row.article:
            continue
        path = folder / f"{row.locale or 'all'}.json"
        data = dump(badge(row.locale, row.share(State.TRANSLATED, "words"))).encode()
        if bytes_of(path) != data:
            replace_file(path, data)
            written.append(path)
    return tuple(written)
