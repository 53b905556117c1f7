"""The time of day, on twelve and on twenty-four hours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.quantities.spelling import PARTS
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
    "ar": {
        _AM: r"(?<=:\d\d[\s\u00a0])ص|صباح[اً]{1,2}|فجر[اً]{1,2}|قبل الظهر",
        _PM: r"(?<=:\d\d[\s\u00a0])م|مساءً?|ظهر[اً]{1,2}|عصر[اً]{1,2}|(?:من )?بعد (?:ال)?ظهر",
        _NIGHT: r"ليل[اً]{1,2}",
    },
    "de": {
        _AM: r"morgens|früh|vormittags|am (?:Morgen|Vormittag)",
        _PM: r"mittags|nachmittags|abends|am (?:Nachmittag|Abend)",
        _NIGHT: r"nachts|in der Nacht",
    },
    "el": {
        _AM: r"π\.[\s\u00a0]?μ\.?|το πρωί",
        _PM: r"μ\.[\s\u00a0]?μ\.?|το (?:μεσημέρι|απόγευμα|βράδυ)",
    },
    "fr": {
        _AM: r"du matin",
        _PM: r"de l[’']après-midi|du soir",
    },
    "he": {
        _AM: r"בבוקר|לפנות בוקר|לפני הצהריים",
        _PM: r"אחר הצהריים|אחרי הצהריים|בצהריים|בערב",
        _NIGHT: r"בלילה",
    },
    "hi": {_AM: r"सुबह|सवेरे|तड़के", _PM: r"दोपहर|शाम", _NIGHT: r"रात"},
    "it": {
        _AM: r"d[ie]l? mattin[ao]",
        _PM: r"d[ie]l? pomeriggio|d(?:i|ella) sera",
        _NIGHT: r"di notte",
    },
    "ja": {_AM: r"午前|朝", _PM: r"午後|夕方", _NIGHT: r"深?夜"},
    "ko": {_AM: r"오전|아침|새벽", _PM: r"오후|저녁", _NIGHT: r"밤"},
    "pt": {_AM: r"da (?:manhã|madrugada)", _PM: r"da tarde", _NIGHT: r"da noite"},
    "ru": {_AM: r"утра", _PM: r"дня|вечера", _NIGHT: r"ночи"},
    "sw": {_AM: r"asubuhi|alfajiri", _PM: r"mchana|alasiri|jioni", _NIGHT: r"usiku"},
    "tr": {
        _AM: r"sabah(?:ın)?|öğleden önce",
        _PM: r"öğleden sonra|öğlen?|akşam(?:ın)?|akşamüstü",
        _NIGHT: r"gece",
    },
    "uk": {_AM: r"ранку", _PM: r"дня|вечора", _NIGHT: r"ночі"},
    "vi": {_AM: r"sáng", _PM: r"trưa|chiều|tối", _NIGHT: r"đêm"},
    "ur": {_AM: r"صبح", _PM: r"دوپہر|سہ پہر|شام", _NIGHT: r"رات"},
    "zh": {
        _AM: r"上午|早上|早晨|清晨|凌晨",
        _PM: r"中午|下午|傍晚",
        _NIGHT: r"晚上|深夜|夜里|夜裡",
    },
}
_HOURS: Mapping[str, str] = {
    "en": r"\bat\s",
    "es": r"\ba las?\s|\b(?:de|desde|hasta|entre|sobre|y|a) las\s",
    "fa": r"ساعت\s",
    "ar": r"الساعة\s",
    "el": r"\bστις\s",
    "he": r"בשעה\s",
    "it": r"\b(?:alle|dalle|ore)\s(?:ore\s)?",
    "pt": r"\b[àa]s\s",
    "sw": r"\bsaa\s",
    "tr": r"\bsaat\s",
}
"""What stands before the hour."""
_BEHIND: Mapping[str, str] = {
    "en": r"\so[’']clock",
    "es": r"\s?h\b|\shoras\b",
    "de": r"\sUhr\b",
    "fr": r"\s?h\b|[\s\u00a0]heures?\b",
    "hi": r"\sबजे",
    "ja": "時(?!間)",
    "ko": "시(?!간)",
    "pt": r"\s?h\b|\shoras?\b",
    "ru": r"[\s\u00a0](?:часов|часа?)\b",
    "uk": r"(?:-?[йї])?[\s\u00a0]годин[аиі]?\b",
    "ur": r"\sبجے",
    "vi": r"\s?giờ\b",
    "zh": "[点點时時]",
}
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


_ONES = "un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
_SPELLED_MINUTES = (
    rf"(?:treinta|cuarenta|cincuenta)(?: y (?:{_ONES}))?|veinti\w+|die(?:z|ci\w+)|veinte|quince"
    rf"|once|doce|trece|catorce|{_ONES}"
)
"""The numbers up to 59 in Spanish."""
_PARTS: Mapping[str, str] = {
    "es": rf"(?:\s(?:y\s(?P<past>media|cuarto|{_SPELLED_MINUTES})"
    r"|menos\s(?P<to>cuarto|cinco|diez|veinte|veinticinco))(?!\w)"
    r"|\s?h(?:oras)?\s(?:y\s)?(?P<spare>[0-5]\d)(?:\s?min(?:utos)?)?\b)?",
    "fa": r"(?:\sو\s(?:(?P<past>نیم|ربع|[^\W\d_]+(?: و [^\W\d_]+)?(?=\sدقیقه))"
    r"|(?P<spare>[0-5]?\d)\sدقیقه)(?P<to>(?!))?)?",
    "de": r"(?P<past>(?!))?(?P<to>(?!))?(?:\sUhr\s(?P<spare>[0-5]\d)\b)?",
    "fr": r"(?:[\s\u00a0]?h(?:eures?)?[\s\u00a0]?(?:(?P<spare>[0-5]\d)\b"
    r"|et\s(?P<past>demie|quart)|moins\sle\s(?P<to>quart)))?",
    "it": r"(?:\se\s(?P<past>mezzo|mezza|un\squarto)(?P<to>(?!))?(?P<spare>(?!))?)?",
    "pt": r"(?P<to>(?!))?(?:\s?h\s?(?P<spare>[0-5]\d)\b|\se\s(?P<past>meia)\b)?",
    "vi": r"(?:\s?giờ\s(?:(?P<past>rưỡi)|(?P<spare>[0-5]?\d)(?:\sphút)?)(?!\w)(?P<to>(?!))?)?",
    **dict.fromkeys(
        ("ja", "ko", "zh"),
        r"(?:[点點时時시]\s?(?:(?P<past>半|반)|(?P<spare>[0-5]?\d)[分분])(?P<to>(?!))?)?",
    ),
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
    "demie": 30, "quart": 15, "mezzo": 30, "mezza": 30, "un quarto": 15, "meia": 30, "半": 30,
    "반": 30, "rưỡi": 30,
}  # fmt: skip
_IN_WORDS: Mapping[str, int] = {**PARTS["es"], **PARTS["fa"]}
_WITHOUT_BLANKS = ("ja", "zh")
_HALF_FIRST: Mapping[str, str] = {
    "fa": r"[\s،,]+", "hi": r"\s+", "ja": r"\s?(?:の\s?)?", "ko": r"\s*", "tr": r"\s+",
    "ur": r"\s+", "zh": r"\s?",
}  # fmt: skip
"""What is between the half of the day and the hour, where the half may be named first."""
_MIDDAY, _DAY = 12, 24
_MINUTES_OF_DAY = _DAY * 60
_EVENING = 6
_SUNRISE = 6
"""Swahili counts hours from it: «saa tatu asubuhi», the third hour of the morning, is nine."""


@cache
def _pattern(language: str) -> re.Pattern[str]:
    halves: dict[str, list[str]] = {_AM: [], _PM: [], _NIGHT: []}
    for table in (_HALVES[""], _HALVES.get(language, {})):
        for half, words in table.items():
            halves[half].append(words)
    left, right = ("", "") if language in _WITHOUT_BLANKS else (r"(?<![^\W\d])", r"(?![^\W\d])")
    named = "|".join(
        rf"(?P<{half}{{0}}>{left}{'(?:' + '|'.join(words) + ')'}{right})"
        for half, words in halves.items()
        if words
    )
    before = _HOURS.get(language, r"(?!)")
    behind = _BEHIND.get(language, r"\s?[hH]\b")
    parts = _PARTS.get(language, r"(?P<past>(?!))?(?P<to>(?!))?(?:\s?[hH]\s?(?P<spare>[0-5]\d)\b)?")
    part = _AHEAD.get(language, "(?P<part>(?!))?(?P<until>(?!))?")
    gap = _HALF_FIRST.get(language)
    ahead = "" if gap is None else rf"(?:(?:{named.replace('{0}', '1')}){gap})?"
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
    "de": (" uhr",), "fr": (" heure",), "ru": (" час",), "uk": (" годин",), "pt": ("às ", "as "),
    "it": ("alle ", "ore "), "tr": ("saat ",), "ar": ("الساعة ",), "he": ("בשעה ",),
    "ur": (" بجے",), "hi": (" बजे",), "el": ("στις ",), "vi": ("giờ",), "sw": ("saa ",),
    "ja": ("時",), "ko": ("시",), "zh": tuple("点點时時"),
}  # fmt: skip
"""Something of what stands before or behind an hour, or goes on with it."""


@cache
def _any_half(language: str) -> re.Pattern[str]:
    words = [*_HALVES[""].values(), *_HALVES.get(language, {}).values()]
    either = f"(?:{'|'.join(words)})"
    if language not in _WITHOUT_BLANKS:
        either = rf"(?<![^\W\d]){either}(?![^\W\d])"
    return re.compile(either, re.IGNORECASE)


def clocks(text: str, locale: str) -> list[Clock]:
    """The times of day that a text gives. A number is an hour only beside something that says so.

    Behind a time of the afternoon, one that names no half of the day may be of the evening, too.

    >>> [(c.half, sorted(c.minutes)) for c in clocks("at 3:15 p.m., at 9, 5 men, 15:30", "en")]
    [('pm', [915]), ('', [540, 1260]), ('', [930])]
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
    found: list[Clock] = []
    for match in _pattern(language).finditer(plain):
        half = next((h for h in (_AM, _PM, _NIGHT) if _has_half(match, h)), "")
        if not (half or _is_hour(match)):
            continue
        hour, minute = _hour_of(match, language), _minute_of(match)
        if hour > _DAY:
            continue
        if language == "sw" and half and hour <= _MIDDAY:
            hour = (hour + _SUNRISE - 1) % _MIDDAY + 1
        hours = _hours(hour, half)
        if match["word"] and not half:
            hours += (hour + _MIDDAY,)
        if not half and hour < _MIDDAY and any(one.half == _PM for one in found):
            hours += (hour + _MIDDAY,)  # doors open at 7pm, the show starts at 8.30
        minutes = frozenset((h * 60 + minute) % _MINUTES_OF_DAY for h in hours)
        first = _FIRST.search(plain, max(0, match.start() - 12), match.start()) if half else None
        if first is not None:
            if found and found[-1].span.start == first.start():
                del found[-1]
            found.append(_first_of_range(first, min(minutes)))
        start = min(at for at in map(match.start, ("part", "hour", "word")) if at >= 0)
        found.append(Clock(Span(start, match.end()), minutes, half))
    return found


