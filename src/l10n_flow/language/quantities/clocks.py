"""The time of day, on twelve and on twenty-four hours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.tags import subtags
from l10n_flow.model import Span


class Clock(NamedTuple):
    """A time of day in a text."""

    span: Span
    minutes: frozenset[int]
    """Minutes since midnight: all possible values."""
    half: str
    """"am", "pm" or "night" if the text says so; otherwise ""."""


_AM, _PM, _NIGHT = "am", "pm", "night"
_HALVES: Mapping[str, Mapping[str, str]] = {
    "": {_AM: r"a\.?[\s\u00a0]?m\b\.?", _PM: r"p\.?[\s\u00a0]?m\b\.?"},
    "en": {
        _AM: r"in the morning\b",
        _PM: r"(?:in the |this |that )(?:afternoon|evening)\b|noon\b",
        _NIGHT: r"at night\b|midnight\b",
    },
    "es": {
        _AM: r"de la (?:mañana|madrugada)\b",
        _PM: r"de la tarde\b|del mediod[ií]a\b",
        _NIGHT: r"de la noche\b",
    },
    "fa": {
        _AM: r"صبح|بامداد|(?:پیش|قبل)\s?از\s?ظهر|ق\.?\s?ظ",
        _PM: r"بعد[\s\u200c]?از[\s\u200c]?ظهر|عصر|ب\.?\s?ظ|ظهر",
        _NIGHT: r"نیمه[\s\u200c]?شب|شب",
    },
}
_HOURS: Mapping[str, str] = {
    "en": r"\bat\s",
    "es": r"\ba las?\s|\b(?:de|desde|hasta|entre|sobre|y|a) las\s",
    "fa": r"ساعت\s",
}
"""What stands before the hour."""
_BEHIND: Mapping[str, str] = {"en": r"\so[’']clock", "es": r"\s?h\b|\shoras\b", "de": r"\sUhr\b"}
_TIME = (
    r"(?<![\d:.,٫/])(?P<hour>\d{1,2})(?:(?P<mark>[:.٫h])(?P<minute>[0-5]\d))?(?::[0-5]\d)?"
    r"(?![\d:/%]|[.,٫]\d)"
)
_SPELLED: Mapping[str, str] = {
    "en": "one two three four five six seven eight nine ten eleven twelve",
    "es": "una dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "fa": "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده",
}
"""The hours in words, from one to twelve."""
_PARTS: Mapping[str, str] = {
    "es": r"(?:\s(?:y\s(?P<past>media|cuarto|cinco|diez|veinte|veinticinco)"
    r"|menos\s(?P<to>cuarto|cinco|diez|veinte|veinticinco))(?!\w)"
    r"|\s?h(?:oras)?\s(?:y\s)?(?P<spare>[0-5]\d)(?:\s?min(?:utos)?)?\b)?",
    "fa": r"(?:\sو\s(?:(?P<past>نیم|ربع)|(?P<spare>[0-5]?\d)\sدقیقه)(?P<to>(?!))?)?",
}
"""What goes on with an hour, in digits or words: «y media», «menos cuarto», «و ۳۰ دقیقه»."""
_AHEAD: Mapping[str, str] = {
    "en": r"(?:(?P<part>half|(?:a\s)?quarter|five|ten|twenty(?:[\s-]five)?)\s"
    r"(?:(?:past|after)|(?P<until>to|before|of))\s)?",
    "fa": r"(?:(?:(?:یک\s)?(?P<part>ربع)|(?P<minutes>پنج|ده|بیست|بیست\sو\sپنج)\sدقیقه)\s"
    r"(?P<until>مانده\sبه|به)\s(?:ساعت\s)?)?",
}
"""What stands before the hour that it comes before or after: a quarter to nine."""
_IN_MINUTES: Mapping[str, int] = {
    "half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25,
    "media": 30, "cuarto": 15, "cinco": 5, "diez": 10, "veinte": 20, "veinticinco": 25,
    "نیم": 30, "ربع": 15, "پنج": 5, "ده": 10, "بیست": 20, "بیست و پنج": 25,
}  # fmt: skip
_MIDDAY, _DAY = 12, 24
_MINUTES_OF_DAY = _DAY * 60
_EVENING = 6


@cache
def _pattern(language: str) -> re.Pattern[str]:
    halves: dict[str, list[str]] = {_AM: [], _PM: [], _NIGHT: []}
    for table in (_HALVES[""], _HALVES.get(language, {})):
        for half, words in table.items():
            halves[half].append(words)
    named = "|".join(
        rf"(?P<{half}{{0}}>(?<![^\W\d]){'(?:' + '|'.join(words) + ')'}(?![^\W\d]))"
        for half, words in halves.items()
        if words
    )
    before = _HOURS.get(language, r"(?!)")
    behind = _BEHIND.get(language, r"\s?[hH]\b")
    parts = _PARTS.get(language, r"(?P<past>(?!))?(?P<to>(?!))?(?:\s?[hH]\s?(?P<spare>[0-5]\d)\b)?")
    part = _AHEAD.get(language, "(?P<part>(?!))?(?P<until>(?!))?")
    ahead = rf"(?:(?:{named.replace('{0}', '1')})[\s،,]+)?" if language == "fa" else ""
    spelled = "|".join(_SPELLED.get(language, "").split()) or r"(?!)"
    return re.compile(
        rf"{ahead}(?P<before>{before})?{part}(?:{_TIME}|(?<!\w)(?P<word>{spelled})(?!\w))"
        rf"{parts}"
        rf"(?P<behind>{behind})?(?:[\s\u00a0]?(?:{named.replace('{0}', '2')}))?",
        re.IGNORECASE,
    )


def _names_hour(text: str, language: str) -> bool:
    """Whether something beside a number may say that it is an hour: a quick look."""
    if _TIMED.search(text) is not None:
        return True
    words = _AROUND.get(language, ())
    return bool(words) and any(map(" ".join(text.lower().split()).__contains__, words))


_TIMED = re.compile(r"\d\s?(?:h(?:\b|oras|\s?\d)|:\d)", re.IGNORECASE)
_AROUND: Mapping[str, tuple[str, ...]] = {
    "en": ("at ", "clock", "half ", "quarter ", "five ", "ten ", "twenty "),
    "es": ("a la ", " las ", "a las ", " horas", " y media", " y cuarto", " y cinco", " y diez",
           " y veint", " menos "),
    "fa": ("ساعت ", "دقیقه", "ربع", "نیم"),
    "de": (" uhr",),
}  # fmt: skip
"""Something of what stands before or behind an hour, or goes on with it."""


@cache
def _any_half(language: str) -> re.Pattern[str]:
    words = [*_HALVES[""].values(), *_HALVES.get(language, {}).values()]
    return re.compile(rf"(?<![^\W\d])(?:{'|'.join(words)})(?![^\W\d])", re.IGNORECASE)


def clocks(text: str, locale: str) -> list[Clock]:
    """The times of day that a text gives. A number is an hour only beside something that says so.

    >>> [(c.half, sorted(c.minutes)) for c in clocks("at 3:15 p.m., at 9, 5 men, 15:30", "en")]
    [('pm', [915]), ('', [540]), ('', [930])]
    >>> [(c.half, sorted(c.minutes)) for c in clocks("a las 8.30 de la noche", "es")]
    [('night', [1230])]
    >>> [(c.half, sorted(c.minutes)) for c in clocks("a las tres y media de la tarde", "es")]
    [('pm', [930])]
    >>> [(c.half, sorted(c.minutes)) for c in clocks("ساعت ۳ بعدازظهر، عصر ساعت ۵", "fa")]
    [('pm', [900]), ('pm', [1020])]
    """
    plain, language = ascii_digits(text), subtags(locale).language
    if not (_names_hour(plain, language) or names_half(text, locale)):
        return []
    found = []
    for match in _pattern(language).finditer(plain):
        half = next((h for h in (_AM, _PM, _NIGHT) if _has_half(match, h)), "")
        if not (half or _is_hour(match)):
            continue
        hour, minute = _hour_of(match, language), _minute_of(match)
        if hour > _DAY:
            continue
        hours = _hours(hour, half)
        if match["word"] and not half:
            hours += (hour + _MIDDAY,)
        minutes = frozenset((h * 60 + minute) % _MINUTES_OF_DAY for h in hours)
        start = min(at for at in map(match.start, ("part", "hour", "word")) if at >= 0)
        found.append(Clock(Span(start, match.end()), minutes, half))
    return found


def _is_hour(match: re.Match[str]) -> bool:
    """Whether something beside a number says that it is one; beside a word, more than that."""
    goes_on = match["past"] or match["to"] or match["spare"] or _ahead(match)
    if match["hour"]:
        return bool(goes_on or match["before"] or match["behind"] or match["mark"] in ("h", ":"))
    return bool(_ahead(match) or (match["before"] and goes_on))


def _ahead(match: re.Match[str]) -> str:
    return match["part"] or match.groupdict().get("minutes") or ""


def _minute_of(match: re.Match[str]) -> int:
    """Minutes after the hour; before it they are less than none."""
    if match["minute"] or match["spare"]:
        return int(match["minute"] or match["spare"])
    part = _ahead(match) or match["past"] or match["to"] or ""
    minutes = _IN_MINUTES.get(part.lower().removeprefix("a ").replace("-", " "), 0)
    return -minutes if match["until"] or match["to"] else minutes


def _hour_of(match: re.Match[str], language: str) -> int:
    if match["hour"]:
        return int(match["hour"])
    return _SPELLED[language].split().index(match["word"].lower()) + 1


def names_half(text: str, locale: str) -> bool:
    """Whether a text may name a half of the day: a quick look.

    >>> names_half("at 3 p. m.", "en"), names_half("tres de la tarde", "es"), names_half("3", "en")
    (True, True, False)
    >>> names_half("the same example", "en")
    False
    """
    if _AM_OR_PM.search(text) is not None:
        return True
    lower, language = text.lower(), subtags(locale).language
    return (
        any(map(lower.__contains__, _LOOKS.get(language, ())))
        and _any_half(language).search(text) is not None
    )


_AM_OR_PM = re.compile(r"[apAP](?<![^\W\d][apAP])\.?[\s\u00a0]?[mM]\b\.?(?![^\W\d])")
_LOOKS: Mapping[str, tuple[str, ...]] = {
    "en": ("morning", "noon", "evening", "night"),
    "es": ("mañana", "madrugada", "tarde", "diodía", "diodia", "noche"),
    "fa": ("صبح", "بامداد", "ظ", "عصر", "شب"),
}
"""Something of each word for a half of the day."""


def _has_half(match: re.Match[str], half: str) -> bool:
    groups = match.groupdict()
    return bool(groups.get(half + "1") or groups.get(half + "2"))


def _hours(hour: int, half: str) -> tuple[int, ...]:
    """The hours of a day that an hour is in the half of it that is named."""
    if not half or hour > _MIDDAY or hour == 0:
        return (hour % _DAY,)
    if half == _AM:
        return (hour % _MIDDAY,)
    if half == _PM:
        return (hour % _MIDDAY + _MIDDAY,)
    return (hour % _MIDDAY,) if hour == _MIDDAY or hour < _EVENING else (hour + _MIDDAY,)
