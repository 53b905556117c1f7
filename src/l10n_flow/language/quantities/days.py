"""Dates, months and weekdays of a text, in the calendar that each is written in.

Two dates are the same when they are the same day. A date without its year is compared by month and
day, one without its day by year and month; the Solar Hijri month of a Gregorian one is either of
the two that it shares days with.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from l10n_flow import patterns as re
from l10n_flow.language.calendars import MONTH_NAMES, SOLAR_YEARS, solar_date
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.quantities.phrases import Number, numbers
from l10n_flow.language.tags import cldr_locale, subtags
from l10n_flow.model import Span

_MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
    ),
    "es": (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago sept oct nov dic",
        "ene feb mar abr may jun jul ago sep oct nov dic",
    ),
    "fa": (
        "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
        "ژانویهٔ فوریهٔ مارس آپریل می جون جولای آگوست سپتامبر اکتبر نوامبر دسامبر",
        "ژانویه فوریه مارچ اپریل می ژوئن ژوئیهٔ آگست سپتمبر اکتوبر نومبر دسمبر",
        "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر",
    ),
}
_MORE_MONTHS: Mapping[str, tuple[str, ...]] = {
    "ar": (
        (
            "كانون\xa0الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين\xa0الأول"
            " تشرين\xa0الثاني كانون\xa0الأول"
        ),
        "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    ),
    "cs": ("lednu únoru březnu dubnu květnu červnu červenci srpnu září říjnu listopadu prosinci",),
    "de": ("Jänner Feber März April Mai Juni Juli August September Oktober November Dezember",),
    "pl": (
        (
            "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku"
            " listopadzie grudniu"
        ),
    ),
    "ru": (
        "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
        "январю февралю марту апрелю маю июню июлю августу сентябрю октябрю ноябрю декабрю",
        (
            "январём февралём мартом апрелем маем июнем июлем августом сентябрём октябрём ноябрём"
            " декабрём"
        ),
    ),
    "tr": (
        (
            "ocakta şubatta martta nisanda mayısta haziranda temmuzda ağustosta eylülde ekimde"
            " kasımda aralıkta"
        ),
        (
            "ocaktan şubattan marttan nisandan mayıstan hazirandan temmuzdan ağustostan eylülden"
            " ekimden kasımdan aralıktan"
        ),
    ),
    "uk": (
        "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
    ),
}
"""Forms that CLDR does not have: of cases, as behind "in", and names that other countries use."""
_SOLAR: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand",
        "Farvardin Ordibehesht Khordad Tir Amordad Shahrivar Mehr Aban Azar Dei Bahman Esfand",
    ),
    "es": (
        "farvardín ordibehesht jordad tir mordad shahrivar mehr abán azar dey bahman esfand",
        "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dei bahmán esfand",
    ),
    "fa": tuple(" ".join(names) for names in MONTH_NAMES[:2]),
    "ps": (" ".join(MONTH_NAMES[2]),),
}
"""As those languages write the months of Iran and Afghanistan."""

_UNSURE = frozenset(
    ("may", "march", "خرداد", "مرداد", "آبان", "بهمن", "میزان", "سرطان", "عقرب", "سنبله")
)
"""Names that are words as well, or parts of other names; so are most of up to `_SHORT` letters."""

_WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "en": ("Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
           "Mon Tue Wed Thu Fri Sat Sun", "Mo Tues We Thur Fr Sa Su",
           "Mon Tu Wed Thurs Fri Sat Sun",
           "Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays"),
    "es": ("lunes martes miércoles jueves viernes sábado domingo",
           "lunes martes miercoles jueves viernes sábados domingos",
           "lunes martes miercoles jueves viernes sabado domingo"),
    "fa": ("دوشنبه سه\u200cشنبه چهارشنبه پنج\u200cشنبه جمعه شنبه یک\u200cشنبه",
           "دو\u200cشنبه سه\xa0شنبه چهار\u200cشنبه پنج\xa0شنبه جمعه شنبه یک\xa0شنبه",
           "دو\xa0شنبه سهشنبه چهار\xa0شنبه پنجشنبه آدینه شنبه یکشنبه"),
    "pt": (("segunda\xa0feira terça\xa0feira quarta\xa0feira quinta\xa0feira sexta\xa0feira"
           " sábado domingo"),
           ("segundas\xa0feiras terças\xa0feiras quartas\xa0feiras quintas\xa0feiras"
           " sextas\xa0feiras sábados domingos"),
           "segunda terça quarta quinta sexta sábado domingo",
           "segundas terças quartas quintas sextas sábados domingos"),
}  # fmt: skip
"""From Monday on; a no-break space is the space, or the hyphen, within a name."""
_MORE_WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "cs": ("pondělka úterka středu čtvrtka pátku sobotu neděli",
           "pondělí úterý středy čtvrtek pátek soboty neděle"),
    "de": ("montags dienstags mittwochs donnerstags freitags samstags sonntags",
           "Montag Dienstag Mittwoch Donnerstag Freitag Sonnabend Sonntag"),
    "fr": ("lundis mardis mercredis jeudis vendredis samedis dimanches",),
    "pl": ("poniedziałku wtorku środę czwartku piątku sobotę niedzielę",
           "poniedziałki wtorki środy czwartki piątki soboty niedziele"),
    "ru": ("понедельника вторника среду четверга пятницу субботу воскресенья",
           "понедельнику вторнику среды четвергу пятницы субботы воскресенью",
           "понедельникам вторникам средам четвергам пятницам субботам воскресеньям"),
    "tr": ("pazartesileri salıları çarşambaları perşembeleri cumaları cumartesileri pazarları",),
    "uk": ("понеділка вівторка середу четверга п\xa0ятницю суботу неділю",
           "понеділок вівторок середа четвер п\xa0ятниця субота неділя"),
}  # fmt: skip
_JOINED_BEFORE: Mapping[str, tuple[str, ...]] = {
    "ar": ("و", "ب", "ف", "ل"),
    "he": ("ב", "ל", "מ", "ו", "ה"),
}
"""Words of one letter that are written together with a name: in, to, from, and, the."""
_MONTH = "ماه"
"""The word for a month, also written together with its name: «بهمن‌ماه», «مهرماه»."""


def _in_han(days: str, *months: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"(?:{'|'.join(months)})"), re.compile(days)


_MONTH_IN_FIGURES = r"(?<![\d.])(?P<month>1[0-2]|[1-9])\s?{}"
_WRITTEN_TOGETHER: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "ja": _in_han(r"(?P<day>[月火水木金土日])曜", _MONTH_IN_FIGURES.format("月(?!間|分|号)")),
    "ko": _in_han(r"(?P<day>[월화수목금토일])요일", _MONTH_IN_FIGURES.format("월")),
    "zh": _in_han(
        r"(?:星期|礼拜|禮拜|(?<![一二两兩三四五六七八九十几幾数數\d])[周週])(?P<day>[一二三四五六日天])(?![次期刊])",
        _MONTH_IN_FIGURES.format("月(?!份?[号號])"),
        r"(?<![一二三四五六七八九十百])(?P<han>十[一二]?|[一二三四五六七八九])月",
    ),
}
"""Patterns for months and for weekdays where no blank parts words."""
_DAYS_IN_HAN = ("月월一", "火화二", "水수三", "木목四", "金금五", "土토六", "日일天")
_MONTHS_IN_HAN = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()  # noqa: SIM905  as in the tables


_ABBREVIATED = 5
"""The maximum length of an abbreviated English weekday. It counts only where it is the whole text,
because *Sun* and *Sat* are words as well."""


class Name(NamedTuple):
    """A month or a weekday that a text names."""

    span: Span
    numbers: frozenset[int]
    """Of the Gregorian months from 1, those that it shares days with; or of the weekday, from 0."""


class Date(NamedTuple):
    """A date in a text."""

    span: Span
    year: int | None
    month: int
    day: int | None
    solar: bool
    other: tuple[int, int] | None = None
    """Month and day the other way round, where figures leave that open: 3/4/2020."""
    on: Span | None = None
    """The position of its day, beside the name of a month."""
    dated: Span | None = None
    """The position of its year, beside the name of a month."""


@cache
def month_names(locale: str) -> Mapping[str, tuple[bool, int]]:
    """Names of months in lower case, each with whether it is Solar Hijri and its number.

    >>> month_names("es")["octubre"], month_names("fa")["مهر"], month_names("de")["märz"]
    ((False, 10), (True, 7), (False, 3))
    """
    language = subtags(locale).language
    found: dict[str, tuple[bool, int]] = {}
    rows = [row.split() for row in _MONTHS.get(language, ())] or list(_from_cldr(locale, "months"))
    rows += [row.split(" ") for row in _MORE_MONTHS.get(language, ())]
    for solar, names in ((False, rows), (True, [row.split() for row in _SOLAR.get(language, ())])):
        for row in names:
            for number, name in enumerate(row, start=1):
                for form in _forms(name, language):
                    found.setdefault(form, (solar, number))
    return found


def _forms(name: str, language: str) -> Iterator[str]:
    """A name in lower case, and what it is with a word of one letter before it."""
    lower = name.replace("\xa0", " ").lower()
    yield lower
    for before in _JOINED_BEFORE.get(language, ()):
        yield (f"لل{lower[2:]}" if before == "ل" and lower.startswith("ال") else before + lower)


@cache
def weekday_names(locale: str) -> Mapping[str, int]:
    """Names of weekdays in lower case, each with its number from Monday, 0.

    >>> weekday_names("es")["lunes"], weekday_names("fr")["dimanche"]
    (0, 6)
    """
    language = subtags(locale).language
    rows = [row.split(" ") for row in _WEEKDAYS.get(language, ())]
    rows = rows or list(_from_cldr(locale, "days"))
    rows += [row.split(" ") for row in _MORE_WEEKDAYS.get(language, ())]
    found: dict[str, int] = {}
    for row in rows:
        for number, name in enumerate(row):
            for form in _forms(name, language):
                found.setdefault(form, number)
    return found


def _from_cldr(locale: str, what: str) -> Iterator[list[str]]:
    """Yield the language's names, and those that stand alone where it has other ones for that.

    Where it has none, Babel 2.18 gives those of the language that was asked first, whatever it
    was: it keeps what an alias stands for in a table that all languages share.
    """
    from babel import localedata  # noqa: PLC0415  slow to import

    known = cldr_locale(locale)
    if known is None:
        return
    ours, everybodys = (_unresolved(localedata.load(name), what) for name in (str(known), "root"))
    for context in ("format", "stand-alone"):
        names, shared = (
            _unresolved(_unresolved(some, context), "wide") for some in (ours, everybodys)
        )
        if names is shared:
            continue
        own = names[1] if isinstance(names, tuple) else names  # beside an alias
        row = [str(name) for _, name in sorted(own.items())] if isinstance(own, dict) else []
        if row and not any(re.fullmatch(r"M?\d+\W?\w?", name) for name in row):
            yield row


def _unresolved(table: object, key: str) -> object:
    """What is under a key of Babel's tables, before or behind the wrapper that resolves aliases."""
    found = table.get(key) if isinstance(table, dict) else None
    return getattr(found, "_data", found)


