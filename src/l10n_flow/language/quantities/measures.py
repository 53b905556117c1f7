"""Units of measure and currencies beside numbers, by closed tables.

A word with two meanings (a pound, a degree) names both units; two measures contradict each other
only if they have no unit in common. A word that is in no table names no unit and contradicts none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.quantities.figures import Value, magnitudes
from l10n_flow.language.quantities.phrases import Number
from l10n_flow.language.quantities.spelling import spelled_words
from l10n_flow.language.tags import cldr_locale, subtags


class MeasureUnit(NamedTuple):
    """How units of one dimension convert: so many of the dimension's first unit."""

    dimension: str
    factor: Fraction


_SCALES: Mapping[str, Mapping[str, str]] = {
    "duration": {
        "second": "1", "minute": "60", "hour": "3600", "day": "86400", "week": "604800",
        "month": "2629746", "year": "31556952", "decade": "315569520", "century": "3155695200",
    },
    "length": {
        "millimeter": "0.001", "centimeter": "0.01", "meter": "1", "kilometer": "1000",
        "inch": "0.0254", "foot": "0.3048", "yard": "0.9144", "mile": "1609.344",
    },
    "mass": {
        "milligram": "0.001", "gram": "1", "kilogram": "1000", "tonne": "1000000",
        "ounce": "28.35", "pound": "453.6",
    },
    "volume": {"milliliter": "0.001", "liter": "1", "gallon": "3.785", "barrel": "158.987"},
    "area": {
        "square-meter": "1", "square-kilometer": "1000000", "hectare": "10000", "acre": "4046.86",
        "square-mile": "2589988", "square-foot": "0.0929",
    },
    "speed": {"kilometer-per-hour": "1", "mile-per-hour": "1.609344", "knot": "1.852"},
    "digital": {
        "byte": "1", "kilobyte": "1000", "megabyte": "1000000", "gigabyte": "1000000000",
        "terabyte": "1000000000000", "bit": "0.125", "kilobit": "125", "megabit": "125000",
        "gigabit": "125000000",
    },
    "rials": {"IRR": "1", "toman": "10"},
    "dollars": {"cent": "0.01", "USD": "1"},
    "points": {"basis-point": "0.01", "percentage-point": "1", "percent": "1"},
    "power": {"watt": "1", "kilowatt": "1000", "megawatt": "1000000", "gigawatt": "1000000000"},
}  # fmt: skip
"""By dimension: units as CLDR names them, in the dimension's first or basic one."""

_UNITS: Mapping[str, MeasureUnit] = {
    name: MeasureUnit(dimension, Fraction(factor))
    for dimension, scale in _SCALES.items()
    for name, factor in scale.items()
}

_SIGNS = """
percent % ٪ ﹪ ％
permille ‰ ؉
millimeter mm
centimeter cm
meter m mts
kilometer km kms
foot ft
mile mi
milligram mg
gram g gr
kilogram kg
ounce oz
pound lb lbs
milliliter ml mL
liter l L
hectare ha
square-meter m² m2
square-kilometer km² km2
kilometer-per-hour km/h kph
mile-per-hour mph
byte B
kilobyte kB KB KiB
megabyte MB MiB
gigabyte GB GiB
terabyte TB TiB
kilobit kbit kb/s kbps
megabit Mbit Mb/s Mbps
gigabit Gbit Gb/s Gbps
watt W
kilowatt kW
megawatt MW
gigawatt GW
celsius °C ℃ ºC
fahrenheit °F ℉ ºF
second s
minute min mins
hour h hr hrs
degree °
celsius °
fahrenheit °
USD $ US$ USD
peso $
EUR € EUR
GBP £ GBP
JPY ¥ JPY
CNY ¥ CNY RMB
INR ₹ INR
RUB ₽ RUB
TRY ₺ TRY
ILS ₪ ILS
KRW ₩ KRW
IRR ﷼ IRR
CHF CHF
"""
"""Signs that every language has, in the case that they are written in."""

