"""Ways in which a good translation goes bad: a function for each, from a pair to a bad target.

Each takes the source, the target, the target's language and a random generator, and gives the
damaged target, or None where the pair has nothing to damage in this way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from random import Random

from benchmarks.breakage import BREAKAGE
from l10n_flow.checks.prose import hidden
from l10n_flow.language.quantities.figures import figures

Damage = Callable[[str, str, str, Random], str | None]

_WORD = re.compile(r"[^\W\d_][\w\u200c]*")
_TAG = re.compile(r"</?(?!(?:br|img|hr|input)\b)[A-Za-z][A-Za-z0-9-]*(?:\s[^<>@]*)?>")
_URL = re.compile(r"https?://[^\s<>()\[\]\"'|]+[^\s<>()\[\]\"'|.,:;!?]")
_NUMBERED = re.compile(r"\{(\d)\}")
_FOREIGN = {
    "es": ("мирный", "договор", "和平条约", "צלם", "मैत्री", "توافق"),
    "fa": ("мирный", "договор", "和平条约", "צלם", "मैत्री", "συμφωνία"),
}


def loop(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """One to four words, five to twelve times more."""
    words = [match.span() for match in _WORD.finditer(hidden(target))]
    width = chance.randint(1, 4)
    if len(words) < width + 2:
        return None
    first = chance.randrange(len(words) - width)
    start, end = words[first][0], words[first + width - 1][1]
    again = " ".join([target[start:end]] * chance.randint(5, 12))
    return f"{target[:end]} {again}{target[end:]}"


def cut(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """The first third to two thirds of the words."""
    words = target.split(" ")
    return (
        " ".join(words[: int(len(words) * chance.uniform(0.33, 0.67))]) if len(words) > 8 else None
    )


def number(_source: str, target: str, language: str, chance: Random) -> str | None:
    """One digit of one number."""
    written = figures(hidden(target), language)
    found = [figure for figure in written if figure.values and figure.written[0].isdecimal()]
    if not found:
        return None
    span = chance.choice(found).span
    at = chance.choice([i for i in range(*span) if target[i].isdecimal()])
    zero = ord(target[at]) - int(target[at])
    other = chance.choice([d for d in range(1, 10) if zero + d != ord(target[at])])
    return f"{target[:at]}{chr(zero + other)}{target[at + 1 :]}"


def tag(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """An HTML tag dropped."""
    found = list(_TAG.finditer(target))
    if not found:
        return None
    match = chance.choice(found)
    return (target[: match.start()] + target[match.end() :]).rstrip() or None


def script(source: str, target: str, language: str, chance: Random) -> str | None:
    """A word in a foreign script."""
    words = [match.span() for match in _WORD.finditer(hidden(target))]
    if len(words) < 3 or not source.isascii():
        return None
    start, end = chance.choice(words)
    return target[:start] + chance.choice(_FOREIGN[language]) + target[end:]


def broken_url(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """An address without its colon or a slash, or with a blank in its scheme."""
    found = list(_URL.finditer(target))
    if not found:
        return None
    match = chance.choice(found)
    old, new = chance.choice(
        (("://", ":/"), ("://", "//"), ("://", ": //"), ("http", "htp"), ("://", ":///"))
    )
    return target[: match.start()] + match[0].replace(old, new, 1) + target[match.end() :]


def other_url(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """An address with a letter less."""
    found = list(_URL.finditer(target))
    if not found:
        return None
    match = chance.choice(found)
    at = chance.randrange(match.start() + 9, match.end())
    return target[:at] + target[at + 1 :] if target[at] not in "/." else None


def copy(source: str, _target: str, _language: str, _chance: Random) -> str | None:
    """The source in the translation's place: five words or more, and no wiki's directive."""
    return source if len(_WORD.findall(hidden(source))) >= 5 and "[[" not in source else None


def placeholder(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """The number of one placeholder exchanged for another."""
    found = list(_NUMBERED.finditer(target))
    if not found:
        return None
    match = chance.choice(found)
    other = chance.choice([n for n in range(1, 10) if n != int(match[1])])
    return f"{target[: match.start()]}{{{other}}}{target[match.end() :]}"


def exchanged_links(_source: str, target: str, _language: str, _chance: Random) -> str | None:
    """The numbers of two placeholders exchanged for each other."""
    if "{1}" not in target or "{2}" not in target:
        return None
    return target.replace("{1}", "{0}").replace("{2}", "{1}").replace("{0}", "{2}")


def arabic_letters(_source: str, target: str, language: str, _chance: Random) -> str | None:
    """Every ی and ک from an Arabic keyboard."""
    damaged = target.replace("ی", "ي").replace("ک", "ك")
    return damaged if language == "fa" and damaged != target else None


def lost_joiner(_source: str, target: str, language: str, chance: Random) -> str | None:
    """A space for one zero-width non-joiner."""
    at = [i for i, letter in enumerate(target) if letter == "\u200c"]
    if language != "fa" or not at:
        return None
    where = chance.choice(at)
    return f"{target[:where]} {target[where + 1 :]}"


_PLAIN_NUMBER = re.compile(r"(?<![\w.,:/٫٬$#%-])\d{1,3}(?![\w.,:/٫٬%-])(?! ?[.,:/٫٬]\d)")
_FRACTION = re.compile(
    r"(?<![\d.,٫٬:/-])(?![0۰.,٫]+(?!\d))(\d{1,4})([.,٫])(\d{1,2})(?![\d.,٫٬:/-])"
)
_THOUSANDS = re.compile(r"(?<![\d.,٫٬])(\d{1,3})([.,٫٬])(\d{3})(?![\d.,٫٬])")
_POINTS = {".": ",", ",": ".", "٬": "٫", "٫": "٬"}


def lost_separator(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """3,5 → 35."""
    return _exchanged(target, _FRACTION, lambda match: match[1] + match[3], chance)


def moved_separator(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """1.500 → 15,00; 12,5 → 1,25."""
    broken = _exchanged(
        target, _THOUSANDS, lambda m: f"{m[1]}{m[3][0]}{_POINTS[m[2]]}{m[3][1:]}", chance
    )
    return broken or _exchanged(
        target, _FRACTION, lambda m: f"{m[1][:-1] or m[1][:0] + '0'}{m[2]}{m[1][-1]}{m[3]}", chance
    )


def lost_sign(source: str, target: str, _language: str, chance: Random) -> str | None:
    """−5 → 5; -0 is an option, and has no sign to lose."""
    sign = r"(?<![^\s(\u200e\u200f])[-−][\u200e\u200f]?(?P<a>\d)(?<!0(?![.,]?\d))"
    behind = r"(?<=[\s(])(?P<b>\d+)[-−](?=[\s.،؛)]|$)"
    minus = re.compile(f"{sign}|{behind}" if _MINUS.search(source) else sign)
    return _exchanged(target, minus, lambda match: match["a"] or match["b"], chance)


_MINUS = re.compile(r"(?<![^\s(])[-−]\d")


def thousandfold(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """5 → 5000."""
    return _exchanged(target, _PLAIN_NUMBER, lambda m: m[0] + _zero(m[0]) * 3, chance, 0)


def twelve_more(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """5 → 17, as if it were an hour."""
    small = re.compile(_PLAIN_NUMBER.pattern.replace("{1,3}", "{1,2}"))
    return _exchanged(target, small, lambda m: _like(m[0], int(m[0]) + 12), chance)


def other_month(source: str, target: str, language: str, chance: Random) -> str | None:
    """Mayo → julio: a month that the source names as well."""
    return _another(source, target, _MONTHS["en"], _MONTHS[language], chance)


def other_weekday(source: str, target: str, language: str, chance: Random) -> str | None:
    """Lunes → jueves: a weekday that the source names as well."""
    return _another(source, target, _WEEKDAYS["en"], _WEEKDAYS[language], chance)


def other_unit(source: str, target: str, language: str, chance: Random) -> str | None:
    """5 días → 5 horas: a unit or currency beside a number, that the source has beside one, too."""
    rows = list(zip(_UNITS["en"], _UNITS[language], strict=True))
    chance.shuffle(rows)
    for english, names in rows:
        said = [name for known, name in zip(english, names, strict=True) if _counts(source, known)]
        unit = re.compile(rf"(?<=\d)([\s\u00a0]?){_whole(said)}(?!\d*\$)")
        found = list(unit.finditer(hidden(target))) if said else []
        if found:
            match = chance.choice(found)
            other = _else(match[2], names, chance)
            return f"{target[: match.start(2)]}{other}{target[match.end() :]}"
    return None


def _counts(source: str, unit: str) -> bool:
    """Whether a text has a number of these; `$1` and `1$` stand for something."""
    if unit == "$" and re.search(r"\$\d(?![\d.,])|\d\$", source):
        return False
    pattern = rf"\d[\s-]?{re.escape(unit)}(?!\w)|(?<!%\d){re.escape(unit)}\d"
    return re.search(pattern.replace("s(?!", "s?(?!"), hidden(source)) is not None


def other_half(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """A. m. for p. m."""
    half = re.compile(r"(?<=\d)(\s?)([ap])(?=\.?\s?m\b)", re.IGNORECASE)
    other = {"a": "p", "p": "a", "A": "P", "P": "A"}
    return _exchanged(target, half, lambda match: match[1] + other[match[2]], chance)


def exchanged_numbers(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """5 of 7 → 7 of 5: two neighbours of at most three digits."""
    prose = hidden(target)
    found = list(_PLAIN_NUMBER.finditer(prose))
    pairs = [(a, b) for a, b in pairwise(found) if int(a[0]) != int(b[0])]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    return f"{target[: a.start()]}{b[0]}{target[a.end() : b.start()]}{a[0]}{target[b.end() :]}"


_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
}
_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fa": "دوشنبه سه‌شنبه چهارشنبه پنج‌شنبه جمعه شنبه یک‌شنبه",
}
_UNITS = {
    language: [row.split() for row in rows]
    for language, rows in {
        "en": (
            "seconds minutes hours days weeks months years",
            "KB MB GB TB",
            "meters kilometers miles",
            "$ € £",
            "dollars euros pounds",
            "bytes kilobytes megabytes gigabytes",
        ),
        "es": (
            "segundos minutos horas días semanas meses años",
            "KB MB GB TB",
            "metros kilómetros millas",
            "$ € £",
            "dólares euros libras",
            "bytes kilobytes megabytes gigabytes",
        ),
        "fa": (
            "ثانیه دقیقه ساعت روز هفته ماه سال",
            "KB MB GB TB",
            "متر کیلومتر مایل",
            "$ € £",
            "دلار یورو پوند",
            "بایت کیلوبایت مگابایت گیگابایت",
        ),
    }.items()
}


def _exchanged(
    target: str,
    pattern: re.Pattern[str],
    instead: Callable[[re.Match[str]], str],
    chance: Random,
    but: int = -1,
) -> str | None:
    """One of the places that a pattern has in the words exchanged for something else."""
    prose = hidden(target)
    found = [
        match
        for match in pattern.finditer(prose)
        if not (match[0].isdecimal() and int(match[0]) == but)
    ]
    if not found:
        return None
    match = chance.choice(found)
    return f"{target[: match.start()]}{instead(match)}{target[match.end() :]}"


def _another(source: str, target: str, english: str, names: str, chance: Random) -> str | None:
    """One of the names in the target that the source has in English, for another."""
    both = list(zip(english.split(), names.split(), strict=True))
    said = [name for known, name in both if re.search(rf"\b{known}s?\b", source)]
    if not said:
        return None
    pattern = re.compile(_whole(said))
    return _exchanged(target, pattern, lambda match: _else(match[1], names.split(), chance), chance)


def _whole(names: Sequence[str]) -> str:
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return rf"(?<![^\W\d])({either})(?![^\W\d]|\u200c)"


def _else(name: str, names: Sequence[str], chance: Random) -> str:
    return chance.choice([other for other in names if other != name])


def _zero(digits: str) -> str:
    return chr(ord(digits[0]) - int(digits[0]))


def _like(digits: str, value: int) -> str:
    """The value in the script of other digits."""
    return "".join([chr(ord(_zero(digits)) + int(digit)) for digit in str(value)])


DAMAGES: Mapping[str, Damage] = {
    "loop": loop,
    "cut": cut,
    "changed number": number,
    "dropped tag": tag,
    "foreign script": script,
    "broken address": broken_url,
    "address with a letter less": other_url,
    "copied source": copy,
    "wrong placeholder": placeholder,
    "exchanged links": exchanged_links,
    "Arabic letters": arabic_letters,
    "lost ZWNJ": lost_joiner,
    "lost separator": lost_separator,
    "moved separator": moved_separator,
    "lost sign": lost_sign,
    "a thousand times as much": thousandfold,
    "twelve more": twelve_more,
    "other month": other_month,
    "other weekday": other_weekday,
    "other unit": other_unit,
    "other half of the day": other_half,
    "exchanged numbers": exchanged_numbers,
    **BREAKAGE,
}