def months(text: str, locale: str) -> list[Name]:
    """The months that a text names; those whose names are words as well, beside a number only.

    >>> [sorted(name.numbers) for name in months("In May 2020 it may rain until October.", "en")]
    [[5], [10]]
    >>> [sorted(name.numbers) for name in months("۸ مهر با مهر", "fa")]
    [[9, 10]]
    """
    if (patterns := _WRITTEN_TOGETHER.get(subtags(locale).language)) is not None:
        return [
            Name(Span(*match.span()), frozenset((_month_in_han(match),)))
            for match in patterns[0].finditer(ascii_digits(text))
        ]
    return [
        Name(span, _gregorian_months(*month))
        for span, month in _named(text, month_names(locale))
        if _is_meant(text, span, locale)
    ]


def _month_in_han(match: re.Match[str]) -> int:
    return int(match["month"] or 0) or _MONTHS_IN_HAN.index(match["han"]) + 1


def _is_meant(text: str, span: Span, locale: str) -> bool:
    name = text[slice(*span)]
    if text.strip() == name:
        return True
    if subtags(locale).language == "en" and name[0].islower():
        return False
    if name in _SURE or (name.lower() not in _UNSURE and len(name) > _SHORT):
        return True
    before, behind = text[max(0, span.start - 8) : span.start], text[span.end : span.end + 6]
    if (pattern := _SURELY_AFTER.get(subtags(locale).language)) is not None:
        return bool(pattern.search(before) or _NUMBER_BEHIND.match(behind))
    return bool(_NUMBER_BEFORE.search(before) or _NUMBER_BEHIND.match(behind))