_WORDS: Mapping[str, str] = {
    "en": """
celsius C
fahrenheit F
percent percent per|cent pc
percentage-point percentage|point percentage|points
basis-point basis basis|point basis|points
second second seconds sec secs
minute minute minutes
hour hour hours
day day days
week week weeks
month month months
year year years
decade decade decades
century century centuries
millimeter millimeter millimeters millimetre millimetres
centimeter centimeter centimeters centimetre centimetres
meter meter meters metre metres
kilometer kilometer kilometers kilometre kilometres
inch inch inches
foot foot feet
yard yard yards
mile mile miles
milligram milligram milligrams
gram gram grams gramme grammes
kilogram kilogram kilograms kilo kilos
tonne tonne tonnes ton tons metric|tons
ounce ounce ounces
pound pound pounds
milliliter milliliter milliliters millilitre millilitres
liter liter liters litre litres
gallon gallon gallons
barrel barrel barrels
hectare hectare hectares
acre acre acres
square-meter square|meter square|meters square|metre square|metres
square-kilometer square|kilometer square|kilometers square|kilometre square|kilometres
square-mile square|mile square|miles
square-foot square|foot square|feet
kilometer-per-hour kilometers|per|hour kilometres|per|hour
mile-per-hour miles|per|hour
knot knot knots
bit bit bits
byte byte bytes
kilobyte kilobyte kilobytes
megabyte megabyte megabytes
gigabyte gigabyte gigabytes
terabyte terabyte terabytes
watt watt watts
kilowatt kilowatt kilowatts
megawatt megawatt megawatts
gigawatt gigawatt gigawatts
degree degree degrees
celsius degree degrees celsius degrees|celsius centigrade
fahrenheit degree degrees fahrenheit degrees|fahrenheit
USD dollar dollars U.S.|dollars US|dollars
cent cent cents
EUR euro euros
GBP pound pounds pounds|sterling sterling
JPY yen
CNY yuan renminbi
INR rupee rupees
RUB ruble rubles rouble roubles
TRY lira liras
CHF franc francs
IRR rial rials
toman toman tomans
peso peso pesos
dinar dinar dinars
riyal riyal riyals
dirham dirham dirhams
afghani afghani afghanis
krona krona kronor krone kroner
bitcoin bitcoin bitcoins
""",
    "es": """
percent por|ciento por|100
percentage-point punto|porcentual puntos|porcentuales
basis-point punto|básico puntos|básicos puntos|base
second segundo segundos seg
minute minuto minutos
hour hora horas
day día días dia dias jornada jornadas
week semana semanas
month mes meses
year año años
decade década décadas decenio decenios
century siglo siglos
millimeter milímetro milímetros
centimeter centímetro centímetros
meter metro metros
kilometer kilómetro kilómetros
inch pulgada pulgadas
foot pie pies
yard yarda yardas
mile milla millas
milligram miligramo miligramos
gram gramo gramos
kilogram kilogramo kilogramos kilo kilos
tonne tonelada toneladas
ounce onza onzas
pound libra libras
milliliter mililitro mililitros
liter litro litros
gallon galón galones
barrel barril barriles
hectare hectárea hectáreas
acre acre acres
square-meter metro|cuadrado metros|cuadrados
square-kilometer kilómetro|cuadrado kilómetros|cuadrados
square-mile milla|cuadrada millas|cuadradas
square-foot pie|cuadrado pies|cuadrados
kilometer-per-hour kilómetros|por|hora
mile-per-hour millas|por|hora
knot nudo nudos
bit bit bits
byte byte bytes octeto octetos
kilobyte kilobyte kilobytes
megabyte megabyte megabytes
gigabyte gigabyte gigabytes
terabyte terabyte terabytes
watt vatio vatios watt watts
kilowatt kilovatio kilovatios
megawatt megavatio megavatios
gigawatt gigavatio gigavatios
degree grado grados
celsius grado grados grados|celsius celsius centígrados grados|centígrados
fahrenheit grado grados grados|fahrenheit fahrenheit
USD dólar dólares
cent centavo centavos céntimo céntimos
EUR euro euros
GBP libra libras libras|esterlinas
JPY yen yenes
CNY yuan yuanes
INR rupia rupias
RUB rublo rublos
TRY lira liras
CHF franco francos
IRR rial riales
toman tomán tomanes
peso peso pesos
dinar dinar dinares
riyal riyal riyales
dirham dirham dirhams dírham
afghani afgani afganis
krona corona coronas
bitcoin bitcoin bitcoins
""",
    "fa": """
percent درصد
basis-point واحد|پایه
percentage-point واحد|درصد
second ثانیه ثانیه‌ای
minute دقیقه دقیقه‌ای
hour ساعت ساعته ساعتهٔ
day روز روزه روزهٔ
week هفته هفته‌ای هفتهٔ
month ماه ماهه ماههٔ
year سال ساله سالهٔ سالگی
decade دهه دههٔ
century قرن سده سدهٔ
millimeter میلی‌متر میلیمتر
centimeter سانتی‌متر سانتیمتر سانت
meter متر متری
kilometer کیلومتر کیلومتری
inch اینچ اینچی
foot فوت پا
yard یارد
mile مایل مایلی
milligram میلی‌گرم میلیگرم
gram گرم گرمی
kilogram کیلوگرم کیلو کیلویی
tonne تن تنی
ounce اونس
pound پوند
milliliter میلی‌لیتر میلیلیتر
liter لیتر لیتری
gallon گالن
barrel بشکه
hectare هکتار هکتاری
acre جریب ایکر
square-meter متر|مربع مترمربع
square-kilometer کیلومتر|مربع کیلومترمربع
square-mile مایل|مربع
square-foot فوت|مربع
kilometer-per-hour کیلومتر|در|ساعت کیلومتر|بر|ساعت
mile-per-hour مایل|در|ساعت مایل|بر|ساعت
knot گره
bit بیت بیتی
byte بایت بایتی
kilobyte کیلوبایت
megabyte مگابایت
gigabyte گیگابایت گیگ
terabyte ترابایت
watt وات
kilowatt کیلووات
megawatt مگاوات
gigawatt گیگاوات
degree درجه
celsius درجه درجهٔ|سلسیوس درجه|سلسیوس درجهٔ|سانتی‌گراد درجه|سانتی‌گراد سلسیوس
fahrenheit درجه درجهٔ|فارنهایت درجه|فارنهایت فارنهایت
USD دلار دلاری دالر دالری
cent سنت
EUR یورو یورویی
GBP پوند پوندی
JPY ین
CNY یوان
INR روپیه
PKR کلدار
RUB روبل
TRY لیر لیره
CHF فرانک
IRR ریال ریالی
toman تومان تومانی تومن
peso پزو
dinar دینار
riyal ریال
dirham درهم
afghani افغانی
krona کرون کرونا
bitcoin بیت‌کوین بیتکوین
""",
}
"""By language: a unit, and the words that name it; `|` stands for a blank."""