_FIRST = re.compile(
    r"(?<![\d:.,٫/])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?"
    r"\s?(?:[-–—]|(?:to|and|until|till|al?|y|hasta|تا|و|bis|und|et|à|e|и|до)\s)\s?\Z"
)
"""The beginning of a range, which ends in a time of day: 2 to 4 p.m."""


def _first_of_range(match: re.Match[str], last: int) -> Clock:
    """The time at which a range begins: at most twelve hours before it ends."""
    half_day = _MIDDAY * 60
    minutes = (int(match["hour"]) * 60 + int(match["minute"] or 0)) % half_day
    minutes += last // half_day * half_day
    before = minutes if minutes <= last else minutes - half_day
    end = match.end("minute") if match["minute"] else match.end("hour")
    return Clock(Span(match.start(), end), frozenset((before % _MINUTES_OF_DAY,)), "")


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
    part = part.lower().removeprefix("a ").replace("-", " ")
    minutes = _IN_MINUTES.get(part) or sum(_IN_WORDS.get(word, 0) for word in part.split())
    return -minutes if match["until"] or match["to"] else minutes


def _hour_of(match: re.Match[str], language: str) -> int:
    if match["hour"]:
        return int(match["hour"])
    return _SPELLED[language].split().index(re.folded(match["word"])) + 1


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