_SHORT = 3
_SURE = ("اوت", "جون")
"""Short names that are no other word of prose."""
_NUMBER_BEFORE = re.compile(
    r"\d(?:st|nd|rd|th|\.|º)?(?:\s+(?:(?:of|del?)\s+)?|\u200c)?-?\Z|ماه\s\Z"
    r"|\b(?i:in|since|until|by|of|last|next|early|late|mid|from|and|or|to|through|around|about|before"
    r"|after|during|this|each|every)[\s-]\Z"
    r"|(?<!\w)(?:در|تا|اوایل|اواسط|اواخر|پایان)\s\Z"
)
_SURELY_AFTER = {
    "de": re.compile(r"\d\.?\s\Z|(?<!\w)(?:im|seit|bis|ab|Ende|Anfang|Mitte|und|oder)\s\Z"),
    "fr": re.compile(r"\d(?:er)?\s\Z|(?<!\w)(?:en|mi|fin|début|de|dès|et|ou|depuis)[\s-]\Z"),
    "nl": re.compile(r"\d\s\Z|(?<!\w)(?:in|eind|begin|tot|sinds|en|of)\s\Z"),
    "ru": re.compile(r"\d\s\Z|(?<!\w)(?:в|с|по|до|к|и|на|начале|конце)\s\Z", re.IGNORECASE),
}
"""What is before a month of three letters in those languages: «en mai», «im Mai»."""
_NUMBER_BEHIND = re.compile(r"\.?,?\s?(?:del? |ماه\s|سال\s)?'?\d|\s?ماه")