_MORE_WORDS: Mapping[str, str] = {
    "ar": """
USD دولار دولارًا دولارا دولارات
EUR يورو
GBP جنيه
""",
    "de": """
USD Dollar
GBP Pfund
pound Pfund
JPY Yen
CNY Yuan
RUB Rubel
CHF Franken
percentage-point Prozentpunkt Prozentpunkte Prozentpunkten
basis-point Basispunkt Basispunkte Basispunkten
""",
    "fr": """
USD dollar dollars
GBP livre livres
pound livre livres
JPY yen yens
CNY yuan yuans
INR roupie roupies
RUB rouble roubles
CHF franc francs
mile mille milles
percentage-point point|de|pourcentage points|de|pourcentage point points
""",
    "it": """
USD dollaro dollari
GBP sterlina sterline
JPY yen
CNY yuan
RUB rublo rubli
CHF franco franchi
percentage-point punto|percentuale punti|percentuali punto punti
basis-point punti|base
""",
    "pt": """
USD dólar dólares
GBP libra libras
pound libra libras
RUB rublo rublos
percentage-point ponto|percentual pontos|percentuais ponto pontos p.p.
basis-point ponto|base pontos-base pontos|base
""",
    "ru": """
USD доллар доллара долларов
GBP фунт фунта фунтов
pound фунт фунта фунтов
RUB рубль рубля рублей
percentage-point процентный|пункт процентного|пункта процентных|пунктов п.п.
basis-point базисных|пунктов базисного|пункта
""",
    "tr": """
USD dolar
EUR avro euro
GBP sterlin
TRY lira
percentage-point puan
basis-point baz|puan
""",
}
"""What CLDR's long names do not have: a currency without its country."""
_CURRENCIES = "USD EUR GBP JPY CNY INR RUB TRY CHF IRR".split()  # noqa: SIM905  as in the tables
_NO_UNITS: frozenset[str] = frozenset()