def may_name_half(text: str, locale: str) -> bool:
    """Whether anything in a text tells the half of the day: tonight, too.

    True where the language's words for it are not known.

    >>> may_name_half("esta noche a las 9", "es"), may_name_half("a las 9", "es")
    (True, False)
    """
    looks = _LOOKS.get(subtags(locale).language)
    if looks is None or _AM_OR_PM.search(text) is not None:
        return True
    lower = text.lower()
    return any(map(lower.__contains__, looks))


_AM_OR_PM = re.compile(r"[apAP](?<![^\W\d][apAP])\.?[\s\u00a0]?[mM]\b\.?(?![^\W\d])")
_LOOKS: Mapping[str, tuple[str, ...]] = {
    "en": ("morning", "noon", "evening", "night"),
    "es": ("mañana", "madrugada", "tarde", "diodía", "diodia", "noche"),
    "fa": ("صبح", "بامداد", "ظ", "عصر", "شب"),
    "ar": (" ص", " م", "\u00a0ص", "\u00a0م", "فجر", "ظهر", "عصر", "ليل"),
    "de": ("morgen", "früh", "mittag", "abend", "nacht"),
    "fr": ("du matin", "après-midi", "du soir"),
    "he": ("בוקר", "צהריים", "ערב", "לילה"),
    "it": ("mattin", "pomeriggio", "sera", "notte"),
    "ja": ("午", "朝", "夕", "夜"),
    "ko": ("오전", "아침", "새벽", "오후", "저녁", "밤"),
    "pt": ("da manhã", "madrugada", "da tarde", "da noite"),
    "ru": ("утра", "дня", "вечера", "ночи"),
    "tr": ("sabah", "öğle", "akşam", "gece"),
    "uk": ("ранку", "дня", "вечора", "ночі"),
    "ur": ("صبح", "دوپہر", "پہر", "شام", "رات"),
    "hi": ("सुबह", "सवेरे", "तड़के", "दोपहर", "शाम", "रात"),
    "el": ("π.", "μ.", "πρωί", "μεσημέρι", "απόγευμα", "βράδυ"),
    "vi": ("sáng", "trưa", "chiều", "tối", "đêm"),
    "sw": ("asubuhi", "alfajiri", "mchana", "alasiri", "jioni", "usiku"),
    "zh": ("午", "早", "晨", "晚", "夜"),
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