def _gregorian_months(solar: bool, number: int) -> frozenset[int]:  # noqa: FBT001
    if not solar:
        return frozenset((number,))
    first = (number + 1) % 12 + 1
    return frozenset((first, first % 12 + 1))


def weekdays(text: str, locale: str) -> list[Name]:
    """The weekdays that a text names. A Persian evening belongs to the day that it comes before.

    >>> [sorted(name.numbers) for name in weekdays("el lunes y los sábados", "es")]
    [[0], [5]]
    >>> [sorted(name.numbers) for name in weekdays("شب جمعه، پنج‌شنبه", "fa")]
    [[3, 4], [3]]
    """
    language = subtags(locale).language
    if (patterns := _WRITTEN_TOGETHER.get(language)) is not None:
        return [
            Name(Span(*match.span()), frozenset((_weekday_in_han(match["day"]),)))
            for match in patterns[1].finditer(text)
        ]
    english = language == "en"
    found = []
    for span, number in _named(text, weekday_names(locale)):
        name = text[slice(*span)]
        if language == "pt" and not _is_day_in_portuguese(text, span):
            continue
        alone = text.strip() == name
        if not alone and english and (name[0].islower() or len(name) <= _ABBREVIATED):
            continue
        eve = text[max(0, span.start - 4) : span.start].strip() == "شب"
        numbers = (number, (number - 1) % 7) if eve else (number,)
        found.append(Name(span, frozenset(numbers)))
    return found


def _weekday_in_han(sign: str) -> int:
    return next(number for number, signs in enumerate(_DAYS_IN_HAN) if sign in signs)


def _is_day_in_portuguese(text: str, span: Span) -> bool:
    """Whether a name is no ordinal: «na quinta, às 9» is a day, «a quinta vez» is none.

    Nor is the beginning of «quinta-feira», which is a name by itself.
    """
    if text[slice(*span)].lower().rstrip("s") not in _ORDINAL_DAYS:
        return True
    return (
        _ON_A_DAY.search(text, max(0, span.start - 12), span.start) is not None
        and _DAY_ENDS.match(text, span.end) is not None
    )


_ORDINAL_DAYS = ("segunda", "terça", "quarta", "quinta", "sexta")
_ON_A_DAY = re.compile(
    r"(?<!\w)(?:[nd]as?|[nd]?est[ae]s?|até|desde|de|[aà]s?|e|última|próxima)\s\Z", re.IGNORECASE
)
_DAY_ENDS = re.compile(
    r"\s*(?:[.,;:!?)(»”—–]|\Z)|\s(?:à|às|de (?:manhã|tarde|noite)|passada|que vem|e|a|até)(?!\w)"
)