def _rows(lines: str) -> Iterator[tuple[str, str]]:
    for line in lines.strip().splitlines():
        unit, *words = line.split()
        for word in words:
            yield word.replace("|", " "), unit


@cache
def _units(locale: str) -> Mapping[str, frozenset[str]]:
    """The units that a word or sign may name."""
    language = subtags(locale).language
    words = list(_rows(_WORDS.get(language, ""))) or list(_from_cldr(locale))
    words += [(word.lower(), unit) for word, unit in _rows(_MORE_WORDS.get(language, ""))]
    found: dict[str, set[str]] = {}
    for word, unit in (*_rows(_SIGNS), *words):
        found.setdefault(word, set()).add(unit)
    return {word: frozenset(meant) for word, meant in found.items()}


_BETWEEN = ("de", "of", "calendar", "business", "working", "full", "more", "consecutive")
"""Words that may appear between a number and its unit."""
_GAP = re.compile(
    rf"[\s\u00a0\u2009\u202f\u200c\u2011-]{{0,2}}(?:(?:{'|'.join(_BETWEEN)})[\s\u00a0])?"
)
_WORD = r"[^\s\d,;:()،؛!?»”\"…\ue000\ufffc-]+"
_BEHIND = re.compile(rf"{_WORD}2?(?:[\s\u00a0]{_WORD}){{0,2}}")
_BEFORE = re.compile(r"((?:US)?[$€£¥₹₽₺₪₩﷼]|\b[A-Z]{3})[\s\u00a0\u202f]?[-−]?\Z")


def _from_cldr(locale: str) -> Iterator[tuple[str, str]]:
    """Names of the units and currencies above in the language's long forms.

    Where CLDR's short form is the long one, too, as of days in Portuguese and of nearly all in
    Chinese, Babel has only the short one, and gives the unit's key for the other.
    """
    from babel.numbers import get_currency_name  # noqa: PLC0415  slow to import
    from babel.units import UnknownUnitError, format_unit  # noqa: PLC0415  slow to import

    known = cldr_locale(locale)
    if known is None:
        return
    for dimension, scale in (*_SCALES.items(), ("temperature", ("celsius", "fahrenheit"))):
        for unit in scale:
            key = f"{dimension}-{unit}"
            for count in (1, 2, 5, 100):
                try:
                    formatted = format_unit(count, key, "long", locale=known)
                    if key in formatted:
                        formatted = format_unit(count, key, "short", locale=known)
                except (UnknownUnitError, KeyError):
                    break
                word = re.sub(r"[\d\s\u00a0\u200f\u200e]+", " ", ascii_digits(formatted)).strip()
                if word and key not in word:
                    yield word.lower(), unit
    for code in _CURRENCIES:
        for count in (1, 2, 5):
            yield get_currency_name(code, count=count, locale=known).lower(), code


_WITHOUT_BLANKS = ("zh", "ja")


