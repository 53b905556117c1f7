"""Completeness as badges: small pictures for a README, one for each language and one for the sum.

Drawn here, since nothing may be fetched. A picture cannot ask a font how wide its words are, so we
estimate, and `textLength` makes every renderer keep to the estimate.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from l10n_flow.files import bytes_of, replace_file
from l10n_flow.language import digits, direction, language_tag, own_name
from l10n_flow.model import State
from l10n_flow.reports import Completeness, Unit
from l10n_flow.reports.report import percent
from l10n_flow.visible import visible, width

__all__ = ["badge", "save_badges"]

_COLOURS = (
    (100, "#2e7d32"),
    (90, "#447f2a"),
    (75, "#7a7d1c"),
    (50, "#a86a00"),
    (25, "#b8501f"),
    (0, "#b3261e"),
)
"""From so many percent on. White text has a contrast of at least 4.4 on each (WCAG 2.1 asks for 3
or 4.5, by size); the number says the same as the colour."""

_LABEL = "#4a4a4a"
_HEIGHT = 20
_PADDING = 6
_FONT = "Verdana,'DejaVu Sans','Noto Sans','Noto Sans Arabic',sans-serif"

_NARROW, _WIDE = frozenset("fijlrtI.,:;!'|()[] "), frozenset("mwMW%@")


def badge(label: str, value: str, share: float, locale: str = "") -> str:
    """An SVG picture that says "label value", coloured by how far `share`, in percent, has come.

    The same arguments give the same bytes. `locale` is the language that the two are written in.

    >>> picture = badge("español", "95 %", 95, "es")
    >>> picture.startswith("<svg xmlns"), "#447f2a" in picture
    (True, True)
    """
    label, value = visible(label), visible(value)
    texts = [(label, _LABEL), (value, _colour(share))]
    if locale and direction(locale) == "rtl":
        texts.reverse()
    drawn, left = [], 0
    for words, colour in texts:
        size = _columns(words) + 2 * _PADDING
        drawn.append(_box(words, colour, left, size))
        left += size
    name = quoteattr(f"{label}: {value}")
    language = f" xml:lang={quoteattr(language_tag(locale))}" if locale else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left}" height="{_HEIGHT}"'
        f' role="img" aria-label={name}{language}>\n'
        f"<title>{escape(f'{label}: {value}')}</title>\n"
        f'<clipPath id="r"><rect width="{left}" height="{_HEIGHT}" rx="3"/></clipPath>\n'
        f'<g clip-path="url(#r)" text-anchor="middle" font-family="{_FONT}" font-size="11">\n'
        f"{''.join(drawn)}</g>\n</svg>\n"
    )


def save_badges(
    folder: Path,
    completeness: Iterable[Completeness],
    *,
    least: State = State.TRANSLATED,
    unit: Unit = "words",
) -> tuple[Path, ...]:
    """Make the folder hold `es.svg`, `fa.svg`… and `all.svg` for the totals in `completeness`.

    A badge says which share has reached `least`, in its language's name and digits, rounded down.
    Returns the files that were written: not those that held the same already. Raises `FileError`.
    """
    written = []
    for row in completeness:
        if row.article:
            continue
        total = row.total(unit)
        share = 100 * row.reached(least, unit) / total if total else 100.0
        path = folder / f"{row.locale or 'all'}.svg"
        data = _picture(row.locale, share).encode()
        if bytes_of(path) != data:
            replace_file(path, data)
            written.append(path)
    return tuple(written)


def _picture(locale: str, share: float) -> str:
    told = percent(int(share + 1e-9))
    if not locale:
        return badge("translated", f"{told} %", share)
    sign = "٪" if direction(locale) == "rtl" else " %"
    return badge(own_name(locale), f"{digits(told, locale)}{sign}", share, locale)


def _colour(share: float) -> str:
    return next((colour for least, colour in _COLOURS if share + 1e-9 >= least), _COLOURS[-1][1])


def _box(words: str, colour: str, left: int, size: int) -> str:
    middle = left + size / 2
    length = max(size - 2 * _PADDING, 1)
    return (
        f'<rect x="{left}" width="{size}" height="{_HEIGHT}" fill="{colour}"/>\n'
        f'<text x="{middle:g}" y="14" fill="#fff" textLength="{length}"'
        f' lengthAdjust="spacingAndGlyphs">{escape(words)}</text>\n'
    )


def _columns(words: str) -> int:
    """About as many pixels as the words take in Verdana of 11 pixels, whose digits take seven."""
    return round(sum(_pixels(letter) for letter in words))


def _pixels(letter: str) -> float:
    if letter in _NARROW:
        return 4.2
    if letter in _WIDE:
        return 10.5
    if letter.isupper():
        return 7.8
    if "\u0600" <= letter <= "\u06ff" and not letter.isdigit():
        return 5.6 * width(letter)
    return 11.0 if width(letter) == 2 else 6.9 * width(letter)