def names_day(text: str, locale: str, words: frozenset[str] | None = None) -> bool:
    """Whether a text may name a month or a weekday: a quick look.

    `words` are all its words in lower case, and their parts where a sign joins them.

    >>> names_day("on Monday", "en"), names_day("may rain", "en"), names_day("۸ مهر", "fa")
    (True, False, True)
    """
    if (patterns := _WRITTEN_TOGETHER.get(subtags(locale).language)) is not None:
        return any(pattern.search(text) is not None for pattern in patterns)
    if words is not None and _first_words(locale).isdisjoint(words):
        return False
    plain = text if subtags(locale).language == "en" else text.lower()
    if _name_pattern(locale).search(plain) is not None or text.strip().lower() in _all_names(
        locale
    ):
        return True
    short = _short_names(locale)
    if not any(map(plain.__contains__, short)):
        return False
    return not short.isdisjoint(_RUN.findall(plain) if words is None else words)


@cache
def _all_names(locale: str) -> frozenset[str]:
    return frozenset((*month_names(locale), *weekday_names(locale)))


@cache
def _first_words(locale: str) -> frozenset[str]:
    """The words that names begin with."""
    first = frozenset([run for name in _all_names(locale) for run in _RUN.findall(name)[:1]])
    return first | ({run + _MONTH for run in first} if subtags(locale).language == "fa" else set())


@cache
def _name_pattern(locale: str) -> re.Pattern[str]:
    """A pattern for what is in each name; English ones are whole, with a capital."""
    known = sorted(_all_names(locale), key=len, reverse=True)
    if not known:
        return re.compile("(?!)")
    names = [name for name in known if len(name) > len("دی")]
    if subtags(locale).language == "en":
        return re.compile(f"(?:{'|'.join(name.title() for name in names)})(?![a-z])")
    shortest = [name for name in names if not any(n in name for n in names if n != name)]
    return re.compile("|".join(map(re.escape, shortest)))


@cache
def _short_names(locale: str) -> frozenset[str]:
    """Iran's months of two letters, which are in many words, also with the word for a month: «دی».

    Weekdays in English of two letters, `we` and `th`, are other words nearly always.
    """
    short = [name for name, (is_solar, _) in month_names(locale).items() if is_solar]
    short = [name for name in short if len(name) <= len("دی")]
    return frozenset((*short, *(name + _MONTH for name in short)))


_RUN = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")
_Value = TypeVar("_Value")


def _named(text: str, names: Mapping[str, _Value]) -> Iterator[tuple[Span, _Value]]:
    """Yield where a text has these names, of one or two words, and the value of each."""
    if not any(map(text.lower().__contains__, names)):
        return
    before: re.Match[str] | None = None
    for word in _WORD.finditer(text):
        both = f"{before[0]} {word[0]}".lower() if before is not None else ""
        if both in names and before is not None and word.start() - before.end() == 1:
            yield Span(before.start(), word.end()), names[both]
        elif (name := word[0].lower()) in names:
            yield Span(*word.span()), names[name]
        elif name.endswith(_MONTH) and (bare := name[: -len(_MONTH)].rstrip("\u200c")) in names:
            yield Span(*word.span()), names[bare]
        before = word


_ORDINAL = r"(?:st|nd|rd|th|\.?[ºª]|\.|o|م|ام|\u200cام)?"
_RANGE = r"(?:\s*[-–]\s*|\s+(?:to|until|and|al?|y|hasta|تا|به|و|bis|und|au|et)\s+(?:the\s+|el\s+)?)"
_WEEKDAY = r"(?:(?P<weekday>[^\W\d_]+(?:[\s\u200c][^\W\d_]+)?),?\s+)?"
"""What may be the name of the second day of a range: Wednesday 21 to Friday 23 October."""
_SIGN = r"\u200f?[-/.](?:(?<=\.)[\s\u00a0])?"
"""Between figures of a date: Korean has blanks behind its dots, Arabic marks before its strokes."""
_FIGURES = re.compile(
    rf"(?=\d)(?<![\d./-])(?:(?P<y>\d{{4}})(?P<m1>{_SIGN})(?P<b>\d{{1,2}})(?P=m1)(?P<c>\d{{1,2}})"
    rf"|(?P<d>\d{{1,2}})(?P<m2>{_SIGN})(?P<e>\d{{1,2}})(?P=m2)(?P<f>\d{{4}}|(?<=/)\d\d)"
    r"|(?P<y2>\d{4})\s?年\s?(?P<b2>\d{1,2})\s?月(?:\s?(?P<c2>\d{1,2})\s?日)?)(?![\d/-])"
)
_DIVIDED = re.compile(r"\d(?:\u200f?[-/.][\s\u00a0]?\d|\s?年)")
"""Something of each of them."""