def are_others(units: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two numbers have units, and none in common."""
    return bool(units) and bool(others) and units.isdisjoint(others)


def may_measure(
    text: str, locale: str, words: Collection[str] | None = None, *, digits: bool = True
) -> bool:
    """Whether a text may have a number with a unit: a quick look.

    `words` are all words of the text in lower case, for who has them already; `digits` is whether
    there may be some.

    >>> [may_measure(text, "en") for text in ("It took 18 days", "three weeks", "5")]
    [True, True, False]
    """
    known = _words(locale)
    if digits and any((word or sign).lower() in known for word, sign in _NEAR.findall(text)):
        return True
    if subtags(locale).language in _WITHOUT_BLANKS:
        return True
    spelled = spelled_words(locale)
    if words is not None and spelled.isdisjoint(words):
        return False
    words = [word.strip(_POINTS) for word in text.lower().split()]
    return not known.isdisjoint(words) and not spelled.isdisjoint(words)


_POINTS = '.,;:!?()«»"”“،؛؟'
_MONEY = "$€£¥₹₽₺₪₩﷼"
_NEAR = re.compile(
    rf"[\d{_MONEY}](?:(?<=\d)[\s\u00a0\u200c\u202f-]{{0,2}}([^\W\d_]+|[%٪‰°{_MONEY}])"
    rf"|(?<=([{_MONEY}]))[\s\u00a0]?\d)"
)


@cache
def _words(locale: str) -> frozenset[str]:
    """Words in lower case that units may begin with, signs, and words that multiply."""
    names = (re.split(r"[\s\u200c/-]", name.lower())[0] for name in _units(locale))
    return frozenset((*names, *magnitudes(locale), *_BETWEEN[2:]))


def units_beside(text: str, number: Number, locale: str) -> frozenset[str]:
    """The units that may stand beside a number of a text: behind it, a currency before it as well.

    >>> from l10n_flow.language.quantities.phrases import numbers
    >>> def units(text, locale):
    ...     return [sorted(units_beside(text, n, locale)) for n in numbers(text, locale)]
    >>> units("$5 million, 18 days, 3 km/h", "en")
    [['USD', 'peso'], ['day'], ['kilometer-per-hour']]
    >>> units("5 millones de dólares y 3 libras", "es"), units("۱۸ روزه، ۲۰ ٪", "fa")
    ([['USD'], ['GBP', 'pound']], [['day'], ['percent']])
    >>> units("5 jours", "fr"), units("5千克重", "zh")
    ([['day']], [['kilogram']])
    """
    if subtags(locale).language == "fa" and _ORDINAL.search(text, *number.span):
        return _NO_UNITS
    start, end = number.span
    if text.startswith("s", end) and _AGED.search(text[max(0, start - _REACH) : end]):
        return _NO_UNITS
    if _DECADE.match(text, end) and end - start == _DIGITS_OF_YEAR:
        return _NO_UNITS
    known = _units(locale)
    gap = _GAP.match(text, number.span.end)
    behind = _BEHIND.match(text, gap.end() if gap is not None else number.span.end)
    before = _BEFORE.search(text[max(0, number.span.start - _REACH) : number.span.start])
    paid = known.get(before[1], _NO_UNITS) if before is not None else _NO_UNITS
    for name in _candidates(behind[0]) if behind is not None else ():
        if (found := known.get(name) or known.get(name.lower())) is not None:
            return found | paid
    return paid | (_inflected(behind[0], locale) if behind is not None else _NO_UNITS)


def _inflected(behind: str, locale: str) -> frozenset[str]:
    """The units that a word in another case may name: «в 97 километрах»."""
    word = behind.split(maxsplit=1)[0].lower()
    stems = [
        stem
        for stem in _stems(locale)
        if word.startswith(stem) and len(word) - len(stem) <= _LONGEST_ENDING
    ]
    return _stems(locale)[max(stems, key=len)] if stems else _NO_UNITS


@cache
def _stems(locale: str) -> Mapping[str, frozenset[str]]:
    """What all forms of a unit's name begin with in CLDR; none where we have words of our own."""
    if subtags(locale).language in _WORDS:
        return {}
    forms: dict[str, list[str]] = {}
    for word, unit in _from_cldr(locale):
        if word.isalpha():
            forms.setdefault(unit, []).append(word)
    found: dict[str, set[str]] = {}
    for unit, words in forms.items():
        stem = _shared_beginning(words)
        if len(stem) >= _SHORTEST_STEM:
            found.setdefault(stem, set()).add(unit)
    return {stem: frozenset(units) for stem, units in found.items()}


def _shared_beginning(words: Sequence[str]) -> str:
    first, last = min(words), max(words)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return first[: sum(1 for _ in same)]


_SHORTEST_STEM, _LONGEST_ENDING = 5, 4
_PRECISION = 20
_PRECISION_OF_MONEY = 1000
"""Ten rials are a toman; nobody has to round."""

_REACH = 10
"""Number of characters before a number in which a currency may be, or whose age it is."""
_AGED = re.compile(
    r"\b(?:over|under|his|her|their|my|your|our|early|mid|middle|late)[\s-]\d+\Z", re.IGNORECASE
)
"""The over 65s are people of that age, and so is a man in his 40s."""
_DECADE = re.compile(r"(?<=0)(?:[’']?s\b|\s?(?:年代|년대))")
"""The 1980s, 1980年代: nothing lasts so many seconds or years."""
_DIGITS_OF_YEAR = 4
_ORDINAL = re.compile(r"(?:اول|نخست|[^\W\d_](?<!میلیو)(?<!نی)م(?:ین|ی)?)\Z")
"""What it counts stands before it: «روز اول هفته» is the first day of the week."""
_NAME_IN_HAN = 4


def _candidates(behind: str) -> Iterator[str]:
    """What the words behind a number may name: three, two, one, and the beginning of the first.

    Turkish has its endings behind an apostrophe, Arabic counts in the accusative: «كيلومترًا».
    """
    words = behind.split()
    for count in range(len(words), 0, -1):
        yield " ".join(words[:count]).rstrip(".'’")
    first = words[0]
    for sign in "/\u200c.'’":
        if sign in first:
            yield first.partition(sign)[0]
    if first.endswith("ًا"):
        yield first[:-2]
    if first >= "\u2e80":
        for count in range(_NAME_IN_HAN, 0, -1):
            yield first[:count]


def converted(
    one: Value,
    units: frozenset[str],
    other: Value,
    others: frozenset[str],
    precision: int = _PRECISION,
) -> bool:
    """Whether two measures in other units are one, within a twentieth where nothing else is said.

    >>> converted(Fraction(60), frozenset(("mile",)), Fraction(96), frozenset(("kilometer",)))
    True
    >>> converted(68, frozenset(("fahrenheit",)), 20, frozenset(("celsius",)))
    True
    """
    if "fahrenheit" in units - others and "celsius" in others - units:
        return _are_as_warm((one - 32) * _CELSIUS, other)
    if "celsius" in units - others and "fahrenheit" in others - units:
        return _are_as_warm((other - 32) * _CELSIUS, one)
    for a in units - others:
        for b in others - units:
            mine, theirs = _UNITS.get(a), _UNITS.get(b)
            if mine is None or theirs is None or mine.dimension != theirs.dimension:
                continue
            here, there = one * mine.factor, other * theirs.factor
            needed = _PRECISION_OF_MONEY if mine.dimension == "rials" else precision
            if abs(here - there) * needed <= max(abs(here), abs(there)):
                return True
    return False


_CELSIUS = Fraction(5, 9)


def _are_as_warm(one: Value, other: Value) -> bool:
    """Whether two temperatures in degrees Celsius are one: those of an oven are rounded to tens."""
    tolerated = _TENS if other >= _OF_AN_OVEN else 1
    return abs(Fraction(one) - Fraction(other)) <= tolerated


_OF_AN_OVEN, _TENS = 100, 4
