"""Numbers in words, in the languages that l10n-flow knows best: patterns, by value.

They serve to let a spelled number pass, so they are broad: genders, plurals, ordinals and the
words for one that are also articles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

__all__ = ["is_known", "says", "says_magnitude"]


_ENGLISH = r"""
0 zero\b null\b no\b none\b
1 an?\b one\b once\b first single\b the\b each\b every\b
2 two\b twice\b second both\b double couple\b pair\b half\b halves\b twi
3 three third triple thrice
4 four quarter
5 five fifth
6 six
7 seven
8 eight
9 nine ninth
10 ten\b tens\b tenth decades?\b
11 eleven
12 twelve twelfth dozen midnight noon
13 thirteen
14 fourteen fortnight
15 fifteen
16 sixteen
17 seventeen
18 eighteen
19 nineteen
20 twenty twentieth
24 twenty-four dozen
30 thirty thirtieth half
40 forty
50 fifty fiftieth half
60 sixty
70 seventy
80 eighty
90 ninety
100 hundred century centuries percent
1000 thousand
1000000 million
"""

_SPANISH = r"""
0 cero\b ningun ningún
1 una?\b uno\b primer único únic cada\b el\b la\b
2 dos\b segund ambos\b ambas\b doble par\b dúo medi[oa]\b
3 tres\b tercer terci triple tri
4 cuatro cuart cuatri
5 cinco quint
6 seis sext
7 siete séptim
8 ocho octav
9 nueve noven
10 diez décim decen década
11 once\b undécim
12 doce\b duodécim medianoche mediodía
13 trece
14 catorce
15 quince
16 dieciséis dieciseis
17 diecisiete
18 dieciocho
19 diecinueve
20 veint vigésim
24 veinticuatro
30 treint media\b
40 cuarent
50 cincuent mitad
60 sesent
70 setent
80 ochent
90 novent
100 cien centenar siglo
1000 mil\b miles\b millar
1000000 mill[oó]n
"""

_PERSIAN = r"""
0 صفر هیچ
1 یک اول نخست ی\b ‌ای\b هر تنها
2 دو هردو زوج نیم جفت
3 سه سو[مّ] ثلث
4 چهار چارم ربع
5 پنج
6 شش
7 هفت
8 هشت
9 نُ?ه
10 ده عشر
11 یازده
12 دوازده نیمه‌شب ظهر
13 سیزده
14 چهارده
15 پانزده
16 شانزده
17 هفده
18 هجده هیجده
19 نوزده
20 بیست
24 بیست
30 سی نیم
40 چهل
50 پنجاه نیم
60 شصت
70 هفتاد
80 هشتاد
90 نود
100 صد سده قرن
1000 هزار
1000000 میلیون
"""

_LANGUAGES: Mapping[str, tuple[str, str]] = {
    "en": (_ENGLISH, r"\b(?:{})"),
    "es": (_SPANISH, r"\b(?:{})"),
    "fa": (_PERSIAN, r"(?<!\w)(?:{})"),
}
"""By primary subtag: a line for each value with the words that say it, as patterns; and where in a
text such a word may begin."""

_MAGNITUDES: Mapping[str, str] = {
    "en": r"thousand|million|billion|\d\s?[kKMB]\b",
    "es": r"\bmil\b|\bmiles\b|mill[oó]n",
    "fa": "هزار|میلیون|میلیارد",
}


def is_known(language: str) -> bool:
    """Whether we know the language's words for numbers."""
    return language in _LANGUAGES


def says(text: str, value: int, language: str) -> bool:
    """Whether a text may say the number in words; False for a language that is not known.

    >>> says("dieciocho días", 18, "es"), says("a day", 18, "en")
    (True, False)
    """
    pattern = _word(value, language)
    return pattern is not None and pattern.search(text) is not None


def says_magnitude(text: str, language: str) -> bool:
    """Whether a text has a word that stands for three zeros, or six, or nine.

    >>> says_magnitude("۵هزار رله", "fa")
    True
    """
    words = _MAGNITUDES.get(language)
    return words is not None and re.search(words, text, re.IGNORECASE) is not None


@cache
def _words(language: str) -> Mapping[int, list[str]]:
    lines, _ = _LANGUAGES[language]
    split = [line.split() for line in lines.strip().splitlines()]
    return {int(value): words for value, *words in split}


@cache
def _word(value: int, language: str) -> re.Pattern[str] | None:
    if language not in _LANGUAGES or value not in _words(language):
        return None
    words = "|".join(_words(language)[value])
    return re.compile(_LANGUAGES[language][1].format(words), re.IGNORECASE)