_DAY_BEFORE = re.compile(
    rf"(?<![\d.,:/])(?:(?P<first>\d{{1,2}}){_ORDINAL},?{_RANGE}{_WEEKDAY})?"
    rf"(?P<day>\d{{1,2}}){_ORDINAL}(?:[\s\u200c]*|-)(?:(?:of|de|del|d[’'])\s)?\Z",
    re.IGNORECASE,
)
_DAY_BEHIND = re.compile(
    rf"\.?\s(?P<first>\d{{1,2}})(?![\d:]){_ORDINAL}(?:,?{_RANGE}{_WEEKDAY}(?P<day>\d{{1,2}})"
    rf"(?!\d){_ORDINAL})?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\.?(?:\s?ماه)?(?:,?\s?(?:\s(?:of|del?|del año|سال)\s)?\s*(?P<year>\d{4})(?!\d))",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(?:\s?ماه)?\s(?:سال\s)?(?P<year>\d{2})(?![\d:/.,٫٬])")
"""Of the Solar Hijri calendar: «۲۲ بهمن ۵۷»."""
_REACH = 40
"""How many characters before a month may contain its day and the first day of a range."""


def dates(text: str, locale: str, words: frozenset[str] | None = None) -> list[Date]:
    """The dates that a text gives, those of a range both; none where it only names a month.

    `words` are all its words, as for `names_day`.

    >>> [(d.year, d.month, d.day) for d in dates("May 3-5, 2020 or 7 June", "en")]
    [(2020, 5, 3), (2020, 5, 5), (None, 6, 7)]
    >>> [(d.year, d.month, d.day, d.solar) for d in dates("از ۲۹ مهر تا ۱ آبان ۱۴۰۵", "fa")]
    [(1405, 7, 29, True), (1405, 8, 1, True)]
    >>> [(d.year, d.month, d.day) for d in dates("بیست‌ودوم بهمن ۵۷", "fa")]
    [(1357, 11, 22)]
    """
    plain = ascii_digits(text)
    found = []
    if _DIVIDED.search(plain) is not None:
        found += [_by_figures(match) for match in _FIGURES.finditer(plain)]
    if names_day(text, locale, words):
        for span, month in _named(plain, month_names(locale)):
            found += _by_name(plain, span, month, locale)
    found.sort(key=lambda date: date.span.start)
    return _with_years(plain, found)


def _by_figures(match: re.Match[str]) -> Date:
    span = Span(*match.span())
    if match["d"]:
        year, one, two = _in_full(match["f"]), int(match["d"]), int(match["e"])
        return Date(span, year, two, one, year in SOLAR_YEARS, (one, two))
    ours = "2" if match["y2"] else ""
    year, day = int(match["y" + ours]), match["c" + ours]
    solar = year in SOLAR_YEARS
    return Date(span, year, int(match["b" + ours]), int(day) if day else None, solar)


def _in_full(year: str) -> int:
    """A year of two digits as POSIX reads `%y`: from 69 on it is one of the last century's."""
    if len(year) > len("94"):
        return int(year)
    return int(year) + (1900 if int(year) >= _LAST_CENTURY else 2000)


_LAST_CENTURY = 69


def _by_name(text: str, name: Span, month: tuple[bool, int], locale: str) -> Iterator[Date]:
    """Yield the date that a month belongs to, or the two of a range; none for a month alone."""
    reach = max(0, name.start - _REACH)
    days = _DAY_BEFORE.search(text[reach : name.start])
    spelled = None if days is not None else _day_in_words(text[reach : name.start], locale)
    start, end = name
    shift, nearest = 0, "first"
    if days is not None:
        shift, nearest = reach, "day"
        start = reach + days.start()
    elif spelled is not None:
        start = reach + spelled.span.start
    else:
        days = _DAY_BEHIND.match(text, end)
        if days is not None:
            end = days.end() if _is_range(days, locale) else days.end("first")
    dated = _YEAR.match(text, end) or (_SHORT_YEAR.match(text, end) if month[0] else None)
    if dated is None and days is None and spelled is None:
        return
    year = year_in_full(dated["year"]) if dated is not None else None
    where = Span(*dated.span("year")) if dated is not None else None
    end = dated.end() if dated is not None else end
    date = Date(Span(start, end), year, month[1], None, month[0], dated=where)
    if spelled is not None:
        on = Span(start, reach + spelled.span.end)
        yield date._replace(day=int(spelled.values[0]), on=on)
        return
    if days is None:
        yield date
        return
    for group in ("first", "day") if _is_range(days, locale) else (nearest,):
        if days[group] and int(days[group]) in _DAYS_OF_MONTH:
            at = days.start(group) + shift
            yield date._replace(day=int(days[group]), on=Span(at, at + len(days[group])))


def _is_range(days: re.Match[str], locale: str) -> bool:
    """Whether the days beside a month are a first and a last one: no word but a weekday between."""
    name = days["weekday"]
    return name is None or name.lower() in weekday_names(locale)


_JOINED = re.compile(r"[\s\u200c]+(?:(?:of|de|del)\s)?")
_DAYS_OF_MONTH = range(1, 32)


def _day_in_words(before: str, locale: str) -> Number | None:
    """The day that is spelled before a month: «اول فروردین», «uno de mayo», the first of May."""
    spelled = numbers(before, locale)
    if not spelled or spelled[-1].figures or spelled[-1].values[0] not in _DAYS_OF_MONTH:
        return None
    day = spelled[-1]
    return day if _JOINED.fullmatch(before, day.span.end) is not None else None


def year_in_full(written: str) -> int:
    """Return a year; one of two digits is of the Solar Hijri century that most are in.

    >>> year_in_full("۵۷"), year_in_full("03"), year_in_full("1979")
    (1357, 1403, 1979)
    """
    year = int(written)
    if len(written) > 2:
        return year
    return year + (1400 if year < _THIS_CENTURY else 1300)


_THIS_CENTURY = 20


def _with_years(text: str, found: Sequence[Date]) -> list[Date]:
    """The first date of a range has the year of the second: 29 Mehr to 1 Aban 1405."""
    known = list(found)
    for at in range(len(known) - 2, -1, -1):
        date, after = known[at], known[at + 1]
        near = len(text[date.span.end : after.span.start].split()) < _NEAR
        if date.year is None and near and date.solar == after.solar:
            known[at] = date._replace(year=after.year, dated=after.dated)
    return known


_NEAR = 3


def same_date(one: Date, other: Date) -> bool:
    """Whether two dates may be the same day, or month where a day is not given.

    >>> ours, theirs = dates("29 September 2020", "en"), dates("۸ مهر ۱۳۹۹", "fa")
    >>> same_date(ours[0], theirs[0]), same_date(ours[0], dates("۲۸ اسفند ۱۳۹۹", "fa")[0])
    (True, False)
    """
    if (one.day is None) != (other.day is None):
        return False
    whole = one.year is not None and other.year is not None
    return not _days(one, whole=whole).isdisjoint(_days(other, whole=whole))


def years_of(date: Date) -> frozenset[int]:
    """The years of our calendar in which a date with a year may be.

    >>> [sorted(years_of(date)) for date in dates("۲۸ مرداد ۱۳۳۲", "fa")]
    [[1953]]
    """
    return frozenset(found[0] for found in _days(date, whole=True))


@lru_cache(maxsize=1024)
def _days(date: Date, *, whole: bool) -> frozenset[tuple[int, ...]]:
    """The days, or months, that a date may be, as years, months and days of our calendar."""
    found: set[tuple[int, ...]] = set()
    any_year: Sequence[int] = _ANY_SOLAR if date.solar else (2000,)
    years = any_year if date.year is None else (date.year,)
    ways = {(date.month, date.day), *((date.other,) if date.other else ())}
    for year in years:
        for month, day in ways:
            for number in (day,) if day is not None else (1, 29):
                try:
                    on = (
                        solar_date(year, month, number)
                        if date.solar
                        else dt.date(year, month, number)
                    )
                except ValueError:
                    continue
                full = (on.year, on.month, on.day) if day is not None else (on.year, on.month)
                found.add(full if whole else full[1:])
    return frozenset(found)


_ANY_SOLAR = range(1396, 1404)
"""The years among which every day of the Solar Hijri calendar falls on all the days that it can."""
